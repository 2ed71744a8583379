//! From the text of client cases to cases that can be calculated with, with every problem at once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use super::case::{Case, Casebook, Item, Optimism, Side, UnitPrice};
use super::codes::{
    NO_ITEMS, NO_OPTIMISM, NO_REFERENCE, NO_SERVICE, SERVICE_WITHOUT, TOO_MANY_CASES, UNKNOWN_PARTY,
};
use super::price::InUse;
use super::raw::{RawCase, RawCasebook, RawItem};
use crate::distributions::Distribution;
use crate::scenario::Refused;
use crate::scenario::raw::{Grade, RawValue};
use crate::scenario::shared::codes::{
    AMBIGUOUS_VALUE, BAD_LIST, EMPTY_LIST, NO_GRADE, NO_SOURCE, PARTY_MISSING, SAME_NAME,
};
use crate::scenario::shared::{
    self, KNOWN_PARTIES, LegalRange, beyond, check_as, in_order, short, suggestion, wrong_name,
};
use crate::source::{self, Content, Node, Problem};

/// Name of the schema.
const TITLE: &str = "wijkimpact client cases";

/// What is bought where nobody says.
const OTHER: &str = "other";

/// Most cases in a file: far more than anybody has written down, few enough for memory.
const MOST_CASES: usize = 5000;

/// JSON Schema (2020-12) of a file of client cases.
pub fn schema() -> serde_json::Value {
    shared::schema_of::<RawCasebook>(TITLE)
}

/// Reads client cases; the price list is named relative to `folder`.
pub(super) fn read(
    name: &str,
    text: &str,
    folder: Option<&Path>,
) -> Result<Casebook, Box<Refused>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let refused = |problems: Vec<Problem>| Box::new(Refused::new(name, text, problems));
    let tree = source::parse(text).map_err(refused)?;
    let typed = check_as::<RawCasebook>(TITLE, &tree);
    let Some(raw) = typed.value else { return Err(refused(typed.problems)) };
    let about = &raw.about;
    let mut reader = Reader {
        tree: &tree,
        doubts: typed.doubts,
        problems: typed.problems,
        prices: None,
        strangers: BTreeSet::new(),
    };
    match shared::prices(about.prices.as_deref(), folder) {
        Ok(prices) => reader.prices = Some(InUse::new(prices, about.price_year)),
        Err(problems) => reader.unusable(about.prices.as_deref().unwrap_or_default(), &problems),
    }
    let optimism = reader.optimism(about.optimism.as_ref());
    let cases = reader.cases(&raw.cases);
    if reader.problems.iter().any(Problem::is_error) {
        return Err(refused(reader.problems));
    }
    let (prices, consulted) = reader.prices.map(InUse::finish).unwrap_or_default();
    Ok(Casebook {
        name: name.to_owned(),
        text: text.to_owned(),
        title: about.title.clone(),
        made_up: about.made_up,
        price_year: about.price_year,
        optimism,
        prices,
        cases,
        consulted,
        warnings: in_order(reader.problems),
    })
}

struct Reader<'a> {
    tree: &'a Node,
    doubts: BTreeSet<String>,
    problems: Vec<Problem>,
    prices: Option<InUse>,
    /// Parties already warned of.
    strangers: BTreeSet<String>,
}

