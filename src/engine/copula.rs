//! Correlated inputs: a Gaussian copula on their uniforms.

use crate::model::{CorrelatedGroup, Inputs};
use crate::numeric::special::{normal_cdf, normal_quantile};

/// Groups of correlated inputs, each with the lower triangular factor of its correlation matrix.
///
/// The first input of a group keeps its uniforms; input `i` mixes its own with those
/// before it (Cholesky), so that correlating two inputs moves only the later one.
#[derive(Debug, Clone, Default)]
pub(super) struct Copula {
    groups: Vec<CorrelatedGroup>,
}

impl Copula {
    /// From the correlations of a model.
    pub(super) fn new(inputs: &Inputs) -> Self {
        Self { groups: CorrelatedGroup::all(&inputs.correlations) }
    }

    /// Replaces the uniforms of correlated inputs, one row an input.
    pub(super) fn couple(&self, uniforms: &mut [Vec<f64>]) {
        for CorrelatedGroup { members, factor } in &self.groups {
            // A matrix that is not positive definite was refused by whoever built the model.
            let Some(factor) = factor else { continue };
            for trial in 0..uniforms[members[0]].len() {
                let z: Vec<f64> =
                    members.iter().map(|&i| normal_quantile(uniforms[i][trial])).collect();
                for (row, &i) in members.iter().enumerate().skip(1) {
                    let mixed: f64 = factor[row].iter().zip(&z).map(|(l, z)| l * z).sum();
                    // Beyond 8 sd the cdf rounds to 0 or 1; stay inside the open interval.
                    uniforms[i][trial] =
                        normal_cdf(mixed).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                }
            }
        }
    }
}
