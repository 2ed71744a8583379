//! The page of a finished run in Markdown, for notebooks and e-mail.

use std::fmt::Write as _;

use super::cells::{plain, table};
use crate::analysis::Band;
use crate::report::evidence::weakest_first;
use crate::report::{Language, Material, Numbers, View, words};

/// The page. What users wrote is escaped: it can neither break a table nor become markup.
pub fn page(material: &Material, language: Language) -> String {
    let page = Page { material, view: &material.view, language, numbers: Numbers(language) };
    let parts = [
        page.answer(),
        page.arms(),
        page.parties(),
        page.people(),
        page.drivers(),
        page.published(),
        page.evidence(),
        page.again(),
    ];
    let mut text =
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// What the parts of the page are made of.
pub(super) struct Page<'a> {
    pub(super) material: &'a Material,
    pub(super) view: &'a View,
    pub(super) language: Language,
    pub(super) numbers: Numbers,
}

impl Page<'_> {
    pub(super) fn say<'b>(&self, dutch: &'b str, english: &'b str) -> &'b str {
        if self.language == Language::Dutch { dutch } else { english }
    }

    pub(super) fn arm(&self, arm: usize) -> String {
        let name = plain(&self.view.arms[arm].0);
        if arm == self.view.present { format!("{name} ({})", self.say("nu", "now")) } else { name }
    }

    fn money(&self, arm: usize, measure: &str) -> String {
        self.view.band(arm, measure).map_or_else(|| "–".to_owned(), |band| self.mean(band))
    }

    pub(super) fn mean(&self, band: &Band) -> String {
        self.numbers.money_within(band.value.mean, band.mcse.mean)
    }

    pub(super) fn range(&self, band: &Band) -> String {
        let to = self.say("tot", "to");
        let [low, high] = [band.value.p05, band.value.p95].map(|x| self.numbers.money_short(x, 2));
        if low == high { low } else { format!("{low} {to} {high}") }
    }

    fn answer(&self) -> String {
        let view = self.view;
        let title = plain(view.title.as_deref().unwrap_or(&view.scenario));
        let mut text = format!("# {title}\n");
        if let Some(best) = view.preferred() {
            let net = view.band(best.arm, "net_pv");
            let range = net.map_or_else(String::new, |band| self.range(band));
            let chance = net.map_or(f64::NAN, |band| band.value.p_positive);
            let (name, expected) = (self.arm(best.arm), self.numbers.money(best.expected_net, 2));
            let (chance, p_best) =
                (self.numbers.percent(chance), self.numbers.percent(best.p_best));
            let _ = match self.language {
                Language::Dutch => write!(
                    text,
                    "\nHet hoogste verwachte netto heeft **{name}**: {expected} (90%-band {range}; kans dat het loont {chance}). De kans dat geen andere bezetting beter is: {p_best}."
                ),
                Language::English => write!(
                    text,
                    "\nThe highest expected net has **{name}**: {expected} (90% band {range}; chance that it pays {chance}). Chance that no other staffing is better: {p_best}."
                ),
            };
        }
        let trials = self.numbers.whole(view.trials as f64);
        let _ = match self.language {
            Language::Dutch => write!(
                text,
                "\n\nVergeleken met geen programma. Contante waarden over {} jaar, euro's van {}; {trials} trekkingen.",
                view.horizon, view.price_year
            ),
            Language::English => write!(
                text,
                "\n\nCompared with no programme. Present values over {} years, euros of {}; {trials} trials.",
                view.horizon, view.price_year
            ),
        };
        for warning in &view.warnings {
            let _ = write!(
                text,
                "\n\n> {} ({}): {}.",
                self.say("Waarschuwing", "Warning"),
                plain(&warning.path),
                plain(&words::notice(self.language, warning, view.trials))
            );
        }
        text
    }

    fn arms(&self) -> String {
        let heads = match self.language {
            Language::Dutch => [
                "Bezetting",
                "Fte gewenst",
                "Fte in dienst",
                "Deelnemers",
                "Kosten per jaar",
                "Baten per programmajaar",
                "Per jaar, structureel",
                "Later",
                "Netto",
                "90%-band",
                "Kans dat het loont",
            ],
            Language::English => [
                "Staffing",
                "FTE wanted",
                "FTE hired",
                "Participants",
                "Cost per year",
                "Benefit per programme year",
                "Per year, steady",
                "Later",
                "Net",
                "90% band",
                "Chance that it pays",
            ],
        };
        let rows: Vec<Vec<String>> = (0..self.view.arms.len())
            .map(|arm| {
                let mut row = vec![self.arm(arm)];
                row.extend(
                    ["fte_wanted", "fte_hired"]
                        .map(|what| self.numbers.short(self.view.mean(arm, what))),
                );
                row.push(self.numbers.whole(self.view.mean(arm, "participants")));
                row.extend(
                    ["cost_yearly", "benefit_yearly", "benefit_steady", "benefit_future", "net_pv"]
                        .map(|what| self.money(arm, what)),
                );
                let net = self.view.band(arm, "net_pv");
                row.push(net.map_or_else(|| "–".to_owned(), |band| self.range(band)));
                row.push(self.numbers.percent(net.map_or(f64::NAN, |band| band.value.p_positive)));
                row
            })
            .collect();
        format!("## {}\n\n{}", self.say("Bezettingen", "Staffing"), table(&heads, &rows))
    }

    fn evidence(&self) -> String {
        let heads = match self.language {
            Language::Dutch => ["Waarde", "Graad", "Wat bekend is", "Bron"],
            Language::English => ["Value", "Grade", "What is known", "Source"],
        };
        let rows: Vec<Vec<String>> = weakest_first(&self.material.evidence)
            .into_iter()
            .map(|known| {
                let grade =
                    known.grade.map_or_else(|| "–".to_owned(), |grade| grade.letter().to_owned());
                vec![
                    plain(&known.path),
                    grade,
                    plain(&known.known),
                    plain(known.source.as_deref().unwrap_or("–")),
                ]
            })
            .collect();
        let text =
            table(&heads, &rows).replacen(" ---: | ---: | ---: |", " :---: | --- | --- |", 1);
        format!(
            "## {}\n\n{text}",
            self.say("Aannames, de zwakste eerst", "Assumptions, the weakest first")
        )
    }

    fn again(&self) -> String {
        let run = &self.material.run;
        let fence = "```";
        format!(
            "## {}\n\n{fence}sh\n{}\n{fence}\n\nwijkimpact {}, {} {}, {} {}, SHA-256 {} `{}`.",
            self.say("Opnieuw maken", "Make it again"),
            run.command.replace("```", ""),
            run.version,
            self.say("zaad", "seed"),
            run.seed,
            run.trials,
            self.say("trekkingen", "trials"),
            self.say("van scenario.toml", "of scenario.toml"),
            run.scenario_sha256
        )
    }
}
