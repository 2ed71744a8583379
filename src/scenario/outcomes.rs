//! Reads `[outcomes.<o>]`.

use super::codes::{EMPTY_LIST, UNUSED, WRONG_FOR_KIND};
use super::range::LegalRange;
use super::raw::{RawKind, RawOutcome};
use super::reader::Reader;
use crate::model::{Kind, Outcome};
use crate::source::Problem;

impl Reader<'_> {
    /// Every outcome, and every sector of care work they name.
    pub(super) fn outcomes(&mut self) -> (Vec<Outcome>, Vec<String>) {
        let raw = self.raw;
        let mut sectors = Vec::new();
        let mut outcomes = Vec::new();
        for (name, outcome) in &raw.outcomes {
            outcomes.push(self.outcome(name, outcome, &mut sectors));
        }
        (outcomes, sectors)
    }

    fn outcome(&mut self, name: &str, raw: &RawOutcome, sectors: &mut Vec<String>) -> Outcome {
        let path = format!("outcomes.{name}");
        self.check_name("outcome", name, &path);
        let group = self.group(&raw.group, &format!("{path}.group"));
        self.check_used(name, &path);
        self.check_fits_kind(&path, raw);
        self.check_ages(&path, raw);
        let at = |key: &str| format!("{path}.{key}");
        let horizon = self.raw.scenario.horizon;
        Outcome {
            name: name.to_owned(),
            group: group.unwrap_or(0),
            kind: self.kind(&path, raw),
            unit: raw.unit.clone().unwrap_or_else(|| name.to_owned()),
            baseline: self.baseline(&path, raw, group),
            by_age: raw.by_age.clone(),
            at_risk: raw.at_risk.unwrap_or(horizon).min(horizon) as usize,
            service_year_share: self.quantity(
                &at("service_year_share"),
                &raw.service_year_share,
                LegalRange::SHARE,
            ),
            benefits: self.benefits(&path, raw, sectors),
        }
    }

    fn kind(&mut self, path: &str, raw: &RawOutcome) -> Kind {
        match raw.kind {
            RawKind::Event => Kind::Event,
            RawKind::Once => Kind::Once,
            RawKind::Use => Kind::Use,
            RawKind::Score => Kind::Score,
            RawKind::State => Kind::State {
                keep: self.quantity(&format!("{path}.keep"), &raw.keep, LegalRange::SHARE),
                natural: self.quantity(&format!("{path}.natural"), &raw.natural, LegalRange::SHARE),
            },
        }
    }

    fn check_used(&mut self, name: &str, path: &str) {
        let raw = self.raw;
        if !raw.programmes.values().any(|programme| programme.effects.contains_key(name)) {
            let message = format!("no programme has an effect on outcome `{name}`");
            self.report(Problem::new(UNUSED, path, message));
        }
    }

    /// Some keys belong to some kinds only.
    fn check_fits_kind(&mut self, path: &str, raw: &RawOutcome) {
        if self.is_in_doubt(&format!("{path}.kind")) {
            return;
        }
        let word = raw.kind.word();
        let mut wrong = |key: &str, rule: &str| {
            let at = format!("{path}.{key}");
            if self.is_typed(&at) {
                let message = format!("`{path}` is a `{word}` and has `{key}`");
                self.report(Problem::new(WRONG_FOR_KIND, at, message).rule(rule));
            }
        };
        if raw.kind != RawKind::State {
            wrong("keep", "only a `state` can come back");
            wrong("natural", "only a `state` can end by itself");
        }
        if raw.kind == RawKind::Score {
            wrong("baseline", "a `score` has no baseline: its effect is a change in points");
        }
    }

    fn check_ages(&mut self, path: &str, raw: &RawOutcome) {
        let path = format!("{path}.by_age");
        if raw.by_age.is_empty() {
            let message = format!("`{path}` is an empty list");
            self.report(
                Problem::new(EMPTY_LIST, &path, message)
                    .rule("one factor for each age from 0; the last one holds")
                    .help("leave it out if the baseline does not change with age"),
            );
        }
        for (age, factor) in raw.by_age.iter().enumerate() {
            self.check_number(&format!("{path}.{age}"), *factor, LegalRange::NON_NEGATIVE);
        }
    }
}
