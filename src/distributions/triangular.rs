//! The triangular distribution: two limits and a most likely value.

use super::error::{DistributionError, finite, ordered};

/// Triangular on `[low, high]` with its peak at `mode`.
#[derive(Debug, Clone, PartialEq)]
pub struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

impl Triangular {
    /// Triangular between `low` and `high`, most likely `mode` (which may be a limit).
    ///
    /// # Errors
    /// When a value is not finite, the limits are equal or out of order, or the mode lies outside them.
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        check_mode(low, mode, high)?;
        Ok(Self { low, mode, high })
    }

    /// `low + sqrt(u (high - low)(mode - low))` up to the mode, mirrored above it.
    pub fn quantile(&self, u: f64) -> f64 {
        let width = self.high - self.low;
        let left = self.mode - self.low;
        if u * width < left {
            (self.low + (u * width * left).sqrt()).min(self.mode)
        } else {
            (self.high - ((1.0 - u) * width * (self.high - self.mode)).sqrt()).max(self.mode)
        }
    }

    /// `(x - low)^2 / ((high - low)(mode - low))` up to the mode, mirrored above it.
    pub fn cdf(&self, x: f64) -> f64 {
        let width = self.high - self.low;
        if x <= self.low {
            0.0
        } else if x >= self.high {
            1.0
        } else if x < self.mode {
            (x - self.low) / width * ((x - self.low) / (self.mode - self.low))
        } else {
            1.0 - (self.high - x) / width * ((self.high - x) / (self.high - self.mode))
        }
    }

    /// `(low + mode + high) / 3`.
    pub fn mean(&self) -> f64 {
        self.low / 3.0 + self.mode / 3.0 + self.high / 3.0
    }

    /// The part of the mean below `x`: integral of `t f(t)` up to `x`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        // Under a straight edge that starts at the corner c, the part's mean is c + 2/3 of the way to x.
        if x < self.mode {
            let x = x.max(self.low);
            return self.cdf(x) * (self.low + 2.0 / 3.0 * (x - self.low));
        }
        let x = x.min(self.high);
        self.mean() - (1.0 - self.cdf(x)) * (self.high - 2.0 / 3.0 * (self.high - x))
    }

    /// `low` and `high`.
    pub fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// Refuses limits out of order and a mode outside them.
pub(super) fn check_mode(low: f64, mode: f64, high: f64) -> Result<(), DistributionError> {
    ordered("low", low, "high", high)?;
    finite("mode", mode)?;
    if (low..=high).contains(&mode) {
        Ok(())
    } else {
        Err(DistributionError::OutOfRange { name: "mode", value: mode, low, high, strictly: false })
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_has_its_textbook_values() {
        let triangular = Triangular::new(0.0, 1.0, 4.0).unwrap();
        assert_eq!(triangular.cdf(1.0), 0.25);
        assert_eq!(triangular.quantile(0.25), 1.0);
        assert_eq!(triangular.quantile(0.0625), 0.5);
        assert!((triangular.mean() - 5.0 / 3.0).abs() < 1e-15);
        assert!((triangular.partial_mean(4.0) - 5.0 / 3.0).abs() < 1e-15);
        // Integral of t * t / 2 from 0 to 1.
        assert!((triangular.partial_mean(1.0) - 1.0 / 6.0).abs() < 1e-15);
    }

    #[test]
    fn the_mode_may_be_a_limit_but_not_beyond() {
        assert_eq!(Triangular::new(0.0, 0.0, 1.0).unwrap().cdf(0.5), 0.75);
        assert_eq!(Triangular::new(0.0, 1.0, 1.0).unwrap().cdf(0.5), 0.25);
        assert!(matches!(
            Triangular::new(0.0, 2.0, 1.0),
            Err(DistributionError::OutOfRange { .. })
        ));
        assert!(matches!(Triangular::new(1.0, 1.0, 1.0), Err(DistributionError::NoWidth { .. })));
    }
}
