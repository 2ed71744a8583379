//! From uniforms to the values of all inputs: correlations by a Gaussian copula, then each quantile function.

use rayon::prelude::*;

use super::copula::Copula;
use super::design::Column;
use crate::distributions::Tabulated;
use crate::model::dynamics::Values;
use crate::model::{Input, Model};
use crate::plan::Plan;

/// Turns uniforms into the values of all inputs.
#[derive(Debug)]
pub(super) struct Quantiles<'a> {
    model: &'a Model,
    /// Index of each uncertain input, and what turns its uniforms into values.
    uncertain: Vec<(usize, Tabulated<'a>)>,
    copula: Copula,
    /// Numbers, among the uncertain inputs, of those that vary between wijken and of all that they are correlated with.
    varying: Vec<usize>,
}

impl<'a> Quantiles<'a> {
    /// Prepares the quantile functions of a model.
    pub(super) fn new(model: &'a Model) -> Self {
        let uncertain: Vec<_> = model.inputs.uncertain_inputs().collect();
        let uncertain: Vec<(usize, Tabulated)> = uncertain
            .into_par_iter()
            .map(|(quantity, input)| (quantity.index(), Tabulated::new(&input.distribution)))
            .collect();
        let copula = Copula::new(&model.inputs);
        let varying: Vec<usize> = model
            .inputs
            .uncertain_inputs()
            .filter(|(_, input)| input.varies_between_wijken)
            .map(|(quantity, _)| quantity.index())
            .collect();
        let connected = copula.connected(&varying);
        let varying = (0..uncertain.len())
            .filter(|&number| connected.contains(&uncertain[number].0))
            .collect();
        Self { model, uncertain, copula, varying }
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
    plan: &'a Plan,
    quantiles: Quantiles<'a>,
    columns: Vec<Column>,
}

impl<'a> Draw<'a> {
    /// Prepares the draws of a run.
    pub(super) fn new(model: &'a Model, plan: &'a Plan) -> Self {
        let uncertain: Vec<_> = model.inputs.uncertain_inputs().collect();
        let columns =
            uncertain.into_par_iter().map(|(_, input)| column(plan, input, &model.wijk)).collect();
        Self { plan, quantiles: Quantiles::new(model), columns }
    }

    /// The values that another wijk has in place of those of the model's own, in the trials from `first` on: index of the input
    /// and its column, for each input that varies between wijken.
    pub(super) fn of_wijk(
        &self,
        wijk: &str,
        first: usize,
        trials: usize,
    ) -> Vec<(usize, Vec<f64>)> {
        let Quantiles { model, uncertain, copula, varying } = &self.quantiles;
        let inputs = model.inputs.list();
        let mut uniforms = vec![Vec::new(); inputs.len()];
        for &number in varying {
            let index = uncertain[number].0;
            let mut own = vec![0.0; trials];
            if inputs[index].varies_between_wijken {
                column(self.plan, &inputs[index], wijk).fill(first, &mut own);
            } else {
                self.columns[number].fill(first, &mut own);
            }
            uniforms[index] = own;
        }
        copula.couple(&mut uniforms);
        let own = varying.iter().filter(|&&number| {
            let index = uncertain[number].0;
            inputs[index].varies_between_wijken
        });
        own.map(|&number| {
            let (index, quantiles) = &uncertain[number];
            let mut column = std::mem::take(&mut uniforms[*index]);
            for u in &mut column {
                *u = quantiles.quantile(*u);
            }
            (*index, column)
        })
        .collect()
    }

    /// The values of every input in the trials from `first` on.
    pub(super) fn block(&self, first: usize, trials: usize) -> Values {
        self.quantiles.values(trials, |number, uniforms| self.columns[number].fill(first, uniforms))
    }
}

/// The uniforms of an input in a wijk.
fn column(plan: &Plan, input: &Input, wijk: &str) -> Column {
    if input.varies_between_wijken {
        Column::new(plan, &format!("{}\u{1f}{wijk}", input.path))
    } else {
        Column::new(plan, &input.path)
    }
}
