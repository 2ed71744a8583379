//! Which arm is best, and how sure that is.

use super::said::Said;

/// The arm with the highest expected net, and how sure it is that it is best.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Choice {
    /// What to call it.
    pub(in crate::report) name: String,
    /// Mean staff hired, FTE.
    pub(in crate::report) fte: f64,
    /// Probability that no other arm is better, in [0, 1].
    pub(in crate::report) p_best: f64,
    /// What not knowing costs on average, EUR.
    pub(in crate::report) regret: f64,
    /// Number of arms compared.
    pub(in crate::report) arms: usize,
    /// The arm that is best more often than this one, and how often; none: no arm is.
    pub(in crate::report) rival: Option<(String, f64)>,
}

/// Above this chance we call an arm the best without reserve.
const SURE: f64 = 0.95;

impl Choice {
    /// The choice in a sentence, and another where that would mislead.
    pub(in crate::report) fn sentence(&self, said: Said) -> String {
        let told = self.alone(said);
        let Some((rival, share)) = &self.rival else { return told };
        let share = said.numbers.percent(*share);
        told + &said.one(
            format!(" Vaker, in {share} van de berekeningen, is {rival} de beste, maar als die het niet is scheelt het meer."),
            format!(" More often, in {share} of the calculations, {rival} is best, but where it is not, more is lost."),
        )
    }

    fn alone(&self, said: Said) -> String {
        let name = &self.name;
        let nothing = self.fte <= 0.0;
        if self.arms < 2 {
            return said.one(
                format!("Er is maar één bezetting doorgerekend, {name}: er valt niets te kiezen."),
                format!("Only one staffing was calculated, {name}: there is nothing to choose."),
            );
        }
        let chance = said.numbers.percent(self.p_best);
        let regret = said.money(self.regret, 2);
        if self.p_best >= 1.0 {
            return if nothing {
                said.one(
                    format!("In euro's gerekend is geen inzet ({name}), toeval daargelaten, in alle berekeningen de beste keuze."),
                    format!("Counted in euros and leaving luck aside, no staff at all ({name}) is the best choice in every calculation."),
                )
            } else {
                said.one(
                    format!("In euro's gerekend is {name}, toeval daargelaten, in alle berekeningen de beste van de vergeleken bezettingen."),
                    format!("Counted in euros and leaving luck aside, {name} is the best of the staffings compared in every calculation."),
                )
            };
        }
        let sure = self.p_best >= SURE;
        match (nothing, sure) {
            (true, true) => said.one(
                format!("In euro's gerekend is geen inzet ({name}) vrijwel zeker de beste keuze: de kans daarop is {chance}."),
                format!("Counted in euros, no staff at all ({name}) is almost certainly the best choice: the chance of that is {chance}."),
            ),
            (true, false) => said.one(
                format!("In euro's gerekend is geen inzet ({name}) naar verwachting de beste keuze, maar zeker is dat niet: de kans daarop is {chance}. Wie achteraf alles wist, had gemiddeld {regret} beter kunnen kiezen."),
                format!("Counted in euros, no staff at all ({name}) is expected to be the best choice, but that is not certain: the chance of it is {chance}. Who knew everything could have chosen {regret} better on average."),
            ),
            (false, true) => said.one(
                format!("In euro's gerekend is {name} vrijwel zeker de beste van de vergeleken bezettingen: de kans daarop is {chance}."),
                format!("Counted in euros, {name} is almost certainly the best of the staffings compared: the chance of that is {chance}."),
            ),
            (false, false) => said.one(
                format!("In euro's gerekend is {name} naar verwachting de beste van de vergeleken bezettingen, maar zeker is dat niet: de kans daarop is {chance}. Wie achteraf alles wist, had gemiddeld {regret} beter kunnen kiezen."),
                format!("Counted in euros, {name} is expected to be the best of the staffings compared, but that is not certain: the chance of it is {chance}. Who knew everything could have chosen {regret} better on average."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn who_is_best_more_often_is_named() {
        let rival = Some(("0x".to_owned(), 0.6));
        let choice =
            Choice { name: "2x".into(), fte: 4.0, p_best: 0.1, regret: 1.0, arms: 3, rival };
        assert!(
            choice
                .sentence(Said::new(Language::Dutch))
                .contains("Vaker, in 60% van de berekeningen, is 0x")
        );
        assert!(
            choice
                .sentence(Said::new(Language::English))
                .contains("in 60% of the calculations, 0x is best")
        );
    }

    #[test]
    fn every_choice_has_its_sentence() {
        for (fte, p_best, arms, dutch, english) in [
            (
                0.0,
                1.0,
                3,
                "geen inzet (2x), toeval daargelaten, in alle berekeningen",
                "is the best choice in every calculation",
            ),
            (
                4.0,
                1.0,
                3,
                "2x, toeval daargelaten, in alle berekeningen",
                "2x is the best of the staffings compared in every",
            ),
            (0.0, 0.97, 3, "geen inzet (2x) vrijwel zeker", "almost certainly the best choice"),
            (0.0, 0.94, 3, "geen inzet (2x) naar verwachting", "no staff at all (2x) is expected"),
            (4.0, 0.97, 3, "2x vrijwel zeker de beste", "2x is almost certainly"),
            (
                4.0,
                0.4,
                3,
                "zeker is dat niet: de kans daarop is 40%. Wie achteraf alles wist, had gemiddeld €\u{a0}9.000 beter",
                "the chance of it is 40%",
            ),
            (4.0, 1.0, 1, "er valt niets te kiezen", "nothing to choose"),
        ] {
            let choice =
                Choice { name: "2x".into(), fte, p_best, regret: 9_000.0, arms, rival: None };
            let told = choice.sentence(Said::new(Language::Dutch));
            assert!(told.contains(dutch), "{told}");
            let told = choice.sentence(Said::new(Language::English));
            assert!(told.contains(english), "{told}");
        }
    }
}
