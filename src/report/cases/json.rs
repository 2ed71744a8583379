//! Client cases as JSON, for `--json`: stable keys, names and numbers and none of the texts of the cases, null where there is
//! nothing to tell.

use serde_json::{Value, json};

use crate::casebook::{Across, Band, CaseResult, Findings, Part, Snippet};

/// What client cases say.
pub fn cases_json(found: &Findings, feeds: &Snippet) -> Value {
    let overall = &found.overall;
    json!({
        "made_up": found.made_up,
        "price_year": found.price_year,
        "sha256": found.sha256,
        "seed": found.seed,
        "draws": found.draws,
        "n": found.cases.len(),
        "random_sample": false,
        "optimism": found.optimism.as_ref().map(band),
        "cases": found.cases.iter().map(case).collect::<Vec<_>>(),
        "overall": {
            "saving": across(&overall.saving),
            "avoided": across(&overall.avoided),
            "judged": number(overall.judged),
            "saving_cases": overall.saving_cases,
            "by_domain": parts(&overall.by_domain),
            "by_party": parts(&overall.by_party),
        },
        "scenario": {
            "euro_mean": feeds.euro.map(|[mean, _]| mean),
            "euro_sd": feeds.euro.map(|[_, sd]| sd),
            "spread": feeds.spread,
            "toml": feeds.text,
        },
    })
}

fn case(case: &CaseResult) -> Value {
    json!({
        "name": case.name,
        "saving": band(&case.saving),
        "avoided": band(&case.avoided),
        "without": band(&case.without),
        "with": band(&case.with),
        "service": band(&case.service),
        "judged": number(case.judged),
        "p_saves": number(case.p_saves),
        "by_domain": parts(&case.by_domain),
        "by_party": parts(&case.by_party),
    })
}

fn across(across: &Across) -> Value {
    json!({
        "mean": number(across.mean),
        "sd_between_cases": across.between.map(number),
        "spread": across.spread.map(number),
        "these_cases": band(&across.known),
        "with_resampling": across.both.as_ref().map(band),
    })
}

fn parts(parts: &[Part]) -> Value {
    Value::Object(parts.iter().map(|part| (part.name.clone(), band(&part.saving))).collect())
}

fn band(band: &Band) -> Value {
    json!({
        "mean": number(band.mean),
        "sd": number(band.sd),
        "p05": number(band.p05),
        "p50": number(band.p50),
        "p95": number(band.p95),
    })
}

/// JSON has no NaN and no infinity.
fn number(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { Value::Null }
}
