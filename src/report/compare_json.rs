//! Several runs side by side as JSON.

use serde_json::{Map, Value, json};

use super::compare::Compared;
use crate::analysis::{Band, ComparedArm};

/// The comparison as JSON, for `--json`: stable keys, null where there is nothing to tell.
pub fn compare_json(compared: &Compared) -> Value {
    let runs: Vec<Value> = compared
        .runs
        .iter()
        .map(|run| {
            let view = &run.view;
            json!({
                "folder": view.folder.to_string_lossy(),
                "scenario": view.scenario,
                "version": run.version,
                "seed": view.seed,
                "trials": view.trials,
                "design": view.design,
                "chance": view.chance,
                "arms": view.arms.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            })
        })
        .collect();
    let pairs: Vec<Value> = compared
        .comparison
        .mismatches
        .iter()
        .enumerate()
        .map(|(index, mismatches)| {
            let names: Vec<&str> = mismatches.iter().map(|mismatch| mismatch.name()).collect();
            json!({ "run": index + 1, "with": 0, "paired": names.is_empty(), "differ_in": names })
        })
        .collect();
    let inputs: Vec<Value> = compared
        .inputs
        .iter()
        .enumerate()
        .map(|(index, differences)| {
            let places: Vec<Value> = differences
                .iter()
                .map(|d| json!({ "path": d.path, "there": d.there, "here": d.here }))
                .collect();
            json!({ "run": index + 1, "with": 0, "differences": places })
        })
        .collect();
    let arms: Vec<Value> = compared.comparison.arms.iter().map(arm).collect();
    json!({ "runs": runs, "pairs": pairs, "arms": arms, "inputs": inputs })
}

fn arm(arm: &ComparedArm) -> Value {
    let measures: Map<String, Value> = arm
        .figures
        .iter()
        .map(|figure| {
            let list = |bands: &[Option<Band>]| -> Vec<Value> {
                bands.iter().map(|told| told.as_ref().map_or(Value::Null, band)).collect()
            };
            let told = json!({
                "runs": list(&figure.bands),
                "differences": list(&figure.differences),
            });
            (figure.measure.to_owned(), told)
        })
        .collect();
    json!({ "arm": arm.name, "there": arm.there, "measures": measures })
}

fn band(band: &Band) -> Value {
    let names = ["mean", "sd", "p05", "p25", "p50", "p75", "p95", "p_positive"];
    let mut told: Map<String, Value> = names
        .into_iter()
        .zip(band.value.list())
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    told.insert("mcse".to_owned(), band.mcse.mean.into());
    Value::Object(told)
}
