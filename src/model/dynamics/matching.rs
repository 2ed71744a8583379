//! How many of the people who would take part find a place: matching with friction, split over strata.
//!
//! `P = W g(A / W)` with `g(y) = y / (1 + y^k)^(1/k)`, the share of the pool that finds a place at `y` places a person
//! (den Haan, Ramey and Watson 2000, doi 10.1257/aer.90.3.482); large `k`: `min(y, 1)`. All in logarithms, so that no power
//! overflows, and in loops over columns of trials without branches.

use crate::numeric::elementary::{exp, ln};

/// Steps after which a root is what it is; three to five are usual.
const MOST_STEPS: usize = 64;

/// `ln g(y)` and `1 - g(y)^k = 1 / (1 + y^k)` from `ln y`; friction `k` and `1 / k`.
#[inline]
fn log_share(log_y: f64, k: f64, inverse: f64) -> (f64, f64) {
    let z = k * log_y;
    let small = exp(-z.abs());
    let sum = 1.0 + small;
    let part = 1.0 / sum;
    let unmatched = if z < 0.0 { part } else { small * part };
    // ln(1 + small): what rounding took from the sum is given back to first order.
    let log = ln(sum) + (small - (sum - 1.0)) * part;
    (if log_y < 0.0 { log_y } else { 0.0 } - log * inverse, unmatched)
}

/// `ln(s^k / (1 - s^k)) / k` from `ln s`: the inverse of [`log_share`], so `ln y` where `s = g(y)`; and `1 - s^k`.
#[inline]
fn log_places(log_s: f64, k: f64, inverse: f64) -> (f64, f64) {
    let rest = 1.0 - exp(k * log_s);
    // Where rounding leaves nobody unserved, how many places too many there are does not matter.
    let rest = if rest > 1e-17 { rest } else { 1e-17 };
    (log_s - ln(rest) * inverse, rest)
}

/// Who takes part: `P_h = W_h g(lambda w_h)` with lambda such that the sum is `W g(places / W)`.
///
/// All are columns of trials: `pools` (`W_h`), `weights` (`w_h`) and `out`
/// (`P_h`) one for each stratum; `places` (`A`) and
/// `friction` (`k`, above 0) one each. Where strata with weight 0 leave too few people, all others are served.
pub fn participants(
    pools: &[Vec<f64>],
    weights: &[&[f64]],
    places: &[f64],
    friction: &[f64],
    out: &mut [Vec<f64>],
) {
    let trials = places.len();
    if places.iter().all(|places| *places <= 0.0) {
        for column in out.iter_mut() {
            column.fill(0.0);
        }
        return;
    }
    // Of the people who can be served: how many they are, and their mean weight.
    let (mut all, mut open, mut weighted) =
        (vec![0.0; trials], vec![0.0; trials], vec![0.0; trials]);
    let (mut lightest, mut heaviest) = (vec![f64::MAX; trials], vec![0.0; trials]);
    for (pool, weight) in pools.iter().zip(weights) {
        let (pool, weight) = (&pool[..trials], &weight[..trials]);
        let (all, open, weighted) =
            (&mut all[..trials], &mut open[..trials], &mut weighted[..trials]);
        let (lightest, heaviest) = (&mut lightest[..trials], &mut heaviest[..trials]);
        for i in 0..trials {
            let (w, n) = (weight[i], pool[i]);
            let served = if w > 0.0 { n } else { 0.0 };
            all[i] += n;
            open[i] += served;
            weighted[i] += w * n;
            lightest[i] = if w > 0.0 && w < lightest[i] { w } else { lightest[i] };
            heaviest[i] = if w > heaviest[i] { w } else { heaviest[i] };
        }
    }
    let inverse: Vec<f64> = friction.iter().map(|k| 1.0 / k).collect();
    let (friction, inverse) = (&friction[..trials], &inverse[..trials]);
    // The lambda that would do if all had the same weight, as a logarithm.
    let (all, open, places) = (&all[..trials], &open[..trials], &places[..trials]);
    let target: Vec<f64> = (0..trials)
        .map(|i| {
            let log_y = ln(places[i] / all[i]);
            let (share, _) = log_share(log_y, friction[i], inverse[i]);
            let log_s = share + ln(all[i] / open[i]);
            let (closed, _) = log_places(log_s, friction[i], inverse[i]);
            if open[i] < all[i] { closed } else { log_y }
        })
        .collect();
    let mut root = Root::new(&target, &lightest, &heaviest, &weighted, open);
    let log_weights: Vec<Vec<f64>> =
        weights.iter().map(|column| column.iter().map(|w| ln(*w)).collect()).collect();
    let (mut served, mut slope) = (vec![0.0; trials], vec![0.0; trials]);
    let (served, slope) = (&mut served[..trials], &mut slope[..trials]);
    for _ in 0..MOST_STEPS {
        served.fill(0.0);
        slope.fill(0.0);
        for (pool, log_weight) in pools.iter().zip(&log_weights) {
            let (pool, log_weight) = (&pool[..trials], &log_weight[..trials]);
            let at = &root.at[..trials];
            for i in 0..trials {
                let (share, unmatched) = log_share(at[i] + log_weight[i], friction[i], inverse[i]);
                let matched = pool[i] * exp(share);
                served[i] += matched;
                slope[i] += matched * unmatched;
            }
        }
        if root.step(served, slope, open, &target, (friction, inverse)) {
            break;
        }
    }
    for ((out, pool), (weight, log_weight)) in
        out.iter_mut().zip(pools).zip(weights.iter().zip(&log_weights))
    {
        let (out, pool) = (&mut out[..trials], &pool[..trials]);
        let (weight, log_weight) = (&weight[..trials], &log_weight[..trials]);
        let at = &root.at[..trials];
        for i in 0..trials {
            let (share, _) = log_share(at[i] + log_weight[i], friction[i], inverse[i]);
            let some = places[i] > 0.0 && weight[i] > 0.0;
            out[i] = if some { pool[i] * exp(share) } else { 0.0 };
        }
    }
}

