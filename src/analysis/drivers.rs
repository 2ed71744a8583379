//! Which inputs move the result: rank correlations and a tornado, both from the trials at hand.

use super::figures::measured;
use crate::engine::{Measure, Sample};
use crate::model::{Model, Quantity};
use crate::numeric::correlation;

/// How much an uncertain input has to do with the expected net of an arm.
///
/// Shares need not add up to one: what inputs do together, and what goes up and down again, is in none of them, and
/// correlated inputs each carry a part of the other's.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// The input.
    pub quantity: Quantity,
    /// Its path in the scenario.
    pub path: String,
    /// Spearman's rank correlation with `net_pv_expected`, in [-1, 1]; NaN where either does not vary.
    pub rank_correlation: f64,
    /// Its square, in [0, 1].
    pub share: f64,
    /// Mean of the input in the fifth of the trials in which it is lowest, in its own unit.
    pub low_value: f64,
    /// Mean of the input in the fifth in which it is highest.
    pub high_value: f64,
    /// Mean expected net in the lowest fifth, EUR.
    pub net_at_low: f64,
    /// Mean expected net in the highest fifth, EUR.
    pub net_at_high: f64,
}

/// Drivers told of.
const TOLD: usize = 8;

/// A driver with a smaller share than this says nothing: with some thousands of trials it is noise.
const NOISE: f64 = 0.001;

/// The drivers worth telling of: the strongest, as far as they are more than noise. `all` is as [`drivers`] gives it.
pub fn telling(all: &[Driver]) -> &[Driver] {
    let count = all.iter().take(TOLD).take_while(|driver| driver.share > NOISE).count();
    &all[..count]
}

/// Every uncertain input, the one with the largest share first.
pub fn drivers(model: &Model, sample: &Sample, arm: usize) -> Vec<Driver> {
    let net = measured(sample, Measure::NetPvExpected, arm);
    let net_ranks = ranks(&net);
    let mut all: Vec<Driver> = model
        .inputs
        .uncertain_inputs()
        .zip(sample.parameters.rows())
        .map(|((quantity, input), row)| {
            let values = row.to_vec();
            let rank_correlation = correlation(&ranks(&values), &net_ranks);
            let [low_value, high_value] = fifths(&values, &values);
            let [net_at_low, net_at_high] = fifths(&values, &net);
            Driver {
                quantity,
                path: input.path.clone(),
                rank_correlation,
                share: rank_correlation * rank_correlation,
                low_value,
                high_value,
                net_at_low,
                net_at_high,
            }
        })
        .collect();
    // NaN last; a stable sort keeps equals in the order of the scenario.
    let key = |driver: &Driver| if driver.share.is_nan() { -1.0 } else { driver.share };
    all.sort_by(|a, b| key(b).total_cmp(&key(a)));
    all
}

/// Places of equal values in ascending order.
fn runs(values: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    order
        .chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq())
        .map(<[usize]>::to_vec)
        .collect()
}

/// Ranks from 1; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0.0;
    for run in runs(values) {
        let length = run.len() as f64;
        for place in run {
            ranks[place] = before + f64::midpoint(length, 1.0);
        }
        before += length;
    }
    ranks
}

