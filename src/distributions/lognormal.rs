//! The lognormal distribution: a positive value whose logarithm is normal.

use super::{
    error::{DistributionError, mean_inside, ordered, positive, spread},
    spread::{INTERVAL, P05_P95, find_spread},
};
use crate::numeric::special::{normal_cdf, normal_quantile};

/// `median exp(sigma Z)` with `Z` standard normal.
#[derive(Debug, Clone, PartialEq)]
pub struct Lognormal {
    median: f64,
    sigma: f64,
}

impl Lognormal {
    /// Lognormal with this median; `sigma` is the standard deviation of the logarithm.
    ///
    /// # Errors
    /// When a value is not finite and greater than 0.
    pub fn new(median: f64, sigma: f64) -> Result<Self, DistributionError> {
        positive("median", median)?;
        spread("sigma", sigma, median)?;
        Ok(Self { median, sigma })
    }

    /// By moments: `sigma^2 = ln(1 + sd^2 / mean^2)`, `median = mean exp(-sigma^2 / 2)`.
    ///
    /// # Errors
    /// When a value is not finite and greater than 0.
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        spread("sd", sd, mean)?;
        let square = ((sd / mean) * (sd / mean)).ln_1p();
        Self::new(mean * (-0.5 * square).exp(), square.sqrt())
    }

    /// Keeps the mean; the central 95 % interval gets the width `high - low`.
    ///
    /// # Errors
    /// When not `0 < low < mean < high`, or no lognormal with this mean has so wide an interval.
    pub fn from_mean_interval(mean: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        positive("interval[0]", low)?;
        mean_inside(mean, low, high)?;
        let z = normal_quantile(INTERVAL.1);
        let target = (high - low) / mean;
        let width = |sigma: f64| 2.0 * (z * sigma).sinh() * (-0.5 * sigma * sigma).exp();
        // Beyond sigma = z the interval at a fixed mean narrows again.
        let sigma = find_spread(width, target, target / (2.0 * z), z).ok_or_else(|| {
            DistributionError::Impossible {
                family: "lognormal",
                wanted: format!("mean {mean} and a 95 % interval as wide as [{low}, {high}]"),
            }
        })?;
        Self::new(mean * (-0.5 * sigma * sigma).exp(), sigma)
    }

    /// The lognormal whose central 95 % interval is `[low, high]`.
    ///
    /// # Errors
    /// When not `0 < low < high`.
    pub fn from_interval(low: f64, high: f64) -> Result<Self, DistributionError> {
        positive("interval[0]", low)?;
        ordered("interval[0]", low, "interval[1]", high)?;
        Self::between(low, high, INTERVAL.1)
    }

    /// The lognormal with these 5 % and 95 % quantiles.
    ///
    /// # Errors
    /// When not `0 < p05 < p95`.
    pub fn from_quantiles(p05: f64, p95: f64) -> Result<Self, DistributionError> {
        positive("p05", p05)?;
        ordered("p05", p05, "p95", p95)?;
        Self::between(p05, p95, P05_P95.1)
    }

    fn between(low: f64, high: f64, upper: f64) -> Result<Self, DistributionError> {
        Self::new(low.sqrt() * high.sqrt(), (high / low).ln() / (2.0 * normal_quantile(upper)))
    }

    /// `median exp(sigma z(u))`.
    pub fn quantile(&self, u: f64) -> f64 {
        self.median * (self.sigma * normal_quantile(u)).exp()
    }

    /// `Phi(ln(x / median) / sigma)`.
    pub fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 { 0.0 } else { normal_cdf((x / self.median).ln() / self.sigma) }
    }

    /// `median exp(sigma^2 / 2)`.
    pub fn mean(&self) -> f64 {
        self.median * (0.5 * self.sigma * self.sigma).exp()
    }

    /// The part of the mean below `x`: `mean Phi(ln(x / median) / sigma - sigma)`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        if x <= 0.0 {
            0.0
        } else {
            self.mean() * normal_cdf((x / self.median).ln() / self.sigma - self.sigma)
        }
    }

    /// Zero and infinity.
    pub fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) -> bool {
        // A few roundings of an exponent below 10.
        (found / wanted - 1.0).abs() < 1e-14
    }

    #[test]
    fn every_parameterisation_gives_what_it_was_asked() {
        let lognormal = Lognormal::from_mean_sd(3.0, 2.0).unwrap();
        assert!(close(lognormal.mean(), 3.0));
        let variance = lognormal.mean().powi(2) * (lognormal.sigma.powi(2)).exp_m1();
        assert!(close(variance, 4.0));
        let lognormal = Lognormal::from_interval(0.5, 8.0).unwrap();
        assert!(close(lognormal.quantile(0.025), 0.5) && close(lognormal.quantile(0.975), 8.0));
        assert!(close(lognormal.quantile(0.5), 2.0));
        let lognormal = Lognormal::from_quantiles(0.5, 8.0).unwrap();
        assert!(close(lognormal.quantile(0.05), 0.5) && close(lognormal.quantile(0.95), 8.0));
        let lognormal = Lognormal::from_mean_interval(3.0, 1.0, 7.0).unwrap();
        assert!(close(lognormal.mean(), 3.0));
        assert!(close(lognormal.quantile(0.975) - lognormal.quantile(0.025), 6.0));
    }

    #[test]
    fn a_width_that_no_lognormal_has_is_refused() {
        // At a fixed mean the interval is at most 6.8 means wide.
        let error = Lognormal::from_mean_interval(1.0, 0.5, 20.0).unwrap_err();
        assert!(matches!(error, DistributionError::Impossible { family: "lognormal", .. }));
        assert!(matches!(
            Lognormal::from_interval(0.0, 2.0),
            Err(DistributionError::NotPositive { .. })
        ));
        assert!(matches!(Lognormal::new(2.0, 0.0), Err(DistributionError::NoSpread { .. })));
    }
}
