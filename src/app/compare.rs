//! `compare`: finished runs side by side.

use std::path::PathBuf;

use super::error::AppError;
use super::open::{Opened, open};
use crate::analysis::{Side, compare as side_by_side};
use crate::report::{Compared, ComparedRun};
use crate::scenario::differences;

/// Compares finished runs with the first of them. Nothing is simulated.
///
/// # Errors
/// With fewer than two runs, or when one of them cannot be opened.
pub fn compare(folders: &[PathBuf]) -> Result<Compared, AppError> {
    if folders.len() < 2 {
        return Err(AppError::Usage("compare takes at least two runs".to_owned()));
    }
    let opened: Vec<Opened> =
        folders.iter().map(|folder| open(folder)).collect::<Result<_, _>>()?;
    let sides: Vec<Side> = opened
        .iter()
        .map(|run| Side {
            plan: &run.plan,
            model: &run.model,
            sample: &run.sample,
            rows: &run.rows,
        })
        .collect();
    let comparison = side_by_side(&sides);
    let inputs = opened
        .iter()
        .skip(1)
        .map(|run| differences(&opened[0].loaded.raw, &run.loaded.raw))
        .collect();
    let runs = opened
        .into_iter()
        .map(|run| ComparedRun { version: run.manifest.program.version, view: run.view })
        .collect();
    Ok(Compared { runs, comparison, inputs })
}
