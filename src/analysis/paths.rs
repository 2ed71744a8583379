//! Flows of money year by year: the rows of `years.parquet`.

use ndarray::{Array1, Axis};
use rayon::prelude::*;

use super::bands::Band;
use super::figures::less;
use crate::engine::{Flow, Sample};
use crate::model::Model;

/// What flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Costs.
    Cost,
    /// Benefits.
    Benefit,
    /// Benefits that can be turned into money.
    Cashable,
    /// Benefits less costs.
    Net,
}

impl Quantity {
    /// Every quantity, in the order of the rows.
    pub const ALL: [Self; 4] = [Self::Cost, Self::Benefit, Self::Cashable, Self::Net];

    /// The word for it in the column `quantity`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Benefit => "benefit",
            Self::Cashable => "cashable",
            Self::Net => "net",
        }
    }
}

/// One row of `years.parquet`.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Index of the party in [`Model::parties`]; none for society, the sum over all parties.
    pub party: Option<usize>,
    /// Calendar year.
    pub year: i32,
    /// What flows.
    pub quantity: Quantity,
    /// What is told of it, undiscounted euros; of its errors only that of the mean.
    pub band: Band,
}

/// Every row, by arm, party (society first), year and quantity.
pub fn paths(model: &Model, sample: &Sample) -> Vec<Path> {
    let parties = model.parties.len();
    let whose: Vec<(usize, Option<usize>)> = (0..model.arms.len())
        .flat_map(|arm| {
            std::iter::once(None).chain((0..parties).map(Some)).map(move |party| (arm, party))
        })
        .collect();
    whose
        .into_par_iter()
        .flat_map_iter(|(arm, party)| {
            (0..model.horizon).flat_map(move |year| {
                let calendar = model.base_year.saturating_add_unsigned(year as u32);
                let bands = bands(sample, party, year, arm);
                Quantity::ALL.into_iter().zip(bands).map(move |(quantity, band)| Path {
                    arm,
                    party,
                    year: calendar,
                    quantity,
                    band,
                })
            })
        })
        .collect()
}

/// The bands of all quantities, in the order of [`Quantity::ALL`]. Where two flows are the same, so are their bands: most
/// parties pay nothing, and most benefits can be turned into money whole or not at all.
fn bands(sample: &Sample, party: Option<usize>, year: usize, arm: usize) -> [Band; 4] {
    let [cost, benefit, cashable] =
        [Flow::Cost, Flow::Benefit, Flow::Cashable].map(|of| flow(sample, of, party, year, arm));
    let gained = Band::with_error_of_mean(&benefit);
    let cash = if cashable == benefit { gained } else { Band::with_error_of_mean(&cashable) };
    let net = if cost.iter().all(|paid| *paid == 0.0) {
        gained
    } else {
        Band::with_error_of_mean(&less(&benefit, &cost))
    };
    [Band::with_error_of_mean(&cost), gained, cash, net]
}

/// One flow in every trial; of society where there is no party.
fn flow(sample: &Sample, of: Flow, party: Option<usize>, year: usize, arm: usize) -> Vec<f64> {
    if let Some(party) = party {
        return sample.flow(of, party, year, arm).to_vec();
    }
    // Transfers cancel here: what one party gains another loses.
    let mut society = Array1::zeros(sample.trials());
    for party in 0..sample.parties.len_of(Axis(1)) {
        society += &sample.flow(of, party, year, arm);
    }
    society.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn society_is_the_sum_of_the_parties() {
        let (model, sample) = (model(), sample(64));
        let rows = paths(&model, &sample);
        assert_eq!(rows.len(), model.arms.len() * (model.parties.len() + 1) * model.horizon * 4);
        for quantity in Quantity::ALL {
            let of = |party| {
                rows.iter()
                    .filter(|row| {
                        (row.arm, row.year, row.quantity) == (2, 2027, quantity)
                            && row.party.is_some() == party
                    })
                    .map(|row| row.band.value.mean)
                    .sum::<f64>()
            };
            assert!((of(true) - of(false)).abs() < 1e-6, "{quantity:?}");
        }
    }
}
