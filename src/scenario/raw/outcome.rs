//! `[outcomes.<o>]`: what can happen to people, and how often without the programme.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::{one, zero};
use super::{RawBaseline, RawBenefit, RawValue};
use crate::scenario::range::as_share;

/// An outcome of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Outcome")]
pub struct RawOutcome {
    /// Name of a ready outcome that this one is, but for the keys given here.
    #[serde(default, skip_serializing)]
    pub block: Option<String>,
    /// A line for reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When its value comes: care replaced soon, or trouble prevented later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<RawTerm>,
    /// Name of the group whose outcome it is.
    pub group: String,
    /// What kind of thing it is.
    pub kind: RawKind,
    /// Word for one unit, e.g. `huisartsbezoek`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How often, per person and year without the programme; required, except for a `score`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<RawBaseline>,
    /// Factors on the baseline at ages 0, 1, 2 … (years since service); the last one holds.
    #[serde(default = "level")]
    pub by_age: Vec<f64>,
    /// Number of ages at which it can happen, `L`; left out, the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 200))]
    pub at_risk: Option<u32>,
    /// Share of the year of service that counts.
    #[serde(default = "half")]
    #[schemars(transform = as_share)]
    pub service_year_share: RawValue,
    /// For a `state`: share still free next year (no relapse).
    #[serde(default = "one")]
    #[schemars(transform = as_share)]
    pub keep: RawValue,
    /// For a `state`: yearly probability that one would have got out without help.
    #[serde(default = "zero")]
    #[schemars(transform = as_share)]
    pub natural: RawValue,
    /// What one avoided unit is worth.
    #[serde(default)]
    pub benefits: Vec<RawBenefit>,
}

/// The kinds of outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Kind")]
pub enum RawKind {
    /// Can happen every year; the baseline is a yearly probability.
    Event,
    /// Happens at most once; the baseline is the yearly probability while it has not happened.
    Once,
    /// Visits or hours: a rate per person and year.
    Use,
    /// Something one is in; the baseline is the share in it at entry.
    State,
    /// A scale, in points.
    Score,
}

/// How an avoided outcome is worth something.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Term")]
pub enum RawTerm {
    /// Social work does what care would have done: short term.
    Substitution,
    /// Trouble that does not come: long term.
    Prevention,
}

impl RawKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Once => "once",
            Self::Use => "use",
            Self::State => "state",
            Self::Score => "score",
        }
    }
}

/// No change with age.
fn level() -> Vec<f64> {
    vec![1.0]
}

/// People finish half-way through the year on average.
const fn half() -> RawValue {
    RawValue::Number(0.5)
}
