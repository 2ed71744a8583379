//! Warnings about numbers that are legal and hardly ever meant: a point for thousands, a percentage for a share.

use super::codes::IMPLAUSIBLE;
use super::reader::Reader;
use super::words::digits;
use crate::source::Problem;

/// Below this an FTE costs less a year than anybody earns in a month; 0 is a volunteer.
const LEAST_COST: f64 = 1_000.0;

/// A rate above this doubles money in four years.
const MOST_RATE: f64 = 0.2;

/// A programme that makes something ten times as likely has its figures upside down.
const MOST_RATIO: f64 = 10.0;

impl Reader<'_> {
    /// Looks at the mean of every value whose usual size is known.
    pub(super) fn check_plausible(&mut self) {
        let mut found = Vec::new();
        for (path, quantity) in &self.quantities {
            let mean = self.inputs.get(*quantity).distribution.mean();
            let key = path.rsplit('.').next().unwrap_or_default();
            let doubt = match key {
                "cost_per_fte" if mean > 0.0 && mean < LEAST_COST => Some((
                    format!("an FTE costs {} euro a year", digits(mean)),
                    "a point is for decimals: write 85000, not 85.000",
                )),
                "rate" | "qaly_rate" if mean > MOST_RATE => Some((
                    format!("the rate is {} % a year", digits(mean * 100.0)),
                    "a rate is a share: 2.25 % is 0.0225",
                )),
                "relative_risk" | "rate_ratio" | "odds_ratio" if mean > MOST_RATIO => Some((
                    format!("the outcome becomes {} times as likely", digits(mean)),
                    "a ratio below 1 is fewer; 0.77 is 23 % fewer",
                )),
                _ => None,
            };
            found.extend(doubt.map(|(what, help)| (path.clone(), what, help)));
        }
        for (path, what, help) in found {
            self.report(Problem::new(IMPLAUSIBLE, path, what).help(help));
        }
    }
}
