//! From uniforms to the values of all inputs: correlations by a Gaussian copula, then each quantile function.

use rayon::prelude::*;

use super::copula::Copula;
use super::design::Column;
use crate::distributions::Tabulated;
use crate::model::Model;
use crate::model::dynamics::{Table, Values};
use crate::plan::Plan;

/// Draws the inputs of any block of trials.
#[derive(Debug)]
pub(super) struct Draw<'a> {
    model: &'a Model,
    /// Index of each uncertain input, its uniforms, and what turns them into values.
    columns: Vec<(usize, Column, Tabulated<'a>)>,
    copula: Copula,
}

impl<'a> Draw<'a> {
    /// Prepares the draws of a run.
    pub(super) fn new(model: &'a Model, plan: &Plan) -> Self {
        let uncertain: Vec<_> = model.inputs.uncertain_inputs().collect();
        let columns = uncertain
            .into_par_iter()
            .map(|(quantity, input)| {
                let name = if input.varies_between_wijken {
                    format!("{}\u{1f}{}", input.path, model.wijk)
                } else {
                    input.path.clone()
                };
                (quantity.index(), Column::new(plan, &name), Tabulated::new(&input.distribution))
            })
            .collect();
        let copula = Copula::new(&model.inputs);
        Self { model, columns, copula }
    }

    /// The values of every input in the trials from `first` on.
    pub(super) fn block(&self, first: usize, trials: usize) -> Values {
        let inputs = self.model.inputs.list();
        // A fixed input is its value; the uniforms of the others become their quantiles below.
        let mut columns: Table = inputs
            .iter()
            .map(|input| {
                let distribution = &input.distribution;
                let value = if distribution.is_fixed() { distribution.quantile(0.5) } else { 0.0 };
                vec![value; trials]
            })
            .collect();
        for (index, column, _) in &self.columns {
            column.fill(first, &mut columns[*index]);
        }
        self.copula.couple(&mut columns);
        for (index, _, quantiles) in &self.columns {
            for u in &mut columns[*index] {
                *u = quantiles.quantile(*u);
            }
        }
        Values::new(columns, trials)
    }
}
