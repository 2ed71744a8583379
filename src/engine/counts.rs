//! Counts of the first n in a block of trials: binomial successes, points of a Poisson process, sums of a Gamma process.
//!
//! All three read one process at several places, so that n and n + 1 people share the luck of the first n. Near the start
//! the process is walked point by point, all trials of the block side by side in rounds of one uniform each; further out it
//! is split. How far it is walked depends on the law, never on the arms.

use std::borrow::Cow;

use ndarray::ArrayView1;
use rand_distr::{Binomial, Distribution, Gamma};

use super::rounds::Rounds;
use super::splitting::{Process, Splitting};
use crate::model::luck::Grid;
use crate::streams::Source;

/// Expected points in the walked part: so many cost about as much as a few splits.
const WALKED: f64 = 32.0;

/// A mean is taken this much larger before a walk ends on the bound below: far more than rounding, far less than matters.
const MARGIN: f64 = 1.0 + 1e-9;

/// Where luck is drawn: a site, and the trials of a block.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) source: &'a Source,
    /// The first trial of the block.
    pub(super) first: usize,
}

/// True where no arm has anybody, or any exposure, in any trial.
pub(super) fn nobody(n: &Grid) -> bool {
    flat(n).iter().all(|n| *n <= 0.0)
}

/// Successes among the first `n` people of each arm, each with the trial's chance.
pub(super) fn binomial(at: Place, rounds: &mut Rounds, n: &Grid, chance: &[f64]) -> Grid {
    let mut out = Grid::zeros(n.dim());
    // The rarer of success and failure is walked.
    let rare: Vec<f64> = chance.iter().map(|p| p.min(1.0 - p)).collect();
    let most = largest(n);
    let end: Vec<f64> =
        most.iter().zip(&rare).map(|(most, rare)| most.min((WALKED / rare).ceil())).collect();
    // Numbers of failures before a success are geometric: floor(ln u / ln(1 - p)) (Devroye 1986, ch. X.2,
    // doi 10.1007/978-1-4613-8643-8). Most walks end at once: there is no success among m people where u < (1 - p)^m, and
    // 1 - m p is below that (Bernoulli), so that neither logarithm is needed.
    let mut place = vec![0.0; chance.len()];
    let mut scale = vec![0.0; chance.len()];
    let n_flat = flat(n);
    let mut passed = Passed::new(&n_flat, &mut out);
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
            // Whole: a cast is a rounding down that needs no call.
            place[k] += (u.ln() * scale[k]) as i64 as f64;
            if place[k] >= end[k] {
                return false;
            }
            passed.point(k, place[k]);
            place[k] += 1.0;
            place[k] < end[k]
        },
    );
    passed.finish();
    for (k, &p) in chance.iter().enumerate() {
        if most[k] > end[k] && rare[k] > 0.0 {
            let process = Process::Bernoulli { p: rare[k] };
            beyond(at, k, process, end[k], n, &mut out);
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
    let mean_flat = flat(mean);
    let mut passed = Passed::new(&mean_flat, &mut out);
    rounds.walk(
        at,
        |k| most[k] > 0.0,
        |k, u| {
            let end = most[k].min(WALKED);
            // No point within m where u < e^-m; 1 - m is below that.
            if u < 1.0 - (end - place[k]) * MARGIN {
                return false;
            }
            place[k] -= u.ln();
            if place[k] >= end {
                return false;
            }
            passed.point(k, place[k]);
            true
        },
    );
    passed.finish();
    for k in (0..most.len()).filter(|&k| most[k] > WALKED) {
        beyond(at, k, Process::Poisson, WALKED, mean, &mut out);
    }
    out
}

/// Sums over each arm's number of cases of Gamma variables with mean 1 and the trial's coefficient of variation.
pub(super) fn gamma_sums(at: Place, cases: &Grid, variation: &[f64]) -> Grid {
    let mut out = Grid::zeros(cases.dim());
    let most = largest(cases);
    let cases_flat = flat(cases);
    let mut arms = beside(&cases_flat, &mut out);
    let shape = |k: usize| 1.0 / (variation[k] * variation[k]);
    for (k, cv) in variation.iter().enumerate().filter(|(k, _)| most[*k] > 0.0) {
        let Ok(one) = Gamma::new(shape(k), cv * cv) else { continue };
        let mut rng = at.source.page(at.first + k, 0);
        for case in 0..most[k].min(WALKED) as usize {
            add(case as f64, one.sample(&mut rng), k, &mut arms);
        }
    }
    for (k, cv) in variation.iter().enumerate() {
        if Gamma::new(shape(k), cv * cv).is_err() {
            // A spread of (nearly) nothing: every case costs its mean.
            out.column_mut(k).assign(&cases.column(k));
        } else if most[k] > WALKED {
            beyond(at, k, Process::Gamma { shape: shape(k) }, WALKED, cases, &mut out);
        }
    }
    out
}

/// Adds what lies beyond the walked part up to the end of each arm of trial `k`.
fn beyond(at: Place, k: usize, process: Process, walked: f64, n: &Grid, out: &mut Grid) {
    let page = |page| at.source.page(at.first + k, page);
    let ends = n.column(k).to_vec();
    let mut values = out.column(k).to_vec();
    Splitting { process, page }.add(walked, &ends, &mut values);
    out.column_mut(k).assign(&ArrayView1::from(&values));
}

/// The arms of a grid one after the other, in standard layout.
fn flat(n: &Grid) -> Cow<'_, [f64]> {
    match n.as_slice() {
        Some(slice) => Cow::Borrowed(slice),
        None => n.iter().copied().collect(),
    }
}

