//! What a reader of a pool must know beside its numbers.

use std::fmt;

/// Something that makes a pool weaker than it looks.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// A table of counts had an empty cell, and a half was added to all four.
    EmptyCell {
        /// Row.
        row: usize,
        /// Name of the study.
        study: String,
        /// Whether no one, or everyone, had the event in both groups: such a study tells hardly anything about a ratio.
        both: bool,
    },
    /// The table has no names of studies; rows are numbered.
    Unnamed,
    /// The estimate does not stand in the middle of its interval.
    OffCentre {
        /// Row.
        row: usize,
        /// Name of the study.
        study: String,
    },
    /// Variances differ so much that one study decides all.
    UnequalVariances {
        /// The largest over the smallest.
        ratio: f64,
    },
    /// One study: nothing is known of differences between studies.
    OneStudy,
    /// Two studies: intervals are very wide.
    TwoStudies,
    /// The Hartung-Knapp standard error is below the ordinary one.
    Narrower {
        /// Hartung-Knapp over ordinary.
        ratio: f64,
    },
    /// Studies differ less than chance alone makes likely: no tau2 fits, its interval is 0 to 0.
    LessThanChance,
    /// The estimate of tau2 was not found.
    NotConverged,
    /// Too few studies for the test of a leaning funnel.
    FewForEgger {
        /// Studies.
        k: usize,
    },
    /// The test of a leaning funnel cannot be done.
    NoEgger,
    /// Fewer than ten studies for each moderator.
    FewForRegression {
        /// Studies.
        k: usize,
        /// Moderators.
        moderators: usize,
    },
    /// Too many studies to leave each out in turn.
    NotLeftOut {
        /// Studies.
        k: usize,
    },
}

impl Warning {
    /// Its name in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::EmptyCell { .. } => "empty-cell",
            Self::Unnamed => "unnamed-studies",
            Self::OffCentre { .. } => "interval-off-centre",
            Self::UnequalVariances { .. } => "unequal-variances",
            Self::OneStudy => "one-study",
            Self::TwoStudies => "two-studies",
            Self::Narrower { .. } => "hk-narrower",
            Self::LessThanChance => "less-than-chance",
            Self::NotConverged => "not-converged",
            Self::FewForEgger { .. } => "few-studies-for-egger",
            Self::NoEgger => "no-egger",
            Self::FewForRegression { .. } => "few-studies-for-regression",
            Self::NotLeftOut { .. } => "not-left-out",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyCell { row, study, both } => {
                write!(out, "row {row}, {study}: a cell is 0, so 1/2 was added to all four")?;
                if *both {
                    out.write_str(", in both groups alike: what this study weighs and says comes from that half")?;
                }
                Ok(())
            }
            Self::Unnamed => out.write_str("there is no column `study`; the studies are numbered by row"),
            Self::OffCentre { row, study } => write!(
                out,
                "row {row}, {study}: the estimate is not in the middle of its interval on the scale of analysis; is it a ratio, or another scale?"
            ),
            Self::UnequalVariances { ratio } => write!(
                out,
                "the largest variance is {ratio:.1e} times the smallest: the precise studies decide alone, and tau2 may be unstable"
            ),
            Self::OneStudy => out.write_str(
                "one study is no pool: its own estimate and normal interval are given; how studies differ and what a new one would find is unknown",
            ),
            Self::TwoStudies => out.write_str(
                "two studies tell almost nothing about how studies differ: the interval rests on one degree of freedom",
            ),
            Self::Narrower { ratio } => write!(
                out,
                "studies agree more than chance makes likely, so the Hartung-Knapp standard error is {ratio:.2} times the ordinary one; `hk-adhoc` does not go below it"
            ),
            Self::LessThanChance => out.write_str(
                "studies differ less than chance alone makes likely: no tau2 fits, and its interval is given as 0 to 0",
            ),
            Self::NotConverged => out.write_str("no estimate of tau2 was found; choose another method, such as `dl`"),
            Self::FewForEgger { k } => write!(
                out,
                "with {k} studies the test of a leaning funnel finds little: fewer than 10 are too few"
            ),
            Self::NoEgger => out.write_str(
                "the test of a leaning funnel needs 3 studies with different standard errors",
            ),
            Self::FewForRegression { k, moderators } => write!(
                out,
                "{k} studies for {moderators} moderator(s): with fewer than 10 for each, chance finds patterns"
            ),
            Self::NotLeftOut { k } => {
                write!(out, "{k} studies are too many to leave each out in turn; none was")
            }
        }
    }
}
