//! The run folder: which files it has, what stands in them, how they come to be there whole or not at all, and how they are read
//! back.

mod cells;
mod clock;
mod columns;
mod folder;
mod frame;
mod hash;
mod identity;
mod manifest;
mod parquet;
mod pieces;
mod read;
mod sample_piece;
mod sampled;
mod shard;
mod sheet;
mod siblings;
mod stored_sample;
mod table;

pub use cells::{CellsError, read_cells};
pub use clock::Clock;
pub use columns::{ALL_AREAS, AREA, AREAS, Column, FILES, File, Kind, file};
pub use folder::{Folder, FolderError};
pub use frame::Frame;
pub use hash::sha256;
pub use identity::Identity;
pub use manifest::{
    AreasRecord, ArmRecord, ConsultedRecord, ErrorRecord, FileRecord, Manifest, Program,
    ScenarioRecord, Timing, WarningRecord,
};
pub use parquet::{Provenance, TRIALS_PER_ROW_GROUP, write_parquet};
pub use pieces::{Found, Pieces, Question};
pub use read::{ReadError, RunFolder};
pub use sample_piece::{counted, load_sample, save_sample};
pub use sampled::{outcomes, parameters, parties, row_groups, trials};
pub use shard::{Shard, ShardRecord, Shards, ShardsError, run_of, shard_name, shards_of};
pub use sheet::{Sheet, SheetError, read_sheet};
pub use stored_sample::read_sample;
pub use table::{Cells, Table};
