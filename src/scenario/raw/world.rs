//! `[parties.<x>]`, `[[correlations]]` and `[prices]`: what several tables lean on.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use crate::scenario::range::{as_correlation, as_share};

/// Somebody who pays or gains.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Party")]
pub struct RawParty {
    /// A line for reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Yearly probability that a person leaves its responsibility.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_share)]
    pub leaves: Option<RawValue>,
}

/// Rank correlation between two uncertain parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Correlation")]
pub struct RawCorrelation {
    /// Path of a parameter, e.g. `programmes.jongerenwerk.uptake`.
    pub a: String,
    /// Path of the other, e.g. `parameters.causal_youth`.
    pub b: String,
    /// Spearman's rank correlation.
    #[schemars(transform = as_correlation)]
    pub rank: f64,
}

/// Parameters whose `empirical` lists belong together row by row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Joint")]
pub struct RawJoint {
    /// Paths of parameters, each an `empirical` list without weights, all of one length.
    pub of: Vec<String>,
    /// Where the sample comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A price index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Prices")]
pub struct RawPrices {
    /// A price list of one's own, a file beside the scenario; left out, the list that comes with the program.
    #[serde(default, skip_serializing)]
    pub list: Option<String>,
    /// Level of prices in each calendar year, on any scale; left out, the index of the price list, where a price is used.
    #[serde(default)]
    pub index: IndexMap<String, f64>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
