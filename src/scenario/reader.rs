//! What every table's reader shares: the scenario, the problems so far, the inputs so far.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{
    AMBIGUOUS_VALUE, BAD_DISTRIBUTION, BAD_TRUNCATION, BASELINE_ABOVE_ONE, IMPOSSIBLE_CORRELATIONS,
    NO_SUM_TO_ONE, NO_TARGET, OUT_OF_RANGE, UNKNOWN_NAME, UNUSED, WRONG_FIGURES,
};
use super::evidence::Evidence;
use super::names;
use super::nearest::suggestion;
use super::range::LegalRange;
use super::raw::RawScenario;
use super::words::digits;
use crate::model::{Inputs, Quantity};
use crate::source::{Code, Node, Problem};

/// Problems of a whole that a placeholder in one of its parts may cause.
const WHOLES: [Code; 9] = [
    AMBIGUOUS_VALUE,
    BAD_DISTRIBUTION,
    BAD_TRUNCATION,
    BASELINE_ABOVE_ONE,
    IMPOSSIBLE_CORRELATIONS,
    NO_SUM_TO_ONE,
    NO_TARGET,
    OUT_OF_RANGE,
    WRONG_FIGURES,
];

/// A scenario being read.
pub(super) struct Reader<'a> {
    /// The scenario as typed.
    pub(super) raw: &'a RawScenario,
    /// Its text as a tree, for places.
    pub(super) tree: &'a Node,
    /// Paths of values that are typed out but are what they would have been anyway.
    pub(super) usual: &'a BTreeSet<String>,
    /// Paths of placeholders for what was wrong or missing.
    pub(super) doubts: &'a BTreeSet<String>,
    /// Everything that is wrong so far.
    pub(super) problems: Vec<Problem>,
    /// Every input so far.
    pub(super) inputs: Inputs,
    /// Where the values come from.
    pub(super) evidence: Vec<Evidence>,
    /// The input at each path, `ref`s included.
    pub(super) quantities: BTreeMap<String, Quantity>,
    /// Where the value at each path may lie.
    pub(super) ranges: BTreeMap<String, LegalRange>,
    /// Lists of equally likely values, in the order typed.
    pub(super) lists: BTreeMap<Quantity, Vec<f64>>,
    /// Named parameters that are used.
    pub(super) used_parameters: BTreeSet<String>,
    /// Names of the parties, in the order of the model.
    pub(super) parties: Vec<String>,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a scenario.
    pub(super) fn new(
        raw: &'a RawScenario,
        tree: &'a Node,
        usual: &'a BTreeSet<String>,
        doubts: &'a BTreeSet<String>,
    ) -> Self {
        Self {
            raw,
            tree,
            usual,
            doubts,
            problems: Vec::new(),
            inputs: Inputs::default(),
            evidence: Vec::new(),
            quantities: BTreeMap::new(),
            ranges: BTreeMap::new(),
            lists: BTreeMap::new(),
            used_parameters: BTreeSet::new(),
            parties: Vec::new(),
        }
    }

    /// Notes a problem, with its place; not if it is only the echo of one that the structure check found.
    pub(super) fn report(&mut self, problem: Problem) {
        if self.is_echo(&problem) {
            return;
        }
        let place = self.tree.place(&problem.path);
        self.problems.push(problem.at(place));
    }

    /// Whether a placeholder stands at this path or around it.
    pub(super) fn is_in_doubt(&self, path: &str) -> bool {
        self.doubts.iter().any(|doubt| is_within(path, doubt))
    }

    /// Whether a placeholder stands somewhere below this path, at it or around it.
    pub(super) fn holds_doubt(&self, path: &str) -> bool {
        self.is_in_doubt(path) || self.doubts.iter().any(|doubt| is_within(doubt, path))
    }

    /// Whether something at this path or below is known to be wrong.
    pub(super) fn has_error(&self, path: &str) -> bool {
        self.problems.iter().any(|problem| problem.is_error() && is_within(&problem.path, path))
    }

    fn is_echo(&self, problem: &Problem) -> bool {
        let of_the_whole = WHOLES.iter().any(|code| code.name == problem.code);
        self.is_in_doubt(&problem.path)
            || (of_the_whole && self.holds_doubt(&problem.path))
            || (problem.code == UNUSED.name && !self.doubts.is_empty())
    }

    /// Whether something stands at this path and is not just the default typed out.
    pub(super) fn is_typed(&self, path: &str) -> bool {
        self.tree.holds(path) && !self.usual.contains(path)
    }

    /// Checks a bare number.
    pub(super) fn check_number(&mut self, path: &str, number: f64, range: LegalRange) {
        if !range.holds(number) {
            let message = format!("`{path}` is {}", digits(number));
            self.report(
                Problem::new(OUT_OF_RANGE, path, message)
                    .rule(format!("must be {}", range.words()))
                    .maybe_help(range.hint(number)),
            );
        }
    }

    /// Checks the name of a table or entry.
    pub(super) fn check_name(&mut self, kind: &str, name: &str, path: &str) {
        if let Some(problem) = names::wrong(kind, name, path) {
            self.report(problem);
        }
    }

    /// Checks the name of a stratum, role or party, for which some words are reserved.
    pub(super) fn check_free_name(&mut self, kind: &str, name: &str, path: &str) {
        if let Some(problem) =
            names::wrong(kind, name, path).or_else(|| names::reserved(kind, name, path))
        {
            self.report(problem);
        }
    }

    /// Reports a name that refers to nothing.
    pub(super) fn unknown<'b>(
        &mut self,
        kind: &str,
        name: &str,
        path: &str,
        known: impl IntoIterator<Item = &'b str, IntoIter: Clone> + Clone,
    ) {
        let help = suggestion(name, known);
        let message = format!("there is no {kind} called `{name}`");
        let rule = format!(
            "{} must be declared before anything can refer to it",
            names::with_article(kind)
        );
        self.report(Problem::new(UNKNOWN_NAME, path, message).rule(rule).maybe_help(help));
    }

    /// Index of a group; reported if there is none.
    pub(super) fn group(&mut self, name: &str, path: &str) -> Option<usize> {
        let raw = self.raw;
        let index = raw.groups.get_index_of(name);
        if index.is_none() {
            self.unknown("group", name, path, raw.groups.keys().map(String::as_str));
        }
        index
    }

    /// Names of the strata of a group, `all` where it has none.
    pub(super) fn strata(&self, group: usize) -> Vec<&'a str> {
        match self.raw.groups.get_index(group) {
            Some((_, group)) if !group.strata.is_empty() => {
                group.strata.keys().map(String::as_str).collect()
            }
            _ => vec![names::ALL],
        }
    }
}

/// Whether a path leads to what another leads to, or into it.
fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
