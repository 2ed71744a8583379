//! `[discounting]`: how later years count.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawValue;
use crate::scenario::range::as_rate;

/// How later years count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Discounting")]
pub struct RawDiscounting {
    /// Real discount rate per year, `r`.
    #[serde(default = "usual_rate")]
    #[schemars(transform = as_rate)]
    pub rate: RawValue,
    /// Discount rate of QALYs; left out, the same draw as `rate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = as_rate)]
    pub qaly_rate: Option<RawValue>,
    /// When in the year money falls.
    #[serde(default)]
    pub timing: RawTiming,
    /// Further discount rates reported beside the main one.
    #[serde(default)]
    pub also: Vec<f64>,
}

/// When in the year money falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Timing")]
pub enum RawTiming {
    /// At the start: year 0 is not discounted.
    #[default]
    Start,
    /// Half-way.
    Middle,
    /// At the end.
    End,
}

/// The standard rate for Dutch social cost-benefit analysis (Werkgroep discontovoet 2020).
const fn usual_rate() -> RawValue {
    RawValue::Number(0.0225)
}

impl Default for RawDiscounting {
    fn default() -> Self {
        Self { rate: usual_rate(), qaly_rate: None, timing: RawTiming::default(), also: Vec::new() }
    }
}
