//! Reads `[[correlations]]`.

use super::codes::{CORRELATED_TWICE, IMPOSSIBLE_CORRELATIONS, NOT_UNCERTAIN, UNKNOWN_NAME};
use super::nearest::suggestion;
use super::range::LegalRange;
use super::raw::RawCorrelation;
use super::reader::Reader;
use crate::model::{Correlation, Quantity};
use crate::source::Problem;

/// Smallest pivot of a matrix that still counts as positive definite.
const SMALLEST_PIVOT: f64 = 1e-12;

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

    fn uncertain_at(&mut self, path: &str, target: &str) -> Option<Quantity> {
        let Some(&quantity) = self.quantities.get(target) else {
            let known: Vec<&str> = self
                .quantities
                .iter()
                .filter(|(_, quantity)| !self.inputs.get(**quantity).distribution.is_fixed())
                .map(|(path, _)| path.as_str())
                .collect();
            let help = suggestion(target, known.iter().copied());
            let message = format!("there is no parameter at `{target}`");
            self.report(
                Problem::new(UNKNOWN_NAME, path, message)
                    .rule("a correlation is between paths of parameters, e.g. `programmes.jongerenwerk.uptake`")
                    .maybe_help(help),
            );
            return None;
        };
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

    fn check_possible(&mut self, correlations: &[Correlation]) {
        let mut members: Vec<Quantity> = correlations.iter().flat_map(|c| [c.a, c.b]).collect();
        members.sort_unstable();
        members.dedup();
        let Some(member) = first_impossible(&members, correlations) else { return };
        let culprit = members[member];
        let partners: Vec<String> = correlations
            .iter()
            .filter(|c| c.a == culprit || c.b == culprit)
            .map(|c| if c.a == culprit { c.b } else { c.a })
            .map(|partner| format!("`{}`", self.inputs.get(partner).path))
            .collect();
        let message = format!(
            "the correlations of `{}` with {} cannot all be true",
            self.inputs.get(culprit).path,
            partners.join(", ")
        );
        let position = correlations.iter().rposition(|c| c.a == culprit || c.b == culprit);
        let path = format!("correlations.{}", position.unwrap_or(0));
        self.report(
            Problem::new(IMPOSSIBLE_CORRELATIONS, path, message)
                .rule("the matrix of all correlations must be positive definite (after r = 2 sin(pi rank / 6))")
                .help("move some of these ranks towards 0"),
        );
    }
}

/// The first parameter whose correlations with those before it are impossible (Cholesky, row by row).
fn first_impossible(members: &[Quantity], correlations: &[Correlation]) -> Option<usize> {
    let size = members.len();
    let place = |quantity: Quantity| members.binary_search(&quantity).unwrap_or(0);
    let mut matrix = vec![vec![0.0; size]; size];
    for (diagonal, row) in matrix.iter_mut().enumerate() {
        row[diagonal] = 1.0;
    }
    for correlation in correlations {
        let (a, b) = (place(correlation.a), place(correlation.b));
        let normal = 2.0 * (std::f64::consts::PI * correlation.rank / 6.0).sin();
        matrix[a][b] = normal;
        matrix[b][a] = normal;
    }
    for i in 0..size {
        for j in 0..=i {
            let (above, here) = matrix.split_at_mut(i);
            let row_j = if j == i { here[0].clone() } else { above[j].clone() };
            let sum: f64 = (0..j).map(|k| here[0][k] * row_j[k]).sum();
            let rest = here[0][j] - sum;
            if j < i {
                here[0][j] = rest / row_j[j];
            } else if rest > SMALLEST_PIVOT {
                here[0][i] = rest.sqrt();
            } else {
                return Some(i);
            }
        }
    }
    None
}
