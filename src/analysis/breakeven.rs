//! How far an input must move before another arm is best.

use std::sync::atomic::AtomicBool;

use super::acceptability::highest;
use super::drivers::Driver;
use super::figures::measured;
use crate::engine::{EngineError, Measure, Sample, run};
use crate::model::{Model, Quantity};
use crate::numeric::mean;
use crate::plan::{Chance, Plan};

/// Where the advice changes when one input is set to a value and all others vary as before.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakEven {
    /// The input.
    pub quantity: Quantity,
    /// Its path in the scenario.
    pub path: String,
    /// The arm with the highest expected net when nothing is set, the lower of equals.
    pub advice: usize,
    /// The input's mean, in its own unit.
    pub mean: f64,
    /// The arm with the highest expected net when the input is set to its mean: from there turns are sought.
    pub best: usize,
    /// Least and most value tried: the 0.1 % and 99.9 % quantiles.
    pub range: [f64; 2],
    /// The nearest turn below the mean; none: the advice stays down to the least value tried.
    pub below: Option<Turn>,
    /// The nearest turn above the mean; none: the advice stays up to the most value tried.
    pub above: Option<Turn>,
}

/// A value at which another arm becomes best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// The value, in the unit of what is varied.
    pub value: f64,
    /// The arm that is best beyond it.
    pub to: usize,
}

/// The factor on all benefits of all arms at which the advice changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BenefitFactor {
    /// The best arm as things are, at factor 1.
    pub best: usize,
    /// The nearest turn below 1, at least 0; none: the advice stays even without any benefits.
    pub below: Option<Turn>,
    /// The nearest turn above 1; none: the advice stays however large the benefits.
    pub above: Option<Turn>,
}

/// The break-even values of the first `most` drivers.
///
/// # Errors
/// Those of [`run`].
pub fn break_even(
    model: &Model,
    plan: &Plan,
    drivers: &[Driver],
    most: usize,
) -> Result<Vec<BreakEven>, EngineError> {
    drivers
        .iter()
        .take(most)
        .map(|driver| {
            let distribution = &model.inputs.get(driver.quantity).distribution;
            let range = [distribution.quantile(0.001), distribution.quantile(0.999)];
            break_even_of(model, plan, driver.quantity, range)
        })
        .collect()
}

/// The break-even values of one input within `range` (ascending), known or not: for a number that is fixed, whatever range
/// one would haggle over.
///
/// The input is set by [`crate::model::Inputs::fix`] and the model run anew, `TRIALS` trials without luck, with the plan's
/// seed and design: no other draw moves, so that nothing but the input makes a difference. Four equal steps to each side of
/// the mean look for another best arm, and bisection finds where it takes over, to a ten-thousandth of the way. Arms that
/// take over and hand back within one step stay unseen.
///
/// # Errors
/// Those of [`run`].
pub fn break_even_of(
    model: &Model,
    plan: &Plan,
    quantity: Quantity,
    range: [f64; 2],
) -> Result<BreakEven, EngineError> {
    let plan = Plan { trials: TRIALS, chance: Chance::Expected, ..plan.clone() };
    let input = model.inputs.get(quantity);
    let mean = input.distribution.mean();
    let best_at = |value: f64| {
        let mut model = model.clone();
        model.inputs.fix(quantity, value);
        best_arm(&model, &plan)
    };
    let start = mean.clamp(range[0].min(range[1]), range[1].max(range[0]));
    let best = best_at(start)?;
    Ok(BreakEven {
        quantity,
        path: input.path.clone(),
        advice: best_arm(model, &plan)?,
        mean,
        best,
        range,
        below: turn(&best_at, best, start, range[0])?,
        above: turn(&best_at, best, start, range[1])?,
    })
}

/// Trials of each run of a search.
const TRIALS: usize = 512;

/// Steps from the mean to the end of the range.
const STEPS: usize = 4;

/// Halvings of a step: `1 / (4 * 2^12)` of the way is left.
const HALVINGS: usize = 12;

/// The arm with the highest expected net, the lower of equals.
fn best_arm(model: &Model, plan: &Plan) -> Result<usize, EngineError> {
    let sample = run(model, plan, None, &|_| {}, &AtomicBool::new(false))?;
    Ok(highest(&means(model, &sample, Measure::NetPvExpected)))
}

/// Mean of a measure for each arm.
fn means(model: &Model, sample: &Sample, measure: Measure) -> Vec<f64> {
    (0..model.arms.len()).map(|arm| mean(&measured(sample, measure, arm))).collect()
}

/// The first turn on the way from `start`, where `best` is best, to `end`.
fn turn(
    best_at: &impl Fn(f64) -> Result<usize, EngineError>,
    best: usize,
    start: f64,
    end: f64,
) -> Result<Option<Turn>, EngineError> {
    // Within rounding of the end of the range there is nothing to look for.
    if (end - start).abs() <= f64::EPSILON * end.abs().max(start.abs()) {
        return Ok(None);
    }
    let mut near = start;
    for step in 1..=STEPS {
        let mut far = start + (end - start) * step as f64 / STEPS as f64;
        let mut to = best_at(far)?;
        if to != best {
            for _ in 0..HALVINGS {
                let middle = f64::midpoint(near, far);
                let arm = best_at(middle)?;
                if arm == best {
                    near = middle;
                } else {
                    (far, to) = (middle, arm);
                }
            }
            return Ok(Some(Turn { value: f64::midpoint(near, far), to }));
        }
        near = far;
    }
    Ok(None)
}

/// The factor on all benefits, QALYs included, at which the advice changes: nothing is run for it, because the net of an arm
/// is a straight line in the factor, `factor B - C`.
///
/// `C` is the mean present cost and `B` the mean expected net plus `C`.
pub fn benefit_factor(model: &Model, sample: &Sample) -> BenefitFactor {
    let costs = means(model, sample, Measure::CostPv);
    let nets = means(model, sample, Measure::NetPvExpected);
    let best = highest(&nets);
    let (mut below, mut above): (Option<Turn>, Option<Turn>) = (None, None);
    for arm in (0..nets.len()).filter(|&arm| arm != best) {
        let extra_cost = costs[arm] - costs[best];
        let extra_benefit = nets[arm] - nets[best] + extra_cost;
        let turn = Turn { value: extra_cost / extra_benefit, to: arm };
        // At factor 1 the best arm is ahead, so a line that rises faster crosses above 1, a slower one below. Of lines that
        // cross in one point the first in the list is told.
        if extra_benefit > 0.0 && above.is_none_or(|nearest| turn.value < nearest.value) {
            above = Some(turn);
        } else if extra_benefit < 0.0
            && turn.value > 0.0
            && below.is_none_or(|nearest| turn.value > nearest.value)
        {
            below = Some(turn);
        }
    }
    BenefitFactor { best, below, above }
}
