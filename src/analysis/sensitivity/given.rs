//! First indices from a sample that is already there: no further evaluations.
//!
//! Rows are cut into groups with like values of the input, and
//!
//! `S = 1 - (SSW / (n - M)) / (SST / (n - 1))`
//!
//! with `SSW` the squares of the output around the means of the `M` groups and `SST` around the mean of all `n` rows: Pearson's
//! correlation ratio with the correction for the chance in the group means (Kelley 1935, doi 10.1073/pnas.21.9.554). Both
//! variances are unbiased, so an input without effect has index 0 on average, and not `(M - 1) / n`. There are about `sqrt(n)`
//! groups: what the conditional mean varies inside a group is lost, and that is of the order `1 / M^2`, `1 / n`, below the
//! error of chance.
//!
//! Not the rank estimator of Gamboa et al. (2022, doi 10.3150/21-BEJ1421): it has no groups to choose, but its error is larger
//! (measured in docs/sensitivity.md), equal values have no order, and a bootstrap makes equal values.
//!
//! With correlated inputs the index is still the share of the variance of the output that goes with this input; what others that
//! go along with it cause is in it.

use super::interval::{Index, confidence, normal};
use super::partition::{Partition, Unusable};
use crate::engine::Draws;

/// Samples of the bootstrap: its standard error is then known to 5 %.
const RESAMPLES: usize = 200;

/// First index of an input from a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    /// Share of the variance of the output; none where the output does not vary.
    pub index: Option<Index>,
    /// Groups of rows; 1 where the input does not vary, and then the index is 0.
    pub groups: usize,
}

/// The first index of the input with values `x`, from outputs `y` in the same order; the order itself does not matter.
///
/// The interval is the estimate plus and minus the normal quantile of `level` times the standard error of a bootstrap of rows
/// (Efron 1979, doi 10.1214/aos/1176344552) within the same groups. It holds for independent rows.
///
/// # Errors
/// [`Unusable`].
pub fn given(seed: u64, x: &[f64], y: &[f64], level: f64) -> Result<Given, Unusable> {
    confidence(level).map_err(|_| Unusable::Level)?;
    let most = (x.len() as f64).sqrt() as usize;
    let Partition { mut y, group, groups } = Partition::new(x, y, most)?;
    let mean = crate::numeric::mean(&y);
    for value in &mut y {
        *value -= mean;
    }
    let n = y.len();
    let whole = Squares::of(&y, &group, groups, 0..n);
    let size = y.iter().fold(mean.abs(), |size, value| size.max(value.abs()));
    // Values that differ by rounding alone do not vary.
    if (whole.total / n as f64).sqrt() <= super::interval::ROUNDING * size {
        return Ok(Given { index: None, groups });
    }
    let mut draws = Draws::new(seed, "given");
    let resampled: Vec<f64> = (0..RESAMPLES)
        .map(|_| Squares::of(&y, &group, groups, (0..n).map(|_| draws.below(n))).share())
        .collect();
    let half = normal(level) * crate::numeric::sd(&resampled);
    Ok(Given { index: Some(Index::share(whole.share(), half)), groups })
}

/// Sums of squares of some rows.
#[derive(Debug)]
struct Squares {
    rows: f64,
    /// Groups that have a row.
    groups: f64,
    within: f64,
    total: f64,
}

impl Squares {
    /// `y` has mean 0 over all rows, or nearly.
    fn of(y: &[f64], group: &[usize], groups: usize, rows: impl Iterator<Item = usize>) -> Self {
        let mut sums = vec![[0.0; 3]; groups];
        for row in rows {
            let [count, sum, squares] = &mut sums[group[row]];
            *count += 1.0;
            *sum += y[row];
            *squares += y[row] * y[row];
        }
        let [mut rows, mut sum, mut squares, mut within, mut filled] = [0.0; 5];
        for [count, own, own_squares] in sums.into_iter().filter(|[count, ..]| *count > 0.0) {
            rows += count;
            sum += own;
            squares += own_squares;
            within += (own_squares - own * own / count).max(0.0);
            filled += 1.0;
        }
        Self { rows, groups: filled, within, total: squares - sum * sum / rows }
    }

