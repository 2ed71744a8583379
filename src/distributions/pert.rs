//! The PERT distribution: a smooth triangle, a beta distribution stretched between two limits.

use super::{
    beta::Beta,
    error::{DistributionError, positive},
    triangular::check_mode,
};

/// `low + (high - low) B` with `B ~ Beta(1 + shape (mode - low) / (high - low), 1 + shape (high - mode) / (high - low))`.
///
/// Source: D. G. Malcolm, J. H. Roseboom, C. E. Clark and W. Fazar (1959), Operations Research 7, 646-669,
/// doi:10.1287/opre.7.5.646; the shape parameter as in D. Vose (2008), Risk Analysis, 3rd ed., p. 405.
#[derive(Debug, Clone, PartialEq)]
pub struct Pert {
    low: f64,
    high: f64,
    beta: Beta,
}

impl Pert {
    /// The usual PERT, shape 4: the mean is `(low + 4 mode + high) / 6`.
    ///
    /// # Errors
    /// As [`Pert::with_shape`].
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        Self::with_shape(low, mode, high, 4.0)
    }

    /// A PERT with the weight of the mode of one's own; larger is narrower.
    ///
    /// # Errors
    /// When a value is not finite, the limits are equal or out of order, the mode lies outside them, or the shape is not
    /// greater than 0.
    pub fn with_shape(
        low: f64,
        mode: f64,
        high: f64,
        shape: f64,
    ) -> Result<Self, DistributionError> {
        check_mode(low, mode, high)?;
        positive("shape", shape)?;
        let share = (mode - low) / (high - low);
        let beta = Beta::new(1.0 + shape * share, 1.0 + shape * (1.0 - share))?;
        Ok(Self { low, high, beta })
    }

    /// `low + (high - low) times` the beta's quantile.
    pub fn quantile(&self, u: f64) -> f64 {
        self.low + (self.high - self.low) * self.beta.quantile(u)
    }

    /// The beta's distribution function at `(x - low) / (high - low)`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.beta.cdf((x - self.low) / (self.high - self.low))
    }

    /// `(low + shape mode + high) / (shape + 2)`.
    pub fn mean(&self) -> f64 {
        self.low + (self.high - self.low) * self.beta.mean()
    }

    /// The part of the mean below `x`: integral of `t f(t)` up to `x`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        let width = self.high - self.low;
        self.low * self.cdf(x) + width * self.beta.partial_mean((x - self.low) / width)
    }

    /// `low` and `high`.
    pub fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pert_has_its_textbook_mean() {
        let pert = Pert::new(10.0, 13.0, 22.0).unwrap();
        assert!((pert.mean() - (10.0 + 4.0 * 13.0 + 22.0) / 6.0).abs() < 1e-13);
        assert!((pert.cdf(pert.quantile(0.3)) - 0.3).abs() < 1e-14);
        assert!((pert.partial_mean(22.0) - pert.mean()).abs() < 1e-13);
    }

    #[test]
    fn a_symmetric_pert_has_its_median_in_the_middle() {
        assert!((Pert::with_shape(0.0, 1.0, 2.0, 7.0).unwrap().quantile(0.5) - 1.0).abs() < 1e-14);
    }

    #[test]
    fn a_shape_of_zero_is_refused() {
        let error = Pert::with_shape(0.0, 1.0, 2.0, 0.0).unwrap_err();
        assert_eq!(error.to_string(), "shape is 0, must be greater than 0");
    }
}
