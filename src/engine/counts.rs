//! Counts of the first n in a block of trials: binomial successes, points of a Poisson process, sums of a Gamma process.
//!
//! All three read one process at several places, so that n and n + 1 people share the luck of the first n. Near the start
//! the process is walked point by point, all trials of the block side by side in rounds of one uniform each; further out in
//! chunks, each with a page of random numbers of its own: its total first, and the places within it only where an arm ends
//! inside. Where chunks begin depends on the law, never on the arms.

use indexmap::IndexSet;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution, Gamma, Poisson};

use super::rounds::Rounds;
use crate::model::luck::Grid;
use crate::streams::{Source, unit};

/// Expected points in the walked part and in each chunk.
const CHUNK: f64 = 256.0;

/// The page of the first chunk; page 0 holds what is walked case by case.
const FIRST_PAGE: usize = 1;

/// A mean is taken this much larger before a walk ends on the bound below: far more than rounding, far less than matters.
const MARGIN: f64 = 1.0 + 1e-9;

/// Where luck is drawn: a site, and the trials of a block.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) source: &'a Source,
    /// The first trial of the block.
    pub(super) first: usize,
}

/// Successes among the first `n` people of each arm, each with the trial's chance.
pub(super) fn binomial(at: Place, rounds: &mut Rounds, n: &Grid, chance: &[f64]) -> Grid {
    let mut out = Grid::zeros(n.dim());
    // The rarer of success and failure is walked.
    let rare: Vec<f64> = chance.iter().map(|p| p.min(1.0 - p)).collect();
    let most = largest(n);
    let end: Vec<f64> =
        most.iter().zip(&rare).map(|(most, rare)| most.min((CHUNK / rare).ceil())).collect();
    // Numbers of failures before a success are geometric: floor(ln u / ln(1 - p)) (Devroye 1986, ch. X.2,
    // doi 10.1007/978-1-4613-8643-8). Most walks end at once: there is no success among m people where u < (1 - p)^m, and
    // 1 - m p is below that (Bernoulli), so that neither logarithm is needed.
    let mut place = vec![0.0; chance.len()];
    let mut scale = vec![0.0; chance.len()];
    rounds.walk(
        at,
        |k| end[k] > 0.0 && rare[k] > 0.0,
        |k, u| {
            if u < 1.0 - (end[k] - place[k]) * rare[k] * MARGIN {
                return false;
            }
            if scale[k] == 0.0 {
                scale[k] = 1.0 / (-rare[k]).ln_1p();
            }
            place[k] += (u.ln() * scale[k]).floor();
            if place[k] >= end[k] {
                return false;
            }
            add(place[k], 1.0, n, k, &mut out);
            place[k] += 1.0;
            place[k] < end[k]
        },
    );
    for (k, &p) in chance.iter().enumerate() {
        if most[k] > end[k] && rare[k] > 0.0 {
            let length = (CHUNK / rare[k]).ceil();
            chunks(at, k, length, n, &mut out, |rng, inside| {
                let total = binomial_total(length, rare[k], rng);
                (
                    total,
                    if inside { places_without_repeats(total, length, rng) } else { Vec::new() },
                )
            });
        }
        if p > 0.5 {
            for (out, n) in out.column_mut(k).iter_mut().zip(n.column(k)) {
                *out = n - *out;
            }
        }
    }
    out
}

/// Successes among `n` people, the same in every arm: one draw a trial.
pub(super) fn binomial_shared(at: Place, n: &[f64], chance: &[f64]) -> Vec<f64> {
    let draw = |(k, (n, p)): (usize, (&f64, &f64))| {
        let law = Binomial::new(*n as u64, p.clamp(0.0, 1.0));
        // Refused only for a chance outside [0, 1], which was just made impossible.
        law.map_or(0.0, |law| law.sample(&mut at.source.page(at.first + k, 0)) as f64)
    };
    n.iter().zip(chance).enumerate().map(draw).collect()
}

/// Points of a Poisson process of rate 1 up to each arm's mean.
pub(super) fn poisson(at: Place, rounds: &mut Rounds, mean: &Grid) -> Grid {
    let mut out = Grid::zeros(mean.dim());
    let most = largest(mean);
    let mut place = vec![0.0; most.len()];
    rounds.walk(
        at,
        |k| most[k] > 0.0,
        |k, u| {
            let end = most[k].min(CHUNK);
            // No point within m where u < e^-m; 1 - m is below that.
            if u < 1.0 - (end - place[k]) * MARGIN {
                return false;
            }
            place[k] -= u.ln();
            if place[k] >= end {
                return false;
            }
            add(place[k], 1.0, mean, k, &mut out);
            true
        },
    );
    for k in (0..most.len()).filter(|&k| most[k] > CHUNK) {
        chunks(at, k, CHUNK, mean, &mut out, |rng, inside| {
            let total = Poisson::new(CHUNK).map_or(0.0, |law| law.sample(rng));
            let points = if inside { total as usize } else { 0 };
            (total, (0..points).map(|_| (unit(rng.next_u64()) * CHUNK, 1.0)).collect())
        });
    }
    out
}

