//! Benefits over costs, as a ratio: the form in which business cases of social work are published.

use super::bands::Band;
use super::figures::measured;
use crate::engine::{Measure, Sample};
use crate::model::Model;

/// Benefits over costs of an arm, against nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Expected benefits over expected costs, both present values to society: what an investment returns on average. Not the mean of the
    /// ratios, which trials with costs near zero would rule.
    pub of_means: f64,
    /// The ratio of each trial: its 90 % band.
    pub band: Band,
}

/// The ratio of every arm that costs something in every trial.
pub fn ratios(model: &Model, sample: &Sample) -> Vec<Ratio> {
    (0..model.arms.len()).filter_map(|arm| ratio(sample, arm)).collect()
}

fn ratio(sample: &Sample, arm: usize) -> Option<Ratio> {
    let costs = measured(sample, Measure::CostPv, arm);
    let benefits = measured(sample, Measure::BenefitPv, arm);
    if costs.iter().any(|cost| *cost <= 0.0) {
        return None;
    }
    let each: Vec<f64> =
        benefits.iter().zip(costs.iter()).map(|(benefit, cost)| benefit / cost).collect();
    let total = |column: &[f64]| column.iter().sum::<f64>();
    Some(Ratio { arm, of_means: total(&benefits) / total(&costs), band: Band::of(&each) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn a_ratio_is_of_sums_and_an_arm_that_costs_nothing_has_none() {
        let (model, mut sample) = (model(), sample(64));
        for trial in 0..64 {
            let cost = if trial % 2 == 0 { 1.0 } else { 3.0 };
            sample.measures[[Measure::CostPv.index(), 2, trial]] = cost;
            sample.measures[[Measure::BenefitPv.index(), 2, trial]] = 4.0;
            sample.measures[[Measure::CostPv.index(), 0, trial]] = 0.0;
        }
        let all = ratios(&model, &sample);
        assert!(all.iter().all(|ratio| ratio.arm != 0));
        let two = all.iter().find(|ratio| ratio.arm == 2).unwrap();
        // 64 x 4 over 32 x 1 + 32 x 3; the mean of ratios would be 8/3.
        assert!((two.of_means - 2.0).abs() < 1e-12);
        assert!((two.band.value.mean - 8.0 / 3.0).abs() < 1e-12);
    }
}
