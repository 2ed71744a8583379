//! What to call an input in a sentence, from its path in the scenario.

use super::context::Context;

/// Words for the last part of a path, in Dutch and English.
const WORDS: [(&str, &str, &str); 43] = [
    ("fte", "fte nu", "FTE now"),
    ("cost_per_fte", "kosten per fte", "cost per FTE"),
    ("places_per_fte", "mensen per fte", "people per FTE"),
    ("participants_now", "deelnemers nu", "participants now"),
    (
        "hireable",
        "deel van de extra staf dat te vinden is",
        "share of extra staff that can be hired",
    ),
    ("ramp", "jaren om extra staf in te werken", "years for extra staff to grow in"),
    ("returns_to_scale", "schaalvoordeel", "returns to scale"),
    ("reach", "deel van de mensen dat te vinden is", "share of people who can be found"),
    ("uptake", "deel dat mee wil doen", "share who would take part"),
    ("friction", "wrijving bij het plaatsen", "friction of matching"),
    ("completion", "deel dat het traject afmaakt", "share who complete"),
    ("overhead", "overhead", "overhead"),
    ("fixed", "vaste kosten", "fixed cost"),
    ("per_participant", "kosten per deelnemer", "cost per participant"),
    ("size", "aantal mensen", "number of people"),
    ("turnover", "verhuizing per jaar", "yearly turnover"),
    ("exit", "deel dat er elk jaar uitvalt", "yearly exit"),
    ("need", "deel dat hulp nodig heeft", "share in need"),
    ("share", "deel van de groep", "share of the group"),
    ("odds_ratio", "effect (odds ratio)", "effect (odds ratio)"),
    ("relative_risk", "effect (relatief risico)", "effect (relative risk)"),
    ("standardised_mean_difference", "effect (d)", "effect (d)"),
    ("change", "effect (verandering)", "effect (change)"),
    ("study_baseline", "uitgangskans in het onderzoek", "baseline of the study"),
    (
        "causal",
        "deel van het effect dat hier echt veroorzaakt wordt",
        "share of the effect that is caused here",
    ),
    ("attribution", "deel dat aan dit programma toekomt", "share due to this programme"),
    ("displacement", "deel dat verschuift naar anderen", "share displaced to others"),
    ("half_life", "halfwaardetijd van het effect", "half-life of the effect"),
    ("baseline", "kans zonder programma", "chance without programme"),
    ("first", "kans zonder programma", "chance without programme"),
    ("ratio", "verhouding tot de eerste groep", "ratio to the first stratum"),
    ("euro", "bedrag per keer", "euros per unit"),
    ("growth", "reële groei", "real growth"),
    ("cashable", "deel dat in geld terugkomt", "cashable share"),
    ("spread", "spreiding tussen gevallen", "spread between cases"),
    ("overlap", "deel dat elders al telt", "share counted elsewhere"),
    ("qaly", "gezonde levensjaren (QALY)", "QALYs"),
    ("hours", "uren zorg", "hours of care"),
    ("rate", "discontovoet", "discount rate"),
    ("value_of_qaly", "waarde van een gezond levensjaar (QALY)", "value of a QALY"),
    ("hours_per_fte", "uren per fte", "hours per FTE"),
    ("keep", "kans om niet terug te vallen", "chance of no relapse"),
    ("natural", "kans om er vanzelf uit te komen", "chance to get out without help"),
];

/// Rooms of a scenario: they say nothing to a reader who sees the names below them.
const ROOMS: [&str; 12] = [
    "groups",
    "programmes",
    "outcomes",
    "parameters",
    "effects",
    "benefits",
    "strata",
    "parties",
    "world",
    "discounting",
    "staff",
    "roles",
];

/// What to call the input at a path: its words and, in brackets, what it is about.
pub(super) fn input(context: &Context, path: &str) -> String {
    let parts: Vec<&str> = path.split('.').filter(|part| !ROOMS.contains(part)).collect();
    let known = |part: &str| {
        WORDS
            .iter()
            .find(|(key, ..)| *key == part)
            .map(|(_, dutch, english)| context.text(dutch, english))
    };
    let mut what = String::new();
    let mut about: Vec<String> = Vec::new();
    for part in parts.iter().rev() {
        match known(part) {
            Some(words) if what.is_empty() => words.clone_into(&mut what),
            // The word further up (`baseline.first`) says the same more generally.
            Some(_) => {}
            None => about.insert(0, people(part)),
        }
    }
    about.dedup();
    match (what.is_empty(), about.is_empty()) {
        (true, _) => about.join(", "),
        (false, true) => what,
        (false, false) => format!("{what} ({})", about.join(", ")),
    }
}

/// A name of the scenario as people write it.
pub(super) fn people(name: &str) -> String {
    name.replace('_', " ")
}
