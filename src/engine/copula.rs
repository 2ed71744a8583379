//! Correlated inputs: a Gaussian copula on their uniforms.

use ndarray::Array2;

use crate::model::{Correlation, Inputs};
use crate::numeric::{normal_cdf, normal_quantile};

/// Groups of correlated inputs, each with the lower triangular factor of its correlation matrix.
///
/// Spearman's `rank` becomes the correlation `2 sin(pi rank / 6)` of the normal scores (Kruskal 1958,
/// doi 10.1080/01621459.1958.10501481). The first input of a group keeps its uniforms; input `i` mixes its own with those
/// before it (Cholesky), so that correlating two inputs moves only the later one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Copula {
    groups: Vec<(Vec<usize>, Vec<Vec<f64>>)>,
}

impl Copula {
    /// From the correlations of a model. A group whose matrix is not positive definite is left uncorrelated: whoever
    /// built the model has refused it (see [`factors`]).
    pub(crate) fn new(inputs: &Inputs) -> Self {
        let groups = factors(&inputs.correlations)
            .into_iter()
            .filter_map(|(members, factor)| factor.map(|factor| (members, factor)))
            .collect();
        Self { groups }
    }

    /// Replaces the uniforms of correlated inputs, one row an input.
    pub(crate) fn couple(&self, uniforms: &mut Array2<f64>) {
        for (members, factor) in &self.groups {
            for trial in 0..uniforms.ncols() {
                let z: Vec<f64> =
                    members.iter().map(|&i| normal_quantile(uniforms[[i, trial]])).collect();
                for (row, &i) in members.iter().enumerate().skip(1) {
                    let mixed: f64 = factor[row].iter().zip(&z).map(|(l, z)| l * z).sum();
                    // Beyond 8 sd the cdf rounds to 0 or 1; stay inside the open interval.
                    uniforms[[i, trial]] =
                        normal_cdf(mixed).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                }
            }
        }
    }
}

/// Groups of inputs that correlations connect, in order of input, each with the Cholesky factor of its matrix; none
/// where the matrix is not positive definite.
pub(crate) fn factors(correlations: &[Correlation]) -> Vec<(Vec<usize>, Option<Vec<Vec<f64>>>)> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for correlation in correlations {
        let pair = [correlation.a.index(), correlation.b.index()];
        let (mut joined, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| pair.iter().any(|i| group.contains(i)));
        joined.push(pair.to_vec());
        let mut one: Vec<usize> = joined.concat();
        one.sort_unstable();
        one.dedup();
        groups = apart;
        groups.push(one);
    }
    groups.sort();
    groups
        .into_iter()
        .map(|members| {
            let factor = cholesky(&matrix(&members, correlations));
            (members, factor)
        })
        .collect()
}

/// Correlation matrix of the normal scores of a group.
fn matrix(members: &[usize], correlations: &[Correlation]) -> Vec<Vec<f64>> {
    let n = members.len();
    let mut matrix = vec![vec![0.0; n]; n];
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    for correlation in correlations {
        let place = |quantity: crate::model::Quantity| {
            members.iter().position(|&member| member == quantity.index())
        };
        if let (Some(i), Some(j)) = (place(correlation.a), place(correlation.b)) {
            let r = 2.0 * (std::f64::consts::PI * correlation.rank / 6.0).sin();
            matrix[i][j] = r;
            matrix[j][i] = r;
        }
    }
    matrix
}

/// Lower triangular factor of a symmetric matrix; none where it is not positive definite.
fn cholesky(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    let mut factor = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| factor[i][k] * factor[j][k]).sum();
            let rest = matrix[i][j] - sum;
            if i != j {
                factor[i][j] = rest / factor[j][j];
            } else if rest > 1e-12 {
                factor[i][i] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    Some(factor)
}
