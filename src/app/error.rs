//! Every way in which a verb can end without a result, and its exit code.

use std::path::PathBuf;

use crate::engine::EngineError;
use crate::report::xlsx::WorkbookError;
use crate::results::{CellsError, FolderError, ReadError, ShardsError, SheetError};
use crate::scenario::Refused;
use crate::scenario::areas::AreasError;

/// Why a verb ended without a result.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What was asked for makes no sense.
    #[error("{0}")]
    Usage(String),
    /// The scenario has problems.
    #[error("{0}")]
    Scenario(Box<Refused>),
    /// The scenario or the run has warnings where none are allowed.
    #[error("{0}")]
    Strict(Box<Refused>),
    /// What should come stands there already.
    #[error("{path} already exists; nothing was changed", path = .0.display())]
    Exists(PathBuf),
    /// The simulation did not end.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Studies that cannot be pooled.
    #[error("{path}: {reason}", path = .path.display())]
    Studies {
        /// Their file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A run folder could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A table of somebody else cannot be used.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A table of wijken cannot be read.
    #[error(transparent)]
    Cells(#[from] CellsError),
    /// A table of wijken cannot be used.
    #[error(transparent)]
    Areas(#[from] AreasError),
    /// Shards cannot be put together.
    #[error(transparent)]
    Shards(#[from] ShardsError),
    /// A result could not be written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A workbook could not be made.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// Something else could not be written.
    #[error("cannot write {path}: {reason}")]
    Write {
        /// What could not be written.
        path: String,
        /// What the system says.
        reason: String,
    },
}

impl AppError {
    /// The exit code: 1 the run failed, 2 wrong usage, 3 problems in the scenario or a run folder that is
    /// not whole, 4 a result could not be written, 130
    /// interrupted.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Engine(EngineError::Interrupted) => 130,
            Self::Usage(_) | Self::Engine(EngineError::Trials { .. }) => 2,
            Self::Engine(_) | Self::Workbook(WorkbookError::Simulation(_)) => 1,
            Self::Scenario(_)
            | Self::Strict(_)
            | Self::Read(_)
            | Self::Sheet(_)
            | Self::Studies { .. }
            | Self::Cells(_)
            | Self::Areas(_)
            | Self::Shards(_) => 3,
            Self::Folder(_)
            | Self::Exists(_)
            | Self::Write { .. }
            | Self::Workbook(WorkbookError::Sheet(_)) => 4,
        }
    }

    /// The error in full, with terminal colours or without.
    pub fn render(&self, colour: bool) -> String {
        match self {
            Self::Scenario(refused) => refused.render(colour),
            Self::Strict(refused) => format!(
                "{}error: refused because of --strict; nothing was written\n",
                refused.render(colour)
            ),
            other => format!("error: {other}\n"),
        }
    }
}

impl From<Box<Refused>> for AppError {
    fn from(refused: Box<Refused>) -> Self {
        Self::Scenario(refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_of_the_contract() {
        let refused = Refused { name: String::new(), text: String::new(), problems: Vec::new() };
        let threads = EngineError::Threads { threads: 9, reason: String::new() };
        for (error, code) in [
            (AppError::Engine(threads), 1),
            (AppError::Usage(String::new()), 2),
            (AppError::Engine(EngineError::Trials { trials: 1 }), 2),
            (AppError::Strict(Box::new(refused.clone())), 3),
            (AppError::Scenario(Box::new(refused)), 3),
            (AppError::Exists("x".into()), 4),
            (AppError::Read(ReadError::NotARun("x".into())), 3),
            (AppError::Folder(FolderError::NotAFolder("x".into())), 4),
            (AppError::Engine(EngineError::Interrupted), 130),
        ] {
            assert_eq!(error.exit_code(), code, "{error}");
        }
    }
}
