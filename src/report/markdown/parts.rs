//! The parts of the page about parties, people, drivers and published figures.

use super::cells::{plain, table};
use super::page::Page;
use crate::analysis::{Coverage, Negotiation};
use crate::report::{Language, words};

/// Drivers that are told.
const DRIVERS: usize = 8;

impl Page<'_> {
    pub(super) fn parties(&self) -> String {
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
                let name = &self.material.model.parties[seat.party].name;
                let mut row = vec![plain(&words::party(self.language, name))];
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

    pub(super) fn people(&self) -> String {
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

    pub(super) fn drivers(&self) -> String {
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

    pub(super) fn published(&self) -> String {
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
