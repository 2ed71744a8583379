//! From the figures of a family to its distribution.

use super::codes::{AMBIGUOUS_VALUE, BAD_DISTRIBUTION, NO_SUM_TO_ONE, WRONG_FIGURES};
use super::range::not_one;
use super::raw::{
    RawBeta, RawEmpirical, RawGamma, RawLogNormal, RawMixturePart, RawNormal, RawParameter,
    RawQuantiles,
};
use crate::distributions::{
    Beta, Distribution, DistributionError, Empirical, Gamma, Lognormal, Mixture, Normal, Pert,
    Quantiles, Triangular, Uniform,
};
use crate::source::Code;

/// What is wrong with the figures of a parameter.
pub(crate) struct Fault {
    /// The kind of problem.
    pub(crate) code: Code,
    /// The key it is about, if it is about one.
    pub(crate) step: Option<String>,
    /// What is wrong.
    pub(crate) message: String,
    /// The rule.
    pub(crate) rule: String,
}

/// The distribution of a parameter, before truncation.
pub(super) fn distribution(raw: &RawParameter) -> Result<Distribution, Fault> {
    let mut found = given(raw);
    match (found.len(), found.pop()) {
        (1, Some((name, made))) => made.map_err(|mut fault| {
            fault.step = Some(fault.step.map_or(name.to_owned(), |step| format!("{name}.{step}")));
            fault
        }),
        (0, _) | (_, None) => Err(Fault {
            code: AMBIGUOUS_VALUE,
            step: None,
            message: "a parameter has no value".to_owned(),
            rule: "exactly one of `value`, `ref` or a family is required".to_owned(),
        }),
        (_, Some((last, _))) => {
            let mut names: Vec<String> =
                found.iter().map(|(name, _)| format!("`{name}`")).collect();
            names.push(format!("`{last}`"));
            Err(Fault {
                code: AMBIGUOUS_VALUE,
                step: Some(last.to_owned()),
                message: format!("a parameter has {}", names.join(" and ")),
                rule: "exactly one of `value`, `ref` or a family is required".to_owned(),
            })
        }
    }
}

type Made = Result<Distribution, Fault>;

