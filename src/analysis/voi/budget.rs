//! What can be had, and what knowing more would be worth, for what there is to spend.

use super::evpi::evpi;
use super::fault::{Column, Fault, checked, checked_choice};
use super::spread::highest;
use crate::numeric::mean;

/// The choice that a budget leaves; money in the units of net benefits and costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Affordable {
    /// What may be spent.
    pub budget: f64,
    /// Options whose expected cost is at most the budget, ascending.
    pub options: Vec<usize>,
    /// The best of them; none where nothing is affordable.
    pub best: Option<Best>,
}

/// The best option within a budget.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Best {
    /// The option, by its place among all, the first of equals.
    pub option: usize,
    /// Its mean cost.
    pub expected_cost: f64,
    /// Its mean net benefit.
    pub expected_net: f64,
    /// Share of draws in which no other affordable option has a higher net benefit, in [0, 1].
    pub p_best: f64,
    /// Expected value of perfect information for a choice among affordable options, at least 0; 0 where there is only one.
    pub evpi: f64,
    /// Its standard error.
    pub evpi_error: f64,
}

/// The best option, and the EVPI of the choice, within each of `budgets`.
///
/// `nets` and `costs` have a column for each option. An option fits a budget if its mean cost does; in single draws it may
/// cost more, and learning does not make a dear option affordable. Expected net never falls with the budget. EVPI may: a
/// new option that is better in nearly every draw leaves less to learn.
///
/// # Errors
///
/// Those of [`evpi`](super::evpi()), for costs too; another number of cost columns is told as a ragged column; a budget that is NaN.
pub fn within_budgets(
    nets: &[Vec<f64>],
    costs: &[Vec<f64>],
    budgets: &[f64],
    replicates: Option<usize>,
) -> Result<Vec<Affordable>, Fault> {
    let rows = checked_choice(nets, replicates)?;
    if costs.len() != nets.len() {
        let column = Column::Cost(costs.len().min(nets.len()));
        return Err(Fault::Ragged { column, rows: 0, expected: rows });
    }
    checked(costs, rows, Column::Cost)?;
    if budgets.iter().any(|budget| budget.is_nan()) {
        return Err(Fault::Range { what: "budget", value: f64::NAN, rule: "a number" });
    }
    let expected: Vec<f64> = costs.iter().map(|cost| mean(cost)).collect();
    budgets
        .iter()
        .map(|&budget| {
            let options: Vec<usize> = (0..nets.len()).filter(|&d| expected[d] <= budget).collect();
            let best = best_of(nets, &expected, &options, replicates)?;
            Ok(Affordable { budget, options, best })
        })
        .collect()
}

/// The best of some options; none of none.
fn best_of(
    nets: &[Vec<f64>],
    costs: &[f64],
    options: &[usize],
    replicates: Option<usize>,
) -> Result<Option<Best>, Fault> {
    let with = |option: usize, p_best, (evpi, evpi_error)| Best {
        option,
        expected_cost: costs[option],
        expected_net: mean(&nets[option]),
        p_best,
        evpi,
        evpi_error,
    };
    match options {
        [] => Ok(None),
        [only] => Ok(Some(with(*only, 1.0, (0.0, 0.0)))),
        several => {
            let columns: Vec<Vec<f64>> = several.iter().map(|&d| nets[d].clone()).collect();
            let found = evpi(&columns, replicates)?;
            let place = highest(&found.expected_net);
            Ok(Some(with(several[place], found.p_best[place], (found.value, found.error))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nets 0, 5, and 30 or -10 in turn; costs 0, 10 and 40.
    fn world() -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
        let third = (0..64).map(|k| if k % 2 == 0 { 30.0 } else { -10.0 }).collect();
        let costs = [0.0, 10.0, 40.0].map(|cost| vec![cost; 64]).to_vec();
        (vec![vec![0.0; 64], vec![5.0; 64], third], costs)
    }

    #[test]
    fn the_frontier_by_hand() {
        let (nets, costs) = world();
        let found = within_budgets(&nets, &costs, &[-1.0, 9.0, 10.0, 40.0], None).unwrap();
        let told: Vec<Option<(usize, f64, f64, f64)>> = found
            .iter()
            .map(|at| at.best.map(|b| (b.option, b.expected_net, b.p_best, b.evpi)))
            .collect();
        // At 40: option 2 has 10 on average, and in half of the draws option 1 would have been 15 better.
        assert_eq!(
            told,
            [None, Some((0, 0.0, 1.0, 0.0)), Some((1, 5.0, 1.0, 0.0)), Some((2, 10.0, 0.5, 7.5))]
        );
        assert_eq!(found[2].options, [0, 1]);
    }

    #[test]
    fn more_to_spend_is_never_worse() {
        let nets: Vec<Vec<f64>> =
            (0..5).map(|d| super::super::cases::normals(300, d, "net")).collect();
        let costs: Vec<Vec<f64>> = (0..5).map(|d| vec![f64::from(d); 300]).collect();
        let budgets: Vec<f64> = (0..6).map(f64::from).collect();
        let found = within_budgets(&nets, &costs, &budgets, Some(16)).unwrap();
        let net: Vec<f64> = found.iter().filter_map(|at| at.best.map(|b| b.expected_net)).collect();
        assert!(net.is_sorted() && net.len() == 6);
    }

    #[test]
    fn costs_must_fit_the_options() {
        let (nets, costs) = world();
        let fault = within_budgets(&nets, &costs[..2], &[1.0], None);
        assert_eq!(fault, Err(Fault::Ragged { column: Column::Cost(2), rows: 0, expected: 64 }));
        assert!(within_budgets(&nets, &costs, &[f64::NAN], None).is_err());
    }
}