/// Mean of `of` over the fifth of the trials with the lowest `by`, and over that with the highest.
///
/// Trials with equal `by` count alike: where a fifth ends among them, each counts in part.
fn fifths(by: &[f64], of: &[f64]) -> [f64; 2] {
    let runs = runs(by);
    let fifth = by.len() as f64 / 5.0;
    let mean = |runs: &mut dyn Iterator<Item = &Vec<usize>>| {
        let (mut left, mut total) = (fifth, 0.0);
        for run in runs {
            let part = (run.len() as f64).min(left);
            total += part * run.iter().map(|&place| of[place]).sum::<f64>() / run.len() as f64;
            left -= part;
            if left <= 0.0 {
                break;
            }
        }
        total / fifth
    };
    [mean(&mut runs.iter()), mean(&mut runs.iter().rev())]
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;
    use crate::distributions::{Distribution, Uniform};
    use crate::model_for_tests::{model, sample};

    const TRIALS: usize = 1000;

    /// Drivers of arm 2 where the inputs `a`, `b` … have the columns `of` and the net is `net` of the trial.
    fn found<const N: usize>(
        of: impl Fn(usize) -> [f64; N],
        net: impl Fn(usize) -> f64,
    ) -> Vec<Driver> {
        let (mut model, mut sample) = (model(), sample(TRIALS));
        for name in ["a", "b", "c"].iter().take(N) {
            let uniform = Uniform::new(0.0, 1.0).unwrap();
            model.inputs.uncertain(name, Distribution::Uniform(uniform));
        }
        sample.parameters = Array2::from_shape_fn((N, TRIALS), |(row, trial)| of(trial)[row]);
        for trial in 0..TRIALS {
            sample.measures[[Measure::NetPvExpected.index(), 2, trial]] = net(trial);
        }
        drivers(&model, &sample, 2)
    }

    #[test]
    fn what_rises_and_falls_with_the_net_is_all_of_it() {
        let found = found(
            |trial| [trial as f64, -((trial * trial) as f64), 1.0],
            |trial| (trial as f64).powi(3),
        );
        let told: Vec<(&str, f64)> =
            found.iter().map(|driver| (driver.path.as_str(), driver.rank_correlation)).collect();
        assert_eq!(told[..2], [("a", 1.0), ("b", -1.0)]);
        assert!(told[2].0 == "c" && told[2].1.is_nan(), "what does not vary comes last");
    }

    #[test]
    fn what_is_noise_is_not_told() {
        // The second falls and rises again: no rank correlation.
        let found = found(
            |trial| [trial as f64, (trial as f64 - 499.5).powi(2), 1.0],
            |trial| trial as f64,
        );
        assert!(found[1].share < NOISE, "{found:?}");
        assert_eq!(telling(&found), &found[..1]);
        assert_eq!(telling(&vec![found[0].clone(); 20]).len(), TOLD);
        assert!(telling(&[]).is_empty());
    }

    #[test]
    fn two_crossed_inputs_share_as_their_variances() {
        // Ranks of a + b on a full grid of 0..9 and 0, 10, 20 … are those of the trial: a carries 99 / 9999 of its variance.
        let found = found(
            |trial| [(trial % 10) as f64, (trial / 10) as f64],
            |trial| ((trial / 10) * 10 + trial % 10) as f64,
        );
        // Of 0..n-1 in equal groups: variance of the group's mean over the whole, (n^2 - w^2) / (n^2 - 1) for runs of w.
        let n = TRIALS as f64;
        let (large, small) = ((n * n - 100.0) / (n * n - 1.0), 99.0 / (n * n - 1.0));
        assert_eq!(found[0].path, "b");
        assert!((found[0].share - large).abs() < 1e-12 && (found[1].share - small).abs() < 1e-12);
        // The two are independent and add up, so nothing is left.
        assert!((found[0].share + found[1].share - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_line_has_its_fifths_in_closed_form() {
        let found = found(|trial| [trial as f64], |trial| 3.0 * trial as f64 - 7.0);
        // Means of 0..199 and 800..999.
        assert_eq!((found[0].low_value, found[0].high_value), (99.5, 899.5));
        assert!((found[0].net_at_low - (3.0 * 99.5 - 7.0)).abs() < 1e-9);
        assert!((found[0].net_at_high - (3.0 * 899.5 - 7.0)).abs() < 1e-9);
    }

    #[test]
    fn trials_with_the_same_value_count_alike_at_the_edge_of_a_fifth() {
        // Half of the trials have 0 and nets 0 and 2 in turn: any 200 of them have mean 1, the first 200 of the file too.
        let found = found(
            |trial| [(trial / 500) as f64],
            |trial| if trial < 500 { (trial / 250) as f64 * 2.0 } else { 5.0 },
        );
        assert_eq!((found[0].net_at_low, found[0].net_at_high), (1.0, 5.0));
    }

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
        assert!(ranks(&[]).is_empty());
    }
}
