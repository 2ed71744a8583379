//! The normal distribution, the gamma function's logarithm and friends, accurate in the tails.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use statrs::function::{erf::erfc, gamma::ln_gamma};

/// `ln sqrt(2 pi)`.
pub const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;

/// From this argument on Stirling's series is accurate to the last bit; below it `ln_gamma` itself is small.
pub const STIRLING_FROM: f64 = 10.0;

/// Density of the standard normal distribution, `exp(-x^2 / 2) / sqrt(2 pi)`.
pub fn normal_density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
}

/// Distribution function of the standard normal distribution, `Phi(x) = erfc(-x / sqrt 2) / 2`.
///
/// The complementary error function keeps the relative accuracy in the lower tail.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * erfc(-x * FRAC_1_SQRT_2)
}

/// Inverse of [`normal_cdf`]: the normal score of a probability `u` in (0, 1).
///
/// Minus infinity at or below 0, infinity at or above 1, NaN for NaN. Relative accuracy about 1e-16.
///
/// Source: M. J. Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477-484,
/// doi:10.2307/2347330. Three branches: the centre `|u - 1/2| <= 0.425`, and two rational functions of
/// `sqrt(-ln min(u, 1 - u))` for the tails.
pub fn normal_quantile(u: f64) -> f64 {
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * horner(&CENTRE_TOP, r) / horner(&CENTRE_BOTTOM, r);
    }
    if u.is_nan() {
        return f64::NAN;
    }
    // 1 - u is exact here (u > 1/2), so the upper tail is as accurate as u allows.
    let tail = if q < 0.0 { u } else { 1.0 - u };
    if tail <= 0.0 {
        return f64::INFINITY.copysign(q);
    }
    let r = (-tail.ln()).sqrt();
    let size = if r <= 5.0 {
        horner(&TAIL_TOP, r - 1.6) / horner(&TAIL_BOTTOM, r - 1.6)
    } else {
        horner(&FAR_TOP, r - 5.0) / horner(&FAR_BOTTOM, r - 5.0)
    };
    size.copysign(q)
}

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
    if (0.6..=1.7).contains(&ratio) {
        ln_1p_minus(ratio - 1.0)
    } else {
        ln_ratio - (ratio - 1.0)
    }
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
/// Source: A. R. DiDonato and A. H. Morris (1992), Algorithm 708, ACM TOMS 18, 360-373, doi:10.1145/131766.131776.
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
    LN_SQRT_2PI - 0.5 * q.ln() + stirling_error(p) + large + (p - 0.5) * (p / r).ln() + q * (-p / r).ln_1p()
}

/// A polynomial with the constant term first.
pub fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const CENTRE_TOP: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const CENTRE_BOTTOM: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const TAIL_TOP: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const TAIL_BOTTOM: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_TOP: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_BOTTOM: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

#[cfg(test)]
mod tests {
    use statrs::function::erf::erfc_inv;

    use super::*;

    #[test]
    fn normal_quantile_agrees_with_an_independent_inverse() {
        // statrs inverts erfc by other rational functions (Boost's); both promise about 1e-15.
        for exponent in 1..300 {
            let u = 0.7 * 10f64.powi(-exponent);
            let other = -std::f64::consts::SQRT_2 * erfc_inv(2.0 * u);
            assert!((normal_quantile(u) / other - 1.0).abs() < 4e-15, "{u}");
        }
        for step in 1..1000 {
            let u = f64::from(step) / 1000.0;
            let other = -std::f64::consts::SQRT_2 * erfc_inv(2.0 * u);
            assert!((normal_quantile(u) - other).abs() < 4e-15, "{u}");
        }
    }

    #[test]
    fn normal_quantile_knows_tabled_values_and_the_ends() {
        // Wichura's own test values.
        assert!((normal_quantile(0.25) + 0.674_489_750_196_081_7).abs() < 1e-15);
        assert!((normal_quantile(0.001) + 3.090_232_306_167_813_5).abs() < 1e-15);
        assert!((normal_quantile(1e-20) + 9.262_340_089_798_408).abs() < 4e-15);
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(f64::NAN).is_nan());
    }

    #[test]
    fn normal_cdf_inverts_the_quantile_in_both_tails() {
        for exponent in 1..300 {
            let u = 0.7 * 10f64.powi(-exponent);
            // An error of one part in 2^52 in x is x^2 parts in the probability; x^2 <= 1400 here.
            assert!((normal_cdf(normal_quantile(u)) / u - 1.0).abs() < 1400.0 * 4e-16, "{u}");
        }
    }

    #[test]
    fn ln_1p_minus_agrees_with_its_taylor_series_and_with_the_difference() {
        for t in [1e-9, -1e-9, 1e-5, -1e-5, 1e-3, -1e-3] {
            let series = (2..12).map(|k| -(-t as f64).powi(k) / f64::from(k)).sum::<f64>();
            assert!((ln_1p_minus(t) / series - 1.0).abs() < 1e-15, "{t}");
        }
        for t in [-0.399, -0.3, 0.3, 0.5, 0.699] {
            // The difference itself loses up to |t| / |result| < 10 units in the last place.
            assert!((ln_1p_minus(t) / ((t as f64).ln_1p() - t) - 1.0).abs() < 4e-15, "{t}");
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
            let step = (a / (a + b) as f64).ln();
            assert!((ln_beta(a + 1.0, b) - ln_beta(a, b) - step).abs() < 1e-13 + 4e-16 * ln_beta(a, b).abs(), "{a} {b}");
        }
    }
}
