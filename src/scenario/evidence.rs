//! What is known of each value of a scenario and where it comes from, for reports.

use super::raw::{Grade, RawParameter, RawValue};

/// What is known of one value, and where that comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Full path, e.g. `programmes.jongerenwerk.uptake`.
    pub path: String,
    /// What is known, as typed: `14`, `beta = { mean = 0.55, sd = 0.1 }`.
    pub known: String,
    /// Where it comes from; none is worth a warning.
    pub source: Option<String>,
    /// How good the evidence is.
    pub grade: Option<Grade>,
    /// Anything the reader of a report should know.
    pub note: Option<String>,
    /// For money: the year the amount is in.
    pub price_year: Option<i32>,
    /// True if every wijk has its own draw.
    pub varies_between_wijken: bool,
}

impl Evidence {
    /// The evidence for a value at a path.
    pub(super) fn new(path: &str, raw: &RawValue) -> Self {
        match raw {
            RawValue::Number(number) => Self {
                path: path.to_owned(),
                known: number.to_string(),
                source: None,
                grade: None,
                note: None,
                price_year: None,
                varies_between_wijken: false,
            },
            RawValue::Parameter(parameter) => Self {
                path: path.to_owned(),
                known: known(parameter),
                source: parameter.source.clone(),
                grade: parameter.grade,
                note: parameter.note.clone(),
                price_year: parameter.price_year,
                varies_between_wijken: parameter.varies_between.is_some(),
            },
        }
    }
}

/// Values of a list that are shown one by one.
const FEW: usize = 12;

/// The number or family of a parameter, as it would be typed; a long list in short.
fn known(parameter: &RawParameter) -> String {
    if let Some(number) = parameter.value.or(parameter.fixed) {
        return number.to_string();
    }
    if let Some(list) = parameter.empirical.as_ref().filter(|list| list.values.len() > FEW) {
        let low = list.values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = list.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        return format!("empirical = {} values from {low} to {high}", list.values.len());
    }
    let bare = RawParameter {
        source: None,
        grade: None,
        note: None,
        price_year: None,
        varies_between: None,
        ..parameter.clone()
    };
    match toml::Value::try_from(&bare) {
        Ok(toml::Value::Table(table)) => {
            let parts: Vec<String> =
                table.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            parts.join(", ")
        }
        _ => String::new(),
    }
}
