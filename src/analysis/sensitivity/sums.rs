//! What is kept of a replicate: sums from which every index is made, so that no column need be stored.
//!
//! With `a`, `b` the values at a row of A and of B, `p_i` at that of AB_i and `q_i` at that of BA_i, `m` the mean and `V` the
//! variance of all `a` and `b`. Without second order:
//!
//! `S_i  = mean (b - m)(p_i - a) / V`   (Saltelli et al. 2010, doi 10.1016/j.cpc.2009.09.018, table 2 (b), centred)
//! `ST_i = mean (a - p_i)^2 / 2V`       (Jansen 1999, doi 10.1016/S0010-4655(98)00154-4)
//!
//! With second order, where `q_i` is there too, both sides are used:
//!
//! `S_i  = mean (b - q_i)(p_i - a) / 2V`
//! `ST_i = mean ((a - p_i)^2 + (b - q_i)^2) / 4V`
//! `S_ij = mean ((q_i - b)(p_j - a) + (q_j - b)(p_i - a)) / 2V`
//!
//! In each product of the two new lines the expectation of every pair of values is `m^2` and the part of the variance that
//! belongs to the inputs the two rows share. `b` and `p_i` share `i`, `q_i` and `a` too; `b` and `a` share nothing, nor do
//! `q_i` and `p_i`: what is left is twice the part of `i` (the numerator of Azzini, Mara and Rosati 2021,
//! doi 10.1016/j.envsoft.2021.105167). `q_i` and `p_j` share `i` and `j`: the closed part of the pair, less that of `i` and of
//! `j`, is what the two do together. A constant added to the function drops out of all; an input without effect makes its
//! factor, and so its indices, exactly 0.

/// Sums over rows. Values are taken from a point near them, so that a large mean costs no digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sums {
    /// Rows.
    rows: f64,
    /// Sum of `a` and `b`.
    sum: f64,
    /// Sum of their squares.
    squares: f64,
    /// For each group the sum for its first index, what that has times the mean, and the sum for its total index.
    groups: Vec<[f64; 3]>,
    /// For each pair `i < j` the sum for its second-order index, in order of `j`, then `i`; empty where not asked for.
    pairs: Vec<f64>,
}

/// Indices without intervals, all in shares of the variance.
#[derive(Debug)]
pub(super) struct Estimates {
    pub(super) mean: f64,
    pub(super) variance: f64,
    pub(super) first: Vec<f64>,
    pub(super) total: Vec<f64>,
    pub(super) second: Vec<f64>,
}

impl Sums {
    /// Of no rows.
    pub(super) fn new(groups: usize, second: bool) -> Self {
        let pairs = if second { groups * groups.saturating_sub(1) / 2 } else { 0 };
        Self {
            rows: 0.0,
            sum: 0.0,
            squares: 0.0,
            groups: vec![[0.0; 3]; groups],
            pairs: vec![0.0; pairs],
        }
    }

    /// Adds a row: `p` has a value for each group, `q` too, or none.
    pub(super) fn add(&mut self, a: f64, b: f64, p: &[f64], q: &[f64]) {
        self.rows += 1.0;
        self.sum += a + b;
        self.squares += a * a + b * b;
        let mut pair = 0;
        for (j, [first, tilt, total]) in self.groups.iter_mut().enumerate() {
            let up = p[j] - a;
            let Some(down) = q.get(j).map(|q| q - b) else {
                *first += b * up;
                *tilt += up;
                *total += up * up / 2.0;
                continue;
            };
            *first -= down * up / 2.0;
            *total += (up * up + down * down) / 4.0;
            for i in 0..j {
                self.pairs[pair] += f64::midpoint((q[i] - b) * up, down * (p[i] - a));
                pair += 1;
            }
        }
    }

    /// Adds (`sign` 1) or takes away (-1) the rows of another.
    pub(super) fn join(&mut self, other: &Self, sign: f64) {
        self.rows += sign * other.rows;
        self.sum += sign * other.sum;
        self.squares += sign * other.squares;
        for (own, others) in self.groups.iter_mut().zip(&other.groups) {
            for (own, other) in own.iter_mut().zip(others) {
                *own += sign * other;
            }
        }
        for (own, other) in self.pairs.iter_mut().zip(&other.pairs) {
            *own += sign * other;
        }
    }

    /// The indices of these rows; not finite where `a` and `b` do not vary.
    pub(super) fn estimates(&self) -> Estimates {
        let mean = self.sum / (2.0 * self.rows);
        let variance = self.squares / (2.0 * self.rows) - mean * mean;
        let scale = self.rows * variance;
        Estimates {
            mean,
            variance,
            first: self
                .groups
                .iter()
                .map(|[first, tilt, _]| (first - mean * tilt) / scale)
                .collect(),
            total: self.groups.iter().map(|[_, _, total]| total / scale).collect(),
            second: self.pairs.iter().map(|pair| pair / scale).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums over all rows in which two inputs of A and two of B are each -1 or 1: expectations without chance.
    fn all(f: impl Fn(f64, f64) -> f64, second: bool) -> Sums {
        let mut sums = Sums::new(2, second);
        for row in 0..16_u32 {
            let [a1, a2, b1, b2] = [1, 2, 4, 8].map(|bit| if row & bit == 0 { -1.0 } else { 1.0 });
            let q = [f(a1, b2), f(b1, a2)];
            sums.add(f(a1, a2), f(b1, b2), &[f(b1, a2), f(a1, b2)], if second { &q } else { &[] });
        }
        sums
    }

    #[test]
    fn over_a_full_factorial_every_index_is_exact() {
        // 5 + 2x + 3y + 4xy: variance 4 + 9 + 16.
        let f = |x: f64, y: f64| 5.0 + 2.0 * x + 3.0 * y + 4.0 * x * y;
        for second in [false, true] {
            let found = all(f, second).estimates();
            assert!((found.mean - 5.0).abs() < 1e-12 && (found.variance - 29.0).abs() < 1e-12);
            let exact = [4.0, 9.0, 20.0, 25.0, 16.0].map(|part| part / 29.0);
            let own = [&found.first[..], &found.total, &found.second].concat();
            assert_eq!(own.len(), if second { 5 } else { 4 });
            for (own, exact) in own.iter().zip(exact) {
                assert!((own - exact).abs() < 1e-12, "{second} {own} {exact}");
            }
        }
    }

    #[test]
    fn rows_added_and_taken_away_leave_nothing() {
        let f = |x: f64, y: f64| x + x * y;
        let mut sums = all(f, true);
        sums.join(&all(f, true), 1.0);
        sums.join(&all(f, true), -1.0);
        assert_eq!(sums, all(f, true));
    }
}
