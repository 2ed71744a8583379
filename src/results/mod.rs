//! The run folder: which files it has, what stands in them, and how they come to be there whole or not at all.

mod clock;
mod columns;
mod folder;
mod hash;
mod identity;
mod manifest;
mod parquet;
mod sampled;
mod siblings;
mod table;

pub use clock::Clock;
pub use columns::{Column, FILES, File, Kind, file};
pub use folder::{Folder, FolderError};
pub use hash::sha256;
pub use identity::Identity;
pub use manifest::{
    ArmRecord, ErrorRecord, FileRecord, Manifest, Program, ScenarioRecord, Timing, WarningRecord,
};
pub use parquet::{Provenance, TRIALS_PER_ROW_GROUP, write_parquet};
pub use sampled::{outcomes, parameters, parties, row_groups, trials};
pub use table::{Cells, Table};
