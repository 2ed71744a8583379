//! Borgonovo's delta: how much an input moves the whole distribution of the output, not its variance alone.
//!
//! `delta = E over x of 1/2 integral |f(y) - f(y | x)| dy`, in [0, 1]: 0 for an input on which the output does not depend
//! (Borgonovo 2007, doi 10.1016/j.ress.2006.04.015). From a sample, after Plischke, Borgonovo and Smith (2013,
//! doi 10.1016/j.ejor.2012.11.047): rows are cut into `M` classes by the input, and densities of the output in each are compared
//! with that of all.
//!
//! Delta does not change when the output is put on another scale, so ranks of the output are used: their density is flat, tails
//! cost nothing, and money of any unit is as good. The density of a class is a Gaussian kernel estimate (Silverman 1986,
//! section 3.4.2: 0.9 sd n^(-1/5)) on 128 cells, mirrored at the ends. An output of at most 32 values is compared value by value.
//!
//! Chance makes densities differ, so the plain estimate is too high. A bootstrap shows by about how much, and that is taken off:
//! `2 delta - mean of resampled`. For inputs with little effect this takes off about a half, no more. So such an input is compared
//! with random pairings of input and output: see [`Delta::index`]. Smoothing and classes hide some of a strong effect. Both
//! biases are measured in docs/sensitivity.md; delta is for ranking and for what the variance does not see, not for digits.

use super::interval::{Index, confidence, normal};
use super::partition::{Partition, Unusable};
use crate::engine::Draws;

/// Samples of the bootstrap, and random pairings.
const RESAMPLES: usize = 100;

/// Cells on which densities of ranks are held.
const CELLS: usize = 128;

/// An output of no more values than this is compared value by value.
const FEW: usize = 32;

/// The most classes of the input.
const MOST_CLASSES: usize = 48;

/// Delta of an input from a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delta {
    /// Delta with the bias taken off. Its interval is normal, by a bootstrap of rows: of the error of chance alone, not of what
    /// smoothing hides. Distinguishable where the plain estimate is above what random pairings of input and output give, by as
    /// many of their standard deviations as the level asks; else the interval goes down to 0. None where the output does not
    /// vary.
    pub index: Option<Index>,
    /// The plain estimate, in [0, 1].
    pub plain: f64,
    /// Mean of the plain estimate under random pairings: what chance alone makes of it.
    pub noise: f64,
    /// Classes of rows; 1 where the input does not vary, and then delta is 0.
    pub classes: usize,
}

/// Delta of the input with values `x` for outputs `y` in the same order; the order itself does not matter.
///
/// # Errors
/// [`Unusable`].
pub fn delta(seed: u64, x: &[f64], y: &[f64], level: f64) -> Result<Delta, Unusable> {
    confidence(level).map_err(|_| Unusable::Level)?;
    // Of the order n^(1/3), as Plischke et al. advise.
    let most = ((x.len() as f64).cbrt().ceil() as usize).min(MOST_CLASSES);
    let Partition { y, group, groups, .. } = Partition::new(x, y, most)?;
    let (mut cell, cells, smooth) = cells(&y);
    if cells < 2 {
        return Ok(Delta { index: None, plain: 0.0, noise: 0.0, classes: groups });
    }
    let n = y.len();
    let table = |rows: &mut dyn Iterator<Item = (usize, usize)>| {
        let mut table = Table { counts: vec![vec![0.0; cells]; groups], smooth };
        for (group, cell) in rows {
            table.counts[group][cell] += 1.0;
        }
        table.distance()
    };
    let plain = table(&mut group.iter().copied().zip(cell.iter().copied()));
    let mut draws = Draws::new(seed, "delta");
    let resampled: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            table(&mut (0..n).map(|_| {
                let row = draws.below(n);
                (group[row], cell[row])
            }))
        })
        .collect();
    let paired: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            draws.shuffle(&mut cell);
            table(&mut group.iter().copied().zip(cell.iter().copied()))
        })
        .collect();
    let z = normal(level);
    let value = 2.0 * plain - crate::numeric::mean(&resampled);
    let noise = crate::numeric::mean(&paired);
    let mut index = Index::share(value, z * crate::numeric::sd(&resampled));
    let above = noise + z * crate::numeric::sd(&paired) + super::interval::ROUNDING;
    index.distinguishable = index.lo > 0.0 && plain > above;
    if !index.distinguishable {
        index.lo = index.lo.min(0.0);
    }
    Ok(Delta { index: Some(index), plain, noise, classes: groups })
}

