//! Logarithms of gamma and beta functions without cancellation, and the small functions they need.

use statrs::function::gamma::ln_gamma;

/// `ln sqrt(2 pi)`.
pub const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;

/// From this argument on Stirling's series is accurate to the last bit; below it `ln_gamma` itself is small.
pub const STIRLING_FROM: f64 = 10.0;

/// `ln(1 + t) - t` without cancellation, for `t > -1`.
///
/// Near 0 the series of `2 artanh(t / (2 + t))`; elsewhere the plain difference, which has lost nothing by then.
/// Source: as in R's `log1pmx` (M. Welinder 2005, R source, `pgamma.c`).
pub fn ln_1p_minus(t: f64) -> f64 {
    if !(-0.4..=0.7).contains(&t) {
        return t.ln_1p() - t;
    }
    let r = t / (2.0 + t);
    let y = r * r;
    // |r| <= 1/4 at t = -0.4 and 0.26 at t = 0.7: y^13 / 29 is below 1e-16 of the first term.
    let mut sum = 1.0 / 29.0;
    for odd in (1..=13).rev() {
        sum = sum * y + 1.0 / f64::from(2 * odd + 1);
    }
    r * (2.0 * y * sum - t)
}

/// `ln ratio - (ratio - 1)` for a positive ratio whose logarithm is known apart (the ratio may have underflown).
pub fn ln_minus(ratio: f64, ln_ratio: f64) -> f64 {
    if (0.6..=1.7).contains(&ratio) { ln_1p_minus(ratio - 1.0) } else { ln_ratio - (ratio - 1.0) }
}

/// Stirling's error `ln Gamma(x) - ((x - 1/2) ln x - x + ln sqrt(2 pi))`, for `x >=` [`STIRLING_FROM`].
///
/// Source: NIST Digital Library of Mathematical Functions, 5.11.1; the first term left out is 3e-17 at `x = 10`.
pub fn stirling_error(x: f64) -> f64 {
    let y = 1.0 / (x * x);
    let terms = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    horner(&terms, y) / x
}

/// `ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b)` for positive `a` and `b`.
///
/// Large arguments go through Stirling's error, because the three logarithms cancel there.
/// Source: A. R. `DiDonato` and A. H. Morris (1992), Algorithm 708, ACM TOMS 18, 360-373, doi:10.1145/131766.131776.
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (p, q) = (a.min(b), a.max(b));
    let r = p + q;
    if q < STIRLING_FROM {
        return ln_gamma(p) + ln_gamma(q) - ln_gamma(r);
    }
    let large = stirling_error(q) - stirling_error(r);
    if p < STIRLING_FROM {
        return ln_gamma(p) + large + p - p * r.ln() + (q - 0.5) * (-p / r).ln_1p();
    }
    LN_SQRT_2PI - 0.5 * q.ln()
        + stirling_error(p)
        + large
        + (p - 0.5) * (p / r).ln()
        + q * (-p / r).ln_1p()
}

/// A polynomial with the constant term first.
pub fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ln_1p_minus_agrees_with_its_taylor_series_and_with_the_difference() {
        for t in [1e-9_f64, -1e-9, 1e-5, -1e-5, 1e-3, -1e-3] {
            let series = (2..12).map(|k| -(-t).powi(k) / f64::from(k)).sum::<f64>();
            assert!((ln_1p_minus(t) / series - 1.0).abs() < 1e-15, "{t}");
        }
        for t in [-0.399, -0.3, 0.3, 0.5, 0.699] {
            // The difference itself loses up to |t| / |result| < 10 units in the last place.
            assert!((ln_1p_minus(t) / (f64::ln_1p(t) - t) - 1.0).abs() < 4e-15, "{t}");
        }
    }

    #[test]
    fn ln_beta_is_continuous_where_the_formula_changes() {
        for (a, b) in [(9.999_999, 3.0), (9.999_999, 12.0), (0.3, 9.999_999)] {
            let bump = 2e-6;
            let (below, above): (f64, f64) = if a > 9.0 {
                (ln_beta(a, b), ln_beta(a + bump, b))
            } else {
                (ln_beta(a, b), ln_beta(a, b + bump))
            };
            // d ln B / da lies between -1/a - 1/b... at most 3 here: the jump is the slope times the bump.
            assert!((above - below).abs() < 3.0 * bump);
        }
        // B(a + 1, b) = B(a, b) a / (a + b), across the change and far above it.
        for (a, b) in [(9.5, 0.2), (9.5, 40.0), (1e5, 0.01), (2e4, 3e4), (0.01, 0.02)] {
            let step = f64::ln(a / (a + b));
            assert!(
                (ln_beta(a + 1.0, b) - ln_beta(a, b) - step).abs()
                    < 1e-13 + 4e-16 * ln_beta(a, b).abs(),
                "{a} {b}"
            );
        }
    }
}
