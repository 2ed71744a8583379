//! The two shapes of a beta distribution from two of its quantiles.

use super::error::DistributionError;
use crate::numeric::{incomplete_beta::IncompleteBeta, root::find_root};

/// Logits of the mean that are tried: means from 1e-13 to one minus that.
const LOGIT: f64 = 30.0;

/// Logarithms of `alpha + beta` that are tried: from 1e-3 (all mass at the ends) to 7e10 (an sd of 2e-6).
const LN_SUM: (f64, f64) = (-7.0, 25.0);

/// The shapes for which `I_low = p_low` and `I_high = p_high`; `None` when they are out of reach.
///
/// For a given sum of the shapes the lower equation has one mean, because the distribution moves up with its mean;
/// along those means the mass below `high` grows with the sum. So one bracketed root lies inside another.
pub(super) fn with_quantiles(
    (low, high): (f64, f64),
    (p_low, p_high): (f64, f64),
) -> Option<(f64, f64)> {
    let mean_for = |sum: f64| {
        let excess = |logit: f64| {
            let (alpha, beta) = shapes(sum, logit);
            IncompleteBeta::new(alpha, beta).lower(low) - p_low
        };
        find_root(excess, -LOGIT, LOGIT)
    };
    let excess = |ln_sum: f64| {
        let sum = ln_sum.exp();
        mean_for(sum).map_or(f64::NAN, |logit| {
            let (alpha, beta) = shapes(sum, logit);
            IncompleteBeta::new(alpha, beta).lower(high) - p_high
        })
    };
    let sum = find_root(excess, LN_SUM.0, LN_SUM.1)?.exp();
    Some(shapes(sum, mean_for(sum)?))
}

fn shapes(sum: f64, logit: f64) -> (f64, f64) {
    (sum / (1.0 + (-logit).exp()), sum / (1.0 + logit.exp()))
}

/// Refuses a share that is not strictly between 0 and 1.
pub(super) fn share(name: &'static str, value: f64) -> Result<(), DistributionError> {
    if 0.0 < value && value < 1.0 {
        Ok(())
    } else {
        Err(DistributionError::OutOfRange { name, value, low: 0.0, high: 1.0, strictly: true })
    }
}

/// The refusal of a beta distribution that does not exist.
pub(super) fn impossible(wanted: String) -> DistributionError {
    DistributionError::Impossible { family: "beta", wanted }
}
