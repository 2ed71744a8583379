//! Trials in batches, until the Monte Carlo error of the net is small enough.

use super::error::AppError;
use super::memory;
use super::run::Door;
use crate::analysis::relative_error;
use crate::engine::{self, Sample};
use crate::model::Model;
use crate::plan::Plan;

/// Trials of the first batch: 64 in each replicate. Each batch after it doubles their number, so that a Sobol' design stays
/// at a power of two, where it is most even.
const FIRST: usize = 1024;

/// Simulates until [`relative_error`] is at most `precision`, or until twice as many trials would no longer fit. Returns the plan
/// with the number of trials that it took.
///
/// # Errors
/// When the engine refuses or is told to stop.
pub fn until_precise(
    model: &Model,
    plan: &Plan,
    precision: f64,
    door: Door,
) -> Result<(Plan, Sample), AppError> {
    let mut plan = Plan { trials: FIRST, ..plan.clone() };
    let mut before = None;
    loop {
        (door.start)(plan.trials);
        let sample = engine::extend(model, &plan, before.as_ref(), door.progress, door.cancel)?;
        let next = Plan { trials: 2 * plan.trials, ..plan.clone() };
        let fits = next.trials <= Plan::MOST_TRIALS && memory::fits(model, &next).is_ok();
        if relative_error(&sample) <= precision || !fits {
            return Ok((plan, sample));
        }
        (plan, before) = (next, Some(sample));
    }
}
