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

use std::collections::BTreeSet;

use super::interval::{Index, ROUNDING, confidence, normal, student};
use super::partition::{Partition, Unusable};
use crate::engine::Draws;

/// Samples of the bootstrap: its standard error is then known to 5 %.
const RESAMPLES: usize = 200;

/// How the rows of a sample came about.
#[derive(Debug, Clone, Copy)]
pub enum Rows<'r> {
    /// Independent of each other.
    Independent,
    /// In replicates independent of each other: the number of that of each row, as `Plan::replicate` gives it.
    Replicates(&'r [usize]),
}

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
/// For independent rows the interval is the estimate plus and minus the normal quantile of `level` times the standard error of a
/// bootstrap of rows (Efron 1979, doi 10.1214/aos/1176344552) within the same groups. For rows in replicates it is made by the
/// jackknife over these, see [`Index`]: rows of a Sobol' run are not independent, and a bootstrap of them can be too sure.
///
/// # Errors
/// [`Unusable`].
pub fn given(seed: u64, x: &[f64], y: &[f64], rows: Rows, level: f64) -> Result<Given, Unusable> {
    confidence(level).map_err(|_| Unusable::Level)?;
    let most = (x.len() as f64).sqrt() as usize;
    let Partition { mut y, row, group, groups } = Partition::new(x, y, most)?;
    let mean = crate::numeric::mean(&y);
    for value in &mut y {
        *value -= mean;
    }
    let n = y.len();
    let whole = Squares::of(&y, &group, groups, 0..n);
    let size = y.iter().fold(mean.abs(), |size, value| size.max(value.abs()));
    // Values that differ by rounding alone do not vary.
    if (whole.total / n as f64).sqrt() <= ROUNDING * size {
        return Ok(Given { index: None, groups });
    }
    let of = |rows: &mut dyn Iterator<Item = usize>| Squares::of(&y, &group, groups, rows).share();
    let index = match rows {
        Rows::Independent => {
            let mut draws = Draws::new(seed, "given");
            let resampled: Vec<f64> =
                (0..RESAMPLES).map(|_| of(&mut (0..n).map(|_| draws.below(n)))).collect();
            Index::share(whole.share(), normal(level) * crate::numeric::sd(&resampled))
        }
        Rows::Replicates(numbers) => {
            let different: BTreeSet<usize> = numbers.iter().copied().collect();
            if numbers.len() != n || different.len() < 2 {
                return Err(Unusable::Replicates);
            }
            let quantile = student(level, (different.len() - 1) as f64);
            let without: Vec<f64> = different
                .iter()
                .map(|&left| of(&mut (0..n).filter(|&place| numbers[row[place]] != left)))
                .collect();
            Index::jackknife(whole.share(), &without, quantile)
        }
    };
    Ok(Given { index: Some(index), groups })
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
        given(1, x, y, Rows::Independent, 0.999).unwrap().index.unwrap()
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
        let found = given(1, &x, &y, Rows::Independent, 0.9).unwrap();
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
        assert_eq!(
            given(1, &x, &y, Rows::Independent, 0.9),
            given(1, &moved(&x), &moved(&y), Rows::Independent, 0.9)
        );
    }

    #[test]
    fn what_does_not_vary_is_told() {
        let (x, y) = sample(100, |u| u[0]);
        let constant = given(1, &[4.0; 100], &y, Rows::Independent, 0.9).unwrap();
        let nothing = Index { value: 0.0, lo: 0.0, hi: 0.0, distinguishable: false };
        assert_eq!((constant.groups, constant.index), (1, Some(nothing)));
        assert_eq!(given(1, &x[0], &[0.1; 100], Rows::Independent, 0.9).unwrap().index, None);
        assert_eq!(given(1, &x[0], &y, Rows::Independent, 1.0), Err(Unusable::Level));
    }

    #[test]
    fn replicates_give_the_error_that_is_between_them() {
        let (x, y) = sample(1600, ishigami);
        let numbers: Vec<usize> = (0..1600).map(|row| row % 16).collect();
        let of = |numbers: &[usize], x: &[f64], y: &[f64]| {
            given(1, x, y, Rows::Replicates(numbers), 0.95)
        };
        let found = of(&numbers, &x[0], &y).unwrap().index.unwrap();
        let rows = given(1, &x[0], &y, Rows::Independent, 0.95).unwrap().index.unwrap();
        // Independent rows: the same index; an error from 16 groups has a relative sd of 1 / sqrt(30), and four of these.
        assert!((found.value - rows.value).abs() <= 0.0);
        let ratio = (found.hi - found.lo) / (rows.hi - rows.lo);
        assert!((0.4..2.0).contains(&ratio), "{ratio}");
        let turn = |of: &[f64]| of.iter().rev().copied().collect::<Vec<_>>();
        let turned: Vec<usize> = numbers.iter().rev().copied().collect();
        assert_eq!(of(&turned, &turn(&x[0]), &turn(&y)), of(&numbers, &x[0], &y));
        assert_eq!(of(&numbers[..9], &x[0], &y), Err(Unusable::Replicates));
        assert_eq!(of(&[3; 1600], &x[0], &y), Err(Unusable::Replicates));
    }

    #[test]
    fn a_shift_and_a_scale_of_the_output_move_nothing() {
        let (x, y) = sample(1000, ishigami);
        let there: Vec<f64> = y.iter().map(|y| 1e6 - 40.0 * y).collect();
        let (here, there) = (index(&x[0], &y), index(&x[0], &there));
        assert!((here.value - there.value).abs() < 1e-9 && (here.hi - there.hi).abs() < 1e-9);
    }
}
