//! `manifest.json`: what was run, by what, from which inputs, and what came out.

use serde::{Deserialize, Serialize};

use super::hash::sha256;

/// The name that tells a run folder of ours from any other folder.
const FORMAT: &str = "wijkimpact run";

/// Grows when a reader of an older version would misread the folder.
const FORMAT_VERSION: u32 = 1;

/// Everything about a run that is not in its tables. Only [`Timing`] differs between two runs of the same question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    format_version: u32,
    /// What made it.
    pub program: Program,
    /// What was asked about.
    pub scenario: ScenarioRecord,
    /// The texts the scenario leaned on: price lists, ready outcomes, studies. `scenario.resolved.toml` holds what they said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<ConsultedRecord>,
    /// The wijken, in a run over many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub areas: Option<AreasRecord>,
    /// Seed of every random number.
    pub seed: u64,
    /// Number of trials.
    pub trials: usize,
    /// Independent replicates behind the Monte Carlo errors.
    pub replicates: usize,
    /// Layout of the parameter draws.
    pub design: String,
    /// `sampled` or `expected`.
    pub chance: String,
    /// The arms, from less staff to more.
    pub arms: Vec<ArmRecord>,
    /// Monte Carlo error of the headline figures.
    pub monte_carlo_error: Vec<ErrorRecord>,
    /// What the reader should know before trusting the result.
    pub warnings: Vec<WarningRecord>,
    /// Every other file of the folder.
    pub files: Vec<FileRecord>,
    /// Besides the fingerprint the only part that is not the same in every run of the same question.
    pub timing: Timing,
    /// SHA-256 of this text with nothing in this place: a manifest that somebody changed is not believed.
    #[serde(default)]
    fingerprint: String,
}

/// Why a text is no manifest that we understand.
#[derive(Debug)]
pub(super) enum FormatError {
    /// Of a later program.
    Newer {
        /// The version of its format.
        found: u64,
        /// The newest version we know.
        known: u32,
    },
    /// Not a manifest of a run at all; why.
    NotOurs(String),
}

/// The program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The generator of random numbers.
    pub generator: String,
}

impl Program {
    /// This one.
    pub fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            generator: "ChaCha8".to_owned(),
        }
    }
}

/// The scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioRecord {
    /// Its name.
    pub name: String,
    /// SHA-256 of `scenario.toml`.
    pub sha256: String,
    /// Calendar year of year 0.
    pub base_year: i32,
    /// Money is in euros of this year.
    pub price_year: i32,
    /// Years followed.
    pub horizon: usize,
    /// Years the programmes run.
    pub years: usize,
}

/// The wijken of a run over many of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AreasRecord {
    /// Number of wijken.
    pub count: usize,
    /// Rows of the table that are no part of the run.
    pub left_out: usize,
    /// Paths of the quantities that each wijk has its own number of.
    pub quantities: Vec<String>,
    /// Quantity, column, and number of wijken that took their municipality's number and the country's.
    pub filled: Vec<(String, String, usize, usize)>,
    /// What was said of the table.
    pub told: Vec<String>,
    /// The arm whose yield beyond present staffing ranks the wijken.
    pub ranked_by: String,
    /// FTE that were placed.
    pub fte_placed: f64,
    /// Expected net of the plan, EUR: mean and 90 % band.
    pub net_placed: [f64; 3],
    /// What an even spread loses against it, EUR: mean and 90 % band.
    pub even_loses: [f64; 3],
    /// FTE after which the next one would lose.
    pub fte_that_gain: f64,
    /// What the plan may miss, EUR.
    pub may_miss: f64,
}

/// A text that the scenario leaned on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultedRecord {
    /// `prices`, `outcomes`, `studies` or `areas`.
    pub role: String,
    /// Its file as the scenario names it.
    pub file: String,
    /// SHA-256 of its text.
    pub sha256: String,
    /// What was taken from it.
    pub taken: Vec<String>,
}

impl ConsultedRecord {
    /// The record of a text.
    pub fn new(role: &str, file: &str, text: &str, taken: &[String]) -> Self {
        Self {
            role: role.to_owned(),
            file: file.to_owned(),
            sha256: sha256(text.as_bytes()),
            taken: taken.to_vec(),
        }
    }

