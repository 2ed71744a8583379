//! `[[published]]`: figures that others published about the same thing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A published figure; a run prints its band beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Published")]
pub struct RawPublished {
    /// A column of `trials.parquet`, e.g. `net_pv`.
    pub measure: String,
    /// Name of an arm, e.g. `2x`.
    pub arm: String,
    /// The figure; this or `within`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// `[lo, hi]`: where the figure lies ("almost half a million"); this or `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<[f64; 2]>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Anything the reader of a report should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
