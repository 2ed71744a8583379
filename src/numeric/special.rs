//! The standard normal distribution: density, distribution function and quantile.

use std::f64::consts::TAU;

use super::stirling::horner;

/// Density of the standard normal distribution, `exp(-x^2 / 2) / sqrt(2 pi)`.
pub fn normal_density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / TAU.sqrt()
}

/// Distribution function of the standard normal distribution, `Phi(x)`.
///
/// Relative accuracy about 1e-15, in the lower tail too, down to underflow at -38. Three branches of `|x|`: up to the
/// quartile, up to `sqrt 32`, beyond. (erfc of statrs 0.19 is off by 1e-10 in places.)
///
/// Source: W. J. Cody (1969), Rational Chebyshev approximations for the error function, Math. Comp. 23, 631-637,
/// doi:10.1090/S0025-5718-1969-0247736-4; coefficients for the normal distribution from W. J. Cody (1993), Algorithm
/// 715, ACM TOMS 19, 22-32, doi:10.1145/151271.151273.
pub fn normal_cdf(x: f64) -> f64 {
    let size = x.abs();
    if size <= 0.674_489_75 {
        let y = x * x;
        return 0.5 + x * horner(&MIDDLE_TOP, y) / horner(&MIDDLE_BOTTOM, y);
    }
    if x.is_nan() {
        return x;
    }
    let tail = if size.is_infinite() { 0.0 } else { far_tail(size) };
    if x < 0.0 { tail } else { 1.0 - tail }
}

/// `Phi(-size)` for a size above the quartile.
fn far_tail(size: f64) -> f64 {
    let mills = if size * size <= 32.0 {
        horner(&SIDE_TOP, size) / horner(&SIDE_BOTTOM, size)
    } else {
        let y = 1.0 / (size * size);
        (1.0 / TAU.sqrt() - y * horner(&END_TOP, y) / horner(&END_BOTTOM, y)) / size
    };
    // exp(-size^2 / 2) in two factors: the square of the rounded part is exact, so no digits are lost.
    let rounded = (size * 16.0).trunc() / 16.0;
    let rest = (size - rounded) * (size + rounded);
    (-0.5 * rounded * rounded).exp() * (-0.5 * rest).exp() * mills
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

const MIDDLE_TOP: [f64; 5] = [
    18_154.981_253_343_56,
    1_067.689_485_460_371,
    161.028_231_068_555_87,
    2.235_252_035_460_684,
    0.065_682_337_918_207_45,
];
const MIDDLE_BOTTOM: [f64; 5] = [
    45_507.789_335_026_73,
    10_260.932_208_618_979,
    976.098_551_737_776_7,
    47.202_581_904_688_24,
    1.0,
];
const SIDE_TOP: [f64; 9] = [
    9_842.714_838_383_978,
    11_602.651_437_647_35,
    6_848.190_450_536_283,
    2_494.537_585_290_372_6,
    597.270_276_394_800_3,
    93.506_656_132_177_85,
    8.883_149_794_388_377,
    0.398_941_512_088_134_66,
    1.076_557_677_372_019_2e-8,
];
const SIDE_BOTTOM: [f64; 9] = [
    19_685.429_676_859_992,
    38_912.003_286_093_27,
    34_900.952_721_145_98,
    18_615.571_640_885_097,
    6_485.558_298_266_761,
    1_519.377_599_407_554_7,
    235.387_901_782_625,
    22.266_688_044_328_117,
    1.0,
];
const END_TOP: [f64; 6] = [
    2.911_287_495_116_879_3e-5,
    0.001_421_619_193_227_893_4,
    0.022_235_277_870_649_807,
    0.127_401_161_160_247_36,
    0.215_898_534_057_957,
    0.023_073_441_764_940_174,
];
const END_BOTTOM: [f64; 6] = [
    7.297_515_550_839_662e-5,
    0.003_782_396_332_027_582_4,
    0.065_988_137_868_928_55,
    0.468_238_212_480_865_1,
    1.284_260_096_144_911,
    1.0,
];

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
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
    fn normal_cdf_meets_values_of_high_precision() {
        // erfc(-x / sqrt 2) / 2 with mpmath 1.3 at 40 digits, one or two in each branch.
        for (x, exact) in [
            (-0.5, 0.308_537_538_725_986_9),
            (0.6, 0.725_746_882_249_926_5),
            (-1.0, 0.158_655_253_931_457_05),
            (-3.0, 0.001_349_898_031_630_094_6),
            (-5.5, 1.898_956_246_588_771_8e-8),
            (-6.5, 4.016_000_583_859_118e-11),
            (-20.0, 2.753_624_118_606_233_7e-89),
            (-37.0, 5.725_571_222_524_577e-300),
            (2.0, 0.977_249_868_051_820_8),
        ] {
            assert!((normal_cdf(x) / exact - 1.0).abs() < 1.5e-15, "{x}");
        }
        assert_eq!((normal_cdf(f64::NEG_INFINITY), normal_cdf(f64::INFINITY)), (0.0, 1.0));
        assert!(normal_cdf(f64::NAN).is_nan());
    }

    #[test]
    fn normal_cdf_inverts_the_quantile_in_both_tails() {
        for exponent in 1..300 {
            let u = 0.7 * 10f64.powi(-exponent);
            // A polynomial of degree 7 with positive terms rounds by at most 14 half units; two of them and the
            // logarithm make 30. Such an error of x is x^2 times as large in the probability. Cody adds his own.
            let x = normal_quantile(u);
            let bound = x * x * 15.0 * f64::EPSILON + 1.5e-15;
            assert!((normal_cdf(x) / u - 1.0).abs() < bound, "{u}");
        }
    }
}
