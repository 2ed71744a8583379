//! A quantile function read from a table, where the exact one is costly.

use super::distribution::Distribution;

/// Octaves of probability on each side of the median that are in the table: from 2^-7 to 1/2.
const OCTAVES: usize = 6;

/// Terms of the series in an octave.
const TERMS: usize = 15;

/// Largest relative error of a series at the points where it is tried, else the octave is left to the exact function.
const TRIED: f64 = 1e-10;

/// Points between the nodes, on [-1, 1], where a series is tried: near both ends, where it is worst, and inside.
const TRIALS: [f64; 5] = [-0.999, -0.6, 0.05, 0.7, 0.998];

/// A distribution whose quantiles are drawn many times.
///
/// With `v` the probability of the nearer tail, each octave `2^-k <= v < 2^-(k-1)` holds the Chebyshev series of the quantile in
/// `v`. The quantile of a beta or gamma distribution is analytic in `v` but for the ends of the unit interval, at `v = 0` and
/// `v = 1`. The nearest, at a distance of three half-widths from the middle of the octave, lets the series converge like
/// `(3 + sqrt 8)^-n` (Trefethen 2013, Approximation Theory and Approximation Practice, ch. 8): about 1e-11 for 15 terms. Each
/// series is tried when made. Further out in the tails, one draw in 64, the exact function is asked. The relative error
/// stays below 1e-9.
#[derive(Debug, Clone)]
pub struct Tabulated<'a> {
    exact: &'a Distribution,
    /// `[side][octave]`: below the median and above it; none where the series would not do.
    cells: Option<[[Option<Cell>; OCTAVES]; 2]>,
}

/// One octave.
#[derive(Debug, Clone, Copy)]
struct Cell {
    coefficients: [f64; TERMS],
    /// Exact values at the ends: the table never leaves them, so it rises from octave to octave and stays in the support.
    least: f64,
    most: f64,
}

impl<'a> Tabulated<'a> {
    /// A table for a family with a costly quantile; the others are asked directly.
    pub fn new(exact: &'a Distribution) -> Self {
        let cells = is_costly(exact).then(|| {
            [0, 1].map(|side| std::array::from_fn(|octave| Cell::new(exact, side, octave)))
        });
        Self { exact, cells }
    }

    /// The value at probability `u`.
    pub fn quantile(&self, u: f64) -> f64 {
        let Some(cells) = &self.cells else { return self.exact.quantile(u) };
        // Exact: one minus a number from 1/2 on loses nothing.
        let (side, v) = if u < 0.5 { (0, u) } else { (1, 1.0 - u) };
        let (exponent, mantissa) = parts(v);
        match exponent.and_then(|octave| cells[side].get(octave)) {
            Some(Some(cell)) => cell.value(2.0 * mantissa - 3.0),
            _ => self.exact.quantile(u),
        }
    }
}

/// Families that solve for a quantile, where drawing from it once takes longer than reading it from a table.
fn is_costly(distribution: &Distribution) -> bool {
    match distribution {
        Distribution::Beta(_) | Distribution::Pert(_) | Distribution::Gamma(_) => true,
        Distribution::Truncated(truncated) => is_costly(truncated.inner()),
        _ => false,
    }
}

/// The octave of `v`, counted from the one below 1/2, and the place in it as a number in [1, 2).
fn parts(v: f64) -> (Option<usize>, f64) {
    const FRACTION: u64 = (1 << 52) - 1;
    const ONE: u64 = 1023;
    let bits = v.to_bits();
    let octave = (ONE - 2).checked_sub(bits >> 52).map(|octave| octave as usize);
    (octave, f64::from_bits((bits & FRACTION) | (ONE << 52)))
}

