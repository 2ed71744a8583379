//! `[groups.<g>]`: who lives in the wijk.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use super::value::zero;
use crate::scenario::range::{as_non_negative, as_share};

/// A group of people, e.g. the youth of the wijk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Group")]
pub struct RawGroup {
    /// A line for reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of people, `N`; rounded to whole people.
    #[schemars(transform = as_non_negative)]
    pub size: RawValue,
    /// Share of the group in need, `v`; required unless every stratum gives its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_share)]
    pub need: Option<RawValue>,
    /// Share that leaves the group each year and is replaced, `tau`.
    #[serde(default = "zero")]
    #[schemars(transform = as_share)]
    pub turnover: RawValue,
    /// Yearly probability that a helped person dies or leaves the country, `e`; never 0 for older people.
    #[serde(default = "zero")]
    #[schemars(transform = as_share)]
    pub exit: RawValue,
    /// Parts of the group with their own need and baselines; left out, one part called `all`.
    #[serde(default)]
    pub strata: IndexMap<String, RawStratum>,
}

/// A part of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Stratum")]
pub struct RawStratum {
    /// Share of the group, `s`; the shares of all strata sum to 1.
    #[schemars(transform = as_share)]
    pub share: f64,
    /// Share of the stratum in need, `v`; left out, the group's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_share)]
    pub need: Option<RawValue>,
}
