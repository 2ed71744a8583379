//! `check`: every problem of a scenario at once, and nothing run.

use std::path::Path;

use super::error::AppError;
use crate::scenario::{self, Loaded, Refused};

/// What a check found.
#[derive(Debug)]
pub enum Checked {
    /// The scenario can be run; it may have warnings.
    Sound(Box<Loaded>),
    /// The scenario cannot be run.
    Refused(Box<Refused>),
}

impl Checked {
    /// What was found, drawn with the lines it is about.
    pub fn render(&self, colour: bool) -> String {
        match self {
            Self::Sound(loaded) => loaded.render(colour),
            Self::Refused(refused) => refused.render(colour),
        }
    }

    /// The exit code.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Sound(_) => 0,
            Self::Refused(_) => 3,
        }
    }
}

/// Checks a scenario. Problems are its result, not an error.
pub fn check(scenario: &Path) -> Checked {
    match scenario::load(scenario) {
        Ok(loaded) => Checked::Sound(Box::new(loaded)),
        Err(refused) => Checked::Refused(refused),
    }
}

/// Loads a scenario to run it.
///
/// # Errors
/// Its problems; with `strict`, its warnings too.
pub(super) fn load(scenario: &Path, strict: bool) -> Result<Loaded, AppError> {
    let loaded = scenario::load(scenario)?;
    if strict && !loaded.warnings.is_empty() {
        return Err(refuse(&loaded, loaded.warnings.clone()));
    }
    Ok(loaded)
}

/// Refuses a scenario because of its warnings, where none are allowed.
pub(super) fn refuse(loaded: &Loaded, problems: Vec<crate::source::Problem>) -> AppError {
    let (name, text) = (loaded.name.clone(), loaded.text.clone());
    AppError::Strict(Box::new(Refused { name, text, problems }))
}
