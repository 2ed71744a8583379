//! What scenarios can take by name, in the terminal and as JSON: prices, ready outcomes, business cases.

use serde_json::{Value, json};

use super::layout::{NARROWEST, PROSE, WIDEST, labelled_table, wrapped};
use super::numbers::{Language, Numbers};
use super::sentences::{Said, quadrant, term};
use crate::analysis::Ratios;
use crate::scenario::raw::{Grade, RawTerm, RawTypology};
use crate::scenario::{BusinessCases, PriceList, Shelf};

/// The business cases of one quadrant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quadrant {
    /// The quadrant; none for cases that nobody placed.
    pub typology: Option<RawTypology>,
    /// Number of cases.
    pub cases: usize,
    /// Number of ratios among them.
    pub ratios: usize,
    /// What the ratios say together.
    pub together: Ratios,
}

/// A price list.
pub fn prices_text(list: &PriceList, language: Language, width: usize) -> String {
    let page = Page::new(language, width);
    let rows: Vec<(String, Vec<String>)> = list
        .prices
        .iter()
        .map(|(name, price)| {
            let known = price.distribution();
            let numbers = Numbers(language);
            let mean = price.mean();
            let range = known.filter(|known| !known.is_fixed()).map_or_else(String::new, |known| {
                let [low, high] = [0.05, 0.95].map(|p| numbers.figure(known.quantile(p), 3));
                format!("{low}–{high}")
            });
            let grade = price.grade.map_or("–", Grade::letter);
            let cells = vec![
                numbers.figure(mean, 4),
                range,
                price.unit.clone(),
                price.price_year.to_string(),
                price.payer.clone().unwrap_or_else(|| "–".to_owned()),
                grade.to_owned(),
            ];
            (name.clone(), cells)
        })
        .collect();
    let header = page.words(
        ["euro", "90%", "per", "jaar", "betaalt", "graad"],
        ["euro", "90%", "per", "year", "pays", "grade"],
    );
    let title = list.about.title.clone().unwrap_or_default();
    page.whole(&[
        title,
        page.one(
            "Gebruik een prijs als { price = \"naam\" }. Bron en opmerking van elke prijs staan met --json.",
            "Use a price as { price = \"name\" }. Source and remark of each price come with --json.",
        ),
    ], &page.one("prijs", "price"), &header, &rows)
}

/// Ready outcomes, by type of activity.
pub fn outcomes_text(shelf: &Shelf, language: Language, width: usize) -> String {
    let page = Page::new(language, width);
    let said = Said::new(language);
    let rows: Vec<(String, Vec<String>)> = shelf
        .names()
        .map(|name| {
            let word = |key: &str| shelf.text(name, key).unwrap_or("–").to_owned();
            let kind = match shelf.text(name, "term") {
                Some("substitution") => term(said, RawTerm::Substitution).to_owned(),
                Some("prevention") => term(said, RawTerm::Prevention).to_owned(),
                _ => "–".to_owned(),
            };
            (name.to_owned(), vec![word("unit"), word("kind"), kind])
        })
        .collect();
    let mut prose = vec![page.one(
        "Gebruik een uitkomst als block = \"naam\" in [outcomes.x], met group, en zet eroverheen wat u beter weet.",
        "Use an outcome as block = \"name\" in [outcomes.x], with group, and put over it what you know better.",
    )];
    prose.extend(
        shelf
            .activities
            .iter()
            .map(|activity| format!("{}: {}.", activity.title, activity.outcomes.join(", "))),
    );
    let header = page.words(["eenheid", "soort", "termijn"], ["unit", "kind", "term"]);
    page.whole(&prose, &page.one("uitkomst", "outcome"), &header, &rows)
}

