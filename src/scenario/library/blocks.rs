//! `block = "…"` in an outcome: the ready outcome of that name, with what the scenario says put over it.

use std::ops::Range;

use indexmap::IndexMap;

use super::place::{at, moved};
use crate::source::{Content, Entry, Node};

/// Lists in a ready outcome whose items go by name.
const BENEFITS: &str = "benefits";

/// The ready outcome with the scenario's own keys over it. A key replaces the whole value; benefits go by name: one of the
/// same name replaces key by key, others are added.
pub(super) fn over(block: &Node, own: &IndexMap<String, Entry>, span: &Range<usize>) -> Node {
    let mut merged = match moved(block, span).content {
        Content::Table(entries) => entries,
        _ => IndexMap::new(),
    };
    for (key, entry) in own.iter().filter(|(key, _)| *key != "block") {
        let ready = merged.get(key).map(|ready| &ready.node.content);
        let entry = match (ready, &entry.node.content) {
            (Some(Content::List(ready)), Content::List(own)) if key == BENEFITS => Entry {
                key: entry.key.clone(),
                node: Node { span: entry.node.span.clone(), content: by_name(ready, own) },
            },
            _ => entry.clone(),
        };
        merged.insert(key.clone(), entry);
    }
    Node { span: span.clone(), content: Content::Table(merged) }
}

fn by_name(ready: &[Node], own: &[Node]) -> Content {
    let mut merged = ready.to_vec();
    for item in own {
        let same =
            merged.iter_mut().find(|other| item.name().is_some() && other.name() == item.name());
        match same {
            Some(other) => *other = item_over(other, item),
            None => merged.push(item.clone()),
        }
    }
    Content::List(merged)
}

fn item_over(ready: &Node, own: &Node) -> Node {
    let (Some(ready), Some(entries)) = (ready.table(), own.table()) else { return own.clone() };
    let mut merged: IndexMap<String, Entry> =
        ready.iter().map(|(key, entry)| (key.clone(), at(moved(&entry.node, &own.span)))).collect();
    merged.extend(entries.iter().map(|(key, entry)| (key.clone(), entry.clone())));
    Node { span: own.span.clone(), content: Content::Table(merged) }
}