impl Cell {
    fn new(exact: &Distribution, side: usize, octave: usize) -> Option<Self> {
        let width = 1.0 / (4_u64 << octave) as f64;
        let at = |x: f64| {
            let v = width * (x + 3.0) / 2.0;
            exact.quantile(if side == 0 { v } else { 1.0 - v })
        };
        let node = |i: usize, times: usize| {
            (std::f64::consts::PI * times as f64 * (i as f64 + 0.5) / TERMS as f64).cos()
        };
        let values: [f64; TERMS] = std::array::from_fn(|i| at(node(i, 1)));
        let mut coefficients = std::array::from_fn(|term| {
            let sum: f64 = values.iter().enumerate().map(|(i, f)| f * node(i, term)).sum();
            2.0 * sum / TERMS as f64
        });
        coefficients[0] /= 2.0;
        let (one, other) = (at(-1.0), at(1.0));
        let cell = Self { coefficients, least: one.min(other), most: one.max(other) };
        // Written so that it fails for NaN.
        let good = |&x: &f64| (cell.value(x) - at(x)).abs() <= TRIED * at(x).abs();
        TRIALS.iter().all(good).then_some(cell)
    }

    /// The series at `x` in [-1, 1] (Clenshaw 1955, doi 10.1090/S0025-5718-1955-0071856-0).
    fn value(&self, x: f64) -> f64 {
        let (mut next, mut after) = (0.0, 0.0);
        for c in self.coefficients[1..].iter().rev() {
            (next, after) = (2.0 * x * next - after + c, next);
        }
        (x * next - after + self.coefficients[0]).clamp(self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distributions::{Beta, Gamma, Pert};

    /// Uniforms in every octave, deep into both tails.
    fn uniforms() -> Vec<f64> {
        let inner = (0..4000).map(|i| (f64::from(i) + 0.37) / 4000.0);
        let tails = (1..60).flat_map(|k| [0.71_f64.powi(k), 1.0 - 0.71_f64.powi(k)]);
        let mut all: Vec<f64> = inner.chain(tails).collect();
        all.sort_unstable_by(f64::total_cmp);
        all
    }

    fn families() -> Vec<Distribution> {
        let shapes = [0.03, 0.2, 0.5, 0.97, 1.0, 1.7, 4.0, 30.0, 400.0, 2e4];
        let mut all = Vec::new();
        for a in shapes {
            all.push(Distribution::Gamma(Gamma::new(a, 3.0).unwrap()));
            for b in shapes {
                all.push(Distribution::Beta(Beta::new(a, b).unwrap()));
            }
        }
        for (low, mode, high) in [(0.0, 1.0, 4.0), (-2.0, 0.1, 1.0), (10.0, 10.0, 11.0)] {
            all.push(Distribution::Pert(Pert::new(low, mode, high).unwrap()));
        }
        let beta = Distribution::Beta(Beta::new(2.0, 5.0).unwrap());
        all.push(beta.truncated(0.1, 0.6).unwrap());
        all
    }

    #[test]
    fn the_table_is_within_a_billionth_of_the_exact_quantile() {
        let mut worst: f64 = 0.0;
        for family in families() {
            let table = Tabulated::new(&family);
            for u in uniforms() {
                let (read, exact) = (table.quantile(u), family.quantile(u));
                let error = (read - exact).abs() / exact.abs().max(f64::MIN_POSITIVE);
                assert!(error < 1e-9, "{family:?} at {u}: {read} for {exact}");
                worst = worst.max(error);
            }
        }
        println!("largest relative error {worst:e}");
    }

    #[test]
    fn the_table_rises_and_stays_in_the_support() {
        for family in families() {
            let table = Tabulated::new(&family);
            let (low, high) = family.support();
            let values: Vec<f64> = uniforms().iter().map(|u| table.quantile(*u)).collect();
            assert!(values.iter().all(|x| (low..=high).contains(x)), "{family:?}");
            // Neighbours within an octave may differ by the error of the series.
            let slack = |x: f64| 2e-9 * x.abs();
            assert!(values.windows(2).all(|w| w[1] >= w[0] - slack(w[0])), "{family:?}");
        }
    }

    #[test]
    fn most_octaves_of_common_shapes_are_in_the_table() {
        for (a, b) in [(0.5, 0.5), (2.0, 5.0), (40.0, 60.0)] {
            let family = Distribution::Beta(Beta::new(a, b).unwrap());
            let cells = Tabulated::new(&family).cells.unwrap();
            assert!(cells.iter().flatten().all(Option::is_some), "{a} {b}");
        }
    }
}
