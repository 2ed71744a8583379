//! The words of `slurm`.

use std::path::PathBuf;

use clap::Args;

use super::values::{level, seed, size, trials};
use crate::app::{RunRequest, SlurmRequest};
use crate::plan::Plan;
use crate::report::slurm::{memory_of, time_of};

#[derive(Debug, Args)]
pub(super) struct SlurmArgs {
    /// The scenario (TOML)
    scenario: PathBuf,
    /// Number of shards
    #[arg(long, value_name = "N", value_parser = size)]
    shards: u64,
    /// A table of wijken, as for `run`; may be repeated
    #[arg(long, value_name = "FILE")]
    areas: Vec<PathBuf>,
    /// Number of trials
    #[arg(long, value_name = "N", default_value_t = Plan::TRIALS as u64, value_parser = trials)]
    trials: u64,
    /// Seed [default: the scenario's]
    #[arg(long, value_name = "S", value_parser = seed)]
    seed: Option<u64>,
    /// Levels of staffing, as for `run`
    #[arg(long, value_name = "LEVELS", value_delimiter = ',', value_parser = level, num_args = 1)]
    arms: Option<Vec<f64>>,
    /// Where the run folder comes [default: results/ and the name of the scenario]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Partition of the cluster [default: the cluster's]
    #[arg(long, value_name = "NAME")]
    partition: Option<String>,
    /// Cores of a job
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=4096))]
    cpus: u32,
    /// Time of a shard, such as 2:00:00 [default: estimated from a few trials]
    #[arg(long, value_name = "TIME", value_parser = time)]
    time: Option<u64>,
    /// Memory of a shard, such as 28G [default: estimated]
    #[arg(long, value_name = "SIZE", value_parser = memory)]
    mem: Option<u64>,
    /// Write the script there in place of printing it
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
}

fn time(text: &str) -> Result<u64, String> {
    time_of(text).ok_or_else(|| "a time as Slurm writes it: 30, 2:00:00 or 1-12:00:00".to_owned())
}

fn memory(text: &str) -> Result<u64, String> {
    memory_of(text).ok_or_else(|| "an amount as Slurm writes it: 500M, 28G".to_owned())
}

impl SlurmArgs {
    /// What is asked of the app.
    pub(super) fn request(&self) -> SlurmRequest {
        let mut options = vec!["--trials".to_owned(), self.trials.to_string()];
        if let Some(seed) = self.seed {
            options.extend(["--seed".to_owned(), seed.to_string()]);
        }
        if let Some(levels) = &self.arms {
            let levels: Vec<String> = levels.iter().map(f64::to_string).collect();
            options.extend(["--arms".to_owned(), levels.join(",")]);
        }
        SlurmRequest {
            run: RunRequest {
                scenario: self.scenario.clone(),
                areas: self.areas.clone(),
                trials: Some(self.trials as usize),
                seed: self.seed,
                arms: self.arms.clone(),
                out: self.out.clone(),
                ..RunRequest::default()
            },
            options,
            shards: u32::try_from(self.shards).unwrap_or(u32::MAX),
            partition: self.partition.clone(),
            cpus: self.cpus,
            seconds: self.time,
            mebibytes: self.mem,
            script: self.script.clone(),
        }
    }
}
