//! The risk with and without the programme, by stratum and age: what an outcome needs to be followed.

use super::values::Values;
use crate::model::effect::{Corrections, difference_to_odds, faded, fading, odds_to_risk};
use crate::model::{Effect, Kind, Measure, Outcome};

/// The smaller and the larger of the risks with and without the programme in one year, by trial.
pub(super) struct Gap {
    /// `hi - lo`, the chance that the worlds differ.
    pub differ: Vec<f64>,
    /// `lo`, the chance that it happens in both.
    pub both: Vec<f64>,
}

/// Baselines and effect of one outcome in one stratum.
pub(super) struct Risk<'a> {
    outcome: &'a Outcome,
    /// `b_h`, full year, before `by_age` and before the cut at 1.
    baseline: Vec<f64>,
    /// `R_h` at age 0.
    ratio: Vec<f64>,
    /// `ln R_h`, what fading acts on.
    log_ratio: Vec<f64>,
    /// Half-life of the effect.
    half_life: Option<&'a [f64]>,
    /// Share of the year of service that counts.
    service_year_share: &'a [f64],
    /// In which trials the baseline was cut at 1.
    pub cut: Vec<bool>,
}

impl<'a> Risk<'a> {
    /// The risk of `outcome` in `stratum` under `effect`.
    pub(super) fn new(
        outcome: &'a Outcome,
        effect: &Effect,
        stratum: usize,
        values: &'a Values,
    ) -> Self {
        let baseline = values.baseline(&outcome.baseline[stratum]);
        let most = if outcome.kind == Kind::Use { f64::INFINITY } else { 1.0 };
        let steepest = outcome.by_age.iter().copied().fold(0.0, f64::max);
        let cut = baseline.iter().map(|b| b * steepest > most).collect();
        // A baseline that changes with age starts at by_age[0]; effects are measured against age 0.
        let at_zero: Vec<f64> =
            baseline.iter().map(|b| (b * outcome.by_age[0]).min(most)).collect();
        let ratio = relative_risk(effect, &at_zero, values);
        Self {
            log_ratio: ratio.iter().map(|r| r.ln()).collect(),
            ratio,
            baseline,
            outcome,
            half_life: effect.half_life.map(|h| values.of(h)),
            service_year_share: values.of(outcome.service_year_share),
            cut,
        }
    }

    /// `+1` where the programme prevents, `-1` where it harms, by trial.
    pub(super) fn sign(&self) -> Vec<f64> {
        self.ratio.iter().map(|r| if *r > 1.0 { -1.0 } else { 1.0 }).collect()
    }

    /// The risks at `age` years since service.
    pub(super) fn at(&self, age: usize) -> Gap {
        let ages = &self.outcome.by_age;
        let by_age = ages[age.min(ages.len() - 1)];
        let is_state = matches!(self.outcome.kind, Kind::State { .. });
        let is_probability = self.outcome.kind != Kind::Use;
        let n = self.baseline.len();
        let (mut differ, mut both) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for (k, b) in self.baseline.iter().enumerate() {
            // The prevalence of a state is what people enter with: it does not shrink with a part of a year.
            let share = if age == 0 && !is_state { self.service_year_share[k] } else { 1.0 };
            let most = if is_probability { 1.0 } else { f64::INFINITY };
            let b = (b * by_age).min(most) * share;
            let ratio = self
                .half_life
                .map_or(self.ratio[k], |h| faded(self.log_ratio[k], fading(age, h[k])));
            let with = (b * ratio).min(most);
            both.push(b.min(with));
            differ.push((b - with).abs());
        }
        Gap { differ, both }
    }
}

/// `R_h` by trial, corrected, at age 0; `b` is the stratum's full-year baseline at age 0.
fn relative_risk(effect: &Effect, b: &[f64], values: &Values) -> Vec<f64> {
    let b = effect.study_baseline.map_or(b, |q| values.of(q));
    each(effect, values, |k, corrections, measure| match effect.measure {
        Measure::RelativeRisk(_) | Measure::RateRatio(_) => corrections.ratio(measure),
        Measure::OddsRatio(_) => corrections.ratio(odds_to_risk(measure, b[k])),
        Measure::StandardisedMeanDifference(_) => {
            corrections.ratio(odds_to_risk(difference_to_odds(measure), b[k]))
        }
        Measure::RiskDifference(_) => corrections.difference(measure, b[k]),
        Measure::Change(_) => 1.0,
    })
}

/// `K`'s change on a scale per person at `age`, by trial: corrected, faded, and for the year of service in part.
pub(super) fn change(outcome: &Outcome, effect: &Effect, age: usize, values: &Values) -> Vec<f64> {
    let half_life = effect.half_life.map(|h| values.of(h));
    let share = values.of(outcome.service_year_share);
    each(effect, values, |k, corrections, change| {
        let left = half_life.map_or(1.0, |h| fading(age, h[k]));
        corrections.change(change) * left * if age == 0 { share[k] } else { 1.0 }
    })
}

/// Applies `f` to trial, corrections and the measured effect.
fn each(effect: &Effect, values: &Values, f: impl Fn(usize, Corrections, f64) -> f64) -> Vec<f64> {
    let (Measure::RelativeRisk(q)
    | Measure::RateRatio(q)
    | Measure::OddsRatio(q)
    | Measure::StandardisedMeanDifference(q)
    | Measure::RiskDifference(q)
    | Measure::Change(q)) = effect.measure;
    let (causal, attribution) = (values.of(effect.causal), values.of(effect.attribution));
    let displacement = values.of(effect.displacement);
    values
        .of(q)
        .iter()
        .enumerate()
        .map(|(k, measured)| {
            let corrections = Corrections {
                causal: causal[k],
                attribution: attribution[k],
                displacement: displacement[k],
            };
            f(k, corrections, *measured)
        })
        .collect()
}
