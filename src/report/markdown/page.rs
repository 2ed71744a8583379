//! The page of a finished run in Markdown: its parts in the order of the page for a browser.

use super::cells::plain;
use crate::analysis::Band;
use crate::report::sentences::{Answer, Asked, Said, cautions};
use crate::report::{Language, Material, Numbers, View, words};

/// The page. What users wrote is escaped: it can neither break a table nor become markup.
pub fn page(material: &Material, language: Language) -> String {
    let page = Page { material, view: &material.view, said: Said::new(language) };
    let parts = [
        page.front(),
        page.nation(),
        page.staffings(),
        page.parties(),
        page.outcomes(),
        page.labour(),
        page.drivers(),
        page.choice(),
        page.evidence(),
        page.published(),
        page.peers(),
        page.warnings(),
        page.again(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

/// What the parts of the page are made of.
pub(super) struct Page<'a> {
    pub(super) material: &'a Material,
    pub(super) view: &'a View,
    pub(super) said: Said,
}

impl Page<'_> {
    pub(super) fn say<'b>(&self, dutch: &'b str, english: &'b str) -> &'b str {
        self.said.one(dutch, english)
    }

    pub(super) const fn numbers(&self) -> Numbers {
        self.said.numbers
    }

    pub(super) const fn language(&self) -> Language {
        self.said.language()
    }

    /// A heading of a part.
    pub(super) fn heading(&self, dutch: &str, english: &str) -> String {
        format!("## {}", self.say(dutch, english))
    }

    /// An arm, not yet safe.
    pub(super) fn arm(&self, arm: usize) -> String {
        self.view.arm_name(arm, self.language())
    }

    /// A party, not yet safe.
    pub(super) fn party(&self, party: usize) -> String {
        let parties = &self.material.model.parties;
        parties
            .get(party)
            .map_or_else(String::new, |party| words::party(self.language(), &party.name))
    }

    /// Heads of a table with a column for each of these arms.
    pub(super) fn heads(&self, first: &str, arms: &[usize]) -> Vec<String> {
        std::iter::once(first.to_owned()).chain(arms.iter().map(|&arm| self.arm(arm))).collect()
    }

    /// A row of a table.
    pub(super) fn row(label: &str, cells: impl IntoIterator<Item = String>) -> Vec<String> {
        std::iter::once(plain(label)).chain(cells).collect()
    }

    /// The mean of an amount.
    pub(super) fn mean(&self, band: &Band) -> String {
        self.said.within(band.value.mean, band.mcse.mean)
    }

    /// The 90 % band of an amount.
    pub(super) fn range(&self, band: &Band) -> String {
        let low = self.said.within(band.value.p05, band.mcse.p05);
        let high = self.said.within(band.value.p95, band.mcse.p95);
        if low == high { low } else { format!("{low} {} {high}", self.say("tot", "to")) }
    }

    /// The mean of a number and its 90 % band, where that says something.
    pub(super) fn figure(&self, arm: usize, measure: &str) -> String {
        self.told(self.view.band(arm, measure))
    }

    /// The same of a band at hand.
    pub(super) fn told(&self, band: Option<&Band>) -> String {
        let Some(Band { value, .. }) = band else { return "–".to_owned() };
        self.numbers().mean_and_band([value.mean, value.p05, value.p95])
    }

    fn front(&self) -> String {
        let view = self.view;
        let title = plain(view.title.as_deref().unwrap_or(&view.scenario));
        let mut parts = vec![format!("# {title}")];
        if let Some(description) = &self.material.description {
            let told = description.split_whitespace().collect::<Vec<_>>().join(" ");
            parts.push(paragraph(&told));
        }
        parts.push(format!("**{}**", plain(&Asked::of(view).sentence(self.said))));
        parts.push(plain(&Answer::of(view, self.said).sentences(self.said).join(" ")));
        let priced = self.material.model.value_of_qaly.is_some();
        parts.extend(cautions(self.said, view, priced).iter().map(|caution| plain(caution)));
        let trials = self.numbers().whole(view.trials as f64);
        parts.push(self.said.one(
            format!("1x is de huidige inzet, 0x geen inzet, 2x twee keer zoveel. Contante waarden (\\*), euro's van {}; {trials} berekeningen. De 90%-band: in 5% van de berekeningen ligt de uitkomst eronder, in 5% erboven.", view.price_year),
            format!("1x is present staffing, 0x no staff, 2x twice as much. Present values (\\*), euros of {}; {trials} calculations. The 90% band: in 5% of the calculations the result lies below it, in 5% above.", view.price_year),
        ));
        parts.join("\n\n")
    }

    /// How to make the same run again.
    fn again(&self) -> String {
        let run = &self.material.run;
        let heading = self.heading("Zo maakt u dit na", "How to make this again");
        let trials = self.numbers().whole(run.trials as f64);
        let facts = self.said.one(
            format!("wijkimpact {}, zaad {}, {trials} trekkingen ({}, {}), gemaakt op {}. SHA-256 van scenario.toml: `{}`.", run.version, run.seed, run.design, run.chance, run.started, run.scenario_sha256),
            format!("wijkimpact {}, seed {}, {trials} trials ({}, {}), made at {}. SHA-256 of scenario.toml: `{}`.", run.version, run.seed, run.design, run.chance, run.started, run.scenario_sha256),
        );
        let command = run.command.replace("```", "");
        let mut text = format!("{heading}\n\n```sh\n{command}\n```\n\n{facts}");
        if run.of_another_version() {
            text.push_str(&self.said.one(
                format!(" Dit verslag is gemaakt door versie {}.", run.this_version),
                format!(" This report was made by version {}.", run.this_version),
            ));
        }
        text
    }
}

/// A text of a user as a paragraph: its first letters make no list, quotation or rule of it.
fn paragraph(text: &str) -> String {
    let safe = plain(text);
    let digits = safe.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if safe.starts_with(['-', '+', '=']) {
        format!("\\{safe}")
    } else if digits.len() < safe.len() && [". ", ") "].iter().any(|mark| digits.starts_with(mark))
    {
        format!("{}\\{digits}", &safe[..safe.len() - digits.len()])
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_paragraph() {
        for (text, safe) in [
            ("+1 = 2", "\\+1 = 2"),
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("=cmd|' /C calc'!A0", "\\=cmd\\|' /C calc'!A0"),
            ("2023 was goed", "2023 was goed"),
            ("1.800 jongeren", "1.800 jongeren"),
            ("> a", "&gt; a"),
        ] {
            assert_eq!(paragraph(text), safe);
        }
    }
}
