//! From uniforms to the values of all inputs: correlations by a Gaussian copula, then each quantile function.

use ndarray::Array2;

use super::copula::Copula;
use super::design::Column;
use crate::model::{Model, dynamics::Values};
use crate::plan::Plan;

/// Draws the inputs of any block of trials.
#[derive(Debug)]
pub(super) struct Draw<'a> {
    model: &'a Model,
    /// Index of each uncertain input, and its uniforms.
    columns: Vec<(usize, Column)>,
    copula: Copula,
}

impl<'a> Draw<'a> {
    /// Prepares the draws of a run.
    pub(super) fn new(model: &'a Model, plan: &Plan) -> Self {
        let columns: Vec<(usize, Column)> = model
            .inputs
            .uncertain_inputs()
            .map(|(quantity, input)| {
                let name = if input.varies_between_wijken {
                    format!("{}\u{1f}{}", input.path, model.wijk)
                } else {
                    input.path.clone()
                };
                (quantity.index(), Column::new(plan, &name))
            })
            .collect();
        let copula = Copula::new(&model.inputs);
        Self { model, columns, copula }
    }

    /// The values of every input in the trials from `first` on.
    pub(super) fn block(&self, first: usize, trials: usize) -> Values {
        let inputs = self.model.inputs.list();
        // Fixed inputs keep their value; the uniforms of the others are overwritten by their quantiles below.
        let mut columns = Array2::from_shape_fn((inputs.len(), trials), |(index, _)| {
            if inputs[index].distribution.is_fixed() {
                inputs[index].distribution.quantile(0.5)
            } else {
                0.0
            }
        });
        for (index, column) in &self.columns {
            if let Some(row) = columns.row_mut(*index).as_slice_mut() {
                column.fill(first, row);
            }
        }
        self.copula.couple(&mut columns);
        for (index, _) in &self.columns {
            let distribution = &inputs[*index].distribution;
            columns.row_mut(*index).mapv_inplace(|u| distribution.quantile(u));
        }
        Values::new(&columns)
    }
}
