//! Points carried from the prior to the posterior in steps of a tempered likelihood: sequential Monte Carlo.
//!
//! The likelihood enters to the powers `0 = t_0 < t_1 < … = 1`. At each step points are weighted by `L^(t - t')`, resampled, and
//! moved by Metropolis steps that leave the tempered posterior as it is (Del Moral, Doucet and Jasra 2006,
//! doi 10.1111/j.1467-9868.2006.00553.x). The next power is the one at which weighting leaves half of the points effective.
//!
//! Moves are preconditioned Crank-Nicolson steps (Cotter, Roberts, Stuart and White 2013, doi 10.1214/13-STS421) in scores before
//! coupling, about the Gaussian with the mean `m` and covariance `C = L L^T` of the weighted points (a generalisation of Rudolf and
//! Sprungk 2018, Foundations of Computational Mathematics 18): with `y = L^-1 (z - m)` and `e` standard normal
//!
//! `y' = sqrt(1 - b^2) y + b e`,   accepted with `min(1, (L(z')/L(z))^t exp((|z|^2 - |z'|^2 + |y'|^2 - |y|^2) / 2))`
//!
//! A few figures pin a few directions and leave the others as they were, and that is what `C` shows: steps stay long in many
//! inputs. But `C` shows the way that most points went, and where there is another way to the figures, points on it would
//! stand still. So every such round is followed by one of short steps about the prior itself (`m = 0`, `C` the identity), which
//! suit any place. Points live in 16 islands that share powers and `C` and are resampled each for itself, an island weighing its estimate of
//! the evidence; the Monte Carlo error is what differs between them.

use rayon::prelude::*;

use super::ask::{Asker, Fault};
use super::cloud::{BATCHES, Cloud};
use super::factor::Factor;
use super::resample::systematic;
use super::weights::{effective, normalised};
use crate::engine::Draws;
use crate::numeric::special::normal_quantile;

/// Share of the points that a step leaves effective.
const LEFT: f64 = 0.5;

/// Steps of the power at most.
const STAGES: usize = 400;

/// Rounds of moves at most in a step.
const ROUNDS: usize = 120;

/// Moves of a step go on until the correlation with where they began has fallen to about `exp(-MIXED)`; after the last step,
/// `exp(-SETTLED)`.
const MIXED: f64 = 1.0;
const SETTLED: f64 = 2.0;

/// Half of the islands try moves longer by this factor, the others shorter, and the length follows the better half.
const TRIED: f64 = 1.15;

/// Acceptance that the length of the short steps aims at.
const ACCEPTED: f64 = 0.3;

/// Shortest and longest moves.
const LENGTHS: [f64; 2] = [0.02, 0.95];

/// Added to the variances, so that a direction without any spread does not stop the program.
const RIDGE: f64 = 1e-10;

/// How a tempering went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tempering {
    /// Points.
    pub points: usize,
    /// Steps of the power.
    pub stages: usize,
    /// Pairs of rounds of moves in all of them: about the points, and short ones about the prior.
    pub rounds: usize,
    /// Share of the moves about the points that was accepted in the last step.
    pub acceptance: f64,
    /// Effective number of the 16 islands.
    pub islands: f64,
    /// Whether moves went on long enough at every step.
    pub settled: bool,
}

/// Points that share nothing with those of other islands but powers and the shape of moves.
struct Island {
    draws: Draws,
    /// One row a point.
    points: Vec<Vec<f64>>,
    figures: Vec<Vec<f64>>,
    ln_likelihood: Vec<f64>,
    /// Logarithm of the evidence so far.
    ln_evidence: f64,
}

