//! The distribution of an uncertain input, whichever its family.

use super::{
    Beta, DistributionError, Empirical, Gamma, Lognormal, Mixture, Normal, Pert, Quantiles,
    Triangular, Truncated, Uniform, error::finite,
};

/// A distribution on the real line. One uniform number through [`quantile`](Self::quantile) is one draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// One value, without doubt.
    Fixed(f64),
    /// Every value between two limits equally likely.
    Uniform(Uniform),
    /// Two limits and a most likely value, straight edges.
    Triangular(Triangular),
    /// Two limits and a most likely value, smooth.
    Pert(Pert),
    /// The bell curve.
    Normal(Normal),
    /// A positive value whose logarithm is normal.
    Lognormal(Lognormal),
    /// A share between 0 and 1.
    Beta(Beta),
    /// A positive value with a tail.
    Gamma(Gamma),
    /// One of a list of values.
    Empirical(Empirical),
    /// Through given quantiles.
    Quantiles(Quantiles),
    /// One of several distributions, by weight.
    Mixture(Mixture),
    /// A distribution given that it lies between two limits.
    Truncated(Box<Truncated>),
}

impl Distribution {
    /// A single finite value.
    ///
    /// # Errors
    /// When the value is infinite or not a number.
    pub fn fixed(value: f64) -> Result<Self, DistributionError> {
        finite("value", value).map(Self::Fixed)
    }

    /// The distribution given that the value lies in `[low, high]`; the limits may be infinite.
    ///
    /// Atoms on a limit are kept. A distribution that lies inside already is returned as it is.
    ///
    /// # Errors
    /// When a limit is NaN, the limits are not in order, or they keep less than a millionth of the distribution.
    pub fn truncated(self, low: f64, high: f64) -> Result<Self, DistributionError> {
        check_limits(low, high)?;
        let support = self.support();
        if low <= support.0 && support.1 <= high {
            return Ok(self);
        }
        let nothing = DistributionError::TooLittleMass {
            low,
            high,
            mass: 0.0,
            least: super::truncated::LEAST_MASS,
        };
        match self {
            Self::Fixed(_) => Err(nothing),
            Self::Empirical(empirical) => {
                empirical.within(low, high).map(Self::Empirical).ok_or(nothing)
            }
            Self::Mixture(mixture) => mixture.within(low, high).map(Self::Mixture),
            Self::Truncated(truncated) => {
                let inner = truncated.into_inner();
                Truncated::new(inner, low.max(support.0), high.min(support.1))
                    .map(|t| Self::Truncated(Box::new(t)))
            }
            continuous => {
                Truncated::new(continuous, low, high).map(|t| Self::Truncated(Box::new(t)))
            }
        }
    }

    /// The inverse of the distribution function: the smallest `x` with `cdf(x) >= u`, for `u` in (0, 1).
    ///
    /// Never falls as `u` rises, up to rounding. At or below 0 and at or above 1 the limits of the support; NaN for NaN.
    pub fn quantile(&self, u: f64) -> f64 {
        if u.is_nan() {
            return f64::NAN;
        }
        if u <= 0.0 {
            return self.support().0;
        }
        if u >= 1.0 {
            return self.support().1;
        }
        match self {
            Self::Fixed(value) => *value,
            Self::Uniform(family) => family.quantile(u),
            Self::Triangular(family) => family.quantile(u),
            Self::Pert(family) => family.quantile(u),
            Self::Normal(family) => family.quantile(u),
            Self::Lognormal(family) => family.quantile(u),
            Self::Beta(family) => family.quantile(u),
            Self::Gamma(family) => family.quantile(u),
            Self::Empirical(family) => family.quantile(u),
            Self::Quantiles(family) => family.quantile(u),
            Self::Mixture(family) => family.quantile(u),
            Self::Truncated(family) => family.quantile(u),
        }
    }

