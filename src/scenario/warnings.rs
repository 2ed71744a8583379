//! Warnings about a scenario as a whole: money counted twice, money that falls beyond the horizon, tables nothing uses.

use super::codes::{BEYOND_HORIZON, DOUBLE_COUNTING, UNUSED};
use super::reader::Reader;
use crate::model::{Benefit, Outcome, Quantity, Stream};
use crate::source::Problem;

/// Share of a stream's value that may fall beyond the horizon unseen.
const BEYOND: f64 = 0.05;

impl Reader<'_> {
    /// Looks at the whole.
    pub(super) fn look_back(&mut self, outcomes: &[Outcome], rate: Quantity) {
        self.check_unused();
        self.check_plausible();
        // Where something is wrong, sums of money are not yet what they will be.
        if self.problems.iter().any(Problem::is_error) {
            return;
        }
        self.check_double_counting(outcomes);
        for outcome in outcomes {
            for benefit in &outcome.benefits {
                if let Some(stream) = &benefit.stream {
                    self.check_horizon(outcome, benefit, stream, rate);
                }
            }
        }
    }

    fn check_unused(&mut self) {
        let raw = self.raw;
        for name in raw.parameters.keys() {
            if !self.used_parameters.contains(name) {
                let message = format!("nothing refers to parameter `{name}`");
                self.report(Problem::new(UNUSED, format!("parameters.{name}"), message));
            }
        }
        for name in raw.groups.keys() {
            if !raw.programmes.values().any(|programme| programme.group == *name) {
                let message = format!("no programme is for group `{name}`");
                self.report(Problem::new(UNUSED, format!("groups.{name}"), message));
            }
        }
    }

    /// Two entries of one group with the same party and category, and no stated overlap.
    fn check_double_counting(&mut self, outcomes: &[Outcome]) {
        let raw = self.raw;
        let entries: Vec<(&str, &Outcome, &Benefit)> = raw
            .outcomes
            .values()
            .zip(outcomes)
            .flat_map(|(raw, outcome)| {
                let benefits = raw.benefits.iter().zip(&outcome.benefits);
                benefits
                    .filter(|(raw, _)| raw.overlap.is_none() && raw.category.is_some())
                    .map(move |(_, benefit)| (raw.group.as_str(), outcome, benefit))
            })
            .collect();
        let mut found = Vec::new();
        for (later, (group, outcome, benefit)) in entries.iter().enumerate() {
            let gains = benefit.stream.as_ref().map(|stream| stream.to);
            let Some(to) = gains else { continue };
            let twin = entries[..later].iter().find(|(other_group, _, other)| {
                other_group == group
                    && other.category == benefit.category
                    && other.stream.as_ref().map(|stream| stream.to) == Some(to)
            });
            if let Some((_, other_outcome, other)) = twin {
                let path = format!("outcomes.{}.benefits.{}", outcome.name, benefit.name);
                let message = format!(
                    "`{path}` and `outcomes.{}.benefits.{}` are both `{}` for `{}`, of the same group",
                    other_outcome.name,
                    other.name,
                    benefit.category.as_deref().unwrap_or_default(),
                    self.parties.get(to).map_or("", String::as_str),
                );
                found.push(
                    Problem::new(DOUBLE_COUNTING, path, message)
                        .rule("what one outcome saves may be part of what another saves")
                        .help("state `overlap`, the share already counted (0 if there is none)"),
                );
            }
        }
        for problem in found {
            self.report(problem);
        }
    }

    /// The part of the value of a unit avoided in the last programme year that is paid beyond the horizon, with means
    /// for growth and discount rate.
    fn check_horizon(
        &mut self,
        outcome: &Outcome,
        benefit: &Benefit,
        stream: &Stream,
        rate: Quantity,
    ) {
        let mean = |quantity: Quantity| self.inputs.get(quantity).distribution.mean();
        let about = &self.raw.scenario;
        let (horizon, years) = (about.horizon as usize, about.years as usize);
        let ratio = (1.0 + mean(stream.growth)) / (1.0 + mean(rate));
        let first = years.saturating_sub(1) + benefit.after;
        let weight = |year: usize| ratio.powi(i32::try_from(year - first).unwrap_or(i32::MAX));
        let all: f64 = (first..first + benefit.lasts).map(weight).sum();
        let beyond: f64 =
            (first..first + benefit.lasts).filter(|t| *t >= horizon).map(weight).sum();
        let share = beyond / all;
        if share > BEYOND {
            let path = format!("outcomes.{}.benefits.{}", outcome.name, benefit.name);
            let message = format!(
                "{:.0} % of the value of `{path}` falls beyond the horizon of {horizon} years",
                100.0 * share
            );
            self.report(
                Problem::new(BEYOND_HORIZON, path, message)
                    .rule(format!(
                        "what is paid after the horizon is not counted; of a unit avoided in the last programme year at most {} % may be lost",
                        100.0 * BEYOND
                    ))
                    .help(format!("a horizon of {} years holds all of it", first + benefit.lasts)),
            );
        }
    }
}
