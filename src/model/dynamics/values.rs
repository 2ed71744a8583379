//! The draws of a block: one column for every input, one number a trial.

use ndarray::Array2;

use crate::model::{Baseline, Model, Quantity};

/// Values of all inputs in a block of trials: (input, trial).
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    columns: Array2<f64>,
}

impl Values {
    /// From columns, one row an input in the order of [`crate::model::Inputs::list`].
    pub fn new(columns: &Array2<f64>) -> Self {
        Self { columns: columns.as_standard_layout().into_owned() }
    }

    /// Number of trials in the block.
    pub fn trials(&self) -> usize {
        self.columns.ncols()
    }

    /// The column of an input.
    pub fn of(&self, quantity: Quantity) -> &[f64] {
        // Rows of an owned array in standard layout are contiguous: the slice is always there.
        self.columns.row(quantity.index()).to_slice().unwrap_or(&[])
    }

    /// The columns themselves.
    pub fn columns(&self) -> &Array2<f64> {
        &self.columns
    }

    /// `b_h` at age 0, full year; before any cut at 1.
    pub(super) fn baseline(&self, baseline: &Baseline) -> Vec<f64> {
        match baseline {
            Baseline::Value(value) => self.of(*value).to_vec(),
            Baseline::Ratio { first, ratio } => {
                self.of(*first).iter().zip(self.of(*ratio)).map(|(b, r)| b * r).collect()
            }
        }
    }

    /// `(1 + r)^-(t + o)` for every year of the horizon: (year, trial).
    pub fn discount(&self, model: &Model, rate: &[f64]) -> Array2<f64> {
        let offset = model.discounting.timing.offset();
        let first = rate.iter().map(|r| (1.0 + r).powf(-offset)).collect();
        powers(first, |trial| 1.0 / (1.0 + rate[trial]), model.horizon)
    }

    /// `(1 - q)^a` for ages up to the horizon: (age, trial).
    pub(super) fn staying(&self, q: &[f64], horizon: usize) -> Array2<f64> {
        powers(vec![1.0; self.trials()], |trial| 1.0 - q[trial], horizon)
    }
}

/// `first factor^i` for `i` in `0..length`, by repeated multiplication: (i, trial).
pub(super) fn powers(first: Vec<f64>, factor: impl Fn(usize) -> f64, length: usize) -> Array2<f64> {
    let mut out = Array2::zeros((length, first.len()));
    for (trial, mut value) in first.into_iter().enumerate() {
        let factor = factor(trial);
        for i in 0..length {
            out[[i, trial]] = value;
            value *= factor;
        }
    }
    out
}
