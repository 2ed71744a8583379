//! How many of some marked items lie in one part of a collection: exact draws by inversion from the mode.
//!
//! One uniform and some two standard deviations of short steps, of which each adds the probability of one more value (Kemp
//! 1986, "A modal method for generating binomial variables", doi 10.1080/03610928608829152). Probabilities are right to about 1e-13,
//! for they are made of binomial ones without cancellation (Loader 2000, "Fast and accurate computation of binomial
//! probabilities").

use super::stirling::{LN_SQRT_2PI, STIRLING_FROM, ln_1p_minus, stirling_error};

/// The number of heads among `n` fair coins at the quantile of `u`, in an order of values of its own (the mode first).
///
/// `n` whole, `u` in (0, 1).
pub fn heads(n: f64, u: f64) -> f64 {
    let mode = (0.5 * n).floor();
    let ratio = |x: f64| (n - x) / (x + 1.0);
    from_mode(mode, ln_fair(mode, n).exp(), (0.0, n), ratio, u)
}

/// The number of marked items in a part of `part` items, drawn without putting back from `all` of which `marked` are marked;
/// at the quantile of `u`, in an order of values of its own (the mode first).
///
/// All whole, `marked <= all`, `part <= all`; `u` in (0, 1).
pub fn marked_in_part(all: f64, marked: f64, part: f64, u: f64) -> f64 {
    let (low, high) = ((marked + part - all).max(0.0), marked.min(part));
    let mode = ((marked + 1.0) * (part + 1.0) / (all + 2.0)).floor().clamp(low, high);
    let ln_p = ln_fair(mode, marked) + ln_fair(part - mode, all - marked) - ln_fair(part, all);
    let ratio = |x: f64| (marked - x) * (part - x) / ((x + 1.0) * (all - marked - part + x + 1.0));
    from_mode(mode, ln_p.exp(), (low, high), ratio, u)
}

/// The value at which the probabilities, added from the mode outwards to both sides in turn, reach `u`. `ratio(x)` is
/// `p(x + 1) / p(x)`.
fn from_mode(
    mode: f64,
    p_mode: f64,
    (low, high): (f64, f64),
    ratio: impl Fn(f64) -> f64,
    u: f64,
) -> f64 {
    let (mut above, mut below) = (mode, mode);
    let (mut p_above, mut p_below) = (p_mode, p_mode);
    let mut rest = u - p_mode;
    while rest > 0.0 {
        p_above = if above < high { p_above * ratio(above) } else { 0.0 };
        above += 1.0;
        rest -= p_above;
        if rest <= 0.0 {
            return above;
        }
        below -= 1.0;
        p_below = if below >= low { p_below / ratio(below) } else { 0.0 };
        rest -= p_below;
        if rest <= 0.0 {
            return below;
        }
        // What rounding left over when all probabilities are spent belongs nowhere.
        if p_above + p_below < 1e-18 {
            break;
        }
    }
    mode
}

/// `ln` of the probability of `x` heads among `n` fair coins.
fn ln_fair(x: f64, n: f64) -> f64 {
    let y = n - x;
    if x <= 0.0 || y <= 0.0 {
        return -n * std::f64::consts::LN_2;
    }
    let half = 0.5 * n;
    // k ln(k / half) + half - k, without cancellation.
    let deviance = |k: f64| -k * ln_1p_minus((half - k) / k);
    error(n) - error(x) - error(y) - deviance(x) - deviance(y) + 0.5 * (n / (x * y)).ln()
        - LN_SQRT_2PI
}

/// `ln k! - ((k + 1/2) ln k - k + ln sqrt(2 pi))` for whole `k > 0`.
fn error(k: f64) -> f64 {
    if k >= STIRLING_FROM {
        return stirling_error(k);
    }
    let factorial: f64 = (2..=k as u32).map(f64::from).product();
    factorial.ln() - ((k + 0.5) * k.ln() - k + LN_SQRT_2PI)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The probability of every value, by cutting (0, 1) at the steps of a quantile function over a fine grid.
    fn frequencies(draw: impl Fn(f64) -> f64, values: usize) -> Vec<f64> {
        let n = 1_000_000;
        let mut share = vec![0.0; values];
        for i in 0..n {
            share[draw((f64::from(i) + 0.5) / f64::from(n)) as usize] += 1.0 / f64::from(n);
        }
        share
    }

    /// `C(n, k)` in floating point, for small `n`.
    fn choose(n: u32, k: u32) -> f64 {
        (0..k).map(|i| f64::from(n - i) / f64::from(k - i)).product()
    }

    #[test]
    fn heads_have_binomial_probabilities() {
        for n in [1_u32, 2, 17, 40] {
            let found = frequencies(|u| heads(f64::from(n), u), n as usize + 1);
            for k in 0..=n {
                // Two steps of the grid at either side of a value.
                let p = choose(n, k) * 0.5_f64.powf(f64::from(n));
                assert!((found[k as usize] - p).abs() < 4e-6, "{n} {k}");
            }
        }
    }

    #[test]
    fn marked_items_have_hypergeometric_probabilities() {
        for (all, marked, part) in
            [(100, 50, 49), (57, 44, 18), (40, 3, 20), (30, 30, 15), (64, 33, 32)]
        {
            let draw = |u| marked_in_part(f64::from(all), f64::from(marked), f64::from(part), u);
            let found = frequencies(draw, marked as usize + 1);
            for k in 0..=marked {
                let p = if k > part || part - k > all - marked {
                    0.0
                } else {
                    choose(marked, k) * choose(all - marked, part - k) / choose(all, part)
                };
                assert!((found[k as usize] - p).abs() < 4e-6, "{all} {marked} {part} {k}");
            }
        }
    }

    #[test]
    fn probabilities_of_large_collections_add_up_to_one() {
        // If the probability of the mode is right, so are all, for the others follow from it by ratios; and they add up to one.
        for (all, marked) in [(1e5, 2e4), (1e7, 3e6), (1e9, 50_000.0), (1e9, 4e8)] {
            let part = (0.5_f64 * all).floor();
            let mode = ((marked + 1.0) * (part + 1.0) / (all + 2.0)).floor();
            let ln_p =
                ln_fair(mode, marked) + ln_fair(part - mode, all - marked) - ln_fair(part, all);
            let (mut sum, mut p, mut x) = (0.0, ln_p.exp(), mode);
            while p > 1e-18 {
                sum += p;
                p *= (marked - x) * (part - x) / ((x + 1.0) * (all - marked - part + x + 1.0));
                x += 1.0;
            }
            (p, x) = (ln_p.exp(), mode);
            while p > 1e-18 {
                x -= 1.0;
                p /= (marked - x) * (part - x) / ((x + 1.0) * (all - marked - part + x + 1.0));
                sum += p;
            }
            // Some 1e5 products and sums of relative error 1e-16 each.
            assert!((sum - 1.0).abs() < 1e-11, "{all} {marked}: {sum}");
        }
    }
}
