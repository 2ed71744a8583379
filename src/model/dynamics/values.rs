//! The draws of a block: one column for every input, one number a trial.

use crate::model::{Baseline, Quantity};

/// A table with a column of trials in each row: `[row][trial]`.
pub(crate) type Table = Vec<Vec<f64>>;

/// Values of all inputs in a block of trials.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// `[input][trial]`.
    columns: Table,
    trials: usize,
}

impl Values {
    /// From columns of `trials` numbers, one for each input in the order of [`crate::model::Inputs::list`].
    pub fn new(columns: Vec<Vec<f64>>, trials: usize) -> Self {
        Self { columns, trials }
    }

    /// Number of trials in the block.
    pub fn trials(&self) -> usize {
        self.trials
    }

    /// Some of the trials.
    #[must_use]
    pub fn part(&self, trials: std::ops::Range<usize>) -> Self {
        let columns = self.columns.iter().map(|column| column[trials.clone()].to_vec()).collect();
        Self { columns, trials: trials.len() }
    }

    /// The same with other columns for some inputs: index in [`crate::model::Inputs::list`] and the numbers.
    #[must_use]
    pub fn with<'c>(&self, own: impl Iterator<Item = (usize, &'c [f64])>) -> Self {
        let mut columns = self.columns.clone();
        for (index, column) in own {
            columns[index].clear();
            columns[index].extend_from_slice(column);
        }
        Self { columns, trials: self.trials }
    }

    /// The column of an input.
    pub fn of(&self, quantity: Quantity) -> &[f64] {
        &self.columns[quantity.index()]
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

    /// `(1 - q)^a` for ages up to the horizon: `[age][trial]`.
    pub(super) fn staying(&self, q: &[f64], horizon: usize) -> Table {
        powers(vec![1.0; self.trials()], |trial| 1.0 - q[trial], horizon)
    }
}

/// `2^(-a / half_life)` for ages up to `ages`: what is left of an effect, `[age][trial]`.
pub(super) fn fading(half_life: &[f64], ages: usize) -> Table {
    powers(vec![1.0; half_life.len()], |trial| (-1.0 / half_life[trial]).exp2(), ages)
}

/// `first factor^i` for `i` in `0..length`, by repeated multiplication: `[i][trial]`.
pub(super) fn powers(first: Vec<f64>, factor: impl Fn(usize) -> f64, length: usize) -> Table {
    let factors: Vec<f64> = (0..first.len()).map(factor).collect();
    std::iter::successors(Some(first), |row| {
        Some(row.iter().zip(&factors).map(|(value, factor)| value * factor).collect())
    })
    .take(length)
    .collect()
}

/// Element by element.
pub(super) fn product(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(x, y)| x * y).collect()
}
