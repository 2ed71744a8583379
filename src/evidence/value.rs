//! What a scenario takes from studies: a median and an interval of 95 %.

use super::analyse::studies;
use super::measure::Measure;
use super::options::{IntervalMethod, Options, Tau2Method};
use super::pool::pool;
use super::problem::{EvidenceError, TableProblem};
use super::warning::Warning;

/// Confidence of the interval that a scenario takes.
const LEVEL: f64 = 0.95;

/// Which uncertainty a scenario takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// That of the mean over settings: for a question about all wijken together.
    Mean,
    /// That of the true effect in one new setting: for a question about this wijk.
    Prediction,
}

impl Use {
    /// The word in a scenario.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Prediction => "prediction",
        }
    }

    /// The use of a word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Mean, Self::Prediction].into_iter().find(|one| one.name() == word)
    }
}

/// What a scenario asks of studies.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRequest {
    /// What they measured; none: what the columns say.
    pub measure: Option<Measure>,
    /// Variance between studies.
    pub tau2: Tau2Method,
    /// Interval of the mean; none: the default of [`Options`].
    pub interval: Option<IntervalMethod>,
    /// Mean or prediction.
    pub used: Use,
    /// Only rows where a column holds this text.
    pub only: Option<(String, String)>,
}

/// What a scenario takes from studies, as people read it.
#[derive(Debug, Clone, PartialEq)]
pub struct PooledValue {
    /// The pooled effect: the middle of the interval, on a logarithmic scale for ratios.
    pub estimate: f64,
    /// 95 % interval; the lower end is below the upper one.
    pub interval: [f64; 2],
    /// Whether the scale is logarithmic, so that `lognormal` fits; else `normal`.
    pub is_log: bool,
    /// Studies.
    pub k: usize,
    /// Their names, in the order of the file.
    pub names: Vec<String>,
    /// What they measured.
    pub measure: Measure,
    /// How tau2 was found.
    pub tau2_method: Tau2Method,
    /// The variance between studies; none for one study.
    pub tau2: Option<f64>,
    /// How the interval of the mean was found.
    pub interval_method: IntervalMethod,
    /// Mean or prediction.
    pub used: Use,
    /// All of this in an English sentence.
    pub description: String,
    /// What should be known beside.
    pub warnings: Vec<Warning>,
}

/// Pools the studies of a CSV text for one value of a scenario.
///
/// A `lognormal` or `normal` whose 2.5th and 97.5th percentile are the ends of the interval has its median at the estimate. Its tails
/// are those of the normal, not the heavier ones of t.
///
/// # Errors
/// Every problem of the table; one study or a common effect where a prediction is asked; an interval without width or beyond
/// what a number can hold.
pub fn pooled_value(text: &str, request: &ValueRequest) -> Result<PooledValue, EvidenceError> {
    // A few studies that happen to agree must not make a scenario sure: what is taken for a new setting is never narrower than the
    // ordinary interval, unless somebody says how he wants it.
    let guarded = (request.used == Use::Prediction && request.tau2 != Tau2Method::Ce)
        .then_some(IntervalMethod::HkAdhoc);
    let options = Options {
        measure: request.measure,
        tau2: request.tau2,
        interval: request.interval.or(guarded),
        level: LEVEL,
        only: request.only.clone(),
        ..Options::default()
    };
    let found = studies(text, &options)?;
    let measure = found.measure;
    let pooled = pool(&found.studies, &options)
        .ok_or_else(|| TableProblem::whole("these numbers cannot be pooled"))?;
    let interval = match (request.used, pooled.prediction) {
        (Use::Mean, _) => pooled.ci,
        (Use::Prediction, Some(prediction)) => prediction,
        (Use::Prediction, None) => return Err(no_prediction(pooled.k, request.tau2).into()),
    };
    let ends = interval.map(|end| measure.natural(end));
    // An interval that only rounding gives a width has none.
    let size = ends[0].abs().max(ends[1].abs());
    let is_usable = ends[1] - ends[0] > 1e-9 * size
        && ends.iter().all(|end| end.is_finite())
        && (!measure.is_log() || ends[0] > 0.0);
    if !is_usable {
        let told = format!("the interval {} to {} gives no distribution", ends[0], ends[1]);
        return Err(TableProblem::whole(told)
            .hint("take `interval = \"hk-adhoc\"`, or give the value yourself")
            .into());
    }
    let what = match request.used {
        Use::Mean => "mean over settings",
        Use::Prediction => "effect in a new setting",
    };
    let only = request.only.as_ref().map(|(column, text)| format!(" with {column} = {text}"));
    let description = format!(
        "{what} of {} stud{}{}, measure {}, tau2 by {}, {}",
        pooled.k,
        if pooled.k == 1 { "y" } else { "ies" },
        only.unwrap_or_default(),
        measure.name(),
        request.tau2.title(),
        match request.used {
            Use::Mean => format!("interval {}", pooled.interval.title()),
            Use::Prediction => format!(
                "prediction interval with t({}) and the Hartung-Knapp standard error{}",
                pooled.k - 1,
                if pooled.interval == IntervalMethod::HkAdhoc {
                    ", never below the ordinary one"
                } else {
                    ""
                }
            ),
        },
    );
    let mut warnings = found.warnings;
    warnings.extend(pooled.warnings);
    Ok(PooledValue {
        estimate: measure.natural(pooled.estimate),
        interval: ends,
        is_log: measure.is_log(),
        k: pooled.k,
        names: found.studies.into_iter().map(|study| study.name).collect(),
        measure,
        tau2_method: request.tau2,
        tau2: pooled.tau2,
        interval_method: pooled.interval,
        used: request.used,
        description,
        warnings,
    })
}

