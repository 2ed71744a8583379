//! Pooled studies as JSON, for `--json`: stable keys, null where there is nothing to tell.

use serde_json::{Value, json};

use crate::evidence::{Evidence, Measure, Pooled, Regression, Tau2Method, Warning};

/// What `evidence pool` found. Effects are on the scale of analysis, logarithms for ratios; `natural` holds them as people read them.
pub fn evidence_json(told: &Evidence) -> Value {
    let mut out = pooled(&told.pooled, told.measure, told.options.tau2);
    let mut set = |key: &str, value: Value| out[key] = value;
    set("is_log", json!(told.measure.is_log()));
    set("prediction_method", json!(told.options.prediction.name()));
    set("level", json!(told.options.level));
    let studies = told.pooled.studies.iter().map(|weighted| {
        json!({
            "study": weighted.study.name,
            "row": weighted.study.row,
            "yi": weighted.study.yi,
            "vi": weighted.study.vi,
            "ci": weighted.ci,
            "weight": weighted.weight,
        })
    });
    set("studies", studies.collect());
    if let Some(subgroups) = &told.subgroups {
        let groups = subgroups.groups.iter().map(|group| {
            let mut out = pooled(&group.pooled, told.measure, told.options.tau2);
            out["name"] = json!(group.name);
            out["warnings"] = group.pooled.warnings.iter().map(warning).collect();
            out
        });
        set(
            "subgroups",
            json!({
                "column": subgroups.column,
                "groups": groups.collect::<Vec<_>>(),
                "q_between": subgroups.q_between,
                "df": subgroups.df,
                "p": subgroups.p,
            }),
        );
    }
    if let Some(found) = &told.regression {
        set("regression", regression(found));
    }
    let left_out = told.leave_one_out.iter().map(|left| {
        let pooled = &left.pooled;
        json!({
            "study": left.study,
            "estimate": pooled.estimate,
            "se": pooled.se,
            "ci": pooled.ci,
            "prediction": pooled.prediction,
            "tau2": pooled.tau2,
            "q": pooled.q,
            "i2": pooled.i2,
        })
    });
    set("leave_one_out", left_out.collect());
    set(
        "egger",
        told.egger.map_or(Value::Null, |found| {
            json!({
                "slope": found.slope,
                "se": found.se,
                "statistic": found.statistic,
                "df": found.df,
                "p": found.p,
                "limit": found.limit,
                "limit_ci": found.limit_ci,
                "classic_t": found.classic_t,
                "classic_p": found.classic_p,
            })
        }),
    );
    set("warnings", told.warnings.iter().map(warning).collect());
    out
}

fn pooled(found: &Pooled, measure: Measure, method: Tau2Method) -> Value {
    let natural = |ends: [f64; 2]| ends.map(|end| measure.natural(end));
    json!({
        "k": found.k,
        "measure": measure.name(),
        "tau2_method": method.name(),
        "tau2": found.tau2,
        "tau2_se": found.tau2_se,
        "tau2_ci": found.tau2_ci,
        "log_likelihood": found.ln_likelihood,
        "converged": found.converged,
        "estimate": found.estimate,
        "se": found.se,
        "se_ordinary": found.se_ordinary,
        "interval_method": found.interval.name(),
        "df": found.df,
        "statistic": found.statistic,
        "p": found.p,
        "ci": found.ci,
        "prediction": found.prediction,
        "natural": {
            "estimate": measure.natural(found.estimate),
            "ci": natural(found.ci),
            "prediction": found.prediction.map(natural),
        },
        "q": found.q,
        "q_df": found.q_df,
        "q_p": found.q_p,
        "i2": found.i2,
        "h2": found.h2,
    })
}

fn regression(found: &Regression) -> Value {
    let slopes = found.slopes.iter().map(|slope| {
        json!({
            "name": slope.name,
            "estimate": slope.value,
            "se": slope.se,
            "statistic": slope.statistic,
            "p": slope.p,
            "ci": slope.ci,
        })
    });
    json!({
        "coefficients": slopes.collect::<Vec<_>>(),
        "tau2": found.tau2,
        "tau2_se": found.tau2_se,
        "tau2_ci": found.tau2_ci,
        "r2": found.r2,
        "i2": found.i2,
        "h2": found.h2,
        "qe": found.qe,
        "qe_df": found.qe_df,
        "qe_p": found.qe_p,
        "qm": found.qm,
        "qm_df": found.qm_df.0,
        "qm_df2": found.qm_df.1,
        "qm_p": found.qm_p,
        "interval_method": found.interval.name(),
        "log_likelihood": found.ln_likelihood,
    })
}

fn warning(warning: &Warning) -> Value {
    json!({ "code": warning.code(), "message": warning.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Options, analyse};

    #[test]
    fn the_keys_of_the_contract_are_there() {
        let text =
            "study,yi,vi,g,x\na,0.1,0.04,p,1\nb,0.5,0.02,p,2\nc,-0.2,0.05,q,4\nd,0.3,0.04,q,7\n";
        let options = Options {
            subgroups: Some("g".into()),
            moderators: vec!["x".into()],
            ..Options::default()
        };
        let found = evidence_json(&analyse(text, &options).unwrap());
        for key in [
            "k",
            "measure",
            "tau2_method",
            "tau2",
            "tau2_ci",
            "estimate",
            "se",
            "ci",
            "prediction",
            "q",
            "q_df",
            "i2",
            "h2",
        ] {
            assert!(!found[key].is_null(), "{key}");
        }
        assert_eq!(
            (&found["k"], &found["measure"], &found["tau2_method"]),
            (&json!(4), &json!("yi"), &json!("reml"))
        );
        assert_eq!(found["subgroups"]["groups"][1]["name"], "q");
        assert_eq!(found["regression"]["coefficients"][1]["name"], "x");
        assert_eq!(found["leave_one_out"].as_array().unwrap().len(), 4);
        let one = evidence_json(&analyse("study,yi,vi\na,1,1\n", &Options::default()).unwrap());
        assert!(one["tau2"].is_null() && one["prediction"].is_null() && one["egger"].is_null());
        assert_eq!(one["warnings"][0]["code"], "one-study");
    }
}
