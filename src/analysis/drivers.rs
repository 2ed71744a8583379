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
            ranks[place] = before + (length + 1.0) / 2.0;
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
