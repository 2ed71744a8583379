//! From the books of a block to the columns of the sample: discounting, sums, payback.

use ndarray::{Array2, Array3, Array4, Array5, Axis};

use super::sample::{Flow, Measure, Sample};
use crate::model::Model;
use crate::model::dynamics::{Account, Table, Values, discount};
use crate::model::luck::{Grid, add_scaled, scale};

/// The columns of one block. `expected` are the books of the same trials with every count at its expectation.
pub(super) fn tally(model: &Model, values: &Values, books: &Account, expected: &Account) -> Sample {
    let block = Block::new(model, values, books);
    let mut sample = block.sample();
    let other = Block::new(model, values, expected);
    let net = other.net_pv();
    sample.measures.index_axis_mut(Axis(0), Measure::NetPvExpected.index()).assign(&net);
    sample
}

/// A block's books with what is needed to discount them.
struct Block<'a> {
    model: &'a Model,
    values: &'a Values,
    books: &'a Account,
    /// `[year][trial]` for money.
    money: Table,
    /// `[year][trial]` for QALYs.
    qaly: Table,
    /// Society's cost by programme year: the sum over parties.
    cost: Vec<Grid>,
    /// Euro per QALY by trial; none where QALYs are not priced.
    worth: Option<&'a [f64]>,
}

impl<'a> Block<'a> {
    fn new(model: &'a Model, values: &'a Values, books: &'a Account) -> Self {
        let rate = values.of(model.discounting.rate);
        let qaly_rate = model.discounting.qaly_rate.map_or(rate, |q| values.of(q));
        Self {
            model,
            values,
            books,
            money: discount(model, rate),
            qaly: discount(model, qaly_rate),
            cost: (0..model.years).map(|year| cost(books, year)).collect(),
            worth: model.value_of_qaly.map(|q| values.of(q)),
        }
    }

    /// No euros yet, for each arm and trial.
    fn nothing(&self) -> Grid {
        Grid::zeros(self.books.fte_wanted.dim())
    }

    /// Present value of yearly grids.
    fn present(years: &[Grid], factors: &Table) -> Grid {
        let mut total = Grid::zeros(years[0].dim());
        for (year, grid) in years.iter().enumerate() {
            add_scaled(&mut total, grid, &factors[year]);
        }
        total
    }

    /// Present value of QALYs in euros, under QALY discount factors; none where QALYs are not priced.
    fn qaly_euro(&self, factors: &Table) -> Option<Grid> {
        let worth = self.worth?;
        let mut total = Self::present(&self.books.qaly, factors);
        scale(&mut total, worth);
        Some(total)
    }

    /// Net present value to society.
    fn net_pv(&self) -> Grid {
        self.net_at(&self.money, &self.qaly)
    }

    /// Net present value under given factors.
    fn net_at(&self, money: &Table, qaly: &Table) -> Grid {
        let mut net = self.qaly_euro(qaly).unwrap_or_else(|| self.nothing());
        for (year, money) in money.iter().enumerate() {
            match self.cost.get(year) {
                Some(cost) => add_scaled(&mut net, &(&self.books.society[year] - cost), money),
                None => add_scaled(&mut net, &self.books.society[year], money),
            }
        }
        net
    }

    /// All columns but the expected net.
    fn sample(&self) -> Sample {
        Sample {
            measures: self.measures(),
            parties: self.parties(),
            outcomes: self.outcomes(),
            care: stack3(&self.books.care, self.books.fte_wanted.dim()),
            also: self.also(),
            years: self.years(),
            parameters: self.parameters(),
            pool_too_small: self.books.pool_too_small.clone(),
            baseline_cut: self
                .books
                .baseline_cut
                .iter()
                .map(|trials| trials.iter().filter(|cut| **cut).count())
                .collect(),
        }
    }

    fn measures(&self) -> Array3<f64> {
        let books = self.books;
        let (arms, trials) = books.fte_wanted.dim();
        let (d, horizon) = (self.model.years, self.model.horizon);
        let per_year = 1.0 / d as f64;
        let mut yearly = self.nothing();
        let mut steady = self.nothing();
        let mut future = self.nothing();
        let mut benefit_pv = self.nothing();
        let mut cost_pv = self.nothing();
        let mut cumulative = self.nothing();
        let mut payback = Grid::from_elem((arms, trials), f64::NAN);
        for year in 0..horizon {
            let money = &self.money[year];
            let benefit = &books.society[year];
            let mut present = self.nothing();
            if let Some(worth) = self.worth {
                let mut qaly = books.qaly[year].clone();
                scale(&mut qaly, worth);
                let undiscounted = benefit + &qaly;
                if year < d {
                    yearly += &undiscounted;
                }
                steady += &undiscounted;
                add_scaled(&mut present, &qaly, &self.qaly[year]);
            } else {
                if year < d {
                    yearly += benefit;
                }
                steady += benefit;
            }
            add_scaled(&mut present, benefit, money);
            if year >= d {
                future += &present;
            }
            benefit_pv += &present;
            if let Some(cost) = self.cost.get(year) {
                let mut now = self.nothing();
                add_scaled(&mut now, cost, money);
                cost_pv += &now;
                present -= &now;
            }
            cumulative += &present;
            payback.zip_mut_with(&cumulative, |first, total| {
                if *total < 0.0 {
                    *first = f64::NAN;
                } else if first.is_nan() {
                    *first = year as f64;
                }
            });
        }
        let mut care = Grid::zeros((arms, trials));
        for sector in &books.care {
            care += sector;
        }
        let mut out = Array3::zeros((Measure::ALL.len(), arms, trials));
        let mut set = |measure: Measure, grid: &Grid| {
            out.index_axis_mut(Axis(0), measure.index()).assign(grid);
        };
        set(Measure::FteWanted, &(&books.fte_wanted * per_year));
        set(Measure::FteHired, &(&books.fte_hired * per_year));
        set(Measure::Participants, &books.participants);
        set(Measure::Completers, &books.completers);
        set(Measure::Contacts, &books.contacts);
        set(Measure::NeedServed, &(&books.need_served * per_year));
        set(Measure::NetPv, &(&benefit_pv - &cost_pv));
        set(Measure::CostPv, &cost_pv);
        set(Measure::BenefitYearly, &(yearly * per_year));
        set(Measure::BenefitFuture, &future);
        set(Measure::BenefitSteady, &(steady * per_year));
        set(Measure::BenefitPv, &benefit_pv);
        set(Measure::PaybackYear, &payback);
        set(Measure::Qaly, &Self::present(&books.qaly, &self.qaly));
        set(Measure::CareFte, &care);
        out
    }

