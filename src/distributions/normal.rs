//! The normal distribution.

use super::{
    error::{DistributionError, finite, mean_inside, ordered, spread},
    spread::{INTERVAL, P05_P95},
};
use crate::numeric::special::{normal_cdf, normal_density, normal_quantile};

/// Normal with a mean and a standard deviation.
#[derive(Debug, Clone, PartialEq)]
pub struct Normal {
    mean: f64,
    sd: f64,
}

impl Normal {
    /// Normal with mean `mean` and standard deviation `sd`.
    ///
    /// # Errors
    /// When a value is not finite or `sd` is not greater than 0.
    pub fn new(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        finite("mean", mean)?;
        spread("sd", sd, mean)?;
        Ok(Self { mean, sd })
    }

    /// Keeps the mean; the central 95 % interval gets the width `high - low`.
    ///
    /// # Errors
    /// When a value is not finite, or not `low < mean < high`.
    pub fn from_mean_interval(mean: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        mean_inside(mean, low, high)?;
        Self::new(mean, (high - low) / (2.0 * normal_quantile(INTERVAL.1)))
    }

    /// The normal whose central 95 % interval is `[low, high]`.
    ///
    /// # Errors
    /// When a limit is not finite, or they are equal or out of order.
    pub fn from_interval(low: f64, high: f64) -> Result<Self, DistributionError> {
        ordered("interval[0]", low, "interval[1]", high)?;
        Self::new(0.5 * low + 0.5 * high, (high - low) / (2.0 * normal_quantile(INTERVAL.1)))
    }

    /// The normal with these 5 % and 95 % quantiles.
    ///
    /// # Errors
    /// When a quantile is not finite, or they are equal or out of order.
    pub fn from_quantiles(p05: f64, p95: f64) -> Result<Self, DistributionError> {
        ordered("p05", p05, "p95", p95)?;
        Self::new(0.5 * p05 + 0.5 * p95, (p95 - p05) / (2.0 * normal_quantile(P05_P95.1)))
    }

    /// `mean + sd z(u)`.
    pub fn quantile(&self, u: f64) -> f64 {
        self.mean + self.sd * normal_quantile(u)
    }

    /// `Phi((x - mean) / sd)`.
    pub fn cdf(&self, x: f64) -> f64 {
        normal_cdf((x - self.mean) / self.sd)
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation.
    pub fn sd(&self) -> f64 {
        self.sd
    }

    /// The part of the mean below `x`: `mean Phi(z) - sd phi(z)`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        let z = (x - self.mean) / self.sd;
        self.mean * normal_cdf(z) - self.sd * normal_density(z)
    }

    /// The whole line.
    pub fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn every_parameterisation_gives_what_it_was_asked() {
        let normal = Normal::from_interval(-1.0, 3.0).unwrap();
        assert!(
            (normal.quantile(0.025) + 1.0).abs() < 1e-14
                && (normal.quantile(0.975) - 3.0).abs() < 1e-14
        );
        let normal = Normal::from_quantiles(2.0, 5.0).unwrap();
        assert!(
            (normal.quantile(0.05) - 2.0).abs() < 1e-14
                && (normal.quantile(0.95) - 5.0).abs() < 1e-14
        );
        let normal = Normal::from_mean_interval(0.5, -1.0, 3.0).unwrap();
        assert_eq!(normal.mean(), 0.5);
        assert!((normal.quantile(0.975) - normal.quantile(0.025) - 4.0).abs() < 1e-14);
    }

    #[test]
    fn a_normal_without_spread_is_refused() {
        assert!(matches!(
            Normal::new(1.0, 0.0),
            Err(DistributionError::NoSpread { instead: 1.0, .. })
        ));
        assert!(matches!(Normal::new(1.0, -2.0), Err(DistributionError::NotPositive { .. })));
        assert!(matches!(Normal::from_interval(1.0, 1.0), Err(DistributionError::NoWidth { .. })));
        assert!(matches!(
            Normal::from_mean_interval(4.0, 1.0, 2.0),
            Err(DistributionError::OutOfRange { .. })
        ));
    }
}
