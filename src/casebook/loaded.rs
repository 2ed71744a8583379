//! Loads client cases from a file or a text: everything they mean, or everything that is wrong with them.

use std::path::Path;

use super::case::Casebook;
use super::reader;
use crate::scenario::Refused;
use crate::source;

/// Reads client cases from a file; a price list is named relative to its folder.
///
/// # Errors
/// All problems of the file or the cases, if one of them is an error.
pub fn load(path: &Path) -> Result<Casebook, Box<Refused>> {
    let name = path.display().to_string();
    match source::read_text(path) {
        Ok(text) => reader::read(&name, &text, path.parent()),
        Err(problem) => Err(Box::new(Refused::new(&name, "", vec![*problem]))),
    }
}

/// Reads client cases from a text; `name` is what to call it in messages.
///
/// # Errors
/// All problems of the cases, if one of them is an error.
pub fn read(name: &str, text: &str) -> Result<Casebook, Box<Refused>> {
    reader::read(name, text, None)
}