/// Sums over each arm's number of cases of Gamma variables with mean 1 and the trial's coefficient of variation.
pub(super) fn gamma_sums(at: Place, cases: &Grid, variation: &[f64]) -> Grid {
    let mut out = Grid::zeros(cases.dim());
    let most = largest(cases);
    for (k, cv) in variation.iter().enumerate().filter(|(k, _)| most[*k] > 0.0) {
        let shape = 1.0 / (cv * cv);
        let (Ok(one), Ok(many)) = (Gamma::new(shape, cv * cv), Gamma::new(shape * CHUNK, cv * cv))
        else {
            // A spread of (nearly) nothing: every case costs its mean.
            out.column_mut(k).assign(&cases.column(k));
            continue;
        };
        let mut rng = at.source.page(at.first + k, 0);
        for case in 0..most[k].min(CHUNK) as usize {
            add(case as f64, one.sample(&mut rng), cases, k, &mut out);
        }
        if most[k] <= CHUNK {
            continue;
        }
        chunks(at, k, CHUNK, cases, &mut out, |rng, inside| {
            let total = many.sample(rng);
            if !inside {
                return (total, Vec::new());
            }
            // Given their sum, independent Gamma variables are Dirichlet: draw them anew and scale.
            let parts: Vec<f64> = (0..CHUNK as usize).map(|_| one.sample(rng)).collect();
            // Where the spread is so wide that all parts round to nothing, the chunk's sum has no place.
            let sum = parts.iter().sum::<f64>();
            let scale = if sum > 0.0 { total / sum } else { 0.0 };
            (total, parts.iter().enumerate().map(|(i, x)| (i as f64, x * scale)).collect())
        });
    }
    out
}

/// What lies at each place, counted from the start of a chunk.
type Places = Vec<(f64, f64)>;

/// Adds the chunks after the walked part up to the largest arm of trial `k`. `draw` gets the page of a chunk and whether an
/// arm ends inside, and returns what the chunk holds in all, and, if an arm ends inside, where.
fn chunks(
    at: Place,
    k: usize,
    length: f64,
    n: &Grid,
    out: &mut Grid,
    mut draw: impl FnMut(&mut ChaCha8Rng, bool) -> (f64, Places),
) {
    let n = n.column(k);
    let mut out = out.column_mut(k);
    let most = n.iter().copied().fold(0.0, f64::max);
    let mut start = length;
    let mut page = FIRST_PAGE;
    while start < most {
        let end = start + length;
        let inside = n.iter().any(|n| *n > start && *n < end);
        let (total, places) = draw(&mut at.source.page(at.first + k, page), inside);
        // Who reaches beyond the chunk takes its total, whether or not another arm ends inside: the parts of a Gamma sum
        // add up to it but for rounding, and an arm may not move a bit of another.
        for (out, n) in out.iter_mut().zip(n) {
            *out += if *n >= end { total } else { 0.0 };
        }
        for (place, value) in places {
            for (out, n) in out.iter_mut().zip(n) {
                *out += if start + place < *n && *n < end { value } else { 0.0 };
            }
        }
        start = end;
        page += 1;
    }
}

/// Successes in a whole chunk.
fn binomial_total(length: f64, p: f64, rng: &mut ChaCha8Rng) -> f64 {
    Binomial::new(length as u64, p).map_or(0.0, |law| law.sample(rng) as f64)
}

/// `total` different places among `length`, every set equally likely (Floyd's algorithm; Bentley and Floyd 1987,
/// doi 10.1145/30401.315746).
fn places_without_repeats(total: f64, length: f64, rng: &mut ChaCha8Rng) -> Places {
    let (total, length) = (total as u64, length as u64);
    let mut chosen = IndexSet::with_capacity(total as usize);
    for last in length - total..length {
        let place = (unit(rng.next_u64()) * (last + 1) as f64) as u64;
        if !chosen.insert(place) {
            chosen.insert(last);
        }
    }
    chosen.into_iter().map(|place| (place as f64, 1.0)).collect()
}

/// Adds what lies at a place of trial `k` to every arm that reaches beyond it.
fn add(place: f64, value: f64, n: &Grid, k: usize, out: &mut Grid) {
    for arm in 0..n.nrows() {
        // Without a branch: which arms reach this far is not to be predicted.
        out[[arm, k]] += if place < n[[arm, k]] { value } else { 0.0 };
    }
}

/// The largest of the arms, by trial.
fn largest(n: &Grid) -> Vec<f64> {
    let mut most = vec![0.0; n.ncols()];
    for arm in n.rows() {
        for (most, n) in most.iter_mut().zip(arm) {
            *most = f64::max(*most, *n);
        }
    }
    most
}
