//! Reads `[[correlations]]`.

use super::codes::{CORRELATED_TWICE, IMPOSSIBLE_CORRELATIONS, NOT_UNCERTAIN, UNKNOWN_NAME};
use super::nearest::suggestion;
use super::range::LegalRange;
use super::raw::RawCorrelation;
use super::reader::Reader;
use crate::model::{CorrelatedGroup, Correlation, Quantity};
use crate::source::Problem;

impl Reader<'_> {
    /// Every correlation; together they must be possible.
    pub(super) fn correlations(&mut self) -> Vec<Correlation> {
        let raw = self.raw;
        let mut correlations: Vec<Correlation> = Vec::new();
        for (position, entry) in raw.correlations.iter().enumerate() {
            let path = format!("correlations.{position}");
            let Some(one) = self.correlation(&path, entry) else { continue };
            let repeats = |other: &Correlation| {
                (other.a, other.b) == (one.a, one.b) || (other.a, other.b) == (one.b, one.a)
            };
            if one.a == one.b || correlations.iter().any(repeats) {
                let message = if one.a == one.b {
                    format!("`{}` is correlated with itself", entry.a)
                } else {
                    format!("`{}` and `{}` are correlated twice", entry.a, entry.b)
                };
                self.report(
                    Problem::new(CORRELATED_TWICE, path, message)
                        .rule("each pair of different parameters has at most one correlation"),
                );
            } else {
                correlations.push(one);
            }
        }
        if self.problems.iter().all(|problem| !problem.path.starts_with("correlations")) {
            self.check_possible(&correlations);
        }
        correlations
    }

    fn correlation(&mut self, path: &str, raw: &RawCorrelation) -> Option<Correlation> {
        self.check_number(&format!("{path}.rank"), raw.rank, LegalRange::DIFFERENCE);
        let a = self.uncertain_at(&format!("{path}.a"), &raw.a);
        let b = self.uncertain_at(&format!("{path}.b"), &raw.b);
        Some(Correlation { a: a?, b: b?, rank: raw.rank })
    }

    /// The parameter at a path; reported with the rule if there is none.
    pub(super) fn known_at(&mut self, path: &str, target: &str, rule: &str) -> Option<Quantity> {
        if let Some(&quantity) = self.quantities.get(target) {
            return Some(quantity);
        }
        let known: Vec<&str> = self
            .quantities
            .iter()
            .filter(|(_, quantity)| !self.inputs.get(**quantity).distribution.is_fixed())
            .map(|(path, _)| path.as_str())
            .collect();
        let help = suggestion(target, known.iter().copied());
        let message = format!("there is no parameter at `{target}`");
        self.report(Problem::new(UNKNOWN_NAME, path, message).rule(rule).maybe_help(help));
        None
    }

    fn uncertain_at(&mut self, path: &str, target: &str) -> Option<Quantity> {
        let rule =
            "a correlation is between paths of parameters, e.g. `programmes.jongerenwerk.uptake`";
        let quantity = self.known_at(path, target, rule)?;
        if self.holds_doubt(target) {
            return None;
        }
        if self.inputs.get(quantity).distribution.is_fixed() {
            let message = format!("`{target}` is a number that is known");
            self.report(
                Problem::new(NOT_UNCERTAIN, path, message)
                    .rule("only uncertain parameters can be correlated"),
            );
            return None;
        }
        Some(quantity)
    }

    /// Together the correlations must be possible.
    fn check_possible(&mut self, correlations: &[Correlation]) {
        for group in CorrelatedGroup::all(correlations) {
            if group.factor.is_some() {
                continue;
            }
            let list = self.inputs.list();
            let members: Vec<String> =
                group.members.iter().map(|member| format!("`{}`", list[*member].path)).collect();
            let message =
                format!("the correlations between {} cannot all be true", members.join(", "));
            let is_member = |quantity: Quantity| group.members.contains(&quantity.index());
            let last = correlations.iter().rposition(|one| is_member(one.a));
            let path = format!("correlations.{}", last.unwrap_or(0));
            self.report(
                Problem::new(IMPOSSIBLE_CORRELATIONS, path, message)
                    .rule("the matrix of all correlations must be positive definite (after r = 2 sin(pi rank / 6))")
                    .help(if correlations.iter().any(|one| one.rank.abs() >= 1.0) {
                        "a rank of 1 or -1 makes one parameter of two: name it in `[parameters]` and use `ref`"
                    } else {
                        "move some of these ranks towards 0"
                    }),
            );
        }
    }
}
