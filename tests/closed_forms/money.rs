//! Who gains: parties, transfers, people who leave, what can be cashed, care hours and QALYs.

use wijkimpact::engine::{Flow, Measure, Sample};
use wijkimpact::model::Measure as Effect;
use wijkimpact::model::{Among::Participants, Kind, Timing};

use crate::close;
use crate::support::{World, expected};

const GEMEENTE: usize = 0;
const VERZEKERAAR: usize = 1;
const INWONER: usize = 2;
const ELDERS: usize = 3;
const RIJK: usize = 4;

/// Ten units avoided in year 0 of four.
fn ten_units() -> World {
    World::new()
        .years(4, 1)
        .group("g", 100.0)
        .programme("p")
        .outcome("o", Kind::Event, &[1.0])
        .at_risk(1)
        .effect(Participants, Effect::RelativeRisk, 0.0)
}

fn gain(sample: &Sample, flow: Flow, party: usize) -> f64 {
    sample.party(flow, party, 1)[0]
}

#[test]
fn who_leaves_takes_the_benefit_elsewhere_geometrically() {
    let model = ten_units()
        .leaves(VERZEKERAAR, 0.2)
        .benefit("b", 3.0)
        .to(VERZEKERAAR)
        .paid(0, 4)
        .cashable(0.5)
        .build();
    let sample = expected(&model);
    for (t, stay) in [1.0, 0.8, 0.64, 0.512].into_iter().enumerate() {
        close(sample.flow(Flow::Benefit, VERZEKERAAR, t, 1)[0], 30.0 * stay);
        close(sample.flow(Flow::Benefit, ELDERS, t, 1)[0], 30.0 * (1.0 - stay));
        close(sample.flow(Flow::Cashable, VERZEKERAAR, t, 1)[0], 15.0 * stay);
    }
    close(gain(&sample, Flow::Benefit, VERZEKERAAR), 30.0 * (1.0 + 0.8 + 0.64 + 0.512));
    close(sample.measure(Measure::BenefitPv, 1)[0], 120.0);
}

#[test]
fn leaving_counts_from_the_year_of_service_not_from_the_year_avoided() {
    // Avoided in year 2 by people served in year 0: two years gone.
    let model = World::new()
        .years(4, 1)
        .leaves(VERZEKERAAR, 0.2)
        .group("g", 100.0)
        .programme("p")
        .outcome("o", Kind::Event, &[1.0])
        .by_age(&[0.0, 0.0, 1.0, 0.0])
        .benefit("b", 1.0)
        .to(VERZEKERAAR)
        .paid(1, 1)
        .effect(Participants, Effect::RelativeRisk, 0.0)
        .build();
    let sample = expected(&model);
    close(sample.flow(Flow::Benefit, VERZEKERAAR, 3, 1)[0], 10.0 * 0.512);
}

#[test]
fn a_transfer_moves_money_and_makes_none() {
    let model = ten_units().benefit("b", 7.0).to(GEMEENTE).transfer(INWONER).cashable(0.4).build();
    let sample = expected(&model);
    close(gain(&sample, Flow::Benefit, GEMEENTE), 70.0);
    close(gain(&sample, Flow::Cashable, GEMEENTE), 28.0);
    close(gain(&sample, Flow::Benefit, INWONER), -70.0);
    for measure in [Measure::BenefitPv, Measure::NetPv, Measure::BenefitSteady] {
        close(sample.measure(measure, 1)[0], 0.0);
    }
    close(sample.worth(0, 1)[0], 0.0);
}

#[test]
fn care_hours_become_fte_years_and_respect_overlap() {
    let model = ten_units().benefit("b", 1.0).paid(1, 2).care(1, 150.0).overlap(0.25).build();
    let sample = expected(&model);
    // 10 units, 2 years, 150 hours of which a quarter is counted elsewhere; 1,000 hours an FTE.
    close(sample.care_freed(1, 1)[0], 10.0 * 2.0 * 150.0 * 0.75 / 1000.0);
    close(sample.care_freed(0, 1)[0], 0.0);
    close(sample.measure(Measure::CareFte, 1)[0], 2.25);
}

#[test]
fn qalys_have_their_own_rate_and_a_value_that_goes_to_residents() {
    let world = || ten_units().rate(0.04, Timing::Middle).benefit("b", 100.0).paid(0, 3).qaly(0.1);
    let pv = |rate: f64| -> f64 { (0..3).map(|t| (1.0 + rate).powf(-f64::from(t) - 0.5)).sum() };
    let sample = expected(&world().qalys(50_000.0, Some(0.015)).also(&[0.0]).build());
    let (money, qalys) = (1000.0 * pv(0.04), pv(0.015));
    close(sample.measure(Measure::Qaly, 1)[0], qalys);
    close(sample.measure(Measure::BenefitPv, 1)[0], money + 50_000.0 * qalys);
    close(gain(&sample, Flow::Benefit, INWONER), 50_000.0 * qalys);
    close(gain(&sample, Flow::Cashable, INWONER), 0.0);
    close(sample.worth(0, 1)[0], money + 50_000.0 * qalys);
    // A rate of its own stays when money is discounted at another rate.
    close(sample.net_at(0, 1)[0], 3000.0 + 50_000.0 * qalys);
    // Without one, QALYs follow the main rate, and follow it to other rates.
    let sample = expected(&world().qalys(50_000.0, None).also(&[0.0]).build());
    close(sample.measure(Measure::Qaly, 1)[0], pv(0.04));
    close(sample.net_at(0, 1)[0], 3000.0 + 150_000.0);
}

#[test]
fn qalys_without_a_price_are_counted_but_not_in_euros() {
    let sample = expected(&ten_units().benefit("b", 0.0).qaly(0.1).build());
    close(sample.measure(Measure::Qaly, 1)[0], 1.0);
    close(sample.measure(Measure::NetPv, 1)[0], 0.0);
}

#[test]
fn total_is_the_sum_of_parties_and_net_is_total_less_cost() {
    // As the benefit-cost tables of WSIPP: total of four parties, net, ratio.
    let model = ten_units()
        .fixed(500.0)
        .paid_by(&[(GEMEENTE, 0.6), (RIJK, 0.4)], &[(RIJK, 1.0)])
        .benefit("taxpayers", 23.0)
        .to(GEMEENTE)
        .benefit("participants", 41.0)
        .to(INWONER)
        .benefit("others", 37.0)
        .to(VERZEKERAAR)
        .benefit("indirect", -9.0)
        .to(RIJK)
        .build();
    let sample = expected(&model);
    let parties: f64 = (0..5).map(|p| gain(&sample, Flow::Benefit, p)).sum();
    close(parties, 920.0);
    close(sample.measure(Measure::BenefitPv, 1)[0], parties);
    close(gain(&sample, Flow::Cost, GEMEENTE), 300.0);
    close(sample.measure(Measure::NetPv, 1)[0], 420.0);
}
