//! Ready outcomes: everything of an outcome but the group, to be taken by name and overridden where one knows better.

use indexmap::IndexMap;

use crate::source::{self, Content, Entry, Node, Problem};

use super::super::codes::UNREADABLE;
use super::place::text_of;

/// The shelf that comes with the program.
const BUILT_IN: &str = include_str!("../../../evidence/substitution.toml");

/// The name of that shelf.
pub(super) const BUILT_IN_NAME: &str = "evidence/substitution.toml";

/// A shelf of ready outcomes.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Name of the file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The outcomes as they stand there.
    pub(super) blocks: IndexMap<String, Node>,
    /// What social work does instead of which care, as the file groups it.
    pub activities: Vec<Activity>,
}

/// A type of activity, and the outcomes it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its name in the file.
    pub name: String,
    /// A line.
    pub title: String,
    /// Names of ready outcomes.
    pub outcomes: Vec<String>,
}

/// Reads a shelf. Its outcomes are judged in the scenario that takes them.
///
/// # Errors
/// Everything that is wrong with it as TOML, or that it has no outcomes.
pub(super) fn read(file: &str, text: &str) -> Result<Shelf, Vec<Problem>> {
    let tree = source::parse(text)?;
    let tables = |key: &str| -> Vec<(String, Node)> {
        let table = tree.table().and_then(|root| root.get(key)?.node.table());
        let entries = table.into_iter().flatten();
        entries
            .filter(|(_, entry)| entry.node.table().is_some())
            .map(|(name, entry)| (name.clone(), entry.node.clone()))
            .collect()
    };
    let blocks: IndexMap<String, Node> = tables("outcomes").into_iter().collect();
    if blocks.is_empty() {
        return Err(vec![
            Problem::new(UNREADABLE, "outcomes", "the file has no ready outcomes")
                .rule("each stands under `[outcomes.<name>]`"),
        ]);
    }
    let activities = tables("activities").into_iter().map(|(name, node)| activity(name, &node));
    Ok(Shelf {
        file: file.to_owned(),
        text: text.to_owned(),
        blocks,
        activities: activities.collect(),
    })
}

fn activity(name: String, node: &Node) -> Activity {
    let empty = IndexMap::<String, Entry>::new();
    let entries = node.table().unwrap_or(&empty);
    let title = text_of(entries, "title").map_or_else(String::new, |(title, _)| title.to_owned());
    let outcomes = match entries.get("outcomes").map(|entry| &entry.node.content) {
        Some(Content::List(items)) => items
            .iter()
            .filter_map(|item| match &item.content {
                Content::Text(name) => Some(name.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    Activity { name, title, outcomes }
}

/// The shelf that comes with the program.
///
/// # Errors
/// Never in a program that passed its tests.
pub fn built_in_outcomes() -> Result<Shelf, Vec<Problem>> {
    read(BUILT_IN_NAME, BUILT_IN)
}

impl Shelf {
    /// Names of the ready outcomes, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.blocks.keys().map(String::as_str)
    }

    /// The text under a key of a ready outcome: `title`, `kind`, `unit`, `term`.
    pub fn text(&self, name: &str, key: &str) -> Option<&str> {
        text_of(self.blocks.get(name)?.table()?, key).map(|(text, _)| text)
    }
}
