//! Regression on many columns at once, held back from roughness as far as the data ask for it.

use super::spread::{less, mean_product};
use crate::numeric::mean;
use crate::numeric::symmetric::Eigen;

/// A symmetric matrix, row by row.
pub(super) type Matrix = Vec<Vec<f64>>;

/// How much dearer a term is in the choice of smoothness than it is in theory: the plain rule follows noise now and then
/// (Kim and Gu 2004, doi 10.1046/j.1369-7412.2003.05316.x).
const DEARER: f64 = 1.4;

/// Directions in which the columns vary less than this share of the most are copies of others up to rounding.
const NO_DIRECTION: f64 = 1e-10;

/// Columns to regress on, with the directions in which they vary.
pub(super) struct Frame {
    /// Columns around their means.
    columns: Matrix,
    /// Weights of the columns in combinations that are uncorrelated and have a mean square of one.
    white: Matrix,
}

/// A basis of which each column is uncorrelated with all others and has a roughness of its own (Demmler and Reinsch 1975,
/// doi 10.1007/BF01437407).
pub(super) struct Smooth {
    /// Columns with mean 0 and mean square 1.
    pub columns: Matrix,
    /// Roughness of each, 0 or at least 1.
    pub roughness: Vec<f64>,
}

/// A regression of one column.
pub(super) struct Fit {
    /// What remains of each column of the basis, in [0, 1].
    pub kept: Vec<f64>,
    /// Conditional mean in each row.
    pub fitted: Vec<f64>,
    /// What is left over.
    pub residual: Vec<f64>,
    /// Free numbers it used, the mean among them.
    pub terms: f64,
}

impl Frame {
    /// The frame of these columns, of equal length.
    pub(super) fn new(columns: &[Vec<f64>]) -> Self {
        let columns: Matrix = columns
            .iter()
            .map(|column| {
                let center = mean(column);
                column.iter().map(|x| x - center).collect()
            })
            .collect();
        let products: Matrix = columns
            .iter()
            .enumerate()
            .map(|(i, a)| columns[..=i].iter().map(|b| mean_product(a, b)).collect())
            .collect();
        let Eigen { values, vectors } = Eigen::of(&products);
        let least = values.last().map_or(0.0, |most| NO_DIRECTION * most);
        let white = values
            .iter()
            .zip(vectors)
            .filter(|(value, _)| **value > least)
            .map(|(value, vector)| vector.into_iter().map(|x| x / value.sqrt()).collect())
            .collect();
        Self { columns, white }
    }

    /// Combinations of the columns for one matrix of roughness, and the roughness of each: 0, or in units of the smallest.
    fn turned(&self, penalty: &[Vec<f64>]) -> (Matrix, Vec<f64>) {
        let times: Matrix = self.white.iter().map(|white| combined(penalty, white)).collect();
        let inner: Matrix = self
            .white
            .iter()
            .map(|a| times.iter().map(|b| a.iter().zip(b).map(|(a, b)| a * b).sum()).collect())
            .collect();
        let Eigen { values, vectors } = Eigen::of(&inner);
        let weights = vectors.iter().map(|vector| combined(&self.white, vector)).collect();
        // Rounding leaves 1e-16 of the roughest on what is not rough at all.
        let least = values.last().map_or(0.0, |most| 1e-12 * most);
        let unit = values.iter().copied().find(|value| *value > least).unwrap_or(1.0);
        (weights, values.iter().map(|v| if *v > least { v / unit } else { 0.0 }).collect())
    }

    /// The smooth basis for the one of these matrices of roughness that suits all `targets` best.
    pub(super) fn smooth(&self, penalties: &[Matrix], targets: &[Vec<f64>]) -> Smooth {
        let products: Vec<Vec<f64>> = targets
            .iter()
            .map(|target| self.columns.iter().map(|column| mean_product(column, target)).collect())
            .collect();
        let squares: Vec<f64> = targets
            .iter()
            .map(|target| {
                let around = around_mean(target);
                mean_product(&around, &around)
            })
            .collect();
        let rows = self.columns.first().map_or(0, Vec::len) as f64;
        let mut best: Option<(f64, Matrix, Vec<f64>)> = None;
        for penalty in penalties {
            let (weights, roughness) = self.turned(penalty);
            let score = products.iter().zip(&squares).fold(0.0, |total, (products, &square)| {
                let with: Vec<f64> = weights.iter().map(|w| dot(w, products)).collect();
                // A target that does not vary suits every basis.
                total
                    + if square > 0.0 {
                        chosen(&with, &roughness, square, rows).0.ln()
                    } else {
                        0.0
                    }
            });
            if best.as_ref().is_none_or(|(least, ..)| score < *least) {
                best = Some((score, weights, roughness));
            }
        }
        let (_, weights, roughness) = best.unwrap_or_default();
        Smooth {
            columns: weights.iter().map(|weights| combined(&self.columns, weights)).collect(),
            roughness,
        }
    }
}

impl Smooth {
    /// The basis without what is not rough at all.
    pub(super) fn bends(mut self) -> Self {
        let flat = self.roughness.iter().filter(|rough| **rough <= 0.0).count();
        // Roughness ascends.
        self.columns.drain(..flat);
        self.roughness.drain(..flat);
        self
    }

