//! Order of counts in every trial: more places, more participants; never more than the pool, nor the pool than the people.

use proptest::prelude::*;
use wijkimpact::engine::Measure;

use crate::any_world::{Any, any, cases};
use crate::support::{expected, sampled};

/// One programme year: later, an arm with more participants has a smaller pool, and the order may turn.
fn one_year(any: &Any) -> Any {
    Any { years: 1, ..any.clone() }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn more_places_never_have_fewer_participants(any in any()) {
        let any = one_year(&any);
        let model = any.people().build();
        for sample in [sampled(&model, 64, any.seed), expected(&model)] {
            for arm in 1..4 {
                let (less, more) = (arm - 1, arm);
                for measure in [Measure::Participants, Measure::Completers, Measure::NeedServed] {
                    let pairs = sample.measure(measure, less).to_vec();
                    let pairs = pairs.iter().zip(sample.measure(measure, more));
                    // Targeting is solved to 1e-13: two saturated arms may swap by that much in the expected pass.
                    for (less, more) in pairs {
                        prop_assert!(*less <= more * (1.0 + 1e-12), "{} {less} {more}", measure.name());
                    }
                }
            }
        }
    }

    #[test]
    fn participants_fit_in_the_pool_and_the_pool_in_the_people(any in any()) {
        let any = one_year(&any);
        // An arm of 10^9 FTE in a queue without friction serves the whole pool and so shows how large it is; both strata
        // have the same weight.
        let any = Any { friction: 50.0, weight: 1.0, ..any };
        let model = any.people().arm("everybody", &[1e9]).build();
        let sample = sampled(&model, 64, any.seed);
        let pool = sample.measure(Measure::Participants, 4);
        prop_assert!(pool.iter().all(|w| *w <= any.size.round()));
        for arm in 0..4 {
            let took = sample.measure(Measure::Participants, arm);
            let done = sample.measure(Measure::Completers, arm);
            for ((p, w), c) in took.iter().zip(pool).zip(done) {
                prop_assert!(p <= w && *c <= *p && p.fract() == 0.0 && c.fract() == 0.0);
            }
        }
    }

    #[test]
    fn what_is_avoided_never_exceeds_who_was_helped(any in any()) {
        let sample = sampled(&any.world(0.0, 0.0).build(), 32, any.seed);
        for (arm, trial) in (0..4).flat_map(|arm| (0..32).map(move |trial| (arm, trial))) {
            let took = sample.measure(Measure::Participants, arm)[trial];
            let done = sample.measure(Measure::Completers, arm)[trial];
            let years = (any.years + any.more) as f64;
            let avoided = |effect| sample.avoided(effect, arm)[trial];
            // An event at most once a year; one that happens once at most once in all; a state at most all years.
            prop_assert!((0.0..=took * years).contains(&avoided(0)));
            prop_assert!((0.0..=done).contains(&avoided(1)));
            prop_assert!((0.0..=done * years).contains(&avoided(3)));
        }
    }
}
