//! The small tables of the summary: who pays and who gains, and what was avoided.

use super::layout::{PROSE, fits, labelled_table, wrapped};
use super::teller::{Teller, glued};
use super::words;
use crate::analysis::{Avoided, Band};

impl Teller<'_> {
    /// A table of the parties for present staffing and one for the most staff.
    pub(super) fn parties(&self, width: usize) -> Option<String> {
        let tables: Vec<String> =
            self.ends().into_iter().filter_map(|arm| self.parties_of(arm, width)).collect();
        let title = self.word(
            "Wie betaalt en wie wint, gemiddeld. Een overdracht is winst voor de een en verlies voor de ander; \u{201c}in geld\u{201d} is het deel van de winst dat echt vrijkomt.",
            "Who pays and who gains, on average. A transfer is a gain to one and a loss to another; \u{201c}in cash\u{201d} is the part of the gain that can be turned into money.",
        );
        let title = wrapped(title, width.min(PROSE), 2);
        (!tables.is_empty()).then(|| format!("{title}\n\n{}", tables.join("\n\n")))
    }

    /// Present staffing and the arm with the most staff; one of them where they are the same.
    fn ends(&self) -> Vec<usize> {
        let mut ends = vec![self.view.present, self.view.arms.len().saturating_sub(1)];
        ends.dedup();
        ends
    }

    fn parties_of(&self, arm: usize, width: usize) -> Option<String> {
        let words = self.words();
        let measures = ["cost_pv", "benefit_pv", "cashable_pv", "net_pv"];
        let mut rows: Vec<(String, [f64; 4])> = self
            .view
            .parties
            .iter()
            .map(|party| {
                let mean = |measure| self.view.mean(arm, &format!("party.{party}.{measure}"));
                (words::party(self.language, party), measures.map(mean))
            })
            .filter(|(_, values)| values.iter().any(|value| value.abs() >= 0.5))
            .collect();
        if rows.is_empty() {
            return None;
        }
        if rows.len() > 1 {
            let sum = |which: usize| rows.iter().map(|(_, values)| values[which]).sum();
            rows.push((words.together.to_owned(), std::array::from_fn(sum)));
        }
        let header = [words.pays, words.gains, words.cashable, words.balance].map(str::to_owned);
        let columns: Vec<Vec<String>> = (0..4)
            .map(|which| {
                rows.iter().map(|(_, values)| self.numbers.money_short(values[which], 2)).collect()
            })
            .collect();
        let labels: Vec<String> = rows.into_iter().map(|(name, _)| name).collect();
        Some(labelled_table(&self.arm_name(arm), &header, &labels, &columns, width))
    }

    /// What was avoided in every arm with staff, or in those at the ends where that is too wide.
    pub(super) fn avoided(&self, width: usize) -> Option<String> {
        let staffed: Vec<usize> = (0..self.view.arms.len())
            .filter(|&arm| self.view.mean(arm, "fte_hired") > 0.0)
            .collect();
        if self.view.outcomes.is_empty() || staffed.is_empty() {
            return None;
        }
        let labels: Vec<String> =
            self.view.outcomes.iter().map(|outcome| self.outcome(outcome)).collect();
        let table = |arms: &[usize]| {
            let header: Vec<String> = arms.iter().map(|&arm| self.arm_name(arm)).collect();
            let columns: Vec<Vec<String>> = arms
                .iter()
                .map(|&arm| {
                    let bands = self.view.outcomes.iter().map(|outcome| &outcome.bands[arm]);
                    bands.map(|band| self.units(band)).collect()
                })
                .collect();
            (header, columns)
        };
        let (mut header, mut columns) = table(&staffed);
        if !fits(&labels, &header, &columns, width) {
            let ends: Vec<usize> =
                self.ends().into_iter().filter(|arm| staffed.contains(arm)).collect();
            (header, columns) = table(&ends);
        }
        let title = self.say(
            format!("Wat er minder gebeurt in {} jaar: gemiddeld (90%-band).", self.view.horizon),
            format!("What happens less within {} years: on average (90% band).", self.view.horizon),
        );
        let title = wrapped(&title, width.min(PROSE), 2);
        Some(format!("{title}\n\n{}", labelled_table("", &header, &labels, &columns, width)))
    }

    /// An outcome and its unit.
    fn outcome(&self, outcome: &Avoided) -> String {
        let unit = if outcome.gained {
            format!("{} {}", outcome.unit, self.word("erbij", "gained"))
        } else if outcome.unit == outcome.name {
            return outcome.name.clone();
        } else {
            outcome.unit.clone()
        };
        format!("{} ({unit})", outcome.name)
    }

    /// A number of units with its band, where that says something.
    fn units(&self, band: &Band) -> String {
        let figure = |value| self.numbers.figure(value, 2);
        let (mean, low, high) = (band.value.mean, band.value.p05, band.value.p95);
        if !self.quotable() || (high - low).abs() == 0.0 || low.is_nan() {
            return figure(mean);
        }
        let to = self.word("tot", "to");
        format!("{} {}", figure(mean), glued(&format!("({} {to} {})", figure(low), figure(high))))
    }
}
