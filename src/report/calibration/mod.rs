//! What must be true of the inputs for a run to agree with published figures, told in words and as JSON.

mod figures;
mod json;
#[cfg(test)]
mod tests;
mod text;

use crate::analysis::calibration::Calibration;
use crate::engine::Measure;

pub use json::calibrated_json;
pub use text::calibrated_text;

/// What `calibrate` found.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    /// Name of the scenario.
    pub scenario: String,
    /// The published figures, in the order of the calibration.
    pub published: Vec<PublishedFigure>,
    /// What came out.
    pub found: Calibration,
}

/// A published figure and what to call it.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedFigure {
    /// What it is of.
    pub measure: Measure,
    /// The arm it is of.
    pub arm: String,
    /// Where it was published.
    pub source: Option<String>,
}
