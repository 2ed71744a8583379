//! `[[outcomes.<o>.benefits]]`: what one avoided unit is worth, to whom and when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use super::value::{one, zero};
use crate::scenario::range::{as_positive, as_rate, as_share};

/// What one avoided unit is worth: money, freed care work, or health.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Benefit")]
pub struct RawBenefit {
    /// Part of the address of its parameters; left out, its position, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Euro per avoided unit and year of the stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub euro: Option<RawValue>,
    /// Party that gains; required with `euro`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// A real resource, or money moved.
    #[serde(default)]
    pub ledger: RawLedger,
    /// Party that loses what `to` gains; required for a transfer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Years from the year a unit is avoided to the first payment.
    #[serde(default)]
    #[schemars(range(min = 0, max = 200))]
    pub after: u32,
    /// Number of yearly payments.
    #[serde(default = "once")]
    #[schemars(range(min = 1, max = 200))]
    pub lasts: u32,
    /// Real growth per calendar year from the base year.
    #[serde(default = "zero")]
    #[schemars(transform = as_rate)]
    pub growth: RawValue,
    /// Share that `to` can really turn into money.
    #[serde(default = "one")]
    #[schemars(transform = as_share)]
    pub cashable: RawValue,
    /// What is saved: `care`, `income`, `justice`, `housing` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Share already counted under another outcome; left out, 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_share, extend("default" = 0.0))]
    pub overlap: Option<RawValue>,
    /// Coefficient of variation between cases; left out, no spread. Not for `score`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_positive)]
    pub spread: Option<RawValue>,
    /// Care work freed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care: Option<RawCare>,
    /// QALY per avoided unit and year of the stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qaly: Option<RawValue>,
}

/// Care work that one avoided unit frees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Care")]
pub struct RawCare {
    /// Name of the sector, e.g. `vvt`.
    pub sector: String,
    /// Hours per avoided unit and year of the stream.
    pub hours: RawValue,
}

/// Where the money comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Ledger")]
pub enum RawLedger {
    /// A real resource saved: counts for society.
    #[default]
    Welfare,
    /// Money moved from one party to another: nets to zero for society.
    Transfer,
}

/// Paid in one year.
const fn once() -> u32 {
    1
}
