//! The expected net benefit, by its linearity in people: what one participant is worth, times the participants of each arm.

use super::block::serve;
use super::follow::Cell;
use super::money::Entries;
use super::outlook::Outlook;
use super::present::Factors;
use super::values::{Table, Values, powers, product};
use crate::model::luck::{Expected, Grid, Luck, Site, add_scaled};
use crate::model::{Among, Ledger, Model, Outcome};

/// Net present value to society of a block of trials with every count at its expectation, (arm, trial).
///
/// In the years after service everything is in proportion to the people served, for no chance depends on the arm. So one
/// person of each programme, stratum and service year is followed and not all people of every arm, and all that a unit
/// avoided in a year will ever yield is added up before anybody is followed.
pub fn expected_net(model: &Model, values: &Values) -> Grid {
    let outlook = Outlook::new(model, values);
    Worths::new(model, &outlook).net(model, values, &outlook).net
}

/// What one participant (or completer) is worth to society, present value, euro.
pub struct Worths {
    /// `[effect][service year][stratum][trial]`.
    people: Vec<Vec<Table>>,
}

/// Net and cost with every count at its expectation, present values to society, (arm, trial).
pub struct Expectation {
    /// Benefits less costs.
    pub net: Grid,
    /// Costs.
    pub cost: Grid,
}

impl Worths {
    /// From what lies ahead of everybody.
    pub fn new(model: &Model, outlook: &Outlook) -> Self {
        let values = outlook.values;
        let worth: Vec<Table> = model
            .outcomes
            .iter()
            .map(|outcome| worth(model, outcome, values, &outlook.prices.factors))
            .collect();
        let one = Grid::ones((1, values.trials()));
        let people = model
            .effects()
            .zip(&outlook.cases)
            .map(|((programme, effect), case)| {
                let strata = model.groups[programme.group].strata.len();
                let person = |service_year, stratum| {
                    let cell = Cell { service_year, stratum, people: &one };
                    let mut person =
                        Person { worth: &worth[effect.outcome], total: vec![0.0; values.trials()] };
                    case.follow(&[cell], &mut Expected, &mut person);
                    person.total
                };
                (0..model.years)
                    .map(|year| (0..strata).map(|stratum| person(year, stratum)).collect())
                    .collect()
            })
            .collect();
        Self { people }
    }

    /// Times the people whom `values` bring into service. As in [`super::avoid`], `outlook` may come from other values.
    pub fn net(&self, model: &Model, values: &Values, outlook: &Outlook) -> Expectation {
        let (service, served) = serve(model, values, &mut Expected);
        let mut cost = Grid::zeros(service.participants.dim());
        let mut net = Grid::zeros(cost.dim());
        for years in &service.cost {
            for (paid, factor) in years.iter().zip(&outlook.prices.factors.money) {
                let minus: Vec<f64> = factor.iter().map(|x| -x).collect();
                if let Some(paid) = paid.grid() {
                    add_scaled(&mut net, paid, &minus);
                    add_scaled(&mut cost, paid, factor);
                }
            }
        }
        let mut worths = self.people.iter();
        for (programme, served) in model.programmes.iter().zip(&served) {
            for (effect, worths) in programme.effects.iter().zip(&mut worths) {
                let people = match effect.among {
                    Among::Participants => &served.participants,
                    Among::Completers => &served.completers,
                };
                for (strata, worths) in people.iter().zip(worths) {
                    for (people, worth) in strata.iter().zip(worths) {
                        add_scaled(&mut net, people, worth);
                    }
                }
            }
        }
        Expectation { net, cost }
    }
}

/// Adds up what units are worth to society as they are avoided.
struct Person<'a> {
    /// Present value of a unit avoided in a year: `[year][trial]`.
    worth: &'a Table,
    total: Vec<f64>,
}

impl Entries for Person<'_> {
    fn enter(
        &mut self,
        _: usize,
        t: usize,
        _: &Site,
        count: &Grid,
        weight: &[f64],
        _: &mut impl Luck,
    ) {
        let worth = self.worth[t].iter().zip(weight);
        for ((total, count), (worth, weight)) in self.total.iter_mut().zip(count).zip(worth) {
            *total += count * weight * worth;
        }
    }

    fn enter_pooled(
        &mut self,
        _: &[(usize, Grid)],
        _: &Grid,
        t: usize,
        site: &Site,
        count: &Grid,
        sign: &[f64],
        luck: &mut impl Luck,
    ) {
        self.enter(0, t, site, count, sign, luck);
    }

    fn enter_units(&mut self, _: usize, t: usize, units: &Grid) {
        for ((total, units), worth) in self.total.iter_mut().zip(units).zip(&self.worth[t]) {
            *total += units * worth;
        }
    }
}

/// Present value to society of all that a unit avoided in a year yields within the horizon: `[year][trial]`.
fn worth(model: &Model, outcome: &Outcome, values: &Values, factors: &Factors) -> Table {
    let mut worth = vec![vec![0.0; values.trials()]; model.horizon];
    for benefit in &outcome.benefits {
        let counted: Vec<f64> = values.of(benefit.overlap).iter().map(|o| 1.0 - o).collect();
        // What is paid in each year for a unit in its stream.
        let mut paid = vec![vec![0.0; values.trials()]; model.horizon];
        if let Some(stream) = &benefit.stream
            && stream.ledger == Ledger::Welfare
        {
            let growth = values.of(stream.growth);
            let first = product(values.of(stream.euro), &counted);
            let euro = powers(first, |k| 1.0 + growth[k], model.horizon);
            add_products(&mut paid, &euro, &factors.money);
        }
        if let (Some(qaly), Some(value)) = (benefit.qaly, factors.value_of_qaly) {
            let each = product(&product(values.of(qaly), &counted), value);
            let euro = vec![each; model.horizon];
            add_products(&mut paid, &euro, &factors.qaly);
        }
        // Payments `after` to `after + lasts - 1` years later, cut at the horizon.
        for (t, worth) in worth.iter_mut().enumerate() {
            for paid in paid.iter().skip(t + benefit.after).take(benefit.lasts) {
                worth.iter_mut().zip(paid).for_each(|(worth, paid)| *worth += paid);
            }
        }
    }
    worth
}

/// Adds the products of two tables, element by element.
fn add_products(total: &mut Table, a: &Table, b: &Table) {
    for ((total, a), b) in total.iter_mut().zip(a).zip(b) {
        for ((total, a), b) in total.iter_mut().zip(a).zip(b) {
            *total += a * b;
        }
    }
}
