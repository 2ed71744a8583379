//! A file of client cases as it was typed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::scenario::raw::RawValue;

/// A file of client cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Casebook")]
pub struct RawCasebook {
    /// What holds for all cases.
    pub about: RawCasebookAbout,
    /// The cases.
    #[serde(default)]
    pub cases: Vec<RawCase>,
}

/// What holds for all cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "About")]
pub struct RawCasebookAbout {
    /// A line for reports.
    #[serde(default)]
    pub title: Option<String>,
    /// Whether the cases are made up, to teach or to try; every output then says so.
    #[serde(default)]
    pub made_up: bool,
    /// Euros of this calendar year.
    #[schemars(range(min = 1900, max = 2200))]
    pub price_year: i32,
    /// A price list of one's own, a file beside this one; left out, the list that comes with the program.
    #[serde(default)]
    pub prices: Option<String>,
    /// Share of the difference, as judged by those involved, that is really owed to the help; left out, all of it.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub optimism: Option<RawValue>,
    /// Anything the reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A client case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Case")]
pub struct RawCase {
    /// Short name, of the case and never of the person.
    pub name: String,
    /// A line.
    #[serde(default)]
    pub title: Option<String>,
    /// What would have happened without the help.
    #[serde(default)]
    pub without: Vec<RawItem>,
    /// What happened with the help, and the help itself.
    #[serde(default)]
    pub with: Vec<RawItem>,
    /// Anything the reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Something that costs money, at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub struct RawItem {
    /// What it is.
    pub what: String,
    /// Name of a price of the list.
    #[serde(default)]
    pub price: Option<String>,
    /// Euro a unit, where no price of the list fits.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub euro: Option<RawValue>,
    /// Units in total.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0))]
    pub amount: RawValue,
    /// Month in which it starts, from 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1200))]
    pub from: u32,
    /// Months it lasts.
    #[serde(default = "one_month")]
    #[schemars(range(min = 1, max = 1200))]
    pub months: u32,
    /// Probability that it happens, as judged.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub chance: RawValue,
    /// What is bought: `care`, `housing`, `justice` …; left out, what the price list says.
    #[serde(default)]
    pub domain: Option<String>,
    /// Party that pays; left out, what the price list says.
    #[serde(default)]
    pub party: Option<String>,
    /// Whether it is the help itself: really spent, so not shrunk by optimism. Only under `with`.
    #[serde(default)]
    pub service: bool,
    /// Anything the reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// One, and certain, unless somebody says otherwise.
const fn one() -> RawValue {
    RawValue::Number(1.0)
}

const fn one_month() -> u32 {
    1
}
