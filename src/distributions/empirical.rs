//! The empirical distribution: one of a list of values, equally likely or by weight.

use super::error::{DistributionError, finite, positive};

/// A step distribution on a list of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Empirical {
    /// Distinct values, rising.
    values: Vec<f64>,
    /// Probability of the value or less; the last is exactly 1.
    cumulative: Vec<f64>,
}

impl Empirical {
    /// Equally likely values; a value listed twice is twice as likely.
    ///
    /// # Errors
    /// When the list is empty or a value is not finite.
    pub fn new(values: &[f64]) -> Result<Self, DistributionError> {
        Self::with_weights(values, &vec![1.0; values.len()])
    }

    /// Values with weights, which need not sum to one.
    ///
    /// # Errors
    /// When the list is empty, the lists differ in length, a value is not finite, or a weight is not greater than 0.
    pub fn with_weights(values: &[f64], weights: &[f64]) -> Result<Self, DistributionError> {
        if values.is_empty() {
            return Err(DistributionError::TooFew { name: "values", count: 0, least: 1 });
        }
        if values.len() != weights.len() {
            return Err(DistributionError::UnequalLengths {
                first: "values",
                first_count: values.len(),
                second: "weights",
                second_count: weights.len(),
            });
        }
        let mut atoms = Vec::with_capacity(values.len());
        for (&value, &weight) in values.iter().zip(weights) {
            atoms.push((finite("values", value)?, positive("weights", weight)?));
        }
        Ok(Self::from_atoms(atoms))
    }

    /// From checked (value, weight) pairs, at least one.
    fn from_atoms(mut atoms: Vec<(f64, f64)>) -> Self {
        atoms.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = atoms.iter().map(|atom| atom.1).sum();
        let (mut values, mut cumulative) = (Vec::new(), Vec::new());
        let mut sum = 0.0;
        for (value, weight) in atoms {
            sum += weight;
            if values.last() == Some(&value) {
                cumulative.pop();
            } else {
                values.push(value);
            }
            cumulative.push(sum / total);
        }
        // The same sum in the same order: the last share is total / total.
        Self { values, cumulative }
    }

    /// The smallest value whose cumulative share reaches `u`.
    pub fn quantile(&self, u: f64) -> f64 {
        let position = self.cumulative.partition_point(|&share| share < u);
        self.values[position.min(self.values.len() - 1)]
    }

    /// Share of the weight at or below `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        let count = self.values.partition_point(|&value| value <= x);
        if count == 0 { 0.0 } else { self.cumulative[count - 1] }
    }

    /// The weighted mean of the values.
    pub fn mean(&self) -> f64 {
        self.atoms().map(|(value, share)| value * share).sum()
    }

    /// The smallest and the largest value.
    pub fn support(&self) -> (f64, f64) {
        (self.values[0], self.values[self.values.len() - 1])
    }

    /// Whether there is one value only.
    pub fn is_fixed(&self) -> bool {
        self.values.len() == 1
    }

    /// Each distinct value with its probability, rising.
    pub(super) fn atoms(&self) -> impl Iterator<Item = (f64, f64)> {
        let before = std::iter::once(0.0).chain(self.cumulative.iter().copied());
        self.values
            .iter()
            .zip(&self.cumulative)
            .zip(before)
            .map(|((&value, &to), from)| (value, to - from))
    }

    /// The values inside `[low, high]` with their weights, or `None` when there are none.
    pub(super) fn within(&self, low: f64, high: f64) -> Option<Self> {
        let kept: Vec<_> = self.atoms().filter(|atom| low <= atom.0 && atom.0 <= high).collect();
        (!kept.is_empty()).then(|| Self::from_atoms(kept))
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_steps_exactly_at_the_shares() {
        let empirical = Empirical::new(&[3.0, 1.0, 2.0, 1.0]).unwrap();
        assert_eq!(empirical.quantile(0.5), 1.0);
        assert_eq!(empirical.quantile(0.5 + 1e-15), 2.0);
        assert_eq!(empirical.quantile(0.75), 2.0);
        assert_eq!(empirical.quantile(1.0 - 1e-16), 3.0);
        assert_eq!((empirical.cdf(0.9), empirical.cdf(1.0), empirical.cdf(3.0)), (0.0, 0.5, 1.0));
        assert_eq!(empirical.mean(), 1.75);
        assert_eq!(empirical.support(), (1.0, 3.0));
    }

    #[test]
    fn weights_need_not_sum_to_one() {
        let empirical = Empirical::with_weights(&[0.0, 10.0], &[3.0, 1.0]).unwrap();
        assert_eq!(empirical.cdf(0.0), 0.75);
        assert_eq!(empirical.mean(), 2.5);
        assert_eq!(empirical.within(5.0, 20.0).unwrap().mean(), 10.0);
        assert_eq!(empirical.within(5.0, 6.0), None);
    }

    #[test]
    fn wrong_lists_are_refused() {
        assert!(matches!(Empirical::new(&[]), Err(DistributionError::TooFew { .. })));
        assert!(matches!(
            Empirical::with_weights(&[1.0], &[]),
            Err(DistributionError::UnequalLengths { .. })
        ));
        assert!(matches!(
            Empirical::with_weights(&[1.0], &[0.0]),
            Err(DistributionError::NotPositive { .. })
        ));
        assert!(matches!(Empirical::new(&[f64::NAN]), Err(DistributionError::NotFinite { .. })));
    }
}
