//! What sensitivity analysis and the value of information found, told in words, as JSON and as figures.

mod figures;
mod json;
mod methods;
mod sample;
mod text;
mod worth;

use crate::analysis::OneByOne;
use crate::analysis::sensitivity::{Index, Indices, Screening, Shapley, Tornado};
use crate::analysis::voi::{Affordable, Evpi, Evppi, Evsi, Payoffs, Population, StudyCost};
use crate::engine::Measure;

pub use figures::{driven_figure, sensitivity_figure, valued_figure};
pub use json::{answer_json, driven_json, sensitivity_json, valued_json};
pub use sample::answer_text;
pub use text::{driven_text, sensitivity_text};
pub use worth::valued_text;

/// What `sensitivity` found.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// Name of the scenario.
    pub scenario: String,
    /// The measure that was looked at.
    pub measure: Measure,
    /// The arm it is of.
    pub arm: String,
    /// Names of all arms.
    pub arms: Vec<String>,
    /// Points, orders or paths.
    pub points: usize,
    /// Confidence of the intervals.
    pub level: f64,
    /// Seed of the points.
    pub seed: u64,
    /// What came out.
    pub found: Found,
}

/// What came out of a method.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Sobol' indices of inputs, then of groups.
    Sobol {
        /// Names of inputs and groups.
        labels: Vec<String>,
        /// The indices.
        indices: Indices,
        /// The same at fewer points.
        convergence: Vec<(usize, Indices)>,
    },
    /// Shapley effects.
    Shapley {
        /// Names of inputs.
        names: Vec<String>,
        /// The effects.
        shapley: Shapley,
    },
    /// Elementary effects.
    Morris {
        /// Names of inputs.
        names: Vec<String>,
        /// The effects.
        screening: Screening,
    },
    /// Inputs low and high.
    Tornado {
        /// Names of inputs.
        names: Vec<String>,
        /// Averaged over the others.
        averaged: Tornado,
        /// With the others at their means; only of the net.
        alone: Option<Vec<OneByOne>>,
    },
}

/// What `drivers` found.
#[derive(Debug, Clone, PartialEq)]
pub struct Driven {
    /// Name of the scenario.
    pub scenario: String,
    /// Name of the measure.
    pub measure: String,
    /// The arm.
    pub arm: String,
    /// Trials of the run.
    pub trials: usize,
    /// Confidence of the intervals.
    pub level: f64,
    /// Strongest first.
    pub inputs: Vec<DrivenInput>,
}

/// An input and what it has to do with the result.
#[derive(Debug, Clone, PartialEq)]
pub struct DrivenInput {
    /// Its path.
    pub path: String,
    /// Whether it varies.
    pub varies: bool,
    /// Share of the variance that goes with it; none where the result does not vary.
    pub first: Option<Index>,
    /// How far the whole distribution of the result moves with it, in [0, 1].
    pub delta: Option<Index>,
    /// Spearman's rank correlation with the expected net.
    pub rank_correlation: f64,
}

/// What `voi` found; euros of the scenario's price year.
#[derive(Debug, Clone, PartialEq)]
pub struct Valued {
    /// Name of the scenario.
    pub scenario: String,
    /// Wijken of the run, if it is of many: the decision is then one for all of them together.
    pub areas: Option<usize>,
    /// Names of the arms.
    pub arms: Vec<String>,
    /// Trials of the run.
    pub trials: usize,
    /// The value of knowing everything.
    pub evpi: Evpi,
    /// Of single inputs, the highest first.
    pub inputs: Vec<(String, Evppi)>,
    /// Of named groups, as asked.
    pub groups: Vec<(String, Evppi)>,
    /// Within budgets.
    pub budgets: Vec<Affordable>,
    /// Who faces the decision.
    pub population: Population,
    /// Decisions in present value.
    pub decisions: f64,
    /// A study, if one was asked for.
    pub study: Option<Studied>,
}

/// A study and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Studied {
    /// Path of the input.
    pub input: String,
    /// Its value by size, for one decision.
    pub evsi: Evsi,
    /// What each size leaves after its cost, for all decisions.
    pub payoffs: Payoffs,
    /// What it costs.
    pub cost: StudyCost,
}

/// What `given-data` found.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// First-order indices.
    Sobol {
        /// Name of the output.
        output: String,
        /// Rows.
        rows: usize,
        /// Confidence of the intervals.
        level: f64,
        /// One for each input.
        inputs: Vec<GivenIndex>,
    },
    /// Value of perfect information.
    Evpi {
        /// Names of the options.
        options: Vec<String>,
        /// The value.
        evpi: Evpi,
    },
    /// Value of partial information.
    Evppi {
        /// Names of the options.
        options: Vec<String>,
        /// The value of knowing everything.
        evpi: Evpi,
        /// Of single inputs, in the order of the file.
        inputs: Vec<(String, Evppi)>,
        /// Of groups.
        groups: Vec<(String, Evppi)>,
    },
}

/// First-order index of an input from a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenIndex {
    /// Name of the input.
    pub name: String,
    /// Whether it varies.
    pub varies: bool,
    /// The index; none where the output does not vary.
    pub index: Option<Index>,
}
