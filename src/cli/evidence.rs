//! The words of `evidence` and `calibrate`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::LanguageWord;
use super::values::{seed, share_inside, size, threads};
use crate::app::{
    AppError, CalibrateRequest, IntervalMethod, PoolMeasure, PoolOptions, PredictionMethod,
    Tau2Method,
};

#[derive(Debug, Subcommand)]
pub(super) enum EvidenceVerb {
    /// Pool studies of a CSV file: effect, interval, prediction for a new wijk, heterogeneity
    Pool(Box<PoolArgs>),
    /// Price client cases (Effectencalculator): with and without help, case by case and together
    Cases(CasesArgs),
    /// Print what scenarios can take by name: prices, ready outcomes, published business cases
    List(ListArgs),
}

#[derive(Debug, Args)]
pub(super) struct PoolArgs {
    /// The studies (CSV with the column names of metafor)
    pub(super) studies: PathBuf,
    /// What the studies measured [default: what the columns say]
    #[arg(long, value_enum)]
    measure: Option<MeasureWord>,
    /// How the variance between studies is found
    #[arg(long, value_enum, default_value_t = Tau2Word::Reml)]
    tau2: Tau2Word,
    /// How the interval is found [default: hk; z for a common effect]
    #[arg(long, value_enum)]
    interval: Option<IntervalWord>,
    /// How the interval for a new setting is found
    #[arg(long, value_enum, default_value_t = PredictionWord::Hk)]
    prediction: PredictionWord,
    /// Confidence of the intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = share_inside)]
    level: f64,
    /// A column of words: a pool for each word, and the difference between them
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// Columns of numbers for a meta-regression
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    moderators: Vec<String>,
    /// Only rows in which a column holds a word, COLUMN=WORD
    #[arg(long, value_name = "COLUMN=WORD")]
    only: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
    /// Write a forest plot (SVG) there too
    #[arg(long, value_name = "FILE")]
    pub(super) forest: Option<PathBuf>,
    /// Write a funnel plot (SVG) there too
    #[arg(long, value_name = "FILE")]
    pub(super) funnel: Option<PathBuf>,
}

