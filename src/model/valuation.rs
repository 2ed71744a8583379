//! What an avoided unit is worth, to whom, when, and how later years are discounted.

use super::Quantity;

/// A benefit entry of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Benefit {
    /// Name or position; part of the address of its luck.
    pub name: String,
    /// Money, if it is worth money.
    pub stream: Option<Stream>,
    /// Years from the year a unit is avoided to the first payment.
    pub after: usize,
    /// Number of yearly payments, at least 1.
    pub lasts: usize,
    /// Share already counted under another outcome, in [0, 1].
    pub overlap: Quantity,
    /// Care work freed per unit and year of the stream.
    pub care: Option<Care>,
    /// QALY per unit and year of the stream.
    pub qaly: Option<Quantity>,
    /// Word for what is saved: care, income, justice …
    pub category: Option<String>,
}

/// The money of a benefit entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// Euro per avoided unit and year of the stream, in euros of the scenario's price year.
    pub euro: Quantity,
    /// Index of the party that gains.
    pub to: usize,
    /// Real resource or moved money.
    pub ledger: Ledger,
    /// Real growth per calendar year from the base year, above -1.
    pub growth: Quantity,
    /// Share the gaining party can turn into money, in [0, 1].
    pub cashable: Quantity,
    /// Coefficient of variation between cases, above 0.
    pub spread: Option<Quantity>,
}

/// Where the money of a benefit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ledger {
    /// A real resource saved: counts for society.
    Welfare,
    /// Moved from the party with this index: nets to zero for society.
    Transfer {
        /// Index of the party that loses.
        from: usize,
    },
}

/// Care work that an avoided unit frees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Care {
    /// Index of the sector in [`super::Model::sectors`].
    pub sector: usize,
    /// Hours per unit and year of the stream.
    pub hours: Quantity,
}

/// Somebody who pays or gains.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Name in the scenario and in the results.
    pub name: String,
    /// Yearly probability that a person leaves its responsibility, and the index of the party "elsewhere" that
    /// then gains in its place.
    pub leaves: Option<(Quantity, usize)>,
}

/// When in a year money falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timing {
    /// At the start: year 0 is not discounted (default).
    #[default]
    Start,
    /// Half-way.
    Middle,
    /// At the end.
    End,
}

impl Timing {
    /// `o` in `(1 + r)^-(t + o)`, years.
    pub const fn offset(self) -> f64 {
        match self {
            Self::Start => 0.0,
            Self::Middle => 0.5,
            Self::End => 1.0,
        }
    }
}

/// How later years count.
#[derive(Debug, Clone, PartialEq)]
pub struct Discounting {
    /// Real rate per year, above -1.
    pub rate: Quantity,
    /// The rate of QALYs where it is not the same.
    pub qaly_rate: Option<Quantity>,
    /// When in the year.
    pub timing: Timing,
    /// Further rates to report beside the main one.
    pub also: Vec<f64>,
}
