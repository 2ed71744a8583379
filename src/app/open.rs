//! Opens the run folder of a finished run and gives back all that is in it.

use std::path::{Path, PathBuf};

use super::error::AppError;
use super::wijken::together;
use super::{tell, wijken_told};
use crate::analysis::{self, Row, Verdict, stored_paths, stored_rows, stored_verdicts};
use crate::engine::Sample;
use crate::model::{Arm, Model};
use crate::plan::{Chance, Design, Plan};
use crate::report::{Nation, View};
use crate::results::{Frame, Manifest, Program, ReadError, RunFolder, read_sample};
use crate::scenario::{self, Loaded};

/// A finished run, read back from its folder.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Where it is.
    pub folder: PathBuf,
    /// What was run, by what, and what came out.
    pub manifest: Manifest,
    /// The scenario, from the folder: as typed, or with what it leaned on in place of the references.
    pub loaded: Loaded,
    /// The world that was simulated, with the arms of the manifest: `--arms` may have said others than the scenario.
    pub model: Model,
    /// The question.
    pub plan: Plan,
    /// Every trial, as far as the folder keeps it (see [`read_sample`]): `care`, `also` and `years` have no trials.
    pub sample: Sample,
    /// `summary.parquet`.
    pub rows: Vec<Row>,
    /// `years.parquet`; of the Monte Carlo errors only that of the mean is kept.
    pub paths: Vec<analysis::Path>,
    /// `decision.parquet`.
    pub verdicts: Vec<Verdict>,
    /// What is told of its wijken, if it is of many.
    pub nation: Option<Nation>,
    /// What the run told when it ended.
    pub view: View,
    /// Whether another version of this program made the run. Its numbers are its own; whether this version would find the
    /// same, only a new run can tell.
    pub other_version: bool,
}

/// Opens a run folder. Nothing is simulated and nothing calculated anew: what comes back is what the run wrote.
///
/// # Errors
/// When the folder is not a complete run, a file is missing or was changed, its format is newer than this program, or
/// this program no longer takes its scenario.
pub fn open(folder: &Path) -> Result<Opened, AppError> {
    let run = RunFolder::open(folder)?;
    let manifest = run.manifest().clone();
    let file = scenario_file(&manifest);
    let name = folder.join(file).display().to_string();
    let loaded = scenario::read(&name, &run.text(file)?)?;
    let plan = plan(&run)?;
    let model = model(&run, &loaded)?;
    let sample = read_sample(&run, &model)?;
    let rows = table(&run, "summary.parquet", |table| stored_rows(&model, table))?;
    let paths = table(&run, "years.parquet", |table| stored_paths(&model, table))?;
    let verdicts = table(&run, "decision.parquet", |table| stored_verdicts(&model, table))?;
    let warnings = manifest.warnings.iter().map(tell::notice).collect();
    let told = (&sample, rows.clone(), verdicts.clone());
    let view = tell::view(&loaded, (&model, &plan), told, warnings, folder.to_owned());
    let other_version = manifest.program.version != Program::this().version;
    let nation = wijken_told::of(&run)?;
    Ok(Opened {
        nation,
        folder: folder.to_owned(),
        manifest,
        loaded,
        model,
        plan,
        sample,
        rows,
        paths,
        verdicts,
        view,
        other_version,
    })
}

/// The file of a run folder that says what was run without leaning on anything else.
pub(super) fn scenario_file(manifest: &Manifest) -> &'static str {
    let leans = manifest.consulted.iter().any(|one| one.role != "areas");
    if leans { "scenario.resolved.toml" } else { "scenario.toml" }
}

/// Reads a table of what the analysis found.
fn table<T>(
    run: &RunFolder,
    name: &str,
    read: impl FnOnce(&Frame) -> Result<T, String>,
) -> Result<T, ReadError> {
    read(&run.table(name, &[])?).map_err(|reason| run.unreadable(name, &reason))
}

fn wrong(run: &RunFolder, reason: String) -> ReadError {
    ReadError::Manifest { path: run.folder().join("manifest.json"), reason }
}

/// The question, in the words of the manifest.
fn plan(run: &RunFolder) -> Result<Plan, ReadError> {
    let manifest = run.manifest();
    let design = Design::ALL.into_iter().find(|design| design.name() == manifest.design);
    let chance =
        [Chance::Sampled, Chance::Expected].into_iter().find(|c| c.name() == manifest.chance);
    let unknown = |what: &str, word: &str| wrong(run, format!("there is no {what} `{word}`"));
    if !(Plan::REPLICATES..=Plan::MOST_TRIALS).contains(&manifest.trials) {
        return Err(wrong(run, format!("{} is no number of trials", manifest.trials)));
    }
    Ok(Plan {
        seed: manifest.seed,
        trials: manifest.trials,
        design: design.ok_or_else(|| unknown("design", &manifest.design))?,
        chance: chance.ok_or_else(|| unknown("chance", &manifest.chance))?,
    })
}

/// The model of the scenario, with the arms of the manifest.
fn model(run: &RunFolder, loaded: &Loaded) -> Result<Model, ReadError> {
    let mut model = loaded.model.clone();
    if let Some(areas) = &run.manifest().areas {
        let own = loaded.places.apply(areas.quantities.iter().map(String::as_str));
        let own = own.map_err(|_| {
            wrong(run, "its wijken have numbers of what scenario.toml does not have".to_owned())
        })?;
        model = together(&model, &own);
    }
    let told = &run.manifest().arms;
    let as_told = |arms: &[Arm]| {
        arms.len() == told.len()
            && arms.iter().zip(told).all(|(arm, told)| {
                arm.name == told.arm && arm.level.is_some() == told.level.is_some()
            })
    };
    if as_told(&model.arms) {
        return Ok(model);
    }
    // With `--arms` every arm is a level, and its name is the level in full: JSON may have lost the last bit.
    let level = |name: &str| name.strip_suffix('x').and_then(|level| level.parse::<f64>().ok());
    let levels: Vec<f64> = told.iter().filter_map(|told| level(&told.arm)).collect();
    let programmes = model.programmes.len();
    model.arms = levels.iter().map(|&level| Arm::level(level, programmes)).collect();
    model.arrange_arms();
    if as_told(&model.arms) {
        Ok(model)
    } else {
        Err(wrong(run, "its arms are not those of scenario.toml".to_owned()))
    }
}
