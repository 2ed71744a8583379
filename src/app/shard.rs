//! `run --shard I/N`: a part of a run, to be put together with the others by `merge`.

use std::path::{Path, PathBuf};

use super::check::load;
use super::error::AppError;
use super::nation::Nation;
use super::request::RunRequest;
use super::run::{Door, early, identity};
use super::{memory, pieces, wijken, write};
use crate::engine::{EngineError, Simulation};
use crate::report::Notice;
use crate::results::{
    FolderError, Found, Pieces, Question, Shard, ShardRecord, WarningRecord, shard_name, shards_of,
};
use crate::scenario;

/// Makes shard `shard` (from 1) of `shards`, and says where it is. A finished one of the same question is left as it is; one that
/// was interrupted goes on where it was.
///
/// # Errors
/// [`AppError`]; pieces that were finished stay.
pub fn run_shard(
    request: &RunRequest,
    (shard, shards): (usize, usize),
    door: Door,
) -> Result<PathBuf, AppError> {
    if shard == 0 || shard > shards {
        return Err(AppError::Usage(format!("--shard: {shard}/{shards} is none of 1 to {shards}")));
    }
    let Some(threads) = request.threads else { return here(request, (shard, shards), door) };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| EngineError::Threads { threads, reason: error.to_string() })?;
    pool.install(|| here(request, (shard, shards), door))
}

/// Where the shards of a run of `trials` end: at equal parts, and where a part would be longer than a piece.
pub(super) fn cut(trials: usize, shards: usize) -> Vec<(usize, std::ops::Range<usize>)> {
    let start = |shard: usize| trials * shard / shards;
    (0..shards)
        .flat_map(|shard| {
            pieces::cut(start(shard)..start(shard + 1)).into_iter().map(move |range| (shard, range))
        })
        .collect()
}

fn here(
    request: &RunRequest,
    (shard, shards): (usize, usize),
    door: Door,
) -> Result<PathBuf, AppError> {
    if request.precision.is_some() {
        return Err(AppError::Usage(
            "--precision does not go with --shard: a shard must know the number of trials"
                .to_owned(),
        ));
    }
    let loaded = load(&request.scenario, request.strict)?;
    let (model, plan) = request.question(&loaded)?;
    let target = shards_of(&request.folder(&model)).join(shard_name(shard, shards));
    let resolved = scenario::resolved(&loaded.raw);
    let mut texts =
        vec![("scenario.toml", loaded.text.as_str()), ("scenario.resolved.toml", &resolved)];
    let warnings = early(&loaded).into_iter().map(warning).collect();
    if request.areas.is_empty() {
        memory::fits(&model, &plan)?;
        let same = identity(write::consulted(&loaded), &loaded.text, &model, &plan);
        let parts = cut(plan.trials, shards);
        let ends = parts.iter().map(|(_, range)| range.end).collect();
        let question = Question { identity: same, unit: "trials".to_owned(), ends };
        let own: Vec<usize> =
            (0..parts.len()).filter(|piece| parts[*piece].0 == shard - 1).collect();
        let record = ShardRecord::new((shard, shards), question.clone(), own.clone(), warnings);
        let Some(kept) = begin(request, &target, &record)? else { return Ok(target) };
        let simulation = Simulation::new(&model, &plan)?;
        (door.start)(own.iter().map(|piece| parts[*piece].1.len()).sum());
        let mut done = 0;
        for number in own {
            let range = parts[number].1.clone();
            let (first, before) = (range.start, done);
            let progress = |now: usize| (door.progress)(before + now - first);
            let door = Door { progress: &progress, ..door };
            done += range.len();
            pieces::piece(&simulation, (&model, &kept), number, range, door)?;
        }
        Shard::finish(kept, &target, record, &texts)?;
        return Ok(target);
    }
    let (wijken, consulted) = wijken::of_request(request, &loaded)?;
    let areas = wijken.areas(&loaded, &model)?;
    let nation = Nation::new(&model, &plan, &areas)?;
    memory::fits(nation.run.model(), &plan)?;
    let same = identity(consulted, &loaded.text, &model, &plan);
    let blocks = nation.run.shard(shard - 1, shards);
    let own = blocks.clone().collect();
    let record = ShardRecord::new((shard, shards), nation.question(same), own, warnings);
    let Some(kept) = begin(request, &target, &record)? else { return Ok(target) };
    (door.start)(blocks.clone().map(|block| nation.run.areas_of(block).len()).sum());
    nation.make(blocks, &kept, door)?;
    let list = wijken.text()?;
    texts.push(("areas.json", &list));
    Shard::finish(kept, &target, record, &texts)?;
    Ok(target)
}

/// The pieces of a shard, to be made; nothing if the shard is finished already.
fn begin(
    request: &RunRequest,
    target: &Path,
    record: &ShardRecord,
) -> Result<Option<Pieces>, AppError> {
    if let Some(there) = Shard::open(target) {
        let is_same = there.record.question == record.question;
        if is_same && !request.force {
            return Ok(None);
        }
        if !request.force {
            let differences = record.question.identity.differences(&there.record.question.identity);
            let path = target.to_owned();
            return Err(FolderError::OtherRun { path, differences }.into());
        }
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder).map_err(|error| super::whole::refuse(folder, &error))?;
    }
    let found = if request.force { Found::Discard } else { Found::Resume };
    Ok(Some(Pieces::open(target, &record.question, found)?))
}

fn warning(notice: Notice) -> WarningRecord {
    WarningRecord {
        code: notice.code,
        path: notice.path,
        message: notice.message,
        trials: notice.trials,
    }
}
