//! The summary of a run as JSON.

use serde_json::{Map, Value, json};

use super::view::View;
use crate::analysis::{Band, Reference, Row};

/// The summary as JSON, for `--json`: stable keys, null where there is nothing to tell.
pub fn summary_json(view: &View) -> Value {
    let arms: Vec<Value> = (0..view.arms.len())
        .map(|arm| {
            let (name, level) = &view.arms[arm];
            json!({
                "arm": name,
                "level": level,
                "fte_wanted": view.mean(arm, "fte_wanted"),
                "fte_hired": view.mean(arm, "fte_hired"),
                "measures": measures(view, arm, Reference::None),
            })
        })
        .collect();
    let differences: Vec<Value> = (0..view.arms.len())
        .flat_map(|arm| [Reference::Present, Reference::Previous].map(|reference| (arm, reference)))
        .filter_map(|(arm, reference)| {
            let measures = measures(view, arm, reference);
            (!measures.is_empty()).then(|| {
                json!({ "arm": view.arms[arm].0, "reference": reference.name(), "measures": measures })
            })
        })
        .collect();
    json!({
        "scenario": view.scenario,
        "title": view.title,
        "base_year": view.base_year,
        "price_year": view.price_year,
        "horizon": view.horizon,
        "years": view.years,
        "seed": view.seed,
        "trials": view.trials,
        "design": view.design,
        "chance": view.chance,
        "arms": arms,
        "differences": differences,
        "decision": decision(view),
        "avoided": avoided(view),
        "published": published(view),
        "warnings": view.warnings.iter().map(|warning| json!({
            "code": warning.code, "path": warning.path, "message": warning.message,
        })).collect::<Vec<_>>(),
        "evidence": { "values": view.values, "grade_d": view.weakest },
        "folder": view.folder.to_string_lossy(),
    })
}

fn measures(view: &View, arm: usize, reference: Reference) -> Map<String, Value> {
    view.rows
        .iter()
        .filter(|row| row.arm == arm && row.reference == reference)
        .map(|row| (row.measure.clone(), measure(row)))
        .collect()
}

fn measure(row: &Row) -> Value {
    let mut told = band(&row.band);
    told.insert("p_positive".to_owned(), row.band.value.p_positive.into());
    told.insert("unit".to_owned(), row.unit.clone().into());
    Value::Object(told)
}

fn band(band: &Band) -> Map<String, Value> {
    let names = ["mean", "sd", "p05", "p25", "p50", "p75", "p95"];
    let mut told: Map<String, Value> = names
        .into_iter()
        .zip(band.value.list())
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    told.insert("mcse".to_owned(), band.mcse.mean.into());
    told
}

fn decision(view: &View) -> Vec<Value> {
    view.verdicts
        .iter()
        .map(|verdict| {
            let (name, level) = &view.arms[verdict.arm];
            json!({
                "arm": name,
                "level": level,
                "fte_hired": verdict.fte_hired,
                "expected_net": verdict.expected_net,
                "expected_net_mcse": verdict.expected_net_mcse,
                "marginal_net_per_fte": verdict.marginal_net_per_fte,
                "p_best": verdict.p_best,
                "expected_regret": verdict.expected_regret,
                "luck_share": verdict.luck_share,
            })
        })
        .collect()
}

fn avoided(view: &View) -> Vec<Value> {
    view.outcomes
        .iter()
        .map(|outcome| {
            let bands = view.arms.iter().zip(&outcome.bands);
            let arms: Vec<Value> = bands
                .map(|((name, _), of_arm)| {
                    let mut told = band(of_arm);
                    told.insert("arm".to_owned(), name.clone().into());
                    Value::Object(told)
                })
                .collect();
            json!({ "outcome": outcome.name, "unit": outcome.unit, "arms": arms })
        })
        .collect()
}

fn published(view: &View) -> Vec<Value> {
    view.published
        .iter()
        .map(|tested| {
            json!({
                "measure": tested.claim.measure,
                "arm": tested.claim.arm,
                "low": tested.claim.low,
                "high": tested.claim.high,
                "source": tested.claim.source,
                "band": tested.band.as_ref().map(band),
                "coverage": tested.coverage.name(),
            })
        })
        .collect()
}
