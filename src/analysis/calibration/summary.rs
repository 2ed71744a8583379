//! What the posterior says of each input and each figure.

use super::cloud::Cloud;
use super::target::Target;
use crate::analysis::sensitivity::Coupled;

/// Errors that a move must exceed to be told from nothing: exceeded by chance once in 1,000 with Student's `t` of 15 degrees of
/// freedom, so that among a hundred inputs that did not move none is likely to seem to.
const TOLD: f64 = 4.073;

/// A number from the simulation and its Monte Carlo error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// One standard error; infinity where nothing is known of it.
    pub error: f64,
}

/// How far one input must move.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Its number.
    pub input: usize,
    /// Its name.
    pub name: String,
    /// Mean of its normal score: the move in units of its own spread. 0 before.
    pub score: Estimate,
    /// Standard deviation of the score. 1 before.
    pub spread: f64,
    /// Whether the move is told from nothing.
    pub told: bool,
    /// 5 %, 50 % and 95 % point before, on its own scale.
    pub prior: [f64; 3],
    /// The same after.
    pub posterior: [f64; 3],
}

/// Mean and quantiles of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Mean of the values that are finite.
    pub mean: f64,
    /// 5 %, 50 % and 95 % point.
    pub quantiles: [f64; 3],
    /// Share of draws that agree with the published figure.
    pub agrees: Estimate,
}

/// A figure before and after: the posterior predictive check.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Check {
    /// By the inputs as they stand.
    pub prior: Spread,
    /// After.
    pub posterior: Spread,
}

/// Scores of the inputs themselves: correlated ones coupled, as the engine does.
pub(super) fn coupled_scores(scores: &[Vec<f64>], coupled: &[Coupled]) -> Vec<Vec<f64>> {
    let mut all = scores.to_vec();
    for group in coupled {
        for (&member, row) in group.members.iter().zip(&group.factor) {
            for (point, z) in all[member].iter_mut().enumerate() {
                let terms = row.iter().zip(&group.members);
                *z = terms.map(|(l, &other)| l * scores[other][point]).sum();
            }
        }
    }
    all
}

/// The moves, the farthest first; values on their own scale, one column an input.
pub(super) fn moves(
    names: &[String],
    coupled: &[Coupled],
    posterior: &Cloud,
    prior_values: &[[f64; 3]],
    posterior_values: &[[f64; 3]],
) -> Vec<Move> {
    let scores = coupled_scores(&posterior.scores, coupled);
    let mut moves: Vec<Move> = names
        .iter()
        .enumerate()
        .map(|(input, name)| {
            let column = &scores[input];
            let (value, error) = posterior.mean(|point| column[point]);
            Move {
                input,
                name: name.clone(),
                score: Estimate { value, error },
                spread: posterior.spread(column).1,
                told: value.abs() > TOLD * error,
                prior: prior_values[input],
                posterior: posterior_values[input],
            }
        })
        .collect();
    moves.sort_by(|a, b| b.score.value.abs().total_cmp(&a.score.value.abs()));
    moves
}

/// The figure `at` over a cloud.
pub(super) fn spread(cloud: &Cloud, at: usize, target: &Target) -> Spread {
    let column = &cloud.figures[at];
    let (finite, _) = cloud.mean(|point| f64::from(column[point].is_finite()));
    let (sum, _) = cloud.mean(|point| if column[point].is_finite() { column[point] } else { 0.0 });
    let (value, error) = cloud.mean(|point| f64::from(target.agrees_with(column[point])));
    Spread {
        mean: sum / finite,
        quantiles: cloud.quantiles(column, [0.05, 0.5, 0.95]),
        agrees: Estimate { value, error },
    }
}

/// The least effective size that errors between batches show: the median over scores, and every figure.
pub(super) fn effective_between(cloud: &Cloud) -> f64 {
    let size = |column: &[f64]| {
        let (_, error) = cloud.mean(|point| column[point]);
        let (_, sd) = cloud.spread(column);
        if sd > 0.0 && error > 0.0 { (sd / error).powi(2) } else { cloud.weights.len() as f64 }
    };
    let mut sizes: Vec<f64> = cloud.scores.iter().map(|column| size(column)).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let figures = cloud.figures.iter().map(|column| {
        let finite: Vec<f64> =
            column.iter().map(|value| if value.is_finite() { *value } else { 0.0 }).collect();
        size(&finite)
    });
    figures.fold(median, f64::min).min(cloud.weights.len() as f64)
}
