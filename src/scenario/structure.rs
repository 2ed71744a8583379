//! The structure check: a tree against the JSON Schema, with every problem at once.
//!
//! What is wrong is reported and left out (or moved to the nearest bound), so that what is right can still be read and
//! judged in the same pass.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use toml::Value as Toml;

use super::codes::{
    MISSING_KEY, NOT_FINITE, OUT_OF_RANGE, UNKNOWN_KEY, UNKNOWN_WORD, WRONG_LENGTH, WRONG_TYPE,
};
use super::nearest::suggestion;
use super::schema::{self, alternatives, bounds, kind_words, resolve};
use crate::source::{Code, Content, Entry, Node, Problem};

/// What the structure check found.
pub(super) struct Checked {
    /// The tree without what is wrong.
    pub(super) value: Toml,
    /// Everything that is wrong.
    pub(super) problems: Vec<Problem>,
    /// Paths of values that are typed out but are what they would have been anyway.
    pub(super) usual: BTreeSet<String>,
}

/// Checks a whole scenario.
pub(super) fn check(root: &Node) -> Checked {
    let schema = schema::schema();
    let mut walker = Walker { schema: &schema, problems: Vec::new(), usual: BTreeSet::new(), root };
    let value = walker.walk(root, &schema, "");
    Checked {
        value: value.unwrap_or_else(|| Toml::Table(toml::Table::new())),
        problems: walker.problems,
        usual: walker.usual,
    }
}

struct Walker<'a> {
    schema: &'a Json,
    problems: Vec<Problem>,
    usual: BTreeSet<String>,
    root: &'a Node,
}

impl<'a> Walker<'a> {
    fn report(&mut self, code: Code, path: &str, message: String, rule: String) -> &mut Problem {
        let place = self.root.place(path);
        self.problems.push(Problem::new(code, path, message).rule(rule).at(place));
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    fn walk(&mut self, node: &Node, schema: &'a Json, path: &str) -> Option<Toml> {
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
            Content::Flag(_) | Content::Date(_) => None,
        }
    }

    fn text(&mut self, text: &str, shape: &Json, path: &str) -> Option<Toml> {
        let words = schema::words(shape);
        if words.is_empty() || words.contains(&text) {
            return Some(Toml::String(text.to_owned()));
        }
        let message = format!("{} is \"{}\"", called(path), short(text));
        let rule = format!("must be one of {}", quoted(&words));
        self.report(UNKNOWN_WORD, path, message, rule).help =
            suggestion(text, words.iter().copied()).filter(|help| help.starts_with("did"));
        None
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
            let message = format!("{} is {number}", called(path));
            self.report(OUT_OF_RANGE, path, message, format!("must be {}", range.words()));
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
        let kept: Vec<Option<Toml>> = items
            .iter()
            .enumerate()
            .map(|(position, item)| {
                // As in paths: an entry is called by its name, or else by its position.
                let step = item.name().map_or_else(|| position.to_string(), str::to_owned);
                self.walk(item, inner, &join(path, &step))
            })
            .collect();
        let whole = kept.iter().all(Option::is_some);
        // A list of numbers with one left out would say something else.
        let tables = matches!(resolve(self.schema, inner).get("type"), Some(Json::String(t)) if t == "object");
        (whole || tables).then(|| Toml::Array(kept.into_iter().flatten().collect()))
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
            let inner = properties.and_then(|properties| properties.get(key)).or(free);
            let at = join(path, key);
            if let Some(inner) = inner {
                if let Some(value) = self.walk(&entry.node, inner, &at) {
                    kept.insert(key.clone(), value);
                }
            } else {
                let known = properties.into_iter().flatten().map(|(name, _)| name.as_str());
                let help = suggestion(key, known);
                let place = if path.is_empty() { "the file".to_owned() } else { called(path) };
                let message = format!("{place} has an unknown key `{}`", short(key));
                let rule = "unknown keys are refused, so that a slip cannot pass unseen".to_owned();
                let problem = self.report(UNKNOWN_KEY, &at, message, rule);
                problem.help = help;
                problem.span = Some(entry.key.clone());
            }
        }
        let required = shape.get("required").and_then(Json::as_array);
        for key in required.into_iter().flatten().filter_map(Json::as_str) {
            if !entries.contains_key(key) {
                let place = if path.is_empty() { "the file".to_owned() } else { called(path) };
                let meaning = properties
                    .and_then(|properties| properties.get(key)?.get("description")?.as_str())
                    .map(|meaning| format!("`{key}`: {meaning}"));
                let message = format!("{place} has no `{key}`");
                let rule = format!("`{key}` is required here");
                self.report(MISSING_KEY, &join(path, key), message, rule).help = meaning;
            }
        }
        Toml::Table(kept)
    }
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
        Content::Flag(_) | Content::Date(_) => None,
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

/// A path of one more step.
fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}

/// What a path leads to, for a sentence.
fn called(path: &str) -> String {
    if path.is_empty() { "the file".to_owned() } else { format!("`{}`", short(path)) }
}

/// A text cut to what fits in a sentence.
fn short(text: &str) -> String {
    if text.chars().count() <= 80 {
        text.to_owned()
    } else {
        text.chars().take(80).chain(['…']).collect()
    }
}

fn shown(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => format!("the text \"{}\"", short(text)),
        Content::Integer(whole) => format!("the whole number {whole}"),
        Content::Float(number) => format!("the number {number}"),
        Content::Flag(flag) => flag.to_string(),
        _ => node.kind().to_owned(),
    }
}

fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(", ")
}
