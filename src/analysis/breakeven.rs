//! How far an input must move before another arm is best.

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

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

impl BenefitFactor {
    /// The nearest factors below and above 1 on all costs of all arms at which the advice changes: the mirror of those on
    /// benefits, because `B - C / factor` has the sign of `factor B - C`.
    pub fn on_costs(&self) -> [Option<Turn>; 2] {
        [self.above, self.below]
            .map(|turn| turn.map(|Turn { value, to }| Turn { value: 1.0 / value, to }))
    }
}

/// The break-even values of these drivers.
///
/// # Errors
/// Those of [`run`].
pub fn break_even(
    model: &Model,
    plan: &Plan,
    drivers: &[Driver],
) -> Result<Vec<BreakEven>, EngineError> {
    drivers
        .par_iter()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distributions::{Distribution, Uniform};
    use crate::model::{Baseline, Benefit, Correlation, Ledger, Stream};
    use crate::model_for_tests::{model, sample};
    use crate::plan::Design;

    const PLAN: Plan =
        Plan { seed: 1, trials: 4096, design: Design::Sobol, chance: Chance::Sampled };

    fn uniform(low: f64, high: f64) -> Distribution {
        Distribution::Uniform(Uniform::new(low, high).unwrap())
    }

    /// Every participant of level m avoids a crisis of 100 euro, once: `P(m) = 10 m 500 / (10 m + 500)`, at `m` times an
    /// uncertain cost, which is the first driver.
    fn world(cost: Distribution) -> (Model, Vec<Driver>) {
        let mut model = model();
        let quantity = model.inputs.uncertain("cost_per_fte", cost);
        let zero = model.inputs.fixed("none", 0.0);
        let one = model.inputs.fixed("all", 1.0);
        let stream = Stream {
            euro: model.inputs.fixed("euro", 100.0),
            to: 1,
            ledger: Ledger::Welfare,
            growth: zero,
            cashable: one,
            spread: None,
        };
        model.programmes[0].roles[0].cost_per_fte = quantity;
        model.programmes[0].roles[0].places_per_fte = Some(model.inputs.fixed("places", 10.0));
        model.programmes[0].effects[0].measure = crate::model::Measure::RelativeRisk(zero);
        model.outcomes[0].baseline = vec![Baseline::Value(one)];
        model.outcomes[0].at_risk = 1;
        model.outcomes[0].benefits = vec![Benefit {
            name: "0".to_owned(),
            stream: Some(stream),
            after: 0,
            lasts: 1,
            overlap: zero,
            care: None,
            qaly: None,
            category: None,
        }];
        let driver = Driver {
            quantity,
            path: "cost_per_fte".to_owned(),
            rank_correlation: -1.0,
            share: 1.0,
            low_value: f64::NAN,
            high_value: f64::NAN,
            net_at_low: f64::NAN,
            net_at_high: f64::NAN,
        };
        (model, vec![driver])
    }

    /// What the first worker is worth, and the second.
    const WORTH: [f64; 2] = [100.0 * 5000.0 / 510.0, 100.0 * (10_000.0 / 520.0 - 5000.0 / 510.0)];

    #[test]
    fn a_worker_is_hired_while_worth_the_cost() {
        let (model, drivers) = world(uniform(900.0, 1000.0));
        let found = break_even(&model, &PLAN, &drivers).unwrap();
        assert_eq!(found.len(), 1);
        let found = &found[0];
        assert_eq!((found.advice, found.best, found.mean), (1, 1, 950.0));
        let (below, above) = (found.below.unwrap(), found.above.unwrap());
        assert_eq!((below.to, above.to), (2, 0));
        // Bisection leaves 1 / (4 x 4096) of at most 50 euro, and the middle is off by half of that.
        let bound = 50.0 / 16_384.0 / 2.0;
        assert!((below.value - WORTH[1]).abs() <= bound, "{below:?} {WORTH:?}");
        assert!((above.value - WORTH[0]).abs() <= bound, "{above:?} {WORTH:?}");
    }

    #[test]
    fn advice_that_never_changes_has_no_turn_and_none_are_asked_for() {
        let (model, drivers) = world(uniform(100.0, 200.0));
        let found = break_even(&model, &PLAN, &drivers).unwrap();
        assert_eq!((found[0].best, found[0].below, found[0].above), (2, None, None));
        assert!(break_even(&model, &PLAN, &[]).unwrap().is_empty());
    }

    #[test]
    fn a_number_that_is_known_has_a_break_even_in_any_range() {
        let (model, drivers) = world(Distribution::Fixed(950.0));
        let found = break_even_of(&model, &PLAN, drivers[0].quantity, [500.0, 2000.0]).unwrap();
        assert!((found.above.unwrap().value - WORTH[0]).abs() <= 1050.0 / 32_768.0);
        let nowhere = break_even_of(&model, &PLAN, drivers[0].quantity, [950.0, 950.0]).unwrap();
        assert_eq!((nowhere.below, nowhere.above), (None, None));
    }

    #[test]
    fn a_correlated_input_is_set_like_any_other() {
        let (mut model, drivers) = world(uniform(900.0, 1000.0));
        let other = model.inputs.uncertain("other", uniform(0.0, 1.0));
        model.inputs.correlations.push(Correlation { a: drivers[0].quantity, b: other, rank: 0.9 });
        let found = break_even(&model, &PLAN, &drivers).unwrap();
        assert!((found[0].above.unwrap().value - WORTH[0]).abs() <= 50.0 / 32_768.0);
    }

    #[test]
    fn the_factor_on_benefits_by_hand() {
        let (model, mut sample) = (model(), sample(64));
        // Benefits 0, 30, 40 at costs 0, 15, 24: nets 0, 15, 16.
        for (arm, (benefit, cost)) in
            [(0.0, 0.0), (30.0, 15.0), (40.0, 24.0)].into_iter().enumerate()
        {
            for trial in 0..64 {
                for (measure, value) in
                    [(Measure::CostPv, cost), (Measure::NetPvExpected, benefit - cost)]
                {
                    sample.measures[[measure.index(), arm, trial]] = value;
                }
            }
        }
        let found = benefit_factor(&model, &sample);
        // Arm 1 is better than arm 2 below (24 - 15) / (40 - 30); arm 0 only below 24 / 40.
        assert_eq!(
            found,
            BenefitFactor { best: 2, below: Some(Turn { value: 0.9, to: 1 }), above: None }
        );
        // With all costs 10/9 times as high arm 1 takes over; lower costs change nothing.
        let [lower, higher] = found.on_costs();
        assert_eq!(lower, None);
        let higher = higher.unwrap();
        assert!(higher.to == 1 && (higher.value - 10.0 / 9.0).abs() < 1e-12);
        let net =
            |arm: usize, factor: f64| [0.0, 30.0, 40.0][arm] - factor * [0.0, 15.0, 24.0][arm];
        assert!((net(1, higher.value) - net(2, higher.value)).abs() < 1e-12);
        sample.measures.index_axis_mut(ndarray::Axis(0), Measure::CostPv.index()).fill(0.0);
        assert_eq!(
            benefit_factor(&model, &sample).below,
            None,
            "without costs more is never worse"
        );
    }
}