    /// The probability of a value at or below `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        match self {
            Self::Fixed(value) => f64::from(u8::from(*value <= x)),
            Self::Uniform(family) => family.cdf(x),
            Self::Triangular(family) => family.cdf(x),
            Self::Pert(family) => family.cdf(x),
            Self::Normal(family) => family.cdf(x),
            Self::Lognormal(family) => family.cdf(x),
            Self::Beta(family) => family.cdf(x),
            Self::Gamma(family) => family.cdf(x),
            Self::Empirical(family) => family.cdf(x),
            Self::Quantiles(family) => family.cdf(x),
            Self::Mixture(family) => family.cdf(x),
            Self::Truncated(family) => family.cdf(x),
        }
    }

    /// The expected value, in closed form for every family (truncated and through quantiles too).
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Uniform(family) => family.mean(),
            Self::Triangular(family) => family.mean(),
            Self::Pert(family) => family.mean(),
            Self::Normal(family) => family.mean(),
            Self::Lognormal(family) => family.mean(),
            Self::Beta(family) => family.mean(),
            Self::Gamma(family) => family.mean(),
            Self::Empirical(family) => family.mean(),
            Self::Quantiles(family) => family.mean(),
            Self::Mixture(family) => family.mean(),
            Self::Truncated(family) => family.mean(),
        }
    }

    /// The part of the mean at or below `x`, of a continuous family; zero for the others, which never ask.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        match self {
            Self::Uniform(family) => family.partial_mean(x),
            Self::Triangular(family) => family.partial_mean(x),
            Self::Pert(family) => family.partial_mean(x),
            Self::Normal(family) => family.partial_mean(x),
            Self::Lognormal(family) => family.partial_mean(x),
            Self::Beta(family) => family.partial_mean(x),
            Self::Gamma(family) => family.partial_mean(x),
            Self::Quantiles(family) => family.partial_mean(x),
            Self::Truncated(family) => family.partial_mean(x),
            Self::Fixed(_) | Self::Empirical(_) | Self::Mixture(_) => 0.0,
        }
    }

    /// The smallest closed interval that holds all mass; a limit may be infinite.
    pub fn support(&self) -> (f64, f64) {
        match self {
            Self::Fixed(value) => (*value, *value),
            Self::Uniform(family) => family.support(),
            Self::Triangular(family) => family.support(),
            Self::Pert(family) => family.support(),
            Self::Normal(family) => family.support(),
            Self::Lognormal(family) => family.support(),
            Self::Beta(family) => family.support(),
            Self::Gamma(family) => family.support(),
            Self::Empirical(family) => family.support(),
            Self::Quantiles(family) => family.support(),
            Self::Mixture(family) => family.support(),
            Self::Truncated(family) => family.support(),
        }
    }

    /// Whether it can take one value only, so that drawing it adds no randomness.
    pub fn is_fixed(&self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Empirical(family) => family.is_fixed(),
            Self::Mixture(family) => family.is_fixed(),
            _ => false,
        }
    }
}

/// Refuses limits that are NaN or not in order; they may be infinite.
fn check_limits(low: f64, high: f64) -> Result<(), DistributionError> {
    for (name, value) in [("truncate[0]", low), ("truncate[1]", high)] {
        if value.is_nan() {
            return Err(DistributionError::NotFinite { name, value });
        }
    }
    let (low_name, high_name) = ("truncate[0]", "truncate[1]");
    if low < high {
        Ok(())
    } else if low > high {
        Err(DistributionError::OutOfOrder { low_name, low, high_name, high })
    } else {
        Err(DistributionError::NoWidth { low_name, high_name, value: low })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_step() {
        let three = Distribution::fixed(3.0).unwrap();
        assert_eq!((three.quantile(0.2), three.mean(), three.support()), (3.0, 3.0, (3.0, 3.0)));
        assert_eq!((three.cdf(2.9), three.cdf(3.0)), (0.0, 1.0));
        assert!(three.is_fixed() && Distribution::fixed(f64::INFINITY).is_err());
        assert_eq!(three.clone().truncated(3.0, 4.0).unwrap(), three);
        assert!(three.truncated(3.5, 4.0).is_err());
    }

    #[test]
    fn the_ends_of_the_unit_interval_give_the_support() {
        let normal = Distribution::Normal(Normal::new(0.0, 1.0).unwrap());
        assert_eq!(
            (normal.quantile(0.0), normal.quantile(1.0)),
            (f64::NEG_INFINITY, f64::INFINITY)
        );
        assert!(normal.quantile(f64::NAN).is_nan());
    }
}
