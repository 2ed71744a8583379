//! The words that every report uses, in two languages.

use std::borrow::Cow;

use super::numbers::{Language, Numbers};
use super::view::Notice;

/// Fixed words of the summary table.
pub(super) struct Words {
    pub(super) trials: &'static str,
    pub(super) seed: &'static str,
    pub(super) now: &'static str,
    pub(super) fte_wanted: &'static str,
    pub(super) fte_hired: &'static str,
    pub(super) participants: &'static str,
    pub(super) cost_yearly: &'static str,
    pub(super) benefit_yearly: &'static str,
    pub(super) benefit_future: &'static str,
    pub(super) benefit_steady: &'static str,
    pub(super) cost_all: &'static str,
    pub(super) benefit_all: &'static str,
    pub(super) net: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) p_positive: &'static str,
    pub(super) marginal: &'static str,
    pub(super) pays: &'static str,
    pub(super) gains: &'static str,
    pub(super) cashable: &'static str,
    pub(super) balance: &'static str,
    pub(super) together: &'static str,
}

const DUTCH: Words = Words {
    trials: "trekkingen",
    seed: "zaad",
    now: "nu",
    fte_wanted: "Fte gewenst",
    fte_hired: "Fte in dienst",
    participants: "Deelnemers",
    cost_yearly: "Kosten per jaar",
    benefit_yearly: "Baten per programmajaar",
    benefit_future: "Baten in latere jaren*",
    benefit_steady: "Baten per jaar, structureel",
    cost_all: "Kosten, alle jaren*",
    benefit_all: "Baten, alle jaren*",
    net: "Netto: baten min kosten*",
    from: "  90%-band: van",
    to: "  tot",
    p_positive: "Kans dat het loont",
    marginal: "Extra netto per extra fte*",
    pays: "betaalt*",
    gains: "wint*",
    cashable: "in geld*",
    balance: "netto*",
    together: "samen",
};

const ENGLISH: Words = Words {
    trials: "trials",
    seed: "seed",
    now: "now",
    fte_wanted: "FTE wanted",
    fte_hired: "FTE hired",
    participants: "Participants",
    cost_yearly: "Cost per year",
    benefit_yearly: "Benefit per programme year",
    benefit_future: "Benefit in later years*",
    benefit_steady: "Benefit per year, steady",
    cost_all: "Cost, all years*",
    benefit_all: "Benefit, all years*",
    net: "Net: benefit less cost*",
    from: "  90% band: from",
    to: "  to",
    p_positive: "Chance that it pays",
    marginal: "Extra net per extra FTE*",
    pays: "pays*",
    gains: "gains*",
    cashable: "in cash*",
    balance: "net*",
    together: "together",
};

impl Words {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Dutch => &DUTCH,
            Language::English => &ENGLISH,
        }
    }
}

/// What to call a measure in a sentence; its own name where there is no better one.
pub(super) fn measure(language: Language, name: &str) -> &str {
    let (dutch, english) = match name {
        "fte_wanted" => ("fte gewenst", "FTE wanted"),
        "fte_hired" => ("fte in dienst", "FTE hired"),
        "participants" => ("deelnemers", "participants"),
        "completers" => ("afgeronde trajecten", "completers"),
        "contacts" => ("contacten", "contacts"),
        "need_served" => ("bereikt deel van de behoefte", "share of need served"),
        "cost_pv" => ("kosten", "cost"),
        "benefit_yearly" => ("baten per programmajaar", "benefit per programme year"),
        "benefit_future" => ("baten in latere jaren", "benefit in later years"),
        "benefit_steady" => ("baten per jaar, structureel", "benefit per year, steady"),
        "benefit_pv" => ("baten", "benefit"),
        "net_pv" | "net_pv_expected" => ("netto", "net"),
        "qaly" => ("gewonnen QALY's", "QALYs gained"),
        "care_fte" => ("vrijgekomen fte in de zorg", "care FTE freed"),
        name => (name, name),
    };
    match language {
        Language::Dutch => dutch,
        Language::English => english,
    }
}

/// A name of the scenario as people write it.
pub(super) fn plain_name(name: &str) -> String {
    name.replace('_', " ")
}

/// A party as people call it.
pub(super) fn party(language: Language, name: &str) -> String {
    let name = plain_name(name);
    match language {
        Language::Dutch => name.replace("(elsewhere)", "(elders)"),
        Language::English => name,
    }
}

/// A warning in the language of the reader where the run gave it; the check of a scenario speaks English.
pub(super) fn notice(language: Language, notice: &Notice, trials: usize) -> Cow<'_, str> {
    notice
        .trials
        .and_then(|count| warning(language, &notice.code, count, trials))
        .map_or(Cow::Borrowed(&notice.message), Cow::Owned)
}

/// A warning that only a run can give; none if it is not known here.
fn warning(language: Language, code: &str, count: usize, of: usize) -> Option<String> {
    let numbers = Numbers(language);
    let (count, all) = (count as f64, of as f64);
    let share = numbers.decimal(100.0 * count / all, 1);
    let (count, all) = (numbers.whole(count), numbers.whole(all));
    Some(match (code, language) {
        ("pool-too-small", Language::Dutch) => format!(
            "in {count} van de {all} trekkingen ({share}%) zijn de deelnemers van nu meer dan 98% van de mensen die te vinden zijn en zouden meedoen"
        ),
        ("pool-too-small", Language::English) => format!(
            "in {count} of {all} trials ({share}%) the people registered now are more than 98% of the people who can be found and would take part"
        ),
        ("baseline-cut", Language::Dutch) => format!(
            "in {count} van de {all} trekkingen ({share}%) kwam een kans boven 1 en is die afgekapt op 1"
        ),
        ("baseline-cut", Language::English) => {
            format!(
                "in {count} of {all} trials ({share}%) a probability came above 1 and was cut at 1"
            )
        }
        ("precision-not-reached", Language::Dutch) => format!(
            "na {all} trekkingen is de simulatiefout van het netto nog groter dan gevraagd; meer past niet in het geheugen"
        ),
        ("precision-not-reached", Language::English) => format!(
            "after {all} trials the simulation error of the net is still larger than asked for; more do not fit in memory"
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_have_one_name_in_every_report() {
        assert_eq!(party(Language::Dutch, "gemeente (elsewhere)"), "gemeente (elders)");
        assert_eq!(party(Language::English, "gemeente (elsewhere)"), "gemeente (elsewhere)");
        assert_eq!(party(Language::Dutch, "jeugd_zorg"), "jeugd zorg");
    }

    #[test]
    fn every_warning_of_a_run_has_words_in_both_languages() {
        for code in crate::app::RUN_CODES {
            for language in [Language::Dutch, Language::English] {
                assert!(warning(language, code.name, 1, 16).is_some(), "{}", code.name);
            }
        }
    }
}
