//! Which arm to choose: chance to be best, regret, the next FTE, when it is paid back, and other discount rates.

use super::cells::table;
use super::page::Page;

impl Page<'_> {
    pub(super) fn choice(&self) -> String {
        let parts = [
            self.heading("De keuze", "The choice"),
            self.verdicts(),
            self.say(
                "Zonder toeval. Spijt: wat de beste keuze achteraf gemiddeld meer had opgeleverd. Extra per fte: tegenover de bezetting ervoor.",
                "Without luck. Regret: what the best choice would have yielded more with hindsight, on average. Extra per FTE: against the staffing before.",
            )
            .to_owned(),
            self.payback(),
            self.rates(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    fn verdicts(&self) -> String {
        let verdicts = &self.view.verdicts;
        let arms: Vec<usize> = verdicts.iter().map(|verdict| verdict.arm).collect();
        let all = || verdicts.iter();
        let rows = [
            Self::row(
                self.say("Verwacht netto*", "Expected net*"),
                all().map(|v| self.said.within(v.expected_net, v.expected_net_mcse)),
            ),
            Self::row(
                self.say("Kans de beste te zijn", "Chance to be best"),
                all().map(|v| self.numbers().percent(v.p_best)),
            ),
            Self::row(
                self.say("Spijt, gemiddeld*", "Regret, mean*"),
                all().map(|v| self.said.money(v.expected_regret, 2)),
            ),
            Self::row(
                self.say("Extra netto per extra fte*", "Extra net per extra FTE*"),
                all().map(|v| self.said.money(self.view.marginal(v.arm), 2)),
            ),
        ];
        table(&self.heads("", &arms), &rows)
    }

    /// By when the cost is paid back, in steps of years.
    fn payback(&self) -> String {
        let arms = self.view.staffed();
        if arms.is_empty() {
            return String::new();
        }
        let rows: Vec<Vec<String>> = self
            .view
            .payback_years()
            .into_iter()
            .map(|year| {
                let measure = format!("paid_back_by.{year}");
                let calendar = self.view.base_year.saturating_add_unsigned(year as u32);
                let chance = |&arm: &usize| self.numbers().percent(self.view.mean(arm, &measure));
                Self::row(&calendar.to_string(), arms.iter().map(chance))
            })
            .collect();
        let first = self.say("Kans op terugverdiend, uiterlijk in", "Chance of being paid back by");
        table(&self.heads(first, &arms), &rows)
    }

    fn rates(&self) -> String {
        let model = &self.material.model;
        if model.discounting.also.is_empty() {
            return String::new();
        }
        let told = |rate: f64| {
            let text = self.numbers().decimal(rate * 100.0, 2);
            text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned() + "%"
        };
        let main = model.inputs.get(model.discounting.rate).distribution.mean();
        let also = model.discounting.also.iter();
        let mut rates: Vec<(f64, String, String)> =
            also.map(|&rate| (rate, told(rate), format!("net_pv@{rate}"))).collect();
        let used = format!("{} ({})", told(main), self.say("gebruikt", "used"));
        rates.push((main, used, "net_pv".to_owned()));
        rates.sort_by(|a, b| a.0.total_cmp(&b.0));
        let arms: Vec<usize> = (0..self.view.arms.len()).collect();
        let net = |arm, measure: &str| {
            self.view.band(arm, measure).map_or_else(|| "–".to_owned(), |band| self.mean(band))
        };
        let rows: Vec<Vec<String>> = rates
            .iter()
            .map(|(_, label, measure)| Self::row(label, arms.iter().map(|&arm| net(arm, measure))))
            .collect();
        let first = self.say("Netto* bij discontovoet", "Net* at discount rate");
        table(&self.heads(first, &arms), &rows)
    }
}
