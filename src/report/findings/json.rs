//! Findings as JSON, for `--json`: stable keys, null where there is nothing to tell.

use serde_json::{Map, Value, json};

use super::{Answer, Driven, Found, Sensitivity, Valued};
use crate::analysis::sensitivity::{Index, Indices};
use crate::analysis::voi::{Evpi, Evppi, Method};

/// What `sensitivity` found.
pub fn sensitivity_json(told: &Sensitivity) -> Value {
    let mut out = json!({
        "scenario": told.scenario,
        "measure": told.measure.name(),
        "arm": told.arm,
        "n": told.points,
        "level": told.level,
        "seed": told.seed,
    });
    let mut set = |key: &str, value: Value| out[key] = value;
    match &told.found {
        Found::Sobol { labels, indices, convergence, .. } => {
            set("method", json!("sobol"));
            set("mean", json!(indices.mean));
            set("variance", json!(indices.variance));
            set("evaluations", json!(indices.evaluations));
            set("first", by_name(labels, &indices.first));
            set("total", by_name(labels, &indices.total));
            if !indices.second.is_empty() {
                let pairs: Vec<Value> = indices
                    .second
                    .iter()
                    .map(|pair| {
                        let mut told = index(pair.index);
                        told["a"] = json!(labels[pair.a]);
                        told["b"] = json!(labels[pair.b]);
                        told
                    })
                    .collect();
                set("second", json!(pairs));
            }
            if !convergence.is_empty() {
                let step = |(n, at): &(usize, Indices)| json!({ "n": n, "first": by_name(labels, &at.first), "total": by_name(labels, &at.total) });
                set("convergence", convergence.iter().map(step).collect());
            }
        }
        Found::Shapley { names, shapley } => {
            set("method", json!("shapley"));
            set("variance", json!(shapley.variance));
            set("evaluations", json!(shapley.evaluations));
            set("shapley", by_name(names, &shapley.effects));
        }
        Found::Morris { names, screening } => {
            set("method", json!("morris"));
            set("evaluations", json!(screening.evaluations));
            let effects = names.iter().zip(&screening.effects).map(|(name, effect)| {
                let told = json!({
                    "mu": effect.mu,
                    "mu_star": effect.mu_star,
                    "sigma": effect.sigma,
                    "mu_star_se": effect.mu_star_error,
                });
                (name.clone(), told)
            });
            set("effects", Value::Object(effects.collect()));
        }
        Found::Tornado { names, averaged, alone } => {
            set("method", json!("tornado"));
            set("evaluations", json!(averaged.evaluations));
            set("mean", json!(averaged.mean[0]));
            let swings = names.iter().zip(&averaged.swings).map(|(name, swing)| {
                let told = json!({
                    "low": swing.low[0],
                    "high": swing.high[0],
                    "swing": index(Some(swing.swing)),
                });
                (name.clone(), told)
            });
            set("averaged", Value::Object(swings.collect()));
            let switch = |at: Option<(f64, usize)>| {
                at.map(|(value, arm)| json!({ "value": value, "to": told.arms[arm] }))
            };
            let alone = alone.iter().flatten().map(|input| {
                let told = json!({
                    "low_value": input.values[0],
                    "high_value": input.values[1],
                    "low": input.nets[0],
                    "high": input.nets[1],
                    "switch_below": switch(input.below),
                    "switch_above": switch(input.above),
                });
                (input.path.clone(), told)
            });
            set("alone", Value::Object(alone.collect()));
        }
    }
    out
}

/// What `drivers` found.
pub fn driven_json(told: &Driven) -> Value {
    let inputs = told.inputs.iter().map(|input| {
        let value = json!({
            "varies": input.varies,
            "first": index(input.first),
            "delta": index(input.delta),
            "rank_correlation": finite(input.rank_correlation),
        });
        (input.path.clone(), value)
    });
    json!({
        "scenario": told.scenario,
        "measure": told.measure,
        "arm": told.arm,
        "n": told.trials,
        "level": told.level,
        "inputs": Value::Object(inputs.collect()),
    })
}