/// The arms of a grid beside those of the counts that are made of it.
fn beside<'a>(n: &'a [f64], out: &'a mut Grid) -> Vec<(&'a [f64], &'a mut [f64])> {
    let trials = out.ncols().max(1);
    // Counts are made in standard layout.
    let out = out.as_slice_mut().unwrap_or_default();
    n.chunks_exact(trials).zip(out.chunks_exact_mut(trials)).collect()
}

/// Adds what lies at a place of trial `k` to every arm that reaches beyond it.
fn add(place: f64, value: f64, k: usize, arms: &mut [(&[f64], &mut [f64])]) {
    for (n, out) in arms {
        // Without a branch: which arms reach this far is not to be predicted.
        out[k] += if place < n[k] { value } else { 0.0 };
    }
}

/// Points that a walk has passed in each trial. They come in order, so one count serves all arms until it reaches the end of one.
struct Passed<'a> {
    arms: Vec<(&'a [f64], &'a mut [f64])>,
    /// Points so far, by trial.
    count: Vec<f64>,
    /// Arms that end here or before have their count, by trial.
    done: Vec<f64>,
    /// The nearest end of the others, by trial.
    next: Vec<f64>,
}

impl<'a> Passed<'a> {
    /// Before the first point; `out` is zero.
    fn new(ends: &'a [f64], out: &'a mut Grid) -> Self {
        let trials = out.ncols();
        let arms = beside(ends, out);
        let mut next = vec![f64::INFINITY; trials];
        for (ends, _) in &arms {
            for (next, end) in next.iter_mut().zip(*ends) {
                *next = next.min(if *end > 0.0 { *end } else { f64::INFINITY });
            }
        }
        Self { arms, count: vec![0.0; trials], done: vec![0.0; trials], next }
    }

    /// A point of trial `k`, not before any earlier one: every arm that ends beyond it has it.
    fn point(&mut self, k: usize, place: f64) {
        if place >= self.next[k] {
            self.pass(k, place);
        }
        self.count[k] += 1.0;
    }

    /// Gives the arms that end at a place or before their count.
    fn pass(&mut self, k: usize, place: f64) {
        let (count, done) = (self.count[k], self.done[k]);
        let mut next = f64::INFINITY;
        for (ends, out) in &mut self.arms {
            let end = ends[k];
            if end > place {
                next = f64::min(next, end);
            } else if end > done {
                out[k] = count;
            }
        }
        self.next[k] = next;
        self.done[k] = place;
    }

    /// Gives the arms that end beyond the last point theirs.
    fn finish(mut self) {
        for k in 0..self.count.len() {
            if self.count[k] > 0.0 {
                self.pass(k, f64::INFINITY);
            }
        }
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
