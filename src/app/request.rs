//! What somebody asks of `run`, and the model and plan that follow from it.

use std::path::PathBuf;

use super::error::AppError;
use crate::model::{Arm, Model};
use crate::plan::{Chance, Design, Plan};
use crate::results::Found;
use crate::scenario::Loaded;

/// What is asked of `run`.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct RunRequest {
    /// The scenario.
    pub scenario: PathBuf,
    /// Number of trials; none: [`Plan::TRIALS`].
    pub trials: Option<usize>,
    /// Monte Carlo error to reach, as [`crate::analysis::relative_error`] measures it; none: `trials` decides.
    pub precision: Option<f64>,
    /// Seed; none: the scenario's.
    pub seed: Option<u64>,
    /// Levels instead of the scenario's arms, each at least 0.
    pub arms: Option<Vec<f64>>,
    /// Layout of the parameter draws; none: the scenario's.
    pub design: Option<Design>,
    /// Whether the bands hold luck; none: the scenario's.
    pub chance: Option<Chance>,
    /// Where the run folder comes; none: `results/<scenario>`.
    pub out: Option<PathBuf>,
    /// Whether another run may be replaced.
    pub force: bool,
    /// Tables of wijken, joined by code; none: the scenario's own wijk.
    pub areas: Vec<PathBuf>,
    /// Whether columns of these tables that nothing is known of are ignored.
    pub ignore_unknown: bool,
    /// FTE to place over the wijken; none: a tenth of those that are there.
    pub fte_more: Option<f64>,
    /// Go on with an interrupted run of the same question.
    pub resume: bool,
    /// Number of threads; none: all cores.
    pub threads: Option<usize>,
    /// Whether warnings are errors.
    pub strict: bool,
}

impl RunRequest {
    /// What to do with pieces of an interrupted run.
    pub(super) const fn found(&self) -> Found {
        match (self.resume, self.force) {
            (true, _) => Found::Resume,
            (false, true) => Found::Discard,
            (false, false) => Found::Refuse,
        }
    }

    /// The model and the plan to run.
    ///
    /// # Errors
    /// When a level or the number of trials is out of range.
    pub(super) fn question(&self, loaded: &Loaded) -> Result<(Model, Plan), AppError> {
        let mut model = loaded.model.clone();
        if let Some(levels) = &self.arms {
            if let Some(level) = levels.iter().find(|level| !(level.is_finite() && **level >= 0.0))
            {
                return Err(AppError::Usage(format!(
                    "--arms: {level} is no level: levels are numbers of at least 0"
                )));
            }
            let programmes = model.programmes.len();
            model.arms = levels.iter().map(|&level| Arm::level(level, programmes)).collect();
            model.arrange_arms();
        }
        let plan = Plan {
            seed: self.seed.unwrap_or(loaded.plan.seed),
            trials: self.trials.unwrap_or(loaded.plan.trials),
            design: self.design.unwrap_or(loaded.plan.design),
            chance: self.chance.unwrap_or(loaded.plan.chance),
        };
        if self.precision.is_some() && plan.design == Design::LatinHypercube {
            return Err(AppError::Usage(
                "--precision: a Latin hypercube cannot be made longer; use --design sobol"
                    .to_owned(),
            ));
        }
        if !(Plan::REPLICATES..=Plan::MOST_TRIALS).contains(&plan.trials) {
            return Err(AppError::Usage(format!(
                "--trials: {} must lie between {} and {}",
                plan.trials,
                Plan::REPLICATES,
                Plan::MOST_TRIALS
            )));
        }
        Ok((model, plan))
    }

    /// Where the run folder comes.
    pub(super) fn folder(&self, model: &Model) -> PathBuf {
        self.out.clone().unwrap_or_else(|| {
            // A name is never a path, whoever wrote it.
            let plain = |letter: char| {
                if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' }
            };
            PathBuf::from("results").join(model.name.chars().map(plain).collect::<String>())
        })
    }
}