    /// The conditional mean of `target`, as smooth as generalised cross-validation asks for.
    ///
    /// Source: P. Craven and G. Wahba (1979), doi 10.1007/BF01404567; with terms 1.4 times as dear (Kim and Gu 2004).
    pub(super) fn fit(&self, target: &[f64]) -> Fit {
        let around = around_mean(target);
        let with: Vec<f64> =
            self.columns.iter().map(|column| mean_product(column, &around)).collect();
        let square = mean_product(&around, &around);
        let (_, kept) = chosen(&with, &self.roughness, square, target.len() as f64);
        let fitted = self.applied(&kept, target);
        Fit { residual: less(target, &fitted), terms: 1.0 + kept.iter().sum::<f64>(), fitted, kept }
    }

    /// The same linear operation on another column: its mean and what is kept of the rest.
    pub(super) fn applied(&self, kept: &[f64], target: &[f64]) -> Vec<f64> {
        let mut fitted = vec![mean(target); target.len()];
        for (column, kept) in self.columns.iter().zip(kept) {
            let weight = kept * mean_product(column, target);
            for (fitted, x) in fitted.iter_mut().zip(column) {
                *fitted += weight * x;
            }
        }
        fitted
    }
}

/// The least score over smoothness, and what it keeps of each column.
///
/// `with` are the mean products of the basis with the target, `square` the target's variance. Score: residual variance by
/// the square of the share of rows that are not used up.
fn chosen(with: &[f64], roughness: &[f64], square: f64, rows: f64) -> (f64, Vec<f64>) {
    let mut best = (f64::INFINITY, Vec::new());
    // From next to nothing to infinity, in steps of a quarter of a power of ten: the score is flat at its least.
    for step in -32_i32..=41 {
        let strength =
            if step == 41 { f64::INFINITY } else { 10.0_f64.powf(f64::from(step) / 4.0) };
        let kept: Vec<f64> = roughness
            .iter()
            .map(|&rough| if rough > 0.0 { 1.0 / (1.0 + strength * rough) } else { 1.0 })
            .collect();
        let told: f64 = with.iter().zip(&kept).map(|(c, kept)| c * c * kept * (2.0 - kept)).sum();
        let free = 1.0 - DEARER * (1.0 + kept.iter().sum::<f64>()) / rows;
        // What rounding leaves of a perfect fit is no reason to prefer it.
        let score = (square - told).max(1e-14 * square) / (free * free);
        if free > 0.0 && score < best.0 {
            best = (score, kept);
        }
    }
    if best.1.is_empty() {
        best.1 = roughness.iter().map(|&rough| if rough > 0.0 { 0.0 } else { 1.0 }).collect();
    }
    best
}

/// Values less their mean.
fn around_mean(values: &[f64]) -> Vec<f64> {
    let center = mean(values);
    values.iter().map(|x| x - center).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The sum of columns by weights.
fn combined(columns: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; columns.first().map_or(0, Vec::len)];
    for (column, &weight) in columns.iter().zip(weights) {
        for (sum, x) in sum.iter_mut().zip(column) {
            *sum += weight * x;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::cases::normals;
    use super::*;

    fn powers(rows: usize) -> Matrix {
        let x = normals(rows, 1, "x");
        (1..5).map(|k| x.iter().map(|x| x.powi(k)).collect()).collect()
    }

    fn diagonal(entries: &[f64]) -> Matrix {
        let row =
            |i: usize| (0..entries.len()).map(|j| if i == j { entries[i] } else { 0.0 }).collect();
        (0..entries.len()).map(row).collect()
    }

    #[test]
    fn the_basis_is_uncorrelated_and_copies_are_dropped() {
        let mut columns = powers(400);
        columns.push(columns[0].iter().map(|x| 3.0 - 2.0 * x).collect());
        let smooth = Frame::new(&columns).smooth(&[diagonal(&[0.0; 5])], &[]);
        assert_eq!(smooth.columns.len(), 4);
        for (i, a) in smooth.columns.iter().enumerate() {
            assert!(mean(a).abs() < 1e-12);
            for (j, b) in smooth.columns.iter().enumerate() {
                assert!((mean_product(a, b) - f64::from(u8::from(i == j))).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn without_noise_the_fit_is_the_truth() {
        let columns = powers(300);
        let target: Vec<f64> = columns[0].iter().map(|x| 1.0 + x - 0.3 * x.powi(3)).collect();
        let smooth = Frame::new(&columns)
            .smooth(&[diagonal(&[0.0, 1.0, 1.0, 1.0])], std::slice::from_ref(&target));
        let fit = smooth.fit(&target);
        assert!(fit.residual.iter().all(|rest| rest.abs() < 1e-4));
    }

    #[test]
    fn noise_is_smoothed_away_to_what_costs_nothing() {
        let columns = powers(2000);
        let noise = normals(2000, 2, "noise");
        let target: Vec<f64> = columns[0].iter().zip(&noise).map(|(x, e)| 2.0 * x + e).collect();
        let smooth = Frame::new(&columns)
            .smooth(&[diagonal(&[0.0, 1.0, 1.0, 1.0])], std::slice::from_ref(&target));
        let fit = smooth.fit(&target);
        assert!(fit.terms >= 2.0 && fit.terms < 4.0, "{}", fit.terms);
        // The error of two numbers from 2,000 rows is about sqrt(2 / 2000) = 0.03.
        let off: Vec<f64> = fit.fitted.iter().zip(&columns[0]).map(|(f, x)| f - 2.0 * x).collect();
        assert!(mean_product(&off, &off).sqrt() < 0.1);
    }
}
