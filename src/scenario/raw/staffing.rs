//! `[staffing]`: the levels and named arms that are compared.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The staffing levels that are compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Staffing")]
pub struct RawStaffing {
    /// Multiples of present staffing; 0 and 1 are always run.
    #[serde(default = "usual_levels")]
    pub levels: Vec<f64>,
    /// Arms with a name and FTE of their own.
    #[serde(default)]
    pub arms: Vec<RawArm>,
}

/// An arm with a name and FTE of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Arm")]
pub struct RawArm {
    /// Its name in results; not like a level (`2x`).
    pub name: String,
    /// FTE of each programme; one not named keeps its present FTE.
    pub fte: IndexMap<String, RawFte>,
}

/// FTE of a programme in a named arm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Fte")]
pub enum RawFte {
    /// In all, in the present mix of roles.
    All(f64),
    /// For each role by name.
    Roles(IndexMap<String, f64>),
}

/// No staff, present staff, twice and four times as much.
fn usual_levels() -> Vec<f64> {
    vec![0.0, 1.0, 2.0, 4.0]
}

impl Default for RawStaffing {
    fn default() -> Self {
        Self { levels: usual_levels(), arms: Vec::new() }
    }
}
