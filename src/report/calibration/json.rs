//! A calibration as JSON, for `--json`: stable keys, null where there is nothing to tell.

use serde_json::{Map, Value, json};

use super::Calibrated;
use crate::analysis::calibration::{Estimate, Method, Nearest, Spread};

/// What `calibrate` found.
pub fn calibrated_json(told: &Calibrated) -> Value {
    let found = &told.found;
    let figures: Vec<Value> = told
        .published
        .iter()
        .enumerate()
        .map(|(at, figure)| {
            let (target, reach) = (&found.targets[at], &found.reach[at]);
            let check = found.posterior.as_ref().map(|posterior| &posterior.checks[at]);
            json!({
                "measure": figure.measure.name(),
                "unit": figure.measure.unit(),
                "arm": figure.arm,
                "source": figure.source,
                "agrees_at": target.agrees(),
                "sd": target.sd(),
                "plausible": reach.plausible,
                "prior": {
                    "least": reach.values[0],
                    "most": reach.values[2],
                    "agrees": reach.agrees,
                    "agrees_or_beyond": reach.beyond,
                    "without_value": reach.without,
                },
                "nearest": nearest(told, &reach.nearest),
                "check": check.map(|check| json!({
                    "prior": spread(&check.prior),
                    "posterior": spread(&check.posterior),
                })),
            })
        })
        .collect();
    let together = found.together.as_ref().map(|together| {
        json!({
            "plausible": together.plausible,
            "conflict": together.conflict,
            "agrees": together.agrees,
            "agrees_or_beyond": together.beyond,
            "nearest": nearest(told, &together.nearest),
        })
    });
    let diagnostics = &found.diagnostics;
    let tempering = diagnostics.tempering.map(|went| {
        json!({
            "points": went.points,
            "stages": went.stages,
            "rounds": went.rounds,
            "acceptance": went.acceptance,
            "islands": went.islands,
            "settled": went.settled,
        })
    });
    let inputs = found.posterior.as_ref().map(|posterior| {
        let inputs = posterior.moves.iter().map(|moved| {
            let value = json!({
                "move": estimate(moved.score),
                "spread": moved.spread,
                "distinguishable": moved.told,
                "prior": band(moved.prior),
                "posterior": band(moved.posterior),
            });
            (moved.name.clone(), value)
        });
        Value::Object(inputs.collect::<Map<_, _>>())
    });
    json!({
        "scenario": told.scenario,
        "validation": false,
        "seed": found.seed,
        "n": found.points,
        "evaluations": found.evaluations,
        "plausible": found.plausible(),
        "inputs": inputs,
        "figures": figures,
        "together": together,
        "informed_directions": found.posterior.as_ref().map(|posterior| estimate(posterior.informed)),
        "of_directions": found.names.len(),
        "diagnostics": {
            "method": match diagnostics.method {
                Method::Importance => "importance",
                Method::Tempering => "tempering",
            },
            "trusted": diagnostics.trusted,
            "effective": diagnostics.effective,
            "prior_effective": diagnostics.prior_effective,
            "pareto_k": diagnostics.tail,
            "tempering": tempering,
        },
    })
}

fn estimate(estimate: Estimate) -> Value {
    json!({ "value": estimate.value, "se": estimate.error })
}

fn band([p05, p50, p95]: [f64; 3]) -> Value {
    json!({ "p05": p05, "p50": p50, "p95": p95 })
}

fn spread(spread: &Spread) -> Value {
    let mut told = band(spread.quantiles);
    told["mean"] = json!(spread.mean);
    told["agrees"] = estimate(spread.agrees);
    told
}

fn nearest(told: &Calibrated, nearest: &Nearest) -> Value {
    let inputs: Map<String, Value> = told
        .found
        .names
        .iter()
        .zip(nearest.scores.iter().zip(&nearest.values))
        .map(|(name, (score, value))| (name.clone(), json!({ "move": score, "value": value })))
        .collect();
    json!({
        "reached": nearest.reached,
        "distance": nearest.distance,
        "figures": nearest.figures,
        "inputs": inputs,
    })
}
