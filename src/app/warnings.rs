//! What a run shows to be doubtful that its text did not.

use crate::analysis::relative_error;
use crate::engine::Sample;
use crate::model::Model;
use crate::source::{Code, Problem};

/// Registered participants are more than 98 % of the pool in some trials.
const POOL_TOO_SMALL: Code = Code::warning("pool-too-small");

/// A baseline probability came above 1 in some trials.
const BASELINE_CUT: Code = Code::warning("baseline-cut");

/// The precision asked for was not reached.
const NOT_PRECISE: Code = Code::warning("precision-not-reached");

/// Every kind of problem that only a run can show.
pub const RUN_CODES: &[Code] = &[POOL_TOO_SMALL, BASELINE_CUT, NOT_PRECISE];

/// A warning where the error of the simulation is still larger than was asked for, with the number of trials.
pub(super) fn of_precision(sample: &Sample, asked: f64) -> Option<(usize, Problem)> {
    let reached = relative_error(sample);
    let trials = sample.trials();
    let message = format!(
        "after {trials} trials the simulation error of the net is {:.2} %, not {:.2} %: more do not fit in memory",
        100.0 * reached,
        100.0 * asked
    );
    let help = "ask for less precision, or for fewer arms (--arms)";
    // Written so that an error that is not known warns too.
    let enough = reached <= asked;
    (!enough)
        .then(|| (trials, Problem::new(NOT_PRECISE, "precision".to_owned(), message).help(help)))
}

/// Warnings about a sample, each with the number of trials in which it happened.
pub(super) fn of_sample(model: &Model, sample: &Sample) -> Vec<(usize, Problem)> {
    let trials = sample.trials();
    let pools = model.programmes.iter().zip(&sample.pool_too_small).map(|(programme, &count)| {
        let path = format!("programmes.{}.participants_now", programme.name);
        let message = format!(
            "in {} the people registered now are more than 98 % of the people who can be found and would take part",
            share(count, trials)
        );
        let help = "more need, reach or uptake, or fewer participants: the pool is drawn too small";
        (count, Problem::new(POOL_TOO_SMALL, path, message).help(help))
    });
    let baselines = model.outcomes.iter().zip(&sample.baseline_cut).map(|(outcome, &count)| {
        let path = format!("outcomes.{}.baseline", outcome.name);
        let message =
            format!("in {} a probability came above 1 and was cut at 1", share(count, trials));
        (count, Problem::new(BASELINE_CUT, path, message).help("a narrower baseline or ratio"))
    });
    pools.chain(baselines).filter(|(count, _)| *count > 0).collect()
}

/// `12 of 8192 trials (0.1 %)`.
fn share(count: usize, trials: usize) -> String {
    format!("{count} of {trials} trials ({:.1} %)", 100.0 * count as f64 / trials as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn only_what_happened_is_told() {
        let (model, mut sample) = (model(), sample(64));
        assert!(of_sample(&model, &sample).is_empty());
        sample.pool_too_small[0] = 16;
        let told = of_sample(&model, &sample);
        assert_eq!(told.len(), 1);
        let (count, problem) = &told[0];
        assert_eq!((*count, problem.path.as_str()), (16, "programmes.hulp.participants_now"));
        assert!(problem.message.contains("16 of 64 trials (25.0 %)"), "{}", problem.message);
    }
}
