//! From uniforms to the values of all inputs: correlations by a Gaussian copula, then each quantile function.

use rayon::prelude::*;

use super::copula::Copula;
use super::design::Column;
use crate::distributions::Tabulated;
use crate::model::Model;
use crate::model::dynamics::Values;
use crate::plan::Plan;

/// Turns uniforms into the values of all inputs.
#[derive(Debug)]
pub(super) struct Quantiles<'a> {
    model: &'a Model,
    /// Index of each uncertain input, and what turns its uniforms into values.
    uncertain: Vec<(usize, Tabulated<'a>)>,
    copula: Copula,
}

impl<'a> Quantiles<'a> {
    /// Prepares the quantile functions of a model.
    pub(super) fn new(model: &'a Model) -> Self {
        let uncertain: Vec<_> = model.inputs.uncertain_inputs().collect();
        let uncertain = uncertain
            .into_par_iter()
            .map(|(quantity, input)| (quantity.index(), Tabulated::new(&input.distribution)))
            .collect();
        Self { model, uncertain, copula: Copula::new(&model.inputs) }
    }

    /// The values of every input in some trials; `fill` (number of the uncertain input, uniforms) writes the uniforms of one.
    pub(super) fn values(&self, trials: usize, mut fill: impl FnMut(usize, &mut [f64])) -> Values {
        let inputs = self.model.inputs.list();
        // A fixed input is its value; the uniforms of the others become their quantiles below.
        let mut columns: Vec<Vec<f64>> = inputs
            .iter()
            .map(|input| {
                let distribution = &input.distribution;
                let value = if distribution.is_fixed() { distribution.quantile(0.5) } else { 0.0 };
                vec![value; trials]
            })
            .collect();
        for (number, (index, _)) in self.uncertain.iter().enumerate() {
            fill(number, &mut columns[*index]);
        }
        self.copula.couple(&mut columns);
        for (index, quantiles) in &self.uncertain {
            for u in &mut columns[*index] {
                *u = quantiles.quantile(*u);
            }
        }
        Values::new(columns, trials)
    }
}

/// Draws the inputs of any block of trials of a plan.
#[derive(Debug)]
pub(super) struct Draw<'a> {
    quantiles: Quantiles<'a>,
    columns: Vec<Column>,
}

impl<'a> Draw<'a> {
    /// Prepares the draws of a run.
    pub(super) fn new(model: &'a Model, plan: &Plan) -> Self {
        let uncertain: Vec<_> = model.inputs.uncertain_inputs().collect();
        let columns = uncertain
            .into_par_iter()
            .map(|(_, input)| {
                let name = if input.varies_between_wijken {
                    format!("{}\u{1f}{}", input.path, model.wijk)
                } else {
                    input.path.clone()
                };
                Column::new(plan, &name)
            })
            .collect();
        Self { quantiles: Quantiles::new(model), columns }
    }

    /// The values of every input in the trials from `first` on.
    pub(super) fn block(&self, first: usize, trials: usize) -> Values {
        self.quantiles.values(trials, |number, uniforms| self.columns[number].fill(first, uniforms))
    }
}
