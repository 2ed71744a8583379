//! A scenario whose uncertain inputs are a sample drawn jointly: the same text with lists in place of distributions.

use std::fmt::Write as _;

use toml::{Table, Value};

use super::raw::RawScenario;
use super::resolved::{fill, write_table};

/// A sample of inputs, drawn jointly.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled<'a> {
    /// Paths of the inputs.
    pub paths: &'a [String],
    /// `[input][row]`, money in euros of the scenario's price year.
    pub columns: &'a [Vec<f64>],
    /// Where the sample comes from.
    pub source: &'a str,
    /// Lines of comment at the top.
    pub head: &'a str,
}

/// Keys of a value that stay when its distribution is replaced.
const KEPT: [&str; 2] = ["grade", "varies_between"];

/// The scenario as TOML with every default written out and the sample in place of its inputs, tied row by row. Correlations
/// between inputs are in the sample and no longer stated.
///
/// # Errors
/// The path of an input that the scenario does not have.
pub fn with_sample(raw: &RawScenario, sample: &Sampled) -> Result<String, String> {
    let mut raw = raw.clone();
    fill(&mut raw);
    raw.correlations.retain(|one| ![&one.a, &one.b].iter().any(|path| sample.paths.contains(path)));
    let mut root = Value::try_from(&raw).map_err(|error| error.to_string())?;
    for (path, column) in sample.paths.iter().zip(sample.columns) {
        let place = at(&mut root, path).ok_or_else(|| path.clone())?;
        *place = Value::Table(list(place, column, sample.source));
    }
    if let Value::Table(table) = &mut root {
        let of = sample.paths.iter().cloned().map(Value::String).collect();
        let source = Value::String(sample.source.to_owned());
        let joint =
            Table::from_iter([("of".to_owned(), Value::Array(of)), ("source".to_owned(), source)]);
        let all = table.entry("joint").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            all.push(Value::Table(joint));
        }
    }
    let mut text = String::new();
    for line in sample.head.lines() {
        let _ = writeln!(text, "# {line}");
    }
    if let Value::Table(table) = &root {
        write_table(&mut text, &[], table);
    }
    Ok(text)
}

/// The value that is a list, with what is still true of the one before.
fn list(before: &Value, column: &[f64], source: &str) -> Table {
    let values = Value::Array(column.iter().map(|value| Value::Float(*value)).collect());
    let empirical = Table::from_iter([("values".to_owned(), values)]);
    let mut table = Table::from_iter([("empirical".to_owned(), Value::Table(empirical))]);
    table.insert("source".to_owned(), Value::String(source.to_owned()));
    for key in KEPT {
        if let Some(value) = before.get(key) {
            table.insert(key.to_owned(), value.clone());
        }
    }
    table
}

/// What stands at a path, an item of a list by its name.
fn at<'a>(root: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    let mut place = root;
    for step in path.split('.') {
        place = match place {
            Value::Table(table) => table.get_mut(step)?,
            Value::Array(items) => {
                let named = |item: &Value| item.get("name").and_then(Value::as_str) == Some(step);
                let found = items.iter().position(named).or_else(|| step.parse().ok())?;
                items.get_mut(found)?
            }
            _ => return None,
        };
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::engine;
    use crate::plan::{Chance, Design, Plan};
    use crate::scenario::read;
    use crate::source::Problem;

    #[test]
    fn a_joint_sample_is_drawn_row_by_row() {
        let text = include_str!("../../scenarios/moerwijk.toml");
        let loaded = read("moerwijk", text).unwrap();
        let paths: Vec<String> =
            loaded.model.inputs.uncertain_inputs().map(|(_, input)| input.path.clone()).collect();
        let rows = 5;
        // Each row at another probability, in an order that is not rising.
        let order = [0.3, 0.9, 0.1, 0.7, 0.5];
        let columns: Vec<Vec<f64>> = loaded
            .model
            .inputs
            .uncertain_inputs()
            .map(|(_, input)| order.map(|u| input.distribution.quantile(u)).to_vec())
            .collect();
        let sample =
            Sampled { paths: &paths, columns: &columns, source: "test", head: "made by a test" };
        let written = with_sample(&loaded.raw, &sample).unwrap();
        let again = read("again", &written).unwrap();
        assert!(again.model.inputs.correlations.is_empty());
        let plan = Plan { seed: 3, trials: 160, design: Design::Sobol, chance: Chance::Expected };
        let sample =
            engine::run(&again.model, &plan, None, &|_| {}, &AtomicBool::new(false)).unwrap();
        let drawn: Vec<&str> =
            again.model.inputs.uncertain_inputs().map(|(_, input)| input.path.as_str()).collect();
        let mut seen = [0; 5];
        for trial in 0..160 {
            let row = (0..rows)
                .find(|&row| {
                    drawn.iter().enumerate().all(|(number, path)| {
                        let column = paths.iter().position(|other| other == path).unwrap();
                        (columns[column][row] - sample.parameters[[number, trial]]).abs() <= 0.0
                    })
                })
                .expect("every trial is one of the rows");
            seen[row] += 1;
        }
        // Sixteen Sobol' sequences of ten points each: every fifth of the interval holds one to three points of each.
        assert!(seen.iter().all(|count| *count >= 16), "{seen:?}");
    }

    #[test]
    fn lists_that_do_not_belong_together_are_refused() {
        let text = include_str!("../../scenarios/eenvoudig.toml");
        let with = |joint: &str, list: &str| {
            let text = text.replace("uniform = { low = 0.25, high = 0.75 }", list);
            let text = text
                .replace("size = { value = 100,", "size = { empirical = { values = [100, 110] },");
            let problems =
                read("s", &format!("{text}\n[[joint]]\n{joint}\n")).unwrap_err().problems;
            problems.into_iter().filter(Problem::is_error).map(|p| p.code).collect::<Vec<_>>()
        };
        let both = r#"of = ["groups.mensen.size", "programmes.werk.effects.crisis.relative_risk"]"#;
        assert_eq!(with(both, "empirical = { values = [0.5, 0.6, 0.7] }"), ["bad-rows"]);
        assert_eq!(with(both, "uniform = { low = 0.25, high = 0.75 }"), ["bad-rows"]);
        assert_eq!(
            with(both, "empirical = { values = [0.5, 0.6], weights = [1, 2] }"),
            ["bad-rows"]
        );
        let lost = r#"of = ["groups.mensen.size", "nergens"]"#;
        assert_eq!(with(lost, "empirical = { values = [0.5, 0.6] }"), ["unknown-name"]);
        let twice = r#"of = ["groups.mensen.size", "groups.mensen.size"]"#;
        assert_eq!(with(twice, "empirical = { values = [0.5, 0.6] }"), ["bad-rows"]);
    }
}
