//! Reads `[[published]]`: figures a run is held against.

use super::codes::{ONE_FIGURE, OUT_OF_RANGE, UNKNOWN_NAME};
use super::nearest::suggestion;
use super::raw::RawPublished;
use super::reader::Reader;
use crate::model::Arm;
use crate::source::Problem;

/// Measures that a published figure can be about: the columns of `trials.parquet`.
pub const MEASURES: [&str; 16] = [
    "fte_wanted",
    "fte_hired",
    "participants",
    "completers",
    "contacts",
    "need_served",
    "cost_pv",
    "benefit_yearly",
    "benefit_future",
    "benefit_steady",
    "benefit_pv",
    "net_pv",
    "net_pv_expected",
    "payback_year",
    "qaly",
    "care_fte",
];

/// A published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// A column of `trials.parquet`.
    pub measure: String,
    /// Name of an arm.
    pub arm: String,
    /// What was published.
    pub figure: Figure,
    /// Where.
    pub source: Option<String>,
    /// Anything the reader of a report should know.
    pub note: Option<String>,
}

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A number.
    Value(f64),
    /// Words that put it between two numbers ("almost half a million").
    Within(f64, f64),
}

impl Reader<'_> {
    /// Every published figure.
    pub(super) fn published(&mut self, arms: &[Arm]) -> Vec<Published> {
        let raw = self.raw;
        let mut published = Vec::new();
        for (position, entry) in raw.published.iter().enumerate() {
            let path = format!("published.{position}");
            self.check_measure(&path, entry);
            let is_known = arms.iter().any(|arm| arm.name == entry.arm);
            if !is_known && !self.holds_doubt("staffing") {
                let names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
                let at = format!("{path}.arm");
                self.unknown("arm", &entry.arm, &at, names.iter().copied());
            }
            let figure = self.figure(&path, entry);
            published.push(Published {
                measure: entry.measure.clone(),
                arm: entry.arm.clone(),
                figure,
                source: entry.source.clone(),
                note: entry.note.clone(),
            });
        }
        published
    }

    fn check_measure(&mut self, path: &str, raw: &RawPublished) {
        if !MEASURES.contains(&raw.measure.as_str()) {
            let message = format!("there is no measure called `{}`", raw.measure);
            self.report(
                Problem::new(UNKNOWN_NAME, format!("{path}.measure"), message)
                    .rule("a measure is a column of `trials.parquet`")
                    .maybe_help(suggestion(&raw.measure, MEASURES)),
            );
        }
    }

    fn figure(&mut self, path: &str, raw: &RawPublished) -> Figure {
        match (raw.value, raw.within) {
            (Some(value), None) => Figure::Value(value),
            (None, Some([low, high])) => {
                if low > high {
                    let message = format!("`{path}.within` is [{low}, {high}]");
                    self.report(
                        Problem::new(OUT_OF_RANGE, format!("{path}.within"), message)
                            .rule("must be [lo, hi] with lo at most hi"),
                    );
                }
                Figure::Within(low, high)
            }
            (value, _) => {
                let found = if value.is_some() { "`value` and `within`" } else { "no figure" };
                self.report(
                    Problem::new(ONE_FIGURE, path, format!("`{path}` has {found}"))
                        .rule("exactly one of `value` and `within`"),
                );
                Figure::Value(0.0)
            }
        }
    }
}
