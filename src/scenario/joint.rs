//! Reads `[[joint]]`: lists of values that belong together row by row.

use std::collections::BTreeMap;

use super::codes::BAD_ROWS;
use super::reader::Reader;
use crate::model::{Correlation, Quantity, Rows};
use crate::source::Problem;

const RULE: &str = "what belongs together row by row are `empirical` lists without weights, of one length, each in one `joint` and in no correlation";

impl Reader<'_> {
    /// Every set of lists that belong together.
    pub(super) fn joint(&mut self, correlations: &[Correlation]) -> Vec<Rows> {
        let raw = self.raw;
        let mut taken: BTreeMap<Quantity, String> = BTreeMap::new();
        let mut all = Vec::new();
        for (position, entry) in raw.joint.iter().enumerate() {
            let path = format!("joint.{position}");
            let mut members: Vec<(Quantity, Vec<f64>)> = Vec::new();
            for (place, target) in entry.of.iter().enumerate() {
                let at = format!("{path}.of.{place}");
                let Some((quantity, values)) = self.list_at(&at, target) else { continue };
                let tied = correlations.iter().any(|one| one.a == quantity || one.b == quantity);
                let twice = taken.insert(quantity, target.clone()).is_some();
                if tied || twice {
                    let why = if tied { "is correlated" } else { "is listed twice" };
                    self.report(Problem::new(BAD_ROWS, at, format!("`{target}` {why}")).rule(RULE));
                } else if members.first().is_some_and(|(_, first)| first.len() != values.len()) {
                    let message = format!(
                        "`{target}` has {} values and `{}` has {}",
                        values.len(),
                        entry.of[0],
                        members[0].1.len()
                    );
                    self.report(Problem::new(BAD_ROWS, at, message).rule(RULE));
                } else {
                    members.push((quantity, values));
                }
            }
            // One value throughout is known, whatever the row.
            members.retain(|(quantity, _)| !self.inputs.get(*quantity).distribution.is_fixed());
            if members.len() > 1 {
                let columns: Vec<&[f64]> =
                    members.iter().map(|(_, list)| list.as_slice()).collect();
                let quantities = members.iter().map(|(quantity, _)| *quantity).collect();
                all.push(Rows::new(quantities, &columns));
            }
        }
        all
    }

    /// The list at a path.
    fn list_at(&mut self, at: &str, target: &str) -> Option<(Quantity, Vec<f64>)> {
        let quantity = self.known_at(at, target, "`joint` names paths of parameters")?;
        let list = self.lists.get(&quantity).cloned();
        if list.is_none() && !self.holds_doubt(target) {
            let message = format!("`{target}` is not a list of equally likely values");
            self.report(Problem::new(BAD_ROWS, at, message).rule(RULE));
        }
        Some((quantity, list?))
    }
}
