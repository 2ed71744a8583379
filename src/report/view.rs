//! All that is told of a run, as data: nothing is calculated after this and nothing printed before.

use std::path::PathBuf;

use super::numbers::Language;
use super::words::Words;
use crate::analysis::{Avoided, Band, Reference, Row, Statistics, Tested, Verdict};

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

/// Fewer trials than this say too little about the ends of a band: six of them lie below its 5 % end.
const QUOTABLE: usize = 128;

impl View {
    /// The arm with staff that has the highest expected net; present staffing where there is none.
    pub fn advised(&self) -> usize {
        self.verdicts
            .iter()
            .filter(|verdict| self.arms[verdict.arm].1 != Some(0.0))
            .reduce(|best, next| if next.expected_net > best.expected_net { next } else { best })
            .map_or(self.present, |verdict| verdict.arm)
    }

    /// Whether there are enough trials to quote a band.
    pub(super) const fn quotable(&self) -> bool {
        self.trials >= QUOTABLE
    }

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

    /// The statistics of a figure of an arm by itself; NaN if there is no such figure.
    pub(super) fn statistics(&self, arm: usize, measure: &str) -> Statistics {
        self.band(arm, measure).map_or(Statistics::NONE, |band| band.value)
    }

    /// The name of an arm, with a word where it is the present one; empty if there is no such arm.
    pub(super) fn arm_name(&self, arm: usize, language: Language) -> String {
        let name = self.arms.get(arm).map_or("", |(name, _)| name.as_str());
        if arm == self.present {
            format!("{name} ({})", Words::of(language).now)
        } else {
            name.to_owned()
        }
    }

    /// The arm that figures of a single arm are about: present staffing, or else the first with staff.
    pub(super) fn focus(&self) -> usize {
        std::iter::once(self.present)
            .chain(0..self.arms.len())
            .find(|&arm| self.mean(arm, "fte_hired") > 0.0)
            .unwrap_or(self.present)
    }

    /// The arms with staff.
    pub(super) fn staffed(&self) -> Vec<usize> {
        (0..self.arms.len()).filter(|&arm| self.mean(arm, "fte_hired") > 0.0).collect()
    }

    /// The chance that an arm pays. Without staff there is nothing to pay off and a chance would be about nothing: NaN.
    pub(super) fn p_pays(&self, arm: usize) -> f64 {
        self.band(arm, "net_pv")
            .filter(|band| band.value.mean != 0.0 || band.value.sd != 0.0)
            .map_or(f64::NAN, |band| band.value.p_positive)
    }

    /// What an FTE more brings, EUR; NaN beside an arm with another mix, where staff alone does not make the difference.
    pub(super) fn marginal(&self, arm: usize) -> f64 {
        let is_level = |arm: usize| self.arms[arm].1.is_some();
        if arm == 0 || !is_level(arm) || !is_level(arm - 1) {
            return f64::NAN;
        }
        let verdict = self.verdicts.iter().find(|verdict| verdict.arm == arm);
        verdict.map_or(f64::NAN, |verdict| verdict.marginal_net_per_fte)
    }

    /// Years at which the chance to be paid back is told: the first few, then further apart, and the last.
    pub(super) fn payback_years(&self) -> Vec<usize> {
        let mut years: Vec<usize> = [0, 1, 2, 4, 9, 14, 19, 29, 39]
            .into_iter()
            .filter(|year| year + 1 < self.horizon)
            .chain(self.horizon.checked_sub(1))
            .collect();
        years.dedup();
        years
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
