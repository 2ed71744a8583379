//! What a table of wijken may replace: each path of a scenario with its input and its legal range.

use std::collections::BTreeMap;

use super::super::nearest::suggestion;
use super::super::range::LegalRange;
use crate::model::{Inputs, Quantity};

/// A value of a scenario that a table may replace.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its input.
    pub quantity: Quantity,
    /// Path of the named parameter that is used there, with all other places that use it.
    pub shared: Option<String>,
    /// Where a number in its place may lie.
    pub(super) range: LegalRange,
}

/// Every value of a scenario that a table may replace, by path.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places(BTreeMap<String, Place>);

/// A path whose value a table cannot replace.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReplaceable {
    /// Nothing stands at the path.
    #[error("the scenario has no value at `{path}`")]
    Unknown {
        /// The path.
        path: String,
    },
    /// The value is a named parameter, used in other places too.
    #[error(
        "`{path}` is `{parameter}`, which other places use too; name `{parameter}` to replace it everywhere, or give `{path}` a value of its own in the scenario"
    )]
    Shared {
        /// The path.
        path: String,
        /// Path of the parameter.
        parameter: String,
    },
}

impl Places {
    /// From what a reader has collected.
    pub(in crate::scenario) fn new(
        quantities: &BTreeMap<String, Quantity>,
        ranges: &BTreeMap<String, LegalRange>,
        inputs: &Inputs,
    ) -> Self {
        let mut all: BTreeMap<Quantity, LegalRange> = BTreeMap::new();
        for (path, quantity) in quantities {
            let range = ranges.get(path).copied().unwrap_or(LegalRange::ANY);
            let so_far = all.entry(*quantity).or_insert(LegalRange::ANY);
            *so_far = so_far.meet(range);
        }
        let place = |(path, quantity): (&String, &Quantity)| {
            let own = &inputs.get(*quantity).path;
            let shared = (own != path).then(|| own.clone());
            let range = all.get(quantity).copied().unwrap_or(LegalRange::ANY);
            (path.clone(), Place { quantity: *quantity, shared, range })
        };
        Self(quantities.iter().map(place).collect())
    }

    /// What stands at a path, to be replaced.
    ///
    /// # Errors
    /// When nothing stands there, or a named parameter that other places use too.
    pub fn at(&self, path: &str) -> Result<&Place, NotReplaceable> {
        let Some(place) = self.0.get(path) else {
            return Err(NotReplaceable::Unknown { path: path.to_owned() });
        };
        match &place.shared {
            None => Ok(place),
            Some(parameter) => {
                Err(NotReplaceable::Shared { path: path.to_owned(), parameter: parameter.clone() })
            }
        }
    }

    /// The inputs that a table replaces, one for each path; `.index()` is the place in `model.inputs.list()`.
    ///
    /// # Errors
    /// Every path whose value cannot be replaced.
    pub fn apply<'a>(
        &self,
        paths: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Quantity>, Vec<NotReplaceable>> {
        let mut faults = Vec::new();
        let mut quantities = Vec::new();
        for path in paths {
            match self.at(path) {
                Ok(place) => quantities.push(place.quantity),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(quantities) } else { Err(faults) }
    }

    /// Help for a path at which nothing stands.
    pub(super) fn suggestion(&self, path: &str) -> Option<String> {
        let own = self.0.iter().filter(|(_, place)| place.shared.is_none());
        let known: Vec<&str> = own.map(|(path, _)| path.as_str()).collect();
        suggestion(path, known.iter().copied())
    }

    /// Every path, in alphabetical order.
    pub fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.keys().map(String::as_str)
    }
}
