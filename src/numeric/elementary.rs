//! `exp` and `ln` without branches or calls, so that a loop over a column becomes vector instructions.
//!
//! Only additions, multiplications, divisions and bit patterns: the same bits on every processor and system, which the
//! functions of a system's own library do not promise. Relative errors lie below 6e-16 (8e-16 for `ln_1p`), see the tests.

use std::f64::consts::LN_2;

/// The high part of ln 2: its last 32 bits are zero, so that a product with a small whole number is exact.
const LN_2_HIGH: f64 = f64::from_bits(LN_2.to_bits() & 0xFFFF_FFFF_0000_0000);

/// The rest of ln 2, to some 85 bits in all: ln 2 = 0.693147180559945309417232121458176568…
const LN_2_LOW: f64 = (LN_2 - LN_2_HIGH) + 2.319_046_813_846_299_6e-17;

/// Added to a number below 2^51 in size, this leaves the nearest whole number in the last bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// `e^x`; 0 below -708, and at most `e^709`. NaN gives a number: check before, not after.
#[inline]
pub fn exp(x: f64) -> f64 {
    let inside = if x > -708.0 { x } else { -708.0 };
    let inside = if inside < 709.0 { inside } else { 709.0 };
    let rounded = inside * std::f64::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = (inside - n * LN_2_HIGH) - n * LN_2_LOW;
    // Taylor: |r| < 0.347, so that what follows r^13 / 13! is below 5e-18.
    let mut sum = 1.0 / 6_227_020_800.0;
    for factor in [
        1.0 / 479_001_600.0,
        1.0 / 39_916_800.0,
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
    ] {
        sum = sum * r + factor;
    }
    let value = (sum * r + 1.0) * r + 1.0;
    // 2^n: the last bits of `rounded` hold n.
    let power = f64::from_bits(rounded.to_bits().wrapping_add(1023) << 52);
    if x > -708.0 { value * power } else { 0.0 }
}

/// `ln x` for normal numbers above 0; for 0 the logarithm of the smallest normal number, about -708.
#[inline]
pub fn ln(x: f64) -> f64 {
    let x = if x > f64::MIN_POSITIVE { x } else { f64::MIN_POSITIVE };
    // x = 2^n m with m between sqrt(1/2) and sqrt 2.
    let shifted = x.to_bits().wrapping_sub(std::f64::consts::FRAC_1_SQRT_2.to_bits());
    // The exponent as a number: put where 2^52 has its last digits, moved up to be positive.
    let n = f64::from_bits((shifted.wrapping_add(2048 << 52) >> 52) | 0x4330_0000_0000_0000)
        - (4_503_599_627_370_496.0 + 2048.0);
    let m = f64::from_bits(
        (shifted & 0x000F_FFFF_FFFF_FFFF).wrapping_add(std::f64::consts::FRAC_1_SQRT_2.to_bits()),
    );
    // ln m = 2 artanh s, s = (m - 1) / (m + 1), |s| < 0.1716: what follows s^21 / 21 is below 1e-18.
    let s = (m - 1.0) / (m + 1.0);
    let square = s * s;
    let mut sum = 1.0 / 21.0;
    for factor in [
        1.0 / 19.0,
        1.0 / 17.0,
        1.0 / 15.0,
        1.0 / 13.0,
        1.0 / 11.0,
        1.0 / 9.0,
        1.0 / 7.0,
        1.0 / 5.0,
        1.0 / 3.0,
    ] {
        sum = sum * square + factor;
    }
    let log = 2.0 * s + (2.0 * s * square * sum + n * LN_2_LOW);
    n * LN_2_HIGH + log
}

/// `ln(1 + x)` for `x >= 0`, exact in relative terms however small `x` is.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    let sum = 1.0 + x;
    // What rounding took from 1 + x is given back to first order.
    ln(sum) + (x - (sum - 1.0)) / sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest relative distance from the function of the standard library, itself right to 1.1e-16 or so.
    fn largest(points: impl Iterator<Item = f64>, own: fn(f64) -> f64, std: fn(f64) -> f64) -> f64 {
        points.map(|x| ((own(x) - std(x)) / std(x)).abs()).fold(0.0, f64::max)
    }

    /// A million points over the reals in a range, evenly.
    fn even(low: f64, high: f64) -> impl Iterator<Item = f64> {
        (0..1_000_000).map(move |i| low + (high - low) * (f64::from(i) + 0.37) / 1e6)
    }

    #[test]
    fn exp_is_right_to_the_last_digits() {
        for (low, high) in [(-708.0, 709.0), (-1.0, 1.0), (-1e-6, 1e-6)] {
            let error = largest(even(low, high), exp, f64::exp);
            assert!(error < 4e-16, "{low} {high}: {error:e}");
        }
        assert_eq!(
            (exp(0.0), exp(-708.5), exp(-1e300), exp(f64::NEG_INFINITY)),
            (1.0, 0.0, 0.0, 0.0)
        );
    }

    #[test]
    fn ln_is_right_to_the_last_digits() {
        for (low, high) in [(1e-3, 10.0), (0.9, 1.1), (1e-9, 1e-6), (1e6, 1e300)] {
            let error = largest(even(low, high), ln, f64::ln);
            // Five roundings of at most 1.1e-16 of the result: m + 1, the quotient, its square's series, the product, the sum.
            assert!(error < 6e-16, "{low} {high}: {error:e}");
        }
        for x in [f64::MIN_POSITIVE, 1e-300, 0.5, 1.0, 2.0, 1024.0, f64::MAX] {
            assert!((ln(x) - x.ln()).abs() <= 6e-16 * x.ln().abs(), "{x}");
        }
        assert!((ln(0.0) + 708.4).abs() < 0.1);
    }

    #[test]
    fn ln_1p_keeps_the_digits_of_small_numbers() {
        for (low, high) in
            [(1e-300, 1e-290), (1e-20, 1e-15), (1e-9, 1e-6), (1e-3, 1.0), (1.0, 50.0)]
        {
            let error = largest(even(low, high), ln_1p, f64::ln_1p);
            // Those of `ln`, and two of the correction.
            assert!(error < 8e-16, "{low} {high}: {error:e}");
        }
        assert!(ln_1p(0.0).abs() <= 0.0);
    }
}
