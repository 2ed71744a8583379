//! What the books must satisfy in every trial: nothing from nothing, and parties that add up.

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use wijkimpact::engine::{Flow, Measure, run};
use wijkimpact::model::Measure::RateRatio;
use wijkimpact::model::{Among::Participants, Kind};
use wijkimpact::plan::{Chance, Design, Plan};

use crate::any_world::{any, cases};
use crate::support::sampled;

const PARTIES: usize = 5;

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_programme_without_effect_has_no_benefits(any in any()) {
        let sample = sampled(&any.world(1.0, 0.0).build(), 32, any.seed);
        prop_assert!(sample.outcomes.iter().all(|x| *x == 0.0));
        for flow in [Flow::Benefit, Flow::Cashable] {
            for party in 0..PARTIES {
                for arm in 0..4 {
                    prop_assert!(sample.party(flow, party, arm).iter().all(|x| *x == 0.0));
                }
            }
        }
    }

    #[test]
    fn without_staff_nothing_happens_and_nothing_is_paid(any in any()) {
        let sample = sampled(&any.world(0.4, 0.7).build(), 32, any.seed);
        for measure in Measure::ALL {
            let column = sample.measure(measure, 0);
            prop_assert!(column.iter().all(|x| *x == 0.0), "{}", measure.name());
        }
        for party in 0..PARTIES {
            for flow in Flow::ALL {
                prop_assert!(sample.party(flow, party, 0).iter().all(|x| *x == 0.0));
            }
        }
    }

    #[test]
    fn parties_add_up_to_society_in_every_trial(any in any()) {
        let sample = sampled(&any.world(0.4, 0.7).build(), 32, any.seed);
        for arm in 0..4 {
            let of = |m| sample.measure(m, arm);
            for trial in 0..32 {
                let sum = |flow| -> (f64, f64) {
                    let all: Vec<f64> =
                        (0..PARTIES).map(|p| sample.party(flow, p, arm)[trial]).collect();
                    (all.iter().sum(), all.iter().map(|x| x.abs()).sum())
                };
                // Sums of the same few hundred terms in another order: within 1e-12 of the sum of their sizes.
                let (benefit, size) = sum(Flow::Benefit);
                prop_assert!((benefit - of(Measure::BenefitPv)[trial]).abs() <= 1e-12 * (1.0 + size));
                let (cost, costs) = sum(Flow::Cost);
                prop_assert!((cost - of(Measure::CostPv)[trial]).abs() <= 1e-12 * (1.0 + costs));
                let net = benefit - cost;
                prop_assert!((net - of(Measure::NetPv)[trial]).abs() <= 1e-12 * (1.0 + size + costs));
                let effects: f64 = (0..5).map(|e| sample.worth(e, arm)[trial]).sum();
                prop_assert!((effects - benefit).abs() <= 1e-12 * (1.0 + size));
            }
        }
    }

    #[test]
    fn years_discounted_add_up_to_present_values(any in any()) {
        // Without QALYs in euros, which have a rate of their own.
        let model = any.people()
            .outcome("use", Kind::Use, &[any.risk, any.risk])
            .benefit("real", 20.0)
            .to(1)
            .paid(1, 2)
            .effect(Participants, RateRatio, 0.5)
            .build();
        let sample = sampled(&model, 16, any.seed);
        for (arm, party) in (0..4).flat_map(|arm| (0..PARTIES).map(move |party| (arm, party))) {
            for flow in Flow::ALL {
                for trial in 0..16 {
                    let total: f64 = (0..model.horizon)
                        .map(|t| {
                            let at = (1.0 + any.rate).powf(-(t as f64 + 0.5));
                            sample.flow(flow, party, t, arm)[trial] * at
                        })
                        .sum();
                    let want = sample.party(flow, party, arm)[trial];
                    prop_assert!((total - want).abs() <= 1e-12 * (1.0 + want.abs()));
                }
            }
        }
    }

    #[test]
    fn a_transfer_is_nothing_to_society_in_every_trial_and_year(any in any()) {
        let model = any.people()
            .outcome("use", Kind::Use, &[any.risk, 2.0 * any.risk])
            .benefit("moved", 20.0)
            .to(1)
            .transfer(2)
            .spread(1.5)
            .paid(0, 2)
            .effect(Participants, RateRatio, 0.5)
            .build();
        let sample = sampled(&model, 32, any.seed);
        for (arm, trial) in (0..4).flat_map(|arm| (0..32).map(move |trial| (arm, trial))) {
            for t in 0..model.horizon {
                let of = |party| sample.flow(Flow::Benefit, party, t, arm)[trial];
                // The receiver loses people to elsewhere; together they gain what the giver loses.
                prop_assert!((of(1) + of(3) + of(2)).abs() <= 1e-12 * (1.0 + of(2).abs()));
            }
            let loss = sample.party(Flow::Benefit, 2, arm)[trial].abs();
            let society = sample.measure(Measure::BenefitPv, arm)[trial];
            prop_assert!(society.abs() <= 1e-12 * (1.0 + loss));
        }
    }

    #[test]
    fn one_person_valued_and_multiplied_is_what_all_books_add_up_to(
        any in any(),
        r in 0.2..1.4_f64,
        change in -1.0..1.0_f64,
    ) {
        let model = any.world(r, change).build();
        let plan = Plan { seed: any.seed, trials: 32, design: Design::Sobol, chance: Chance::Expected };
        let sample = run(&model, &plan, Some(1), &|_| {}, &AtomicBool::new(false)).unwrap();
        for arm in 0..4 {
            let books = sample.measure(Measure::NetPv, arm);
            let person = sample.measure(Measure::NetPvExpected, arm);
            let benefit = sample.measure(Measure::BenefitPv, arm);
            let cost = sample.measure(Measure::CostPv, arm);
            for (((a, b), benefit), cost) in books.iter().zip(&person).zip(&benefit).zip(&cost) {
                // The same sums in another order: some hundred roundings of parts no larger than some times the totals.
                prop_assert!((a - b).abs() <= 1e-11 * (1.0 + benefit.abs() + cost.abs()), "{arm}: {a} {b}");
            }
        }
    }
}
