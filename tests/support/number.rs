//! Numbers of a hand-made world: known, or drawn from a distribution.

use wijkimpact::distributions::{Distribution, Uniform};

/// A known number or a distribution.
pub(crate) enum Number {
    /// Known.
    Known(f64),
    /// Drawn once a trial.
    Drawn(Distribution),
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::Known(value)
    }
}

impl From<Distribution> for Number {
    fn from(distribution: Distribution) -> Self {
        Self::Drawn(distribution)
    }
}

/// Uniform between two numbers: the one family these tests need, so the only place that knows its constructor.
pub(crate) fn between(lo: f64, hi: f64) -> Distribution {
    Distribution::Uniform(Uniform::new(lo, hi).unwrap())
}