/// Moves points from the prior to the posterior. None where no point has a likelihood, or the steps do not end.
pub(super) fn temper<E>(
    asker: &mut Asker<E>,
    seed: u64,
    inputs: usize,
    points: usize,
) -> Result<Option<(Cloud, Tempering)>, Fault<E>> {
    // A covariance needs many more points than inputs.
    let each = points.div_ceil(BATCHES).max((10 * inputs).div_ceil(BATCHES)).max(16);
    let mut islands = start(asker, seed, inputs, each)?;
    let mut told = Tempering {
        points: each * BATCHES,
        stages: 0,
        rounds: 0,
        acceptance: 0.0,
        islands: 0.0,
        settled: true,
    };
    let (mut power, mut length, mut local) = (0.0, 0.8, 0.5_f64);
    while power < 1.0 {
        let Some(step) = next_step(&islands, power) else { return Ok(None) };
        if told.stages == STAGES {
            return Ok(None);
        }
        told.stages += 1;
        power = if step >= 1.0 - power { 1.0 } else { power + step };
        let Some((mean, factor)) = shape(&islands, step, inputs) else { return Ok(None) };
        islands.par_iter_mut().for_each(|island| island.resample(step));
        let enough = if power < 1.0 { MIXED } else { SETTLED };
        let (mut mixed, mut rounds, mut accepted) = (0.0, 0, 0.0);
        while mixed < enough && rounds < ROUNDS {
            let lengths = [length / TRIED, (length * TRIED).min(LENGTHS[1])];
            let shares = round(asker, &mut islands, power, lengths, Some((&mean, &factor)))?;
            // What a round takes off the correlation with where points were.
            let [short, long] = [0, 1].map(|half| shares[half] * (1.0 - keep(lengths[half])));
            mixed += f64::midpoint(short, long);
            length *= if long > short { TRIED } else { 1.0 / TRIED };
            length = length.clamp(LENGTHS[0], LENGTHS[1]);
            let near = round(asker, &mut islands, power, [local; 2], None)?;
            local *= (f64::midpoint(near[0], near[1]) - ACCEPTED).exp();
            local = local.clamp(LENGTHS[0], LENGTHS[1]);
            rounds += 1;
            accepted += f64::midpoint(shares[0], shares[1]);
        }
        told.rounds += rounds;
        told.acceptance = accepted / rounds as f64;
        told.settled &= mixed >= enough;
    }
    let evidence: Vec<f64> = islands.iter().map(|island| island.ln_evidence).collect();
    let Some(shares) = normalised(&evidence) else { return Ok(None) };
    told.islands = effective(&shares);
    Ok(Some((cloud(&islands, &shares, inputs), told)))
}

fn start<E>(
    asker: &mut Asker<E>,
    seed: u64,
    inputs: usize,
    each: usize,
) -> Result<Vec<Island>, Fault<E>> {
    let mut islands: Vec<Island> = (0..BATCHES)
        .into_par_iter()
        .map(|number| {
            let mut draws = Draws::new(seed, &format!("calibration\u{1f}{number}"));
            let points = (0..each).map(|_| normals(&mut draws, inputs)).collect();
            Island {
                draws,
                points,
                figures: Vec::new(),
                ln_likelihood: Vec::new(),
                ln_evidence: 0.0,
            }
        })
        .collect();
    let all: Vec<Vec<f64>> = islands.iter().flat_map(|island| island.points.clone()).collect();
    let mut figures = asker.rows(&all)?.into_iter();
    for island in &mut islands {
        island.figures = figures.by_ref().take(each).collect();
        island.ln_likelihood =
            island.figures.iter().map(|figures| asker.ln_likelihood(figures)).collect();
    }
    Ok(islands)
}

fn normals(draws: &mut Draws, count: usize) -> Vec<f64> {
    (0..count).map(|_| normal_quantile(draws.uniform())).collect()
}

impl Island {
    /// Weights of the points for a step of the power, times the logarithm of what they were divided by.
    fn weights(&self, step: f64) -> (Vec<f64>, f64) {
        let most = self.ln_likelihood.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !most.is_finite() {
            return (vec![0.0; self.points.len()], f64::NEG_INFINITY);
        }
        let weights = self.ln_likelihood.iter().map(|ln| (step * (ln - most)).exp()).collect();
        (weights, step * most)
    }

