//! `run`: simulate a scenario, write its run folder, and say what came out.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use super::check::{load, refuse};
use super::error::AppError;
use super::nation::{Many, Nation};
use super::precision::until_precise;
use super::request::RunRequest;
use super::wijken::{self, Wijken};
use super::{memory, pieces, tell, warnings, write};
use crate::analysis::{self, Path, Row, Verdict};
use crate::engine::{self, EngineError, Sample};
use crate::model::Model;
use crate::plan::Plan;
use crate::report::{Notice, View};
use crate::results::{Clock, ConsultedRecord, Folder, Identity, Pieces, Program, sha256};
use crate::scenario::{self, Loaded};
use crate::source::Problem;

/// What the caller of a run may want to hear while it lasts, and how to stop it.
#[derive(Clone, Copy)]
pub struct Door<'a> {
    /// Called once, before the first trial, with the number of trials.
    pub start: &'a (dyn Fn(usize) + Sync),
    /// Called with the number of trials finished so far, from any thread.
    pub progress: &'a (dyn Fn(usize) + Sync),
    /// Set to stop the run.
    pub cancel: &'a AtomicBool,
}

/// Everything a run finds, before it is written or told.
pub(super) struct Found {
    pub(super) sample: Sample,
    pub(super) rows: Vec<Row>,
    pub(super) paths: Vec<Path>,
    pub(super) verdicts: Vec<Verdict>,
}

impl Found {
    /// All of it from a sample.
    pub(super) fn of(model: &Model, sample: Sample) -> Self {
        Self {
            rows: analysis::summarise(model, &sample),
            paths: analysis::paths(model, &sample),
            verdicts: analysis::decide(model, &sample),
            sample,
        }
    }
}

/// Runs a scenario. The output location is made sure of first: nobody simulates for an hour to hear that a disk is full.
///
/// # Errors
/// [`AppError`]; then no run folder has appeared or changed.
pub fn run(request: &RunRequest, door: Door) -> Result<View, AppError> {
    // No number of threads: what works in parallel works in the pool it is called from.
    let Some(threads) = request.threads else { return run_here(request, door) };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| EngineError::Threads { threads, reason: error.to_string() })?;
    pool.install(|| run_here(request, door))
}

fn run_here(request: &RunRequest, door: Door) -> Result<View, AppError> {
    let clock = Clock::start();
    let loaded = load(&request.scenario, request.strict)?;
    let (model, plan) = request.question(&loaded)?;
    if !request.areas.is_empty() {
        return many(request, &loaded, (&model, &plan), clock, door);
    }
    memory::fits(&model, &plan)?;
    let target = request.folder(&model);
    let mut same = identity(write::consulted(&loaded), &loaded.text, &model, &plan);
    if request.precision.is_some() {
        // How many trials it takes is not known yet; a run that differs in that alone may be replaced.
        same.trials = None;
    }
    let folder = Folder::open(&target, same.clone(), request.force)?;
    let (plan, found, pieces) = find(&model, plan, request, (&target, same), door)?;
    let late = late(&model, &found.sample, request.precision);
    if request.strict && !late.is_empty() {
        return Err(refuse(&loaded, late.into_iter().map(|(_, problem)| problem).collect()));
    }
    let mut notices = early(&loaded);
    notices.extend(late.iter().map(of_trials));
    let view = end(
        (folder, &loaded, write::consulted(&loaded)),
        (&model, &plan),
        (found, None),
        notices,
        (target, clock),
    )?;
    if let Some(pieces) = pieces {
        pieces.remove()?;
    }
    Ok(view)
}

/// A run over many wijken.
fn many(
    request: &RunRequest,
    loaded: &Loaded,
    (model, plan): (&Model, &Plan),
    clock: Clock,
    door: Door,
) -> Result<View, AppError> {
    let (wijken, consulted) = wijken::of_request(request, loaded)?;
    let areas = wijken.areas(loaded, model)?;
    let nation = Nation::new(model, plan, &areas)?;
    memory::fits(nation.run.model(), plan)?;
    let same = identity(consulted.clone(), &loaded.text, model, plan);
    let target = request.folder(model);
    let folder = Folder::open(&target, same.clone(), request.force)?;
    (door.start)(areas.list().len());
    let pieces = Pieces::open(&target, &nation.question(same), request.found())?;
    nation.make(0..nation.run.blocks(), &pieces, door)?;
    let mut read = |block: usize, columns: &mut [&mut [f64]]| Ok(pieces.load(block, columns));
    let found = nation.find((loaded, &wijken), request.fte_more, &mut read)?;
    let early = early(loaded);
    let view =
        nation_end((folder, loaded, consulted), (plan, early), (&wijken, found), (target, clock))?;
    pieces.remove()?;
    Ok(view)
}

