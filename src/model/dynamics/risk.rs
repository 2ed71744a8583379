//! The risk with and without the programme, by stratum and age: what an outcome needs to be followed.

use super::values::{Table, Values};
use crate::model::effect::{Corrections, difference_to_odds, faded, odds_to_risk};
use crate::model::{Effect, Kind, Measure, Outcome};

/// The smaller and the larger of the risks with and without the programme in one year, by trial.
pub(super) struct Gap {
    /// `hi - lo`, the chance that the worlds differ.
    pub differ: Vec<f64>,
    /// `lo`, the chance that it happens in both.
    pub both: Vec<f64>,
}

/// Baselines and effect of one outcome in one stratum.
pub(super) struct Risk {
    /// The risks by age, years since service.
    gaps: Vec<Gap>,
    /// `+1` where the programme prevents, `-1` where it harms, by trial.
    pub sign: Vec<f64>,
    /// In which trials the baseline was cut at 1.
    pub cut: Vec<bool>,
}

impl Risk {
    /// The risk of `outcome` in `stratum` under `effect`; `left` is what fading leaves of the effect at each age.
    pub(super) fn new(
        outcome: &Outcome,
        effect: &Effect,
        stratum: usize,
        values: &Values,
        left: Option<&Table>,
        ages: usize,
    ) -> Self {
        let baseline = values.baseline(&outcome.baseline[stratum]);
        let most = if outcome.kind == Kind::Use { f64::INFINITY } else { 1.0 };
        let steepest = outcome.by_age.iter().copied().fold(0.0, f64::max);
        // A baseline that changes with age starts at by_age[0]; effects are measured against age 0.
        let at_zero: Vec<f64> =
            baseline.iter().map(|b| (b * outcome.by_age[0]).min(most)).collect();
        let ratio = relative_risk(effect, &at_zero, values);
        let share = values.of(outcome.service_year_share);
        let log_ratio: Vec<f64> =
            if left.is_some() { ratio.iter().map(|r| r.ln()).collect() } else { Vec::new() };
        let gap = |age: usize| {
            let by_age = outcome.by_age[age.min(outcome.by_age.len() - 1)];
            // The prevalence of a state is what people enter with: it does not shrink with a part of a year.
            let in_part = age == 0 && !matches!(outcome.kind, Kind::State { .. });
            let n = baseline.len();
            let (mut differ, mut both) = (Vec::with_capacity(n), Vec::with_capacity(n));
            for k in 0..n {
                let b = (baseline[k] * by_age).min(most) * if in_part { share[k] } else { 1.0 };
                let ratio = left.map_or(ratio[k], |left| faded(log_ratio[k], left[age][k]));
                let with = (b * ratio).min(most);
                both.push(b.min(with));
                differ.push((b - with).abs());
            }
            Gap { differ, both }
        };
        Self {
            gaps: (0..ages).map(gap).collect(),
            sign: ratio.iter().map(|r| if *r > 1.0 { -1.0 } else { 1.0 }).collect(),
            cut: baseline.iter().map(|b| b * steepest > most).collect(),
        }
    }

    /// The risks at `age` years since service.
    pub(super) fn at(&self, age: usize) -> &Gap {
        &self.gaps[age]
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

/// A person's change on a scale at age 0 for a full year, by trial: corrected.
pub(super) fn change(effect: &Effect, values: &Values) -> Vec<f64> {
    each(effect, values, |_, corrections, change| corrections.change(change))
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
