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
    if approach(pools, weights, x, total, k, out) {
        return;
    }
    let lambda = targeting_multiplier(pools, weights, x, total, k);
    for ((p, pool), weight) in out.iter_mut().zip(pools).zip(weights) {
        *p = pool * share_matched(lambda * weight, k);
    }
}

/// Where `g`, `s = ln y`, is read: `g(e^s)`, and the slope of its logarithm, `1 / (1 + e^(k s))`.
fn in_logarithms(s: f64, k: f64) -> (f64, f64) {
    // With e^(-k |s|), which cannot overflow.
    let small = (-k * s.abs()).exp();
    let less = small.ln_1p() / k;
    if s <= 0.0 {
        ((s - less).exp(), 1.0 / (1.0 + small))
    } else {
        ((-less).exp(), small / (1.0 + small))
    }
}

/// Most strata for which [`approach`] has room.
const STRATA: usize = 16;

/// The participants, quickly: solves for `ln lambda` with Halley's steps on the logarithm of the sum, which is nearly straight, and
/// ends with two terms of Taylor's series once the error left is below rounding. False where that does not get there in a few steps: then
/// `out` says nothing.
fn approach(pools: &[f64], weights: &[f64], x: f64, total: f64, k: f64, out: &mut [f64]) -> bool {
    let n = pools.len();
    let weighted: f64 = pools.iter().zip(weights).map(|(pool, weight)| pool * weight).sum();
    if n > STRATA || weighted <= 0.0 {
        return false;
    }
    let mut logs = [f64::NEG_INFINITY; STRATA];
    logs.iter_mut().zip(weights).for_each(|(log, weight)| *log = weight.ln());
    let all: f64 = pools.iter().sum();
    let mut lambda = (x * all / weighted).ln();
    let (mut served, mut slopes) = ([0.0; STRATA], [0.0; STRATA]);
    for _ in 0..6 {
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for h in 0..n {
            if pools[h] <= 0.0 || weights[h] <= 0.0 {
                continue;
            }
            let (share, slope) = in_logarithms(lambda + logs[h], k);
            served[h] = pools[h] * share;
            slopes[h] = slope;
            sum += served[h];
            first += served[h] * slope;
            // g'' = g' (slope - k (1 - slope)).
            second += served[h] * slope * (slope - k * (1.0 - slope));
        }
        // f = ln(sum / total), f' and f''.
        let f = (sum / total).ln();
        let rise = first / sum;
        let bend = second / sum - rise * rise;
        let newton = -f / rise;
        let step = newton / (1.0 + 0.5 * newton * bend / rise);
        if !step.is_finite() {
            return false;
        }
        if (1.0 + k) * step.abs() <= 1e-5 {
            for h in 0..n {
                let bend = slopes[h] - k * (1.0 - slopes[h]);
                let growth = step * slopes[h] * (1.0 + 0.5 * step * bend);
                out[h] = (served[h] + served[h] * growth).min(pools[h]);
            }
            return true;
        }
        lambda += step;
    }
    false
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
    fn the_quick_way_is_the_sure_way() {
        let mut quick = 0;
        for i in 0..4000 {
            let wobble = |place: usize| {
                ((f64::from(i) + 0.5) * 0.618_033_988_749_895 + place as f64 * 0.271).fract()
            };
            let pools = [1.0 + 400.0 * wobble(1), 300.0 * wobble(2), 50.0 * wobble(3)];
            let weights = [0.1 + wobble(4), 3.0 * wobble(5), 1.0];
            let (places, k) = (900.0 * wobble(6), 0.3 * 100.0_f64.powf(wobble(7)));
            let all: f64 = pools.iter().sum();
            let total = all * share_matched(places / all, k);
            let mut out = [0.0; 3];
            if !approach(&pools, &weights, places / all, total, k, &mut out) {
                continue;
            }
            quick += 1;
            let lambda = targeting_multiplier(&pools, &weights, places / all, total, k);
            for h in 0..3 {
                let sure = pools[h] * share_matched(lambda * weights[h], k);
                // Both stop below 1e-13 of the total.
                assert!((out[h] - sure).abs() < 1e-11 * total, "{i} {h}: {} {sure}", out[h]);
            }
        }
        // Where nearly all are served the logarithm bends sharply: the sure way takes over there.
        assert!(quick > 3000, "{quick}");
    }

    #[test]
    fn a_stratum_with_weight_zero_gets_nobody() {
        let mut out = [0.0; 2];
        participants(&[50.0, 50.0], &[0.0, 1.0], 500.0, 2.0, &mut out);
        assert!(out[0] == 0.0 && out[1] > 49.0 && out[1] <= 50.0);
    }
}
