//! Which inputs are correlated with which, and the factor of their correlation matrix.

use super::{Correlation, Inputs, Quantity};

/// Inputs that correlations connect, directly or through others.
///
/// Spearman's `rank` becomes the correlation `2 sin(pi rank / 6)` of the normal scores (Kruskal 1958,
/// doi 10.1080/01621459.1958.10501481); pairs without a rank have 0.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrelatedGroup {
    /// Indices of the inputs, ascending; in [`Self::of`] those that vary between wijken come last.
    pub members: Vec<usize>,
    /// Lower triangular factor (Cholesky) of the matrix, row by row; none where the matrix is not positive definite.
    pub factor: Option<Vec<Vec<f64>>>,
}

impl CorrelatedGroup {
    /// All groups of a model. Inputs that vary between wijken come after those that all wijken share: an input takes its luck
    /// from those before it, and what is shared may not depend on what is not.
    pub fn of(inputs: &Inputs) -> Vec<Self> {
        Self::ordered(&inputs.correlations, |input| {
            inputs.list().get(input).is_some_and(|input| input.varies_between_wijken)
        })
    }

    /// All groups, in order of their first input.
    pub fn all(correlations: &[Correlation]) -> Vec<Self> {
        Self::ordered(correlations, |_| false)
    }

    fn ordered(correlations: &[Correlation], last: impl Fn(usize) -> bool) -> Vec<Self> {
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
        let factor = |mut members: Vec<usize>| {
            members.sort_by_key(|&input| (last(input), input));
            let factor = cholesky(&matrix(&members, correlations));
            Self { members, factor }
        };
        groups.into_iter().map(factor).collect()
    }
}

/// Correlation matrix of the normal scores of a group.
fn matrix(members: &[usize], correlations: &[Correlation]) -> Vec<Vec<f64>> {
    let n = members.len();
    let mut matrix = vec![vec![0.0; n]; n];
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    for correlation in correlations {
        let place =
            |quantity: Quantity| members.iter().position(|&member| member == quantity.index());
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
