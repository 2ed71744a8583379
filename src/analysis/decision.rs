//! Which arm to prefer: expected net benefit, chance to be best, expected regret.

use super::bands::mcse;
use super::figures::{less, measured};
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::numeric::{correlation, mean};

/// One row of `decision.parquet`. Except for luck's share, everything is from the expected pass: nobody can learn or
/// choose luck. NaN where a number does not exist.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Mean FTE hired.
    pub fte_hired: f64,
    /// Expected net present value, EUR.
    pub expected_net: f64,
    /// Its Monte Carlo standard error, EUR.
    pub expected_net_mcse: f64,
    /// Expected net of what this arm has more than the next lower one, per FTE hired more, EUR; NaN for the lowest arm
    /// and where no more FTE are hired.
    pub marginal_net_per_fte: f64,
    /// Share of trials in which no other arm has a higher net, in [0, 1]; a tie goes to the lower arm.
    pub p_best: f64,
    /// Mean of what the best arm of each trial has more, EUR, at least 0.
    pub expected_regret: f64,
    /// `1 - corr(sampled, expected)^2` of the net, in [0, 1]: luck's share of its variance. NaN where it does not vary.
    pub luck_share: f64,
}

/// Fewer FTE than this are no FTE: differences of means are exact to far less.
const NO_FTE: f64 = 1e-9;

/// The verdict on every arm, in the order of the arms.
pub fn decide(model: &Model, sample: &Sample) -> Vec<Verdict> {
    let nets: Vec<Vec<f64>> =
        (0..model.arms.len()).map(|arm| measured(sample, Measure::NetPvExpected, arm)).collect();
    let best = best_arms(&nets);
    let hired = |arm| mean(&measured(sample, Measure::FteHired, arm));
    nets.iter()
        .enumerate()
        .map(|(arm, net)| {
            let regret: Vec<f64> = best
                .iter()
                .enumerate()
                .map(|(trial, &best)| nets[best][trial] - net[trial])
                .collect();
            let wins = best.iter().filter(|&&best| best == arm).count();
            let with = correlation(&measured(sample, Measure::NetPv, arm), net);
            Verdict {
                arm,
                fte_hired: hired(arm),
                expected_net: mean(net),
                expected_net_mcse: mcse(net, mean),
                marginal_net_per_fte: arm.checked_sub(1).map_or(f64::NAN, |lower| {
                    let extra = hired(arm) - hired(lower);
                    if extra > NO_FTE { mean(&less(net, &nets[lower])) / extra } else { f64::NAN }
                }),
                p_best: wins as f64 / best.len() as f64,
                expected_regret: mean(&regret),
                luck_share: 1.0 - with * with,
            }
        })
        .collect()
}

/// The arm with the highest net in each trial, the lower one of equals.
pub(super) fn best_arms(nets: &[Vec<f64>]) -> Vec<usize> {
    let trials = nets.first().map_or(0, Vec::len);
    (0..trials)
        .map(|trial| {
            (1..nets.len())
                .fold(0, |best, arm| if nets[arm][trial] > nets[best][trial] { arm } else { best })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::Axis;

    use super::*;
    use crate::model_for_tests::{model, sample};

    /// Sets the net of each arm, sampled and expected alike, as a function of the trial.
    fn with_nets(net: impl Fn(usize, usize) -> f64) -> Vec<Verdict> {
        let (model, mut sample) = (model(), sample(64));
        for arm in 0..model.arms.len() {
            for trial in 0..64 {
                for measure in [Measure::NetPv, Measure::NetPvExpected] {
                    sample.measures[[measure.index(), arm, trial]] = net(arm, trial);
                }
            }
        }
        decide(&model, &sample)
    }

    #[test]
    fn chance_to_be_best_and_regret_by_hand() {
        // Arm 2 gains 3 in a quarter of trials and loses 1 in the others; arms 0 and 1 are always 0.
        let verdicts = with_nets(|arm, trial| match (arm, trial % 4) {
            (2, 0) => 3.0,
            (2, _) => -1.0,
            _ => 0.0,
        });
        let told: Vec<[f64; 3]> =
            verdicts.iter().map(|v| [v.expected_net, v.p_best, v.expected_regret]).collect();
        // The tie of arms 0 and 1 goes to arm 0.
        assert_eq!(told, [[0.0, 0.75, 0.75], [0.0, 0.0, 0.75], [0.0, 0.25, 0.75]]);
        assert!(verdicts[0].luck_share.is_nan(), "a net that does not vary has no luck in it");
        assert!(verdicts[2].luck_share.abs() < 1e-12);
    }

    #[test]
    fn the_marginal_net_is_per_fte_hired_more() {
        let verdicts = with_nets(|arm, _| [0.0, 10.0, 40.0][arm]);
        assert!(verdicts[0].marginal_net_per_fte.is_nan());
        // The sample of the tests hires 0, 2 and 3.5 FTE.
        assert!((verdicts[1].marginal_net_per_fte - 10.0 / 2.0).abs() < 1e-12);
        assert!((verdicts[2].marginal_net_per_fte - 30.0 / 1.5).abs() < 1e-12);
    }

    #[test]
    fn no_more_staff_no_marginal_net() {
        let (model, mut sample) = (model(), sample(64));
        sample.measures.index_axis_mut(Axis(0), Measure::FteHired.index()).fill(2.0);
        assert!(decide(&model, &sample)[2].marginal_net_per_fte.is_nan());
    }

    #[test]
    fn chances_to_be_best_sum_to_one() {
        let verdicts = decide(&model(), &sample(512));
        assert!((verdicts.iter().map(|v| v.p_best).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(verdicts.iter().all(|v| v.expected_regret >= 0.0));
        assert!(
            verdicts.iter().all(|v| v.luck_share.is_nan() || (0.0..=1.0).contains(&v.luck_share))
        );
    }
}
