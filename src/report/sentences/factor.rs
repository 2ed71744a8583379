//! How many times larger or smaller all benefits or all costs would have to be before another arm is best.

use super::said::Said;
use crate::analysis::{BenefitFactor, Turn};

/// What is multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Multiplied {
    /// All benefits of all arms.
    Benefits,
    /// All costs of all arms.
    Costs,
}

/// A factor beyond which another arm is best, and what to call that arm.
type Tipping = (f64, String);

/// The sentences about all benefits and about all costs; `arm` tells what to call an arm.
pub(in crate::report) fn factors(
    said: Said,
    factor: &BenefitFactor,
    arm: impl Fn(usize) -> String,
) -> [String; 2] {
    let best = arm(factor.best);
    let sentence = |what, turns: [Option<Turn>; 2]| {
        let turns = turns.map(|turn| turn.map(|turn| (turn.value, arm(turn.to))));
        factor_sentence(said, what, &best, turns)
    };
    [
        sentence(Multiplied::Benefits, [factor.below, factor.above]),
        sentence(Multiplied::Costs, factor.on_costs()),
    ]
}

/// The sentence about one kind of amount. `best` is the best arm as things are; the turns lie below and above 1.
fn factor_sentence(
    said: Said,
    what: Multiplied,
    best: &str,
    [below, above]: [Option<Tipping>; 2],
) -> String {
    let (nl, en) = match what {
        Multiplied::Benefits => ("baten", "benefits"),
        Multiplied::Costs => ("kosten", "costs"),
    };
    // Near 1 two figures would hide that there is a difference at all.
    let times = |value: f64| said.numbers.figure(value, if value < 2.0 { 3 } else { 2 });
    let part = |value: f64| said.numbers.percent(value);
    match (below, above) {
        (None, None) => said.one(
            format!("Hoe hoog of laag alle {nl} samen ook zijn: {best} blijft het beste."),
            format!("However high or low all {en} together are: {best} stays best."),
        ),
        (None, Some((value, to))) => said.one(
            format!("Pas als alle {nl} {} keer zo hoog waren, werd {to} het beste.", times(value)),
            format!("Only if all {en} were {} times as high would {to} become best.", times(value)),
        ),
        (Some((value, to)), None) => said.one(
            format!("Pas als alle {nl} nog maar {} waren van wat ze nu zijn, werd {to} het beste.", part(value)),
            format!("Only if all {en} were no more than {} of what they are now would {to} become best.", part(value)),
        ),
        (Some((low, lower)), Some((high, higher))) => said.one(
            format!("Pas als alle {nl} nog maar {} waren van wat ze nu zijn, werd {lower} het beste, en vanaf {} keer zo hoog {higher}.", part(low), times(high)),
            format!("Only if all {en} were no more than {} of what they are now would {lower} become best, and from {} times as high {higher}.", part(low), times(high)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn every_turn_has_its_sentence_for_benefits_and_costs() {
        let at = |value: f64| Some((value, "2x".to_owned()));
        for (turns, dutch, english) in [
            ([None, None], "0x blijft het beste", "0x stays best"),
            ([None, at(2.55)], "2,6 keer zo hoog waren, werd 2x", "2.6 times as high would 2x"),
            ([None, at(1.02)], "1,02 keer zo hoog", "1.02 times as high"),
            ([at(0.391), None], "nog maar 39% waren", "no more than 39% of what"),
            ([at(0.5), at(12.0)], "en vanaf 12 keer zo hoog 2x", "and from 12 times as high 2x"),
        ] {
            for (what, nl, en) in [
                (Multiplied::Benefits, "baten", "benefits"),
                (Multiplied::Costs, "kosten", "costs"),
            ] {
                let said = Said::new(Language::Dutch);
                let told = factor_sentence(said, what, "0x", turns.clone());
                assert!(told.contains(dutch) && told.contains(&format!("alle {nl}")), "{told}");
                let said = Said::new(Language::English);
                let told = factor_sentence(said, what, "0x", turns.clone());
                assert!(told.contains(english) && told.contains(&format!("all {en}")), "{told}");
            }
        }
    }
}
