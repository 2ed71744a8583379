//! `new`: a commented scenario to start from.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::error::AppError;
use crate::scenario;

/// Writes `NAME.toml`; `name` may have folders before it. Nothing is ever overwritten.
///
/// # Errors
/// When the name is no name for a scenario, or the file exists or cannot be written.
pub fn new(name: &str) -> Result<PathBuf, AppError> {
    let path = Path::new(name.strip_suffix(".toml").unwrap_or(name));
    let stem = path.file_name().and_then(|stem| stem.to_str()).unwrap_or_default();
    // The stem becomes the name of a file on any computer and a key of TOML.
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if stem.is_empty() || !stem.chars().all(letter) {
        return Err(AppError::Usage(format!(
            "`{name}` is no name for a scenario: use only the letters a to z and A to Z, digits, `-` and `_`"
        )));
    }
    let path = path.with_file_name(format!("{stem}.toml"));
    let refuse = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => AppError::Exists(path.clone()),
        _ => AppError::Write { path: path.display().to_string(), reason: error.to_string() },
    };
    let mut file = fs::File::create_new(&path).map_err(refuse)?;
    file.write_all(scenario::template(stem).as_bytes()).map_err(refuse)?;
    Ok(path)
}
