//! The sentences under the table: how to read it, which arm to prefer, how exact the numbers are.

use super::teller::Teller;
use crate::analysis::Verdict;

/// The Monte Carlo error may be this part of the spread before we ask for more trials …
const NOTICEABLE: f64 = 0.05;

/// … unless it is smaller than this part of the amount itself.
const NEGLIGIBLE: f64 = 0.001;

/// Less than this is no money, EUR.
const NO_MONEY: f64 = 0.5;

impl Teller<'_> {
    /// How to read the table, which arm to prefer, and how exact the numbers are.
    pub(super) fn notes(&self) -> Vec<String> {
        let luck = if self.view.chance == "expected" {
            ""
        } else {
            self.word(
                " De kans dat het loont is met toeval in aantallen mensen.",
                " The chance that it pays includes chance in numbers of people.",
            )
        };
        let mix = if self.view.arms.iter().any(|(_, level)| level.is_none()) {
            self.word(", niet bij een andere mix", ", not beside another mix")
        } else {
            ""
        };
        let mut notes = vec![self.say(
            format!("Alles is vergeleken met geen enkel programma. * = contante waarde: latere jaren tellen minder. De 90%-band: in 5% van de trekkingen ligt het netto eronder, in 5% erboven. Structureel: de baten per jaar als het programma al lang loopt; ze zitten al in de andere regels en komen er niet bij. Extra: tegenover de kolom ervoor{mix}.{luck}"),
            format!("Everything is compared with no programme at all. * = present value: later years count less. The 90% band: in 5% of the trials the net lies below it, in 5% above. Steady: the yearly flow once the programme has long been running; it is already in the other rows, not on top of them. Extra: against the column before{mix}.{luck}"),
        )];
        notes.extend(self.view.preferred().map(|best| self.preference(best)));
        notes.extend(self.exactness());
        if !self.quotable() {
            notes.push(self.say(
                "Te weinig trekkingen voor een band: de 90%-band is te grof om te noemen. Vraag er minstens 128 (--trials).".to_owned(),
                "Too few trials for a band: the 90% band is too rough to quote. Ask for at least 128 (--trials).".to_owned(),
            ));
        }
        notes
    }

    fn preference(&self, best: &Verdict) -> String {
        let name = &self.view.arms[best.arm].0;
        let chance = self.numbers.percent(best.p_best);
        let told = self.say(
            format!("Het hoogste verwachte netto heeft {name}. De kans dat geen andere bezetting beter is, toeval in aantallen mensen buiten beschouwing: {chance}."),
            format!("The highest expected net has {name}. Chance that no other staffing is better, leaving chance in numbers of people aside: {chance}."),
        );
        let wrong = 1.0 - best.p_best;
        if wrong <= 0.0 || best.expected_regret < NO_MONEY {
            return told;
        }
        let (cost, all) =
            (self.amount(best.expected_regret / wrong, 2), self.amount(best.expected_regret, 2));
        let more = self.say(
            format!("{name} kiezen en ongelijk krijgen kost gemiddeld {cost}; met de kans daarop erin {all}."),
            format!("Choosing {name} and being wrong costs on average {cost}; weighed with the chance of it {all}."),
        );
        format!("{told} {more}")
    }

    /// The Monte Carlo error in words, of the arm where it is largest.
    fn exactness(&self) -> Option<String> {
        let nets =
            (0..self.view.arms.len()).filter_map(|arm| Some((arm, self.view.band(arm, "net_pv")?)));
        let (arm, band) = nets.reduce(|a, b| if b.1.mcse.mean > a.1.mcse.mean { b } else { a })?;
        let error = band.mcse.mean;
        if error.is_nan() || error < NO_MONEY {
            return None;
        }
        let (name, amount) = (&self.view.arms[arm].0, self.amount(error, 2));
        let advice = if error < NOTICEABLE * band.value.sd {
            self.word("klein naast de onzekerheid zelf", "small beside the uncertainty itself")
        } else if error < NEGLIGIBLE * band.value.mean.abs() {
            self.word("klein naast het bedrag zelf", "small beside the amount itself")
        } else {
            self.word(
                "merkbaar: vraag meer trekkingen (--trials)",
                "noticeable: ask for more trials (--trials)",
            )
        };
        Some(self.say(
            format!("Rekennauwkeurigheid: het netto van {name} kan door het beperkte aantal trekkingen zo'n {amount} afwijken, {advice}."),
            format!("Simulation error: with this many trials the net of {name} can be off by some {amount}, {advice}."),
        ))
    }
}