impl PoolArgs {
    pub(super) fn options(&self) -> Result<PoolOptions, AppError> {
        let only = match self.only.as_deref().map(|only| only.split_once('=')) {
            None => None,
            Some(Some((column, word))) => Some((column.trim().to_owned(), word.trim().to_owned())),
            Some(None) => {
                return Err(AppError::Usage("--only: write a column, = and a word".to_owned()));
            }
        };
        Ok(PoolOptions {
            measure: self.measure.map(MeasureWord::measure),
            tau2: self.tau2.method(),
            interval: self.interval.map(IntervalWord::method),
            prediction: self.prediction.method(),
            level: self.level,
            only,
            subgroups: self.by.clone(),
            moderators: self.moderators.clone(),
            ..PoolOptions::default()
        })
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MeasureWord {
    /// Numbers with a variance, pooled as they are
    Yi,
    /// Risk ratio
    Rr,
    /// Odds ratio
    Or,
    /// Risk difference
    Rd,
    /// Standardised mean difference (Hedges' g)
    Smd,
    /// Any ratio above 0, such as benefits over costs
    Ratio,
}

impl MeasureWord {
    const fn measure(self) -> PoolMeasure {
        match self {
            Self::Yi => PoolMeasure::Plain,
            Self::Rr => PoolMeasure::RiskRatio,
            Self::Or => PoolMeasure::OddsRatio,
            Self::Rd => PoolMeasure::RiskDifference,
            Self::Smd => PoolMeasure::MeanDifference,
            Self::Ratio => PoolMeasure::Ratio,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Tau2Word {
    /// Restricted maximum likelihood
    Reml,
    /// DerSimonian and Laird
    Dl,
    /// Maximum likelihood
    Ml,
    /// Paule and Mandel
    Pm,
    /// Hedges
    He,
    /// Sidik and Jonkman
    Sj,
    /// None: a common effect
    Ce,
}

impl Tau2Word {
    const fn method(self) -> Tau2Method {
        match self {
            Self::Reml => Tau2Method::Reml,
            Self::Dl => Tau2Method::Dl,
            Self::Ml => Tau2Method::Ml,
            Self::Pm => Tau2Method::Pm,
            Self::He => Tau2Method::He,
            Self::Sj => Tau2Method::Sj,
            Self::Ce => Tau2Method::Ce,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum IntervalWord {
    /// Normal, as if the variance between studies were known
    Z,
    /// Hartung, Knapp, Sidik and Jonkman
    Hk,
    /// The same, never narrower than the ordinary one
    HkAdhoc,
}

impl IntervalWord {
    const fn method(self) -> IntervalMethod {
        match self {
            Self::Z => IntervalMethod::Z,
            Self::Hk => IntervalMethod::Hk,
            Self::HkAdhoc => IntervalMethod::HkAdhoc,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PredictionWord {
    /// t with k - 1 degrees of freedom and the Hartung-Knapp standard error
    Hk,
    /// Normal with the ordinary standard error
    Normal,
    /// t with k - 2 degrees of freedom and the ordinary standard error (Higgins, Thompson and Spiegelhalter)
    Hts,
}

impl PredictionWord {
    const fn method(self) -> PredictionMethod {
        match self {
            Self::Hk => PredictionMethod::Hk,
            Self::Normal => PredictionMethod::Normal,
            Self::Hts => PredictionMethod::Hts,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CasesArgs {
    /// The cases (TOML)
    pub(super) cases: PathBuf,
    /// Print the time line of one case
    #[arg(long, value_name = "NAME")]
    pub(super) case: Option<String>,
    /// Draws of prices and amounts
    #[arg(long, value_name = "N", default_value_t = 8192, value_parser = size)]
    pub(super) draws: u64,
    /// Seed
    #[arg(long, value_name = "S", default_value_t = 1, allow_hyphen_values = true, value_parser = seed)]
    pub(super) seed: u64,
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

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Which list
    #[arg(value_enum)]
    pub(super) what: ListWord,
    /// Print it as JSON, with sources and remarks
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListWord {
    /// The price list
    Prices,
    /// Ready outcomes, by type of activity
    Outcomes,
    /// Business cases and landmarks, by quadrant of the typology
    Cases,
}

#[derive(Debug, Args)]
pub(super) struct CalibrateArgs {
    /// The scenario (TOML), with `[[published]]` figures
    scenario: PathBuf,
    /// Draws from the scenario as it is
    #[arg(long, value_name = "N", default_value_t = 65_536, value_parser = size)]
    points: u64,
    /// Points that walk to figures that draws do not reach
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = size)]
    particles: u64,
    /// How exact a published number is meant that has no range, as a share of it
    #[arg(long, value_name = "SHARE", default_value = "10%", value_parser = share_inside)]
    tolerance: f64,
    /// Write a scenario there whose inputs are rows that agree with the figures; a file that is there is never replaced
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Rows of that scenario
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = size)]
    rows: u64,
    /// Seed [default: the scenario's]
    #[arg(long, value_name = "S", allow_hyphen_values = true, value_parser = seed)]
    seed: Option<u64>,
    /// Number of threads [default: all cores]; never changes a result
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = threads)]
    threads: Option<u64>,
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
}

impl CalibrateArgs {
    pub(super) fn request(&self) -> CalibrateRequest {
        CalibrateRequest {
            scenario: self.scenario.clone(),
            points: self.points as usize,
            particles: self.particles as usize,
            seed: self.seed,
            tolerance: self.tolerance,
            write: self.write.clone(),
            rows: self.rows as usize,
            threads: self.threads.map(|threads| threads as usize),
        }
    }
}
