//! A TOML text as a tree in which every key and value knows its place.

use std::ops::Range;

use indexmap::IndexMap;
use toml::de::{DeTable, DeValue};

use super::problem::Problem;
use super::syntax::{self, SYNTAX, Stumble};

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its place in the text, in bytes.
    pub span: Range<usize>,
    /// What stands there.
    pub content: Content,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// A number with a point or an exponent, `inf` or `nan`.
    Float(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A date or time.
    Date(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the text.
    Table(IndexMap<String, Entry>),
}

/// A value in a table, with the place of its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Place of the key.
    pub key: Range<usize>,
    /// The value.
    pub node: Node,
}

/// Reads a TOML text.
///
/// # Errors
/// All syntax problems that the reader could tell apart (20 at most).
pub fn parse(text: &str) -> Result<Node, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let stumbles = errors.iter().map(|error| Stumble {
        span: error.span().unwrap_or_default(),
        message: error.message().to_owned(),
    });
    let mut problems = syntax::problems(text, stumbles.collect());
    let span = table.span();
    let root = table_node(table.get_ref(), span, &mut problems);
    if problems.is_empty() { Ok(root) } else { Err(problems) }
}

fn table_node(table: &DeTable<'_>, span: Range<usize>, problems: &mut Vec<Problem>) -> Node {
    let entries = table
        .iter()
        .map(|(key, value)| {
            let node = value_node(value.get_ref(), value.span(), problems);
            let entry = Entry { key: key.span(), node };
            (key.get_ref().to_string(), entry)
        })
        .collect();
    Node { span, content: Content::Table(entries) }
}

fn value_node(value: &DeValue<'_>, span: Range<usize>, problems: &mut Vec<Problem>) -> Node {
    let content = match value {
        DeValue::String(text) => Content::Text(text.to_string()),
        DeValue::Integer(digits) => {
            if let Ok(number) = i128::from_str_radix(digits.as_str(), digits.radix()) {
                Content::Integer(number)
            } else {
                let message = format!("the number {digits} has too many digits");
                problems.push(Problem::new(SYNTAX, "", message).at(Some(span.clone())));
                Content::Integer(0)
            }
        }
        DeValue::Float(digits) => Content::Float(digits.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Content::Flag(*flag),
        DeValue::Datetime(date) => Content::Date(date.to_string()),
        DeValue::Array(items) => Content::List(
            items.iter().map(|item| value_node(item.get_ref(), item.span(), problems)).collect(),
        ),
        DeValue::Table(table) => return table_node(table, span, problems),
    };
    Node { span, content }
}

impl Node {
    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self.content {
            Content::Text(_) => "text",
            Content::Integer(_) => "a whole number",
            Content::Float(_) => "a number",
            Content::Flag(_) => "true or false",
            Content::Date(_) => "a date",
            Content::List(_) => "a list",
            Content::Table(_) => "a table",
        }
    }

    /// The entries, if it is a table.
    pub fn table(&self) -> Option<&IndexMap<String, Entry>> {
        match &self.content {
            Content::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text of its own key `name`, if it is a table that has one.
    pub fn name(&self) -> Option<&str> {
        match &self.table()?.get("name")?.node.content {
            Content::Text(name) if !name.is_empty() => Some(name),
            _ => None,
        }
    }

    /// Whether anything stands at a dotted path.
    pub fn holds(&self, path: &str) -> bool {
        let mut node = self;
        let mut rest = Some(path);
        while let Some(path) = rest {
            let next = match &node.content {
                Content::Table(entries) => {
                    entry_at(entries, path).map(|(entry, rest)| (&entry.node, rest))
                }
                Content::List(items) => {
                    let (step, rest) = first_step(path);
                    item_called(items, step).map(|item| (item, rest))
                }
                _ => None,
            };
            let Some((next, further)) = next else { return false };
            (node, rest) = (next, further);
        }
        true
    }

    /// Place of what stands at a dotted path, or else of the nearest thing around it.
    ///
    /// An item of a list is found by its own `name` or else by its position, from 0.
    pub fn place(&self, path: &str) -> Option<Range<usize>> {
        let mut node = self;
        let mut place = None;
        let mut rest = Some(path);
        while let Some(path) = rest {
            match &node.content {
                Content::Table(entries) => {
                    let Some((entry, further)) = entry_at(entries, path) else { break };
                    (node, rest) = (&entry.node, further);
                    place = Some(entry.place());
                }
                Content::List(items) => {
                    let (step, further) = first_step(path);
                    let Some(item) = item_called(items, step) else { break };
                    (node, rest) = (item, further);
                    place = Some(item.span.clone());
                }
                _ => break,
            }
        }
        place
    }
}

/// The first step of a dotted path, and what follows it.
fn first_step(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)))
}