/// The cell of each output, how many there are, and whether they are cells of a scale (to be smoothed) or single values.
fn cells(y: &[f64]) -> (Vec<usize>, usize, bool) {
    let mut order: Vec<usize> = (0..y.len()).collect();
    order.sort_unstable_by(|&a, &b| y[a].total_cmp(&y[b]));
    let runs: Vec<&[usize]> = order.chunk_by(|&a, &b| y[a].total_cmp(&y[b]).is_eq()).collect();
    let few = runs.len() <= FEW;
    let mut cell = vec![0; y.len()];
    let mut before = 0;
    for (number, run) in runs.iter().enumerate() {
        // Equal values share the middle of their ranks.
        let rank = (before as f64 + run.len() as f64 / 2.0) / y.len() as f64;
        for &row in *run {
            cell[row] = if few { number } else { (rank * CELLS as f64) as usize };
        }
        before += run.len();
    }
    (cell, if few { runs.len() } else { CELLS }, !few)
}

/// Rows counted by class of the input and cell of the output.
struct Table {
    counts: Vec<Vec<f64>>,
    smooth: bool,
}

impl Table {
    /// Mean over classes, by their rows, of half the sum of differences between the class and all.
    fn distance(&self) -> f64 {
        let cells = self.counts.first().map_or(0, Vec::len);
        let all: Vec<f64> =
            (0..cells).map(|cell| self.counts.iter().map(|class| class[cell]).sum()).collect();
        let rows: f64 = all.iter().sum();
        let mut distance = 0.0;
        for class in &self.counts {
            let own: f64 = class.iter().sum();
            if own <= 0.0 {
                continue;
            }
            let mut apart: Vec<f64> =
                class.iter().zip(&all).map(|(class, all)| class / own - all / rows).collect();
            if self.smooth {
                // Smoothing is linear: that of the difference is the difference of both, smoothed alike.
                apart = smoothed(&apart, bandwidth(class, own));
            }
            distance += own / rows * apart.iter().map(|apart| apart.abs()).sum::<f64>() / 2.0;
        }
        distance
    }
}

/// Silverman's width in cells, at least half a cell.
fn bandwidth(class: &[f64], rows: f64) -> f64 {
    let moment = |power: i32| {
        class.iter().enumerate().map(|(cell, count)| count * (cell as f64).powi(power)).sum::<f64>()
    };
    let mean = moment(1) / rows;
    let variance = (moment(2) / rows - mean * mean).max(0.0);
    (0.9 * variance.sqrt() * rows.powf(-0.2)).max(0.5)
}

/// Convolution with a normal density, mirrored at both ends.
fn smoothed(values: &[f64], width: f64) -> Vec<f64> {
    let cells = values.len();
    let reach = ((4.0 * width).ceil() as usize).min(cells);
    let kernel: Vec<f64> = (0..=reach).map(|d| (-0.5 * (d as f64 / width).powi(2)).exp()).collect();
    let whole = kernel[0] + 2.0 * kernel[1..].iter().sum::<f64>();
    let mut out = vec![0.0; cells];
    for (cell, &value) in values.iter().enumerate() {
        let value = value / whole;
        out[cell] += value * kernel[0];
        for (d, weight) in kernel.iter().enumerate().skip(1) {
            let up = cell + d;
            out[if up < cells { up } else { 2 * cells - 1 - up }] += value * weight;
            out[if d <= cell { cell - d } else { d - cell - 1 }] += value * weight;
        }
    }
    out
}

