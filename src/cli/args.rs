//! The words of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::cluster::SlurmArgs;
use super::evidence::{CalibrateArgs, EvidenceVerb};
use super::inquiry::{DriversArgs, ExportArgs, GivenDataArgs, SensitivityArgs, VoiArgs};
use super::values::{euros, level, part, precision, seed, threads, trials};
use crate::app::{ReportFormat, ReportRequest, RunRequest};
use crate::plan::{Chance, Design, Plan};
use crate::report::Language;

/// Monte Carlo simulation of what social work in a Dutch neighbourhood (wijk) costs and yields.
#[derive(Debug, Parser)]
#[command(name = "wijkimpact", version, subcommand_required = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 done, 1 the run failed, 2 wrong usage, 3 the scenario or a run folder has problems, 4 a result could not be written, 130 interrupted."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Simulate a scenario, write a run folder and print the summary
    Run(Box<RunArgs>),
    /// Write a Slurm script: a job array that makes the shards of a run, and a job that merges them
    Slurm(Box<SlurmArgs>),
    /// Put the shards of a run together, and print the summary
    Merge(MergeArgs),
    /// Print every problem of a scenario at once, with place and hint; run nothing
    Check {
        /// The scenario (TOML)
        scenario: PathBuf,
    },
    /// Print finished runs side by side, and in what their scenarios differ
    Compare(CompareArgs),
    /// Write a report about a finished run and print where it is
    Report(ReportArgs),
    /// Tell which inputs carry the result, by new evaluations of the scenario
    Sensitivity(Box<SensitivityArgs>),
    /// Tell what drives the result of a finished run, from its trials alone
    Drivers(DriversArgs),
    /// Tell what it would be worth to know more, from a finished run: EVPI, EVPPI, studies
    Voi(Box<VoiArgs>),
    /// Ask anybody's sample (CSV or Parquet) for sensitivity indices or the value of information
    GivenData(GivenDataArgs),
    /// Write the trials of a finished run in the layout of other tools
    Export(ExportArgs),
    /// What is known: lists to take from, studies to pool, client cases to price
    #[command(subcommand)]
    Evidence(EvidenceVerb),
    /// Tell what must be true of the inputs for a run to agree with the published figures of its scenario
    Calibrate(CalibrateArgs),
    /// Print the JSON Schema of the scenario format, for completion in editors
    Schema,
    /// Write a commented scenario NAME.toml to start from
    New {
        /// Its name: letters, digits, - and _
        name: String,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct RunArgs {
    /// The scenario (TOML)
    scenario: PathBuf,
    /// Number of trials
    #[arg(long, value_name = "N", default_value_t = Plan::TRIALS as u64, allow_hyphen_values = true, value_parser = trials)]
    trials: u64,
    /// In place of a number of trials: simulate until the simulation error of the net is below this share, e.g. 1%
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true, value_parser = precision, conflicts_with = "trials")]
    precision: Option<f64>,
    /// Seed of every random number [default: the scenario's]
    #[arg(long, value_name = "S", allow_hyphen_values = true, value_parser = seed)]
    seed: Option<u64>,
    /// Levels of staffing instead of the scenario's levels and named arms, e.g. 0,1,2.5; 0 and 1 are always run
    #[arg(long, value_name = "LEVELS", value_delimiter = ',', allow_hyphen_values = true, value_parser = level, num_args = 1)]
    arms: Option<Vec<f64>>,
    /// Layout of the parameter draws
    #[arg(long, value_enum, default_value_t = DesignWord::Sobol)]
    design: DesignWord,
    /// Whether counts are drawn (bands hold luck) or expected (ignorance alone)
    #[arg(long, value_enum, default_value_t = ChanceWord::Sampled)]
    chance: ChanceWord,
    /// Where the run folder comes [default: results/ and the name of the scenario]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace another run that is there
    #[arg(long)]
    force: bool,
    /// A table of wijken (CSV or Parquet): the scenario is simulated for each of them; may be repeated, joined by code
    #[arg(long, value_name = "FILE")]
    areas: Vec<PathBuf>,
    /// With --areas: columns that nothing is known of are ignored
    #[arg(long, requires = "areas")]
    ignore_unknown: bool,
    /// With --areas: FTE to place over the wijken [default: a tenth of those that are there]
    #[arg(long, value_name = "FTE", requires = "areas", value_parser = euros)]
    fte_more: Option<f64>,
    /// Make one part of the run, I of N; `merge` puts them together
    #[arg(long, value_name = "I/N", value_parser = part)]
    pub(super) shard: Option<(usize, usize)>,
    /// Go on with an interrupted run of the same question
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    /// Number of threads [default: all cores]; never changes a result
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = threads)]
    threads: Option<u64>,
    /// Print the summary as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// No progress and no summary in words
    #[arg(long)]
    pub(super) quiet: bool,
    /// Language of the summary [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
    /// Refuse a scenario with warnings
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// The run folder to come, as given to --out; its shards are beside it, in DIR.shards
    #[arg(value_name = "DIR")]
    pub(super) run: PathBuf,
    /// Replace another run that is there
    #[arg(long)]
    pub(super) force: bool,
    /// Of a run over many wijken: FTE to place over them [default: a tenth of those that are there]
    #[arg(long, value_name = "FTE", value_parser = euros)]
    pub(super) fte_more: Option<f64>,
    /// Print the summary as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// No summary in words
    #[arg(long)]
    pub(super) quiet: bool,
    /// Language of the summary [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// Run folders, at least two; each is compared with the first
    #[arg(value_name = "RUN", required = true, num_args = 2..)]
    pub(super) runs: Vec<PathBuf>,
    /// Print the comparison as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The run folder
    run: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = FormatWord::Html)]
    format: FormatWord,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = LanguageWord::Nl)]
    lang: LanguageWord,
    /// Where the report comes; a file that is there is replaced; by default `<scenario>-report.<format>` beside the run folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl ReportArgs {
    /// What is asked of the app.
    pub(super) fn request(&self) -> ReportRequest {
        ReportRequest {
            run: self.run.clone(),
            format: match self.format {
                FormatWord::Html => ReportFormat::Html,
                FormatWord::Xlsx => ReportFormat::Xlsx,
                FormatWord::Md => ReportFormat::Md,
            },
            language: self.lang.language(),
            out: self.out.clone(),
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatWord {
    /// A page for a browser, with its figures in it
    Html,
    /// A workbook
    Xlsx,
    /// Markdown
    Md,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DesignWord {
    /// Sixteen independently scrambled Sobol' sequences
    Sobol,
    /// Sixteen independent Latin hypercubes
    LatinHypercube,
    /// Independent draws
    MonteCarlo,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ChanceWord {
    /// Counts are drawn
    Sampled,
    /// Every count is its expectation
    Expected,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LanguageWord {
    /// Nederlands
    Nl,
    /// English
    En,
}

impl LanguageWord {
    pub(super) const fn language(self) -> Language {
        match self {
            Self::Nl => Language::Dutch,
            Self::En => Language::English,
        }
    }
}

impl RunArgs {
    /// What is asked of the app.
    pub(super) fn request(&self) -> RunRequest {
        RunRequest {
            scenario: self.scenario.clone(),
            trials: Some(self.trials as usize),
            precision: self.precision,
            seed: self.seed,
            arms: self.arms.clone(),
            design: Some(match self.design {
                DesignWord::Sobol => Design::Sobol,
                DesignWord::LatinHypercube => Design::LatinHypercube,
                DesignWord::MonteCarlo => Design::MonteCarlo,
            }),
            chance: Some(match self.chance {
                ChanceWord::Sampled => Chance::Sampled,
                ChanceWord::Expected => Chance::Expected,
            }),
            out: self.out.clone(),
            force: self.force,
            resume: self.resume,
            areas: self.areas.clone(),
            ignore_unknown: self.ignore_unknown,
            fte_more: self.fte_more,
            threads: self.threads.map(|threads| threads as usize),
            strict: self.strict,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_words_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    #[test]
    fn words_are_those_of_the_plan() {
        let names = |values: &[clap::builder::PossibleValue]| -> Vec<String> {
            values.iter().map(|value| value.get_name().to_owned()).collect()
        };
        let designs: Vec<_> =
            DesignWord::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        assert_eq!(names(&designs), Design::ALL.map(Design::name));
        let chances: Vec<_> =
            ChanceWord::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        assert_eq!(names(&chances), [Chance::Sampled, Chance::Expected].map(Chance::name));
    }

    #[test]
    fn levels_are_read_with_commas_between() {
        let cli = Cli::parse_from(["wijkimpact", "run", "x.toml", "--arms", "0,1,2.5"]);
        let Verb::Run(run) = cli.verb else { panic!("run is run") };
        assert_eq!(run.request().arms, Some(vec![0.0, 1.0, 2.5]));
        for wrong in ["-1", "", "1,,2", "two", "inf", "NaN"] {
            let arms = format!("--arms={wrong}");
            assert!(
                Cli::try_parse_from(["wijkimpact", "run", "x.toml", &arms]).is_err(),
                "{wrong}"
            );
        }
    }
}
