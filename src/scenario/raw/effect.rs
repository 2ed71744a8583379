//! `[programmes.<p>.effects.<o>]`: what a programme does to an outcome.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use super::value::{one, zero};
use crate::scenario::range::{as_difference, as_non_negative, as_positive, as_share};

/// Effect of a programme on one outcome: exactly one measure, and how much of it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Effect")]
pub struct RawEffect {
    /// Whom the evidence measured.
    pub among: RawAmong,
    /// Risk with the programme divided by risk without; below 1 is fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub relative_risk: Option<RawValue>,
    /// Rate with the programme divided by rate without; the only measure for `use`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub rate_ratio: Option<RawValue>,
    /// Odds with the programme divided by odds without.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_positive)]
    pub odds_ratio: Option<RawValue>,
    /// Cohen's d or Hedges' g; negative is fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standardised_mean_difference: Option<RawValue>,
    /// Risk with the programme less risk without; negative is fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_difference)]
    pub risk_difference: Option<RawValue>,
    /// Scale points per person, for a `score`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<RawValue>,
    /// Control risk in the evidence; left out, the stratum's own baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_share)]
    pub study_baseline: Option<RawValue>,
    /// Share of the measured effect that is caused.
    #[serde(default = "one")]
    #[schemars(transform = as_share)]
    pub causal: RawValue,
    /// Share owed to this programme and not to its partners.
    #[serde(default = "one")]
    #[schemars(transform = as_share)]
    pub attribution: RawValue,
    /// Share that is a loss elsewhere.
    #[serde(default = "zero")]
    #[schemars(transform = as_share)]
    pub displacement: RawValue,
    /// Years in which the effect halves; left out, it stays. Not for `state`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_positive)]
    pub half_life: Option<RawValue>,
}

/// Whom an effect was measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Among")]
pub enum RawAmong {
    /// Everybody who took part.
    Participants,
    /// Those who completed.
    Completers,
}
