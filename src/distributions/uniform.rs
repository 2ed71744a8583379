//! The uniform distribution: every value between two limits equally likely.

use super::error::{DistributionError, ordered};

/// Uniform on `[low, high]`, density `1 / (high - low)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Uniform {
    low: f64,
    high: f64,
}

impl Uniform {
    /// Uniform between `low` and `high`.
    ///
    /// # Errors
    /// When the limits are not finite, equal or out of order.
    pub fn new(low: f64, high: f64) -> Result<Self, DistributionError> {
        ordered("low", low, "high", high)?;
        Ok(Self { low, high })
    }

    /// `low + u (high - low)`.
    pub fn quantile(&self, u: f64) -> f64 {
        // This form does not overflow and reaches both limits exactly.
        (1.0 - u) * self.low + u * self.high
    }

    /// `(x - low) / (high - low)` within the limits.
    pub fn cdf(&self, x: f64) -> f64 {
        ((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// `(low + high) / 2`.
    pub fn mean(&self) -> f64 {
        0.5 * self.low + 0.5 * self.high
    }

    /// The part of the mean below `x`: integral of `t f(t)` up to `x`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        self.cdf(x) * 0.5 * (self.low + x.clamp(self.low, self.high))
    }

    /// `low` and `high`.
    pub fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_uniform_is_a_straight_line() {
        let uniform = Uniform::new(-2.0, 6.0).unwrap();
        assert_eq!(uniform.quantile(0.25), 0.0);
        assert_eq!(uniform.cdf(0.0), 0.25);
        assert_eq!((uniform.cdf(-3.0), uniform.cdf(7.0)), (0.0, 1.0));
        assert_eq!(uniform.mean(), 2.0);
        assert_eq!(uniform.partial_mean(6.0), 2.0);
        assert_eq!(uniform.partial_mean(0.0), -0.25);
    }

    #[test]
    fn a_uniform_without_width_is_refused() {
        assert!(matches!(
            Uniform::new(1.0, 1.0),
            Err(DistributionError::NoWidth { value: 1.0, .. })
        ));
        assert!(matches!(Uniform::new(2.0, 1.0), Err(DistributionError::OutOfOrder { .. })));
        assert!(matches!(
            Uniform::new(2.0, f64::INFINITY),
            Err(DistributionError::NotFinite { .. })
        ));
    }
}
