//! The table of a parameter: what is known of a number, and where that comes from.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::{
    RawBeta, RawEmpirical, RawGamma, RawLogNormal, RawMixturePart, RawNormal, RawPert,
    RawQuantiles, RawTriangular, RawUniform,
};

/// What is known of a number: exactly one of `value`, `ref` or a family, and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Parameter")]
pub struct RawParameter {
    /// A number that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Name of a table `[parameters.<name>]`: that parameter, drawn once and used here too. Stands alone.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Name of a price of the price list: its amount, drawn once and used wherever that price is. Stands alone.
    #[serde(skip_serializing)]
    pub price: Option<String>,
    /// A CSV file of studies, beside the scenario, that are pooled into a distribution.
    #[serde(skip_serializing)]
    pub evidence: Option<String>,
    /// With `evidence`: `prediction` (the effect in a new setting; default) or `mean` (the mean over settings).
    #[serde(rename = "use", skip_serializing)]
    pub used: Option<String>,
    /// With `evidence`: what the studies measured: `rr`, `or`, `rd`, `smd`, `ratio` or `yi`.
    #[serde(skip_serializing)]
    pub measure: Option<String>,
    /// With `evidence`: how the variance between studies is found: `reml` (default), `dl`, `ml`, `pm`, `he`, `sj`, `ce`.
    #[serde(skip_serializing)]
    pub tau2: Option<String>,
    /// With `evidence`: how the interval of the mean is found: `hk`, `hk-adhoc` or `z`.
    #[serde(skip_serializing)]
    pub interval: Option<String>,
    /// With `evidence`: only the rows in which a column holds a text, `{ column = "text" }`.
    #[serde(skip_serializing)]
    pub only: Option<IndexMap<String, String>>,
    /// A number that is known; the same as `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<f64>,
    /// Anything between two bounds, equally likely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uniform: Option<RawUniform>,
    /// Two bounds and the most likely value, straight lines between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triangular: Option<RawTriangular>,
    /// Two bounds and the most likely value, smooth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pert: Option<RawPert>,
    /// Normal distribution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normal: Option<RawNormal>,
    /// Lognormal distribution: values above 0, skewed to the right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lognormal: Option<RawLogNormal>,
    /// Beta distribution: values between 0 and 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beta: Option<RawBeta>,
    /// Gamma distribution: values above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gamma: Option<RawGamma>,
    /// One of some values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empirical: Option<RawEmpirical>,
    /// A distribution through given quantiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantiles: Option<RawQuantiles>,
    /// One of some distributions or values, each with a weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mixture: Option<Vec<RawMixturePart>>,
    /// `[lo, hi]`: the distribution given that it lies between; `-inf` and `inf` are allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truncate: Option<[f64; 2]>,
    /// `"wijken"`: in a run over many wijken each has its own draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub varies_between: Option<VariesBetween>,
    /// For money: the year the amount is in. It is re-indexed with `[prices]` to the price year of the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1900, max = 2200))]
    pub price_year: Option<i32>,
    /// Where the figure comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How good the evidence is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Anything the reader of a report should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How good the evidence for a figure is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Grade {
    /// Randomised trial or registry.
    A,
    /// Pooled controlled studies.
    B,
    /// Observational study or official average.
    C,
    /// Expert judgement.
    D,
}

impl Grade {
    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// What a parameter has a draw of its own for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VariesBetween {
    /// Each wijk of a run over many.
    Wijken,
}