/// Newton's method for ln lambda in every trial, kept between bounds.
///
/// It acts on `ln(s^k / (1 - s^k)) / k` of the share `s` served, which is ln lambda itself where all weights are the same
/// and nearly a straight line where they are not. Each trial stops by itself, so that none depends on its neighbours.
struct Root {
    at: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    /// 1 while a trial still moves, then 0.
    moving: Vec<f64>,
}

impl Root {
    fn new(
        target: &[f64],
        lightest: &[f64],
        heaviest: &[f64],
        weighted: &[f64],
        open: &[f64],
    ) -> Self {
        let trials = target.len();
        let (mut at, mut low, mut high) = (vec![0.0; trials], vec![0.0; trials], vec![0.0; trials]);
        let mut moving = vec![0.0; trials];
        let (lightest, heaviest) = (&lightest[..trials], &heaviest[..trials]);
        let (weighted, open) = (&weighted[..trials], &open[..trials]);
        for i in 0..trials {
            low[i] = target[i] - ln(heaviest[i]);
            high[i] = target[i] - ln(lightest[i]);
            let mean = target[i] + ln(open[i] / weighted[i]);
            at[i] = mean.max(low[i]).min(high[i]);
            let apart = open[i] > 0.0 && high[i] - low[i] > 1e-15;
            moving[i] = if apart { 1.0 } else { 0.0 };
        }
        Self { at, low, high, moving }
    }

