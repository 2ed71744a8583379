//! Loads a scenario from a file or a text: everything it means, or everything that is wrong with it.

use std::fmt;
use std::path::Path;

use serde::Deserialize;

use super::areas::Places;
use super::codes::MISSING_KEY;
use super::codes::UNREADABLE;
use super::evidence::Evidence;
use super::library::{Consulted, expand};
use super::published::Published;
use super::raw::RawScenario;
use super::{meaning, schema, structure};
use crate::model::Model;
use crate::plan::Plan;
use crate::source::{self, Problem};

/// A scenario that can be run.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Name of the file.
    pub name: String,
    /// The text, as typed.
    pub text: String,
    /// The scenario as typed, defaults filled in.
    pub raw: RawScenario,
    /// The world it describes.
    pub model: Model,
    /// The question it asks: its seed, everything else as usual.
    pub plan: Plan,
    /// Figures to hold a run against.
    pub published: Vec<Published>,
    /// What is known of each value, and where that comes from.
    pub evidence: Vec<Evidence>,
    /// What a table of wijken may replace, and where that may lie.
    pub places: Places,
    /// The texts it leans on: price lists, ready outcomes, studies.
    pub consulted: Vec<Consulted>,
    /// What somebody should look at, in the order of the text.
    pub warnings: Vec<Problem>,
}

/// A scenario that cannot be run, with all its problems.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Name of the file.
    pub name: String,
    /// The text, as far as there is one.
    pub text: String,
    /// Errors and warnings, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads a scenario from a file.
///
/// # Errors
/// All problems of the file or the scenario, if one of them is an error.
pub fn load(path: &Path) -> Result<Loaded, Box<Refused>> {
    let name = path.display().to_string();
    match source::read_text(path) {
        Ok(text) => read_in(&name, &text, path.parent()),
        Err(problem) => {
            Err(Box::new(Refused { name, text: String::new(), problems: vec![*problem] }))
        }
    }
}

/// Reads a scenario from a text; `name` is what to call it in messages.
///
/// # Errors
/// All problems of the scenario, if one of them is an error.
pub fn read(name: &str, text: &str) -> Result<Loaded, Box<Refused>> {
    read_in(name, text, None)
}

/// The same for a text whose files are named relative to a folder.
fn read_in(name: &str, text: &str, folder: Option<&Path>) -> Result<Loaded, Box<Refused>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let refused = |problems: Vec<Problem>| Box::new(Refused::new(name, text, problems));
    let tree = source::parse(text).map_err(refused)?;
    let expanded = expand(&tree, folder);
    let tree = expanded.tree;
    let mut checked = structure::check(&tree, &schema::schema());
    // What is missing where a reference leads nowhere is only its echo.
    let echo = |problem: &Problem| {
        let missing = problem.code == MISSING_KEY.name
            && expanded.doubts.iter().any(|doubt| problem.path.starts_with(doubt.as_str()));
        missing || expanded.problems.iter().any(|other| other.path == problem.path)
    };
    checked.problems.retain(|problem| !echo(problem));
    checked.problems.splice(0..0, expanded.problems);
    checked.doubts.extend(expanded.doubts);
    let raw = match RawScenario::deserialize(checked.value.clone()) {
        Ok(raw) => raw,
        Err(error) => {
            // With other problems this is only their echo.
            if checked.problems.is_empty() {
                checked.problems.push(Problem::new(UNREADABLE, "", error.message()));
            }
            return Err(refused(checked.problems));
        }
    };
    let meaning = meaning::read(&raw, &tree, checked);
    let problems = meaning.problems;
    if problems.iter().any(Problem::is_error) {
        return Err(refused(problems));
    }
    Ok(Loaded {
        name: name.to_owned(),
        text: text.to_owned(),
        raw,
        model: meaning.model,
        plan: meaning.plan,
        published: meaning.published,
        evidence: meaning.evidence,
        places: meaning.places,
        consulted: expanded.consulted,
        warnings: in_order(problems),
    })
}

/// Problems in the order of the text; those without a place first.
pub(crate) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
    problems
}

impl Loaded {
    /// Its warnings, drawn with the lines they are about.
    pub fn render(&self, colour: bool) -> String {
        source::render(&self.warnings, &self.name, &self.text, colour)
    }
}

impl Refused {
    /// A text with its problems, put in the order of the text.
    pub(crate) fn new(name: &str, text: &str, problems: Vec<Problem>) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), problems: in_order(problems) }
    }

    /// Its problems, drawn with the lines they are about.
    pub fn render(&self, colour: bool) -> String {
        source::render(&self.problems, &self.name, &self.text, colour)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.render(false))
    }
}

impl std::error::Error for Refused {}
