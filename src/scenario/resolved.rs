//! A scenario with every default written out, for the run folder.

use std::fmt::Write as _;

use toml::{Table, Value};

use super::raw::RawScenario;

/// Tables that get a `[header]` of their own, by path; `*` is any name. Everything else is written on one line.
const HEADERS: [&str; 14] = [
    "scenario",
    "discounting",
    "parameters.*",
    "groups.*",
    "groups.*.strata.*",
    "programmes.*",
    "programmes.*.roles.*",
    "programmes.*.effects.*",
    "outcomes.*",
    "staffing",
    "parties.*",
    "prices",
    "areas",
    "areas.columns.*",
];

/// Lists of tables that get a `[[header]]` each.
const LISTS: [&str; 5] =
    ["outcomes.*.benefits", "staffing.arms", "correlations", "joint", "published"];

/// The scenario as TOML with every default written out. Reading it gives the same model.
///
/// Left out stay values that are another value's draw when left out: a stratum's `need`, `qaly_rate`, `study_baseline`.
pub fn resolved(raw: &RawScenario) -> String {
    let mut raw = raw.clone();
    fill(&mut raw);
    let mut text = String::from("# The scenario with every default written out, by wijkimpact.\n");
    if let Ok(Value::Table(table)) = Value::try_from(&raw) {
        write_table(&mut text, &[], &table);
    }
    text
}

/// Defaults that follow from other keys.
pub(super) fn fill(raw: &mut RawScenario) {
    let horizon = raw.scenario.horizon;
    raw.scenario.price_year = Some(raw.scenario.price_year());
    raw.scenario.wijk = Some(raw.scenario.wijk().to_owned());
    for programme in raw.programmes.values_mut() {
        programme.extra_paid_by = Some(programme.extra_paid_by().clone());
    }
    for (name, outcome) in &mut raw.outcomes {
        outcome.at_risk.get_or_insert(horizon);
        outcome.unit.get_or_insert_with(|| name.clone());
        for (position, benefit) in outcome.benefits.iter_mut().enumerate() {
            benefit.name.get_or_insert_with(|| position.to_string());
        }
    }
}

/// Plain keys first, then tables with a header: a key after a header would belong to that table.
pub(super) fn write_table(text: &mut String, path: &[String], table: &Table) {
    let below =
        |name: &str| -> Vec<String> { path.iter().cloned().chain([name.to_owned()]).collect() };
    for (name, value) in table {
        if !has_header(&below(name), value) {
            let _ = writeln!(text, "{} = {value}", key(name));
        }
    }
    for (name, value) in table {
        let path = below(name);
        match value {
            _ if !has_header(&path, value) => {}
            Value::Table(inner) => {
                if is_one_of(&HEADERS, &path) {
                    let _ = writeln!(text, "\n[{}]", header(&path));
                }
                write_table(text, &path, inner);
            }
            Value::Array(items) => {
                for item in items.iter().filter_map(Value::as_table) {
                    let _ = writeln!(text, "\n[[{}]]", header(&path));
                    write_table(text, &path, item);
                }
            }
            _ => {}
        }
    }
}

/// Whether something at a path is written with headers: it is one, or there are some in it.
fn has_header(path: &[String], value: &Value) -> bool {
    match value {
        Value::Array(_) => is_one_of(&LISTS, path),
        Value::Table(_) => HEADERS.iter().any(|pattern| {
            let steps: Vec<&str> = pattern.split('.').collect();
            steps.len() >= path.len() && fits(&steps[..path.len()], path)
        }),
        _ => false,
    }
}

fn is_one_of(patterns: &[&str], path: &[String]) -> bool {
    patterns.iter().any(|pattern| {
        let steps: Vec<&str> = pattern.split('.').collect();
        steps.len() == path.len() && fits(&steps, path)
    })
}

fn fits(steps: &[&str], path: &[String]) -> bool {
    steps.iter().zip(path).all(|(step, name)| *step == "*" || step == name)
}

fn header(path: &[String]) -> String {
    let keys: Vec<String> = path.iter().map(|name| key(name)).collect();
    keys.join(".")
}

/// A key, in quotes where TOML needs them.
fn key(name: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        Value::String(name.to_owned()).to_string()
    }
}
