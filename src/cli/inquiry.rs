//! The words of the commands that ask which inputs matter and what knowing more is worth.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::LanguageWord;
use super::values::{euros, group, many, rate, seed, share_inside, size, threads};

use crate::app::{
    AppError, DriversRequest, GivenDataRequest, Layout, NamedGroup, Population, SensitivityMethod,
    SensitivityRequest, Study, StudyCost, StudyRequest, VoiRequest, What,
};

/// How and where a finding is told.
#[derive(Debug, Args)]
pub(super) struct Telling {
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
    /// Write a figure (SVG) there too
    #[arg(long, value_name = "FILE")]
    pub(super) figure: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MethodWord {
    /// Each input at its 5 % and 95 % point: the swing, and where the advice switches
    Tornado,
    /// Shares of the variance of independent inputs, alone and with interactions
    Sobol,
    /// Shares of the variance of correlated inputs
    Shapley,
    /// Elementary effects: quick screening of very many inputs
    Morris,
}

#[derive(Debug, Args)]
pub(super) struct SensitivityArgs {
    /// The scenario (TOML)
    scenario: PathBuf,
    /// The method
    #[arg(long, value_enum)]
    method: MethodWord,
    /// The measure, a column of trials.parquet [default: net_pv_expected]
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    /// The arm [default: the one with staff that is best on average]
    #[arg(long, value_name = "ARM")]
    arm: Option<String>,
    /// Base points (sobol 8192, tornado 1024; a multiple of 16), random orders (shapley 2048) or paths (morris 64)
    #[arg(long, value_name = "N", value_parser = size)]
    points: Option<u64>,
    /// Confidence of the intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = share_inside)]
    level: f64,
    /// Seed [default: the scenario's]
    #[arg(long, value_name = "S", allow_hyphen_values = true, value_parser = seed)]
    seed: Option<u64>,
    /// With sobol: inputs that move as one, NAME=PATH+PATH; may be repeated
    #[arg(long, value_name = "NAME=PATHS", value_parser = group)]
    group: Vec<NamedGroup>,
    /// With sobol: correlated inputs move as one; alone they are refused
    #[arg(long)]
    together: bool,
    /// With sobol: pairs too
    #[arg(long)]
    second: bool,
    /// With sobol: at smaller numbers of points too; the figure then shows how indices settle
    #[arg(long)]
    pub(super) convergence: bool,
    /// Number of threads [default: all cores]; never changes a result
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = threads)]
    threads: Option<u64>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

