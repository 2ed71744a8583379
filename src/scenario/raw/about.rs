//! `[scenario]`: name, years, money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use crate::scenario::range::{as_non_negative, as_positive};

/// What holds for the whole scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "About")]
pub struct RawAbout {
    /// Short name: letters, digits, `_` and `-`, e.g. `moerwijk`.
    pub name: String,
    /// A line for reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A paragraph for reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Code of the wijk (CBS, e.g. `WK051836`), part of the address of local luck; left out, the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wijk: Option<String>,
    /// Ready outcomes of one's own, a file beside the scenario; left out, those that come with the program.
    #[serde(default, skip_serializing)]
    pub blocks: Option<String>,
    /// Calendar year of year 0.
    #[schemars(range(min = 1900, max = 2200))]
    pub base_year: i32,
    /// Euros of this calendar year; left out, the base year.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1900, max = 2200))]
    pub price_year: Option<i32>,
    /// Years followed, `T`.
    #[schemars(range(min = 1, max = 200))]
    pub horizon: u32,
    /// Years the programmes run, `D`; at most the horizon.
    #[serde(default = "one_year")]
    #[schemars(range(min = 1, max = 200))]
    pub years: u32,
    /// Seed of every random number; 0 is a seed like any other.
    #[serde(default = "first_seed")]
    #[schemars(range(min = 0, max = 9_223_372_036_854_775_807_i64))]
    pub seed: u64,
    /// Hours of care work in one FTE-year.
    #[serde(default = "hours_per_fte")]
    #[schemars(transform = as_positive)]
    pub hours_per_fte: RawValue,
    /// Euro per QALY; left out, QALYs are counted and not priced.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_non_negative)]
    pub value_of_qaly: Option<RawValue>,
}

/// One annual cohort.
const fn one_year() -> u32 {
    1
}

const fn first_seed() -> u64 {
    1
}

/// 36 hours a week less leave and illness: hours a full-time care worker is there in a year.
const fn hours_per_fte() -> RawValue {
    RawValue::Number(1540.0)
}

impl RawAbout {
    /// Code of the wijk, or else the name.
    pub fn wijk(&self) -> &str {
        self.wijk.as_deref().unwrap_or(&self.name)
    }

    /// The year whose euros are used.
    pub fn price_year(&self) -> i32 {
        self.price_year.unwrap_or(self.base_year)
    }
}
