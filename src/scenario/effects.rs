//! Reads `[programmes.<p>.effects.<o>]`.

use super::codes::{ONE_MEASURE, OTHER_GROUP, UNUSED, WRONG_FOR_KIND, WRONG_MEASURE};
use super::range::LegalRange;
use super::raw::{RawAmong, RawEffect, RawKind, RawProgramme, RawValue};
use super::reader::Reader;
use crate::model::{Among, Effect, Measure};
use crate::source::Problem;

impl Reader<'_> {
    /// Every effect of a programme, in the order of the file.
    pub(super) fn effects(
        &mut self,
        programme: &str,
        raw: &RawProgramme,
        group: Option<usize>,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (name, effect) in &raw.effects {
            let path = format!("programmes.{programme}.effects.{name}");
            effects.push(self.effect(&path, name, effect, group));
        }
        if effects.is_empty() {
            let path = format!("programmes.{programme}");
            let message = format!("`{path}` has no effect on any outcome: it only costs");
            self.report(Problem::new(UNUSED, path, message));
        }
        effects
    }

    fn effect(&mut self, path: &str, name: &str, raw: &RawEffect, group: Option<usize>) -> Effect {
        let scenario = self.raw;
        let outcome = scenario.outcomes.get_full(name);
        if outcome.is_none() {
            let known = scenario.outcomes.keys().map(String::as_str);
            self.unknown("outcome", name, path, known);
        }
        let kind = outcome.map(|(_, _, outcome)| outcome.kind);
        let kind = kind.filter(|_| !self.is_in_doubt(&format!("outcomes.{name}.kind")));
        if let (Some((_, _, outcome)), Some(group)) = (outcome, group) {
            self.check_same_group(path, name, &outcome.group, group);
        }
        let at = |key: &str| format!("{path}.{key}");
        let measure = self.measure(path, raw, kind);
        if raw.study_baseline.is_some()
            && !matches!(
                measure,
                Measure::OddsRatio(_)
                    | Measure::StandardisedMeanDifference(_)
                    | Measure::RiskDifference(_)
            )
        {
            let message = format!("`{}` is not used with this measure", at("study_baseline"));
            self.report(
                Problem::new(UNUSED, at("study_baseline"), message).rule(
                    "only an odds ratio, a standardised mean difference and a risk difference need the control risk of the study",
                ),
            );
        }
        if kind == Some(RawKind::State) && raw.half_life.is_some() {
            let message = format!("`{}` is given for a state", at("half_life"));
            self.report(Problem::new(WRONG_FOR_KIND, at("half_life"), message).rule(
                "how long a state stays away follows from `keep` and `natural` of the outcome",
            ));
        }
        let study = raw.study_baseline.as_ref();
        Effect {
            outcome: outcome.map_or(0, |(index, _, _)| index),
            among: match raw.among {
                RawAmong::Participants => Among::Participants,
                RawAmong::Completers => Among::Completers,
            },
            measure,
            study_baseline: self.optional(&at("study_baseline"), study, LegalRange::SHARE),
            causal: self.quantity(&at("causal"), &raw.causal, LegalRange::SHARE),
            attribution: self.quantity(&at("attribution"), &raw.attribution, LegalRange::SHARE),
            displacement: self.quantity(&at("displacement"), &raw.displacement, LegalRange::SHARE),
            half_life: self.optional(
                &at("half_life"),
                raw.half_life.as_ref(),
                LegalRange::POSITIVE,
            ),
        }
    }

    fn check_same_group(&mut self, path: &str, outcome: &str, theirs: &str, ours: usize) {
        let raw = self.raw;
        let ours = raw.groups.get_index(ours).map(|(name, _)| name.as_str());
        // An unknown group is reported where it is named.
        if let Some(ours) = ours
            && raw.groups.contains_key(theirs)
            && ours != theirs
        {
            let message = format!(
                "outcome `{outcome}` is one of group `{theirs}`, the programme is for `{ours}`"
            );
            self.report(
                Problem::new(OTHER_GROUP, path, message)
                    .rule("a programme has effects on outcomes of its own group"),
            );
        }
    }

    /// The one measure of an effect.
    fn measure(&mut self, path: &str, raw: &RawEffect, kind: Option<RawKind>) -> Measure {
        let given: Vec<(&str, &RawValue)> =
            measures(raw).into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        if given.len() != 1 {
            let all = measures(raw).map(|(name, _)| format!("`{name}`")).join(", ");
            let found: Vec<String> = given.iter().map(|(name, _)| format!("`{name}`")).collect();
            let found = if found.is_empty() { "none".to_owned() } else { found.join(" and ") };
            let message = format!("`{path}` has {found} of the measures of effect");
            self.report(
                Problem::new(ONE_MEASURE, path, message).rule(format!("exactly one of {all}")),
            );
        }
        for (name, _) in &given {
            if let Some(rule) = kind.and_then(|kind| misfit(name, kind)) {
                let word = kind.map_or("", RawKind::word);
                let message = format!("`{path}` is an effect on a `{word}` and has `{name}`");
                self.report(
                    Problem::new(WRONG_MEASURE, format!("{path}.{name}"), message).rule(rule),
                );
            }
        }
        let Some((name, value)) = given.first() else {
            return Measure::RelativeRisk(self.inputs.fixed(path, 1.0));
        };
        let at = format!("{path}.{name}");
        match *name {
            "relative_risk" => {
                Measure::RelativeRisk(self.quantity(&at, value, LegalRange::NON_NEGATIVE))
            }
            "rate_ratio" => Measure::RateRatio(self.quantity(&at, value, LegalRange::NON_NEGATIVE)),
            "odds_ratio" => Measure::OddsRatio(self.quantity(&at, value, LegalRange::POSITIVE)),
            "standardised_mean_difference" => {
                Measure::StandardisedMeanDifference(self.quantity(&at, value, LegalRange::ANY))
            }
            "risk_difference" => {
                Measure::RiskDifference(self.quantity(&at, value, LegalRange::DIFFERENCE))
            }
            _ => Measure::Change(self.quantity(&at, value, LegalRange::ANY)),
        }
    }
}

/// Every measure of effect, as typed.
fn measures(raw: &RawEffect) -> [(&'static str, Option<&RawValue>); 6] {
    [
        ("relative_risk", raw.relative_risk.as_ref()),
        ("rate_ratio", raw.rate_ratio.as_ref()),
        ("odds_ratio", raw.odds_ratio.as_ref()),
        ("standardised_mean_difference", raw.standardised_mean_difference.as_ref()),
        ("risk_difference", raw.risk_difference.as_ref()),
        ("change", raw.change.as_ref()),
    ]
}

/// Why a measure does not fit a kind of outcome, if it does not.
fn misfit(measure: &str, kind: RawKind) -> Option<&'static str> {
    match (kind, measure) {
        (RawKind::Score, "change") | (RawKind::Use, "rate_ratio") => None,
        (RawKind::Score, _) => Some("a `score` has a `change` in scale points"),
        (_, "change") => Some("only a `score` has a `change`"),
        (RawKind::Use, _) => Some("`use` is a rate: only a `rate_ratio` fits"),
        _ => None,
    }
}