fn no_prediction(k: usize, method: Tau2Method) -> TableProblem {
    if k > 1 && method == Tau2Method::Ce {
        return TableProblem::whole("a common effect has no prediction: it is the same everywhere")
            .hint("take use `mean`, or a tau2 method such as reml");
    }
    TableProblem::whole(format!(
        "{k} study says nothing of how settings differ, so there is no prediction"
    ))
    .hint("take use `mean`, or more studies")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distributions::{Lognormal, Normal};
    use crate::evidence::bcg::BCG;

    fn request(used: Use) -> ValueRequest {
        ValueRequest {
            measure: Some(Measure::RiskRatio),
            tau2: Tau2Method::Reml,
            interval: None,
            used,
            only: None,
        }
    }

    #[test]
    fn a_distribution_with_the_interval_has_the_estimate_as_median() {
        for used in [Use::Mean, Use::Prediction] {
            let found = pooled_value(BCG, &request(used)).unwrap();
            assert_eq!((found.k, found.is_log, found.names.len()), (13, true, 13));
            let [low, high] = found.interval;
            let fitted = Lognormal::from_interval(low, high).unwrap();
            assert!((fitted.quantile(0.5) / found.estimate - 1.0).abs() < 1e-12);
            assert!((fitted.quantile(0.025) / low - 1.0).abs() < 1e-9);
            assert!((fitted.quantile(0.975) / high - 1.0).abs() < 1e-9);
        }
        let found = pooled_value(BCG, &request(Use::Prediction)).unwrap();
        assert!(
            (found.interval[0] - 0.14).abs() < 0.005 && (found.interval[1] - 1.76).abs() < 0.005
        );
        assert_eq!(
            found.description,
            "effect in a new setting of 13 studies, measure rr, tau2 by REML, prediction interval with t(12) and the Hartung-Knapp standard error, never below the ordinary one"
        );
        let asked = ValueRequest { measure: Some(Measure::RiskDifference), ..request(Use::Mean) };
        let found = pooled_value(BCG, &asked).unwrap();
        let fitted = Normal::from_interval(found.interval[0], found.interval[1]).unwrap();
        assert!(!found.is_log && (fitted.mean() - found.estimate).abs() < 1e-12);
    }

    #[test]
    fn two_studies_that_happen_to_agree_do_not_make_a_scenario_sure() {
        let text = "study,yi,vi\na,-0.5,0.04\nb,-0.501,0.04\n";
        let asked = |interval| ValueRequest { measure: None, interval, ..request(Use::Prediction) };
        let width = |interval| {
            let found = pooled_value(text, &asked(interval)).unwrap();
            found.interval[1] - found.interval[0]
        };
        // With t(1) at 12.7 and the ordinary error, the root of 0.04 over 2, no less than 2 x 12.7 x 0.141.
        assert!(width(None) > 3.5);
        assert!(width(Some(IntervalMethod::Hk)) < 0.1, "unless somebody asks for it");
    }

    #[test]
    fn what_gives_no_distribution_is_refused() {
        let told =
            |text: &str, asked: &ValueRequest| pooled_value(text, asked).unwrap_err().to_string();
        let plain = |used| ValueRequest { measure: None, ..request(used) };
        assert!(told("study,yi,vi\na,1,1\n", &plain(Use::Prediction)).contains("no prediction"));
        assert!(pooled_value("study,yi,vi\na,1,1\n", &plain(Use::Mean)).is_ok());
        let common = ValueRequest { tau2: Tau2Method::Ce, ..request(Use::Prediction) };
        assert!(told(BCG, &common).contains("common effect"));
        let equal = "study,yi,vi\na,1,0.1\nb,1,0.1\nc,1,0.1\n";
        assert!(told(equal, &plain(Use::Mean)).contains("hk-adhoc"));
        let wide = "study,ratio,ratio_se\na,1,1000\n";
        assert!(told(wide, &plain(Use::Mean)).contains("no distribution"));
        let only = Some(("alloc".to_owned(), "random".to_owned()));
        let found = pooled_value(BCG, &ValueRequest { only, ..request(Use::Mean) }).unwrap();
        assert!(found.k == 7 && found.description.contains("with alloc = random"));
    }
}
