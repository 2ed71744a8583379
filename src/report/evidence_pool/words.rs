//! The words and numbers of pooled studies in two languages.

use crate::evidence::{IntervalMethod, Measure, Tau2Method, Warning};
use crate::report::numbers::{Language, Numbers};

/// What a measure is called in a sentence.
pub(super) const fn measure(language: Language, measure: Measure) -> &'static str {
    match (language, measure) {
        (_, Measure::Plain) => "effect",
        (Language::Dutch, Measure::RiskRatio) => "risicoverhouding",
        (Language::Dutch, Measure::OddsRatio) => "kansverhouding (odds ratio)",
        (Language::Dutch, Measure::RiskDifference) => "risicoverschil",
        (Language::Dutch, Measure::MeanDifference) => "verschil in standaarddeviaties (Hedges' g)",
        (Language::Dutch, Measure::Ratio) => "verhouding",
        (Language::English, Measure::RiskRatio) => "risk ratio",
        (Language::English, Measure::OddsRatio) => "odds ratio",
        (Language::English, Measure::RiskDifference) => "risk difference",
        (Language::English, Measure::MeanDifference) => {
            "difference in standard deviations (Hedges' g)"
        }
        (Language::English, Measure::Ratio) => "ratio",
    }
}

/// How tau2 was found.
pub(super) const fn tau2(language: Language, method: Tau2Method) -> &'static str {
    match (language, method) {
        (Language::Dutch, Tau2Method::Ce) => "één gemeenschappelijk effect",
        (_, method) => method.title(),
    }
}

/// How the interval was found.
pub(super) const fn interval(language: Language, method: IntervalMethod) -> &'static str {
    match (language, method) {
        (Language::Dutch, IntervalMethod::Z) => "normaal",
        (Language::Dutch, IntervalMethod::HkAdhoc) => {
            "Hartung-Knapp-Sidik-Jonkman, nooit smaller dan het gewone"
        }
        (_, method) => method.title(),
    }
}

/// A number with two decimals where its size allows.
pub(super) fn figure(numbers: Numbers, value: f64) -> String {
    match value.abs() {
        size if size.is_finite() && (size >= 1e7 || (size > 0.0 && size < 1e-4)) => {
            let text = format!("{value:.1e}");
            if numbers.0 == Language::Dutch { text.replace('.', ",") } else { text }
        }
        size if size >= 100.0 => numbers.whole(value),
        size if size >= 10.0 => numbers.decimal(value, 1),
        size if size >= 0.095 || size == 0.0 => numbers.decimal(value, 2),
        size if size >= 0.0095 => numbers.decimal(value, 3),
        size if size.is_nan() => "–".to_owned(),
        _ => numbers.decimal(value, 4),
    }
}

/// An interval: `0,33 tot 0,73`.
pub(super) fn range(numbers: Numbers, ends: [f64; 2]) -> String {
    let [low, high] = ends.map(|end| figure(numbers, end));
    let word = if numbers.0 == Language::Dutch { "tot" } else { "to" };
    format!("{low} {word} {high}")
}

/// A probability: never 0.
pub(super) fn probability(numbers: Numbers, p: f64) -> String {
    if p < 0.0001 { format!("< {}", numbers.decimal(0.0001, 4)) } else { numbers.decimal(p, 4) }
}

/// A warning.
pub(super) fn warning(language: Language, warning: &Warning) -> String {
    if language == Language::English {
        return warning.to_string();
    }
    let numbers = Numbers(language);
    match warning {
        Warning::EmptyCell { row, study, both } => {
            let rest = if *both {
                "; beide groepen zijn hierin gelijk, dus over een verhouding zegt deze studie bijna niets"
            } else {
                ""
            };
            format!("rij {row}, {study}: een cel is 0, daarom is bij alle vier 1/2 opgeteld{rest}")
        }
        Warning::Unnamed => {
            "er is geen kolom `study`; de studies heten naar hun rij".to_owned()
        }
        Warning::OffCentre { row, study } => format!(
            "rij {row}, {study}: de schatting ligt niet midden in haar interval op de schaal van de analyse; is het een verhouding, of een andere schaal?"
        ),
        Warning::UnequalVariances { ratio } => format!(
            "de grootste variantie is {} keer de kleinste: de nauwkeurige studies beslissen alleen, en tau2 kan instabiel zijn",
            figure(numbers, *ratio)
        ),
        Warning::OneStudy => "één studie is geen bundeling: u ziet haar eigen schatting en normale interval; hoe studies verschillen en wat een nieuwe zou vinden, is onbekend".to_owned(),
        Warning::TwoStudies => "twee studies zeggen bijna niets over hoe studies verschillen: met één vrijheidsgraad zijn t-intervallen heel breed".to_owned(),
        Warning::Narrower { ratio } => format!(
            "de studies zijn het meer eens dan toeval verwacht, dus de standaardfout van Hartung-Knapp is {} keer de gewone; `hk-adhoc` gaat daar niet onder",
            numbers.decimal(*ratio, 2)
        ),
        Warning::LessThanChance => "de studies verschillen minder dan toeval alleen verwacht: geen tau2 past, en het interval staat op 0 tot 0".to_owned(),
        Warning::NotConverged => "er is geen schatting van tau2 gevonden; kies een andere methode, zoals `dl`".to_owned(),
        Warning::FewForEgger { k } => format!(
            "met {k} studies vindt de toets op een scheve trechter weinig: minder dan 10 is te weinig"
        ),
        Warning::NoEgger => "de toets op een scheve trechter vraagt 3 studies met verschillende standaardfouten".to_owned(),
        Warning::FewForRegression { k, moderators } => format!(
            "{k} studies voor {moderators} moderator(en): bij minder dan 10 per moderator vindt toeval patronen"
        ),
        Warning::NotLeftOut { k } => {
            format!("{k} studies zijn te veel om elk een keer weg te laten; dat is niet gedaan")
        }
    }
}
