//! What a band is made of: ignorance, luck, and how much of it is error of the simulation.

use super::bands::Band;
use super::figures::measured;
use crate::engine::{Measure, Sample};
use crate::numeric::correlation;

/// What the band of the net present value of an arm is made of; NaN where the net does not vary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Composition {
    /// Index of the arm in [`crate::model::Model::arms`].
    pub arm: usize,
    /// The band itself, EUR.
    pub net: Band,
    /// Luck's share of the variance, `1 - corr(sampled, expected)^2`, in [0, 1]: it stays however much is learnt.
    pub luck: f64,
    /// The rest: the share that comes from inputs not being known, in [0, 1].
    pub ignorance: f64,
    /// Width of the 90 % band, EUR: `p95 - p05`.
    pub width: f64,
    /// Monte Carlo standard error of the mean, as a share of the width.
    pub error_of_mean: f64,
    /// That of the lower edge (5 %).
    pub error_of_low: f64,
    /// That of the upper edge (95 %).
    pub error_of_high: f64,
}

/// The composition of the band of `net_pv` of an arm.
pub fn composition(sample: &Sample, arm: usize) -> Composition {
    let sampled = measured(sample, Measure::NetPv, arm);
    let with = correlation(&sampled, &measured(sample, Measure::NetPvExpected, arm));
    let net = Band::of(&sampled);
    let width = net.value.p95 - net.value.p05;
    let of_width = |error: f64| if width > 0.0 { error / width } else { f64::NAN };
    Composition {
        arm,
        net,
        luck: 1.0 - with * with,
        ignorance: with * with,
        width,
        error_of_mean: of_width(net.mcse.mean),
        error_of_low: of_width(net.mcse.p05),
        error_of_high: of_width(net.mcse.p95),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::sample;

    /// Expected net `i`, sampled net `i` plus or minus `luck`, both signs for every `i`.
    fn with_luck(luck: f64) -> Composition {
        let mut sample = sample(1600);
        for trial in 0..1600 {
            let expected = (trial / 2) as f64;
            let sign = if trial % 2 == 0 { 1.0 } else { -1.0 };
            sample.measures[[Measure::NetPvExpected.index(), 2, trial]] = expected;
            sample.measures[[Measure::NetPv.index(), 2, trial]] = expected + sign * luck;
        }
        composition(&sample, 2)
    }

    #[test]
    fn the_variance_of_luck_adds_to_that_of_ignorance() {
        // Luck is uncorrelated with what is expected, so its share is luck^2 / (luck^2 + variance of 0..799 in pairs).
        let ignorance = (800.0_f64.powi(2) - 1.0) / 12.0;
        let found = with_luck(300.0);
        let share = 300.0_f64.powi(2) / (300.0_f64.powi(2) + ignorance);
        assert!((found.luck - share).abs() < 1e-12, "{} {share}", found.luck);
        assert!((found.luck + found.ignorance - 1.0).abs() < 1e-15);
        assert!(with_luck(0.0).luck.abs() < 1e-12);
    }

    #[test]
    fn errors_are_told_as_parts_of_the_width() {
        let found = with_luck(0.0);
        // Type 7 quantiles of each of 0..799 twice: 0.05 x 1599 = 79.95, so between places 79 and 80, values 39 and 40.
        let (low, high) = (39.95, 759.05);
        assert!((found.width - (high - low)).abs() < 1e-9, "{}", found.width);
        assert!((found.error_of_mean * found.width - found.net.mcse.mean).abs() < 1e-12);
        assert!((found.error_of_low * found.width - found.net.mcse.p05).abs() < 1e-12);
        assert!((found.error_of_high * found.width - found.net.mcse.p95).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_vary_has_no_composition() {
        let found = composition(&sample(64), 0);
        assert!(found.luck.is_nan() && found.ignorance.is_nan() && found.error_of_mean.is_nan());
    }
}