/// Correlations of normal pairs with the delta of one in the other, for tests.
#[cfg(test)]
pub(super) fn known() -> Vec<(f64, f64)> {
    [0.0, 0.1, 0.3, 0.6, 0.9, 0.98]
        .map(|r| (r, if r > 0.0 { tests::exact(r) } else { 0.0 }))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::special::{normal_cdf, normal_quantile};

    /// Delta of `x` in `y = r x + sqrt(1 - r^2) z`, all standard normal, by quadrature.
    ///
    /// Given x, y is normal with mean `r x` and sd `s = sqrt(1 - r^2)`; its density is above that of y between the roots of
    /// `(1/s^2 - 1) y^2 - 2 (r x / s^2) y + (r x / s)^2 + 2 ln s = 0`.
    pub(super) fn exact(r: f64) -> f64 {
        let s = (1.0 - r * r).sqrt();
        let steps = 4000;
        (0..steps)
            .map(|step| {
                let m = r * normal_quantile((f64::from(step) + 0.5) / f64::from(steps));
                let [a, b, c] = [1.0 / (s * s) - 1.0, m / (s * s), (m / s).powi(2) + 2.0 * s.ln()];
                let root = (b * b - a * c).sqrt();
                let [low, high] = [(b - root) / a, (b + root) / a];
                let inside =
                    |m: f64, s: f64| normal_cdf((high - m) / s) - normal_cdf((low - m) / s);
                inside(m, s) - inside(0.0, 1.0)
            })
            .sum::<f64>()
            / f64::from(steps)
    }

    fn normals(seed: u64, rows: usize, r: f64) -> [Vec<f64>; 3] {
        let mut draws = Draws::new(seed, "normals");
        let mut score = || (0..rows).map(|_| normal_quantile(draws.uniform())).collect::<Vec<_>>();
        let (x, z, idle) = (score(), score(), score());
        let y = x.iter().zip(&z).map(|(x, z)| r * x + (1.0 - r * r).sqrt() * z).collect();
        [x, y, idle]
    }

    #[test]
    fn a_normal_pair_has_the_delta_of_its_correlation() {
        for r in [0.3, 0.6, 0.9, 0.98] {
            let [x, y, _] = normals(1, 8192, r);
            let found = delta(1, &x, &y, 0.95).unwrap();
            let value = found.index.unwrap().value;
            // What smoothing and classes hide, and what chance adds and the bootstrap leaves: within 0.03 (measured).
            assert!((value - exact(r)).abs() < 0.03, "{r}: {value} {}", exact(r));
            assert!(found.index.unwrap().distinguishable);
        }
    }

    #[test]
    fn an_input_without_effect_is_not_distinguishable_from_noise() {
        let [_, y, idle] = normals(1, 8192, 0.5);
        let found = delta(1, &idle, &y, 0.99).unwrap();
        let index = found.index.unwrap();
        assert!(!index.distinguishable, "{found:?}");
        // The bootstrap takes off a part of what chance makes.
        assert!(index.value < 0.8 * found.plain, "{found:?}");
    }

    #[test]
    fn another_scale_of_the_output_and_another_order_of_rows_move_nothing() {
        let [x, y, _] = normals(2, 400, 0.7);
        let here = delta(1, &x, &y, 0.9).unwrap();
        let turn = |of: Vec<f64>| of.into_iter().rev().collect::<Vec<_>>();
        let there = delta(1, &turn(x), &turn(y.iter().map(|y| 1e6 * y.exp()).collect()), 0.9);
        assert_eq!(there, Ok(here));
    }

    #[test]
    fn few_values_are_compared_value_by_value() {
        // y is 0 or 1, each a half of all; where x is 0, 3 of 4 are 0. Distance in both classes: a quarter.
        let x: Vec<f64> = (0..800).map(|i| f64::from(i % 2)).collect();
        let y: Vec<f64> = (0..800)
            .map(|i| if i % 8 == 0 || i % 8 == 7 { 1 - i % 2 } else { i % 2 })
            .map(f64::from)
            .collect();
        let found = delta(1, &x, &y, 0.95).unwrap();
        assert!((found.plain - 0.25).abs() < 1e-12 && found.classes == 2, "{found:?}");
    }

    #[test]
    fn what_does_not_vary_is_told() {
        let [x, y, _] = normals(3, 100, 0.5);
        let constant = delta(1, &[2.0; 100], &y, 0.9).unwrap();
        let index = constant.index.unwrap();
        assert!(constant.classes == 1 && index.value.abs() < 1e-12 && !index.distinguishable);
        assert_eq!(delta(1, &x, &[0.3; 100], 0.9).unwrap().index, None);
    }

    #[test]
    fn smoothing_keeps_the_sum_and_a_flat_density() {
        let flat = smoothed(&[0.25; 16], 3.0);
        assert!(flat.iter().all(|value| (value - 0.25).abs() < 1e-12), "{flat:?}");
        let mut one = vec![0.0; 16];
        one[1] = 1.0;
        assert!((smoothed(&one, 2.0).iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