    fn resample(&mut self, step: f64) {
        let (weights, scale) = self.weights(step);
        let count = weights.len();
        self.ln_evidence += scale + (weights.iter().sum::<f64>() / count as f64).ln();
        let drawn = systematic(&weights, count, self.draws.uniform());
        if drawn.len() == count {
            self.points = drawn.iter().map(|&point| self.points[point].clone()).collect();
            self.figures = drawn.iter().map(|&point| self.figures[point].clone()).collect();
            self.ln_likelihood = drawn.iter().map(|&point| self.ln_likelihood[point]).collect();
        }
    }
}

/// Weights of all points of all islands for a step, island by island, on one scale.
fn pooled(islands: &[Island], step: f64) -> Option<Vec<f64>> {
    let of: Vec<(Vec<f64>, f64)> = islands.iter().map(|island| island.weights(step)).collect();
    let scales: Vec<f64> =
        islands.iter().zip(&of).map(|(island, (_, scale))| island.ln_evidence + scale).collect();
    let shares = normalised(&scales)?;
    Some(
        of.iter()
            .zip(shares)
            .flat_map(|((weights, _), share)| weights.iter().map(move |weight| weight * share))
            .collect(),
    )
}

/// The largest step of the power that leaves enough points effective (conditional effective sample size, Zhou, Johansen and Aston
/// 2016, doi 10.1080/10618600.2015.1060885); none where no point has a likelihood.
fn next_step(islands: &[Island], power: f64) -> Option<f64> {
    let before: Vec<f64> = {
        let evidence: Vec<f64> = islands.iter().map(|island| island.ln_evidence).collect();
        let shares = normalised(&evidence)?;
        islands
            .iter()
            .zip(shares)
            .flat_map(|(island, share)| vec![share; island.points.len()])
            .collect()
    };
    let left = |step: f64| {
        let after = pooled(islands, step)?;
        // With `v` the weights before and `v w` those after: (sum v w)^2 / (sum v sum v w^2).
        let (mut all, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for (v, vw) in before.iter().zip(&after).filter(|(v, _)| **v > 0.0) {
            all += v;
            sum += vw;
            squares += vw * vw / v;
        }
        Some(sum * sum / (squares * all))
    };
    let whole = 1.0 - power;
    if left(whole)? >= LEFT {
        return Some(whole);
    }
    // In logarithms: far from a narrow figure the first steps are tiny.
    let (mut low, mut high) = ((whole * 1e-18).ln(), whole.ln());
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if left(middle.exp())? >= LEFT { low = middle } else { high = middle }
    }
    Some(low.exp())
}

/// Mean and factor of the covariance of the weighted points.
fn shape(islands: &[Island], step: f64, inputs: usize) -> Option<(Vec<f64>, Factor)> {
    let weights = pooled(islands, step)?;
    let total: f64 = weights.iter().sum();
    let points: Vec<&Vec<f64>> = islands.iter().flat_map(|island| &island.points).collect();
    let mean: Vec<f64> = (0..inputs)
        .map(|i| points.iter().zip(&weights).map(|(z, w)| w * z[i]).sum::<f64>() / total)
        .collect();
    let matrix: Vec<Vec<f64>> = (0..inputs)
        .into_par_iter()
        .map(|i| {
            let mut row = vec![0.0; i + 1];
            for (z, weight) in points.iter().zip(&weights).filter(|(_, weight)| **weight > 0.0) {
                let away = weight / total * (z[i] - mean[i]);
                for (j, value) in row.iter_mut().enumerate() {
                    *value += away * (z[j] - mean[j]);
                }
            }
            row[i] += RIDGE;
            row
        })
        .collect();
    Factor::of(&matrix).map(|factor| (mean, factor))
}

