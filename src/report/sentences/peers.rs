//! How a result lies beside published business cases, in a sentence.

use super::said::Said;
use crate::analysis::Band;
use crate::report::material::Peers;
use crate::scenario::raw::{RawTerm, RawTypology};

/// What an arm returns on each euro, beside the published ratios; `ratio` is the arm's band of benefits over costs.
pub(in crate::report) fn ratio_sentence(
    said: Said,
    peers: &Peers,
    ratio: &Band,
    name: &str,
) -> String {
    let mut known: Vec<f64> = peers.anchors.iter().filter_map(|anchor| anchor.ratio).collect();
    known.sort_by(f64::total_cmp);
    let number = |value: f64| said.numbers.decimal(value, 1);
    let cents = |value: f64| said.numbers.decimal(value, 2);
    let (mean, low, high) =
        (cents(ratio.value.mean), cents(ratio.value.p05), cents(ratio.value.p95));
    let ours = said.one(
        format!("Elke euro in {name} levert naar verwachting {mean} euro op (90%-band: {low} tot {high})."),
        format!("Each euro in {name} is expected to yield {mean} euros (90% band: {low} to {high})."),
    );
    let (Some(least), Some(most)) = (known.first(), known.last()) else { return ours };
    let (least, most) = (number(*least), number(*most));
    let band = &ratio.value;
    let below = known.iter().all(|anchor| band.p95 < *anchor);
    let above = known.iter().all(|anchor| band.p05 > *anchor);
    let place = match (below, above) {
        (true, _) => said.one("Onze hele band ligt daaronder.", "All of our band lies below that."),
        (_, true) => said.one("Onze hele band ligt daarboven.", "All of our band lies above that."),
        _ => said.one("Onze band raakt daaraan.", "Our band touches that."),
    };
    format!(
        "{ours} {}",
        said.one(
            format!("Gepubliceerde businesscases, van alle soorten samen, noemen {least} tot {most}. {place} Vergelijk met zorg: die verhoudingen zijn meestal bruto, tellen geld dat tussen partijen verschuift vaak als baat en rusten vaak op het oordeel van betrokkenen. Ze zijn een ijkpunt en gaan nergens de berekening in."),
            format!("Published business cases, of all kinds together, say {least} to {most}. {place} Compare with care: those ratios are mostly gross, often count money moved between parties as a benefit, and often rest on the judgement of those involved. They are a landmark and enter the calculation nowhere."),
        )
    )
}

/// A quadrant in words.
pub(in crate::report) fn quadrant(said: Said, typology: RawTypology) -> &'static str {
    match typology {
        RawTypology::PreventiefEnkelvoudig => {
            said.one("preventief, één probleem", "preventive, one problem")
        }
        RawTypology::PreventiefMeervoudig => {
            said.one("preventief, meer problemen tegelijk", "preventive, several problems at once")
        }
        RawTypology::CuratiefEnkelvoudig => {
            said.one("curatief, één probleem", "curative, one problem")
        }
        RawTypology::CuratiefMeervoudig => {
            said.one("curatief, meer problemen tegelijk", "curative, several problems at once")
        }
    }
}

/// A term in words.
pub(in crate::report) fn term(said: Said, term: RawTerm) -> &'static str {
    match term {
        RawTerm::Substitution => {
            said.one("Zorg vervangen (korte termijn)", "Care replaced (short term)")
        }
        RawTerm::Prevention => {
            said.one("Problemen voorkomen (lange termijn)", "Trouble prevented (long term)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;
    use crate::scenario::built_in_cases;

    fn sentence(values: [f64; 2]) -> String {
        let column: Vec<f64> = (0..160).map(|trial| values[trial % 2]).collect();
        let anchors = built_in_cases().unwrap().anchors;
        let peers = Peers { anchors, ..Peers::default() };
        ratio_sentence(Said::new(Language::English), &peers, &Band::of(&column), "1x")
    }

    #[test]
    fn the_sentence_says_on_which_side_of_the_landmarks_the_band_lies() {
        assert!(sentence([0.1, 0.9]).contains("All of our band lies below"));
        assert!(sentence([0.1, 2.0]).contains("touches"));
        assert!(sentence([8.0, 9.0]).contains("above"));
        assert!(sentence([0.1, 0.9]).contains("1.6 to 3.5"));
    }
}
