//! The likelihood of tau2, full or restricted, and its highest point.

use std::f64::consts::TAU;

use crate::numeric::root::find_root;

use super::least_squares::{Data, Solved};

/// Points of the search for the highest hill, evenly spaced in the logarithm of tau2.
const POINTS: i32 = 60;

/// Which likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Full,
    Restricted,
}

/// A likelihood of these data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likelihood<'a> {
    pub(super) data: &'a Data,
    pub(super) kind: Kind,
}

impl Likelihood<'_> {
    /// Logarithm of the likelihood at a tau2, with its constants.
    ///
    /// Full: `-(k ln 2 pi + sum ln(v + tau2) + y'Py) / 2`. Restricted: `k - p` for `k`, and `+ (ln|X'X| - ln|X'WX|) / 2` (Harville
    /// 1977, doi 10.1080/01621459.1977.10480998), as metafor has it.
    pub(super) fn ln(&self, tau2: f64) -> f64 {
        let Some(solved) = self.solved(tau2) else { return f64::NAN };
        let spread: f64 = self.data.v.iter().map(|v| (v + tau2).ln()).sum();
        let (count, determinants) = match self.kind {
            Kind::Full => (self.data.k() as f64, 0.0),
            Kind::Restricted => {
                let plain = self.data.solve(vec![1.0; self.data.k()]);
                (self.data.df(), plain.map_or(f64::NAN, |plain| plain.ln_det) - solved.ln_det)
            }
        };
        0.5 * (determinants - count * TAU.ln() - spread - solved.rss())
    }

    fn solved(&self, tau2: f64) -> Option<Solved> {
        self.data.solve(self.data.weights(tau2))
    }

    /// Twice the slope of the likelihood.
    fn slope(&self, tau2: f64) -> f64 {
        self.solved(tau2).map_or(f64::NAN, |solved| {
            solved.ypp()
                - match self.kind {
                    Kind::Full => solved.w.iter().sum(),
                    Kind::Restricted => solved.trace(),
                }
        })
    }

    /// Standard error of a tau2, from the expected information.
    pub(super) fn error(&self, tau2: f64) -> Option<f64> {
        let solved = self.solved(tau2)?;
        let information: f64 = match self.kind {
            Kind::Full => solved.w.iter().map(|w| w * w).sum(),
            Kind::Restricted => solved.trace_squared(),
        };
        Some((2.0 / information).sqrt())
    }

    /// The tau2 from 0 with the highest likelihood; none if it is not found.
    ///
    /// The likelihood may have more hills than one. So it is evaluated along a grid up to where it only falls, and the top is where
    /// the slope changes sign next to the highest point: Fisher scoring can stay on a lower hill or go to and fro.
    pub(super) fn highest(&self) -> Option<f64> {
        let least = self.data.v.iter().copied().fold(f64::INFINITY, f64::min);
        let mut high = self.data.v.iter().copied().fold(0.0, f64::max);
        let mut doublings = 0;
        // Where tau2 is beyond the spread of the effects the slope is below 0 for good.
        let plain = self.data.solve(vec![1.0; self.data.k()])?.rss();
        while high < 4.0 * plain || self.slope(high) > 0.0 {
            high *= 2.0;
            doublings += 1;
            if doublings > 400 || high.is_nan() {
                return None;
            }
        }
        let low = (1e-4 * least).min(1e-6 * high);
        let step = (high / low).ln() / f64::from(POINTS);
        let grid: Vec<f64> = std::iter::once(0.0)
            .chain((0..=POINTS).map(|i| low * (step * f64::from(i)).exp()))
            .collect();
        let (mut best, mut best_at) = (f64::NEG_INFINITY, 0);
        for (index, &tau2) in grid.iter().enumerate() {
            let here = self.ln(tau2);
            if here.is_nan() {
                return None;
            }
            if here > best {
                (best, best_at) = (here, index);
            }
        }
        let before = grid[best_at.saturating_sub(1)];
        let after = grid.get(best_at + 1).copied().unwrap_or(high);
        if best_at == 0 && self.slope(0.0) <= 0.0 {
            return Some(0.0);
        }
        let (before_slope, after_slope) = (self.slope(before), self.slope(after));
        if before_slope > 0.0 && after_slope < 0.0 {
            return find_root(|tau2| self.slope(tau2), before, after);
        }
        // Two hills side by side: the top lies on the side to which the slope of the best point itself rises.
        let here = grid[best_at];
        let [from, to] = if self.slope(here) > 0.0 { [here, after] } else { [before, here] };
        find_root(|tau2| self.slope(tau2), from, to).or(Some(here))
    }
}
