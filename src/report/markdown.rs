//! The page of a finished run in Markdown, for notebooks and e-mail.

use std::fmt::Write as _;

use super::evidence::weakest_first;
use super::words;
use super::{Language, Material, Numbers, View};
use crate::analysis::{Band, Coverage, Negotiation};

/// Drivers that are told.
const DRIVERS: usize = 8;

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

/// A text of a user as Markdown shows it: on one line, without markup, without cells.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '#' | '~' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' | '\r' | '\t' => safe.push(' '),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// A table; the first column is text, the others are numbers.
fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("| {} |\n| --- |", heads.join(" | "));
    text.push_str(&" ---: |".repeat(heads.len().saturating_sub(1)));
    for row in rows {
        let _ = write!(text, "\n| {} |", row.join(" | "));
    }
    text
}

struct Page<'a> {
    material: &'a Material,
    view: &'a View,
    language: Language,
    numbers: Numbers,
}

impl Page<'_> {
    fn say<'b>(&self, dutch: &'b str, english: &'b str) -> &'b str {
        if self.language == Language::Dutch { dutch } else { english }
    }

    fn arm(&self, arm: usize) -> String {
        let name = plain(&self.view.arms[arm].0);
        if arm == self.view.present { format!("{name} ({})", self.say("nu", "now")) } else { name }
    }

    fn money(&self, arm: usize, measure: &str) -> String {
        self.view.band(arm, measure).map_or_else(|| "–".to_owned(), |band| self.mean(band))
    }

    fn mean(&self, band: &Band) -> String {
        self.numbers.money_within(band.value.mean, band.mcse.mean)
    }

    fn range(&self, band: &Band) -> String {
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
                plain(&warning.message)
            );
        }
        text
    }

    fn arms(&self) -> String {
        let heads = match self.language {
            Language::Dutch => [
                "Bezetting",
                "Fte gevraagd",
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

    fn parties(&self) -> String {
        let Some(told) = self.material.negotiation.get(self.material.advised) else {
            return String::new();
        };
        let heads = match self.language {
            Language::Dutch => [
                "Partij",
                "Kosten",
                "Baten",
                "Verzilverbaar",
                "Netto",
                "90%-band",
                "Kans: baten dekken kosten",
                "Ruimte",
            ],
            Language::English => [
                "Party",
                "Cost",
                "Benefit",
                "Cashable",
                "Net",
                "90% band",
                "Chance: benefits cover cost",
                "Room",
            ],
        };
        let rows = self.seats(told);
        let note = match self.language {
            Language::Dutch => format!(
                "Ruimte: het grootste deel van de kosten dat de baten van de partij met {} zekerheid dekken.",
                self.numbers.percent(told.certainty)
            ),
            Language::English => format!(
                "Room: the largest share of the cost that the party's benefits cover with a certainty of {}.",
                self.numbers.percent(told.certainty)
            ),
        };
        format!(
            "## {} {}\n\n{}\n\n{note}",
            self.say("Partijen bij", "Parties at"),
            self.arm(told.arm),
            table(&heads, &rows)
        )
    }

    fn seats(&self, told: &Negotiation) -> Vec<Vec<String>> {
        told.seats
            .iter()
            .map(|seat| {
                let mut row = vec![plain(&self.material.model.parties[seat.party].name)];
                row.extend(
                    [&seat.cost_pv, &seat.benefit_pv, &seat.cashable_pv, &seat.net_pv]
                        .map(|band| self.mean(band)),
                );
                row.push(self.range(&seat.net_pv));
                row.extend(
                    [seat.welfare.p_covers, seat.welfare.room]
                        .map(|share| self.numbers.percent(share)),
                );
                row
            })
            .collect()
    }

    fn people(&self) -> String {
        let arm = self.material.advised;
        let heads = match self.language {
            Language::Dutch => ["Uitkomst (programma)", "Vermeden", "van", "tot", "Per"],
            Language::English => ["Outcome (programme)", "Avoided", "from", "to", "Per"],
        };
        let rows: Vec<Vec<String>> = self
            .material
            .model
            .effects()
            .filter_map(|(programme, effect)| {
                let outcome = &self.material.model.outcomes[effect.outcome];
                let band =
                    self.view.band(arm, &format!("avoided.{}.{}", programme.name, outcome.name))?;
                let mut row =
                    vec![format!("{} ({})", plain(&outcome.name), plain(&programme.name))];
                row.extend(
                    [band.value.mean, band.value.p05, band.value.p95]
                        .map(|x| self.numbers.short(x)),
                );
                row.push(plain(&outcome.unit));
                Some(row)
            })
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        let title = self.say("Uitkomsten in mensen bij", "Outcomes in people at");
        format!("## {title} {}\n\n{}", self.arm(arm), table(&heads, &rows))
    }

    fn drivers(&self) -> String {
        let heads = match self.language {
            Language::Dutch => [
                "Onzekere waarde",
                "Rangcorrelatie met het netto",
                "Netto als laag",
                "Netto als hoog",
            ],
            Language::English => [
                "Uncertain value",
                "Rank correlation with the net",
                "Net when low",
                "Net when high",
            ],
        };
        let rows: Vec<Vec<String>> = self
            .material
            .drivers
            .iter()
            .filter(|driver| !driver.rank_correlation.is_nan())
            .take(DRIVERS)
            .map(|driver| {
                vec![
                    plain(&driver.path),
                    self.numbers.decimal(driver.rank_correlation, 2),
                    self.numbers.money_short(driver.net_at_low, 2),
                    self.numbers.money_short(driver.net_at_high, 2),
                ]
            })
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        let title = self.say("Wat de uitkomst beweegt bij", "What moves the result at");
        format!("## {title} {}\n\n{}", self.arm(self.material.advised), table(&heads, &rows))
    }

    fn published(&self) -> String {
        if self.view.published.is_empty() {
            return String::new();
        }
        let heads = match self.language {
            Language::Dutch => ["Gepubliceerd", "van", "tot", "onze band van", "tot", "oordeel"],
            Language::English => ["Published", "from", "to", "our band from", "to", "verdict"],
        };
        let rows: Vec<Vec<String>> = self
            .view
            .published
            .iter()
            .map(|tested| {
                let claim = &tested.claim;
                let ours =
                    tested.band.map_or([f64::NAN; 2], |band| [band.value.p05, band.value.p95]);
                let mut row = vec![plain(&format!(
                    "{}, {} ({})",
                    words::measure(self.language, &claim.measure),
                    claim.arm,
                    claim.source
                ))];
                row.extend([claim.low, claim.high, ours[0], ours[1]].map(|value| {
                    if value.is_nan() {
                        "–".to_owned()
                    } else if tested.unit.starts_with("EUR") {
                        self.numbers.money_short(value, 3)
                    } else {
                        self.numbers.short(value)
                    }
                }));
                row.push(verdict(tested.coverage, self.language).to_owned());
                row
            })
            .collect();
        format!(
            "## {}\n\n{}",
            self.say("Gepubliceerde cijfers", "Published figures"),
            table(&heads, &rows)
        )
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

/// How a published figure relates to our band, in words.
pub(super) const fn verdict(coverage: Coverage, language: Language) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_write_is_shown_as_written() {
        assert_eq!(plain("a|b <i>x</i>"), "a\\|b &lt;i&gt;x&lt;/i&gt;");
        assert_eq!(plain("twee\nregels\u{0}"), "twee regels");
        assert_eq!(plain("school_uitval*"), "school\\_uitval\\*");
        assert_eq!(plain("[x](y) `z`"), "\\[x\\](y) \\`z\\`");
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells() {
        let text = table(&["a", "b"], &[vec![plain("x|y"), "1".to_owned()]]);
        assert_eq!(text, "| a | b |\n| --- | ---: |\n| x\\|y | 1 |");
    }
}
