//! What ten people avoid on average, by kind of outcome and measure of effect.

use wijkimpact::model::Measure as Effect;
use wijkimpact::model::{Among::Completers, Among::Participants, Kind, Model};

use crate::support::{World, expected};
use crate::{close, within};

/// Ten participants in year 0 of five, half of them completers, yearly exit 5 %.
fn ten() -> World {
    World::new().years(5, 1).group("jeugd", 100.0).exit(0.05).programme("straat").completion(0.5)
}

/// Avoided in all years, at present staffing.
fn avoided(model: &Model) -> f64 {
    expected(model).avoided(0, 1)[0]
}

#[test]
fn a_recurring_event_is_avoided_in_proportion_to_the_risk_at_each_age() {
    let model = ten()
        .outcome("delict", Kind::Event, &[0.4])
        .service_year_share(0.5)
        .by_age(&[1.0, 0.8, 0.5])
        .at_risk(4)
        .effect(Participants, Effect::RelativeRisk, 0.3)
        .half_life(2.0)
        .build();
    let by_hand: f64 = [0.2, 0.32, 0.2, 0.2]
        .iter()
        .enumerate()
        .map(|(a, b)| {
            let a = a as f64;
            10.0 * 0.95_f64.powf(a) * b * (1.0 - 0.3_f64.powf(2.0_f64.powf(-a / 2.0)))
        })
        .sum();
    close(avoided(&model), by_hand);
}

/// Two worlds apart: who has had no event yet, with and without the programme. What one avoids is the difference between their
/// events, whatever is assumed about how the worlds hang together.
fn two_chains(k: f64, e: f64, b: &[f64], r: &[f64]) -> Vec<f64> {
    let (mut without, mut with) = (k, k);
    b.iter()
        .zip(r)
        .enumerate()
        .map(|(a, (b, r))| {
            if a > 0 {
                without *= 1.0 - e;
                with *= 1.0 - e;
            }
            let (there, here) = (without * b, with * (b * r).min(1.0));
            without -= there;
            with -= here;
            there - here
        })
        .collect()
}

#[test]
fn an_event_that_happens_once_is_the_difference_of_two_markov_chains() {
    for (r, half_life) in [(0.4_f64, 1.5), (0.0, 2.0), (0.9, 50.0), (1.7, 2.5), (2.4, 30.0)] {
        let model = ten()
            .outcome("uitval", Kind::Once, &[0.4])
            .service_year_share(0.5)
            .by_age(&[1.0, 0.7, 1.4])
            .benefit("school", 1.0)
            .effect(Completers, Effect::RelativeRisk, r)
            .half_life(half_life)
            .build();
        let b = [0.2, 0.28, 0.56, 0.56, 0.56];
        let faded: Vec<f64> =
            (0..5).map(|a| r.powf(2.0_f64.powf(-f64::from(a) / half_life))).collect();
        let sample = expected(&model);
        for (t, want) in two_chains(5.0, 0.05, &b, &faded).into_iter().enumerate() {
            let got = sample.flow(wijkimpact::engine::Flow::Benefit, 0, t, 1)[0];
            close(got, want);
        }
    }
}

#[test]
fn prevention_without_end_is_postponement() {
    // With R = 0.5 for ever, nobody dying and a yearly risk of 0.6, in 60 years it happens to (nearly) everybody in both
    // worlds: the share left is 0.7^60 = 5e-10 with the programme.
    let model = World::new()
        .years(60, 1)
        .group("jeugd", 100.0)
        .programme("straat")
        .outcome("uitval", Kind::Once, &[0.6])
        .effect(Participants, Effect::RelativeRisk, 0.5)
        .build();
    let left = 10.0 * (0.7_f64.powi(60) - 0.4_f64.powi(60));
    within(avoided(&model), left, 1e-12);
}

#[test]
fn visits_add_up_over_strata_ages_and_survivors() {
    let model = World::new()
        .years(3, 1)
        .group("ouderen", 100.0)
        .strata(&[(0.25, 1.0), (0.75, 1.0)])
        .exit(0.1)
        .programme("bezoek")
        .outcome("huisarts", Kind::Use, &[2.0, 6.0])
        .service_year_share(0.5)
        .effect(Participants, Effect::RateRatio, 0.8)
        .build();
    // 2.5 and 7.5 people, a fifth fewer visits, 0.5 + 0.9 + 0.81 years.
    close(avoided(&model), (2.5 * 2.0 + 7.5 * 6.0) * 0.2 * (0.5 + 0.9 + 0.81));
}

