//! How many of the people who would take part find a place: matching with friction, split over strata.

/// `g(y) = y / (1 + y^k)^(1/k)`: share of the pool that finds a place at `y` places a person (den Haan, Ramey and
/// Watson 2000, doi 10.1257/aer.90.3.482). Large `k`: `min(y, 1)`.
pub(super) fn share_matched(y: f64, k: f64) -> f64 {
    share_and_slope(y, k).0
}

/// `g(y)` and its slope `g'(y) = (1 + y^k)^(-1/k - 1)`.
fn share_and_slope(y: f64, k: f64) -> (f64, f64) {
    if y <= 0.0 {
        (0.0, 1.0)
    } else if y <= 1.0 {
        let power = y.powf(k);
        let root = (-power.ln_1p() / k).exp();
        (y * root, root / (1.0 + power))
    } else {
        // The same with y^k divided out, which a large k would overflow.
        let power = y.powf(-k);
        let share = (-power.ln_1p() / k).exp();
        (share, share / y * power / (1.0 + power))
    }
}

/// `P_h` for pools `W_h` with targeting weights `w_h`, `places` and friction `k`: `P_h = W_h g(lambda w_h)` with lambda such
/// that the sum is `P = W g(places / W)`.
pub fn participants(pools: &[f64], weights: &[f64], places: f64, k: f64, out: &mut [f64]) {
    let w: f64 = pools.iter().sum();
    out.fill(0.0);
    if w <= 0.0 || places <= 0.0 {
        return;
    }
    let x = places / w;
    let total = w * share_matched(x, k);
    let first = weights[0];
    if first > 0.0 && weights.iter().all(|&weight| (weight - first).abs() <= f64::EPSILON * first) {
        let share = share_matched(x, k);
        for (p, pool) in out.iter_mut().zip(pools) {
            *p = pool * share;
        }
        return;
    }
    let lambda = targeting_multiplier(pools, weights, x, total, k);
    for ((p, pool), weight) in out.iter_mut().zip(pools).zip(weights) {
        *p = pool * share_matched(lambda * weight, k);
    }
}

/// Solves `sum_h W_h g(lambda w_h) = total` for lambda, where `x` is the lambda of equal weights.
///
/// The sum is concave and increasing in lambda: its tangents lie above it, so from any start Newton's first step lands at or
/// below the root, and the others never pass it. Where strata with weight 0 leave too few people, lambda grows until all
/// others are served.
fn targeting_multiplier(pools: &[f64], weights: &[f64], x: f64, total: f64, k: f64) -> f64 {
    let all: f64 = pools.iter().sum();
    let weighted: f64 = pools.iter().zip(weights).map(|(pool, weight)| pool * weight).sum();
    // The root where all have the mean weight is a good start where weights do not differ much.
    let mut lambda = if weighted > 0.0 { x * all / weighted } else { 0.0 };
    for _ in 0..200 {
        let (mut value, mut slope) = (0.0, 0.0);
        for (pool, weight) in pools.iter().zip(weights) {
            let (share, rise) = share_and_slope(lambda * weight, k);
            value += pool * share;
            slope += pool * weight * rise;
        }
        let missing = total - value;
        if missing.abs() <= 1e-13 * total || slope <= 0.0 {
            break;
        }
        let step = missing / slope;
        lambda = (lambda + step).max(0.0);
        // What a step leaves is about (1 + k) / 2 times its square, relative to lambda.
        if (1.0 + k) * step.abs() <= 1e-8 * lambda || !lambda.is_finite() {
            break;
        }
    }
    if lambda.is_finite() { lambda } else { f64::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_friction_is_the_harmonic_form() {
        // k = 1: g(y) = y / (1 + y).
        for y in [0.01_f64, 0.5, 1.0, 3.0, 200.0] {
            assert!((share_matched(y, 1.0) - y / (1.0 + y)).abs() < 1e-14);
        }
    }

    #[test]
    fn no_friction_is_a_queue() {
        // |g - min(y, 1)| is largest at y = 1: 1 - 2^(-1/k) < ln 2 / k.
        for y in [0.2, 0.9, 1.0, 1.1, 7.0] {
            assert!((share_matched(y, 1e6) - f64::min(y, 1.0)).abs() < 0.7e-6);
        }
    }

    #[test]
    fn targeting_keeps_the_total_and_prefers_the_heavier_stratum() {
        for k in [0.7, 1.0, 2.5, 20.0] {
            for places in [1.0, 40.0, 150.0, 900.0] {
                let (pools, weights) = ([100.0, 60.0, 0.0, 30.0], [1.0, 3.0, 2.0, 0.2]);
                let mut out = [0.0; 4];
                participants(&pools, &weights, places, k, &mut out);
                let total = 190.0 * share_matched(places / 190.0, k);
                // Newton stops at a relative gap of 1e-13; sums of four add a few roundings.
                assert!((out.iter().sum::<f64>() - total).abs() < 1e-11 * total, "{k} {places}");
                assert!(out[1] / 60.0 >= out[0] / 100.0 && out[0] / 100.0 >= out[3] / 30.0);
                assert!(out.iter().zip(&pools).all(|(p, w)| *p <= *w));
            }
        }
    }

    #[test]
    fn a_stratum_with_weight_zero_gets_nobody() {
        let mut out = [0.0; 2];
        participants(&[50.0, 50.0], &[0.0, 1.0], 500.0, 2.0, &mut out);
        assert!(out[0] == 0.0 && out[1] > 49.0 && out[1] <= 50.0);
    }
}