impl SensitivityArgs {
    pub(super) fn request(&self) -> SensitivityRequest {
        SensitivityRequest {
            scenario: self.scenario.clone(),
            method: match self.method {
                MethodWord::Tornado => SensitivityMethod::Tornado,
                MethodWord::Sobol => SensitivityMethod::Sobol,
                MethodWord::Shapley => SensitivityMethod::Shapley,
                MethodWord::Morris => SensitivityMethod::Morris,
            },
            of: self.of.clone(),
            arm: self.arm.clone(),
            points: self.points.map(|points| points as usize),
            level: self.level,
            seed: self.seed,
            groups: self.group.clone(),
            together: self.together,
            second: self.second,
            convergence: self.convergence,
            threads: self.threads.map(|threads| threads as usize),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct DriversArgs {
    /// The run folder
    run: PathBuf,
    /// The measure, a column of trials.parquet [default: net_pv_expected]
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    /// The arm [default: the one with staff that is best on average]
    #[arg(long, value_name = "ARM")]
    arm: Option<String>,
    /// Confidence of the intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = share_inside)]
    level: f64,
    #[command(flatten)]
    pub(super) telling: Telling,
}

impl DriversArgs {
    pub(super) fn request(&self) -> DriversRequest {
        DriversRequest {
            run: self.run.clone(),
            of: self.of.clone(),
            arm: self.arm.clone(),
            level: self.level,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct VoiArgs {
    /// The run folder
    run: PathBuf,
    /// Inputs that would be learned together, NAME=PATH+PATH; may be repeated
    #[arg(long, value_name = "NAME=PATHS", value_parser = group)]
    group: Vec<NamedGroup>,
    /// Only these inputs [default: all]
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    params: Vec<String>,
    /// Budgets to choose within, EUR, e.g. 100000,200000
    #[arg(long, value_name = "EUROS", value_delimiter = ',', value_parser = euros)]
    budget: Vec<f64>,
    /// Wijken that take this decision each year
    #[arg(long, value_name = "N", default_value = "1", value_parser = many)]
    wijken: f64,
    /// Years in which what is learned stays of use
    #[arg(long, value_name = "YEARS", default_value = "1", value_parser = many)]
    years: f64,
    /// Yearly discount rate of later decisions
    #[arg(long, value_name = "RATE", default_value = "0.0225", allow_hyphen_values = true, value_parser = rate)]
    rate: f64,
    /// A study of this input: what it is worth by size
    #[arg(long, value_name = "PATH", requires = "observes")]
    study: Option<String>,
    /// What the study observes: `share` (the input is a probability), `mean:SD` (the input is a mean; SD between participants), or
    /// `rr:RISK` (the input is a relative risk or rate ratio; RISK without the programme)
    #[arg(long, value_name = "WHAT", requires = "study")]
    observes: Option<String>,
    /// Participants, ascending
    #[arg(long, value_name = "SIZES", value_delimiter = ',', default_value = "50,100,200,400,800,1600", value_parser = size)]
    sizes: Vec<u64>,
    /// Fixed cost of the study, EUR
    #[arg(long, value_name = "EUROS", default_value = "0", value_parser = euros)]
    fixed: f64,
    /// Cost of a participant, EUR
    #[arg(long, value_name = "EUROS", default_value = "0", value_parser = euros)]
    per_participant: f64,
    #[command(flatten)]
    pub(super) telling: Telling,
}

impl VoiArgs {
    pub(super) fn request(&self) -> Result<VoiRequest, AppError> {
        let study = match (&self.study, &self.observes) {
            (Some(input), Some(observes)) => Some(StudyRequest {
                input: input.clone(),
                design: design(observes)?,
                sizes: self.sizes.clone(),
                cost: StudyCost { fixed: self.fixed, per_participant: self.per_participant },
            }),
            _ => None,
        };
        Ok(VoiRequest {
            run: self.run.clone(),
            groups: self.group.clone(),
            params: self.params.clone(),
            budgets: self.budget.clone(),
            population: Population {
                wijken_per_year: self.wijken,
                years: self.years,
                rate: self.rate,
            },
            study,
        })
    }
}

/// What a study observes, from the word for it.
fn design(word: &str) -> Result<Study, AppError> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    let study = match word.split_once(':') {
        None if word == "share" => Some(Study::Share),
        Some(("mean", sd)) => number(sd).map(|sd| Study::Mean { sd }),
        Some(("rr", risk)) => number(risk).map(|risk| Study::LogRelativeRisk { risk }),
        _ => None,
    };
    study.ok_or_else(|| {
        AppError::Usage(format!(
            "--observes: `{word}` is none of `share`, `mean:SD`, `rr:RISK`, such as `mean:12.5`"
        ))
    })
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum WhatWord {
    /// First-order indices of one output
    Sobol,
    /// The value of perfect information
    Evpi,
    /// That of single inputs and groups
    Evppi,
}

#[derive(Debug, Args)]
pub(super) struct GivenDataArgs {
    /// Draws of the inputs: CSV or Parquet, one row a draw, names above
    #[arg(long, value_name = "FILE")]
    inputs: Option<PathBuf>,
    /// One column (sobol), or the net benefits of one option a column
    #[arg(long, value_name = "FILE")]
    outputs: PathBuf,
    /// What is asked
    #[arg(long, value_enum)]
    what: WhatWord,
    /// With evppi: inputs that would be learned together, NAME=INPUT+INPUT; may be repeated
    #[arg(long, value_name = "NAME=INPUTS", value_parser = group)]
    group: Vec<NamedGroup>,
    /// Only these inputs [default: all]
    #[arg(long, value_name = "INPUTS", value_delimiter = ',')]
    params: Vec<String>,
    /// Confidence of the intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = share_inside)]
    level: f64,
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
}

impl GivenDataArgs {
    pub(super) fn request(&self) -> GivenDataRequest {
        GivenDataRequest {
            inputs: self.inputs.clone(),
            outputs: self.outputs.clone(),
            what: match self.what {
                WhatWord::Sobol => What::Sobol,
                WhatWord::Evpi => What::Evpi,
                WhatWord::Evppi => What::Evppi,
            },
            groups: self.group.clone(),
            params: self.params.clone(),
            level: self.level,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LayoutWord {
    /// parameters.csv, costs.csv, effects.csv (SAVI, voi, BCEA); an effect is a euro
    Savi,
    /// problem.json, inputs.csv, outputs.csv
    Salib,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The run folder
    pub(super) run: PathBuf,
    /// For which tools
    #[arg(long, value_enum)]
    layout: LayoutWord,
    /// The folder for the files
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
}

impl ExportArgs {
    pub(super) const fn layout(&self) -> Layout {
        match self.layout {
            LayoutWord::Savi => Layout::Savi,
            LayoutWord::Salib => Layout::Salib,
        }
    }
}
