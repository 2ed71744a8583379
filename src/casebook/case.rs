//! Client cases that can be calculated with.

use crate::distributions::Distribution;
use crate::scenario::Consulted;
use crate::source::{self, Problem};

/// A file of client cases, judged and priced.
#[derive(Debug, Clone)]
pub struct Casebook {
    /// Name of the file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// A line for reports.
    pub title: Option<String>,
    /// Whether the cases are made up.
    pub made_up: bool,
    /// Euros of this calendar year.
    pub price_year: i32,
    /// The share that is really owed to the help; none: nobody said, all of it.
    pub optimism: Option<Optimism>,
    /// Prices in use, in the order of first use.
    pub prices: Vec<Priced>,
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
    /// The price list.
    pub consulted: Vec<Consulted>,
    /// What somebody should look at, in the order of the text.
    pub warnings: Vec<Problem>,
}

impl Casebook {
    /// Its warnings, drawn with the lines they are about.
    pub fn render(&self, colour: bool) -> String {
        source::render(&self.warnings, &self.name, &self.text, colour)
    }
}

/// The share of a judged difference that is really owed to the help.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimism {
    /// Between 0 and 1.
    pub share: Distribution,
    /// Where it comes from.
    pub source: Option<String>,
    /// Letter of its grade.
    pub grade: Option<&'static str>,
}

/// A price of the list, in euros of the casebook's year.
#[derive(Debug, Clone, PartialEq)]
pub struct Priced {
    /// Its name in the list.
    pub name: String,
    /// Euro a unit; one draw serves every item that has this price.
    pub euro: Distribution,
}

/// A client case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its name, part of the address of its draws.
    pub name: String,
    /// A line.
    pub title: Option<String>,
    /// Its items, those without help first, in the order of the file.
    pub items: Vec<Item>,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What would have happened without the help.
    Without,
    /// What happened with the help.
    With,
    /// The help itself.
    Service,
}

/// Something that costs money.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where it stands.
    pub side: Side,
    /// Address of its draws within the case.
    pub path: String,
    /// What it is.
    pub what: String,
    /// Euro a unit.
    pub euro: UnitPrice,
    /// Units in total, 0 and up.
    pub amount: Distribution,
    /// Probability that it happens.
    pub chance: Distribution,
    /// Month in which it starts, from 0.
    pub from: u32,
    /// Months it lasts, 1 and up.
    pub months: u32,
    /// What is bought.
    pub domain: String,
    /// Party that pays.
    pub party: String,
}

/// Where the euros of a unit come from.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitPrice {
    /// A price of [`Casebook::prices`].
    Listed(usize),
    /// An amount of its own.
    Own(Distribution),
}
