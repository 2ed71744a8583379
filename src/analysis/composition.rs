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
