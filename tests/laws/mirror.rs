//! Harm is help seen from the other side: a baseline b with R, and a baseline bR with 1/R, are the same two worlds.
//!
//! The smaller and the larger risk are the same, so the same persons have the same luck and only the sign turns, bit for bit
//! where R is a power of two. It holds for effects that stay: a fading effect goes back to the baseline, and the baselines of
//! the two worlds differ. The score has no risks and is left out.

use proptest::prelude::*;
use wijkimpact::engine::Sample;
use wijkimpact::plan::{Chance, Plan};

use crate::any_world::{Any, any, cases};
use crate::support::{plan, run};

fn both(any: &Any, r: f64, plan: &Plan) -> (Sample, Sample) {
    let any = Any { half_life: 99.0, ..any.clone() };
    let help = any.outcomes(any.people(), any.risk, r, 0.0).build();
    let harm = any.outcomes(any.people(), any.risk * r, 1.0 / r, 0.0).build();
    (run(&help, plan), run(&harm, plan))
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn harm_is_help_with_a_minus_sign_in_the_sampled_pass(any in any(), power in 1..4_i32) {
        let (help, harm) = both(&any, 2.0_f64.powi(-power), &plan(32, any.seed));
        for (x, y) in help.outcomes.iter().zip(&harm.outcomes) {
            prop_assert!((x + y).abs() <= 0.0, "{x} {y}");
        }
        for (x, y) in help.years.iter().zip(&harm.years).skip(help.years.len() / 3) {
            prop_assert!((x + y).abs() <= 0.0, "{x} {y}");
        }
    }

    #[test]
    fn harm_is_help_with_a_minus_sign_in_the_expected_pass(any in any(), r in 0.05..0.95) {
        let plan = Plan { chance: Chance::Expected, ..plan(16, any.seed) };
        let (help, harm) = both(&any, r, &plan);
        for effect in 0..4 {
            for arm in 0..4 {
                let x = help.avoided(effect, arm)[0];
                let y = harm.avoided(effect, arm)[0];
                // b R / R may be off by a rounding, and 1 - R loses digits where R is near 1.
                prop_assert!((x + y).abs() <= 1e-12 * x.abs() / (1.0 - r) + 1e-15, "{x} {y}");
            }
        }
    }
}