/// Business cases by quadrant.
pub fn business_cases_text(
    cases: &BusinessCases,
    quadrants: &[Quadrant],
    language: Language,
    width: usize,
) -> String {
    let page = Page::new(language, width);
    let (said, numbers) = (Said::new(language), Numbers(language));
    let place = |known: Option<_>| {
        known.map_or_else(
            || page.one("onbekend", "unknown"),
            |known| quadrant(said, known).to_owned(),
        )
    };
    let rows: Vec<(String, Vec<String>)> = cases
        .cases
        .iter()
        .map(|case| {
            let ratio = case.ratio.map(|ratio| numbers.decimal(ratio, 1));
            let ratio = ratio.or_else(|| case.ratio_words.clone());
            let year = case.year.map_or_else(|| "–".to_owned(), |year| year.to_string());
            let ratio = wrapped(&ratio.unwrap_or_else(|| "–".to_owned()), 24, 0);
            let place = wrapped(&place(case.typology), 22, 0);
            (wrapped(&case.name, 28, 2), vec![place, ratio.trim_end().to_owned(), year])
        })
        .collect();
    let mut prose = vec![page.one(
        "Gepubliceerde verhoudingen, meestal bruto en zonder controlegroep: ijkpunten, nergens invoer. Wat bekend is en wat niet, met bron: --json.",
        "Published ratios, mostly gross and without a control group: landmarks, nowhere an input. What is known and what is not, with source: --json.",
    )];
    prose.extend(quadrants.iter().map(|one| {
        let place = place(one.typology);
        let count = one.ratios;
        let mean = numbers.decimal(one.together.mean, 2);
        match (count, one.together.interval) {
            (0, _) => page.one_of(
                format!("{place}: {} gevallen, geen met een verhouding.", one.cases),
                format!("{place}: {} cases, none with a ratio.", one.cases),
            ),
            (1, _) => page.one_of(
                format!("{place}: {} gevallen, één met een verhouding ({mean}). Uit één getal volgt geen spreiding.", one.cases),
                format!("{place}: {} cases, one with a ratio ({mean}). One number has no spread.", one.cases),
            ),
            (_, Some([low, high])) => {
                let (low, high) = (numbers.decimal(low, 2), numbers.decimal(high, 2));
                page.one_of(
                    format!("{place}: {} gevallen, {count} met een verhouding; meetkundig gemiddelde {mean} (95%: {low} tot {high}), elk even zwaar: standaardfouten zijn niet gepubliceerd.", one.cases),
                    format!("{place}: {} cases, {count} with a ratio; geometric mean {mean} (95%: {low} to {high}), each with the same weight: no standard errors were published.", one.cases),
                )
            }
            (_, None) => String::new(),
        }
    }));
    let header =
        page.words(["plaats", "baten per euro", "jaar"], ["place", "benefits per euro", "year"]);
    page.whole(&prose, &page.one("geval", "case"), &header, &rows)
}

/// Prices, ready outcomes or cases as JSON.
pub fn prices_json(list: &PriceList) -> Value {
    json!(list)
}

/// Names, units and terms of ready outcomes.
pub fn outcomes_json(shelf: &Shelf) -> Value {
    let outcomes: serde_json::Map<String, Value> = shelf
        .names()
        .map(|name| {
            let word = |key: &str| shelf.text(name, key);
            let told = json!({ "title": word("title"), "unit": word("unit"), "kind": word("kind"), "term": word("term") });
            (name.to_owned(), told)
        })
        .collect();
    let activities: Vec<Value> = shelf
        .activities
        .iter()
        .map(|one| json!({ "name": one.name, "title": one.title, "outcomes": one.outcomes }))
        .collect();
    json!({ "outcomes": outcomes, "activities": activities })
}

/// Cases, anchors, and what the ratios of each quadrant say together.
pub fn business_cases_json(cases: &BusinessCases, quadrants: &[Quadrant]) -> Value {
    let quadrants: Vec<Value> = quadrants
        .iter()
        .map(|one| {
            json!({
                "typology": one.typology.map(RawTypology::word),
                "cases": one.cases,
                "ratios": one.ratios,
                "geometric_mean": one.together.mean.is_finite().then_some(one.together.mean),
                "ci": one.together.interval,
            })
        })
        .collect();
    json!({ "cases": cases.cases, "anchors": cases.anchors, "quadrants": quadrants })
}

/// A page of prose and one table.
struct Page {
    language: Language,
    width: usize,
}

impl Page {
    fn new(language: Language, width: usize) -> Self {
        Self { language, width: width.clamp(NARROWEST, WIDEST) }
    }

    fn one(&self, dutch: &str, english: &str) -> String {
        self.one_of(dutch.to_owned(), english.to_owned())
    }

    fn one_of(&self, dutch: String, english: String) -> String {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    fn words<const N: usize>(&self, dutch: [&str; N], english: [&str; N]) -> Vec<String> {
        let words = match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        };
        words.map(str::to_owned).to_vec()
    }

    fn whole(
        &self,
        prose: &[String],
        corner: &str,
        header: &[String],
        rows: &[(String, Vec<String>)],
    ) -> String {
        let labels: Vec<String> = rows.iter().map(|(label, _)| label.clone()).collect();
        let columns: Vec<Vec<String>> = (0..header.len())
            .map(|column| rows.iter().filter_map(|(_, cells)| cells.get(column).cloned()).collect())
            .collect();
        let mut parts: Vec<String> = prose
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| wrapped(text, self.width.min(PROSE), 2))
            .collect();
        parts.push(labelled_table(corner, header, &labels, &columns, self.width));
        parts.join("\n") + "\n"
    }
}
