//! How much memory a run would take, before it takes it.

use super::error::AppError;
use crate::engine::{Flow, Measure};
use crate::model::Model;
use crate::plan::Plan;

/// The most a sample may take, bytes: 8 GiB, what an ordinary computer has to spare.
const MOST: u64 = 8 << 30;

/// Refuses a run whose sample would not fit.
///
/// # Errors
/// When it takes more than 8 GiB.
pub(super) fn fits(model: &Model, plan: &Plan) -> Result<(), AppError> {
    let each = bytes_per_trial(model);
    if each.saturating_mul(plan.trials as u64) <= MOST {
        return Ok(());
    }
    // Round down to a number that people can type.
    let most = (MOST / each) as usize / Plan::REPLICATES * Plan::REPLICATES;
    Err(AppError::Usage(format!(
        "{} trials of this scenario take about {:.0} GiB, more than the {} GiB a run may take; ask for at most {most} (--trials), \
         or for fewer arms (--arms)",
        plan.trials,
        (each * plan.trials as u64) as f64 / (1_u64 << 30) as f64,
        MOST >> 30,
    )))
}

/// Bytes of one trial in a sample: eight for each number.
pub(super) fn bytes_per_trial(model: &Model) -> u64 {
    let flows = Flow::ALL.len() * model.parties.len();
    let per_arm = Measure::ALL.len()
        + flows
        + flows * model.horizon
        + 2 * model.effects().count()
        + model.sectors.len()
        + model.discounting.also.len();
    8 * (per_arm * model.arms.len() + model.inputs.uncertain_inputs().count()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};
    use crate::plan::{Chance, Design};

    #[test]
    fn the_estimate_is_the_size_of_the_sample() {
        let sample = sample(16);
        let numbers = sample.measures.len()
            + sample.parties.len()
            + sample.outcomes.len()
            + sample.care.len()
            + sample.also.len()
            + sample.years.len()
            + sample.parameters.len();
        assert_eq!(bytes_per_trial(&model()) * 16, 8 * numbers as u64);
    }

    #[test]
    fn too_many_trials_are_refused_with_a_number_that_fits() {
        let plan =
            |trials| Plan { seed: 1, trials, design: Design::Sobol, chance: Chance::Sampled };
        let mut model = model();
        model.horizon = 200;
        assert!(fits(&model, &plan(8192)).is_ok());
        let refused = fits(&model, &plan(Plan::MOST_TRIALS)).unwrap_err();
        assert_eq!(refused.exit_code(), 2);
        let text = refused.to_string();
        let most: usize =
            text.split("at most ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(fits(&model, &plan(most)).is_ok(), "{text}");
    }
}
