//! What changes for people and on the labour market, not in euros.

use super::cells::{plain, table};
use super::page::Page;
use crate::report::sentences::freed;
use crate::report::words::plain_name;

impl Page<'_> {
    pub(super) fn outcomes(&self) -> String {
        let (arms, model) = (self.view.staffed(), &self.material.model);
        let several = model.programmes.len() > 1;
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (programme, effect) in model.effects() {
            let Some(outcome) = model.outcomes.get(effect.outcome) else { continue };
            let measure = format!("avoided.{}.{}", programme.name, outcome.name);
            let mut label = plain_name(&outcome.name);
            if several {
                label = format!("{label}, {}", plain_name(&programme.name));
            }
            let label = format!("{label} ({})", outcome.unit);
            rows.push(Self::row(&label, arms.iter().map(|&arm| self.figure(arm, &measure))));
        }
        if arms.iter().any(|&arm| self.view.mean(arm, "qaly") != 0.0) {
            let label =
                self.say("Gewonnen gezonde levensjaren (QALY)", "Healthy life years gained (QALY)");
            rows.push(Self::row(label, arms.iter().map(|&arm| self.figure(arm, "qaly"))));
        }
        if rows.is_empty() || arms.is_empty() {
            return String::new();
        }
        let note = self.say(
            "Geteld over de hele looptijd en vergeleken met geen programma: gemiddelde en 90%-band. Een negatief getal: er komen er juist bij.",
            "Counted over the whole horizon and compared with no programme: mean and 90% band. A negative number: there are more of them.",
        );
        format!(
            "{}\n\n{note}\n\n{}",
            self.heading("Uitkomsten voor mensen", "Outcomes for people"),
            table(&self.heads(self.say("Voorkomen", "Avoided"), &arms), &rows)
        )
    }

    pub(super) fn labour(&self) -> String {
        let (arms, focus) = (self.view.staffed(), self.view.focus());
        let per = |arm: usize| self.material.labour.get(arm)?.freed_per_fte_year.as_ref();
        let mean = per(focus).map_or(f64::NAN, |band| band.value.mean);
        let care = self.view.mean(focus, "care_fte");
        let told = plain(&freed(self.said, &self.arm(focus), care, mean));
        let heading = self.heading("Arbeidsmarkt", "Labour market");
        let natural = |value: f64| self.numbers().natural(value);
        let mut rows = vec![
            Self::row(
                self.say("Sociaal werk gewenst (fte)", "Social work wanted (FTE)"),
                arms.iter().map(|&arm| natural(self.view.mean(arm, "fte_wanted"))),
            ),
            Self::row(
                self.say("Sociaal werk in dienst (fte)", "Social work hired (FTE)"),
                arms.iter().map(|&arm| self.figure(arm, "fte_hired")),
            ),
        ];
        if arms.iter().any(|&arm| self.view.mean(arm, "care_fte") != 0.0) {
            for sector in &self.material.model.sectors {
                let label = format!(
                    "{}: {} ({})",
                    self.say("Zorg vrijgekomen", "Care freed"),
                    plain_name(sector),
                    self.say("fte-jaar", "FTE-years")
                );
                let measure = format!("care_fte.{sector}");
                rows.push(Self::row(&label, arms.iter().map(|&arm| self.figure(arm, &measure))));
            }
            rows.push(Self::row(
                self.say("Per fte-jaar sociaal werk", "Per FTE-year of social work"),
                arms.iter().map(|&arm| self.told(per(arm))),
            ));
        }
        if arms.is_empty() {
            return String::new();
        }
        let first = self.say("Gemiddeld (90%-band)", "Mean (90% band)");
        format!("{heading}\n\n{told}\n\n{}", table(&self.heads(first, &arms), &rows))
    }
}
