//! A distribution through given quantiles, for what an expert or a report states as percentiles.

use super::error::{DistributionError, finite, ordered};
use crate::numeric::special::{normal_cdf, normal_density, normal_quantile};

/// Piecewise linear in the normal score `z`: through the given points, and on beyond the outer two.
///
/// Between neighbours the value is `x_i + slope_i (z(u) - z_i)`, so two points give a normal distribution and more
/// points bend it. The outermost lines go on for ever; truncate where a value cannot be.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    scores: Vec<f64>,
    values: Vec<f64>,
}

impl Quantiles {
    /// Through the 5 %, 50 % and 95 % quantiles.
    ///
    /// # Errors
    /// When not `p05 < p50 < p95`, all finite.
    pub fn new(p05: f64, p50: f64, p95: f64) -> Result<Self, DistributionError> {
        ordered("p05", p05, "p50", p50)?;
        ordered("p50", p50, "p95", p95)?;
        Self::from_points(&[0.05, 0.5, 0.95], &[p05, p50, p95])
    }

    /// Through `values[i]` at probability `probabilities[i]`.
    ///
    /// # Errors
    /// When there are fewer than two points, the lists differ in length, a probability is not strictly between 0 and 1,
    /// or either list does not rise strictly. (Equal values would be a point mass: write a mixture.)
    pub fn from_points(probabilities: &[f64], values: &[f64]) -> Result<Self, DistributionError> {
        if probabilities.len() != values.len() {
            return Err(DistributionError::UnequalLengths {
                first: "probabilities",
                first_count: probabilities.len(),
                second: "values",
                second_count: values.len(),
            });
        }
        if values.len() < 2 {
            return Err(DistributionError::TooFew {
                name: "values",
                count: values.len(),
                least: 2,
            });
        }
        for &value in probabilities {
            if !(0.0 < value && value < 1.0) {
                let name = "probabilities";
                return Err(DistributionError::OutOfRange {
                    name,
                    value,
                    low: 0.0,
                    high: 1.0,
                    strictly: true,
                });
            }
        }
        for (name, next_name, list) in [
            ("a probability", "the next probability", probabilities),
            ("a value", "the next value", values),
        ] {
            for pair in list.windows(2) {
                ordered(name, finite(name, pair[0])?, next_name, pair[1])?;
            }
        }
        let scores = probabilities.iter().map(|&u| normal_quantile(u)).collect();
        Ok(Self { scores, values: values.to_vec() })
    }

    /// The line through points `i` and `i + 1`: value at score 0, and slope.
    fn line(&self, i: usize) -> (f64, f64) {
        let slope = (self.values[i + 1] - self.values[i]) / (self.scores[i + 1] - self.scores[i]);
        (self.values[i] - slope * self.scores[i], slope)
    }

    /// Number of the line that serves a position in a rising list of the points.
    fn segment(points: &[f64], position: f64) -> usize {
        let inner = &points[1..points.len() - 1];
        inner.partition_point(|&point| point < position)
    }

    /// The line's value at the score of `u`.
    pub fn quantile(&self, u: f64) -> f64 {
        let z = normal_quantile(u);
        let i = Self::segment(&self.scores, z);
        let share = (z - self.scores[i]) / (self.scores[i + 1] - self.scores[i]);
        // Written from both ends, so that neighbouring lines meet and the result never falls.
        self.values[i] * (1.0 - share) + self.values[i + 1] * share
    }

    /// `Phi` of the score where the line reaches `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        normal_cdf(self.score(x))
    }

    fn score(&self, x: f64) -> f64 {
        if x.is_infinite() {
            return x;
        }
        let i = Self::segment(&self.values, x);
        let share = (x - self.values[i]) / (self.values[i + 1] - self.values[i]);
        self.scores[i] * (1.0 - share) + self.scores[i + 1] * share
    }

    /// Exact: the sum over the lines of `level dPhi - slope dphi`.
    pub fn mean(&self) -> f64 {
        self.partial_mean(f64::INFINITY)
    }

    /// The part of the mean below `x`: integral of `(level + slope z) phi(z)` up to the score of `x`.
    pub(super) fn partial_mean(&self, x: f64) -> f64 {
        let end = self.score(x);
        let last = self.scores.len() - 2;
        let mut from = f64::NEG_INFINITY;
        let mut sum = 0.0;
        for i in 0..=last {
            let to = if i == last { end } else { self.scores[i + 1].min(end) };
            let (level, slope) = self.line(i);
            sum += level * (normal_cdf(to) - normal_cdf(from))
                - slope * (normal_density(to) - normal_density(from));
            from = to;
            if to >= end {
                break;
            }
        }
        sum
    }

    /// The whole line.
    pub fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_points_are_met() {
        let quantiles = Quantiles::new(1.0, 2.0, 10.0).unwrap();
        for (u, x) in [(0.05, 1.0), (0.5, 2.0), (0.95, 10.0)] {
            assert!((quantiles.quantile(u) - x).abs() < 1e-13, "{u}");
            assert!((quantiles.cdf(x) - u).abs() < 1e-15, "{u}");
        }
    }

    #[test]
    fn points_of_a_normal_give_that_normal() {
        let probabilities = [0.1, 0.3, 0.8, 0.99];
        let values = probabilities.map(|u| 3.0 + 2.0 * normal_quantile(u));
        let quantiles = Quantiles::from_points(&probabilities, &values).unwrap();
        assert!((quantiles.mean() - 3.0).abs() < 1e-13);
        for u in [1e-9, 0.2, 0.5, 0.999_999] {
            assert!((quantiles.quantile(u) - 3.0 - 2.0 * normal_quantile(u)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_bent_line_has_the_mean_of_its_halves() {
        // Slopes s1 below and s2 above the median m: mean = m + (s2 - s1) phi(0).
        let quantiles = Quantiles::new(1.0, 2.0, 10.0).unwrap();
        let z = normal_quantile(0.95);
        let mean = 2.0 + (8.0 - 1.0) / z * normal_density(0.0);
        assert!((quantiles.mean() - mean).abs() < 1e-13);
    }

    #[test]
    fn points_that_do_not_rise_are_refused() {
        assert!(matches!(Quantiles::new(1.0, 1.0, 2.0), Err(DistributionError::NoWidth { .. })));
        assert!(matches!(Quantiles::new(1.0, 3.0, 2.0), Err(DistributionError::OutOfOrder { .. })));
        assert!(matches!(
            Quantiles::from_points(&[0.0, 0.5], &[1.0, 2.0]),
            Err(DistributionError::OutOfRange { .. })
        ));
        assert!(matches!(
            Quantiles::from_points(&[0.5], &[1.0]),
            Err(DistributionError::TooFew { .. })
        ));
        assert!(matches!(
            Quantiles::from_points(&[0.5], &[]),
            Err(DistributionError::UnequalLengths { .. })
        ));
    }
}