    fn share(&self) -> f64 {
        // One group explains nothing, whatever rounding says.
        if self.groups < 2.0 || self.total <= 0.0 {
            return 0.0;
        }
        1.0 - self.within / (self.rows - self.groups) / (self.total / (self.rows - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{ISHIGAMI, ishigami};
    use super::*;

    /// Independent uniforms, three columns, and the function of them.
    fn sample(rows: usize, f: impl Fn(&[f64]) -> f64) -> (Vec<Vec<f64>>, Vec<f64>) {
        let mut draws = Draws::new(7, "sample");
        let mut x = vec![Vec::new(); 3];
        let mut y = Vec::new();
        for _ in 0..rows {
            let u = [draws.uniform(), draws.uniform(), draws.uniform()];
            for (column, u) in x.iter_mut().zip(u) {
                column.push(u);
            }
            y.push(f(&u));
        }
        (x, y)
    }

    fn index(x: &[f64], y: &[f64]) -> Index {
        given(1, x, y, 0.999).unwrap().index.unwrap()
    }

    #[test]
    fn ishigami_is_found_from_8192_rows() {
        let (x, y) = sample(8192, ishigami);
        for (x, first) in x.iter().zip(ISHIGAMI.first) {
            let found = index(x, &y);
            assert!(found.lo < first && first < found.hi && found.hi - found.lo < 0.1, "{found:?}");
            assert_eq!(found.distinguishable, first > 0.0);
        }
    }

    #[test]
    fn an_input_of_few_values_has_exact_group_means() {
        // Two groups of 0, 2 and 5, 7: within 4 n/4 … each value is 1 from its group's mean, 3.5 from or 1.5 from that of all.
        let x: Vec<f64> = (0..64).map(|i| f64::from(i % 4 / 2)).collect();
        let y: Vec<f64> = (0..64).map(|i| [0.0, 2.0, 5.0, 7.0][i % 4]).collect();
        let total = 32.0 * (3.5_f64.powi(2) + 1.5 * 1.5);
        let found = given(1, &x, &y, 0.9).unwrap();
        assert_eq!(found.groups, 2);
        let exact = 1.0 - (64.0 / 62.0) / (total / 63.0);
        assert!((found.index.unwrap().value - exact).abs() < 1e-12);
    }

    #[test]
    fn rows_in_another_order_give_the_same_to_the_bit() {
        let (x, y) = sample(500, |u| (u[0] * 5.0).floor() + u[1]);
        let x: Vec<f64> = x[0].iter().map(|u| (u * 9.0).floor()).collect();
        let mut rows: Vec<usize> = (0..500).collect();
        Draws::new(3, "order").shuffle(&mut rows);
        let moved = |of: &[f64]| rows.iter().map(|&row| of[row]).collect::<Vec<_>>();
        assert_eq!(given(1, &x, &y, 0.9), given(1, &moved(&x), &moved(&y), 0.9));
    }

    #[test]
    fn what_does_not_vary_is_told() {
        let (x, y) = sample(100, |u| u[0]);
        let constant = given(1, &[4.0; 100], &y, 0.9).unwrap();
        let nothing = Index { value: 0.0, lo: 0.0, hi: 0.0, distinguishable: false };
        assert_eq!((constant.groups, constant.index), (1, Some(nothing)));
        assert_eq!(given(1, &x[0], &[0.1; 100], 0.9).unwrap().index, None);
        assert_eq!(given(1, &x[0], &y, 1.0), Err(Unusable::Level));
    }

    #[test]
    fn a_shift_and_a_scale_of_the_output_move_nothing() {
        let (x, y) = sample(1000, ishigami);
        let there: Vec<f64> = y.iter().map(|y| 1e6 - 40.0 * y).collect();
        let (here, there) = (index(&x[0], &y), index(&x[0], &there));
        assert!((here.value - there.value).abs() < 1e-9 && (here.hi - there.hi).abs() < 1e-9);
    }
}
