//! What can happen to people, how often without the programme, and what avoiding it is worth.

use super::{Benefit, Quantity};

/// An outcome of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Name in the scenario.
    pub name: String,
    /// Index of its group in [`super::Model::groups`].
    pub group: usize,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Word for one unit, for reports.
    pub unit: String,
    /// `b_h` at age 0 for a full year, one for each stratum; empty for a score.
    pub baseline: Vec<Baseline>,
    /// Factors on the baseline at ages 0, 1, 2 …; the last one holds. Never empty.
    pub by_age: Vec<f64>,
    /// `L`, number of ages (years since service) at which it can happen.
    pub at_risk: usize,
    /// Share of the year of service that counts, in [0, 1].
    pub service_year_share: Quantity,
    /// What one avoided unit is worth.
    pub benefits: Vec<Benefit>,
}

/// The five kinds of outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Can happen every year; the baseline is a yearly probability.
    Event,
    /// Happens at most once; the baseline is the yearly probability for whom it has not happened to.
    Once,
    /// A rate: visits or hours per person and year.
    Use,
    /// Something one is in: the baseline is the prevalence at entry.
    State {
        /// Probability to be still free next year (no relapse), in [0, 1].
        keep: Quantity,
        /// Yearly probability that one would have got out without help, in [0, 1].
        natural: Quantity,
    },
    /// A scale; reported in points.
    Score,
}

/// Baseline of a stratum: a value, or the first stratum's times a ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Baseline {
    /// The value itself.
    Value(Quantity),
    /// Value of the first stratum times a ratio.
    Ratio {
        /// Baseline of the first stratum.
        first: Quantity,
        /// How many times the first stratum's.
        ratio: Quantity,
    },
}
