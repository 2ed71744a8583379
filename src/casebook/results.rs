//! What client cases say: each of them, and all together.

use super::bands::Band;
use super::case::Side;

/// What a file of client cases says. All amounts in euros of the price year.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// A line for reports.
    pub title: Option<String>,
    /// Whether the cases are made up.
    pub made_up: bool,
    /// Year of the euros.
    pub price_year: i32,
    /// SHA-256 of the file, in 64 hexadecimal digits.
    pub sha256: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws.
    pub draws: usize,
    /// Share owed to the help as drawn; none: nobody said, all of it.
    pub optimism: Option<Band>,
    /// Where that share comes from.
    pub optimism_source: Option<String>,
    /// Each case, in the order of the file.
    pub cases: Vec<CaseResult>,
    /// All cases together.
    pub overall: Overall,
}

/// What one case says.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseResult {
    /// Its name.
    pub name: String,
    /// A line; text of the case, not for others.
    pub title: Option<String>,
    /// Optimism times (without - with), less the help itself.
    pub saving: Band,
    /// Optimism times (without - with): what the help is worth, its own cost aside.
    pub avoided: Band,
    /// What would have happened, as judged.
    pub without: Band,
    /// What happened, the help itself left out.
    pub with: Band,
    /// The help itself.
    pub service: Band,
    /// Mean of without - with - help, as judged, nothing taken off for optimism.
    pub judged: f64,
    /// Share of draws with a saving above 0.
    pub p_saves: f64,
    /// Saving by what is bought, by name.
    pub by_domain: Vec<Part>,
    /// Saving by who pays, by name.
    pub by_party: Vec<Part>,
    /// When what happens; texts of the case, not for others.
    pub moments: Vec<Moment>,
}

/// The saving in one domain or of one party.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Domain or party.
    pub name: String,
    /// Saving in it; below 0 it costs.
    pub saving: Band,
}

/// An item on the time line.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Where it stands.
    pub side: Side,
    /// What it is.
    pub what: String,
    /// First month, from 0.
    pub from: u32,
    /// Months it lasts.
    pub months: u32,
    /// Mean of euro x amount x chance.
    pub euro: f64,
}

/// What all cases say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Overall {
    /// Saving a case.
    pub saving: Across,
    /// The same, the cost of the help itself aside: what a scenario may be fed, which counts that cost on its own.
    pub avoided: Across,
    /// Mean of the savings as judged, nothing taken off for optimism.
    pub judged: f64,
    /// Cases whose mean saving is above 0.
    pub saving_cases: usize,
    /// Saving a case by what is bought, by name; the band holds both doubts.
    pub by_domain: Vec<Part>,
    /// Saving a case by who pays, by name; the band holds both doubts.
    pub by_party: Vec<Part>,
}

/// A mean over cases and its doubts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Across {
    /// Mean over cases of the means over draws.
    pub mean: f64,
    /// Standard deviation (`n - 1`) between cases of their means over draws; none for one case.
    pub between: Option<f64>,
    /// The mean of these very cases, with the doubt about prices, amounts, chances and optimism.
    pub known: Band,
    /// The same with the doubt about which cases were told on top: in each draw they are picked anew, with replacement;
    /// none for one case.
    pub both: Option<Band>,
    /// Coefficient of variation between cases, `between / mean`; none where that says nothing.
    pub spread: Option<f64>,
}
