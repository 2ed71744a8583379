//! The end of the summary: published figures, evidence, warnings, and where the rest is.

use super::numbers::supported;
use super::teller::Teller;
use super::words;
use crate::analysis::{Coverage, Tested};

/// Warnings told in full; the manifest holds them all.
const WARNINGS_SHOWN: usize = 5;

impl Teller<'_> {
    /// A published figure beside our band.
    pub(super) fn published(&self, tested: &Tested) -> String {
        let claim = &tested.claim;
        let is_money = tested.unit.starts_with("EUR");
        let figure = |value: f64| {
            if is_money { self.amount(value, 3) } else { self.numbers.short(value) }
        };
        // Our own figure has the digits that its error supports, as in the table.
        let found = |value: f64, mcse: f64| {
            if is_money { self.amount(value, supported(value, mcse)) } else { figure(value) }
        };
        let to = self.word("tot", "to");
        let claimed = if (claim.high - claim.low).abs() > 0.0 {
            format!("{} {to} {}", figure(claim.low), figure(claim.high))
        } else {
            figure(claim.low)
        };
        let source =
            if claim.source.is_empty() { String::new() } else { format!(" ({})", claim.source) };
        let ours = tested.band.as_ref().map_or_else(String::new, |band| {
            if band.value.p05.is_nan() {
                found(band.value.mean, band.mcse.mean)
            } else {
                let low = found(band.value.p05, band.mcse.p05);
                let high = found(band.value.p95, band.mcse.p95);
                if low == high { low } else { format!("{low} {to} {high}") }
            }
        });
        let verdict = match tested.coverage {
            Coverage::Covers => self.say(
                format!("onze band, {ours}, dekt dit"),
                format!("our band, {ours}, covers it"),
            ),
            Coverage::Above => self.say(
                format!("onze band, {ours}, dekt dit niet: wij komen hoger uit"),
                format!("our band, {ours}, does not cover it: ours is higher"),
            ),
            Coverage::Below => self.say(
                format!("onze band, {ours}, dekt dit niet: wij komen lager uit"),
                format!("our band, {ours}, does not cover it: ours is lower"),
            ),
            Coverage::Unknown => self.say(
                "niet te vergelijken met deze run".to_owned(),
                "nothing in this run to compare it with".to_owned(),
            ),
        };
        let (measure, arm) = (words::measure(self.language, &claim.measure), &claim.arm);
        self.say(
            format!("Gepubliceerd: {measure} bij {arm} {claimed}{source}; {verdict}."),
            format!("Published: {measure} at {arm} {claimed}{source}; {verdict}."),
        )
    }

    /// How far to trust it, and where to find the rest.
    pub(super) fn trust(&self) -> Vec<String> {
        let view = self.view;
        let mut lines = Vec::new();
        if view.weakest > 0 {
            lines.push(self.say(
                format!("Bewijs: {} van de {} waarden zijn een inschatting van deskundigen (graad D, de zwakste).", view.weakest, view.values),
                format!("Evidence: {} of {} values are expert judgement (grade D, the weakest).", view.weakest, view.values),
            ));
        }
        if !view.dropped.is_empty() {
            let names = view.dropped.join(", ");
            lines.push(self.say(
                format!("Niet gerekend, want --arms komt in de plaats van alle bezettingen van het scenario: {names}."),
                format!("Not run, because --arms replaces all arms of the scenario: {names}."),
            ));
        }
        let warnings = self.warnings();
        lines.extend(warnings.iter().take(WARNINGS_SHOWN).cloned());
        let more = warnings.len().saturating_sub(WARNINGS_SHOWN);
        if more > 0 {
            lines.push(self.say(
                format!("En nog {more} waarschuwingen in manifest.json."),
                format!("And {more} more warnings in manifest.json."),
            ));
        }
        let folder = view.folder.display();
        lines
            .push(self.say(format!("Alle uitkomsten: {folder}"), format!("All results: {folder}")));
        lines
    }

    /// A line for each warning; what is the same in several places is said once.
    fn warnings(&self) -> Vec<String> {
        let mut told: Vec<(String, Vec<&str>)> = Vec::new();
        for warning in &self.view.warnings {
            let message = words::notice(self.language, warning, self.view.trials).into_owned();
            match told.iter_mut().find(|(other, _)| *other == message) {
                Some((_, paths)) if paths.contains(&warning.path.as_str()) => {}
                Some((_, paths)) => paths.push(&warning.path),
                None => told.push((message, vec![&warning.path])),
            }
        }
        let word = self.word("Waarschuwing", "Warning");
        told.into_iter()
            .map(|(message, paths)| {
                // A warning about the whole scenario has no place.
                let paths: Vec<&str> = paths.into_iter().filter(|path| !path.is_empty()).collect();
                if paths.is_empty() {
                    format!("{word}: {message}.")
                } else {
                    format!("{word} ({}): {message}.", paths.join(", "))
                }
            })
            .collect()
    }
}
