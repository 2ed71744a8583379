//! Discounting, growth and payback against the published factors.

use wijkimpact::engine::{Flow, Measure};
use wijkimpact::model::Measure as Effect;
use wijkimpact::model::{Among::Participants, Kind, Timing};

use crate::support::{World, expected};
use crate::{close, within};

/// One euro of cost in each of `n` years.
fn annuity(n: usize, rate: f64, timing: Timing) -> f64 {
    let model = World::new()
        .years(n, n)
        .rate(rate, timing)
        .group("g", 1000.0)
        .programme("p")
        .fixed(1.0)
        .build();
    expected(&model).measure(Measure::CostPv, 1)[0]
}

#[test]
fn annuities_at_the_end_of_the_year_are_those_of_the_tables() {
    // Printed to four decimals.
    for (n, rate, printed) in [
        (1, 0.0225, 0.9780),
        (5, 0.0225, 4.6795),
        (10, 0.0225, 8.8662),
        (20, 0.0225, 15.9637),
        (40, 0.0225, 26.1935),
        (10, 0.016, 9.1735),
        (10, 0.029, 8.5739),
        (10, 0.035, 8.3166),
    ] {
        let got = annuity(n, rate, Timing::End);
        within(got, printed, 0.000_05);
        let i32n = i32::try_from(n).unwrap();
        close(got, (1.0 - (1.0 + rate).powi(-i32n)) / rate);
    }
}

#[test]
fn the_start_of_a_year_is_a_year_before_its_end_and_the_middle_half_way() {
    let end = annuity(7, 0.03, Timing::End);
    close(annuity(7, 0.03, Timing::Start), end * 1.03);
    close(annuity(7, 0.03, Timing::Middle), end * 1.03_f64.sqrt());
}

/// Ten units avoided in year 0 of `horizon`, each worth a euro `after` years for `lasts` years.
fn ten_units(horizon: usize, after: usize, lasts: usize) -> World {
    World::new()
        .years(horizon, 1)
        .group("g", 100.0)
        .programme("p")
        .outcome("o", Kind::Event, &[1.0])
        .at_risk(1)
        .benefit("b", 1.0)
        .paid(after, lasts)
        .effect(Participants, Effect::RelativeRisk, 0.0)
}

#[test]
fn ten_years_at_2_25_percent_are_a_factor_of_0_80051() {
    let model = ten_units(11, 10, 1).rate(0.0225, Timing::Start).build();
    within(expected(&model).measure(Measure::BenefitPv, 1)[0] / 10.0, 0.80051, 0.000_005);
}

#[test]
fn streams_start_late_last_and_are_cut_at_the_horizon() {
    for (after, lasts, years) in [(0, 1, 1), (2, 3, 3), (4, 9, 2), (6, 1, 0)] {
        let sample = expected(&ten_units(6, after, lasts).build());
        close(sample.measure(Measure::BenefitPv, 1)[0], 10.0 * f64::from(years));
        for t in 0..6 {
            let paid = if t >= after && t < after + lasts { 10.0 } else { 0.0 };
            close(sample.flow(Flow::Benefit, 0, t, 1)[0], paid);
        }
    }
}

#[test]
fn growth_counts_from_the_base_year() {
    let model = ten_units(6, 2, 3).growth(0.05).overlap(0.2).rate(0.03, Timing::Middle).build();
    let by_hand: f64 =
        (2..5).map(|t| 10.0 * 0.8 * 1.05_f64.powi(t) * 1.03_f64.powf(-f64::from(t) - 0.5)).sum();
    close(expected(&model).measure(Measure::BenefitPv, 1)[0], by_hand);
}

#[test]
fn now_later_and_steady_split_the_benefits_at_the_last_programme_year() {
    // Two cohorts of ten, each worth a euro a person in the year of service and the two after: 10, 20, 20, 10.
    let model = World::new()
        .years(5, 2)
        .rate(0.1, Timing::Start)
        .group("g", 100.0)
        .programme("p")
        .outcome("o", Kind::Event, &[1.0])
        .at_risk(1)
        .benefit("b", 1.0)
        .paid(0, 3)
        .effect(Participants, Effect::RelativeRisk, 0.0)
        .build();
    let sample = expected(&model);
    let get = |m| sample.measure(m, 1)[0];
    close(get(Measure::Participants), 20.0);
    close(get(Measure::BenefitYearly), 15.0);
    close(get(Measure::BenefitSteady), 30.0);
    close(get(Measure::BenefitFuture), 20.0 / 1.21 + 10.0 / 1.331);
    close(get(Measure::BenefitPv), 10.0 + 20.0 / 1.1 + 20.0 / 1.21 + 10.0 / 1.331);
}

#[test]
fn further_rates_are_the_same_flows_at_another_rate() {
    let world = |rate| ten_units(8, 1, 6).fixed(7.0).rate(rate, Timing::Middle);
    let sample = expected(&world(0.0225).also(&[0.016, 0.029, 0.0]).build());
    for (i, rate) in [0.016, 0.029, 0.0].into_iter().enumerate() {
        let own = expected(&world(rate).build());
        close(sample.net_at(i, 1)[0], own.measure(Measure::NetPv, 1)[0]);
    }
}

/// Payback year with a cost in year 0 and ten euros in each of years 1 to 6.
fn payback(cost: f64, rate: f64) -> f64 {
    let model = ten_units(7, 1, 6).fixed(cost).rate(rate, Timing::Start).build();
    expected(&model).measure(Measure::PaybackYear, 1)[0]
}

#[test]
fn payback_is_the_first_year_from_which_the_total_stays_at_or_above_zero() {
    for (cost, rate, year) in
        [(5.0, 0.0, 1.0), (30.0, 0.0, 3.0), (30.1, 0.0, 4.0), (60.0, 0.0, 6.0)]
    {
        within(payback(cost, rate), year, 0.0);
    }
    // At 10 %, 6 years of ten are worth 43.55; five 37.91.
    within(payback(43.0, 0.1), 6.0, 0.0);
    within(payback(37.9, 0.1), 5.0, 0.0);
    assert!(payback(60.1, 0.0).is_nan() && payback(44.0, 0.1).is_nan());
}

#[test]
fn a_total_that_sinks_below_zero_again_has_not_paid_back() {
    // Gains of 10 in the year of service, then a cost of 15 in programme year 1 and gains of 10 after.
    let model = World::new()
        .years(4, 2)
        .group("g", 100.0)
        .programme("p")
        .fixed(12.0)
        .outcome("o", Kind::Event, &[1.0])
        .at_risk(1)
        .benefit("now", 2.0)
        .benefit("later", 1.0)
        .paid(2, 1)
        .effect(Participants, Effect::RelativeRisk, 0.0)
        .outcome("harm", Kind::Event, &[0.5])
        .at_risk(1)
        .benefit("once", 4.0)
        .paid(1, 1)
        .effect(Participants, Effect::RelativeRisk, 2.0)
        .build();
    // Year 0: 20 - 12 = 8; year 1: 20 - 12 - 20 = -12, total -4; year 2: 10 - 20, total -14; year 3: 10, total -4.
    assert!(expected(&model).measure(Measure::PaybackYear, 1)[0].is_nan());
}
