//! Parts of a tree that come from elsewhere: every place in them becomes the place in the scenario that asked for them.

use std::ops::Range;

use indexmap::IndexMap;

use crate::source::{Content, Entry, Node};

/// The same node, all of it standing at one place.
pub(super) fn moved(node: &Node, span: &Range<usize>) -> Node {
    let content = match &node.content {
        Content::List(items) => Content::List(items.iter().map(|item| moved(item, span)).collect()),
        Content::Table(entries) => Content::Table(
            entries
                .iter()
                .map(|(key, entry)| (key.clone(), at(moved(&entry.node, span))))
                .collect(),
        ),
        other => other.clone(),
    };
    Node { span: span.clone(), content }
}

/// An entry whose key stands where its value stands.
pub(super) fn at(node: Node) -> Entry {
    Entry { key: node.span.clone(), node }
}

/// A text at a place.
pub(super) fn text(text: &str, span: &Range<usize>) -> Entry {
    at(Node { span: span.clone(), content: Content::Text(text.to_owned()) })
}

/// A number at a place.
pub(super) fn number(number: f64, span: &Range<usize>) -> Entry {
    at(Node { span: span.clone(), content: Content::Float(number) })
}

/// A whole number at a place.
pub(super) fn whole(number: i32, span: &Range<usize>) -> Entry {
    at(Node { span: span.clone(), content: Content::Integer(i128::from(number)) })
}

/// A table at a place.
pub(super) fn table(entries: IndexMap<String, Entry>, span: &Range<usize>) -> Node {
    Node { span: span.clone(), content: Content::Table(entries) }
}

/// The text under a key, with its place.
pub(super) fn text_of<'a>(
    entries: &'a IndexMap<String, Entry>,
    key: &str,
) -> Option<(&'a str, Range<usize>)> {
    let entry = entries.get(key)?;
    match &entry.node.content {
        Content::Text(text) => Some((text, entry.node.span.clone())),
        _ => None,
    }
}
