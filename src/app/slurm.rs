//! `slurm`: a job array for a cluster, its time and memory from a few trials made here.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::check::load;
use super::error::AppError;
use super::request::RunRequest;
use super::whole::write_whole;
use super::{memory, wijken};
use crate::engine;
use crate::plan::Plan;
use crate::report::slurm::{Effort, Need, SlurmPlan};

/// Trials of the dry estimate: enough to spread the start of a run.
const DRY: usize = 256;

/// What is asked of `slurm`.
#[derive(Debug, Clone)]
pub struct SlurmRequest {
    /// The run.
    pub run: RunRequest,
    /// The words of the run as typed, but for scenario, tables and place.
    pub options: Vec<String>,
    /// Number of shards.
    pub shards: u32,
    /// Partition; none: the cluster's.
    pub partition: Option<String>,
    /// Cores of a job.
    pub cpus: u32,
    /// Seconds of a shard; none: estimated.
    pub seconds: Option<u64>,
    /// MiB of a shard; none: estimated.
    pub mebibytes: Option<u64>,
    /// Where the script comes; none: it is given back.
    pub script: Option<PathBuf>,
}

/// The script, or where it was written.
///
/// # Errors
/// Problems of the scenario or the tables; what cannot stand in a script; a file that cannot be written.
pub fn slurm(request: &SlurmRequest) -> Result<String, AppError> {
    let loaded = load(&request.run.scenario, request.run.strict)?;
    let (model, plan) = request.run.question(&loaded)?;
    let areas = if request.run.areas.is_empty() {
        1
    } else {
        wijken::of_request(&request.run, &loaded)?.0.list.len()
    };
    // The clock decides nothing but what is asked of the cluster.
    let start = Instant::now();
    let dry = Plan { trials: DRY.min(plan.trials), ..plan.clone() };
    engine::run(&model, &dry, Some(1), &|_| {}, &AtomicBool::new(false))?;
    let seconds = start.elapsed().as_secs_f64() / dry.trials as f64;
    let effort = Effort {
        seconds_per_trial: seconds * areas as f64,
        trials: plan.trials as u64,
        shards: request.shards,
        cpus: request.cpus,
        bytes_per_trial: memory::bytes_per_trial(&model),
    };
    let shard = effort.shard();
    let folder = std::env::current_dir()
        .map_err(|error| AppError::Write { path: ".".to_owned(), reason: error.to_string() })?;
    let made = SlurmPlan {
        program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("wijkimpact")),
        folder,
        scenario: request.run.scenario.clone(),
        areas: request.run.areas.clone(),
        options: request.options.clone(),
        out: request.run.folder(&model),
        shards: request.shards,
        name: model.name.clone(),
        partition: request.partition.clone(),
        cpus: request.cpus,
        shard: Need {
            seconds: request.seconds.unwrap_or(shard.seconds),
            mebibytes: request.mebibytes.unwrap_or(shard.mebibytes),
        },
        merge: effort.merge(),
    };
    let text = made.script().map_err(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        AppError::Usage(told.join("\n"))
    })?;
    match &request.script {
        None => Ok(text),
        Some(path) => {
            write_whole(path, text.as_bytes())?;
            Ok(format!("{}\n", path.display()))
        }
    }
}
