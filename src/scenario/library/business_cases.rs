//! Business cases that others published, with their place in the typology, and the anchors a result is held against.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::raw::{Grade, RawTypology};
use super::super::{schema, structure};
use crate::source::{self, Problem};

/// The file that comes with the program.
const BUILT_IN: &str = include_str!("../../../evidence/business-cases.toml");

/// Business cases and anchors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessCases {
    /// The cases.
    pub cases: Vec<BusinessCase>,
    /// Published ratios that a result is held against.
    pub anchors: Vec<Anchor>,
}

/// A business case, with what is known of it and what is not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessCase {
    /// Its name.
    pub name: String,
    /// Its quadrant, where one can be given.
    #[serde(default)]
    pub typology: Option<RawTypology>,
    /// Who gave it that quadrant: `SEOR` or `authors`.
    #[serde(default)]
    pub typology_by: Option<String>,
    /// Benefits over costs, as published or divided by us.
    #[serde(default)]
    pub ratio: Option<f64>,
    /// The ratio in the words of its source.
    #[serde(default)]
    pub ratio_words: Option<String>,
    /// Euro.
    #[serde(default)]
    pub cost: Option<f64>,
    /// Euro.
    #[serde(default)]
    pub benefit: Option<f64>,
    /// What cost and benefit are for: a person-year, a case.
    #[serde(default)]
    pub per: Option<String>,
    /// Year of publication.
    #[serde(default)]
    pub year: Option<i32>,
    /// Where it was read.
    pub source: String,
    /// How good that is.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// What is known.
    #[serde(default)]
    pub known: Option<String>,
    /// What is not.
    #[serde(default)]
    pub unknown: Option<String>,
}

/// A published ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// What it is of.
    pub name: String,
    /// Benefits over costs.
    #[serde(default)]
    pub ratio: Option<f64>,
    /// In the words of its source.
    #[serde(default)]
    pub ratio_words: Option<String>,
    /// What is known of its spread.
    #[serde(default)]
    pub spread: Option<String>,
    /// Year of publication.
    #[serde(default)]
    pub year: Option<i32>,
    /// Where it was read.
    pub source: String,
    /// How good that is.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Anything its reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// The cases and anchors that come with the program.
///
/// # Errors
/// Never in a program that passed its tests.
pub fn built_in_cases() -> Result<BusinessCases, Vec<Problem>> {
    let tree = source::parse(BUILT_IN)?;
    let schema = schema::schema_of::<BusinessCases>("wijkimpact business cases");
    let checked = structure::check(&tree, &schema);
    if checked.problems.iter().any(Problem::is_error) {
        return Err(checked.problems);
    }
    BusinessCases::deserialize(checked.value)
        .map_err(|error| vec![Problem::new(super::super::codes::UNREADABLE, "", error.message())])
}
