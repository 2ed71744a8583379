//! Inputs that are not independent: a Gaussian copula on their uniforms, or the rows of a sample drawn jointly.

use crate::model::{CorrelatedGroup, Inputs, Rows};
use crate::numeric::special::{normal_cdf, normal_quantile};

/// Groups of inputs that are tied.
///
/// Of correlated ones the first keeps its uniforms; input `i` mixes its own with those before it (Cholesky), so that
/// correlating two inputs moves only the later one. Of rows the first picks the row by its uniforms.
#[derive(Debug, Clone, Default)]
pub(super) struct Copula {
    groups: Vec<CorrelatedGroup>,
    rows: Vec<Rows>,
}

impl Copula {
    /// From the correlations of a model.
    pub(super) fn new(inputs: &Inputs) -> Self {
        Self { groups: CorrelatedGroup::of(inputs), rows: inputs.rows.clone() }
    }

    /// Inputs that are tied to some of `inputs`, these included.
    pub(super) fn connected(&self, inputs: &[usize]) -> Vec<usize> {
        let mut all = inputs.to_vec();
        let rows =
            self.rows.iter().map(|rows| rows.members.iter().map(|one| one.index()).collect());
        let groups = self.groups.iter().map(|group| group.members.clone());
        for members in groups.chain(rows) {
            let members: Vec<usize> = members;
            if members.iter().any(|member| inputs.contains(member)) {
                all.extend(members);
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Replaces the uniforms of correlated inputs, one row an input.
    pub(super) fn couple(&self, uniforms: &mut [Vec<f64>]) {
        for Rows { members, probabilities } in &self.rows {
            // The uniform of the first picks the row for all.
            let Some(first) = members.first() else { continue };
            for trial in 0..uniforms[first.index()].len() {
                let rows = probabilities[0].len();
                let row = (uniforms[first.index()][trial] * rows as f64) as usize;
                for (member, own) in members.iter().zip(probabilities) {
                    uniforms[member.index()][trial] = own[row.min(rows - 1)];
                }
            }
        }
        for CorrelatedGroup { members, factor } in &self.groups {
            // A matrix that is not positive definite was refused by whoever built the model.
            let Some(factor) = factor else { continue };
            // Groups that nobody asked for have no trials.
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