    fn parties(&self) -> Array4<f64> {
        let (arms, trials) = self.books.fte_wanted.dim();
        let mut out = Array4::zeros((Flow::ALL.len(), self.model.parties.len(), arms, trials));
        let books = self.books;
        for (flow, years) in [
            (Flow::Cost, &books.cost),
            (Flow::Benefit, &books.benefit),
            (Flow::Cashable, &books.cashable),
        ] {
            for (party, years) in years.iter().enumerate() {
                let mut total = Self::present(years, &self.money);
                if flow == Flow::Benefit
                    && party == self.model.inwoner
                    && let Some(qaly) = self.qaly_euro(&self.qaly)
                {
                    total += &qaly;
                }
                out.index_axis_mut(Axis(0), flow.index())
                    .index_axis_mut(Axis(0), party)
                    .assign(&total);
            }
        }
        out
    }

    fn outcomes(&self) -> Array4<f64> {
        let (arms, trials) = self.books.fte_wanted.dim();
        let mut out = Array4::zeros((2, self.books.avoided.len(), arms, trials));
        for (effect, avoided) in self.books.avoided.iter().enumerate() {
            out.index_axis_mut(Axis(0), 0).index_axis_mut(Axis(0), effect).assign(avoided);
            let mut value = self.books.effect_money[effect].clone();
            if let Some(worth) = self.worth {
                add_scaled(&mut value, &self.books.effect_qaly[effect], worth);
            }
            out.index_axis_mut(Axis(0), 1).index_axis_mut(Axis(0), effect).assign(&value);
        }
        out
    }

    fn also(&self) -> Array3<f64> {
        let (arms, trials) = self.books.fte_wanted.dim();
        let rates = &self.model.discounting.also;
        let mut out = Array3::zeros((rates.len(), arms, trials));
        for (index, rate) in rates.iter().enumerate() {
            let money = discount(self.model, &vec![*rate; trials]);
            // A QALY rate of its own stays; one that follows the main rate follows this one too.
            let qaly = if self.model.discounting.qaly_rate.is_some() { &self.qaly } else { &money };
            out.index_axis_mut(Axis(0), index).assign(&self.net_at(&money, qaly));
        }
        out
    }

    fn years(&self) -> Array5<f64> {
        let (arms, trials) = self.books.fte_wanted.dim();
        let (parties, horizon) = (self.model.parties.len(), self.model.horizon);
        let mut out = Array5::zeros((Flow::ALL.len(), parties, horizon, arms, trials));
        let books = self.books;
        for (flow, parties) in [
            (Flow::Cost, &books.cost),
            (Flow::Benefit, &books.benefit),
            (Flow::Cashable, &books.cashable),
        ] {
            for (party, years) in parties.iter().enumerate() {
                for (year, grid) in years.iter().enumerate() {
                    let mut flows = out.index_axis_mut(Axis(0), flow.index());
                    let mut parties = flows.index_axis_mut(Axis(0), party);
                    let mut place = parties.index_axis_mut(Axis(0), year);
                    place.assign(grid);
                    if flow == Flow::Benefit
                        && party == self.model.inwoner
                        && let Some(worth) = self.worth
                    {
                        let mut qaly = books.qaly[year].clone();
                        scale(&mut qaly, worth);
                        place += &qaly;
                    }
                }
            }
        }
        out
    }

    fn parameters(&self) -> Array2<f64> {
        let rows: Vec<&[f64]> = self
            .model
            .inputs
            .uncertain_inputs()
            .map(|(quantity, _)| self.values.of(quantity))
            .collect();
        Array2::from_shape_fn((rows.len(), self.values.trials()), |(row, trial)| rows[row][trial])
    }
}

/// Society's cost in a programme year: the sum over parties.
fn cost(books: &Account, year: usize) -> Grid {
    let mut total = Grid::zeros(books.fte_wanted.dim());
    for party in &books.cost {
        total += &party[year];
    }
    total
}

/// Grids as (grid, arm, trial).
fn stack3(grids: &[Grid], (arms, trials): (usize, usize)) -> Array3<f64> {
    let mut out = Array3::zeros((grids.len(), arms, trials));
    for (index, grid) in grids.iter().enumerate() {
        out.index_axis_mut(Axis(0), index).assign(grid);
    }
    out
}
