//! All that is told of a run, as data: nothing is calculated after this and nothing printed before.

use std::path::PathBuf;

use crate::analysis::{Avoided, Band, Reference, Row, Tested, Verdict};

/// What the summary of a run tells.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Short name of the scenario.
    pub scenario: String,
    /// A line about it, where it has one.
    pub title: Option<String>,
    /// Calendar year of year 0.
    pub base_year: i32,
    /// Money is in euros of this year.
    pub price_year: i32,
    /// Years followed.
    pub horizon: usize,
    /// Years the programmes run.
    pub years: usize,
    /// Seed.
    pub seed: u64,
    /// Number of trials.
    pub trials: usize,
    /// Layout of the parameter draws.
    pub design: String,
    /// `sampled` or `expected`.
    pub chance: String,
    /// Name and level of each arm, from less staff to more.
    pub arms: Vec<(String, Option<f64>)>,
    /// Index of present staffing.
    pub present: usize,
    /// Names of the parties, as in the scenario.
    pub parties: Vec<String>,
    /// What was avoided of each outcome.
    pub outcomes: Vec<Avoided>,
    /// Named arms of the scenario that were not run, because levels were asked for.
    pub dropped: Vec<String>,
    /// Every row of the summary.
    pub rows: Vec<Row>,
    /// The verdict on each arm.
    pub verdicts: Vec<Verdict>,
    /// Published figures beside our bands.
    pub published: Vec<Tested>,
    /// Warnings.
    pub warnings: Vec<Notice>,
    /// Values that rest on expert judgement (grade D).
    pub weakest: usize,
    /// Values in the scenario.
    pub values: usize,
    /// Where the run folder is.
    pub folder: PathBuf,
}

/// A warning, as told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Kebab-case name of the kind of problem.
    pub code: String,
    /// Where in the scenario; empty for the whole.
    pub path: String,
    /// What is wrong, in English.
    pub message: String,
    /// Number of trials in which it happened, for what only a run can show.
    pub trials: Option<usize>,
}

impl View {
    /// The band of a figure of an arm by itself.
    pub fn band(&self, arm: usize, measure: &str) -> Option<&Band> {
        self.rows
            .iter()
            .find(|row| {
                row.arm == arm && row.reference == Reference::None && row.measure == measure
            })
            .map(|row| &row.band)
    }

    /// The mean of a figure of an arm by itself; NaN if there is no such figure.
    pub fn mean(&self, arm: usize, measure: &str) -> f64 {
        self.band(arm, measure).map_or(f64::NAN, |band| band.value.mean)
    }

    /// The arm with the highest expected net, the lower one of equals.
    pub fn preferred(&self) -> Option<&Verdict> {
        self.verdicts.iter().reduce(
            |best, next| {
                if next.expected_net > best.expected_net { next } else { best }
            },
        )
    }
}
