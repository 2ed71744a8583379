//! The baseline of an outcome: one value, a first value and ratios, or one value a stratum.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use crate::scenario::range::as_non_negative;

/// How often, per person and year without the programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Baseline")]
pub enum RawBaseline {
    /// One value for all strata.
    All(RawValue),
    /// A value for the first stratum and a ratio for each other.
    First(RawFirst),
    /// A value for each stratum.
    Each(IndexMap<String, RawValue>),
}

/// A value for the first stratum and a ratio for each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FirstAndRatio")]
pub struct RawFirst {
    /// Baseline of the first stratum.
    #[schemars(transform = as_non_negative)]
    pub first: RawValue,
    /// How many times that the other strata have, each by name.
    pub ratio: IndexMap<String, RawValue>,
}