impl Reader<'_> {
    /// Notes a problem, with its place; not if it is only the echo of one that the structure check found.
    fn report(&mut self, problem: Problem) {
        let is_within = |doubt: &String| {
            problem
                .path
                .strip_prefix(doubt.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if !self.doubts.iter().any(is_within) {
            let place = problem.span.clone().or_else(|| self.tree.place(&problem.path));
            self.problems.push(problem.at(place));
        }
    }

    fn unusable(&mut self, file: &str, problems: &[Problem]) {
        let told: Vec<String> = problems
            .iter()
            .take(8)
            .map(|problem| match problem.rule.as_str() {
                "" => problem.message.clone(),
                rule => format!("{}; {rule}", problem.message),
            })
            .collect();
        let message = format!("`{}` cannot be used as a price list", short(file));
        let problem = Problem::new(BAD_LIST, "about.prices", message)
            .rule("a price list is named relative to the folder of the cases")
            .help(told.join("\n"));
        self.report(problem);
    }

    fn optimism(&mut self, raw: Option<&RawValue>) -> Option<Optimism> {
        let path = "about.optimism";
        let Some(raw) = raw else {
            self.report(
                Problem::new(NO_OPTIMISM, "about", "there is no `optimism`: every difference counts in full")
                    .rule("what would have happened without the help was judged by those who gave or got it")
                    .help("say which share is really owed to the help: optimism = { beta = { mean = …, sd = … }, source = \"…\", grade = \"D\" }"),
            );
            return None;
        };
        self.sourced(path, raw);
        let share = self.value(path, raw, 1.0, LegalRange::SHARE)?;
        let (source, grade) = match raw {
            RawValue::Number(_) => (None, None),
            RawValue::Parameter(known) => (known.source.clone(), known.grade.map(Grade::letter)),
        };
        Some(Optimism { share, source, grade })
    }

    fn cases(&mut self, raw: &[RawCase]) -> Vec<Case> {
        if raw.is_empty() {
            self.report(
                Problem::new(EMPTY_LIST, "cases", "there are no cases")
                    .rule("each case stands under `[[cases]]`"),
            );
        }
        if raw.len() > MOST_CASES {
            let message = format!("there are {} cases", raw.len());
            self.report(
                Problem::new(TOO_MANY_CASES, "cases", message)
                    .rule(format!("at most {MOST_CASES} cases in a file")),
            );
            return Vec::new();
        }
        let mut seen = BTreeMap::<String, usize>::new();
        let mut cases = Vec::new();
        for (position, case) in raw.iter().enumerate() {
            // As in paths: a case is called by its name; one without, or whose name is taken, by its position.
            let named = format!("cases.{}", case.name);
            let at = format!("cases.{position}");
            let is_nameless = case.name.is_empty() || self.doubts.contains(&format!("{at}.name"));
            let path = if is_nameless || seen.contains_key(&case.name) { at } else { named };
            if let Some(first) = seen.insert(case.name.clone(), position) {
                let message = format!(
                    "case {} is called `{}`, as case {} is",
                    position + 1,
                    short(&case.name),
                    first + 1
                );
                let place = self.place_of_case(position);
                self.report(
                    Problem::new(SAME_NAME, format!("cases.{position}.name"), message)
                        .rule("every case has a name of its own")
                        .at(place),
                );
                continue;
            }
            if let Some(problem) = wrong_name("case", &case.name, &format!("{path}.name")) {
                self.report(problem);
            }
            cases.push(self.case(&path, case));
        }
        cases
    }

    fn place_of_case(&self, position: usize) -> Option<Range<usize>> {
        let list = &self.tree.table()?.get("cases")?.node;
        let Content::List(items) = &list.content else { return None };
        items.get(position).map(|item| item.span.clone())
    }

    fn case(&mut self, path: &str, raw: &RawCase) -> Case {
        let name = short(&raw.name);
        if raw.without.is_empty() && raw.with.is_empty() {
            let message = format!("case `{name}` has no items");
            self.report(Problem::new(NO_ITEMS, path, message).rule("a case has items under `[[cases.without]]`, what would have happened, and `[[cases.with]]`, what did"));
        } else if raw.without.is_empty() {
            let message =
                format!("case `{name}` has nothing that would have happened without the help");
            self.report(
                Problem::new(NO_REFERENCE, path, message)
                    .rule("a saving is the difference with what would have happened"),
            );
        }
        if !raw.with.is_empty() || !raw.without.is_empty() {
            let has_service = raw.with.iter().any(|item| item.service);
            if !has_service {
                let message = format!(
                    "case `{name}` has no item with `service = true`: the help cost nothing"
                );
                self.report(
                    Problem::new(NO_SERVICE, path, message)
                        .rule("what the help itself cost belongs under `[[cases.with]]`")
                        .help("if it cost nothing, say so: an item with `euro = 0` and `service = true`"),
                );
            }
        }
        let mut items = Vec::new();
        for (key, list) in [("without", &raw.without), ("with", &raw.with)] {
            for (position, item) in list.iter().enumerate() {
                let step = format!("{key}.{position}");
                items.extend(self.item(&format!("{path}.{step}"), step, item));
            }
        }
        Case { name: raw.name.clone(), title: raw.title.clone(), items }
    }

    fn item(&mut self, path: &str, step: String, raw: &RawItem) -> Option<Item> {
        let is_with = step.starts_with("with.");
        let side = match (is_with, raw.service) {
            (true, true) => Side::Service,
            (true, false) => Side::With,
            (false, false) => Side::Without,
            (false, true) => {
                let message = format!("`{path}` is the help itself and stands under `without`");
                self.report(
                    Problem::new(SERVICE_WITHOUT, format!("{path}.service"), message)
                        .rule("the help that was given stands under `[[cases.with]]`"),
                );
                Side::Without
            }
        };
        let amount =
            self.value(&format!("{path}.amount"), &raw.amount, 1.0, LegalRange::NON_NEGATIVE);
        let chance = self.value(&format!("{path}.chance"), &raw.chance, 1.0, LegalRange::SHARE);
        let (euro, category, payer) = self.unit_price(path, raw)?;
        let party = self.party(path, raw, payer);
        Some(Item {
            side,
            path: step,
            what: raw.what.clone(),
            euro: euro?,
            amount: amount?,
            chance: chance?,
            from: raw.from,
            months: raw.months,
            domain: raw.domain.clone().or(category).unwrap_or_else(|| OTHER.to_owned()),
            party: party?,
        })
    }

    /// Euro a unit with category and payer; nothing where nothing at all is known of it, which is reported.
    fn unit_price(
        &mut self,
        path: &str,
        raw: &RawItem,
    ) -> Option<(Option<UnitPrice>, Option<String>, Option<String>)> {
        match (&raw.price, &raw.euro) {
            (Some(name), None) => {
                // Without a list nothing can be said of its prices.
                let prices = self.prices.as_mut()?;
                let mut problems = Vec::new();
                let found = prices.find(name, &format!("{path}.price"), &mut problems);
                for problem in problems {
                    self.report(problem);
                }
                let (index, price) = found?;
                Some((Some(UnitPrice::Listed(index)), price.category, price.payer))
            }
            (None, Some(euro)) => {
                let at = format!("{path}.euro");
                self.sourced(&at, euro);
                let year = match euro {
                    RawValue::Parameter(known) => known.price_year,
                    RawValue::Number(_) => None,
                };
                let mut factor = Some(1.0);
                if let (Some(year), Some(prices)) = (year, &self.prices) {
                    let mut problems = Vec::new();
                    factor = prices.factor(year, &format!("{at}.price_year"), &mut problems);
                    for problem in problems {
                        self.report(problem);
                    }
                }
                let made = self.value(&at, euro, factor.unwrap_or(1.0), LegalRange::NON_NEGATIVE);
                Some((made.map(UnitPrice::Own), None, None))
            }
            (both, _) => {
                let count = if both.is_some() {
                    "both `price` and `euro`"
                } else {
                    "no `price` and no `euro`"
                };
                let message = format!("`{path}` has {count}");
                self.report(Problem::new(AMBIGUOUS_VALUE, path, message).rule(
                    "an item has exactly one of `price`, a name of the list, and `euro`, an amount",
                ));
                None
            }
        }
    }

    fn party(&mut self, path: &str, raw: &RawItem, payer: Option<String>) -> Option<String> {
        let Some(party) = raw.party.clone().or(payer) else {
            let message = format!("nobody pays for `{path}`");
            self.report(
                Problem::new(PARTY_MISSING, path, message)
                    .rule("an item has a `party`, or a price whose list says who pays"),
            );
            return None;
        };
        let known = || {
            let payers = self.prices.iter().flat_map(InUse::payers);
            let all: BTreeSet<&str> = KNOWN_PARTIES.into_iter().chain(payers).collect();
            all.into_iter().collect::<Vec<_>>()
        };
        if raw.party.is_some()
            && !self.strangers.contains(&party)
            && !known().contains(&party.as_str())
        {
            let message =
                format!("`{}` is no party that scenarios or the price list know", short(&party));
            let help = suggestion(&party, known());
            self.strangers.insert(party.clone());
            self.report(
                Problem::new(UNKNOWN_PARTY, format!("{path}.party"), message)
                    .rule("a party of another name is counted apart")
                    .maybe_help(help),
            );
        }
        Some(party)
    }

    fn value(
        &mut self,
        path: &str,
        raw: &RawValue,
        factor: f64,
        range: LegalRange,
    ) -> Option<Distribution> {
        match shared::distribution(raw, factor) {
            Ok(made) => {
                let Some(problem) = beyond(path, &made, range) else { return Some(made) };
                self.report(problem);
            }
            Err(fault) => {
                let at = fault.step.map_or(path.to_owned(), |step| format!("{path}.{step}"));
                self.report(Problem::new(fault.code, at, fault.message).rule(fault.rule));
            }
        }
        None
    }

    /// Warns of an amount without source or grade.
    fn sourced(&mut self, path: &str, raw: &RawValue) {
        let (source, grade) = match raw {
            // Nothing at all needs no source.
            RawValue::Number(number) if *number == 0.0 => return,
            RawValue::Number(_) => (None, None),
            RawValue::Parameter(known) => (known.source.as_deref(), known.grade),
        };
        if source.is_none_or(|source| source.trim().is_empty()) {
            let message = format!("`{path}` has no source");
            self.report(
                Problem::new(NO_SOURCE, path, message)
                    .rule("every figure says where it comes from"),
            );
        } else if grade.is_none() {
            let message = format!("`{path}` has a source and no grade");
            self.report(
                Problem::new(NO_GRADE, path, message)
                    .rule("A randomised or registry, B pooled controlled studies, C observational or official average, D expert judgement"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"[about]
price_year = 2024
optimism = { beta = { mean = 0.6, sd = 0.15 }, source = "made up", grade = "D" }
[[cases]]
name = "een"
[[cases.without]]
what = "Consult"
price = "huisartsconsult"
amount = 14
[[cases.with]]
what = "Uren"
euro = { value = 50, source = "made up", grade = "D" }
party = "gemeente"
service = true
"#;

    fn judged(text: &str) -> (Vec<&'static str>, String) {
        let text = text.to_owned();
        match read("cases.toml", &text, None) {
            Ok(book) => (book.warnings.iter().map(|p| p.code).collect(), book.render(false)),
            Err(refused) => {
                (refused.problems.iter().map(|p| p.code).collect(), refused.render(false))
            }
        }
    }

    /// The codes for the good file with one thing changed.
    fn changed(old: &str, new: &str) -> Vec<&'static str> {
        assert!(GOOD.contains(old), "{old}");
        judged(&GOOD.replacen(old, new, 1)).0
    }

    fn with_party(old: &str, new: &str) -> Vec<&'static str> {
        let text = GOOD.replace(
            "price = \"huisartsconsult\"",
            "price = \"huisartsconsult\"\nparty = \"zorgverzekeraar\"",
        );
        assert!(text.contains(old), "{old}");
        judged(&text.replacen(old, new, 1)).0
    }

    #[test]
    fn every_slip_has_its_own_problem() {
        assert_eq!(with_party("een", "een"), [""; 0]);
        for (old, new, code) in [
            ("huisartsconsult", "huisartsconsul", "unknown-name"),
            ("amount = 14", "amount = -1", "out-of-range"),
            ("amount = 14", "amount = { normal = { mean = 1, sd = 1 } }", "out-of-range"),
            ("amount = 14", "amount = { uniform = { low = 3, high = 1 } }", "bad-distribution"),
            ("amount = 14", "amount = { ref = \"x\" }", "ambiguous-value"),
            ("amount = 14", "chance = 60", "out-of-range"),
            ("amount = 14", "chance = { uniform = { low = 0.5, high = 1.5 } }", "out-of-range"),
            ("amount = 14", "from = -2", "out-of-range"),
            ("amount = 14", "months = 0", "out-of-range"),
            ("amount = 14", "months = 1.5", "wrong-type"),
            ("amount = 14", "amonut = 14", "unknown-key"),
            ("amount = 14", "euro = 3", "ambiguous-value"),
            ("amount = 14", "service = true", "service-without"),
            ("price = \"huisartsconsult\"\n", "", "ambiguous-value"),
            ("party = \"gemeente\"\n", "", "party-missing"),
            ("party = \"gemeente\"", "party = \"gemente\"", "unknown-party"),
            ("service = true\n", "", "no-service"),
            ("value = 50, source = \"made up\"", "value = 50", "no-source"),
            (
                "value = 50, source = \"made up\", grade = \"D\"",
                "value = 50, source = \"made up\"",
                "no-grade",
            ),
            ("value = 50,", "value = 50, price_year = 1950,", "no-price-index"),
            ("value = 50,", "value = -50,", "out-of-range"),
            ("mean = 0.6, sd = 0.15", "mean = 1.6, sd = 0.15", "bad-distribution"),
            ("beta = { mean = 0.6, sd = 0.15 }", "value = 1.2", "out-of-range"),
            ("name = \"een\"", "name = \"een.twee\"", "bad-name"),
            ("name = \"een\"\n", "", "missing-key"),
            ("price_year = 2024", "price_year = 2024\nprices = \"nergens.toml\"", "bad-list"),
        ] {
            assert_eq!(with_party(old, new), [code], "{new}");
        }
        let optimism = GOOD.lines().find(|line| line.starts_with("optimism")).unwrap();
        assert_eq!(changed(optimism, ""), ["no-optimism"]);
    }

    #[test]
    fn an_unknown_price_is_suggested_and_shown_in_its_place() {
        let (_, picture) = judged(&GOOD.replace("huisartsconsult", "huisartsconsul"));
        assert!(picture.contains("did you mean `huisartsconsult`?"), "{picture}");
        assert!(picture.contains("cases.toml:8:"), "{picture}");
    }

    #[test]
    fn all_problems_come_at_once() {
        let text = GOOD
            .replace("amount = 14", "amount = -1\nchance = 2")
            .replace("service = true", "months = -1");
        let (mut codes, _) = judged(&text);
        codes.sort_unstable();
        assert_eq!(codes, ["no-service", "out-of-range", "out-of-range", "out-of-range"]);
    }

    #[test]
    fn cases_without_items_names_or_likeness_are_told() {
        let about = "[about]\nprice_year = 2024\noptimism = 0\n";
        assert_eq!(judged(about).0, ["empty-list"]);
        assert_eq!(judged(&format!("{about}[[cases]]\nname = \"a\"\n")).0, ["no-items"]);
        let item = "what = \"x\"\neuro = 0\nparty = \"rijk\"\nservice = true\n";
        let case = format!("[[cases]]\nname = \"a\"\n[[cases.with]]\n{item}");
        assert_eq!(judged(&format!("{about}{case}")).0, ["no-reference"]);
        let (codes, picture) = judged(&format!("{about}{case}{case}"));
        assert_eq!(codes, ["no-reference", "same-name"]);
        // The second is shown, not the first.
        assert!(picture.contains("cases.toml:11:1"), "{picture}");
    }

    #[test]
    fn hostile_texts_are_refused_or_read_and_never_a_panic() {
        let long = "x".repeat(100_000);
        let many = format!("[about]\nprice_year = 2024\n{}", "[[cases]]\n".repeat(6000));
        let texts = [
            String::new(),
            "\u{feff}".to_owned(),
            "[[[".to_owned(),
            "cases = 3".to_owned(),
            "[about]\nprice_year = 99999999999999999999\n".to_owned(),
            "about = []\ncases = [[], {}, 1, \"x\"]".to_owned(),
            GOOD.replace("een", &long),
            GOOD.replace("huisartsconsult", &long),
            GOOD.replace("een", "\u{202e}\\u0000"),
            GOOD.replace("14", "nan"),
            GOOD.replace("14", "inf"),
            GOOD.replace("14", "1e308"),
            GOOD.replace("14", "{ lognormal = { mean = 1e300, sd = 1e308 } }"),
            GOOD.replace("14", "[1, 2]"),
            GOOD.replace("amount = 14", "from = 1200\nmonths = 1200"),
            many,
        ];
        for text in texts {
            let _ = judged(&text);
            if let Ok(book) = read("x", &text, None) {
                let question = crate::casebook::Question::new(1, 200).unwrap();
                let found = crate::casebook::evaluate(&book, &question);
                let _ = crate::casebook::snippet(&found);
            }
        }
        // Every cut of a good text.
        for end in (0..GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
            let _ = judged(&GOOD[..end]);
        }
    }
}
