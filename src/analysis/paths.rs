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
    /// What is told of it, undiscounted euros.
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
                Quantity::ALL.map(|quantity| Path {
                    arm,
                    party,
                    year: model.base_year.saturating_add_unsigned(year as u32),
                    quantity,
                    band: Band::of(&flow(sample, quantity, party, year, arm)),
                })
            })
        })
        .collect()
}

/// One flow in every trial.
fn flow(
    sample: &Sample,
    quantity: Quantity,
    party: Option<usize>,
    year: usize,
    arm: usize,
) -> Vec<f64> {
    let of = |flow: Flow| {
        if let Some(party) = party {
            return sample.flow(flow, party, year, arm).to_vec();
        }
        // Transfers cancel here: what one party gains another loses.
        let mut society = Array1::zeros(sample.trials());
        for party in 0..sample.parties.len_of(Axis(1)) {
            society += &sample.flow(flow, party, year, arm);
        }
        society.to_vec()
    };
    match quantity {
        Quantity::Cost => of(Flow::Cost),
        Quantity::Benefit => of(Flow::Benefit),
        Quantity::Cashable => of(Flow::Cashable),
        Quantity::Net => less(&of(Flow::Benefit), &of(Flow::Cost)),
    }
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
