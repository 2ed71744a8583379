//! Large counts by recursive splitting: how much of a process lies before each place, without visiting its points.
//!
//! Beyond the walked part a process is cut into stretches, each twice as long as all before it. A stretch's total comes
//! first. Where an arm ends inside, the stretch is halved: what lies in the left half given the whole has a known law, and
//! only halves in which an arm ends are halved again. Every half reads a page of random numbers of its own, numbered by its
//! place in the tree, so that the ends of other arms move nothing (Devroye 1986, "Non-uniform random variate generation", ch. V and
//! XI, doi 10.1007/978-1-4613-8643-8).

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Binomial, Distribution, Gamma, Poisson};

use crate::numeric::halves::{heads, marked_in_part};
use crate::streams::unit;

/// Points in a half that are placed one by one and not split further.
const FEW: f64 = 16.0;

/// Halvings of a stretch at most: with so many, pages of two stretches still do not meet.
const DEEPEST: u32 = 30;

/// A process on a line, read up to the places where arms end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Process {
    /// One success or failure a person: counts are whole and so are places.
    Bernoulli {
        /// Chance of success.
        p: f64,
    },
    /// Points at rate 1.
    Poisson,
    /// One Gamma variable of mean 1 a case.
    Gamma {
        /// Its shape, `1 / cv^2`.
        shape: f64,
    },
}

impl Process {
    /// What lies in a stretch of some length.
    fn total(self, length: f64, rng: &mut ChaCha8Rng) -> f64 {
        // Laws are refused only for parameters outside their range, which a stretch never has.
        match self {
            Self::Bernoulli { p } => {
                Binomial::new(length as u64, p).map_or(0.0, |law| law.sample(rng) as f64)
            }
            Self::Poisson => Poisson::new(length).map_or(0.0, |law| law.sample(rng)),
            Self::Gamma { shape } => {
                Gamma::new(shape * length, 1.0 / shape).map_or(length, |law| law.sample(rng))
            }
        }
    }

    /// What of `whole` in a stretch of some length lies in its first part.
    fn first_part(self, whole: f64, length: f64, part: f64, rng: &mut ChaCha8Rng) -> f64 {
        match self {
            Self::Bernoulli { .. } => marked_in_part(length, whole, part, unit(rng.next_u64())),
            Self::Poisson => heads(whole, unit(rng.next_u64())),
            Self::Gamma { shape } => {
                whole
                    * Beta::new(shape * part, shape * (length - part))
                        .map_or(part / length, |law| law.sample(rng))
            }
        }
    }

    /// Where a stretch is cut in two; none where it cannot be.
    fn middle(self, length: f64) -> Option<f64> {
        match self {
            Self::Poisson => Some(0.5 * length),
            _ => (length > 1.0).then(|| (0.5 * length).floor()),
        }
    }

    /// The places of a few points in a stretch, from its start.
    fn places(self, points: f64, length: f64, rng: &mut ChaCha8Rng) -> Vec<f64> {
        let points = points as usize;
        if matches!(self, Self::Poisson) {
            return (0..points).map(|_| unit(rng.next_u64()) * length).collect();
        }
        // Different places, every set equally likely (Floyd's algorithm; Bentley and Floyd 1987, doi 10.1145/30401.315746).
        let length = length as usize;
        let mut chosen: Vec<usize> = Vec::with_capacity(points);
        for last in length - points..length {
            let place = (unit(rng.next_u64()) * (last + 1) as f64) as usize;
            chosen.push(if chosen.contains(&place) { last } else { place });
        }
        chosen.into_iter().map(|place| place as f64).collect()
    }
}

/// A stretch or a part of it.
#[derive(Clone, Copy)]
struct Part {
    start: f64,
    length: f64,
    /// What lies in it.
    value: f64,
    /// Its number in the tree of its stretch: 1 for the whole, `2 i` and `2 i + 1` for the halves of part `i`.
    node: usize,
    /// Halvings so far.
    depth: u32,
}

/// Reads a process beyond its walked part.
pub(super) struct Splitting<F> {
    /// The process.
    pub process: Process,
    /// The page of random numbers with a number; page 0 belongs to the walked part.
    pub page: F,
}

impl<F: Fn(usize) -> ChaCha8Rng> Splitting<F> {
    /// Adds to each of `out` what lies between `walked`, the length of the walked part, and the place in `ends`.
    pub(super) fn add(&self, walked: f64, ends: &[f64], out: &mut [f64]) {
        let most = ends.iter().copied().fold(0.0, f64::max);
        let (mut start, mut length) = (walked, walked);
        let mut stretch = 1_usize;
        while start < most {
            let root = stretch << (DEEPEST + 1);
            let value = self.process.total(length, &mut (self.page)(root));
            let whole = Part { start, length, value, node: 1, depth: 0 };
            self.split(whole, (f64::NEG_INFINITY, f64::INFINITY), root, ends, out);
            start += length;
            length *= 2.0;
            stretch += 1;
        }
    }

    /// Adds what lies in a part before each end that lies strictly between the two of `around`, the part it is a half of: other ends have
    /// had the whole of that, or nothing.
    fn split(&self, part: Part, around: (f64, f64), root: usize, ends: &[f64], out: &mut [f64]) {
        let Part { start, length, value, node, depth } = part;
        let end = start + length;
        let within = |at: f64| at > around.0 && at < around.1 && at > start && at < end;
        for (out, at) in out.iter_mut().zip(ends) {
            // Whoever reaches beyond takes it whole, whether or not another arm ends inside: an arm may not move a bit of
            // another.
            *out += if *at >= end && *at > around.0 && *at < around.1 { value } else { 0.0 };
        }
        if !ends.iter().any(|at| within(*at)) || value <= 0.0 {
            return;
        }
        let mut rng = (self.page)(root + node);
        let counted = !matches!(self.process, Process::Gamma { .. });
        if counted && (value <= FEW || depth == DEEPEST) {
            for place in self.process.places(value, length, &mut rng) {
                for (out, at) in out.iter_mut().zip(ends) {
                    *out += if start + place < *at && within(*at) { 1.0 } else { 0.0 };
                }
            }
            return;
        }
        let Some(middle) = self.process.middle(length).filter(|_| depth < DEEPEST) else {
            // A part of one case, or after 2^30 cases: shared out evenly.
            for (out, at) in out.iter_mut().zip(ends) {
                *out += if within(*at) { value * (at - start) / length } else { 0.0 };
            }
            return;
        };
        let left = self.process.first_part(value, length, middle, &mut rng);
        let (node, depth) = (2 * node, depth + 1);
        let half = Part { start, length: middle, value: left, node, depth };
        self.split(half, (start, end), root, ends, out);
        let half = Part {
            start: start + middle,
            length: length - middle,
            value: value - left,
            node: node + 1,
            depth,
        };
        self.split(half, (start, end), root, ends, out);
    }
}
