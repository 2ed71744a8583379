//! The words of the summary in two languages.

use super::numbers::Language;

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
    pub(super) net: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) p_positive: &'static str,
    pub(super) marginal: &'static str,
}

const DUTCH: Words = Words {
    trials: "trekkingen",
    seed: "zaad",
    now: "nu",
    fte_wanted: "Fte gevraagd",
    fte_hired: "Fte in dienst",
    participants: "Deelnemers",
    cost_yearly: "Kosten per jaar",
    benefit_yearly: "Baten per programmajaar",
    benefit_future: "Baten in latere jaren*",
    benefit_steady: "Baten per jaar, structureel",
    net: "Netto: baten min kosten*",
    from: "  90%-band: van",
    to: "  tot",
    p_positive: "Kans dat het loont",
    marginal: "Extra netto per extra fte*",
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
    net: "Net: benefit less cost*",
    from: "  90% band: from",
    to: "  to",
    p_positive: "Chance that it pays",
    marginal: "Extra net per extra FTE*",
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
        "fte_wanted" => ("fte gevraagd", "FTE wanted"),
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
