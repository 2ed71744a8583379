//! A value: a number, or a table that says more.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawParameter;

/// A number, or a table with a number or a distribution and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Value")]
pub enum RawValue {
    /// A number that is known.
    Number(f64),
    /// A number or a distribution, with its source.
    Parameter(Box<RawParameter>),
}

impl RawValue {
    /// The number, if it is a bare one.
    pub const fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Parameter(_) => None,
        }
    }
}

/// Default of what is off unless asked for.
pub(super) const fn zero() -> RawValue {
    RawValue::Number(0.0)
}

/// Default of what is whole unless somebody says otherwise.
pub(super) const fn one() -> RawValue {
    RawValue::Number(1.0)
}
