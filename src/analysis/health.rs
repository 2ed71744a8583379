//! What a healthy life year costs in each arm, and which arms are worth considering for health.

use super::acceptability::acceptability;
use super::figures::measured;
use super::frontier::{Standing, frontier};
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::numeric::mean;

/// An arm among the others, by what it costs on balance and what health it brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealthCost {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Mean present cost less all mean benefits but QALYs, EUR; negative: it saves money.
    pub net_cost: f64,
    /// Mean QALYs gained.
    pub qaly: f64,
    /// Whether some value of a QALY makes it best, and from which value on: its extra cost per QALY.
    pub standing: Standing,
}

/// The standing of every arm, in the order of [`Model::arms`].
///
/// Costs and QALYs are those of [`acceptability`], so an arm of the frontier with extra cost `x` takes over from the one
/// before it at the value `x` of a QALY.
pub fn health_frontier(model: &Model, sample: &Sample) -> Vec<HealthCost> {
    let without = acceptability(model, sample, &[0.0]).points;
    let costs: Vec<f64> =
        without.iter().flat_map(|point| &point.expected_net).map(|net| -net).collect();
    let effects: Vec<f64> =
        (0..model.arms.len()).map(|arm| mean(&measured(sample, Measure::Qaly, arm))).collect();
    frontier(&costs, &effects)
        .into_iter()
        .enumerate()
        .map(|(arm, standing)| HealthCost {
            arm,
            net_cost: costs[arm],
            qaly: effects[arm],
            standing,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    /// Nets without health 0, -10 and -40; 0, 1 and 2 QALYs.
    fn world() -> (Model, Sample) {
        let (model, mut sample) = (model(), sample(64));
        for trial in 0..64 {
            for (arm, (net, qaly)) in
                [(0.0, 0.0), (-10.0, 1.0), (-40.0, 2.0)].into_iter().enumerate()
            {
                sample.measures[[Measure::NetPvExpected.index(), arm, trial]] = net;
                sample.measures[[Measure::Qaly.index(), arm, trial]] = qaly;
            }
        }
        (model, sample)
    }

    #[test]
    fn an_arm_takes_over_at_its_extra_cost() {
        let (model, sample) = world();
        let found = health_frontier(&model, &sample);
        let on = |extra_cost_per_unit| Standing::OnFrontier { extra_cost_per_unit };
        let told: Vec<(f64, f64, Standing)> =
            found.iter().map(|arm| (arm.net_cost, arm.qaly, arm.standing)).collect();
        assert_eq!(
            told,
            [(0.0, 0.0, on(None)), (10.0, 1.0, on(Some(10.0))), (40.0, 2.0, on(Some(30.0)))]
        );
        let best = acceptability(&model, &sample, &[9.9, 10.1, 29.9, 30.1]).points;
        assert_eq!(best.iter().map(|point| point.best).collect::<Vec<_>>(), [0, 1, 1, 2]);
    }

    #[test]
    fn the_models_own_price_of_health_is_no_saving() {
        let (mut model, mut sample) = world();
        model.value_of_qaly = Some(model.inputs.fixed("value_of_qaly", 25.0));
        for arm in 0..3 {
            for trial in 0..64 {
                let qaly = sample.measures[[Measure::Qaly.index(), arm, trial]];
                sample.measures[[Measure::NetPvExpected.index(), arm, trial]] += 25.0 * qaly;
            }
        }
        let (plain_model, plain) = world();
        assert_eq!(health_frontier(&model, &sample), health_frontier(&plain_model, &plain));
    }
}
