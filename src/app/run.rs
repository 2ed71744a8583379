//! `run`: simulate a scenario, write its run folder, and say what came out.

use std::sync::atomic::AtomicBool;

use super::check::{load, refuse};
use super::error::AppError;
use super::precision::until_precise;
use super::request::RunRequest;
use super::{memory, pieces, tell, warnings, write};
use crate::analysis::{self, Path, Row, Verdict};
use crate::engine::{self, EngineError, Sample};
use crate::model::Model;
use crate::plan::Plan;
use crate::report::{Notice, View};
use crate::results::{Clock, Folder, Identity, Pieces, Program, sha256};
use crate::scenario::Loaded;
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
    memory::fits(&model, &plan)?;
    let target = request.folder(&model);
    let mut same = identity(&loaded, &model, &plan);
    if request.precision.is_some() {
        // How many trials it takes is not known yet; a run that differs in that alone may be replaced.
        same.trials = None;
    }
    let folder = Folder::open(&target, same.clone(), request.force)?;
    let (plan, found, pieces) = find(&model, plan, request, (&target, same), door)?;
    let mut late = warnings::of_sample(&model, &found.sample);
    if let Some(asked) = request.precision {
        late.extend(warnings::of_precision(&found.sample, asked));
    }
    if request.strict && !late.is_empty() {
        return Err(refuse(&loaded, late.into_iter().map(|(_, problem)| problem).collect()));
    }
    let early = loaded.warnings.iter().map(|problem| notice(problem, None));
    let late = late.iter().map(|(count, problem)| notice(problem, Some(*count)));
    let notices: Vec<Notice> = early.chain(late).collect();
    write::write(folder, &loaded, (&model, &plan), &found, &notices, clock)?;
    if let Some(pieces) = pieces {
        pieces.remove()?;
    }
    let told = (&found.sample, found.rows, found.verdicts);
    Ok(tell::view(&loaded, (&model, &plan), told, notices, target))
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
    let rows = analysis::summarise(model, &sample);
    let paths = analysis::paths(model, &sample);
    let verdicts = analysis::decide(model, &sample);
    Ok((plan, Found { sample, rows, paths, verdicts }, pieces))
}

/// What makes two runs the same run.
fn identity(loaded: &Loaded, model: &Model, plan: &Plan) -> Identity {
    Identity {
        program_version: Program::this().version,
        scenario_sha256: sha256(loaded.text.as_bytes()),
        consulted: write::consulted(loaded),
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
