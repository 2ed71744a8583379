//! Everything a report of a finished run is made of, as data: pages and workbooks calculate nothing.

use super::nation::Nation;
use super::view::View;
use crate::analysis::voi::{Evpi, Evppi};
use crate::analysis::{
    Acceptability, Band, BenefitFactor, BreakEven, BudgetChoice, Composition, Driver, HealthCost,
    Labour, Negotiation, Path, Step,
};
use crate::engine::Sample;
use crate::model::Model;
use crate::scenario::raw::{RawTerm, RawTypology};
use crate::scenario::{Anchor, BusinessCase, Evidence, Published};

/// What a report is made of. `app` collects it; [`super`] shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Material {
    /// What the summary tells: scenario, arms, rows, verdicts, published figures beside our bands, warnings.
    pub view: View,
    /// What a run over many wijken found; none where there was one.
    pub nation: Option<Nation>,
    /// A paragraph about the scenario, where it has one.
    pub description: Option<String>,
    /// The world that was simulated, with the arms of the run.
    pub model: Model,
    /// Every trial, as far as the run folder keeps it: `measures`, `parties`, `outcomes` and `parameters`. There are no
    /// trials in `years`, `care` and `also` (length 0 on the trial axis), and the two counts are zero: what they say
    /// stands in [`Material::paths`], in the rows of the view and among its warnings.
    pub sample: Sample,
    /// Flows of money year by year. Of their Monte Carlo errors only that of the mean is kept.
    pub paths: Vec<Path>,
    /// What is known of each value of the scenario, and where that comes from, in the order of the scenario.
    pub evidence: Vec<Evidence>,
    /// Published figures as typed; [`View::published`] holds them against the run, in the same order.
    pub published: Vec<Published>,
    /// Who could pay, one for each arm of the model, in that order.
    pub negotiation: Vec<Negotiation>,
    /// What the band of the net is made of, one for each arm of the model, in that order.
    pub composition: Vec<Composition>,
    /// The arm that `drivers` and `break_even` are about: the one with the highest expected net, of those with staff.
    pub advised: usize,
    /// What moves the expected net of that arm, the strongest first; every uncertain input.
    pub drivers: Vec<Driver>,
    /// How far each driver that is told of must move before another arm is best.
    pub break_even: Vec<BreakEven>,
    /// How far all benefits must move before another arm is best.
    pub benefit_factor: BenefitFactor,
    /// Which arm to prefer for what a QALY is worth; none where no trial has any QALYs.
    pub acceptability: Option<Acceptability>,
    /// What a QALY costs in each arm of the model, in that order; empty where no trial has any QALYs.
    pub health: Vec<HealthCost>,
    /// The best arm within each budget at which the choice can change, from little to much.
    pub budgets: Vec<BudgetChoice>,
    /// What each arm has more than the one before it.
    pub steps: Vec<Step>,
    /// Ratios of staff, one for each arm of the model, in that order.
    pub labour: Vec<Labour>,
    /// How the result lies beside published business cases.
    pub peers: Peers,
    /// What knowing more would be worth; none where there is nothing to choose or too few trials.
    pub knowing: Option<Knowing>,
    /// What was run, by what, and how to run it again.
    pub run: Provenance,
}

/// How a result lies beside published business cases of social work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Peers {
    /// Quadrant of each programme, in the order of the model; none where the scenario gives none.
    pub quadrants: Vec<Option<RawTypology>>,
    /// Present value of the benefits of a term in every arm of the model; terms that no outcome has are left out.
    pub terms: Vec<(RawTerm, Vec<Band>)>,
    /// Published ratios.
    pub anchors: Vec<Anchor>,
    /// Published cases in one of these quadrants.
    pub cases: Vec<BusinessCase>,
}

impl Peers {
    /// Whether there is anything to lay beside: without a place in the typology there is not.
    pub fn any(&self) -> bool {
        self.quadrants.iter().any(Option::is_some)
    }
}

/// What knowing more would be worth, for one decision in one wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowing {
    /// Everything.
    pub evpi: Evpi,
    /// Path and worth of every input, the highest first.
    pub inputs: Vec<(String, Evppi)>,
}

/// What was run, by what, and how to run it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// Version of the program that made the run.
    pub version: String,
    /// Version of the program that makes the report.
    pub this_version: String,
    /// The generator of random numbers.
    pub generator: String,
    /// Seed of every random number.
    pub seed: u64,
    /// Number of trials.
    pub trials: usize,
    /// Independent replicates behind the Monte Carlo errors.
    pub replicates: usize,
    /// Layout of the parameter draws: `sobol`, `latin-hypercube` or `monte-carlo`.
    pub design: String,
    /// `sampled` or `expected`.
    pub chance: String,
    /// When the run started, UTC, ISO 8601.
    pub started: String,
    /// How long it took, seconds.
    pub seconds: f64,
    /// What to type to make the same run from the `scenario.toml` in its folder.
    pub command: String,
    /// SHA-256 of `scenario.toml`, 64 hexadecimal digits.
    pub scenario_sha256: String,
}

impl Provenance {
    /// Whether the run was made by another version of the program than the one that tells of it.
    pub fn of_another_version(&self) -> bool {
        self.version != self.this_version
    }
}
