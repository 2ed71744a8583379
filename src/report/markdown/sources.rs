//! What it rests on: assumptions with their source, published figures beside ours, warnings.

use super::cells::{plain, text_table};
use super::page::Page;
use crate::analysis::{Coverage, Tested};
use crate::report::evidence::weakest_first;
use crate::report::{Language, words};

impl Page<'_> {
    pub(super) fn evidence(&self) -> String {
        let heads = self.said.one(
            ["Waarde", "Graad", "Wat bekend is", "Bron"],
            ["Value", "Grade", "What is known", "Source"],
        );
        let rows: Vec<Vec<String>> = weakest_first(&self.material.evidence)
            .into_iter()
            .map(|known| {
                let grade =
                    known.grade.map_or_else(|| "–".to_owned(), |grade| grade.letter().to_owned());
                let source = known.source.as_deref().unwrap_or("–");
                vec![plain(&known.path), grade, plain(&known.known), plain(source)]
            })
            .collect();
        format!(
            "{}\n\n{}\n\n{}",
            self.heading("Aannamen en hun bron", "Assumptions and their source"),
            self.say(
                "De zwakste eerst: D is een inschatting van deskundigen, A loting of registratie.",
                "The weakest first: D is expert judgement, A randomisation or registration.",
            ),
            text_table(&heads, &rows)
        )
    }

    pub(super) fn published(&self) -> String {
        if self.view.published.is_empty() {
            return String::new();
        }
        let heads = self.said.one(
            ["Wat", "Gepubliceerd", "Onze 90%-band", "Oordeel", "Bron"],
            ["What", "Published", "Our 90% band", "Verdict", "Source"],
        );
        let rows: Vec<Vec<String>> =
            self.view.published.iter().map(|tested| self.tested(tested)).collect();
        format!(
            "{}\n\n{}",
            self.heading("Wat anderen publiceerden", "What others published"),
            text_table(&heads, &rows)
        )
    }

    fn tested(&self, tested: &Tested) -> Vec<String> {
        let claim = &tested.claim;
        let euros = tested.unit.starts_with("EUR");
        let figure = |value: f64| {
            if euros { self.said.money(value, 3) } else { self.numbers().natural(value) }
        };
        let range = |low: String, high: String| {
            if low == high { low } else { format!("{low} {} {high}", self.say("tot", "to")) }
        };
        let ours = tested.band.as_ref().map_or_else(
            || "–".to_owned(),
            |band| {
                if euros {
                    self.range(band)
                } else {
                    range(figure(band.value.p05), figure(band.value.p95))
                }
            },
        );
        let measure = words::measure(self.language(), &claim.measure);
        vec![
            plain(&format!("{measure}, {}", claim.arm)),
            range(figure(claim.low), figure(claim.high)),
            ours,
            verdict(tested.coverage, self.language()).to_owned(),
            plain(&claim.source),
        ]
    }

    pub(super) fn warnings(&self) -> String {
        if self.view.warnings.is_empty() {
            return String::new();
        }
        let lines: Vec<String> = self
            .view
            .warnings
            .iter()
            .map(|warning| {
                let message = words::notice(self.language(), warning, self.view.trials);
                if warning.path.is_empty() {
                    format!("- {}.", plain(&message))
                } else {
                    format!("- {}: {}.", plain(&warning.path), plain(&message))
                }
            })
            .collect();
        let heading = self.heading("Waarschuwingen van het programma", "Warnings of the program");
        format!("{heading}\n\n{}", lines.join("\n"))
    }
}

/// How a published figure relates to our band, in words.
pub(in crate::report) const fn verdict(coverage: Coverage, language: Language) -> &'static str {
    match (coverage, language) {
        (Coverage::Covers, Language::Dutch) => "onze band dekt dit",
        (Coverage::Covers, Language::English) => "our band covers it",
        (Coverage::Above, Language::Dutch) => "wij komen hoger uit",
        (Coverage::Above, Language::English) => "ours is higher",
        (Coverage::Below, Language::Dutch) => "wij komen lager uit",
        (Coverage::Below, Language::English) => "ours is lower",
        (Coverage::Unknown, Language::Dutch) => "niet te vergelijken",
        (Coverage::Unknown, Language::English) => "nothing to compare with",
    }
}
