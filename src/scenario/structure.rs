//! The structure check: a tree against the JSON Schema, with every problem at once.
//!
//! What is wrong or missing is reported and a placeholder put in its place, so that what is right can still be read and
//! judged in the same pass. The places of the placeholders are kept: what is found there later is only an echo.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use toml::Value as Toml;

use super::codes::{
    MISSING_KEY, NOT_FINITE, OUT_OF_RANGE, UNKNOWN_KEY, UNKNOWN_NAME, UNKNOWN_WORD, WRONG_LENGTH,
    WRONG_TYPE,
};
use super::nearest::{nearest, suggestion};
use super::schema::{self, alternatives, bounds, kind_words, placeholder};
use super::words::{called, digits, join, quoted, short, shown};
use crate::source::{Code, Content, Entry, Node, Problem};

/// What the structure check found.
pub(super) struct Checked {
    /// The tree with placeholders for what is wrong or missing.
    pub(super) value: Toml,
    /// Everything that is wrong.
    pub(super) problems: Vec<Problem>,
    /// Paths of values that are typed out but are what they would have been anyway.
    pub(super) usual: BTreeSet<String>,
    /// Paths of the placeholders.
    pub(super) doubts: BTreeSet<String>,
}

/// Checks a whole text against the schema of what it should be.
pub(super) fn check(root: &Node, schema: &Json) -> Checked {
    let mut walker = Walker {
        schema,
        problems: Vec::new(),
        usual: BTreeSet::new(),
        doubts: BTreeSet::new(),
        root,
    };
    let value = walker.walk(root, schema, "");
    let Walker { problems, usual, doubts, .. } = walker;
    Checked { value, problems, usual, doubts }
}

struct Walker<'a> {
    schema: &'a Json,
    problems: Vec<Problem>,
    usual: BTreeSet<String>,
    doubts: BTreeSet<String>,
    root: &'a Node,
}

