//! `evidence pool` and `evidence cases`: studies and client cases of others, read from a file and told.

use std::path::{Path, PathBuf};

use super::error::AppError;
use super::whole::write_figure;
use crate::casebook::{self, Casebook, Findings, Question, Snippet};
use crate::evidence::{self, Evidence, EvidenceError, Options};
use crate::source;

/// Pools the studies of a CSV file.
///
/// # Errors
/// When the file cannot be read, or its studies cannot be pooled: everything at once.
pub fn pool(path: &Path, options: &Options) -> Result<Evidence, AppError> {
    let text = source::read_text(path).map_err(|problem| AppError::Studies {
        path: path.to_owned(),
        reason: problem.message.clone(),
    })?;
    evidence::analyse(&text, options).map_err(|error| studies(path, &error))
}

fn studies(path: &Path, error: &EvidenceError) -> AppError {
    AppError::Studies { path: path.to_owned(), reason: error.to_string() }
}

/// What client cases came to.
#[derive(Debug)]
pub struct PricedCases {
    /// The cases.
    pub book: Casebook,
    /// What they save.
    pub found: Findings,
    /// What a scenario can take from them.
    pub feeds: Snippet,
}

/// Prices client cases.
///
/// # Errors
/// Problems of the file; a number of draws out of range.
pub fn priced_cases(path: &Path, seed: u64, draws: usize) -> Result<PricedCases, AppError> {
    let book = casebook::load(path)?;
    let question =
        Question::new(seed, draws).map_err(|error| AppError::Usage(error.to_string()))?;
    let found = casebook::evaluate(&book, &question);
    let feeds = casebook::snippet(&found);
    Ok(PricedCases { book, found, feeds })
}

/// Writes a figure beside what is printed.
///
/// # Errors
/// When it cannot be written.
pub fn figure(path: Option<&PathBuf>, svg: impl FnOnce() -> String) -> Result<(), AppError> {
    path.map_or(Ok(()), |path| write_figure(path, &svg()))
}
