//! Correlated inputs with some of them held: the conditional law of the rest under a Gaussian copula, in uniforms before coupling.
//!
//! The engine turns independent scores `z` of a group into correlated ones, `x = L z`. Let the members F be held at `x_F` and the
//! others, J, be drawn anew. With another draw `x'` of the whole group and `S = L L^T`,
//!
//! `y_J = x'_J + S_JF S_FF^-1 (x_F - x'_F)`,  `y_F = x_F`
//!
//! has the law of the group given `x_F` (conditioning by a draw and its residual: Matheron; Hoffman and Ribak 1991,
//! doi 10.1086/186160): `x'_J - S_JF S_FF^-1 x'_F` is independent of `x'_F` and has the conditional covariance. Then `z = L^-1 y`
//! and `u = Phi(z)` are what the engine is given. No factor of a conditional matrix is needed, and the same `x'` can serve every
//! choice of J, so that differences between choices are sharp.

use crate::numeric::special::{normal_cdf, normal_quantile};

/// A group of correlated inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Coupled {
    /// The inputs, by number, in the order in which the factor mixes them.
    pub members: Vec<usize>,
    /// Lower triangular (Cholesky) factor of the correlation matrix of their normal scores, row by row.
    pub factor: Vec<Vec<f64>>,
}

impl Coupled {
    /// Whether the factor is square, triangular with a positive diagonal, and the members are inputs below `inputs`.
    pub(in crate::analysis) fn is_sound(&self, inputs: usize) -> bool {
        let n = self.members.len();
        self.members.iter().all(|&member| member < inputs)
            && self.factor.len() == n
            && self.factor.iter().enumerate().all(|(i, row)| {
                row.len() > i
                    && row.len() <= n
                    && row[i] > 0.0
                    && row.iter().all(|value| value.is_finite())
                    && row[i + 1..].iter().all(|&value| value.abs() <= 0.0)
            })
    }

    /// Uniforms of the members, in their order, that have the coupled values of `base` where `held` and are drawn given these
    /// elsewhere. `base` and `other` are independent uniforms before coupling, one a member.
    pub(super) fn given(&self, base: &[f64], other: &[f64], held: &[bool]) -> Vec<f64> {
        let f: Vec<usize> = (0..held.len()).filter(|&i| held[i]).collect();
        // Nothing or all is held: exactly the one or the other.
        if f.is_empty() {
            return other.to_vec();
        }
        if f.len() == held.len() {
            return base.to_vec();
        }
        let (x, mut y) = (self.couple(base), self.couple(other));
        let within: Vec<Vec<f64>> =
            f.iter().map(|&i| f.iter().map(|&j| self.covariance(i, j)).collect()).collect();
        let residual: Vec<f64> = f.iter().map(|&i| x[i] - y[i]).collect();
        let weights = solve(within, residual);
        for i in 0..held.len() {
            if held[i] {
                y[i] = x[i];
            } else {
                y[i] +=
                    f.iter().zip(&weights).map(|(&j, w)| self.covariance(i, j) * w).sum::<f64>();
            }
        }
        self.uncouple(&y)
    }

    /// Coupled scores of uniforms.
    fn couple(&self, uniforms: &[f64]) -> Vec<f64> {
        let z: Vec<f64> = uniforms.iter().map(|&u| normal_quantile(u)).collect();
        self.factor.iter().map(|row| row.iter().zip(&z).map(|(l, z)| l * z).sum()).collect()
    }

    /// The uniforms before coupling: `Phi(L^-1 x)`, inside the open interval.
    fn uncouple(&self, x: &[f64]) -> Vec<f64> {
        let mut z: Vec<f64> = Vec::with_capacity(x.len());
        for (row, x) in self.factor.iter().zip(x) {
            let before: f64 = row.iter().zip(&z).map(|(l, z)| l * z).sum();
            z.push((x - before) / row[z.len()]);
        }
        z.into_iter()
            .map(|z| normal_cdf(z).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0))
            .collect()
    }

    /// Correlation of the scores of two members.
    fn covariance(&self, i: usize, j: usize) -> f64 {
        (0..=i.min(j)).map(|k| self.factor[i][k] * self.factor[j][k]).sum()
    }
}

