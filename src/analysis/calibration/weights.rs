//! How much weighted points are worth: effective sample size and the tail of the weights.

use super::tempering::Tempering;

/// Effective points that make a posterior worth telling: errors of a mean are then below 1/20 of the posterior spread.
pub const ENOUGH: f64 = 400.0;

/// Above this shape of the tail of the weights importance sampling is not to be trusted (Vehtari et al. 2024, JMLR 25(72)).
pub const HEAVY: f64 = 0.7;

/// How the posterior was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Prior draws, weighted by the likelihood.
    Importance,
    /// Moved there in steps of a tempered likelihood.
    Tempering,
}

/// Whether to believe the posterior.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Diagnostics {
    /// How the posterior was found.
    pub method: Method,
    /// Effective size of the weighted prior draws (Kish).
    pub prior_effective: f64,
    /// Shape `k` of the tail of their weights; none where it has no spread.
    pub tail: Option<f64>,
    /// Effective size of the posterior that is told.
    pub effective: f64,
    /// How the tempering went, where there was one.
    pub tempering: Option<Tempering>,
    /// Whether the posterior can be trusted.
    pub trusted: bool,
}

/// Weights that sum to one, from logarithms; none where all are zero.
pub(super) fn normalised(ln_weights: &[f64]) -> Option<Vec<f64>> {
    let most = ln_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() {
        return None;
    }
    let weights: Vec<f64> = ln_weights.iter().map(|ln| (ln - most).exp()).collect();
    let total: f64 = weights.iter().sum();
    Some(weights.into_iter().map(|weight| weight / total).collect())
}

/// Effective number of points with these weights, `(sum w)^2 / sum w^2` (Kish 1965, Survey Sampling).
pub(super) fn effective(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// Shape `k` of a generalised Pareto distribution fitted to the largest `min(n / 5, 3 sqrt n)` weights (Vehtari, Simpson, Gelman,
/// Yao and Gabry 2024, JMLR 25(72)); none where these do not differ, or are fewer than five.
///
/// The prior pulls towards 1/2 as ten observations would, as in the paper.
pub(super) fn tail(weights: &[f64]) -> Option<f64> {
    let n = weights.len() as f64;
    let size = (0.2 * n).min(3.0 * n.sqrt()).ceil() as usize;
    let mut sorted = weights.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let start = sorted.len().checked_sub(size)?;
    let cutoff = *sorted.get(start.checked_sub(1)?)?;
    let excess: Vec<f64> = sorted[start..]
        .iter()
        .map(|weight| weight - cutoff)
        .filter(|excess| *excess > 0.0)
        .collect();
    let last = *excess.last()?;
    let first = *excess.first()?;
    if excess.len() < 5 || last - first <= 1e-12 * last {
        return None;
    }
    let count = excess.len() as f64;
    let k = pareto_shape(&excess);
    Some((k * count + 5.0) / (count + 10.0))
}

/// Shape of a generalised Pareto distribution, from ascending positive values, by the quasi-Bayesian estimate of Zhang and
/// Stephens (2009, doi 10.1198/tech.2009.08017), with the sign of `k` turned so that heavy tails have a positive one.
fn pareto_shape(sorted: &[f64]) -> f64 {
    let n = sorted.len();
    let (Some(&most), Some(&quartile)) = (sorted.last(), sorted.get((n + 2) / 4 - 1)) else {
        return f64::NAN;
    };
    let grid = 30 + (n as f64).sqrt() as usize;
    let mean_ln = |b: f64| sorted.iter().map(|x| (-b * x).ln_1p()).sum::<f64>() / n as f64;
    let (places, heights): (Vec<f64>, Vec<f64>) = (0..grid)
        .map(|i| {
            let step = 1.0 - (grid as f64 / (i as f64 + 0.5)).sqrt();
            let b = 1.0 / most + step / (3.0 * quartile);
            let k = mean_ln(b);
            (b, n as f64 * ((-b / k).ln() - k - 1.0))
        })
        .unzip();
    let Some(shares) = normalised(&heights) else { return f64::NAN };
    let b: f64 = places.iter().zip(&shares).map(|(b, share)| b * share).sum();
    mean_ln(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Draws;

    #[test]
    fn equal_weights_are_worth_their_number_and_one_is_worth_one() {
        assert!((effective(&[0.25; 4]) - 4.0).abs() < 1e-12);
        assert!((effective(&[1.0, 0.0, 0.0]) - 1.0).abs() < 1e-12);
        assert!((effective(&[2.0, 1.0]) - 1.8).abs() < 1e-12);
        assert!(effective(&[0.0; 3]) <= 0.0);
        assert_eq!(normalised(&[f64::NEG_INFINITY; 3]), None);
        assert_eq!(normalised(&[-1000.0, f64::NEG_INFINITY]), Some(vec![1.0, 0.0]));
    }

    #[test]
    fn the_shape_of_a_pareto_tail_is_found() {
        // Weights u^-k have a tail of shape k. The estimate of k has sd (1 + k) / sqrt(m) with m = 3 sqrt(n) = 950 in the
        // tail (Smith 1987): 0.055 at most; four of them, and 0.006 for the pull towards 1/2.
        for k in [0.2, 0.5, 0.7, 1.2] {
            let mut draws = Draws::new(1, "tail");
            let weights: Vec<f64> = (0..100_000).map(|_| draws.uniform().powf(-k)).collect();
            let found = tail(&weights).unwrap();
            assert!((found - k).abs() < 4.0 * (1.0 + k) / 950_f64.sqrt() + 0.01, "{found} {k}");
        }
    }

    #[test]
    fn bounded_weights_have_a_light_tail_and_equal_ones_have_none() {
        let mut draws = Draws::new(2, "tail");
        let uniform: Vec<f64> = (0..10_000).map(|_| draws.uniform()).collect();
        assert!(tail(&uniform).unwrap() < -0.5);
        assert_eq!(tail(&[0.1; 1000]), None);
        assert_eq!(tail(&[]), None);
        assert_eq!(tail(&[1.0, 2.0]), None);
    }
}
