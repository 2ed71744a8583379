//! `calibrate`: what must be true of the inputs for a run to agree with published figures.

use std::path::{Path, PathBuf};

use super::check;
use super::error::AppError;
use super::run::Door;
use super::whole::write_whole;
use crate::analysis::calibration::{
    Calibration, Fault, NoRows, Rows, Target, Wanted, calibrate_model,
};
use crate::engine::{EngineError, Measure};
use crate::model::Model;
use crate::report::{Calibrated, PublishedFigure};
use crate::scenario::{self, Figure, Loaded, Sampled, with_sample};

/// What is asked of `calibrate`.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibrateRequest {
    /// The scenario.
    pub scenario: PathBuf,
    /// Draws of the prior.
    pub points: usize,
    /// Points that walk to figures that draws do not reach.
    pub particles: usize,
    /// Seed; none: the scenario's.
    pub seed: Option<u64>,
    /// How exact a published number without a range is meant, as a share of it.
    pub tolerance: f64,
    /// Where a scenario with the joint sample comes; none: nowhere.
    pub write: Option<PathBuf>,
    /// Rows of that sample.
    pub rows: usize,
    /// Number of threads; none: all cores.
    pub threads: Option<usize>,
}

/// What came of it.
#[derive(Debug)]
pub struct CalibrateAnswer {
    /// What was found.
    pub told: Calibrated,
    /// Where the scenario with the joint sample was written, or why it was not; nothing where none was asked for.
    pub written: Option<Result<PathBuf, AppError>>,
}

/// Calibrates a scenario.
///
/// # Errors
/// Problems of the scenario, no published figures, a file that is there already, or being told to stop.
pub fn calibrate(request: &CalibrateRequest, door: Door) -> Result<CalibrateAnswer, AppError> {
    let Some(threads) = request.threads else { return here(request, door) };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| EngineError::Threads { threads, reason: error.to_string() })?;
    pool.install(|| here(request, door))
}

fn here(request: &CalibrateRequest, door: Door) -> Result<CalibrateAnswer, AppError> {
    let loaded = check::load(&request.scenario, false)?;
    if let Some(path) = request.write.as_ref().filter(|path| path.exists()) {
        return Err(AppError::Exists(path.clone()));
    }
    if !loaded.model.inputs.rows.is_empty() {
        return Err(AppError::Usage(
            "the scenario already holds a joint sample (`[[joint]]`); calibrate the scenario it was made from".to_owned(),
        ));
    }
    let wanted = wanted(&loaded, request.tolerance)?;
    let seed = request.seed.unwrap_or(loaded.plan.seed);
    let sizes = [request.points, request.particles];
    let (found, rows) = calibrate_model(
        &loaded.model,
        &wanted,
        seed,
        sizes,
        door.progress,
        door.cancel,
        |found: Calibration, values| {
            let rows = request.write.as_ref().map(|_| found.rows(request.rows, values));
            (found, rows)
        },
    )
    .map_err(fault)?;
    let written = request.write.as_ref().zip(rows).map(|(path, rows)| {
        write(&loaded, &found, rows, path)?;
        Ok(path.clone())
    });
    Ok(CalibrateAnswer { told: told(&loaded, &wanted, found), written })
}

/// The published figures as measures of arms.
fn wanted(loaded: &Loaded, tolerance: f64) -> Result<Vec<Wanted>, AppError> {
    if loaded.published.is_empty() {
        return Err(AppError::Usage(format!(
            "{} has no `[[published]]` figures to agree with",
            loaded.name
        )));
    }
    loaded
        .published
        .iter()
        .enumerate()
        .map(|(position, published)| {
            let refuse = |reason: String| {
                AppError::Usage(format!("published.{position} (`{}`): {reason}", published.measure))
            };
            let measure = Measure::from_name(&published.measure)
                .ok_or_else(|| refuse("there is no such measure".to_owned()))?;
            let arm = arm(&loaded.model, &published.arm)
                .ok_or_else(|| refuse(format!("there is no arm `{}`", published.arm)))?;
            let target = match published.figure {
                Figure::Value(value) => Target::value(value, tolerance * value.abs()),
                Figure::Within(low, high) => Target::within(low, high),
            };
            let target = target.map_err(|error| {
                refuse(format!("{error}; write `within = [lo, hi]` in place of `value`"))
            })?;
            Ok(Wanted { measure, arm, target })
        })
        .collect()
}

fn arm(model: &Model, name: &str) -> Option<usize> {
    model.arms.iter().position(|arm| arm.name == name)
}

fn told(loaded: &Loaded, wanted: &[Wanted], found: Calibration) -> Calibrated {
    let published = wanted
        .iter()
        .zip(&loaded.published)
        .map(|(wanted, published)| PublishedFigure {
            measure: wanted.measure,
            arm: published.arm.clone(),
            source: published.source.clone(),
        })
        .collect();
    Calibrated { scenario: loaded.model.name.clone(), published, found }
}

/// Writes the scenario with the joint sample, where nothing stands yet.
fn write(
    loaded: &Loaded,
    found: &Calibration,
    rows: Result<Rows, NoRows>,
    path: &Path,
) -> Result<(), AppError> {
    let refuse = |reason: String| AppError::Write { path: path.display().to_string(), reason };
    let rows = rows.map_err(|reason| refuse(reason.to_string()))?;
    let count = rows.columns.first().map_or(0, Vec::len);
    let source = format!(
        "inputs of {} that agree with its published figures: {count} rows of a calibration, {} different, seed {}",
        loaded.model.name, rows.different, found.seed
    );
    let head = format!(
        "{} with its uncertain inputs replaced by {count} rows that agree with the published figures.\n\
         This is what must be true for those figures to come out. It is no validation: figures of press releases cannot\n\
         tell dozens of inputs apart. `wijkimpact run --chance expected` of this file agrees with them because it was made to;\n\
         a run with chance adds the luck of people, which calibration leaves out.",
        loaded.model.name
    );
    let sample =
        Sampled { paths: &found.names, columns: &rows.columns, source: &source, head: &head };
    let text = with_sample(&loaded.raw, &sample)
        .map_err(|path| refuse(format!("there is no value at {path}")))?;
    // Whoever made the file must be able to use it.
    scenario::read(&path.display().to_string(), &text)?;
    if path.exists() {
        return Err(AppError::Exists(path.to_owned()));
    }
    write_whole(path, text.as_bytes())
}

fn fault(fault: Fault<EngineError>) -> AppError {
    match fault {
        Fault::Function(error) => AppError::Engine(error),
        other => AppError::Usage(other.to_string()),
    }
}
