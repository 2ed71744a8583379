//! Equally weighted rows of the posterior: values of all inputs that belong together.

use std::collections::BTreeSet;

use thiserror::Error;

use super::ask::{Values, uniforms};
use super::calibrate::Calibration;
use super::resample::systematic;
use crate::engine::Draws;

/// Rows in which the values of all inputs belong together. Drawn one by one and not by row they would lose what ties them.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// One column an input, on its own scale, in the order of the names.
    pub columns: Vec<Vec<f64>>,
    /// Rows that differ from each other: a point with much weight comes more than once.
    pub different: usize,
}

/// Why there are no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoRows {
    /// No rows were asked for.
    #[error("at least one row must be asked for")]
    None,
    /// The posterior was not found, or not well enough.
    #[error("the posterior is not known well enough to draw from")]
    Unsure,
    /// Inputs would have to be what the scenario itself holds for implausible.
    #[error("no plausible inputs reach the published figures")]
    Implausible,
}

impl Calibration {
    /// `count` rows of the posterior, in random order.
    ///
    /// # Errors
    /// [`NoRows`]; a sample that should not be used is not given.
    pub fn rows(&self, count: usize, values: Values) -> Result<Rows, NoRows> {
        if count == 0 {
            return Err(NoRows::None);
        }
        if !self.plausible() {
            return Err(NoRows::Implausible);
        }
        let posterior = self.posterior.as_ref().filter(|_| self.diagnostics.trusted);
        let cloud = &posterior.ok_or(NoRows::Unsure)?.cloud;
        let mut draws = Draws::new(self.seed, "rows of a calibration");
        let mut drawn = systematic(&cloud.weights, count, draws.uniform());
        draws.shuffle(&mut drawn);
        let scores: Vec<Vec<f64>> = cloud
            .scores
            .iter()
            .map(|column| drawn.iter().map(|&point| column[point]).collect())
            .collect();
        // A point of the tempering can stand in several places.
        let different: BTreeSet<Vec<u64>> = (0..drawn.len())
            .map(|row| scores.iter().map(|column| column[row].to_bits()).collect())
            .collect();
        Ok(Rows { columns: values(&uniforms(&scores)), different: different.len() })
    }
}
