//! Eigenvalues and eigenvectors of a symmetric matrix.

/// Sweeps after which the iteration stops at the latest; convergence is quadratic, and ten are plenty.
const SWEEPS: usize = 60;

/// `matrix = sum_k values[k] vectors[k] vectors[k]'`.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigen {
    /// Eigenvalues, ascending.
    pub values: Vec<f64>,
    /// Eigenvectors of length one, one for each value; of the two signs that with the larger entry above zero.
    pub vectors: Vec<Vec<f64>>,
}

impl Eigen {
    /// The decomposition of a symmetric matrix, of which only the lower triangle is read.
    ///
    /// Cyclic Jacobi rotations: slower than a reduction to three diagonals, but short, and accurate for the small eigenvalues too
    /// (Golub and Van Loan 2013, Matrix Computations, 4th edition, section 8.5). Entries must be finite.
    pub fn of(matrix: &[Vec<f64>]) -> Self {
        let n = matrix.len();
        let mut a: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| matrix[i.max(j)][i.min(j)]).collect()).collect();
        let mut v: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect();
        // Nor does rounding leave anything to find far below the largest entry of the diagonal.
        let most = (0..n).fold(0.0_f64, |most, i| most.max(a[i][i].abs()));
        let least = (1e-4 * f64::EPSILON * most).max(f64::MIN_POSITIVE);
        for _ in 0..SWEEPS {
            let mut turned = false;
            for p in 0..n {
                for q in p + 1..n {
                    // An entry that rounding cannot tell from zero beside its diagonal is zero.
                    let small = f64::EPSILON * (a[p][p] * a[q][q]).abs().sqrt();
                    if a[p][q].abs() > small.max(least) {
                        rotate(&mut a, &mut v, p, q);
                        turned = true;
                    }
                }
            }
            if !turned {
                break;
            }
        }
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&i, &j| a[i][i].total_cmp(&a[j][j]));
        Self {
            values: order.iter().map(|&i| a[i][i]).collect(),
            vectors: order.iter().map(|&i| signed(&v[i])).collect(),
        }
    }
}

/// One rotation that makes `a[p][q]` zero; rows of `v` turn with it.
fn rotate(a: &mut [Vec<f64>], v: &mut [Vec<f64>], p: usize, q: usize) {
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    let turn = |rows: &mut [Vec<f64>]| {
        let (above, below) = rows.split_at_mut(q);
        for (x, y) in above[p].iter_mut().zip(&mut below[0]) {
            (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
        }
    };
    turn(a);
    turn(v);
    for row in a.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
    a[p][q] = 0.0;
    a[q][p] = 0.0;
}

/// The vector or its opposite, so that the largest entry lies above zero.
fn signed(vector: &[f64]) -> Vec<f64> {
    let largest =
        vector.iter().fold(0.0_f64, |most, &x| if x.abs() > most.abs() { x } else { most });
    vector.iter().map(|x| if largest < 0.0 { -x } else { *x }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_difference_has_its_known_eigenvalues() {
        // 2 on the diagonal, -1 beside it: 2 - 2 cos(k pi / (n + 1)).
        let n = 30;
        let entry = |i: usize, j: usize| match i.abs_diff(j) {
            0 => 2.0,
            1 => -1.0,
            _ => 0.0,
        };
        let matrix: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect();
        let found = Eigen::of(&matrix);
        for (k, value) in found.values.iter().enumerate() {
            let known = 2.0 - 2.0 * (std::f64::consts::PI * (k + 1) as f64 / (n + 1) as f64).cos();
            assert!((value - known).abs() < 1e-13, "{k}: {value} {known}");
        }
    }

    #[test]
    fn the_parts_add_up_to_the_matrix() {
        let n = 12;
        let matrix: Vec<Vec<f64>> = (0..n)
            .map(|i| (0..n).map(|j| ((i * j * 7 + i + j) % 11) as f64 - 5.0).collect())
            .collect();
        let Eigen { values, vectors } = Eigen::of(&matrix);
        assert!(values.is_sorted());
        for i in 0..n {
            for j in 0..=i {
                let sum: f64 = (0..n).map(|k| values[k] * vectors[k][i] * vectors[k][j]).sum();
                assert!((sum - matrix[i][j]).abs() < 1e-12, "{i} {j}");
                let dot: f64 = (0..n).map(|k| vectors[i][k] * vectors[j][k]).sum();
                assert!((dot - f64::from(u8::from(i == j))).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn a_matrix_of_lower_rank_has_zeros() {
        // The outer product of a vector with itself: one eigenvalue, its squared length.
        let x = [1.0, -2.0, 0.5, 3.0];
        let matrix: Vec<Vec<f64>> = x.iter().map(|a| x.iter().map(|b| a * b).collect()).collect();
        let found = Eigen::of(&matrix);
        assert!(found.values[..3].iter().all(|value| value.abs() < 1e-14));
        assert!((found.values[3] - 14.25).abs() < 1e-13);
        assert!(Eigen::of(&[]).values.is_empty());
    }
}
