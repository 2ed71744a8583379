//! What a reader of the answer must know before quoting it.

use super::said::Said;
use crate::report::view::View;

/// The cautions that hold for a run; `priced` tells whether QALYs are counted in euros.
pub(in crate::report) fn cautions(said: Said, view: &View, priced: bool) -> Vec<String> {
    let mut told = Vec::new();
    if !view.quotable() {
        let trials = said.numbers.whole(view.trials as f64);
        told.push(said.one(
            format!("Let op: er zijn maar {trials} berekeningen gedaan. De band is te grof om te noemen; reken opnieuw met meer (--trials)."),
            format!("Mind: only {trials} calculations were made. The band is too rough to quote; run again with more (--trials)."),
        ));
    }
    if view.chance == "expected" {
        told.push(said.one(
            "Toeval is in deze run weggelaten: de banden tonen alleen wat niet bekend is, niet hoe kleine aantallen mensen kunnen meevallen of tegenvallen.".to_owned(),
            "Luck was left out of this run: the bands show only what is not known, not how small numbers of people can turn out.".to_owned(),
        ));
    }
    let any =
        |measure: &str| (0..view.arms.len()).any(|arm| view.statistics(arm, measure).sd > 0.0);
    let people =
        view.outcomes.iter().any(|outcome| outcome.bands.iter().any(|band| band.value.mean != 0.0));
    if !priced && any("qaly") {
        told.push(said.one(
            "Gezondheid en welbevinden zijn hier wel geteld maar niet in euro's uitgedrukt; ze staan bij de uitkomsten voor mensen. Een negatief bedrag betekent dus niet dat het werk niets waard is.".to_owned(),
            "Health and wellbeing are counted here but not expressed in euros; they stand with the outcomes for people. A negative amount therefore does not mean that the work is worth nothing.".to_owned(),
        ));
    } else if people && !any("benefit_pv") {
        told.push(said.one(
            "Wat er voor mensen verandert, is hier niet in euro's uitgedrukt; het staat bij de uitkomsten voor mensen. Een negatief bedrag betekent dus niet dat het werk niets waard is.".to_owned(),
            "What changes for people is not expressed in euros here; it stands with the outcomes for people. A negative amount therefore does not mean that the work is worth nothing.".to_owned(),
        ));
    }
    told
}
