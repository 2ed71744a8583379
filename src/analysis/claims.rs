//! Published figures beside our bands: does what others say lie within what we find?

use super::bands::Band;
use super::summary::{Reference, Row};
use crate::model::Model;

/// A figure that somebody published about an arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Name of the figure, as in `summary.parquet`.
    pub measure: String,
    /// Name of the arm.
    pub arm: String,
    /// Least that was claimed, in the unit of the figure.
    pub low: f64,
    /// Most that was claimed; the same as `low` for a single number.
    pub high: f64,
    /// Who says so.
    pub source: String,
}

/// How a claim relates to a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// The 90 % band and the claim have a number in common; a single published number counts as rounded to 0.5 %.
    Covers,
    /// All of our band lies above the claim.
    Above,
    /// All of our band lies below the claim.
    Below,
    /// The run has no such arm or figure.
    Unknown,
}

impl Coverage {
    /// The word for it in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Covers => "covers",
            Self::Above => "above",
            Self::Below => "below",
            Self::Unknown => "unknown",
        }
    }
}

/// A claim and what the run has to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tested {
    /// What was claimed.
    pub claim: Claim,
    /// What the run finds; none if it has no such arm or figure.
    pub band: Option<Band>,
    /// Unit of the figure; empty if unknown.
    pub unit: String,
    /// How the two relate.
    pub coverage: Coverage,
}

/// Puts claims beside the rows of a summary.
pub fn test_claims(model: &Model, rows: &[Row], claims: Vec<Claim>) -> Vec<Tested> {
    claims
        .into_iter()
        .map(|claim| {
            let row = rows.iter().find(|row| {
                row.reference == Reference::None
                    && row.measure == claim.measure
                    && model.arms.get(row.arm).is_some_and(|arm| arm.name == claim.arm)
            });
            let band = row.map(|row| row.band);
            let unit = row.map(|row| row.unit.clone()).unwrap_or_default();
            let coverage = band.map_or(Coverage::Unknown, |band| cover(&band, &claim));
            Tested { claim, band, unit, coverage }
        })
        .collect()
}

/// A single number is published rounded: it is taken to hold for what lies within 0.5 % of it.
const ROUNDED: f64 = 0.005;

fn cover(band: &Band, claim: &Claim) -> Coverage {
    // A figure without quantiles (a ratio of means) is a band without width.
    let or_mean = |quantile: f64| if quantile.is_nan() { band.value.mean } else { quantile };
    let (low, high) = (or_mean(band.value.p05), or_mean(band.value.p95));
    let slack = if claim.low < claim.high { 0.0 } else { ROUNDED * claim.low.abs() };
    if low > claim.high + slack {
        Coverage::Above
    } else if high < claim.low - slack {
        Coverage::Below
    } else {
        Coverage::Covers
    }
}

#[cfg(test)]
mod tests {
    use super::Coverage::{Above, Below, Covers, Unknown};
    use super::*;
    use crate::analysis::summarise;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn claims_within_above_below_and_about_nothing() {
        let (model, sample) = (model(), sample(256));
        let rows = summarise(&model, &sample);
        let claim = |arm: &str, measure: &str, low, high| Claim {
            measure: measure.to_owned(),
            arm: arm.to_owned(),
            low,
            high,
            source: String::new(),
        };
        // The programme of the tests costs exactly 160,000 at present staffing.
        let claims = vec![
            claim("1x", "cost_pv", 160_000.0, 160_000.0),
            claim("1x", "cost_pv", 160_700.0, 160_700.0),
            claim("1x", "cost_pv", 161_000.0, 161_000.0),
            claim("1x", "cost_pv", 100_000.0, 170_000.0),
            claim("1x", "cost_pv", 170_000.0, 180_000.0),
            claim("1x", "cost_pv", 0.0, 159_000.0),
            claim("9x", "cost_pv", 0.0, 1.0),
            claim("1x", "nonsense", 0.0, 1.0),
        ];
        let found: Vec<Coverage> =
            test_claims(&model, &rows, claims).iter().map(|tested| tested.coverage).collect();
        assert_eq!(found, [Covers, Covers, Below, Covers, Below, Above, Unknown, Unknown]);
    }
}
