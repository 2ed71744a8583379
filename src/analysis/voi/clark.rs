//! The expected highest of some correlated normal numbers.

use crate::numeric::special::{normal_cdf, normal_density};

/// `E max` of normal numbers with these means and this covariance matrix, of which only the lower triangle is read.
///
/// Exact for two. For more, numbers are taken in turn, and the highest so far stands in as a normal number with its own mean,
/// variance and covariances (Clark 1961, The greatest of a finite set of random variables, doi 10.1287/opre.9.2.145).
pub(super) fn expected_highest(means: &[f64], covariance: &[Vec<f64>]) -> f64 {
    let cov = |i: usize, j: usize| covariance[i.max(j)][i.min(j)];
    let Some(&first) = means.first() else { return f64::NEG_INFINITY };
    let (mut mean, mut variance) = (first, cov(0, 0));
    // Covariance of the highest so far with each number.
    let mut with: Vec<f64> = (0..means.len()).map(|j| cov(0, j)).collect();
    for i in 1..means.len() {
        let spread = (variance + cov(i, i) - 2.0 * with[i]).max(0.0).sqrt();
        // Nothing between them but their means: the higher is the highest.
        let (p, density) = if spread > 0.0 {
            let u = (mean - means[i]) / spread;
            (normal_cdf(u), normal_density(u))
        } else {
            (if mean >= means[i] { 1.0 } else { 0.0 }, 0.0)
        };
        let q = 1.0 - p;
        let highest = mean * p + means[i] * q + spread * density;
        let square = (mean * mean + variance) * p
            + (means[i] * means[i] + cov(i, i)) * q
            + (mean + means[i]) * spread * density;
        for (j, with) in with.iter_mut().enumerate() {
            *with = p * *with + q * cov(i, j);
        }
        (mean, variance) = (highest, (square - highest * highest).max(0.0));
    }
    mean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_and_three_equal_numbers_have_known_means() {
        let identity = |n: usize| -> Vec<Vec<f64>> {
            (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect()
        };
        let root_pi = std::f64::consts::PI.sqrt();
        assert!((expected_highest(&[0.0; 2], &identity(2)) - 1.0 / root_pi).abs() < 1e-14);
        // 3 / (2 sqrt pi): Clark is off by less than one per cent.
        let three = expected_highest(&[0.0; 3], &identity(3));
        assert!((three - 1.5 / root_pi).abs() < 0.01, "{three}");
    }

    #[test]
    fn a_certain_number_beside_an_uncertain_one_is_a_call() {
        // E max(0, N(0.5, 2^2)) = 0.5 Phi(1/4) + 2 phi(1/4).
        let found = expected_highest(&[0.0, 0.5], &[vec![0.0], vec![0.0, 4.0]]);
        let known = 0.5 * normal_cdf(0.25) + 2.0 * normal_density(0.25);
        assert!((found - known).abs() < 1e-14);
    }

    #[test]
    fn numbers_that_move_together_are_as_high_as_the_highest_mean() {
        let one = vec![vec![1.0], vec![1.0, 1.0], vec![1.0, 1.0, 1.0]];
        assert!((expected_highest(&[0.3, 0.7, 0.1], &one) - 0.7).abs() < 1e-12);
        assert!(expected_highest(&[], &[]).is_infinite());
    }
}