/// Every number or family that is given, made into a distribution.
fn given(raw: &RawParameter) -> Vec<(&'static str, Made)> {
    let simple = |made: Result<Distribution, DistributionError>| made.map_err(|error| bad(&error));
    let all: [Option<(&'static str, Made)>; 12] = [
        raw.value.map(|x| ("value", simple(Distribution::fixed(x)))),
        raw.fixed.map(|x| ("fixed", simple(Distribution::fixed(x)))),
        raw.uniform
            .as_ref()
            .map(|x| ("uniform", simple(Uniform::new(x.low, x.high).map(Distribution::Uniform)))),
        raw.triangular.as_ref().map(|x| {
            let made = Triangular::new(x.low, x.mode, x.high).map(Distribution::Triangular);
            ("triangular", simple(made))
        }),
        raw.pert.as_ref().map(|x| {
            let made = Pert::with_shape(x.low, x.mode, x.high, x.shape).map(Distribution::Pert);
            ("pert", simple(made))
        }),
        raw.normal.as_ref().map(|x| ("normal", normal(x))),
        raw.lognormal.as_ref().map(|x| ("lognormal", lognormal(x))),
        raw.beta.as_ref().map(|x| ("beta", beta(x))),
        raw.gamma.as_ref().map(|x| ("gamma", gamma(x))),
        raw.empirical.as_ref().map(|x| ("empirical", simple(empirical(x)))),
        raw.quantiles.as_ref().map(|x| ("quantiles", quantiles(x))),
        raw.mixture.as_ref().map(|x| ("mixture", mixture(x))),
    ];
    all.into_iter().flatten().collect()
}

pub(super) fn bad(error: &DistributionError) -> Fault {
    Fault {
        code: BAD_DISTRIBUTION,
        step: None,
        message: error.to_string(),
        rule: "the figures must describe a distribution of this family".to_owned(),
    }
}

/// Figures that do not go together.
fn mismatch(found: &[(&str, bool)], ways: &str) -> Fault {
    let given: Vec<String> =
        found.iter().filter(|(_, given)| *given).map(|(name, _)| format!("`{name}`")).collect();
    let given = if given.is_empty() { "no figures".to_owned() } else { given.join(", ") };
    Fault {
        code: WRONG_FIGURES,
        step: None,
        message: format!("these figures do not go together: {given}"),
        rule: format!("give {ways}"),
    }
}

fn normal(raw: &RawNormal) -> Made {
    let made = match (raw.mean, raw.sd, raw.interval, raw.p05, raw.p95) {
        (Some(mean), Some(sd), None, None, None) => Normal::new(mean, sd),
        (Some(mean), None, Some([low, high]), None, None) => {
            Normal::from_mean_interval(mean, low, high)
        }
        (None, None, Some([low, high]), None, None) => Normal::from_interval(low, high),
        (None, None, None, Some(p05), Some(p95)) => Normal::from_quantiles(p05, p95),
        _ => {
            let found = [
                ("mean", raw.mean.is_some()),
                ("sd", raw.sd.is_some()),
                ("interval", raw.interval.is_some()),
                ("p05", raw.p05.is_some()),
                ("p95", raw.p95.is_some()),
            ];
            let ways = "`mean, sd` or `mean, interval` or `interval` or `p05, p95`";
            return Err(mismatch(&found, ways));
        }
    };
    made.map(Distribution::Normal).map_err(|error| bad(&error))
}

fn lognormal(raw: &RawLogNormal) -> Made {
    let logarithm = (raw.median, raw.sigma);
    let made = match (logarithm, raw.mean, raw.sd, raw.interval, raw.p05, raw.p95) {
        ((Some(median), Some(sigma)), None, None, None, None, None) => {
            Lognormal::new(median, sigma)
        }
        ((None, None), Some(mean), Some(sd), None, None, None) => Lognormal::from_mean_sd(mean, sd),
        ((None, None), Some(mean), None, Some([low, high]), None, None) => {
            Lognormal::from_mean_interval(mean, low, high)
        }
        ((None, None), None, None, Some([low, high]), None, None) => {
            Lognormal::from_interval(low, high)
        }
        ((None, None), None, None, None, Some(p05), Some(p95)) => {
            Lognormal::from_quantiles(p05, p95)
        }
        _ => {
            let found = [
                ("median", raw.median.is_some()),
                ("sigma", raw.sigma.is_some()),
                ("mean", raw.mean.is_some()),
                ("sd", raw.sd.is_some()),
                ("interval", raw.interval.is_some()),
                ("p05", raw.p05.is_some()),
                ("p95", raw.p95.is_some()),
            ];
            let ways =
                "`median, sigma` or `mean, sd` or `mean, interval` or `interval` or `p05, p95`";
            return Err(mismatch(&found, ways));
        }
    };
    made.map(Distribution::Lognormal).map_err(|error| bad(&error))
}

fn beta(raw: &RawBeta) -> Made {
    let shapes = (raw.alpha, raw.beta);
    let counts = (raw.successes, raw.trials);
    let ends = (raw.p05, raw.p95);
    let made = match (shapes, raw.mean, raw.sd, raw.interval, ends, counts) {
        ((Some(alpha), Some(beta)), None, None, None, (None, None), (None, None)) => {
            Beta::new(alpha, beta)
        }
        ((None, None), Some(mean), Some(sd), None, (None, None), (None, None)) => {
            Beta::from_mean_sd(mean, sd)
        }
        ((None, None), Some(mean), None, Some([low, high]), (None, None), (None, None)) => {
            Beta::from_mean_interval(mean, low, high)
        }
        ((None, None), None, None, Some([low, high]), (None, None), (None, None)) => {
            Beta::from_interval(low, high)
        }
        ((None, None), None, None, None, (Some(p05), Some(p95)), (None, None)) => {
            Beta::from_quantiles(p05, p95)
        }
        ((None, None), None, None, None, (None, None), (Some(successes), Some(trials))) => {
            Beta::from_successes(successes, trials)
        }
        _ => {
            let found = [
                ("alpha", raw.alpha.is_some()),
                ("beta", raw.beta.is_some()),
                ("mean", raw.mean.is_some()),
                ("sd", raw.sd.is_some()),
                ("interval", raw.interval.is_some()),
                ("p05", raw.p05.is_some()),
                ("p95", raw.p95.is_some()),
                ("successes", raw.successes.is_some()),
                ("trials", raw.trials.is_some()),
            ];
            let ways = "`alpha, beta` or `mean, sd` or `mean, interval` or `interval` or `p05, p95` or `successes, trials`";
            return Err(mismatch(&found, ways));
        }
    };
    made.map(Distribution::Beta).map_err(|error| bad(&error))
}

fn gamma(raw: &RawGamma) -> Made {
    let shapes = (raw.shape, raw.scale);
    let made = match (shapes, raw.mean, raw.sd, raw.interval, raw.p05, raw.p95) {
        ((Some(shape), Some(scale)), None, None, None, None, None) => Gamma::new(shape, scale),
        ((None, None), Some(mean), Some(sd), None, None, None) => Gamma::from_mean_sd(mean, sd),
        ((None, None), Some(mean), None, Some([low, high]), None, None) => {
            Gamma::from_mean_interval(mean, low, high)
        }
        ((None, None), None, None, Some([low, high]), None, None) => {
            Gamma::from_interval(low, high)
        }
        ((None, None), None, None, None, Some(p05), Some(p95)) => Gamma::from_quantiles(p05, p95),
        _ => {
            let found = [
                ("shape", raw.shape.is_some()),
                ("scale", raw.scale.is_some()),
                ("mean", raw.mean.is_some()),
                ("sd", raw.sd.is_some()),
                ("interval", raw.interval.is_some()),
                ("p05", raw.p05.is_some()),
                ("p95", raw.p95.is_some()),
            ];
            let ways =
                "`shape, scale` or `mean, sd` or `mean, interval` or `interval` or `p05, p95`";
            return Err(mismatch(&found, ways));
        }
    };
    made.map(Distribution::Gamma).map_err(|error| bad(&error))
}

fn empirical(raw: &RawEmpirical) -> Result<Distribution, DistributionError> {
    match &raw.weights {
        None => Empirical::new(&raw.values),
        Some(weights) => Empirical::with_weights(&raw.values, weights),
    }
    .map(Distribution::Empirical)
}

fn quantiles(raw: &RawQuantiles) -> Made {
    let three = (raw.p05, raw.p50, raw.p95);
    let made = match (three, &raw.probabilities, &raw.values) {
        ((Some(p05), Some(p50), Some(p95)), None, None) => Quantiles::new(p05, p50, p95),
        ((None, None, None), Some(probabilities), Some(values)) => {
            Quantiles::from_points(probabilities, values)
        }
        _ => {
            let found = [
                ("p05", raw.p05.is_some()),
                ("p50", raw.p50.is_some()),
                ("p95", raw.p95.is_some()),
                ("probabilities", raw.probabilities.is_some()),
                ("values", raw.values.is_some()),
            ];
            return Err(mismatch(&found, "`p05, p50, p95` or `probabilities, values`"));
        }
    };
    made.map(Distribution::Quantiles).map_err(|error| bad(&error))
}

fn mixture(parts: &[RawMixturePart]) -> Made {
    let mut components = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        let made = distribution(&RawParameter::from(part)).map_err(|mut fault| {
            let step = fault.step.map(|step| format!(".{step}")).unwrap_or_default();
            fault.step = Some(format!("{position}{step}"));
            fault
        })?;
        components.push((part.weight, made));
    }
    let sum: f64 = parts.iter().map(|part| part.weight).sum();
    if let Some(shown) = not_one(sum) {
        return Err(Fault {
            code: NO_SUM_TO_ONE,
            step: None,
            message: format!("the weights of this mixture sum to {shown}"),
            rule: "they must sum to 1".to_owned(),
        });
    }
    Mixture::new(components).map(Distribution::Mixture).map_err(|error| bad(&error))
}
