//! Puts what a scenario refers to in the place of the reference, before anything else is judged: `block`, `price`, `evidence`.
//!
//! Everything after this sees a scenario that stands on its own; that is also what the run folder keeps.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::consulted::{Consulted, Role, note};
use super::place::{at, number, table, text, text_of, whole};
use super::prices::Price;
use super::{blocks, place, prices, shelf};
use crate::scenario::codes::{BAD_LIST, OLD_PRICE, PRICE_NOT_ALONE, UNKNOWN_NAME};
use crate::scenario::nearest::suggestion;
use crate::scenario::raw::{Grade, RawValue};
use crate::scenario::words::join;
use crate::source::{self, Content, Entry, Node, Problem};

/// A scenario that stands on its own.
pub(in crate::scenario) struct Expanded {
    /// The tree, every reference to something outside replaced.
    pub(in crate::scenario) tree: Node,
    /// What was wrong with the references, and with what they led to.
    pub(in crate::scenario) problems: Vec<Problem>,
    /// Paths of references that could not be followed: what is missing there is only an echo.
    pub(in crate::scenario) doubts: BTreeSet<String>,
    /// The texts it leaned on.
    pub(in crate::scenario) consulted: Vec<Consulted>,
}

/// Follows every reference out of the scenario. Names of files are relative to `folder`, that of the scenario.
pub(in crate::scenario) fn expand(tree: &Node, folder: Option<&Path>) -> Expanded {
    let mut expander = Expander {
        root: tree,
        folder: folder.map(Path::to_path_buf),
        prices: None,
        shelf: None,
        parameters: IndexMap::new(),
        problems: Vec::new(),
        doubts: BTreeSet::new(),
        consulted: Vec::new(),
    };
    let mut tree = tree.clone();
    expander.outcomes(&mut tree);
    expander.walk(&mut tree, "");
    expander.add_parameters(&mut tree);
    let Expander { problems, doubts, consulted, .. } = expander;
    Expanded { tree, problems, doubts, consulted }
}

/// A text that is read once, when something first refers to it; nothing if it cannot be used, which was reported.
type Once<T> = Option<Option<Box<T>>>;

pub(super) struct Expander<'a> {
    root: &'a Node,
    pub(super) folder: Option<PathBuf>,
    prices: Once<prices::Read>,
    shelf: Once<shelf::Shelf>,
    /// Prices that are used, as named parameters.
    parameters: IndexMap<String, Node>,
    problems: Vec<Problem>,
    pub(super) doubts: BTreeSet<String>,
    pub(super) consulted: Vec<Consulted>,
}

