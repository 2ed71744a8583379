//! A column of draws in five numbers.

use crate::numeric::{mean, quantiles, sd};

/// Mean, standard deviation and quantiles over draws, in euros.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// 5 % of draws lie below.
    pub p05: f64,
    /// Half of the draws lie below.
    pub p50: f64,
    /// 95 % of draws lie below.
    pub p95: f64,
}

impl Band {
    /// The band of a column; NaN where a draw is no number.
    pub(super) fn of(draws: &[f64]) -> Self {
        let [p05, p50, p95] = quantiles(&mut draws.to_vec(), [0.05, 0.5, 0.95]);
        Self { mean: mean(draws), sd: sd(draws), p05, p50, p95 }
    }

    /// The same around a mean that is known better than these draws tell it.
    pub(super) const fn with_mean(self, mean: f64) -> Self {
        Self { mean, ..self }
    }
}
