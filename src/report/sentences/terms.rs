//! Whether there is a split of the cost that everyone can carry.

use super::said::Said;
use crate::analysis::Terms;

/// The terms of a split at this certainty, in a sentence; `party` tells what to call a party.
pub(in crate::report) fn terms(
    said: Said,
    certainty: f64,
    terms: &Terms,
    party: impl Fn(usize) -> String,
) -> String {
    let sure = said.numbers.percent(certainty);
    if terms.rooms.is_nan() {
        return said
            .one("Er zijn geen kosten te verdelen.", "There is no cost to share.")
            .to_owned();
    }
    if !terms.exists {
        let short = said.money(terms.shortfall_euro, 2);
        let share = said.numbers.percent(terms.shortfall);
        return said.one(
            format!("Er is geen verdeling van de kosten waarbij elke partij haar deel met {sure} zekerheid terugziet: voor {share} van de kosten ({short}) is niemand te vinden op deze gronden alleen."),
            format!("There is no split of the cost in which every party sees its share back with {sure} certainty: for {share} of the cost ({short}) nobody can be found on these grounds alone."),
        );
    }
    let joining = terms.joining.as_deref().unwrap_or_default();
    if joining.is_empty() {
        return said.one(
            format!("Wie nu betaalt, ziet de kosten met {sure} zekerheid terug: er is niemand bij nodig."),
            format!("Who pays now sees the cost back with {sure} certainty: nobody else is needed."),
        );
    }
    let names: Vec<String> = joining.iter().map(|&joins| party(joins)).collect();
    let names = names.join(", ");
    said.one(
        format!("Er is een verdeling waarbij elke partij haar deel met {sure} zekerheid terugziet, als deze partijen mee gaan betalen: {names}."),
        format!("There is a split in which every party sees its share back with {sure} certainty, if these parties join in paying: {names}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn every_way_a_negotiation_can_stand_has_its_sentence() {
        let case = |rooms: f64, joining: Option<Vec<usize>>| Terms {
            rooms,
            exists: rooms >= 1.0,
            shortfall: (1.0 - rooms).max(0.0),
            shortfall_euro: (1.0 - rooms).max(0.0) * 1e5,
            p_all_cover: None,
            joining,
            certainty_possible: None,
        };
        for (case, dutch, english) in [
            (case(f64::NAN, None), "geen kosten te verdelen", "no cost to share"),
            (case(0.4, None), "voor 60% van de kosten (€\u{a0}60.000)", "for 60% of the cost"),
            (case(1.2, Some(vec![])), "niemand bij nodig", "nobody else is needed"),
            (case(1.2, Some(vec![0, 2])), "betalen: partij 0, partij 2.", "partij 0, partij 2."),
        ] {
            let name = |party| format!("partij {party}");
            let told = terms(Said::new(Language::Dutch), 0.8, &case, name);
            assert!(told.contains(dutch), "{told}");
            let told = terms(Said::new(Language::English), 0.8, &case, name);
            assert!(told.contains(english), "{told}");
        }
    }
}