impl Expander<'_> {
    pub(super) fn report(&mut self, path: &str, problem: Problem) {
        let span = self.root.place(path);
        self.problems.push(problem.at(span));
    }

    /// A reference that cannot be followed.
    pub(super) fn refuse(&mut self, path: &str, problem: Problem) {
        self.doubts.insert(path.to_owned());
        self.report(path, problem);
    }

    /// The text of a file that the scenario names at a path.
    pub(super) fn file(&mut self, path: &str, name: &str) -> Option<String> {
        let given = Path::new(name);
        let full = match &self.folder {
            Some(folder) => folder.join(given),
            None => given.to_path_buf(),
        };
        match source::read_text(&full) {
            Ok(text) => Some(text),
            Err(problem) => {
                let message = format!("`{path}` cannot be followed: {}", problem.message);
                self.report(
                    path,
                    Problem::new(BAD_LIST, path, message)
                        .rule("a file is named relative to the folder of the scenario"),
                );
                None
            }
        }
    }

    fn unusable(&mut self, path: &str, (file, text): (&str, &str), problems: &[Problem]) {
        let count = problems.len();
        let word = if count == 1 { "problem" } else { "problems" };
        let told: Vec<String> = problems
            .iter()
            .take(12)
            .map(|problem| {
                let line = problem.span.as_ref().and_then(|span| text.get(..span.start));
                let line = line.map_or_else(String::new, |before| {
                    format!("line {}: ", 1 + before.matches('\n').count())
                });
                match problem.rule.as_str() {
                    "" => format!("{line}{}", problem.message),
                    rule => format!("{line}{}; {rule}", problem.message),
                }
            })
            .collect();
        let message = format!("`{file}` has {count} {word}");
        let problem = Problem::new(BAD_LIST, path, message).rule(told.join("\n"));
        self.report(path, problem);
    }

    // ---- ready outcomes

    fn outcomes(&mut self, tree: &mut Node) {
        let Content::Table(root) = &mut tree.content else { return };
        let Some(outcomes) = root.get_mut("outcomes") else { return };
        let Content::Table(outcomes) = &mut outcomes.node.content else { return };
        for (name, entry) in outcomes {
            let path = format!("outcomes.{name}");
            let Some(own) = entry.node.table() else { continue };
            let Some((wanted, span)) = text_of(own, "block") else { continue };
            if let Some(whole) = self.block(&format!("{path}.block"), wanted, own, &span) {
                entry.node = whole;
            } else {
                self.doubts.insert(path);
            }
        }
    }

    fn block(
        &mut self,
        path: &str,
        wanted: &str,
        own: &IndexMap<String, Entry>,
        span: &std::ops::Range<usize>,
    ) -> Option<Node> {
        self.read_shelf();
        let shelf = self.shelf.as_ref()?.as_deref()?;
        if let Some(block) = shelf.blocks.get(wanted) {
            note(&mut self.consulted, Role::Outcomes, &shelf.file, &shelf.text, wanted);
            return Some(blocks::over(block, own, span));
        }
        let help = suggestion(wanted, shelf.names());
        let message = format!("there is no ready outcome called `{wanted}` in `{}`", shelf.file);
        let problem = Problem::new(UNKNOWN_NAME, path, message)
            .rule("`block` names a ready outcome; `wijkimpact evidence list outcomes` lists them")
            .maybe_help(help);
        self.report(path, problem);
        None
    }

    fn read_shelf(&mut self) {
        if self.shelf.is_some() {
            return;
        }
        let at = "scenario.blocks";
        let read = match self.named_file("scenario", "blocks") {
            None => shelf::built_in_outcomes()
                .map_err(|error| (shelf::BUILT_IN_NAME.to_owned(), String::new(), error)),
            Some(name) => match self.file(at, &name) {
                None => return self.shelf = Some(None),
                Some(text) => shelf::read(&name, &text).map_err(|error| (name, text, error)),
            },
        };
        self.shelf = Some(match read {
            Ok(shelf) => Some(Box::new(shelf)),
            Err((name, text, problems)) => {
                self.unusable(at, (&name, &text), &problems);
                None
            }
        });
    }

    /// The file that a table names under a key.
    fn named_file(&self, table: &str, key: &str) -> Option<String> {
        let entries = self.root.table()?.get(table)?.node.table()?;
        text_of(entries, key).map(|(name, _)| name.to_owned())
    }

    // ---- prices

    fn walk(&mut self, node: &mut Node, path: &str) {
        if path == "prices" || path == "scenario.blocks" {
            return;
        }
        if let Some(known) = self.reference(node, path) {
            *node = known;
            return;
        }
        match &mut node.content {
            Content::Table(entries) => {
                for (key, entry) in entries {
                    self.walk(&mut entry.node, &join(path, key));
                }
            }
            Content::List(items) => {
                for (position, item) in items.iter_mut().enumerate() {
                    let step = item.name().map_or_else(|| position.to_string(), str::to_owned);
                    self.walk(item, &join(path, &step));
                }
            }
            _ => {}
        }
    }

    /// What a value that refers to something outside stands for.
    fn reference(&mut self, node: &Node, path: &str) -> Option<Node> {
        let entries = node.table()?;
        if let Some((name, _)) = text_of(entries, "price") {
            return self.price(node, entries, name, path);
        }
        if text_of(entries, "evidence").is_some() {
            return self.pooled(node, entries, path);
        }
        None
    }

    fn price(
        &mut self,
        node: &Node,
        entries: &IndexMap<String, Entry>,
        name: &str,
        path: &str,
    ) -> Option<Node> {
        let is_named = path.strip_prefix("parameters.").is_some_and(|rest| !rest.contains('.'));
        let further: Vec<&str> = entries
            .keys()
            .map(String::as_str)
            .filter(|key| !["price", "note"].contains(key))
            .collect();
        if !further.is_empty() {
            let message = format!("`{path}` has a `price` and `{}`", further.join("`, `"));
            self.refuse(
                path,
                Problem::new(PRICE_NOT_ALONE, path, message)
                    .rule("`price` stands alone, but for a `note`: amount, year and source belong to the price list"),
            );
            return None;
        }
        let at_key = join(path, "price");
        let parameter = self.priced(&at_key, name, &node.span)?;
        let mut entries = entries.clone();
        entries.shift_remove("price");
        if is_named {
            let Content::Table(mut known) = parameter.content else { return None };
            known.extend(entries);
            return Some(table(known, &node.span));
        }
        let key = format!("price_{name}");
        entries.insert("ref".to_owned(), text(&key, &node.span));
        self.parameters.entry(key).or_insert(parameter);
        Some(table(entries, &node.span))
    }

    /// A price of the list as a parameter.
    fn priced(&mut self, path: &str, name: &str, span: &std::ops::Range<usize>) -> Option<Node> {
        self.read_prices();
        let Some(Some(read)) = &self.prices else {
            self.doubts.insert(path.trim_end_matches(".price").to_owned());
            return None;
        };
        let Some(price) = read.list.prices.get(name) else {
            let help = suggestion(name, read.list.prices.keys().map(String::as_str));
            let message = format!("there is no price called `{name}` in `{}`", read.file);
            let problem = Problem::new(UNKNOWN_NAME, path, message)
                .rule("`price` names a price of the list; `wijkimpact evidence list prices` lists those that come with the program")
                .maybe_help(help);
            self.refuse(path.trim_end_matches(".price"), problem);
            return None;
        };
        let euro =
            read.tree.table()?.get("prices")?.node.table()?.get(name)?.node.table()?.get("euro")?;
        let entries = as_parameter(price, &euro.node, span);
        let (price, file) = (price.clone(), read.file.clone());
        note(&mut self.consulted, Role::Prices, &file, &read.text, name);
        self.check_age(path, name, &price);
        Some(table(entries, span))
    }

    fn check_age(&mut self, path: &str, name: &str, price: &Price) {
        let Some(until) = price.valid_until else { return };
        let year = |key: &str| {
            let entries = self.root.table()?.get("scenario")?.node.table()?;
            match entries.get(key)?.node.content {
                Content::Integer(year) => Some(year),
                _ => None,
            }
        };
        let Some(now) = year("price_year").or_else(|| year("base_year")) else { return };
        let told = self.problems.iter().any(|problem| {
            problem.code == OLD_PRICE.name
                && problem.message.starts_with(&format!("price `{name}`"))
        });
        if now > i128::from(until) && !told {
            let message =
                format!("price `{name}` was meant to be used until {until}, not in {now}");
            self.report(
                path,
                Problem::new(OLD_PRICE, path, message)
                    .rule("an old price may no longer be what is paid, even when re-indexed")
                    .help(format!("look for a newer figure and give it as `[parameters.price_{name}]`, which goes before the list")),
            );
        }
    }

    fn read_prices(&mut self) {
        if self.prices.is_some() {
            return;
        }
        let at = "prices.list";
        let read = match self.named_file("prices", "list") {
            None => prices::built_in()
                .map_err(|error| (prices::BUILT_IN_NAME.to_owned(), String::new(), error)),
            Some(name) => match self.file(at, &name) {
                None => return self.prices = Some(None),
                Some(text) => prices::read(&name, &text).map_err(|error| (name, text, error)),
            },
        };
        self.prices = Some(match read {
            Ok(read) => Some(Box::new(read)),
            Err((name, text, problems)) => {
                self.unusable(at, (&name, &text), &problems);
                None
            }
        });
    }

    /// Prices become named parameters, unless the scenario has one of that name: then that is what it means. The list's index
    /// serves where the scenario has none.
    fn add_parameters(&mut self, tree: &mut Node) {
        if self.parameters.is_empty() && self.prices.is_none() {
            return;
        }
        let Content::Table(root) = &mut tree.content else { return };
        let start = 0..0;
        let named = root
            .entry("parameters".to_owned())
            .or_insert_with(|| at(table(IndexMap::new(), &start)));
        if let Content::Table(named) = &mut named.node.content {
            for (name, node) in std::mem::take(&mut self.parameters) {
                named.entry(name).or_insert_with(|| at(node));
            }
        }
        let Some(Some(read)) = &self.prices else { return };
        let Some(index) = &read.list.index else { return };
        let own =
            root.entry("prices".to_owned()).or_insert_with(|| at(table(IndexMap::new(), &start)));
        let span = own.node.span.clone();
        if let Content::Table(own) = &mut own.node.content
            && !own.contains_key("index")
        {
            let levels =
                index.levels.iter().map(|(year, level)| (year.clone(), number(*level, &span)));
            own.insert("index".to_owned(), at(table(levels.collect(), &span)));
            if let Some(source) = &index.source {
                own.entry("source".to_owned()).or_insert_with(|| text(source, &span));
            }
        }
    }
}

