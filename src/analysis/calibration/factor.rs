//! The lower triangular factor of a covariance matrix, and what it does to vectors.

/// Lower triangular `L` with `L L^T` a covariance matrix, packed row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Factor {
    rows: Vec<Vec<f64>>,
}

impl Factor {
    /// From a symmetric matrix (Cholesky); none where it is not positive definite.
    pub(super) fn of(matrix: &[Vec<f64>]) -> Option<Self> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
        for (i, given) in matrix.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            for j in 0..i {
                let known: f64 = row.iter().zip(&rows[j]).map(|(a, b)| a * b).sum();
                row.push((given[j] - known) / rows[j][j]);
            }
            let left = given[i] - row.iter().map(|a| a * a).sum::<f64>();
            // NaN is no pivot either.
            if !(left > 0.0 && left.is_finite()) {
                return None;
            }
            row.push(left.sqrt());
            rows.push(row);
        }
        Some(Self { rows })
    }

    /// `L y`.
    pub(super) fn times(&self, y: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| row.iter().zip(y).map(|(l, y)| l * y).sum()).collect()
    }

    /// `L^-1 x`.
    pub(super) fn solve(&self, x: &[f64]) -> Vec<f64> {
        let mut y: Vec<f64> = Vec::with_capacity(x.len());
        for (row, x) in self.rows.iter().zip(x) {
            let known: f64 = row.iter().zip(&y).map(|(l, y)| l * y).sum();
            y.push((x - known) / row[y.len()]);
        }
        y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_gives_the_matrix_back_and_solve_undoes_times() {
        let matrix = vec![vec![4.0, 2.0, 0.4], vec![2.0, 3.0, 0.5], vec![0.4, 0.5, 1.0]];
        let factor = Factor::of(&matrix).unwrap();
        for (i, row) in factor.rows.iter().enumerate() {
            for (j, other) in factor.rows.iter().enumerate() {
                let product: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                assert!((product - matrix[i][j]).abs() < 1e-12);
            }
        }
        let y = [1.0, -2.0, 0.5];
        let back = factor.solve(&factor.times(&y));
        assert!(back.iter().zip(y).all(|(a, b)| (a - b).abs() < 1e-12));
    }

    #[test]
    fn what_is_not_positive_definite_has_none() {
        assert_eq!(Factor::of(&[vec![1.0, 2.0], vec![2.0, 1.0]]), None);
        assert_eq!(Factor::of(&[vec![f64::NAN]]), None);
        assert_eq!(Factor::of(&[vec![f64::INFINITY]]), None);
    }
}
