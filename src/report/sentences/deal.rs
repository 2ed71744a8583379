//! Whether the parties can share the cost so that each sees its part back.

use super::said::Said;
use crate::analysis::Terms;

/// What is known of the splits of a cost, by one way of counting gains.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Deal {
    /// Certainty that each party asks for, in [0, 1].
    pub(in crate::report) certainty: f64,
    /// Share of the cost that all can carry together; NaN where there is no cost.
    pub(in crate::report) rooms: f64,
    /// Whether there is a split that everyone can carry.
    pub(in crate::report) exists: bool,
    /// Names of those who may lose even if they pay nothing.
    pub(in crate::report) losing: Vec<String>,
    /// What nobody can carry, EUR.
    pub(in crate::report) shortfall: f64,
    /// Probability that under that split all see their share back at once.
    pub(in crate::report) p_all_cover: Option<f64>,
    /// Names of those who pay nothing now and would have to join.
    pub(in crate::report) joining: Vec<String>,
    /// The highest certainty at which a split exists; none: not at any.
    pub(in crate::report) certainty_possible: Option<f64>,
}

impl Deal {
    /// The terms of a split at this certainty; `party` tells what to call a party.
    pub(in crate::report) fn of(
        certainty: f64,
        terms: &Terms,
        party: impl Fn(usize) -> String,
    ) -> Self {
        Self {
            certainty,
            rooms: terms.rooms,
            exists: terms.exists,
            losing: terms.losing.iter().map(|&loses| party(loses)).collect(),
            shortfall: terms.shortfall_euro,
            p_all_cover: terms.p_all_cover,
            joining: terms.joining.iter().flatten().map(|&joins| party(joins)).collect(),
            certainty_possible: terms.certainty_possible,
        }
    }

    /// Two or three sentences.
    pub(in crate::report) fn sentences(&self, said: Said) -> Vec<String> {
        if self.rooms.is_nan() {
            return vec![said.one(
                "Er zijn geen kosten te verdelen.".to_owned(),
                "There is no cost to share.".to_owned(),
            )];
        }
        if self.exists {
            std::iter::once(self.found(said)).chain(self.all_at_once(said)).collect()
        } else {
            let short = (self.rooms < 1.0).then(|| self.short(said));
            let loses = (!self.losing.is_empty()).then(|| self.loses(said));
            short.into_iter().chain(loses).chain([self.less_sure(said)]).collect()
        }
    }

    /// Who loses whatever others gain.
    fn loses(&self, said: Said) -> String {
        let names = listed(said, &self.losing);
        let sure = said.numbers.percent(self.certainty);
        let rest = said.numbers.percent(1.0 - self.certainty);
        said.one(
            format!("De kans op verlies, ook zonder iets te betalen, is groter dan {rest} voor: {names}. Een verdeling waarbij elke partij met {sure} zekerheid uitkomt, is er dus niet zonder dat zij iets terugkrijgen."),
            format!("The chance of a loss, even without paying anything, is above {rest} for: {names}. So there is no split in which every party comes out even with {sure} certainty unless they get something back."),
        )
    }

    /// There is a split, and who is needed for it.
    fn found(&self, said: Said) -> String {
        let sure = said.numbers.percent(self.certainty);
        let rooms = said.numbers.percent(self.rooms);
        if self.joining.is_empty() {
            return said.one(
                format!("Samen kunnen de partijen {rooms} van de kosten dragen en dat met {sure} zekerheid terugzien. Wie nu al betaalt, kan het zonder hulp: er hoeft niemand bij."),
                format!("Together the parties can carry {rooms} of the cost and see that back with {sure} certainty. Who pays already can do it without help: nobody else is needed."),
            );
        }
        let names = listed(said, &self.joining);
        said.one(
            format!("Samen kunnen de partijen {rooms} van de kosten dragen en dat met {sure} zekerheid terugzien: genoeg, als ook {names} meebetaalt."),
            format!("Together the parties can carry {rooms} of the cost and see that back with {sure} certainty: enough, if {names} joins in paying."),
        )
    }

    /// How likely it is that it works out for all at once.
    fn all_at_once(&self, said: Said) -> Option<String> {
        let all = self.p_all_cover?;
        let (chance, sure) = (said.numbers.percent(all), said.numbers.percent(self.certainty));
        let most = self.certainty_possible.map(|most| said.numbers.percent(most));
        let most = most.map_or_else(String::new, |most| {
            said.one(
                format!(" Zo'n verdeling is te vinden tot een zekerheid van {most} per partij."),
                format!(" Such a split can be found up to a certainty of {most} for each party."),
            )
        });
        Some(if all < self.certainty {
            said.one(
                format!("Let op: {sure} geldt voor elke partij apart. De kans dat ze bij die verdeling allemaal tegelijk hun deel terugzien, is {chance}.{most}"),
                format!("Mind: {sure} holds for each party by itself. The chance that under that split all of them see their share back at once is {chance}.{most}"),
            )
        } else {
            said.one(
                format!("De kans dat ze bij die verdeling allemaal tegelijk hun deel terugzien, is {chance}.{most}"),
                format!("The chance that under that split all of them see their share back at once is {chance}.{most}"),
            )
        })
    }

