//! Counts of the first n: binomial successes, points of a Poisson process, sums of a Gamma process.
//!
//! All three read one process at several places, so that n and n + 1 people share the luck of the first n. Near the start
//! the process is walked point by point; further out in chunks, each with a page of random numbers of its own: its total
//! first, and the places within it only where an arm ends inside. Where chunks begin depends on the law, never on the arms.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution, Gamma, Poisson};

use crate::streams::{Source, Uniforms, unit};

/// Expected points in the walked part and in each chunk.
const CHUNK: f64 = 256.0;

/// The page of the first chunk; page 0 holds what the walked part needs beyond its window.
const FIRST_PAGE: usize = 1;

/// Successes among the first `n` people of each arm, each with chance `p`.
pub(super) fn binomial(
    source: &Source,
    trial: usize,
    uniforms: &mut Uniforms,
    p: f64,
    n: &[f64],
    out: &mut [f64],
) {
    if p <= 0.0 {
        return;
    }
    if p >= 1.0 {
        out.copy_from_slice(n);
        return;
    }
    // The rarer of success and failure is walked.
    let rare = p.min(1.0 - p);
    let length = (CHUNK / rare).ceil();
    let most = largest(n);
    // Numbers of failures before a success are geometric: floor(ln u / ln(1 - p)) (Devroye 1986, ch. X.2,
    // doi 10.1007/978-1-4613-8643-8).
    let scale = 1.0 / (-rare).ln_1p();
    let end = most.min(length);
    let mut place = 0.0;
    loop {
        place += (uniforms.draw().ln() * scale).floor();
        if place >= end {
            break;
        }
        count(place, n, out);
        place += 1.0;
    }
    chunks(source, trial, length, most, n, out, |rng, inside| {
        let total = binomial_total(length, rare, rng);
        (total, if inside { places_without_repeats(total, length, rng) } else { Vec::new() })
    });
    if p > 0.5 {
        for (out, n) in out.iter_mut().zip(n) {
            *out = n - *out;
        }
    }
}

/// Points of a Poisson process of rate 1 up to each arm's mean.
pub(super) fn poisson(
    source: &Source,
    trial: usize,
    uniforms: &mut Uniforms,
    mean: &[f64],
    out: &mut [f64],
) {
    let most = largest(mean);
    let end = most.min(CHUNK);
    let mut place = 0.0;
    loop {
        place -= uniforms.draw().ln();
        if place >= end {
            break;
        }
        count(place, mean, out);
    }
    chunks(source, trial, CHUNK, most, mean, out, |rng, inside| {
        let total = Poisson::new(CHUNK).map_or(0.0, |law| law.sample(rng));
        let points = if inside { total as usize } else { 0 };
        (total, (0..points).map(|_| (unit(rng.next_u64()) * CHUNK, 1.0)).collect())
    });
}

/// Sums over each arm's number of cases of Gamma variables with mean 1 and coefficient of variation `cv`.
pub(super) fn gamma_sums(source: &Source, trial: usize, cv: f64, cases: &[f64], out: &mut [f64]) {
    let most = largest(cases);
    if most <= 0.0 {
        return;
    }
    let shape = 1.0 / (cv * cv);
    let (Ok(one), Ok(many)) = (Gamma::new(shape, cv * cv), Gamma::new(shape * CHUNK, cv * cv))
    else {
        // A spread of (nearly) nothing: every case costs its mean.
        out.copy_from_slice(cases);
        return;
    };
    let mut rng = source.page(trial, 0);
    for case in 0..most.min(CHUNK) as usize {
        add(case as f64, one.sample(&mut rng), cases, out);
    }
    chunks(source, trial, CHUNK, most, cases, out, |rng, inside| {
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

/// What lies at each place, counted from the start of a chunk.
type Places = Vec<(f64, f64)>;

/// Adds the chunks after the walked part up to `most`. `draw` gets the page of a chunk and whether an arm ends inside, and
/// returns what the chunk holds in all, and, if an arm ends inside, where.
fn chunks(
    source: &Source,
    trial: usize,
    length: f64,
    most: f64,
    n: &[f64],
    out: &mut [f64],
    mut draw: impl FnMut(&mut ChaCha8Rng, bool) -> (f64, Places),
) {
    let mut start = length;
    let mut page = FIRST_PAGE;
    while start < most {
        let end = start + length;
        let inside = n.iter().any(|n| *n > start && *n < end);
        let (total, places) = draw(&mut source.page(trial, page), inside);
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
    let mut chosen = std::collections::BTreeSet::new();
    let (total, length) = (total as u64, length as u64);
    for last in length - total..length {
        let place = (unit(rng.next_u64()) * (last + 1) as f64) as u64;
        if !chosen.insert(place) {
            chosen.insert(last);
        }
    }
    chosen.into_iter().map(|place| (place as f64, 1.0)).collect()
}

/// Counts one point in every arm that reaches beyond it.
fn count(place: f64, n: &[f64], out: &mut [f64]) {
    add(place, 1.0, n, out);
}

/// Adds what lies at a place to every arm that reaches beyond it.
fn add(place: f64, value: f64, n: &[f64], out: &mut [f64]) {
    for (out, n) in out.iter_mut().zip(n) {
        // Without a branch: which arms reach this far is not to be predicted.
        *out += if place < *n { value } else { 0.0 };
    }
}

/// The largest of the arms.
fn largest(n: &[f64]) -> f64 {
    n.iter().copied().fold(0.0, f64::max)
}