    /// The record of a file that is no text, or of which only its bytes matter.
    pub fn of_bytes(role: &str, file: &str, bytes: &[u8]) -> Self {
        let sha256 = sha256(bytes);
        Self { role: role.to_owned(), file: file.to_owned(), sha256, taken: Vec::new() }
    }
}

/// An arm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArmRecord {
    /// Its name.
    pub arm: String,
    /// Multiple of present staffing; none for a named arm.
    pub level: Option<f64>,
}

/// A headline figure with its Monte Carlo error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorRecord {
    /// The arm.
    pub arm: String,
    /// The figure.
    pub measure: String,
    /// Its mean.
    pub mean: f64,
    /// Monte Carlo standard error of the mean.
    pub mcse: Option<f64>,
}

/// A warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningRecord {
    /// Kebab-case name of the kind of problem.
    pub code: String,
    /// Where in the scenario; empty for the whole.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// Number of trials in which it happened, for what only a run can show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trials: Option<usize>,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

/// When a run was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// Start, UTC, ISO 8601.
    pub started: String,
    /// From the start to the writing of the manifest.
    pub seconds: f64,
}

impl Manifest {
    /// A manifest without files, which the folder adds.
    #[expect(clippy::too_many_arguments, reason = "a record has as many parts as it has")]
    pub fn new(
        scenario: ScenarioRecord,
        (seed, trials): (u64, usize),
        (design, chance): (&str, &str),
        replicates: usize,
        arms: Vec<ArmRecord>,
        monte_carlo_error: Vec<ErrorRecord>,
        warnings: Vec<WarningRecord>,
        timing: Timing,
    ) -> Self {
        Self {
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            program: Program::this(),
            scenario,
            consulted: Vec::new(),
            areas: None,
            seed,
            trials,
            replicates,
            design: design.to_owned(),
            chance: chance.to_owned(),
            arms,
            monte_carlo_error,
            warnings,
            files: Vec::new(),
            timing,
            fingerprint: String::new(),
        }
    }

    /// The same with the texts the scenario leaned on.
    #[must_use]
    pub fn with_consulted(self, consulted: Vec<ConsultedRecord>) -> Self {
        Self { consulted, ..self }
    }

    /// The same of a run over many wijken.
    #[must_use]
    pub fn with_areas(self, areas: Option<AreasRecord>) -> Self {
        Self { areas, ..self }
    }

    /// The same with the files of the folder.
    #[must_use]
    pub(super) fn with_files(self, files: Vec<FileRecord>) -> Self {
        Self { files, ..self }
    }

    /// The manifest in this text; none if it is not one of ours, or of a version we do not know.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    /// The manifest in this text, or why there is none that we understand.
    pub(super) fn read(text: &str) -> Result<Self, FormatError> {
        let not_ours = |reason: String| FormatError::NotOurs(reason);
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| not_ours(error.to_string()))?;
        if value["format"] != FORMAT {
            return Err(not_ours(format!("its format is not `{FORMAT}`")));
        }
        // A newer manifest may have other keys: its version is read before the rest.
        match value["format_version"].as_u64() {
            Some(found) if found > u64::from(FORMAT_VERSION) => {
                return Err(FormatError::Newer { found, known: FORMAT_VERSION });
            }
            Some(found) if found == u64::from(FORMAT_VERSION) => {}
            _ => return Err(not_ours("it has no format_version that ever was".to_owned())),
        }
        Self::deserialize(value).map_err(|error| not_ours(error.to_string()))
    }

    /// As it stands in the folder, with its fingerprint.
    ///
    /// # Errors
    /// Never in practice: every part of a manifest has a form in JSON.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let blank = Self { fingerprint: String::new(), ..self.clone() };
        let text = serde_json::to_string_pretty(&blank)? + "\n";
        let fingerprint = sha256(text.as_bytes());
        let signed = serde_json::to_string_pretty(&Self { fingerprint, ..blank })?;
        Ok(signed + "\n")
    }

    /// Whether `text`, from which this manifest was read, is as the run wrote it.
    pub(super) fn is_as_written(&self, text: &str) -> bool {
        // A fingerprint stands nowhere else, and an empty one leaves the text as it is.
        let blank = text.replacen(&self.fingerprint, "", 1);
        !self.fingerprint.is_empty() && sha256(blank.as_bytes()) == self.fingerprint
    }
}