/// What `voi` found.
pub fn valued_json(told: &Valued) -> Value {
    let mut out = perfect(&told.arms, &told.evpi);
    out["scenario"] = json!(told.scenario);
    out["n"] = json!(told.trials);
    out["evppi"] = partial(told.inputs.iter().chain(&told.groups));
    out["wijken_per_year"] = json!(told.population.wijken_per_year);
    out["years"] = json!(told.population.years);
    out["rate"] = json!(told.population.rate);
    out["decisions"] = json!(told.decisions);
    out["evpi_all"] = json!(told.evpi.value * told.decisions);
    let budgets: Vec<Value> = told
        .budgets
        .iter()
        .map(|at| {
            let best = at.best.as_ref().map(|best| {
                json!({
                    "arm": told.arms[best.option],
                    "expected_cost": best.expected_cost,
                    "expected_net": best.expected_net,
                    "p_best": best.p_best,
                    "evpi": best.evpi,
                    "evpi_se": best.evpi_error,
                })
            });
            json!({ "budget": at.budget, "best": best })
        })
        .collect();
    out["budgets"] = json!(budgets);
    out["study"] = told.study.as_ref().map_or(Value::Null, |study| {
        let sizes: Vec<Value> = study
            .evsi
            .sizes
            .iter()
            .zip(&study.payoffs.sizes)
            .map(|(point, payoff)| {
                json!({
                    "participants": point.participants,
                    "evsi": point.value,
                    "se": point.error,
                    "cost": payoff.cost,
                    "expected": payoff.expected,
                })
            })
            .collect();
        json!({
            "input": study.input,
            "evppi": study.evsi.limit.value,
            "sizes": sizes,
            "best": study.payoffs.best.map(|best| study.payoffs.sizes[best].participants),
        })
    });
    out
}

/// What `given-data` found.
pub fn answer_json(told: &Answer) -> Value {
    match told {
        Answer::Sobol { output, rows, level, inputs } => {
            let first = inputs.iter().map(|input| {
                let mut value = index(input.index);
                value["varies"] = json!(input.varies);
                (input.name.clone(), value)
            });
            let first: Map<String, Value> = first.collect();
            json!({ "output": output, "n": rows, "level": level, "first": first })
        }
        Answer::Evpi { options, evpi } => perfect(options, evpi),
        Answer::Evppi { options, evpi, inputs, groups } => {
            let mut out = perfect(options, evpi);
            out["evppi"] = partial(inputs.iter().chain(groups));
            out
        }
    }
}

fn perfect(options: &[String], evpi: &Evpi) -> Value {
    let by_option = |values: &[f64]| -> Map<String, Value> {
        options.iter().cloned().zip(values.iter().map(|value| json!(value))).collect()
    };
    json!({
        "evpi": evpi.value,
        "se": evpi.error,
        "best": options[evpi.best],
        "expected_net": by_option(&evpi.expected_net),
        "p_best": by_option(&evpi.p_best),
        "expected_loss": by_option(&evpi.expected_loss),
    })
}

fn partial<'v>(values: impl Iterator<Item = &'v (String, Evppi)>) -> Value {
    let told = values.map(|(name, value)| {
        let method = match value.method {
            Method::DoesNotVary => "does not vary",
            Method::Cells => "cells",
            Method::Spline => "spline",
            Method::Surface => "surface",
        };
        let told = json!({ "value": value.value, "se": value.error, "method": method, "bias": value.bias });
        (name.clone(), told)
    });
    Value::Object(told.collect())
}

fn by_name(names: &[String], indices: &[Option<Index>]) -> Value {
    Value::Object(names.iter().cloned().zip(indices.iter().map(|at| index(*at))).collect())
}

fn index(index: Option<Index>) -> Value {
    match index {
        Some(Index { value, lo, hi, distinguishable }) => json!({
            "value": value, "lo": finite(lo), "hi": finite(hi), "distinguishable": distinguishable,
        }),
        None => json!({ "value": 0.0, "lo": null, "hi": null, "distinguishable": false }),
    }
}

/// JSON has no NaN and no infinity.
fn finite(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { Value::Null }
}
