//! A continuous distribution given that its value lies between two limits.

use super::{distribution::Distribution, error::DistributionError};

/// The least probability a truncation may keep: below it the limits are a mistake, and digits are lost.
pub(super) const LEAST_MASS: f64 = 1e-6;

/// `X` given `low <= X <= high`, for a continuous `X`.
#[derive(Debug, Clone, PartialEq)]
pub struct Truncated {
    inner: Distribution,
    low: f64,
    high: f64,
    /// Probability of the inner distribution below `low`.
    below: f64,
    /// Probability of the inner distribution between the limits.
    mass: f64,
}

impl Truncated {
    /// For a continuous inner distribution; [`Distribution::truncated`] takes the others apart first.
    ///
    /// # Errors
    /// When less than a millionth of the distribution lies between the limits.
    pub(super) fn new(inner: Distribution, low: f64, high: f64) -> Result<Self, DistributionError> {
        let support = inner.support();
        let (low, high) = (low.max(support.0), high.min(support.1));
        let below = inner.cdf(low);
        let mass = inner.cdf(high) - below;
        if mass.is_nan() || mass < LEAST_MASS {
            return Err(DistributionError::TooLittleMass {
                low,
                high,
                mass: mass.max(0.0),
                least: LEAST_MASS,
            });
        }
        Ok(Self { inner, low, high, below, mass })
    }

    /// The inner quantile at `F(low) + u (F(high) - F(low))`.
    pub fn quantile(&self, u: f64) -> f64 {
        let inner = (self.below + u * self.mass).min(1.0);
        self.inner.quantile(inner).clamp(self.low, self.high)
    }

    /// `(F(x) - F(low)) / (F(high) - F(low))` between the limits.
    pub fn cdf(&self, x: f64) -> f64 {
        if x >= self.high {
            return 1.0;
        }
        ((self.inner.cdf(x.max(self.low)) - self.below) / self.mass).clamp(0.0, 1.0)
    }

    /// The inner distribution's part of the mean between the limits, divided by its probability there.
    ///
    /// Closed for every family, so exact up to rounding; the digits lost are those of the probability kept.
    pub fn mean(&self) -> f64 {
        let part = self.inner.partial_mean(self.high) - self.inner.partial_mean(self.low);
        (part / self.mass).clamp(self.low, self.high)
    }

    /// The part of the mean below `x`: integral of `t f(t)` up to `x`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        let x = x.clamp(self.low, self.high);
        (self.inner.partial_mean(x) - self.inner.partial_mean(self.low)) / self.mass
    }

    /// The limits, or the inner distribution's where those are narrower.
    pub fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The distribution that was truncated.
    pub(super) const fn inner(&self) -> &Distribution {
        &self.inner
    }

    /// Takes the inner distribution out, to truncate it anew.
    pub(super) fn into_inner(self) -> Distribution {
        self.inner
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Gamma, Normal};
    use super::*;

    #[test]
    fn a_half_normal_has_its_textbook_mean() {
        let normal = Distribution::Normal(Normal::new(0.0, 1.0).unwrap());
        let half = normal.clone().truncated(0.0, f64::INFINITY).unwrap();
        assert!((half.mean() - (2.0 / std::f64::consts::PI).sqrt()).abs() < 1e-15);
        assert_eq!(half.support(), (0.0, f64::INFINITY));
        assert!((half.quantile(0.5) - normal.quantile(0.75)).abs() < 1e-15);
    }

    #[test]
    fn truncating_twice_is_truncating_to_what_both_keep() {
        let gamma = Distribution::Gamma(Gamma::new(2.0, 3.0).unwrap());
        let twice = gamma.clone().truncated(1.0, 9.0).unwrap().truncated(2.0, 20.0).unwrap();
        assert_eq!(twice, gamma.truncated(2.0, 9.0).unwrap());
    }

    #[test]
    fn almost_nothing_left_is_refused() {
        let normal = Distribution::Normal(Normal::new(0.0, 1.0).unwrap());
        assert!(matches!(
            normal.clone().truncated(6.0, 9.0),
            Err(DistributionError::TooLittleMass { .. })
        ));
        assert!(matches!(
            normal.clone().truncated(2.0, 1.0),
            Err(DistributionError::OutOfOrder { .. })
        ));
        assert!(matches!(
            normal.truncated(f64::NAN, 1.0),
            Err(DistributionError::NotFinite { .. })
        ));
    }
}
