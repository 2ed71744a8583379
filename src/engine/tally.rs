//! From the books of a block to the columns of the sample: discounting, sums, payback.

use ndarray::{ArrayView1, ArrayViewMut2, ArrayViewMut3, ArrayViewMut4, ArrayViewMut5, Axis};

use super::chunk::Chunk;
use super::sample::{Flow, Measure};
use crate::model::Model;
use crate::model::dynamics::{Account, Factors, Service, Values, Yields, present};
use crate::model::luck::{Grid, Sum, add_scaled};

/// Fills all columns of a chunk but the parameters and the expected net from the books of its trials. Columns of parties for
/// which the chunk has no room are left out.
///
/// `stream`, if asked for, gets the discounted net of every year: (year, arm, trial).
pub(super) fn tally(
    model: &Model,
    factors: &Factors,
    books: &Account,
    chunk: &mut Chunk,
    stream: Option<&mut ArrayViewMut3<f64>>,
) {
    let block = Block::new(model, factors, books);
    block.measures(&mut chunk.measures, stream);
    block.parties(&mut chunk.parties);
    block.outcomes(&mut chunk.outcomes);
    for (place, care) in chunk.care.outer_iter_mut().zip(&books.yields.care) {
        put_sum(place, care);
    }
    block.also(&mut chunk.also);
    block.years(&mut chunk.years);
}

/// Fills the parameters of a chunk.
pub(super) fn parameters(model: &Model, values: &Values, chunk: &mut Chunk) {
    for (mut place, (quantity, _)) in
        chunk.parameters.outer_iter_mut().zip(model.inputs.uncertain_inputs())
    {
        place.assign(&ArrayView1::from(values.of(quantity)));
    }
}

/// Fills a place with a sum, if there is one.
fn put_sum(place: ArrayViewMut2<f64>, sum: &Sum) {
    if let Some(grid) = sum.grid() {
        put(place, grid);
    }
}

/// Fills a place that is zero: what stays zero is not touched, so that its memory is never taken.
fn put(mut place: ArrayViewMut2<f64>, grid: &Grid) {
    if grid.iter().any(|x| *x != 0.0) {
        place.assign(grid);
    }
}

/// A block's books with what is needed to discount them.
struct Block<'a> {
    model: &'a Model,
    service: &'a Service,
    yields: &'a Yields,
    factors: &'a Factors<'a>,
    /// Society's cost by programme year: the sum over parties.
    cost: Vec<Sum>,
}

impl<'a> Block<'a> {
    fn new(model: &'a Model, factors: &'a Factors<'a>, books: &'a Account) -> Self {
        let Account { service, yields } = books;
        Self {
            model,
            service,
            yields,
            factors,
            cost: (0..model.years).map(|year| cost(service, year)).collect(),
        }
    }

    /// Arms and trials.
    fn shape(&self) -> (usize, usize) {
        self.service.fte_wanted.dim()
    }

    fn measures(&self, out: &mut ArrayViewMut3<f64>, mut stream: Option<&mut ArrayViewMut3<f64>>) {
        let (service, yields, factors) = (self.service, self.yields, self.factors);
        let shape = self.shape();
        let nothing = || Grid::zeros(shape);
        let d = self.model.years;
        let per_year = 1.0 / d as f64;
        let (mut yearly, mut steady, mut future) = (nothing(), nothing(), nothing());
        let (mut benefit_pv, mut cost_pv) = (nothing(), nothing());
        let mut cumulative = nothing();
        let mut payback = Grid::from_elem(shape, f64::NAN);
        for year in 0..self.model.horizon {
            let money = &factors.money[year];
            // Benefits of the year, and their present value.
            let (mut benefit, mut present) = (Sum::default(), nothing());
            if let Some(euro) = yields.society[year].grid() {
                benefit.add(euro);
                add_scaled(&mut present, euro, money);
            }
            if let (Some(value), Some(qaly)) = (factors.value_of_qaly, yields.qaly[year].grid()) {
                benefit.add_scaled(qaly, value);
                let worth: Vec<f64> = factors.qaly[year]
                    .iter()
                    .zip(value)
                    .map(|(factor, value)| factor * value)
                    .collect();
                add_scaled(&mut present, qaly, &worth);
            }
            if let Some(benefit) = benefit.grid() {
                if year < d {
                    yearly += benefit;
                } else {
                    future += &present;
                }
                steady += benefit;
                benefit_pv += &present;
            }
            if let Some(cost) = self.cost.get(year).and_then(Sum::grid) {
                let mut now = nothing();
                add_scaled(&mut now, cost, money);
                cost_pv += &now;
                present -= &now;
            }
            if let Some(stream) = &mut stream {
                stream.index_axis_mut(Axis(0), year).assign(&present);
            }
            cumulative += &present;
            pay_back(&mut payback.view_mut(), &cumulative, year);
        }
        let mut care = nothing();
        for sector in yields.care.iter().filter_map(Sum::grid) {
            care += sector;
        }
        let mut set = |measure: Measure, grid: &Grid| {
            put(out.index_axis_mut(Axis(0), measure.index()), grid);
        };
        set(Measure::FteWanted, &(&service.fte_wanted * per_year));
        set(Measure::FteHired, &(&service.fte_hired * per_year));
        set(Measure::Participants, &service.participants);
        set(Measure::Completers, &service.completers);
        set(Measure::Contacts, &service.contacts);
        set(Measure::NeedServed, &(&service.need_served * per_year));
        set(Measure::NetPv, &(&benefit_pv - &cost_pv));
        set(Measure::CostPv, &cost_pv);
        set(Measure::BenefitYearly, &(yearly * per_year));
        set(Measure::BenefitFuture, &future);
        set(Measure::BenefitSteady, &(steady * per_year));
        set(Measure::BenefitPv, &benefit_pv);
        set(Measure::PaybackYear, &payback);
        set(Measure::Qaly, &present(&yields.qaly, &factors.qaly, shape));
        set(Measure::CareFte, &care);
    }

