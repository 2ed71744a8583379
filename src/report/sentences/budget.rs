//! Whether a larger budget changes the choice.

use super::said::Said;

/// The sentence; `best` are the names of the best arms from the smallest budget to the largest, each once.
pub(in crate::report) fn budget_sentence(said: Said, best: &[String]) -> String {
    match best {
        [] => said.one(
            "Bij geen enkel budget is er een bezetting te betalen.".to_owned(),
            "No budget pays for any staffing.".to_owned(),
        ),
        [only] => said.one(
            format!("Meer budget verandert de keuze niet: {only} heeft bij elk budget het hoogste verwachte netto resultaat."),
            format!("A larger budget does not change the choice: {only} has the highest expected net result at every budget."),
        ),
        [.., last] => {
            let all = best.join(", ");
            said.one(
                format!("Met meer budget verandert de beste keuze: {all}. Met genoeg geld is {last} het beste."),
                format!("With more budget the best choice changes: {all}. With enough money {last} is best."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn every_row_of_budgets_has_its_sentence() {
        for (best, dutch, english) in [
            (&[][..], "geen enkel budget", "No budget"),
            (&["0x"], "verandert de keuze niet: 0x", "does not change the choice: 0x"),
            (&["0x", "2x"], "keuze: 0x, 2x. Met genoeg geld is 2x", "changes: 0x, 2x. With enough"),
        ] {
            let best: Vec<String> = best.iter().map(|&name: &&str| name.to_owned()).collect();
            assert!(budget_sentence(Said::new(Language::Dutch), &best).contains(dutch));
            assert!(budget_sentence(Said::new(Language::English), &best).contains(english));
        }
    }
}
