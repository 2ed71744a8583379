//! Seed and number of draws, and a column of draws for an address.

use crate::casebook::case::{Casebook, UnitPrice};
use crate::distributions::Distribution;
use crate::streams::{Purpose, Source};

/// Fewest draws: fewer have no 5 % and 95 %.
const FEWEST: usize = 100;

/// Most draws: the band is long still by then, and memory is not without end.
const MOST: usize = 65_536;

/// How client cases are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    seed: u64,
    draws: usize,
}

/// A number of draws that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{draws} draws; client cases take {FEWEST} to {MOST}")]
pub struct BadQuestion {
    /// What was asked.
    pub draws: usize,
}

impl Question {
    /// This seed, and 100 to 65,536 draws.
    ///
    /// # Errors
    /// With fewer or more draws.
    pub fn new(seed: u64, draws: usize) -> Result<Self, BadQuestion> {
        if (FEWEST..=MOST).contains(&draws) {
            Ok(Self { seed, draws })
        } else {
            Err(BadQuestion { draws })
        }
    }

    /// The seed.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The number of draws.
    pub const fn draws(&self) -> usize {
        self.draws
    }

    /// The draws of a value at an address.
    pub(super) fn column(&self, address: &str, value: &Distribution) -> Vec<f64> {
        if value.is_fixed() {
            return vec![value.quantile(0.5); self.draws];
        }
        let mut column = vec![0.0; self.draws];
        let source = Source::new(self.seed, Purpose::Parameter, &format!("casebook.{address}"));
        source.round(0, 0, &mut column);
        for draw in &mut column {
            *draw = value.quantile(*draw);
        }
        column
    }

    /// How often each case is picked in each draw: as many picks as there are cases, with replacement. Case by case.
    pub(super) fn picks(&self, cases: usize) -> Vec<Vec<u16>> {
        let mut picks = vec![vec![0_u16; self.draws]; cases];
        let source = Source::new(self.seed, Purpose::Luck, "casebook.cases");
        let mut column = vec![0.0; self.draws];
        for pick in 0..cases {
            source.round(pick, 0, &mut column);
            for (draw, uniform) in column.iter().enumerate() {
                let case = ((uniform * cases as f64) as usize).min(cases - 1);
                picks[case][draw] += 1;
            }
        }
        picks
    }

    /// The draws of every price and of what is really owed to the help.
    pub(super) fn shared(&self, book: &Casebook) -> Shared {
        let prices = book.prices.iter();
        let share =
            book.optimism.as_ref().map_or(Distribution::Fixed(1.0), |known| known.share.clone());
        Shared {
            prices: prices
                .map(|price| self.column(&format!("price.{}", price.name), &price.euro))
                .collect(),
            share: self.column("optimism", &share),
        }
    }
}

impl Default for Question {
    /// Seed 1 and 8,192 draws: the error of a mean is then a ninetieth of the standard deviation.
    fn default() -> Self {
        Self { seed: 1, draws: 8192 }
    }
}

/// Draws that all cases share.
pub(super) struct Shared {
    prices: Vec<Vec<f64>>,
    /// Share of the difference owed to the help.
    pub(super) share: Vec<f64>,
}

impl Shared {
    /// The draws of a unit price.
    pub(super) fn unit(&self, question: &Question, address: &str, price: &UnitPrice) -> Vec<f64> {
        match price {
            UnitPrice::Own(own) => question.column(&format!("{address}.euro"), own),
            UnitPrice::Listed(index) => {
                self.prices.get(*index).cloned().unwrap_or_else(|| vec![f64::NAN; question.draws])
            }
        }
    }
}
