//! What is wrong with a table of studies, every problem with its row and column.

use std::fmt;

/// Problems told in one message; the list itself is complete.
const TOLD: usize = 40;

/// One problem in a table, or in what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableProblem {
    /// Row below the names, from 1; none for the table as a whole.
    pub row: Option<usize>,
    /// Name of the column, where it is in one.
    pub column: Option<String>,
    /// What is there and which rule it breaks.
    pub message: String,
    /// What might mend it.
    pub hint: Option<String>,
}

impl TableProblem {
    /// A problem of the whole table.
    pub fn whole(message: impl Into<String>) -> Self {
        Self { row: None, column: None, message: message.into(), hint: None }
    }

    /// A problem of a row.
    pub fn row(row: usize, message: impl Into<String>) -> Self {
        Self { row: Some(row), ..Self::whole(message) }
    }

    /// A problem of a cell.
    pub fn cell(row: usize, column: &str, message: impl Into<String>) -> Self {
        Self { column: Some(column.to_owned()), ..Self::row(row, message) }
    }

    /// The same problem, with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for TableProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.row, &self.column) {
            (Some(row), Some(column)) => write!(out, "row {row}, column `{column}`: ")?,
            (Some(row), None) => write!(out, "row {row}: ")?,
            (None, Some(column)) => write!(out, "column `{column}`: ")?,
            (None, None) => {}
        }
        out.write_str(&self.message)?;
        self.hint.iter().try_for_each(|hint| write!(out, " ({hint})"))
    }
}

/// Studies that cannot be pooled, with every reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the studies cannot be pooled:\n{}", told(.problems))]
pub struct EvidenceError {
    /// What is wrong; never empty.
    pub problems: Vec<TableProblem>,
}

impl From<TableProblem> for EvidenceError {
    fn from(problem: TableProblem) -> Self {
        Self { problems: vec![problem] }
    }
}

fn told(problems: &[TableProblem]) -> String {
    let mut lines: Vec<String> =
        problems.iter().take(TOLD).map(|problem| format!("  {problem}")).collect();
    if problems.len() > TOLD {
        lines.push(format!("  and {} more", problems.len() - TOLD));
    }
    lines.join("\n")
}
