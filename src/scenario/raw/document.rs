//! The whole file.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    RawAbout, RawAreas, RawCorrelation, RawDiscounting, RawGroup, RawJoint, RawOutcome,
    RawParameter, RawParty, RawPrices, RawProgramme, RawPublished, RawStaffing,
};

/// A scenario: who lives in the wijk, which programmes work there, what they do to which outcomes, and what an avoided
/// outcome is worth to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Scenario")]
pub struct RawScenario {
    /// Name, years, money: what holds for the whole scenario.
    pub scenario: RawAbout,
    /// How later years count.
    #[serde(default)]
    pub discounting: RawDiscounting,
    /// Named parameters, used with `{ ref = "name" }` and drawn once, however often they are used.
    #[serde(default)]
    pub parameters: IndexMap<String, RawParameter>,
    /// Groups of people.
    #[serde(default)]
    pub groups: IndexMap<String, RawGroup>,
    /// Programmes of social work; those of one group draw people in the order of the file.
    #[serde(default)]
    pub programmes: IndexMap<String, RawProgramme>,
    /// What can happen to people, and what avoiding it is worth.
    #[serde(default)]
    pub outcomes: IndexMap<String, RawOutcome>,
    /// The staffing levels that are compared.
    #[serde(default)]
    pub staffing: RawStaffing,
    /// Parties besides the known ones, and what is known of parties.
    #[serde(default)]
    pub parties: IndexMap<String, RawParty>,
    /// Rank correlations between uncertain parameters.
    #[serde(default)]
    pub correlations: Vec<RawCorrelation>,
    /// Lists of values that belong together row by row, as in a sample drawn jointly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<RawJoint>,
    /// A price index, needed for every `price_year` used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices: Option<RawPrices>,
    /// Published figures that a run is held against; they never change it.
    #[serde(default)]
    pub published: Vec<RawPublished>,
    /// How the columns of a table of wijken are read; for runs over many wijken only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub areas: Option<RawAreas>,
}
