//! What a wijk yields at each arm, in the mean and trial by trial: all that ranking and placing need to keep of it.

use crate::engine::Measure;
use crate::engine::areas::AreaSample;
use crate::model::Model;
use crate::numeric::mean;
use crate::plan::Plan;

/// Trials kept of each wijk, at most: 64 for each replicate.
const MOST: usize = 64 * Plan::REPLICATES;

/// Numbers kept of all wijken together, at most (256 MiB of `f32`), down to one trial for each replicate.
const NUMBERS: usize = 1 << 26;

/// How many of the first `trials` trials are kept so that memory stays below 256 MiB for up to 10,000 wijken with 200 arms, or 250,000
/// with seven: a multiple of the number of replicates, from 16 to 1,024. The first trials of a Sobol' run are a Sobol' run.
pub fn kept_trials(areas: usize, arms: usize, trials: usize) -> usize {
    let each = NUMBERS / (2 * areas.max(1) * arms.max(1));
    let most = each.min(MOST).min(trials) / Plan::REPLICATES * Plan::REPLICATES;
    most.max(Plan::REPLICATES).min(trials)
}

/// A wijk's staff, net and cost at every arm; luck is at its expectation, for nobody can choose it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AreaCurve {
    /// Mean FTE hired, by arm.
    pub fte: Vec<f64>,
    /// Expected net present value, EUR, by arm, over all trials.
    pub net: Vec<f64>,
    /// Expected present value of costs, EUR, by arm, over all trials.
    pub cost: Vec<f64>,
    /// Trials kept.
    pub trials: usize,
    /// Net, EUR: arm after arm, `trials` numbers each.
    pub net_by_trial: Vec<f32>,
    /// Cost, EUR, likewise.
    pub cost_by_trial: Vec<f32>,
}

impl AreaCurve {
    /// Of a wijk's sample, with its first `kept` trials.
    pub fn of(area: &AreaSample, kept: usize) -> Self {
        let arms = area.cost_expected.nrows();
        let kept = kept.min(area.need.len());
        let column = |measure, arm| area.sample.measure(measure, arm).to_vec();
        let cost = |arm: usize| area.cost_expected.row(arm).to_vec();
        let first = |column: Vec<f64>| column.into_iter().take(kept).map(|x| x as f32);
        Self {
            fte: (0..arms).map(|arm| mean(&column(Measure::FteHired, arm))).collect(),
            net: (0..arms).map(|arm| mean(&column(Measure::NetPvExpected, arm))).collect(),
            cost: (0..arms).map(|arm| mean(&cost(arm))).collect(),
            trials: kept,
            net_by_trial: (0..arms)
                .flat_map(|arm| first(column(Measure::NetPvExpected, arm)))
                .collect(),
            cost_by_trial: (0..arms).flat_map(|arm| first(cost(arm))).collect(),
        }
    }

    /// Number of arms.
    pub fn arms(&self) -> usize {
        self.fte.len()
    }

    /// Net of an arm in a kept trial, EUR; NaN where there is none.
    pub(super) fn net_in(&self, arm: usize, trial: usize) -> f64 {
        self.net_by_trial.get(arm * self.trials + trial).map_or(f64::NAN, |&x| f64::from(x))
    }

    /// Cost of an arm in a kept trial, EUR; NaN where there is none.
    pub(super) fn cost_in(&self, arm: usize, trial: usize) -> f64 {
        self.cost_by_trial.get(arm * self.trials + trial).map_or(f64::NAN, |&x| f64::from(x))
    }
}

/// The arms from present staffing upwards that are levels: the steps by which staff can grow.
pub fn ladder(model: &Model) -> Vec<usize> {
    let step = |arm: &usize| model.arms[*arm].level.is_some_and(|level| level >= 1.0);
    (0..model.arms.len()).filter(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_whatever_the_number_of_wijken() {
        for (areas, arms, trials) in
            [(3393, 7, 1024), (3393, 7, 8192), (250_000, 7, 8192), (10, 3, 40), (1, 1, 16)]
        {
            let kept = kept_trials(areas, arms, trials);
            assert!(kept >= 16 && kept <= trials && kept.is_multiple_of(16));
            assert!(2 * areas * arms * kept * size_of::<f32>() <= 268_435_456, "{areas}");
        }
        assert_eq!(kept_trials(3393, 7, 8192), 1024);
        assert_eq!(kept_trials(100_000, 7, 8192), 32);
    }
}
