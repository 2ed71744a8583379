//! The expected net benefit as a function of the uncertain inputs: at the trials of a plan, or at points of one's own.
//!
//! Luck is no input: it is at its expectation. This is the pass that decisions and sensitivities rest on, without the books by
//! party and year of a whole run.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ndarray::{Array2, Array3, ArrayViewMut3, Axis};
use rayon::prelude::*;

use super::draw::Quantiles;
use super::run::{BLOCK, EngineError};
use super::sample::{Measure, Sample};
use super::tally::tally;
use crate::model::Model;
use crate::model::dynamics::{Account, Outlook, Values, avoid, expected_net};
use crate::model::luck::Expected;

/// Writes the uniforms of an uncertain input (its number in the order of [`crate::model::Inputs::uncertain_inputs`]) at the
/// points from a first one on.
pub type Fill<'f> = &'f (dyn Fn(usize, usize, &mut [f64]) + Sync);

/// A model ready to be evaluated at many points.
#[derive(Debug)]
pub struct Evaluator<'a> {
    model: &'a Model,
    quantiles: Quantiles<'a>,
}

impl<'a> Evaluator<'a> {
    /// Prepares a model. Correlated inputs are coupled by their Gaussian copula, so that points are uniforms *before* coupling.
    pub fn new(model: &'a Model) -> Self {
        Self { model, quantiles: Quantiles::new(model) }
    }

    /// A measure of every arm, (arm, point), at `points` points whose uniforms `fill` writes, with luck at its expectation.
    ///
    /// [`Measure::NetPvExpected`] is the quick one: other measures need the books of a whole run. `progress` gets the number of
    /// points finished so far, from any thread. The result is the same on any number of threads.
    ///
    /// # Errors
    /// [`EngineError::Interrupted`] when told to stop through `cancel`.
    pub fn measure(
        &self,
        measure: Measure,
        points: usize,
        fill: Fill,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<Array2<f64>, EngineError> {
        let all = self.measures(&[measure], points, fill, progress, cancel)?;
        Ok(all.index_axis_move(Axis(0), 0))
    }

    /// Several measures of every arm in one pass, (measure, arm, point); otherwise as [`Evaluator::measure`].
    ///
    /// # Errors
    /// [`EngineError::Interrupted`] when told to stop through `cancel`.
    pub fn measures(
        &self,
        measures: &[Measure],
        points: usize,
        fill: Fill,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<Array3<f64>, EngineError> {
        let mut all = Array3::zeros((measures.len(), self.model.arms.len(), points));
        let blocks: Vec<_> = all.axis_chunks_iter_mut(Axis(2), BLOCK).enumerate().collect();
        let done = AtomicUsize::new(0);
        blocks.into_par_iter().try_for_each(|(number, mut block)| {
            if cancel.load(Ordering::Relaxed) {
                return Err(EngineError::Interrupted);
            }
            let size = block.len_of(Axis(2));
            let values = self
                .quantiles
                .values(size, |input, uniforms| fill(input, number * BLOCK, uniforms));
            self.block(measures, &values, &mut block);
            progress(done.fetch_add(size, Ordering::Relaxed) + size);
            Ok(())
        })?;
        Ok(all)
    }

    /// The values of every uncertain input, one column each in the order of [`crate::model::Inputs::uncertain_inputs`], at
    /// `points` points whose uniforms `fill` writes.
    pub fn inputs(&self, points: usize, fill: Fill) -> Vec<Vec<f64>> {
        let values = self.quantiles.values(points, |input, uniforms| fill(input, 0, uniforms));
        let uncertain = self.model.inputs.uncertain_inputs();
        uncertain.map(|(quantity, _)| values.of(quantity).to_vec()).collect()
    }

    fn block(&self, measures: &[Measure], values: &Values, out: &mut ArrayViewMut3<f64>) {
        let is_net = |measure: &Measure| *measure == Measure::NetPvExpected;
        let net = measures.iter().any(is_net).then(|| expected_net(self.model, values));
        let sample = (!measures.iter().all(is_net)).then(|| {
            let mut sample = Sample::empty(self.model, values.trials());
            let outlook = Outlook::new(self.model, values);
            let (service, avoided) = avoid(self.model, values, &outlook, &mut Expected);
            let books = Account { service, yields: outlook.settle(self.model, &avoided, false) };
            tally(self.model, outlook.factors(), &books, &mut sample.chunk(), None);
            sample
        });
        for (measure, mut out) in measures.iter().zip(out.axis_iter_mut(Axis(0))) {
            match (&net, &sample) {
                (Some(net), _) if is_net(measure) => out.assign(net),
                (_, Some(sample)) => {
                    out.assign(&sample.measures.index_axis(Axis(0), measure.index()));
                }
                _ => {}
            }
        }
    }
}

/// Expected net present value to society, euro, (arm, point), at values of one's own: `columns` has one for every input, known or not, in the
/// order of [`crate::model::Inputs::list`].
pub fn net_at(model: &Model, columns: Vec<Vec<f64>>) -> Array2<f64> {
    let points = columns.first().map_or(0, Vec::len);
    expected_net(model, &Values::new(columns, points))
}