    /// One step in every trial that still moves; true when none does.
    fn step(
        &mut self,
        served: &[f64],
        slope: &[f64],
        open: &[f64],
        target: &[f64],
        (friction, inverse): (&[f64], &[f64]),
    ) -> bool {
        let n = self.at.len();
        let (served, slope, open) = (&served[..n], &slope[..n], &open[..n]);
        let (target, friction, inverse) = (&target[..n], &friction[..n], &inverse[..n]);
        let Self { at: points, low: lows, high: highs, moving } = self;
        let (points, lows) = (&mut points[..n], &mut lows[..n]);
        let (highs, moving) = (&mut highs[..n], &mut moving[..n]);
        for i in 0..n {
            let at = points[i];
            let (now, rest) = log_places(ln(served[i] / open[i]), friction[i], inverse[i]);
            let missing = target[i] - now;
            let (low, high) = (lows[i], highs[i]);
            let low = if missing > 0.0 { at } else { low };
            let high = if missing > 0.0 { high } else { at };
            // The slope of `now` is (d ln s) / (1 - s^k).
            let newton = at + missing * served[i] * rest / slope[i];
            // The comparison is false for what is not a number, too.
            let inside = newton >= low && newton <= high;
            let next = if inside { newton } else { 0.5 * (low + high) };
            // What a step leaves is about (1 + k) times its square.
            let far = (next - at) * (next - at) * (1.0 + friction[i]) > 1e-14;
            let moves = moving[i] > 0.0;
            points[i] = if moves { next } else { at };
            lows[i] = if moves { low } else { lows[i] };
            highs[i] = if moves { high } else { highs[i] };
            moving[i] = if moves && far { 1.0 } else { 0.0 };
        }
        moving.iter().all(|moves| *moves == 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `g(y)`.
    fn share_matched(y: f64, k: f64) -> f64 {
        log_share(y.ln(), k, 1.0 / k).0.exp()
    }

    /// One trial.
    fn one(pools: &[f64], weights: &[f64], places: f64, k: f64) -> Vec<f64> {
        let pools: Vec<Vec<f64>> = pools.iter().map(|pool| vec![*pool]).collect();
        let weights: Vec<&[f64]> = weights.iter().map(std::slice::from_ref).collect();
        let mut out = vec![vec![0.0]; pools.len()];
        participants(&pools, &weights, &[places], &[k], &mut out);
        out.into_iter().flatten().collect()
    }

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
        for k in [0.05, 0.7, 1.0, 2.5, 20.0, 1e4] {
            for places in [1e-3, 1.0, 40.0, 150.0, 900.0, 1e7] {
                for weights in [[1.0, 3.0, 2.0, 0.2], [1.0, 1.0, 1.0, 1.0], [1.0, 1e4, 5.0, 1e-4]] {
                    let pools = [100.0, 60.0, 0.0, 30.0];
                    let out = one(&pools, &weights, places, k);
                    let total = 190.0 * share_matched(places / 190.0, k);
                    // The last step of Newton's method leaves about 1e-14.
                    let sum = out.iter().sum::<f64>();
                    assert!(
                        (sum - total).abs() < 1e-11 * total,
                        "{k} {places} {weights:?} {sum} {total}"
                    );
                    let served = |h: usize| out[h] / pools[h] * (1.0 + 1e-12);
                    assert!(served(1) >= out[0] / 100.0 && served(0) >= out[3] / 30.0);
                    assert!(out.iter().zip(&pools).all(|(p, w)| *p <= *w));
                }
            }
        }
    }

    #[test]
    fn a_stratum_with_weight_zero_gets_nobody() {
        let out = one(&[50.0, 50.0], &[0.0, 1.0], 500.0, 2.0);
        assert!(out[0] == 0.0 && out[1] > 49.0 && out[1] <= 50.0);
        // With few places the other one gets them all.
        let out = one(&[50.0, 50.0], &[0.0, 1.0], 10.0, 2.0);
        let total = 100.0 * share_matched(0.1, 2.0);
        assert!(out[0] == 0.0 && (out[1] - total).abs() < 1e-11 * total);
    }

    #[test]
    fn nobody_takes_part_without_places_or_people() {
        assert_eq!(one(&[50.0, 20.0], &[1.0, 2.0], 0.0, 2.0), [0.0, 0.0]);
        assert_eq!(one(&[0.0, 0.0], &[1.0, 2.0], 10.0, 2.0), [0.0, 0.0]);
        assert_eq!(one(&[50.0, 20.0], &[0.0, 0.0], 10.0, 2.0), [0.0, 0.0]);
    }

    #[test]
    fn a_trial_does_not_depend_on_its_neighbours() {
        let (a, b) = ([100.0, 3.0], [60.0, 70.0]);
        let (wa, wb) = ([1.0, 1.0], [3.0, 1e3]);
        let mut out = vec![vec![0.0; 2]; 2];
        participants(&[a.to_vec(), b.to_vec()], &[&wa, &wb], &[40.0, 70.0], &[2.5, 0.3], &mut out);
        for i in 0..2 {
            let alone = one(&[a[i], b[i]], &[wa[i], wb[i]], [40.0, 70.0][i], [2.5, 0.3][i]);
            let bits = |x: &f64| x.to_bits();
            assert!(alone.iter().map(bits).eq([&out[0][i], &out[1][i]].map(bits)));
        }
    }
}
