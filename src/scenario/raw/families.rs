//! The families of distributions, with the figures people have at hand.
//!
//! Which figures go together is checked when the distribution is made; here each is optional.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawParameter;

/// Anything between `low` and `high`, equally likely.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Uniform")]
pub struct RawUniform {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
}

/// Between `low` and `high`, most likely `mode`, straight lines between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Triangular")]
pub struct RawTriangular {
    /// Smallest value.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Largest value.
    pub high: f64,
}

/// Between `low` and `high`, most likely `mode`, smooth (a scaled beta distribution).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Pert")]
pub struct RawPert {
    /// Smallest value.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Largest value.
    pub high: f64,
    /// How strongly the mode pulls; 4 is usual.
    #[serde(default = "usual_shape")]
    pub shape: f64,
}

/// The weight of the mode in the classic PERT formula, mean = (low + 4 mode + high) / 6.
const fn usual_shape() -> f64 {
    4.0
}

/// Normal distribution: `mean, sd` or `mean, interval` or `interval` or `p05, p95`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Normal")]
pub struct RawNormal {
    /// Mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Standard deviation, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// Central 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
    /// 5 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p05: Option<f64>,
    /// 95 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
}

/// Lognormal distribution: `median, sigma` or `mean, sd` or `mean, interval` or `interval` or `p05, p95`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "LogNormal")]
pub struct RawLogNormal {
    /// Median, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<f64>,
    /// Standard deviation of the logarithm, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sigma: Option<f64>,
    /// Mean, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Standard deviation, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// Central 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
    /// 5 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p05: Option<f64>,
    /// 95 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
}

/// Beta distribution: `alpha, beta` or `mean, sd` or `mean, interval` or `interval` or `p05, p95` or `successes, trials`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Beta")]
pub struct RawBeta {
    /// First shape, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
    /// Second shape, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beta: Option<f64>,
    /// Mean, between 0 and 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Standard deviation, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// Central 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
    /// 5 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p05: Option<f64>,
    /// 95 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
    /// People counted with the trait (Jeffreys prior).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successes: Option<f64>,
    /// People counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trials: Option<f64>,
}

/// Gamma distribution: `shape, scale` or `mean, sd` or `mean, interval` or `interval` or `p05, p95`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Gamma")]
pub struct RawGamma {
    /// Shape, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<f64>,
    /// Scale, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// Mean, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Standard deviation, above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// Central 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
    /// 5 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p05: Option<f64>,
    /// 95 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
}

/// One of these values, equally likely or by weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Empirical")]
pub struct RawEmpirical {
    /// The values.
    pub values: Vec<f64>,
    /// A weight for each; left out, equally likely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<f64>>,
}

/// A distribution through given quantiles: `p05, p50, p95` or `probabilities, values`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Quantiles")]
pub struct RawQuantiles {
    /// 5 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p05: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 95 % quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
    /// Probabilities between 0 and 1, rising.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probabilities: Option<Vec<f64>>,
    /// The value at each probability, not falling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<f64>>,
}

/// One part of a mixture: a weight, and a number or a family.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MixturePart")]
pub struct RawMixturePart {
    /// Probability of this part; all of them sum to 1.
    pub weight: f64,
    /// A number: a point mass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// A number; the same as `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<f64>,
    /// Anything between two bounds, equally likely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uniform: Option<RawUniform>,
    /// Two bounds and the most likely value, straight lines between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triangular: Option<RawTriangular>,
    /// Two bounds and the most likely value, smooth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pert: Option<RawPert>,
    /// Normal distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normal: Option<RawNormal>,
    /// Lognormal distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lognormal: Option<RawLogNormal>,
    /// Beta distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beta: Option<RawBeta>,
    /// Gamma distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gamma: Option<RawGamma>,
    /// One of some values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empirical: Option<RawEmpirical>,
    /// A distribution through given quantiles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantiles: Option<RawQuantiles>,
}

impl From<&RawMixturePart> for RawParameter {
    fn from(part: &RawMixturePart) -> Self {
        let part = part.clone();
        Self {
            value: part.value,
            fixed: part.fixed,
            uniform: part.uniform,
            triangular: part.triangular,
            pert: part.pert,
            normal: part.normal,
            lognormal: part.lognormal,
            beta: part.beta,
            gamma: part.gamma,
            empirical: part.empirical,
            quantiles: part.quantiles,
            ..Self::default()
        }
    }
}

impl RawMixturePart {
    /// A part of the same weight with the number or family of a parameter.
    #[must_use]
    pub(crate) fn with_family_of(&self, parameter: RawParameter) -> Self {
        Self {
            weight: self.weight,
            value: parameter.value,
            fixed: parameter.fixed,
            uniform: parameter.uniform,
            triangular: parameter.triangular,
            pert: parameter.pert,
            normal: parameter.normal,
            lognormal: parameter.lognormal,
            beta: parameter.beta,
            gamma: parameter.gamma,
            empirical: parameter.empirical,
            quantiles: parameter.quantiles,
        }
    }
}
