//! The beta distribution: a share between 0 and 1.

use super::{
    beta_fit::{impossible, share, with_quantiles},
    error::{DistributionError, mean_inside, ordered, positive, spread},
    spread::{INTERVAL, P05_P95, find_spread},
};
use crate::numeric::{incomplete_beta::IncompleteBeta, special::normal_quantile};

/// Beta on `[0, 1]` with density proportional to `x^(alpha - 1) (1 - x)^(beta - 1)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Beta {
    alpha: f64,
    /// The second shape, `beta` in every formula.
    second: f64,
    ratio: IncompleteBeta,
}

impl Beta {
    /// Beta with these two shapes: mean `alpha / (alpha + beta)`.
    ///
    /// # Errors
    /// When a shape is not finite and greater than 0.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, DistributionError> {
        positive("alpha", alpha)?;
        positive("beta", beta)?;
        Ok(Self { alpha, second: beta, ratio: IncompleteBeta::new(alpha, beta) })
    }

    /// By moments: `alpha + beta = mean (1 - mean) / sd^2 - 1`.
    ///
    /// # Errors
    /// When the mean is not strictly between 0 and 1, or `sd` is not between 0 and `sqrt(mean (1 - mean))`.
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        share("mean", mean)?;
        spread("sd", sd, mean)?;
        let variance = mean * (1.0 - mean);
        let sum = variance / (sd * sd) - 1.0;
        if sum <= 0.0 {
            return Err(DistributionError::SdTooLarge { mean, sd, largest: variance.sqrt() });
        }
        Self::new(mean * sum, (1.0 - mean) * sum)
    }

    /// Keeps the mean; the central 95 % interval gets the width `high - low`.
    ///
    /// # Errors
    /// When not `0 <= low < mean < high <= 1`, or no beta with this mean has so wide an interval.
    pub fn from_mean_interval(mean: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        share("mean", mean)?;
        mean_inside(mean, low, high)?;
        for (name, value) in [("interval[0]", low), ("interval[1]", high)] {
            if !(0.0..=1.0).contains(&value) {
                return Err(DistributionError::OutOfRange {
                    name,
                    value,
                    low: 0.0,
                    high: 1.0,
                    strictly: false,
                });
            }
        }
        // The spread is the sd as a share of the largest possible.
        let sum = |spread: f64| 1.0 / (spread * spread) - 1.0;
        let width = |spread: f64| {
            let ratio = IncompleteBeta::new(mean * sum(spread), (1.0 - mean) * sum(spread));
            ratio.quantile(INTERVAL.1) - ratio.quantile(INTERVAL.0)
        };
        let guess =
            (high - low) / (2.0 * normal_quantile(INTERVAL.1) * (mean * (1.0 - mean)).sqrt());
        let spread = find_spread(width, high - low, guess, 0.9999).ok_or_else(|| {
            impossible(format!("mean {mean} and a 95 % interval as wide as [{low}, {high}]"))
        })?;
        Self::new(mean * sum(spread), (1.0 - mean) * sum(spread))
    }

    /// The beta whose central 95 % interval is `[low, high]`.
    ///
    /// # Errors
    /// When not `0 < low < high < 1`, or no beta within reach has these quantiles.
    pub fn from_interval(low: f64, high: f64) -> Result<Self, DistributionError> {
        share("interval[0]", low)?;
        share("interval[1]", high)?;
        ordered("interval[0]", low, "interval[1]", high)?;
        let (alpha, beta) = with_quantiles((low, high), INTERVAL).ok_or_else(|| {
            impossible(format!("95 % of its mass centrally between {low} and {high}"))
        })?;
        Self::new(alpha, beta)
    }

    /// The beta with these 5 % and 95 % quantiles.
    ///
    /// # Errors
    /// When not `0 < p05 < p95 < 1`, or no beta within reach has these quantiles.
    pub fn from_quantiles(p05: f64, p95: f64) -> Result<Self, DistributionError> {
        share("p05", p05)?;
        share("p95", p95)?;
        ordered("p05", p05, "p95", p95)?;
        let (alpha, beta) = with_quantiles((p05, p95), P05_P95)
            .ok_or_else(|| impossible(format!("p05 = {p05} and p95 = {p95}")))?;
        Self::new(alpha, beta)
    }

    /// What is known of a share after `successes` in `trials`: `Beta(successes + 1/2, trials - successes + 1/2)`.
    ///
    /// The prior is H. Jeffreys's (1946), Proc. R. Soc. A 186, 453-461, doi:10.1098/rspa.1946.0056.
    ///
    /// # Errors
    /// When `trials` is not greater than 0 or not `0 <= successes <= trials`.
    pub fn from_successes(successes: f64, trials: f64) -> Result<Self, DistributionError> {
        positive("trials", trials)?;
        if !(0.0..=trials).contains(&successes) {
            let (name, value) = ("successes", successes);
            return Err(DistributionError::OutOfRange {
                name,
                value,
                low: 0.0,
                high: trials,
                strictly: false,
            });
        }
        Self::new(successes + 0.5, trials - successes + 0.5)
    }

    /// `x` with `I_x(alpha, beta) = u`.
    pub fn quantile(&self, u: f64) -> f64 {
        self.ratio.quantile(u)
    }

    /// `I_x(alpha, beta)`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.ratio.lower(x)
    }

    /// `alpha / (alpha + beta)`.
    pub fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.second)
    }

    /// The first shape.
    pub fn alpha(&self) -> f64 {
        self.alpha
    }

    /// The second shape.
    pub fn beta(&self) -> f64 {
        self.second
    }

    /// The part of the mean below `x`: `mean I_x(alpha + 1, beta)`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        self.mean() * IncompleteBeta::new(self.alpha + 1.0, self.second).lower(x)
    }

    /// Zero and one.
    pub fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) -> bool {
        // Two nested roots, each to about ten units in the last place of a probability, times slopes below 100.
        (found / wanted - 1.0).abs() < 1e-11
    }

    #[test]
    fn every_parameterisation_gives_what_it_was_asked() {
        let beta = Beta::from_mean_sd(0.3, 0.1).unwrap();
        assert!(close(beta.alpha(), 6.0) && close(beta.beta(), 14.0));
        for (low, high) in [
            (0.2, 0.6),
            (0.01, 0.99),
            (0.001, 0.01),
            (0.5, 0.500_1),
            (0.9, 0.999),
            (1e-6, 0.4),
            (1e-9, 1e-8),
        ] {
            let beta = Beta::from_interval(low, high).unwrap();
            assert!(
                close(beta.quantile(0.025), low) && close(beta.quantile(0.975), high),
                "{low} {high} {beta:?}"
            );
            let beta = Beta::from_quantiles(low, high).unwrap();
            assert!(
                close(beta.quantile(0.05), low) && close(beta.quantile(0.95), high),
                "{low} {high}"
            );
        }
        for (mean, low, high) in
            [(0.3, 0.1, 0.6), (0.5, 0.01, 0.99), (0.02, 0.0, 0.08), (0.9, 0.89, 0.92)]
        {
            let beta = Beta::from_mean_interval(mean, low, high).unwrap();
            assert!(close(beta.mean(), mean));
            assert!(
                close(beta.quantile(0.975) - beta.quantile(0.025), high - low),
                "{mean} {low} {high}"
            );
        }
        let beta = Beta::from_successes(3.0, 20.0).unwrap();
        assert_eq!((beta.alpha(), beta.beta()), (3.5, 17.5));
    }

    #[test]
    fn closed_forms_are_met() {
        let (power, arcsine) = (Beta::new(3.0, 1.0).unwrap(), Beta::new(0.5, 0.5).unwrap());
        for u in [1e-10, 1e-3, 0.2, 0.5, 0.9, 1.0 - 1e-10] {
            assert!((power.quantile(u) / f64::powf(u, 1.0 / 3.0) - 1.0).abs() < 1e-14, "{u}");
            let exact = (std::f64::consts::FRAC_PI_2 * u).sin().powi(2);
            assert!((arcsine.quantile(u) / exact - 1.0).abs() < 1e-13, "{u}");
        }
    }

    #[test]
    fn impossible_wishes_are_refused() {
        let error = Beta::from_mean_sd(0.5, 0.5).unwrap_err();
        let rule = "must be less than 0.5: the largest a beta distribution with mean 0.5 can have";
        assert_eq!(error.to_string(), format!("sd is 0.5, {rule}"));
        assert!(matches!(
            Beta::from_mean_interval(0.01, 0.0, 0.9),
            Err(DistributionError::Impossible { .. })
        ));
        assert!(matches!(Beta::from_interval(0.2, 0.2), Err(DistributionError::NoWidth { .. })));
        assert!(matches!(Beta::from_interval(0.0, 0.2), Err(DistributionError::OutOfRange { .. })));
        assert!(matches!(
            Beta::from_successes(5.0, 4.0),
            Err(DistributionError::OutOfRange { .. })
        ));
    }
}