/// Writes what was found of many wijken, and tells it.
pub(super) fn nation_end(
    (folder, loaded, consulted): (Folder, &Loaded, Vec<ConsultedRecord>),
    (plan, early): (&Plan, Vec<Notice>),
    (wijken, (found, many)): (&Wijken, (Found, Many)),
    (target, clock): (PathBuf, Clock),
) -> Result<View, AppError> {
    let mut notices = early;
    notices.extend(late(&many.model, &found.sample, None).iter().map(of_trials));
    notices.extend(wijken.notices());
    let told = (found, Some((wijken, &many)));
    end((folder, loaded, consulted), (&many.model, plan), told, notices, (target, clock))
}

/// Writes what was found, and tells it.
pub(super) fn end(
    (folder, loaded, consulted): (Folder, &Loaded, Vec<ConsultedRecord>),
    (model, plan): (&Model, &Plan),
    (found, many): (Found, Option<(&Wijken, &Many)>),
    notices: Vec<Notice>,
    (target, clock): (PathBuf, Clock),
) -> Result<View, AppError> {
    let resolved = scenario::resolved(&loaded.raw);
    let texts = write::Texts { typed: &loaded.text, resolved: &resolved, consulted };
    write::write(folder, texts, (model, plan), (&found, many), &notices, clock)?;
    let told = (&found.sample, found.rows, found.verdicts);
    Ok(tell::view(loaded, (model, plan), told, notices, target))
}

/// Warnings that only the trials can give.
pub(super) fn late(
    model: &Model,
    sample: &Sample,
    precision: Option<f64>,
) -> Vec<(usize, Problem)> {
    let mut late = warnings::of_sample(model, sample);
    if let Some(asked) = precision {
        late.extend(warnings::of_precision(sample, asked));
    }
    late
}

/// Warnings of the scenario.
pub(super) fn early(loaded: &Loaded) -> Vec<Notice> {
    loaded.warnings.iter().map(|problem| notice(problem, None)).collect()
}

/// A warning of the trials.
pub(super) fn of_trials((count, problem): &(usize, Problem)) -> Notice {
    notice(problem, Some(*count))
}

/// Simulates and analyses.
fn find(
    model: &Model,
    plan: Plan,
    request: &RunRequest,
    (target, identity): (&std::path::Path, Identity),
    door: Door,
) -> Result<(Plan, Found, Option<Pieces>), AppError> {
    let (plan, sample, pieces) = if let Some(precision) = request.precision {
        let (plan, sample) = until_precise(model, &plan, precision, door)?;
        (plan, sample, None)
    } else {
        (door.start)(plan.trials);
        if pieces::is_long(plan.trials) {
            let found = request.found();
            let (sample, pieces) = pieces::whole((model, &plan), target, identity, found, door)?;
            (plan, sample, Some(pieces))
        } else {
            let sample = engine::run(model, &plan, None, door.progress, door.cancel)?;
            (plan, sample, None)
        }
    };
    Ok((plan, Found::of(model, sample), pieces))
}

/// What makes two runs the same run.
pub(super) fn identity(
    consulted: Vec<ConsultedRecord>,
    typed: &str,
    model: &Model,
    plan: &Plan,
) -> Identity {
    Identity {
        program_version: Program::this().version,
        scenario_sha256: sha256(typed.as_bytes()),
        consulted,
        seed: plan.seed,
        trials: Some(plan.trials),
        design: plan.design.name().to_owned(),
        chance: plan.chance.name().to_owned(),
        arms: model.arms.iter().map(|arm| arm.name.clone()).collect(),
    }
}

fn notice(warning: &Problem, trials: Option<usize>) -> Notice {
    Notice {
        code: warning.code.to_owned(),
        path: warning.path.clone(),
        message: warning.message.clone(),
        trials,
    }
}