/// Solves a system with a symmetric positive definite matrix, by elimination; no pivots are needed (Higham 2002, ch. 10).
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for k in 0..n {
        let (above, below) = matrix.split_at_mut(k + 1);
        let pivot = &above[k];
        for (offset, row) in below.iter_mut().enumerate() {
            let share = row[k] / pivot[k];
            for (value, above) in row.iter_mut().zip(pivot).skip(k) {
                *value -= share * above;
            }
            right[k + 1 + offset] -= share * right[k];
        }
    }
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|j| matrix[k][j] * right[j]).sum();
        right[k] = (right[k] - known) / matrix[k][k];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Draws;
    use crate::numeric::{correlation, mean, sd};

    /// Correlations 0.6, 0.3 and 0.5 of three inputs.
    fn three() -> Coupled {
        let l32 = (0.5_f64 - 0.18) / 0.8;
        Coupled {
            members: vec![0, 1, 2],
            factor: vec![
                vec![1.0, 0.0, 0.0],
                vec![0.6, 0.8, 0.0],
                vec![0.3, l32, (1.0 - 0.09 - l32 * l32).sqrt()],
            ],
        }
    }

    #[test]
    fn what_is_held_stays_and_the_rest_has_the_conditional_law() {
        let group = three();
        assert!(group.is_sound(3) && !group.is_sound(2));
        let mut draws = Draws::new(1, "conditional");
        let base = [0.9, 0.3, 0.2];
        let x = group.couple(&base);
        let drawn: Vec<Vec<f64>> = (0..20_000)
            .map(|_| {
                let other = [draws.uniform(), draws.uniform(), draws.uniform()];
                group.couple(&group.given(&base, &other, &[false, true, false]))
            })
            .collect();
        assert!(drawn.iter().all(|y| (y[1] - x[1]).abs() < 1e-12));
        let of = |i: usize| drawn.iter().map(|y| y[i]).collect::<Vec<_>>();
        // Given x_1: means 0.6 x_1 and 0.5 x_1, variances 1 - 0.36 and 1 - 0.25, covariance 0.3 - 0.6 0.5 = 0.
        // Errors of 20,000: 0.007 sd; four of them.
        for (i, slope, variance) in [(0, 0.6, 0.64), (2, 0.5, 0.75_f64)] {
            assert!((mean(&of(i)) - slope * x[1]).abs() < 0.028 * variance.sqrt());
            assert!((sd(&of(i)).powi(2) / variance - 1.0).abs() < 0.04);
        }
        assert!(correlation(&of(0), &of(2)).abs() < 0.028);
    }

    #[test]
    fn over_base_and_other_the_law_is_that_of_the_group() {
        let group = three();
        let mut draws = Draws::new(2, "conditional");
        let mut columns = vec![Vec::new(); 3];
        for _ in 0..20_000 {
            let base = [draws.uniform(), draws.uniform(), draws.uniform()];
            let other = [draws.uniform(), draws.uniform(), draws.uniform()];
            let u = group.given(&base, &other, &[true, false, true]);
            for (column, u) in columns.iter_mut().zip(u) {
                column.push(normal_quantile(u));
            }
        }
        // Before coupling: independent standard normal. Errors 0.007; four of them.
        for i in 0..3 {
            assert!(mean(&columns[i]).abs() < 0.028 && (sd(&columns[i]) - 1.0).abs() < 0.02);
            assert!(correlation(&columns[i], &columns[(i + 1) % 3]).abs() < 0.028);
        }
    }

    #[test]
    fn a_factor_that_is_none_is_refused() {
        let mut group = three();
        group.factor[1][1] = 0.0;
        assert!(!group.is_sound(3));
        group = three();
        group.factor[0][1] = 0.1;
        assert!(!group.is_sound(3));
        group = three();
        group.factor.pop();
        assert!(!group.is_sound(3));
    }
}