    /// There is no split: how much is missing.
    fn short(&self, said: Said) -> String {
        let sure = said.numbers.percent(self.certainty);
        let (rooms, short) = (said.numbers.percent(self.rooms), said.money(self.shortfall, 2));
        if self.rooms <= 0.0 {
            return said.one(
                format!("Geen enkele partij kan ook maar een deel van de kosten dragen en dat met {sure} zekerheid terugzien. Voor de hele {short} is dus een andere reden nodig dan dat het zich terugbetaalt."),
                format!("No party can carry any share of the cost and see it back with {sure} certainty. All {short} therefore need another reason than that it pays itself back."),
            );
        }
        said.one(
            format!("Samen kunnen de partijen {rooms} van de kosten dragen en dat met {sure} zekerheid terugzien. Voor de overige {short} is een andere reden nodig dan dat het zich terugbetaalt."),
            format!("Together the parties can carry {rooms} of the cost and see that back with {sure} certainty. The other {short} need another reason than that they pay themselves back."),
        )
    }

    /// Whether it would do to be less sure.
    fn less_sure(&self, said: Said) -> String {
        self.certainty_possible.map_or_else(
            || {
                said.one(
                    "Ook wie met minder zekerheid genoegen neemt, vindt geen verdeling waarbij iedereen uitkomt.".to_owned(),
                    "Even with less certainty there is no split in which everyone comes out even.".to_owned(),
                )
            },
            |most| {
                let most = said.numbers.percent(most);
                said.one(
                    format!("Een verdeling waarbij iedereen uitkomt, is er pas als elke partij genoegen neemt met een zekerheid van {most}."),
                    format!("A split in which everyone comes out even exists only if every party is content with a certainty of {most}."),
                )
            },
        )
    }
}

/// Names in a row, with a word before the last.
fn listed(said: Said, names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => {
            format!("{} {} {last}", first.join(", "), said.one("en", "and"))
        }
        names => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    const NONE: Deal = Deal {
        certainty: 0.8,
        rooms: f64::NAN,
        exists: false,
        losing: Vec::new(),
        shortfall: f64::NAN,
        p_all_cover: None,
        joining: Vec::new(),
        certainty_possible: None,
    };

    fn told(deal: &Deal, language: Language) -> String {
        deal.sentences(Said::new(language)).join(" ")
    }

    #[test]
    fn every_deal_has_its_sentences() {
        let found = Deal {
            rooms: 1.3,
            exists: true,
            shortfall: 0.0,
            p_all_cover: Some(0.6),
            certainty_possible: Some(0.85),
            ..NONE
        };
        let two = vec!["rijk".to_owned(), "verzekeraar".to_owned()];
        let short = Deal { rooms: 0.4, shortfall: 60_000.0, ..NONE };
        for (deal, dutch, english) in [
            (NONE, "geen kosten te verdelen", "no cost to share"),
            (found.clone(), "130% van de kosten dragen", "carry 130% of the cost"),
            (found.clone(), "er hoeft niemand bij", "nobody else is needed"),
            (found.clone(), "Let op: 80% geldt", "Mind: 80% holds"),
            (found.clone(), "allemaal tegelijk hun deel terugzien, is 60%", "at once is 60%"),
            (found.clone(), "tot een zekerheid van 85%", "up to a certainty of 85%"),
            (
                Deal { p_all_cover: Some(0.8), certainty_possible: None, ..found.clone() },
                "De kans dat ze bij die verdeling",
                "The chance that under",
            ),
            (
                Deal { joining: two, ..found.clone() },
                "als ook rijk en verzekeraar meebetaalt",
                "if rijk and verzekeraar joins",
            ),
            (
                Deal { joining: vec!["rijk".to_owned()], p_all_cover: None, ..found },
                "als ook rijk meebetaalt",
                "if rijk joins",
            ),
            (short.clone(), "overige €\u{a0}60.000", "The other EUR\u{a0}60,000"),
            (short.clone(), "Ook wie met minder zekerheid", "Even with less certainty"),
            (
                Deal { certainty_possible: Some(0.1), ..short.clone() },
                "genoegen neemt met een zekerheid van 10%",
                "content with a certainty of 10%",
            ),
            (
                Deal { losing: vec!["inwoner".to_owned()], rooms: 3.5, ..NONE },
                "groter dan 20% voor: inwoner",
                "above 20% for: inwoner",
            ),
            (
                Deal { rooms: 0.0, ..short },
                "Geen enkele partij kan ook maar een deel",
                "No party can carry any share",
            ),
        ] {
            let nl = told(&deal, Language::Dutch);
            assert!(nl.contains(dutch), "{nl}");
            let en = told(&deal, Language::English);
            assert!(en.contains(english), "{en}");
        }
    }

    #[test]
    fn what_is_covered_for_all_at_once_needs_no_warning() {
        let deal = Deal { rooms: 1.0, exists: true, p_all_cover: Some(0.9), ..NONE };
        assert!(!told(&deal, Language::Dutch).contains("Let op"));
        assert!(!told(&deal, Language::English).contains("Mind"));
    }
}
