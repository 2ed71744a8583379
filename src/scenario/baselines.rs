//! Reads the baseline of an outcome.

use indexmap::IndexMap;

use super::codes::{BASELINE_ABOVE_ONE, BASELINE_MISSING};
use super::range::LegalRange;
use super::raw::{RawBaseline, RawFirst, RawKind, RawOutcome, RawValue};
use super::reader::Reader;
use super::words::digits;
use crate::model::Baseline;
use crate::source::Problem;

impl Reader<'_> {
    /// Baseline of every stratum of the group; none for a score.
    pub(super) fn baseline(
        &mut self,
        outcome: &str,
        raw: &RawOutcome,
        group: Option<usize>,
    ) -> Vec<Baseline> {
        let path = format!("{outcome}.baseline");
        let kind_is_known = !self.is_in_doubt(&format!("{outcome}.kind"));
        if raw.kind == RawKind::Score || (raw.baseline.is_none() && !kind_is_known) {
            return Vec::new();
        }
        let Some(baseline) = &raw.baseline else {
            let message = format!("`{outcome}` has no baseline");
            self.report(
                Problem::new(BASELINE_MISSING, &path, message)
                    .rule("a baseline is required, except for a `score`: how often it happens without the programme"),
            );
            return Vec::new();
        };
        let Some(group) = group else { return Vec::new() };
        let strata = self.strata(group);
        let is_probability = raw.kind != RawKind::Use && kind_is_known;
        let range = if is_probability { LegalRange::SHARE } else { LegalRange::NON_NEGATIVE };
        let baselines = match baseline {
            RawBaseline::All(value) => {
                let quantity = self.quantity(&path, value, range);
                vec![Baseline::Value(quantity); strata.len()]
            }
            RawBaseline::First(first) => self.first_and_ratio(&path, first, &strata, range),
            RawBaseline::Each(values) => self.each(&path, values, &strata, range),
        };
        // A baseline that is wrong by itself has its problem already.
        if is_probability && !self.has_error(&path) {
            self.check_probability(&path, &baselines, &raw.by_age, &strata);
            self.narrow_baselines(&path, &raw.by_age);
        }
        baselines
    }

    fn first_and_ratio(
        &mut self,
        path: &str,
        raw: &RawFirst,
        strata: &[&str],
        range: LegalRange,
    ) -> Vec<Baseline> {
        let first = self.quantity(&format!("{path}.first"), &raw.first, range);
        let path = format!("{path}.ratio");
        let others = strata.get(1..).unwrap_or_default();
        for name in raw.ratio.keys().filter(|name| !others.contains(&name.as_str())) {
            let at = format!("{path}.{name}");
            if strata.first() == Some(&name.as_str()) {
                let message = format!("`{at}` is a ratio for the first stratum");
                self.report(
                    Problem::new(BASELINE_MISSING, at, message)
                        .rule("the first stratum has `first`; each other has a ratio to it"),
                );
            } else {
                self.unknown("stratum", name, &at, others.iter().copied());
            }
        }
        let mut baselines = vec![Baseline::Value(first)];
        for name in others {
            let at = format!("{path}.{name}");
            if let Some(ratio) = raw.ratio.get(*name) {
                let ratio = self.quantity(&at, ratio, LegalRange::NON_NEGATIVE);
                baselines.push(Baseline::Ratio { first, ratio });
            } else {
                self.missing_stratum(&at, name);
                baselines.push(Baseline::Value(first));
            }
        }
        baselines
    }

    fn each(
        &mut self,
        path: &str,
        values: &IndexMap<String, RawValue>,
        strata: &[&str],
        range: LegalRange,
    ) -> Vec<Baseline> {
        for name in values.keys().filter(|name| !strata.contains(&name.as_str())) {
            self.unknown("stratum", name, &format!("{path}.{name}"), strata.iter().copied());
        }
        let mut baselines = Vec::new();
        for name in strata {
            let at = format!("{path}.{name}");
            let quantity = if let Some(value) = values.get(*name) {
                self.quantity(&at, value, range)
            } else {
                self.missing_stratum(&at, name);
                self.inputs.fixed(&at, 0.0)
            };
            baselines.push(Baseline::Value(quantity));
        }
        baselines
    }

    fn missing_stratum(&mut self, path: &str, name: &str) {
        let message = format!("stratum `{name}` has no baseline");
        self.report(
            Problem::new(BASELINE_MISSING, path, message)
                .rule("every stratum of the group needs a baseline or a ratio"),
        );
    }

    /// A baseline that is replaced stays a probability at its highest age; one that is replaced is known, not a mean.
    fn narrow_baselines(&mut self, path: &str, by_age: &[f64]) {
        let factor = by_age.iter().copied().fold(1.0, f64::max);
        let ratios = format!("{path}.ratio.");
        let below = format!("{path}.");
        for (at, range) in self.ranges.range_mut(path.to_owned()..) {
            if at != path && !at.starts_with(&below) {
                break;
            }
            if !at.starts_with(&ratios) {
                *range = range.at_most(1.0 / factor);
            }
        }
    }

    /// A probability times its ratio and its factor by age must stay a probability, at least on average.
    fn check_probability(&mut self, path: &str, all: &[Baseline], by_age: &[f64], strata: &[&str]) {
        let mean = |quantity| self.inputs.get(quantity).distribution.mean();
        let factor = by_age.iter().copied().fold(0.0, f64::max);
        let too_large: Vec<(&str, f64)> = strata
            .iter()
            .zip(all)
            .map(|(stratum, baseline)| {
                let mean = match *baseline {
                    Baseline::Value(value) => mean(value),
                    Baseline::Ratio { first, ratio } => mean(first) * mean(ratio),
                };
                (*stratum, mean * factor)
            })
            .filter(|(_, mean)| *mean > 1.0)
            .collect();
        for (stratum, mean) in too_large {
            let message = format!(
                "the baseline of stratum `{stratum}` is {} on average at its highest age",
                digits(mean)
            );
            self.report(
                Problem::new(BASELINE_ABOVE_ONE, path, message).rule(
                    "a baseline, times its ratio and its factor by age, is a probability: between 0 and 1",
                ),
            );
        }
    }
}