impl<'a> Walker<'a> {
    fn report(&mut self, code: Code, path: &str, message: String, rule: String) -> &mut Problem {
        let place = self.root.place(path);
        self.problems.push(Problem::new(code, path, message).rule(rule).at(place));
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// What stands in for something wrong or missing.
    fn stand_in(&mut self, schema: &Json, path: &str) -> Toml {
        self.doubts.insert(path.to_owned());
        placeholder(self.schema, schema)
    }

    /// What stands here, or a placeholder for it.
    fn walk(&mut self, node: &Node, schema: &'a Json, path: &str) -> Toml {
        self.sound(node, schema, path).unwrap_or_else(|| self.stand_in(schema, path))
    }

    /// What stands here, if it is of the right kind.
    fn sound(&mut self, node: &Node, schema: &'a Json, path: &str) -> Option<Toml> {
        let shapes = alternatives(self.schema, schema);
        let Some(shape) = fitting(node, &shapes) else {
            let wanted = kind_words(&shapes);
            let message = format!("{} is {}", called(path), shown(node));
            let problem = self.report(WRONG_TYPE, path, message, format!("must be {wanted}"));
            if let Content::Text(text) = &node.content
                && text.trim().parse::<f64>().is_ok()
                && wanted.contains("number")
            {
                problem.help = Some("leave out the quotes".to_owned());
            }
            return None;
        };
        if let Some(usual) = schema.get("default").and_then(Json::as_f64)
            && number(node) == Some(usual)
        {
            self.usual.insert(path.to_owned());
        }
        match &node.content {
            Content::Text(text) => self.text(text, shape, path),
            Content::Integer(_) | Content::Float(_) => self.number(node, shape, path),
            Content::List(items) => self.list(items, shape, path),
            Content::Table(entries) => Some(self.table(entries, shape, path)),
            Content::Flag(flag) => Some(Toml::Boolean(*flag)),
            Content::Date(_) => None,
        }
    }

    fn text(&mut self, text: &str, shape: &Json, path: &str) -> Option<Toml> {
        let words = schema::words(shape);
        if words.is_empty() || words.contains(&text) {
            return Some(Toml::String(text.to_owned()));
        }
        let message = format!("{} is \"{}\"", called(path), short(text));
        let rule = format!("must be one of {}", quoted(&words));
        let meant = nearest(text, words.iter().copied());
        self.report(UNKNOWN_WORD, path, message, rule).help =
            meant.map(|word| format!("did you mean `{word}`?"));
        meant.map(|word| Toml::String(word.to_owned()))
    }

    #[expect(clippy::float_cmp, reason = "a number within its range is kept as it is")]
    fn number(&mut self, node: &Node, shape: &Json, path: &str) -> Option<Toml> {
        let number = number(node)?;
        let infinite_is_fine = path.split('.').any(|step| step == "truncate");
        if number.is_nan() || (number.is_infinite() && !infinite_is_fine) {
            let message = format!("{} is {number}", called(path));
            self.report(NOT_FINITE, path, message, "must be a finite number".to_owned());
            return None;
        }
        let range = bounds(shape);
        let kept = range.nearest(number);
        if kept != number {
            let message = format!("{} is {}", called(path), digits(number));
            self.report(OUT_OF_RANGE, path, message, format!("must be {}", range.words())).help =
                range.hint(number);
            self.doubts.insert(path.to_owned());
        }
        Some(match (&node.content, shape.get("type").and_then(Json::as_str)) {
            (Content::Integer(whole), Some("integer")) if kept == number => {
                Toml::Integer(i64::try_from(*whole).unwrap_or(i64::MAX))
            }
            (_, Some("integer")) => Toml::Integer(kept as i64),
            _ => Toml::Float(kept),
        })
    }

    fn list(&mut self, items: &[Node], shape: &'a Json, path: &str) -> Option<Toml> {
        let length = |key: &str| shape.get(key).and_then(Json::as_u64);
        let (least, most) = (length("minItems"), length("maxItems"));
        let count = items.len() as u64;
        if least.is_some_and(|least| count < least) || most.is_some_and(|most| count > most) {
            let message = format!("{} has {count} items", called(path));
            let rule = format!("must have {} items", least.or(most).unwrap_or_default());
            self.report(WRONG_LENGTH, path, message, rule);
            return None;
        }
        let inner = shape.get("items")?;
        let items = items.iter().enumerate().map(|(position, item)| {
            // As in paths: an entry is called by its name, or else by its position.
            let step = item.name().map_or_else(|| position.to_string(), str::to_owned);
            self.walk(item, inner, &join(path, &step))
        });
        Some(Toml::Array(items.collect()))
    }

    fn table(
        &mut self,
        entries: &indexmap::IndexMap<String, Entry>,
        shape: &'a Json,
        path: &str,
    ) -> Toml {
        let properties = shape.get("properties").and_then(Json::as_object);
        let free = shape.get("additionalProperties").filter(|free| free.is_object());
        let mut kept = toml::Table::new();
        for (key, entry) in entries {
            let at = join(path, key);
            let inner = properties.and_then(|properties| properties.get(key)).or(free);
            if let Some(inner) = inner {
                if free.is_none() || !self.slip_of_a_name(key, entry, entries, inner, &at) {
                    kept.insert(key.clone(), self.walk(&entry.node, inner, &at));
                }
                continue;
            }
            let names = properties.into_iter().flatten().map(|(name, _)| name.as_str());
            let message = format!("{} has an unknown key `{}`", called(path), short(key));
            let rule = "unknown keys are refused, so that a slip cannot pass unseen".to_owned();
            let problem = self.report(UNKNOWN_KEY, &at, message, rule);
            problem.help = suggestion(key, names.clone());
            problem.span = Some(entry.key.clone());
            // The key that was meant is not missing as well.
            if let Some(meant) = nearest(key, names).filter(|meant| !entries.contains_key(*meant))
                && let Some(inner) = properties.and_then(|properties| properties.get(meant))
            {
                kept.insert(meant.to_owned(), self.stand_in(inner, &join(path, meant)));
            }
        }
        for key in required(shape) {
            let Some(inner) = properties.and_then(|properties| properties.get(key)) else {
                continue;
            };
            if !kept.contains_key(key) {
                self.missing(key, inner, path);
                kept.insert(key.to_owned(), self.stand_in(inner, &join(path, key)));
            }
        }
        Toml::Table(kept)
    }

    fn missing(&mut self, key: &str, schema: &Json, path: &str) {
        let meaning = schema.get("description").and_then(Json::as_str).unwrap_or_default();
        let words: Vec<&str> =
            alternatives(self.schema, schema).into_iter().flat_map(schema::words).collect();
        let mut help = format!("`{key}`: {meaning}");
        if !words.is_empty() {
            help = format!("{help} One of {}.", quoted(&words));
        }
        let message = format!("{} has no `{key}`", called(path));
        let rule = format!("`{key}` is required here");
        self.report(MISSING_KEY, &join(path, key), message, rule).help = Some(help);
    }

    /// A named table that has almost nothing it needs, and a name close to that of a table beside it, is a slip of
    /// that name: one problem, and not one for each missing key.
    fn slip_of_a_name(
        &mut self,
        key: &str,
        entry: &Entry,
        beside: &indexmap::IndexMap<String, Entry>,
        schema: &Json,
        path: &str,
    ) -> bool {
        let shape = schema::resolve(self.schema, schema);
        let lacks = |node: &Node| {
            let Some(table) = node.table() else { return 0 };
            required(shape).filter(|key| !table.contains_key(*key)).count()
        };
        let whole = |(name, other): (&'_ String, &Entry)| name != key && lacks(&other.node) == 0;
        if lacks(&entry.node) < 2 {
            return false;
        }
        let others = beside.iter().filter(|(name, other)| whole((*name, *other)));
        let names: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
        let Some(meant) = nearest(key, names) else { return false };
        let message = format!("{} is named and never described", called(path));
        let rule = "a table belongs to what its name says".to_owned();
        let problem = self.report(UNKNOWN_NAME, path, message, rule);
        problem.help = Some(format!("did you mean `{meant}`?"));
        problem.span = Some(entry.key.clone());
        self.doubts.insert(path.to_owned());
        true
    }
}

/// The keys that a table of this shape must have.
fn required(shape: &Json) -> impl Iterator<Item = &str> {
    shape.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str)
}

/// The shape that a value is meant to have: by its type, and for tables by their keys.
fn fitting<'a>(node: &Node, shapes: &[&'a Json]) -> Option<&'a Json> {
    let of = |wanted: &[&str]| {
        shapes.iter().copied().find(|shape| {
            let kind = shape.get("type").and_then(Json::as_str);
            let kind = kind.unwrap_or(if shape.get("oneOf").is_some() { "string" } else { "" });
            wanted.contains(&kind)
        })
    };
    match &node.content {
        Content::Text(_) => of(&["string"]),
        Content::Integer(_) => of(&["number", "integer"]),
        Content::Float(_) => of(&["number"]),
        Content::List(_) => of(&["array"]),
        Content::Flag(_) => of(&["boolean"]),
        Content::Date(_) => None,
        Content::Table(entries) => {
            let tables = || {
                shapes
                    .iter()
                    .copied()
                    .filter(|shape| shape.get("type").and_then(Json::as_str) == Some("object"))
            };
            let has_a_key_of = |shape: &&Json| {
                let properties = shape.get("properties").and_then(Json::as_object);
                properties.is_some_and(|known| entries.keys().any(|key| known.contains_key(key)))
            };
            let is_free =
                |shape: &&Json| shape.get("additionalProperties").is_some_and(Json::is_object);
            tables()
                .find(has_a_key_of)
                .or_else(|| tables().find(is_free))
                .or_else(|| tables().next())
        }
    }
}

/// The number a node is, if it is one.
fn number(node: &Node) -> Option<f64> {
    match node.content {
        Content::Integer(whole) => Some(whole as f64),
        Content::Float(number) => Some(number),
        _ => None,
    }
}
