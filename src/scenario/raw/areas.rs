//! `[areas]`: how the columns of a table of wijken become quantities of the scenario.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use super::value::one;

/// How a table of wijken is read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Areas")]
pub struct RawAreas {
    /// Column with the code of the wijk; left out, a usual name (`code`, `gwb_code_10`, `WijkenEnBuurten` …).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Column with the name of the wijk; left out, a usual name (`name`, `regio`, `Gemeentenaam_1` …).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Column with the code of the municipality (`GM0518`); left out, a usual name, or else the code of the wijk says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// Which rows are areas; left out, the wijken, or where there are none the buurten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<RawLevel>,
    /// Columns that are known and not used, or `"all"`: whatever is not known.
    pub ignore: RawIgnore,
    /// By the path of a quantity: the columns that it is computed from.
    pub columns: IndexMap<String, RawAreaColumn>,
}

/// Which rows of a table are areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawLevel {
    /// Rows with a code `WK…`.
    Wijken,
    /// Rows with a code `BU…`.
    Buurten,
    /// Rows with a code `GM…`.
    Gemeenten,
}

/// Columns that are not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Ignore")]
pub enum RawIgnore {
    /// All that are not known.
    All(RawAll),
    /// Those with these names.
    Columns(Vec<String>),
}

/// The word for everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "All")]
pub enum RawAll {
    /// Whatever is not known.
    All,
}

impl Default for RawIgnore {
    fn default() -> Self {
        Self::Columns(Vec::new())
    }
}

/// A quantity computed from columns: their product, times a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AreaColumn")]
pub struct RawAreaColumn {
    /// Columns that are multiplied; at least one.
    pub product: Vec<String>,
    /// A number they are multiplied by, known, with its source.
    #[serde(default = "one")]
    pub times: RawValue,
    /// Which of the columns are percentages, divided by 100 each: `true`, `false` or names; left out, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<RawWhich>,
    /// In which columns a missing cell takes the municipality's, or else the country's: `true`, `false` or names; left
    /// out, in percentages, and in all of them where the quantity is a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impute: Option<RawWhich>,
}

/// Some of the columns of a quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Which")]
pub enum RawWhich {
    /// All of them, or none.
    Each(bool),
    /// Those with these names.
    Columns(Vec<String>),
}

impl RawWhich {
    /// Whether a column is one of them.
    pub fn holds(&self, column: &str) -> bool {
        match self {
            Self::Each(all) => *all,
            Self::Columns(names) => names.iter().any(|name| name == column),
        }
    }
}

impl RawAreaColumn {
    /// The number that the columns are multiplied by, if it is known.
    pub fn factor(&self) -> Option<f64> {
        match &self.times {
            RawValue::Number(number) => Some(*number),
            RawValue::Parameter(parameter) => parameter.value.or(parameter.fixed),
        }
    }
}