    /// Flows by party and year, without the value of QALYs.
    fn flows(&self) -> [(Flow, &'a [Vec<Sum>]); 3] {
        [
            (Flow::Cost, &self.service.cost),
            (Flow::Benefit, &self.yields.benefit),
            (Flow::Cashable, &self.yields.cashable),
        ]
    }

    /// True for the flow and party that hold the value of QALYs.
    fn holds_qaly(&self, flow: Flow, party: usize) -> bool {
        flow == Flow::Benefit && party == self.model.inwoner
    }

    fn parties(&self, out: &mut ArrayViewMut4<f64>) {
        for (flow, parties) in self.flows() {
            let mut place = out.index_axis_mut(Axis(0), flow.index());
            for (party, years) in parties.iter().enumerate() {
                if place.is_empty() {
                    return;
                }
                let mut total = present(years, &self.factors.money, self.shape());
                if self.holds_qaly(flow, party)
                    && let Some(qaly) = self.factors.qaly_euro(&self.yields.qaly, self.shape())
                {
                    total += &qaly;
                }
                put(place.index_axis_mut(Axis(0), party), &total);
            }
        }
    }

    fn outcomes(&self, out: &mut ArrayViewMut4<f64>) {
        let yields = self.yields;
        let mut place = out.index_axis_mut(Axis(0), 0);
        for (place, units) in place.outer_iter_mut().zip(&yields.avoided) {
            put_sum(place, units);
        }
        let mut place = out.index_axis_mut(Axis(0), 1);
        for (effect, place) in place.outer_iter_mut().enumerate() {
            let mut value = yields.effect_money[effect].clone();
            if let (Some(each), Some(qaly)) =
                (self.factors.value_of_qaly, yields.effect_qaly[effect].grid())
            {
                value.add_scaled(qaly, each);
            }
            put_sum(place, &value);
        }
    }

    fn also(&self, out: &mut ArrayViewMut3<f64>) {
        for (place, rate) in out.outer_iter_mut().zip(&self.model.discounting.also) {
            let factors = self.factors.at(self.model, *rate);
            let mut net = present(&self.yields.society, &factors.money, self.shape());
            net -= &present(&self.cost, &factors.money, self.shape());
            if let Some(qaly) = factors.qaly_euro(&self.yields.qaly, self.shape()) {
                net += &qaly;
            }
            put(place, &net);
        }
    }

    fn years(&self, out: &mut ArrayViewMut5<f64>) {
        for (flow, parties) in self.flows() {
            let mut place = out.index_axis_mut(Axis(0), flow.index());
            for (party, years) in parties.iter().enumerate() {
                if place.is_empty() {
                    return;
                }
                let mut place = place.index_axis_mut(Axis(0), party);
                for (year, sum) in years.iter().enumerate() {
                    let place = place.index_axis_mut(Axis(0), year);
                    match self.factors.value_of_qaly {
                        Some(value) if self.holds_qaly(flow, party) => {
                            let mut total = sum.clone();
                            if let Some(qaly) = self.yields.qaly[year].grid() {
                                total.add_scaled(qaly, value);
                            }
                            put_sum(place, &total);
                        }
                        _ => put_sum(place, sum),
                    }
                }
            }
        }
    }
}

/// Moves the first year from which the cumulative net stays at or above zero, after another year.
pub(super) fn pay_back(first: &mut ArrayViewMut2<f64>, cumulative: &Grid, year: usize) {
    first.zip_mut_with(cumulative, |first, total| {
        if *total < 0.0 {
            *first = f64::NAN;
        } else if first.is_nan() {
            *first = year as f64;
        }
    });
}

/// Society's cost in a programme year: the sum over parties.
fn cost(service: &Service, year: usize) -> Sum {
    let mut total = Sum::default();
    for party in service.cost.iter().filter_map(|years| years[year].grid()) {
        total.add(party);
    }
    total
}
