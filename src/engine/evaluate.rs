//! The expected net benefit as a function of the uncertain inputs: at the trials of a plan, or at points of one's own.
//!
//! Luck is no input: it is at its expectation. This is the pass that decisions and sensitivities rest on, without the books by
//! party and year of a whole run.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ndarray::{Array2, ArrayViewMut2, Axis};
use rayon::prelude::*;

use super::draw::Quantiles;
use super::run::{BLOCK, EngineError};
use crate::model::Model;
use crate::model::dynamics::expected_net;

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

    /// Net present value to society, euro, (arm, point), at `points` points whose uniforms `fill` writes.
    ///
    /// `progress` gets the number of points finished so far, from any thread. The result is the same on any number of threads.
    ///
    /// # Errors
    /// [`EngineError::Interrupted`] when told to stop through `cancel`.
    pub fn net(
        &self,
        points: usize,
        fill: Fill,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<Array2<f64>, EngineError> {
        let mut net = Array2::zeros((self.model.arms.len(), points));
        let mut blocks: Vec<(usize, ArrayViewMut2<f64>)> = Vec::new();
        let mut rest = net.view_mut();
        while rest.ncols() > 0 {
            let size = BLOCK.min(rest.ncols());
            let (block, after) = rest.split_at(Axis(1), size);
            blocks.push((points - after.ncols() - size, block));
            rest = after;
        }
        let done = AtomicUsize::new(0);
        blocks.into_par_iter().try_for_each(|(first, mut block)| {
            if cancel.load(Ordering::Relaxed) {
                return Err(EngineError::Interrupted);
            }
            let size = block.ncols();
            let values =
                self.quantiles.values(size, |input, uniforms| fill(input, first, uniforms));
            block.assign(&expected_net(self.model, &values));
            progress(done.fetch_add(size, Ordering::Relaxed) + size);
            Ok(())
        })?;
        Ok(net)
    }
}
