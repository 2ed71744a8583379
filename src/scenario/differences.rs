//! In what two scenarios differ, path by path, with every default filled in.

use toml::{Table, Value};

use super::raw::RawScenario;
use super::resolved::fill;

/// A place in which two scenarios differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Full path, e.g. `programmes.jongerenwerk.uptake`; of a list with names, by name.
    pub path: String,
    /// What stands in the first, as it would be typed; none: nothing.
    pub there: Option<String>,
    /// What stands in the second; none: nothing.
    pub here: Option<String>,
}

/// What tells of a value and is not the value itself; compared apart from it.
const ABOUT: [&str; 5] = ["source", "grade", "note", "price_year", "varies_between"];

/// Words of which a table has one if it is a value: a number, a reference or a family.
const VALUES: [&str; 13] = [
    "value",
    "fixed",
    "ref",
    "uniform",
    "triangular",
    "pert",
    "normal",
    "lognormal",
    "beta",
    "gamma",
    "empirical",
    "quantiles",
    "mixture",
];

/// In what two scenarios differ, in the order of the first, then of what only the second has. How something was typed does
/// not matter: `14` and `{ value = 14 }` are the same, and so are a default and the same number typed. An uncertain value is
/// told whole, as its family.
pub fn differences(there: &RawScenario, here: &RawScenario) -> Vec<Difference> {
    let (there, here) = (leaves(there), leaves(here));
    let find = |leaves: &[(String, String)], path: &str| {
        leaves.iter().find(|(other, _)| other == path).map(|(_, value)| value.clone())
    };
    let changed = there.iter().filter_map(|(path, value)| {
        let other = find(&here, path);
        (other.as_ref() != Some(value)).then(|| Difference {
            path: path.clone(),
            there: Some(value.clone()),
            here: other,
        })
    });
    let added =
        here.iter().filter(|(path, _)| find(&there, path).is_none()).map(|(path, value)| {
            Difference { path: path.clone(), there: None, here: Some(value.clone()) }
        });
    changed.chain(added).collect()
}

/// Every value of a scenario with its path.
fn leaves(raw: &RawScenario) -> Vec<(String, String)> {
    let mut raw = raw.clone();
    fill(&mut raw);
    let mut leaves = Vec::new();
    if let Ok(value) = Value::try_from(&raw) {
        walk(String::new(), &value, &mut leaves);
    }
    leaves
}

fn walk(path: String, value: &Value, leaves: &mut Vec<(String, String)>) {
    let below = |name: &str| {
        if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
    };
    match value {
        Value::Table(table) if is_value(table) => {
            leaves.push((path.clone(), family(table)));
            for about in ABOUT {
                if let Some(value) = table.get(about) {
                    leaves.push((below(about), value.to_string()));
                }
            }
        }
        Value::Table(table) => {
            for (name, value) in table {
                walk(below(name), value, leaves);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_table) => {
            for (position, item) in items.iter().enumerate() {
                let name = item.get("name").and_then(Value::as_str).map(str::to_owned);
                walk(below(&name.unwrap_or_else(|| position.to_string())), item, leaves);
            }
        }
        Value::Float(number) => leaves.push((path, number.to_string())),
        value => leaves.push((path, value.to_string())),
    }
}

/// Whether a table is a value. A published figure has a key `value` too, and others beside it.
fn is_value(table: &Table) -> bool {
    let of_a_value = |key: &str| VALUES.contains(&key) || ABOUT.contains(&key) || key == "truncate";
    table.keys().any(|key| VALUES.contains(&key.as_str()))
        && table.keys().all(|key| of_a_value(key))
}

/// A value as it would be typed, without what is told about it.
fn family(table: &Table) -> String {
    if let Some(number) = table.get("value").or_else(|| table.get("fixed")) {
        return number.as_float().map_or_else(|| number.to_string(), |number| number.to_string());
    }
    let parts: Vec<String> = table
        .iter()
        .filter(|(key, _)| !ABOUT.contains(&key.as_str()))
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{read, template};

    fn raw(text: &str) -> RawScenario {
        read("x.toml", text).unwrap().raw
    }

    #[test]
    fn a_scenario_does_not_differ_from_itself_written_out() {
        let first = raw(&template("proef"));
        let written = raw(&crate::scenario::resolved(&first));
        assert_eq!(differences(&first, &written), []);
    }

    #[test]
    fn differences_are_told_by_path() {
        let text = include_str!("../../scenarios/eenvoudig.toml");
        let changed = text
            .replace("uniform = { low = 0.25, high = 0.75 }", "beta = { mean = 0.5, sd = 0.1 }")
            .replace("levels = [0, 1, 2]", "levels = [0, 1, 3]")
            .replace("size = { value = 100, source", "size = { value = 120, source")
            .replace(
                "euro = { value = 10000, source = \"made up",
                "euro = { value = 10000, source = \"taken",
            );
        let found = differences(&raw(text), &raw(&changed));
        let told: Vec<(&str, Option<&str>, Option<&str>)> = found
            .iter()
            .map(|d| (d.path.as_str(), d.there.as_deref(), d.here.as_deref()))
            .collect();
        assert!(told.contains(&("groups.mensen.size", Some("100"), Some("120"))), "{told:?}");
        assert!(told.contains(&(
            "staffing.levels",
            Some("[0.0, 1.0, 2.0]"),
            Some("[0.0, 1.0, 3.0]")
        )));
        assert!(
            told.contains(&(
                "programmes.werk.effects.crisis.relative_risk",
                Some("uniform = { low = 0.25, high = 0.75 }"),
                Some("beta = { mean = 0.5, sd = 0.1 }")
            )),
            "{told:?}"
        );
        assert_eq!(told.iter().filter(|(path, ..)| path.ends_with(".source")).count(), 1);
        assert_eq!(told.len(), 4, "{told:?}");
    }
}
