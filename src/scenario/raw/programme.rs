//! `[programmes.<p>]`: staff, people found, costs, payers, effects.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::{one, zero};
use super::{RawEffect, RawValue};
use crate::scenario::range::{as_at_least_one, as_non_negative, as_positive, as_share};

/// A programme of social work for one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Programme")]
pub struct RawProgramme {
    /// A line for reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it stands in the typology of SEOR (2021).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typology: Option<RawTypology>,
    /// Name of the group it is for.
    pub group: String,
    /// Present staffing in FTE, `F_1`; required unless roles are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub fte: Option<RawValue>,
    /// Euro per FTE and year; required unless roles are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub cost_per_fte: Option<RawValue>,
    /// People one FTE can guide in a year, `kappa`; this or `participants_now`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub places_per_fte: Option<RawValue>,
    /// People registered at present staffing; sets `kappa`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub participants_now: Option<RawValue>,
    /// Share of extra staff that can be hired, `phi`.
    #[serde(default = "one")]
    #[schemars(transform = as_share)]
    pub hireable: RawValue,
    /// Years in which the extra staff grows in.
    #[serde(default = "one")]
    #[schemars(transform = as_at_least_one)]
    pub ramp: RawValue,
    /// Returns to scale, `epsilon`; 1 is proportional.
    #[serde(default = "one")]
    #[schemars(transform = as_non_negative)]
    pub returns_to_scale: RawValue,
    /// Share of people in need who can be found, `rho`.
    #[schemars(transform = as_share)]
    pub reach: RawValue,
    /// Share of those found who would take part, `u`.
    #[schemars(transform = as_share)]
    pub uptake: RawValue,
    /// Friction of matching, `k`: large is a perfect queue, 1 is much friction.
    #[schemars(transform = as_positive)]
    pub friction: RawValue,
    /// Share of participants who complete, `chi`.
    #[serde(default = "one")]
    #[schemars(transform = as_share)]
    pub completion: RawValue,
    /// Targeting weight of each stratum, `w`; left out, 1.
    #[serde(default)]
    pub targeting: IndexMap<String, RawValue>,
    /// Share on top of the cost per FTE.
    #[serde(default = "zero")]
    #[schemars(transform = as_non_negative)]
    pub overhead: RawValue,
    /// Euro a year while there is staff.
    #[serde(default = "zero")]
    #[schemars(transform = as_non_negative)]
    pub fixed: RawValue,
    /// Euro per participant.
    #[serde(default = "zero")]
    #[schemars(transform = as_non_negative)]
    pub cost_per_participant: RawValue,
    /// Who pays: a party, or shares of parties that sum to 1.
    pub paid_by: RawPayers,
    /// Who pays what exceeds present staffing; left out, the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra_paid_by: Option<RawPayers>,
    /// Staff of several kinds (the functiemix).
    #[serde(default)]
    pub roles: IndexMap<String, RawRole>,
    /// Effect on each outcome, by the name of the outcome.
    #[serde(default)]
    pub effects: IndexMap<String, RawEffect>,
}

/// Staff of one kind: hbo, mbo, volunteers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Role")]
pub struct RawRole {
    /// Present staffing in FTE.
    #[schemars(transform = as_non_negative)]
    pub fte: RawValue,
    /// Euro per FTE and year.
    #[schemars(transform = as_non_negative)]
    pub cost_per_fte: RawValue,
    /// People one FTE can guide in a year; left out, the programme's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub places_per_fte: Option<RawValue>,
}

/// A quadrant of the typology of SEOR (2021): preventive or curative, for one problem or for several at once.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Typology")]
pub enum RawTypology {
    /// Preventive, one problem.
    PreventiefEnkelvoudig,
    /// Preventive, several problems at once.
    PreventiefMeervoudig,
    /// Curative, one problem.
    CuratiefEnkelvoudig,
    /// Curative, several problems at once.
    CuratiefMeervoudig,
}

impl RawTypology {
    /// Every quadrant.
    pub const ALL: [Self; 4] = [
        Self::PreventiefEnkelvoudig,
        Self::PreventiefMeervoudig,
        Self::CuratiefEnkelvoudig,
        Self::CuratiefMeervoudig,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PreventiefEnkelvoudig => "preventief-enkelvoudig",
            Self::PreventiefMeervoudig => "preventief-meervoudig",
            Self::CuratiefEnkelvoudig => "curatief-enkelvoudig",
            Self::CuratiefMeervoudig => "curatief-meervoudig",
        }
    }
}

/// Who pays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Payers")]
pub enum RawPayers {
    /// One party pays everything.
    One(String),
    /// A share for each party; the shares sum to 1.
    Shares(IndexMap<String, f64>),
}

impl RawProgramme {
    /// Who pays what exceeds present staffing.
    pub fn extra_paid_by(&self) -> &RawPayers {
        self.extra_paid_by.as_ref().unwrap_or(&self.paid_by)
    }
}