#[test]
fn a_state_decays_by_relapse_natural_recovery_and_exit() {
    let model = ten()
        .state("schuld", &[0.6], 0.9, 0.2)
        .service_year_share(0.25)
        .effect(Completers, Effect::RelativeRisk, 0.5)
        .build();
    let still: f64 = 0.9 * 0.8 * 0.95;
    let years: f64 = 0.25 + (1..5).map(|a| still.powi(a)).sum::<f64>();
    close(avoided(&model), 5.0 * 0.6 * 0.5 * years);
}

#[test]
fn a_score_changes_by_points_per_person_and_fades() {
    let model = ten()
        .outcome("regie", Kind::Score, &[])
        .service_year_share(0.5)
        .effect(Participants, Effect::Change, 0.8)
        .half_life(1.0)
        .corrected(0.5, 0.9, 0.1)
        .build();
    let years: f64 = 0.5 + (1..5).map(|a| (0.95_f64 / 2.0).powi(a)).sum::<f64>();
    close(avoided(&model), 10.0 * 0.8 * 0.5 * 0.9 * 0.9 * years);
}

/// Ten participants, one year, a risk of `b`: what one participant avoids.
fn one_year(b: f64, measure: fn(wijkimpact::model::Quantity) -> Effect, value: f64) -> World {
    World::new()
        .group("jeugd", 100.0)
        .programme("straat")
        .outcome("delict", Kind::Event, &[b])
        .effect(Participants, measure, value)
}

#[test]
fn an_odds_ratio_of_1_72_turns_a_risk_of_21_1_percent_into_13_46() {
    // Wilson 2011: in favour, so it divides the odds. Printed to a hundredth of a percent.
    let saved = avoided(&one_year(0.211, Effect::OddsRatio, 1.0 / 1.72).build()) / 10.0;
    within(0.211 - saved, 0.1346, 0.000_05);
    let odds: f64 = 0.211 / 0.789 / 1.72;
    close(0.211 - saved, odds / (1.0 + odds));
}

#[test]
fn measures_of_effect_become_relative_risks() {
    let odds = (-0.5 * std::f64::consts::PI / 3.0_f64.sqrt()).exp();
    for (measure, value, b, r) in [
        (Effect::RelativeRisk as fn(_) -> _, 0.7, 0.3, 0.7),
        (Effect::RateRatio, 0.7, 0.3, 0.7),
        (Effect::OddsRatio, 0.5, 0.3, 0.5 / (0.7 + 0.15)),
        (Effect::OddsRatio, 2.0, 0.3, 2.0 / (0.7 + 0.6)),
        (Effect::StandardisedMeanDifference, -0.5, 0.3, odds / (0.7 + 0.3 * odds)),
        (Effect::RiskDifference, -0.12, 0.3, 0.6),
        (Effect::RiskDifference, -0.9, 0.3, 0.0),
        (Effect::RiskDifference, 0.06, 0.3, 1.2),
        // A risk cannot pass 1.
        (Effect::RelativeRisk, 5.0, 0.3, 1.0 / 0.3),
    ] {
        close(avoided(&one_year(b, measure, value).build()), 10.0 * b * (1.0 - r));
    }
}

#[test]
fn a_ratio_from_another_risk_uses_the_risk_of_the_study() {
    let r = 0.5 / (1.0 - 0.4 + 0.4 * 0.5);
    let model = one_year(0.2, Effect::OddsRatio, 0.5).study_baseline(0.4).build();
    close(avoided(&model), 10.0 * 0.2 * (1.0 - r));
    // A difference of -0.1 on a risk of 0.4 is a quarter less.
    let model = one_year(0.2, Effect::RiskDifference, -0.1).study_baseline(0.4).build();
    close(avoided(&model), 10.0 * 0.2 * 0.25);
}

#[test]
fn corrections_shrink_the_logarithm_first_and_the_effect_after() {
    let (causal, attribution, displacement) = (0.6, 0.8, 0.25);
    let model =
        one_year(0.3, Effect::RelativeRisk, 0.5).corrected(causal, attribution, displacement);
    let r: f64 = 1.0 - (1.0 - 0.5_f64.powf(0.6)) * 0.8 * 0.75;
    close(avoided(&model.build()), 3.0 * (1.0 - r));
    let model =
        one_year(0.3, Effect::RiskDifference, -0.15).corrected(causal, attribution, displacement);
    let r: f64 = 1.0 - 0.6 * 0.5 * 0.8 * 0.75;
    close(avoided(&model.build()), 3.0 * (1.0 - r));
}

#[test]
fn an_effect_relative_to_the_baseline_uses_the_full_year_at_age_0() {
    // by_age starts at 0.5: the control risk of the odds ratio is 0.2, not 0.4, and not halved by the year of service.
    let model =
        one_year(0.4, Effect::OddsRatio, 0.5).by_age(&[0.5]).service_year_share(0.5).build();
    close(avoided(&model), 10.0 * 0.1 * (1.0 - 0.5 / (0.8 + 0.1)));
}
