//! The gamma distribution: a positive value, such as a cost, with a tail.

use super::{
    error::{DistributionError, mean_inside, ordered, positive, spread},
    spread::{INTERVAL, P05_P95, find_spread},
};
use crate::numeric::{
    incomplete_gamma::IncompleteGamma, root::find_root, special::normal_quantile,
};

/// Gamma with density proportional to `x^(shape - 1) exp(-x / scale)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Gamma {
    shape: f64,
    scale: f64,
    ratio: IncompleteGamma,
}

impl Gamma {
    /// Gamma with this shape and scale: mean `shape * scale`, variance `shape * scale^2`.
    ///
    /// # Errors
    /// When a value is not finite and greater than 0.
    pub fn new(shape: f64, scale: f64) -> Result<Self, DistributionError> {
        positive("shape", shape)?;
        positive("scale", scale)?;
        Ok(Self { shape, scale, ratio: IncompleteGamma::new(shape) })
    }

    /// By moments: `shape = mean^2 / sd^2`, `scale = sd^2 / mean`.
    ///
    /// # Errors
    /// When a value is not finite and greater than 0.
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        spread("sd", sd, mean)?;
        Self::new((mean / sd) * (mean / sd), sd * (sd / mean))
    }

    /// Keeps the mean; the central 95 % interval gets the width `high - low`.
    ///
    /// # Errors
    /// When not `0 <= low < mean < high`, or no gamma with this mean has so wide an interval.
    pub fn from_mean_interval(mean: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        not_negative("interval[0]", low)?;
        mean_inside(mean, low, high)?;
        let width = |cv: f64| {
            let ratio = IncompleteGamma::new(1.0 / (cv * cv));
            (ratio.quantile(INTERVAL.1) - ratio.quantile(INTERVAL.0)) * cv * cv
        };
        let target = (high - low) / mean;
        // A coefficient of variation above 5 is a shape below 0.04: by then the interval narrows again.
        let cv = find_spread(width, target, target / (2.0 * normal_quantile(INTERVAL.1)), 5.0);
        let cv = cv.ok_or_else(|| {
            impossible(format!("mean {mean} and a 95 % interval as wide as [{low}, {high}]"))
        })?;
        Self::from_mean_sd(mean, cv * mean)
    }

    /// The gamma whose central 95 % interval is `[low, high]`.
    ///
    /// # Errors
    /// When not `0 < low < high`, or no gamma within reach has these quantiles.
    pub fn from_interval(low: f64, high: f64) -> Result<Self, DistributionError> {
        positive("interval[0]", low)?;
        ordered("interval[0]", low, "interval[1]", high)?;
        Self::between(low, high, INTERVAL).ok_or_else(|| {
            impossible(format!("95 % of its mass centrally between {low} and {high}"))
        })
    }

    /// The gamma with these 5 % and 95 % quantiles.
    ///
    /// # Errors
    /// When not `0 < p05 < p95`, or no gamma within reach has these quantiles.
    pub fn from_quantiles(p05: f64, p95: f64) -> Result<Self, DistributionError> {
        positive("p05", p05)?;
        ordered("p05", p05, "p95", p95)?;
        Self::between(p05, p95, P05_P95)
            .ok_or_else(|| impossible(format!("p05 = {p05} and p95 = {p95}")))
    }

    /// Solves for the shape by the ratio of the two quantiles, which falls as the shape grows; shapes 1e-4 to 1e12.
    fn between(low: f64, high: f64, (p_low, p_high): (f64, f64)) -> Option<Self> {
        let wanted = (high / low).ln();
        let ln_ratio = |ln_shape: f64| {
            let ratio = IncompleteGamma::new(ln_shape.exp());
            ratio.ln_quantile(p_high) - ratio.ln_quantile(p_low) - wanted
        };
        let shape = find_root(ln_ratio, 1e-4f64.ln(), 1e12f64.ln())?.exp();
        Self::new(shape, high / IncompleteGamma::new(shape).quantile(p_high)).ok()
    }

    /// `x` with `P(shape, x / scale) = u`; it may underflow to 0 when the shape is tiny.
    pub fn quantile(&self, u: f64) -> f64 {
        self.scale * self.ratio.quantile(u)
    }

    /// `P(shape, x / scale)`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.ratio.lower(x / self.scale)
    }

    /// `shape * scale`.
    pub fn mean(&self) -> f64 {
        self.shape * self.scale
    }

    /// The shape, symbol `k`.
    pub fn shape(&self) -> f64 {
        self.shape
    }

    /// The scale, in the unit of the value.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// The part of the mean below `x`: `mean P(shape + 1, x / scale)`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        self.mean() * IncompleteGamma::new(self.shape + 1.0).lower(x / self.scale)
    }

    /// Zero and infinity.
    pub fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}

fn not_negative(name: &'static str, value: f64) -> Result<(), DistributionError> {
    if value < 0.0 {
        return Err(DistributionError::OutOfRange {
            name,
            value,
            low: 0.0,
            high: f64::INFINITY,
            strictly: false,
        });
    }
    Ok(())
}

fn impossible(wanted: String) -> DistributionError {
    DistributionError::Impossible { family: "gamma", wanted }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) -> bool {
        // Root finding to two units in the last place of ln(shape), whose slope on these quantiles is below 100.
        (found / wanted - 1.0).abs() < 1e-12
    }

    #[test]
    fn every_parameterisation_gives_what_it_was_asked() {
        let gamma = Gamma::from_mean_sd(6.0, 2.0).unwrap();
        assert!(close(gamma.mean(), 6.0) && close(gamma.shape() * gamma.scale().powi(2), 4.0));
        for (low, high) in [(1.0, 2.0), (0.01, 50.0), (100.0, 101.0), (1e-6, 4.0)] {
            let gamma = Gamma::from_interval(low, high).unwrap();
            assert!(
                close(gamma.quantile(0.025), low) && close(gamma.quantile(0.975), high),
                "{low} {high}"
            );
            let gamma = Gamma::from_quantiles(low, high).unwrap();
            assert!(
                close(gamma.quantile(0.05), low) && close(gamma.quantile(0.95), high),
                "{low} {high}"
            );
        }
        for (mean, low, high) in [(3.0, 1.0, 7.0), (3.0, 0.0, 10.0), (100.0, 99.0, 102.0)] {
            let gamma = Gamma::from_mean_interval(mean, low, high).unwrap();
            assert!(close(gamma.mean(), mean));
            assert!(
                close(gamma.quantile(0.975) - gamma.quantile(0.025), high - low),
                "{low} {high}"
            );
        }
    }

    #[test]
    fn shape_one_is_the_exponential() {
        let gamma = Gamma::new(1.0, 2.0).unwrap();
        for u in [1e-10, 1e-3, 0.5, 0.9, 1.0 - 1e-10] {
            let exact = -2.0 * f64::ln_1p(-u);
            assert!((gamma.quantile(u) / exact - 1.0).abs() < 1e-14, "{u}");
            assert!((gamma.cdf(exact) / u - 1.0).abs() < 1e-14, "{u}");
        }
    }

    #[test]
    fn impossible_wishes_are_refused() {
        let error = Gamma::from_mean_interval(1.0, 0.1, 30.0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no gamma distribution has mean 1 and a 95 % interval as wide as [0.1, 30]"
        );
        assert!(matches!(
            Gamma::from_interval(0.0, 2.0),
            Err(DistributionError::NotPositive { .. })
        ));
        assert!(matches!(Gamma::from_mean_sd(1.0, 0.0), Err(DistributionError::NoSpread { .. })));
    }
}