/// What a move of a length leaves of the place before.
fn keep(length: f64) -> f64 {
    (1.0 - length * length).sqrt()
}

/// One round of moves about a Gaussian, or about the prior, with a length for the islands of even and of odd number; the shares
/// accepted.
fn round<E>(
    asker: &mut Asker<E>,
    islands: &mut [Island],
    power: f64,
    lengths: [f64; 2],
    about: Option<(&[f64], &Factor)>,
) -> Result<[f64; 2], Fault<E>> {
    let squared = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>();
    // Proposals, what their place under the prior adds to the acceptance, and the logarithm of a uniform to hold against it.
    let proposals: Vec<Vec<(Vec<f64>, f64, f64)>> = islands
        .par_iter_mut()
        .enumerate()
        .map(|(number, island)| {
            let length = lengths[number % 2];
            let keep = keep(length);
            let Island { draws, points, .. } = island;
            points
                .iter()
                .map(|z| {
                    let y = about.map_or_else(
                        || z.clone(),
                        |(mean, factor)| {
                            let away: Vec<f64> =
                                z.iter().zip(mean).map(|(z, mean)| z - mean).collect();
                            factor.solve(&away)
                        },
                    );
                    let moved: Vec<f64> = y
                        .iter()
                        .zip(normals(draws, y.len()))
                        .map(|(y, e)| keep * y + length * e)
                        .collect();
                    let there: Vec<f64> = about.map_or_else(
                        || moved.clone(),
                        |(mean, factor)| {
                            factor
                                .times(&moved)
                                .iter()
                                .zip(mean)
                                .map(|(z, mean)| z + mean)
                                .collect()
                        },
                    );
                    let ratio =
                        (squared(z) - squared(&there) + squared(&moved) - squared(&y)) / 2.0;
                    let limit = draws.uniform().ln();
                    (there, ratio, limit)
                })
                .collect()
        })
        .collect();
    let all: Vec<Vec<f64>> = proposals.iter().flatten().map(|(there, ..)| there.clone()).collect();
    // A half is half of all points: there are 16 islands of one size.
    let half = all.len() as f64 / 2.0;
    let mut figures = asker.rows(&all)?.into_iter();
    let mut accepted = [0_u32; 2];
    for (number, (island, proposals)) in islands.iter_mut().zip(proposals).enumerate() {
        for (place, (there, ratio, limit)) in proposals.into_iter().enumerate() {
            let Some(found) = figures.next() else { break };
            let ln = asker.ln_likelihood(&found);
            let now = island.ln_likelihood[place];
            // A point without likelihood goes anywhere that has one.
            let gain = if now.is_finite() { power * (ln - now) } else { f64::INFINITY };
            if ln.is_finite() && limit < gain + ratio {
                island.points[place] = there;
                island.figures[place] = found;
                island.ln_likelihood[place] = ln;
                accepted[number % 2] += 1;
            }
        }
    }
    Ok(accepted.map(|count| f64::from(count) / half))
}

/// All points, those of the islands in turn, so that an island is a batch.
fn cloud(islands: &[Island], shares: &[f64], inputs: usize) -> Cloud {
    let each = islands.first().map_or(0, |island| island.points.len());
    let turns = || (0..each).flat_map(|place| (0..BATCHES).map(move |island| (island, place)));
    let figures = islands.first().and_then(|island| island.figures.first()).map_or(0, Vec::len);
    let column = |of: &dyn Fn(&Island, usize) -> f64| {
        turns().map(|(island, place)| of(&islands[island], place)).collect::<Vec<f64>>()
    };
    Cloud {
        scores: (0..inputs).map(|i| column(&|island, place| island.points[place][i])).collect(),
        figures: (0..figures)
            .map(|figure| column(&|island, place| island.figures[place][figure]))
            .collect(),
        weights: turns().map(|(island, _)| shares[island] / each as f64).collect(),
    }
}