/// The keys of a parameter that is a price.
fn as_parameter(
    price: &Price,
    euro: &Node,
    span: &std::ops::Range<usize>,
) -> IndexMap<String, Entry> {
    let mut entries = match (&price.euro, place::moved(euro, span).content) {
        (RawValue::Parameter(_), Content::Table(entries)) => entries,
        (_, content) => {
            let value = at(Node { span: span.clone(), content });
            IndexMap::from([("value".to_owned(), value)])
        }
    };
    entries.insert("price_year".to_owned(), whole(price.price_year, span));
    let about = [("source", price.source.as_deref()), ("grade", price.grade.map(Grade::letter))];
    for (key, word) in about {
        if let Some(word) = word {
            entries.insert(key.to_owned(), text(word, span));
        }
    }
    let title = price.title.as_deref().unwrap_or_default();
    let parts = [title, price.note.as_deref().unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        entries.insert("note".to_owned(), text(&parts.join(". "), span));
    }
    entries
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::scenario::{Loaded, Refused, Role, load, read, resolved};
    use crate::source::Problem;

    const SIMPLE: &str = include_str!("../../../scenarios/eenvoudig.toml");
    const EURO: &str =
        r#"euro = { value = 10000, source = "made up for the worked example", grade = "D" }"#;

    const LIST: &str = r#"
[index]
levels = { 2014 = 80.0, 2024 = 100.0 }
source = "made up"
[prices.consult]
unit = "consult"
euro = { normal = { mean = 40.0, sd = 4.0 }, truncate = [0.0, inf] }
price_year = 2014
valid_until = 2020
source = "made up"
grade = "C"
[prices.dag]
unit = "dag"
euro = 500
price_year = 2024
source = "made up"
"#;

    /// A folder with the simple scenario, edited, and a price list; loaded from there.
    fn with_list(edits: &[(&str, &str)], list: &str) -> Result<Loaded, Box<Refused>> {
        let room = tempfile::tempdir().unwrap();
        let mut text = SIMPLE.to_owned();
        for (from, to) in edits {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        text.push_str("\n[prices]\nlist = \"lijst.toml\"\n");
        fs::write(room.path().join("lijst.toml"), list).unwrap();
        fs::write(room.path().join("s.toml"), text).unwrap();
        load(&room.path().join("s.toml"))
    }

    fn codes(refused: Result<Loaded, Box<Refused>>) -> Vec<&'static str> {
        let problems = refused.unwrap_err().problems;
        problems.iter().filter(|problem| problem.is_error()).map(|problem| problem.code).collect()
    }

    #[test]
    fn a_price_is_drawn_once_and_comes_in_euros_of_the_scenario() {
        let price = r#"euro = { price = "consult" }"#;
        let loaded = with_list(
            &[(EURO, price), ("[staffing]", "[[outcomes.crisis.benefits]]\neuro = { price = \"consult\" }\nto = \"rijk\"\n\n[staffing]")],
            LIST,
        )
        .unwrap();
        let inputs = loaded.model.inputs.list();
        let priced: Vec<_> = inputs.iter().filter(|i| i.path.contains("price_consult")).collect();
        assert_eq!(priced.len(), 1);
        assert!((priced[0].distribution.quantile(0.5) - 50.0).abs() < 1e-9);
        let streams: Vec<_> = loaded.model.outcomes[0]
            .benefits
            .iter()
            .filter_map(|benefit| benefit.stream.as_ref().map(|stream| stream.euro))
            .collect();
        assert_eq!(streams[0], streams[1]);
        assert_eq!(loaded.consulted.len(), 1);
        assert_eq!(
            (loaded.consulted[0].role, loaded.consulted[0].taken.as_slice()),
            (Role::Prices, ["consult".to_owned()].as_slice())
        );
        let old: Vec<_> = loaded.warnings.iter().filter(|w| w.code == "old-price").collect();
        assert_eq!(old.len(), 1, "told once, however often it is used");
    }

    #[test]
    fn the_scenario_with_defaults_needs_no_list_and_means_the_same() {
        let loaded = with_list(&[(EURO, r#"euro = { price = "consult" }"#)], LIST).unwrap();
        let again = read("again", &resolved(&loaded.raw)).unwrap();
        assert_eq!(again.model, loaded.model);
        assert!(again.consulted.is_empty());
    }

    #[test]
    fn a_price_without_grade_is_warned_of() {
        let loaded = with_list(&[(EURO, r#"euro = { price = "dag" }"#)], LIST).unwrap();
        let told = |code: &str| {
            loaded.warnings.iter().any(|w| w.code == code && w.path == "parameters.price_dag")
        };
        assert!(told("no-grade"), "{:?}", loaded.warnings);
    }

    #[test]
    fn a_parameter_of_the_scenario_goes_before_the_list() {
        let own =
            "[parameters.price_dag]\nvalue = 7\nsource = \"own\"\ngrade = \"D\"\n\n[staffing]";
        let loaded =
            with_list(&[(EURO, r#"euro = { price = "dag" }"#), ("[staffing]", own)], LIST).unwrap();
        let inputs = loaded.model.inputs.list();
        let priced = inputs.iter().find(|i| i.path == "parameters.price_dag").unwrap();
        assert!((priced.distribution.quantile(0.5) - 7.0).abs() < 1e-12);
    }

    #[test]
    fn references_that_lead_nowhere_are_each_one_problem() {
        let slip = with_list(&[(EURO, r#"euro = { price = "consul" }"#)], LIST);
        let problems = slip.unwrap_err().problems;
        assert_eq!(problems.iter().filter(|p| p.is_error()).count(), 1, "{problems:?}");
        assert_eq!(problems[0].code, "unknown-name");
        assert!(problems[0].help.as_deref().unwrap_or_default().contains("consult"));
        let more = r#"euro = { price = "dag", source = "x" }"#;
        assert_eq!(codes(with_list(&[(EURO, more)], LIST)), ["price-not-alone"]);
        assert_eq!(
            codes(with_list(&[(EURO, r#"euro = { price = "dag" }"#)], "[prices]\nx = 1")),
            ["bad-list"]
        );
        assert_eq!(codes(with_list(&[(EURO, "euro = { price = 3 }")], LIST)), ["wrong-type"]);
        let lost = SIMPLE.replace(EURO, r#"euro = { price = "dag" }"#);
        let lost = read("s", &format!("{lost}\n[prices]\nlist = \"nergens.toml\"\n"));
        assert_eq!(codes(lost), ["bad-list"]);
        let block = SIMPLE.replace("kind = \"event\"\n", "block = \"huisarst\"\n");
        let block = read("s", &block);
        let problems = block.unwrap_err().problems;
        let errors: Vec<_> = problems.iter().filter(|p| p.is_error()).collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].help.as_deref().unwrap_or_default().contains("huisarts"));
    }

    #[test]
    fn only_amounts_of_money_take_a_price() {
        let size = r#"size = { price = "dag" }"#;
        let given =
            r#"size = { value = 100, source = "made up for the worked example", grade = "D" }"#;
        assert!(codes(with_list(&[(given, size)], LIST)).contains(&"not-money"));
    }

    #[test]
    fn a_ready_outcome_is_taken_whole_and_overridden_key_by_key() {
        let room = tempfile::tempdir().unwrap();
        let block = r#"
[outcomes.terugval]
kind = "event"
unit = "terugval"
term = "substitution"
baseline = { value = 0.9, source = "made up", grade = "D" }
[[outcomes.terugval.benefits]]
name = "zorg"
euro = { value = 111, source = "made up", grade = "D" }
to = "zorgverzekeraar"
[[outcomes.terugval.benefits]]
name = "huis"
euro = { value = 222, source = "made up", grade = "D" }
to = "corporatie"
"#;
        fs::write(room.path().join("kant.toml"), block).unwrap();
        let start = SIMPLE.find("[outcomes.crisis]").unwrap();
        let end = SIMPLE.find("[staffing]").unwrap();
        let outcome = r#"[outcomes.crisis]
block = "terugval"
group = "mensen"
baseline = { value = 0.2, source = "own", grade = "D" }
[[outcomes.crisis.benefits]]
name = "zorg"
euro = { value = 333, source = "own", grade = "D" }
[[outcomes.crisis.benefits]]
name = "erbij"
euro = { value = 1, source = "own", grade = "D" }
to = "rijk"

"#;
        let text = format!("{}{outcome}{}", &SIMPLE[..start], &SIMPLE[end..]);
        let text = text.replace("horizon = 4", "horizon = 4\nblocks = \"kant.toml\"");
        fs::write(room.path().join("s.toml"), text).unwrap();
        let loaded = load(Path::new(&room.path().join("s.toml"))).unwrap();
        let raw = &loaded.raw.outcomes["crisis"];
        let names: Vec<_> = raw.benefits.iter().filter_map(|b| b.name.as_deref()).collect();
        assert_eq!(names, ["zorg", "huis", "erbij"]);
        assert_eq!(raw.benefits[0].to.as_deref(), Some("zorgverzekeraar"));
        let euro = |path: &str| {
            let inputs = loaded.model.inputs.list();
            inputs.iter().find(|i| i.path == path).unwrap().distribution.mean()
        };
        assert!((euro("outcomes.crisis.benefits.zorg.euro") - 333.0).abs() < 1e-9);
        assert!((euro("outcomes.crisis.baseline") - 0.2).abs() < 1e-12);
        assert_eq!(loaded.consulted[0].role, Role::Outcomes);
        let again = read("again", &resolved(&loaded.raw)).unwrap();
        assert_eq!(again.model, loaded.model);
    }

    const RISK: &str = r#"relative_risk = { uniform = { low = 0.25, high = 0.75 }, source = "made up for the worked example", grade = "D", note = "The one uncertain number." }"#;

    /// The simple scenario with a relative risk from the 13 trials of the BCG vaccine.
    fn with_studies(value: &str) -> Result<Loaded, Box<Refused>> {
        let room = tempfile::tempdir().unwrap();
        fs::write(room.path().join("bcg.csv"), include_str!("../../evidence/bcg.csv")).unwrap();
        assert!(SIMPLE.contains(RISK));
        let text = SIMPLE.replace(RISK, value);
        fs::write(room.path().join("s.toml"), text).unwrap();
        load(&room.path().join("s.toml"))
    }

    #[test]
    fn studies_become_a_distribution_whose_interval_is_that_of_prediction() {
        let value = r#"relative_risk = { evidence = "bcg.csv", measure = "rr", use = "prediction", grade = "A" }"#;
        let loaded = with_studies(value).unwrap();
        let path = "programmes.werk.effects.crisis.relative_risk";
        let inputs = loaded.model.inputs.list();
        let known = &inputs.iter().find(|input| input.path == path).unwrap().distribution;
        // The worked example of metafor (Viechtbauer 2010): .14 to 1.76 is exp(-1.9960) to exp(.5670), and the estimate is exp(-.7145).
        let ends = [known.quantile(0.025).ln(), known.quantile(0.975).ln()];
        assert!((ends[0] + 1.9960).abs() < 1e-4 && (ends[1] - 0.5670).abs() < 1e-4, "{ends:?}");
        assert!((known.quantile(0.5).ln() + 0.7145).abs() < 1e-4);
        let one = &loaded.consulted[0];
        assert_eq!((one.role, one.file.as_str()), (Role::Studies, "bcg.csv"));
        assert!(
            one.taken[0].contains("REML") && one.taken[0].contains("13 studies"),
            "{:?}",
            one.taken
        );
        let again = read("again", &resolved(&loaded.raw)).unwrap();
        assert_eq!(again.model, loaded.model);
        let mean = with_studies(&value.replace("prediction", "mean")).unwrap();
        let inputs = mean.model.inputs.list();
        let mean = &inputs.iter().find(|input| input.path == path).unwrap().distribution;
        assert!((mean.quantile(0.025).ln() + 1.1084).abs() < 1e-4);
    }

    #[test]
    fn studies_that_do_not_fit_are_each_one_problem() {
        let one = |value: &str| {
            let problems = with_studies(value).unwrap_err().problems;
            let errors: Vec<_> = problems.into_iter().filter(Problem::is_error).collect();
            assert_eq!(errors.len(), 1, "{value}: {errors:?}");
            errors[0].code
        };
        let value = |rest: &str| format!("relative_risk = {{ evidence = \"bcg.csv\", {rest} }}");
        assert_eq!(one(&value("measure = \"or\"")), "bad-evidence");
        assert_eq!(one(&value("measure = \"rr\", use = \"predictie\"")), "unknown-word");
        assert_eq!(one(&value("measure = \"rr\", value = 3.0")), "bad-evidence");
        assert_eq!(one(&value("measure = \"rr\", only = { trial = \"none\" }")), "bad-evidence");
        assert_eq!(one(&value("measure = \"rr\", only = 3")), "bad-evidence");
        assert_eq!(one("relative_risk = { evidence = \"nergens.csv\" }"), "bad-list");
        assert_eq!(one("relative_risk = { evidence = 3 }"), "wrong-type");
    }

    #[test]
    fn the_lists_of_the_program_can_be_read() {
        let prices = crate::scenario::built_in_prices().unwrap();
        assert!(!prices.prices.is_empty());
        let cases = crate::scenario::built_in_cases().unwrap();
        assert!(cases.cases.iter().all(|case| case.ratio.is_none_or(|ratio| ratio > 0.0)));
        assert!(!cases.anchors.is_empty());
        let shelf = crate::scenario::built_in_outcomes().unwrap();
        for activity in &shelf.activities {
            for outcome in &activity.outcomes {
                assert!(shelf.names().any(|name| name == outcome), "{outcome}");
            }
        }
    }
}