/// The entry that a dotted path leads to first, and what follows; a key in quotes may itself hold dots.
fn entry_at<'a, 'p>(
    entries: &'a IndexMap<String, Entry>,
    path: &'p str,
) -> Option<(&'a Entry, Option<&'p str>)> {
    let (step, rest) = first_step(path);
    if let Some(entry) = entries.get(step) {
        return Some((entry, rest));
    }
    entries.iter().filter(|(key, _)| key.contains('.')).find_map(|(key, entry)| {
        let rest = path.strip_prefix(key.as_str())?;
        match rest.strip_prefix('.') {
            Some(further) => Some((entry, Some(further))),
            None => rest.is_empty().then_some((entry, None)),
        }
    })
}

impl Entry {
    /// The value itself if it is a plain one; the key if it is a table or list, which may be long.
    pub fn place(&self) -> Range<usize> {
        match self.node.content {
            Content::Table(_) | Content::List(_) => self.key.clone(),
            _ => self.node.span.clone(),
        }
    }
}

fn item_called<'a>(items: &'a [Node], step: &str) -> Option<&'a Node> {
    let named = items.iter().find(|item| item.name() == Some(step));
    named.or_else(|| items.get(step.parse::<usize>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(text: &'a str, path: &str) -> &'a str {
        let place = parse(text).unwrap().place(path).unwrap();
        &text[place]
    }

    #[test]
    fn a_path_leads_to_the_value_and_for_a_table_to_its_key() {
        let text = "[groups.jeugd]\nsize = 12\nneed = { value = 0.5 }\n";
        assert_eq!(at(text, "groups.jeugd.size"), "12");
        assert_eq!(at(text, "groups.jeugd.need"), "need");
        assert_eq!(at(text, "groups.jeugd.need.value"), "0.5");
    }

    #[test]
    fn a_path_to_a_table_leads_to_its_name() {
        let text = "[groups.jeugd]\nsize = 12\n[groups.jeugd.strata.hoog]\nshare = 1\n";
        assert_eq!(at(text, "groups.jeugd"), "jeugd");
        assert_eq!(at(text, "groups.jeugd.strata.hoog"), "hoog");
        assert_eq!(at(text, "groups.jeugd.strata"), "strata");
    }

    #[test]
    fn what_is_missing_is_shown_at_what_is_around_it() {
        assert_eq!(at("[groups.jeugd]\nsize = 12\n", "groups.jeugd.need"), "jeugd");
    }

    #[test]
    fn an_item_of_a_list_is_found_by_name_or_position() {
        let text = "[[b]]\nname = \"zorg\"\neuro = 1\n[[b]]\neuro = 2\n";
        assert_eq!(at(text, "b.zorg.euro"), "1");
        assert_eq!(at(text, "b.1.euro"), "2");
        assert_eq!(at(text, "b.1.to"), "[[b]]");
    }

    #[test]
    fn a_key_in_quotes_may_hold_dots() {
        let text = "[a.\"groups.x.size\"]\ntimes = 2\n";
        assert_eq!(at(text, "a.groups.x.size.times"), "2");
        assert_eq!(at(text, "a.groups.x.size"), "\"groups.x.size\"");
        let tree = parse(text).unwrap();
        assert!(tree.holds("a.groups.x.size.times") && !tree.holds("a.groups.x.siz"));
    }

    #[test]
    fn several_syntax_problems_are_reported_together() {
        let problems = parse("a = \nb = 1\nb = 2\n[c\n").unwrap_err();
        assert!(problems.len() >= 2, "{problems:?}");
    }
}
