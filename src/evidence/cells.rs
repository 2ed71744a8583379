//! Reads the cells that every study must have, and tells each one that is wrong.

use super::problem::TableProblem;
use super::table::{Table, is_missing};

/// Least and greatest size of a standard error or ratio: within it no square overflows.
pub(super) const SIZES: [f64; 2] = [1e-12, 1e12];

/// Greatest count of people; whole numbers are exact up to there.
const MOST_PEOPLE: f64 = 1e15;

/// What a number must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Any number.
    Any,
    /// Above 0.
    Positive,
    /// Above 0; a variance, whose root has a size.
    Variance,
    /// A whole number from 0.
    Count,
    /// A whole number from 1.
    People,
    /// A whole number from 2: a standard deviation needs two.
    Several,
    /// A confidence level, as a share or per cent.
    Level,
}

impl Rule {
    fn broken(self, value: f64) -> Option<String> {
        let is_count = (0.0..=MOST_PEOPLE).contains(&value) && value.fract() == 0.0;
        let [least, most] = SIZES;
        let (is_kept, wanted) = match self {
            Self::Any => (value.abs() <= most, "a number up to 1e12 in size"),
            Self::Positive => ((least..=most).contains(&value), "above 0, between 1e-12 and 1e12"),
            Self::Variance => {
                ((least * least..=most * most).contains(&value), "above 0, between 1e-24 and 1e24")
            }
            Self::Count => (is_count, "a whole number from 0"),
            Self::People => (is_count && value >= 1.0, "a whole number from 1"),
            Self::Several => (is_count && value >= 2.0, "a whole number from 2"),
            Self::Level => (
                (value > 0.0 && value < 1.0) || (50.0..100.0).contains(&value),
                "between 0 and 1, or a percentage from 50 to below 100",
            ),
        };
        (!is_kept).then(|| format!("{value} must be {wanted}"))
    }
}

/// A column of numbers with a hole where a cell was refused; its problems are added.
pub(super) fn numbers(
    table: &Table,
    name: &str,
    rule: Rule,
    problems: &mut Vec<TableProblem>,
) -> Vec<Option<f64>> {
    let cells = table.column(name).unwrap_or_default();
    cells
        .into_iter()
        .map(|(row, cell)| {
            let fault = match table.number(cell) {
                Ok(value) => match rule.broken(value) {
                    None => return Some(value),
                    Some(fault) => fault,
                },
                Err(fault) if is_missing(cell) => fault.to_owned(),
                Err(fault) => format!("`{cell}`: {fault}"),
            };
            problems.push(TableProblem::cell(row, name, fault));
            None
        })
        .collect()
}

/// A column of words, none of them missing.
pub(super) fn words(table: &Table, name: &str, problems: &mut Vec<TableProblem>) -> Vec<String> {
    let cells = table.column(name).unwrap_or_default();
    cells
        .into_iter()
        .map(|(row, cell)| {
            if is_missing(cell) {
                problems.push(TableProblem::cell(row, name, "nothing there"));
            }
            cell.to_owned()
        })
        .collect()
}

/// The problem of a column that is asked for and not there.
pub(super) fn no_column(table: &Table, name: &str) -> TableProblem {
    TableProblem::whole(format!("there is no column `{name}`"))
        .hint(format!("there are: {}", table.names().join(", ")))
}
