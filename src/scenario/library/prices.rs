//! A price list: what one unit costs, in euros of which year, who pays, and where that comes from.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::raw::{Grade, RawValue};
use super::super::{family, schema, structure};
use crate::distributions::Distribution;
use crate::source::{self, Node, Problem};

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../../../evidence/prices.toml");

/// The name of that list.
pub(super) const BUILT_IN_NAME: &str = "evidence/prices.toml";

/// A price list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// What the list is.
    #[serde(default)]
    pub about: About,
    /// A price index, used by scenarios that have none of their own.
    #[serde(default)]
    pub index: Option<Index>,
    /// The prices, by the name that scenarios and client cases use.
    pub prices: IndexMap<String, Price>,
}

/// What a list is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct About {
    /// A line.
    pub title: Option<String>,
    /// Year in which somebody last looked at all of it.
    pub reviewed: Option<i32>,
    /// Where it comes from as a whole.
    pub source: Option<String>,
    /// Anything its reader should know.
    pub note: Option<String>,
}

/// A price index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Level of prices in each calendar year, on any scale.
    pub levels: IndexMap<String, f64>,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<String>,
    /// How good that is.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Anything its reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A price.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// A line.
    #[serde(default)]
    pub title: Option<String>,
    /// What one costs: a consult, an hour, a year.
    pub unit: String,
    /// Euro a unit, with its doubt.
    pub euro: RawValue,
    /// The year the amount is in.
    #[schemars(range(min = 1900, max = 2200))]
    pub price_year: i32,
    /// The party that pays it.
    #[serde(default)]
    pub payer: Option<String>,
    /// What is bought: `care`, `housing`, `justice` …
    #[serde(default)]
    pub category: Option<String>,
    /// Last year in which it may be used without a warning.
    #[serde(default)]
    #[schemars(range(min = 1900, max = 2200))]
    pub valid_until: Option<i32>,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<String>,
    /// How good that is.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Anything its reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Price {
    /// Its mean, in euros of its own year; NaN where its figures make no distribution.
    pub fn mean(&self) -> f64 {
        self.distribution().map_or(f64::NAN, |known| known.mean())
    }

    /// What is known of the amount, in euros of its own year; none where its figures make no distribution.
    pub fn distribution(&self) -> Option<Distribution> {
        match &self.euro {
            RawValue::Number(number) => Distribution::fixed(*number).ok(),
            RawValue::Parameter(parameter) => {
                let whole = family::distribution(parameter).ok()?;
                match parameter.truncate {
                    None => Some(whole),
                    Some([low, high]) => whole.truncated(low, high).ok(),
                }
            }
        }
    }
}

/// A price list as read: what it means, and the tree it was read from.
#[derive(Debug, Clone)]
pub(in crate::scenario) struct Read {
    pub(in crate::scenario) list: PriceList,
    pub(super) tree: Node,
    pub(in crate::scenario) text: String,
    pub(in crate::scenario) file: String,
}

/// Reads a price list.
///
/// # Errors
/// Everything that is wrong with it.
pub(in crate::scenario) fn read(file: &str, text: &str) -> Result<Read, Vec<Problem>> {
    let tree = source::parse(text)?;
    let schema = schema::schema_of::<PriceList>("wijkimpact price list");
    let checked = structure::check(&tree, &schema);
    if checked.problems.iter().any(Problem::is_error) {
        return Err(checked.problems);
    }
    let list = PriceList::deserialize(checked.value).map_err(|error| {
        vec![Problem::new(super::super::codes::UNREADABLE, "", error.message())]
    })?;
    Ok(Read { list, tree, text: text.to_owned(), file: file.to_owned() })
}

/// The list that comes with the program.
///
/// # Errors
/// Never: a test reads it.
pub(in crate::scenario) fn built_in() -> Result<Read, Vec<Problem>> {
    read(BUILT_IN_NAME, BUILT_IN)
}

/// The price list that comes with the program.
///
/// # Errors
/// Never in a program that passed its tests.
pub fn built_in_prices() -> Result<PriceList, Vec<Problem>> {
    built_in().map(|read| read.list)
}
