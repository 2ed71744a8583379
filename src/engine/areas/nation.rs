//! The nation: from totals over all wijken to one sample.
//!
//! | measure | the nation's |
//! |---|---|
//! | `fte_wanted`, `fte_hired`, `participants`, `completers`, `contacts` | sum |
//! | `need_served` | participants a year over all people in need: the mean of the wijken's shares, weighted by people in need |
//! | `cost_pv`, `benefit_yearly`, `benefit_future`, `benefit_steady`, `benefit_pv`, `net_pv`, `net_pv_expected` | sum |
//! | `payback_year` | from the cumulative net of the nation: no sum or mean of the wijken's years |
//! | `qaly`, `care_fte` | sum |
//!
//! Outcomes, care by sector and the net at further rates are sums too. So are parties and years; where all wijken share prices they are
//! paid out once, from the sum of what was avoided, which is the same but for rounding.

use ndarray::{ArrayView1, Axis, Slice};

use super::list::Areas;
use super::prepared::Prepared;
use super::totals::Totals;
use crate::engine::sample::{Measure, Sample};
use crate::engine::tally::{parameters, pay_back, tally};
use crate::model::dynamics::{Account, Books, Service};
use crate::model::luck::{Grid, Sum};

impl Prepared<'_> {
    /// The sample of the nation from its totals over the same trials.
    pub(super) fn nation(&self, areas: &Areas, totals: &Totals) -> Sample {
        let draws = self.draws;
        let mut all =
            if self.shared.is_some() { self.paid_out(totals) } else { self.added(totals) };
        let own: Vec<usize> = areas.inputs().iter().map(|input| input.index()).collect();
        let inputs = draws.model.inputs.uncertain_inputs();
        for (mut row, (quantity, input)) in all.parameters.outer_iter_mut().zip(inputs) {
            // There is no one value of what every wijk has its own of.
            if input.varies_between_wijken || own.contains(&quantity.index()) {
                row.fill(f64::NAN);
            }
        }
        let payback = all.measures.index_axis(Axis(0), Measure::PaybackYear.index()).to_owned();
        all.measures.assign(&totals.sample.measures);
        all.measures.index_axis_mut(Axis(0), Measure::PaybackYear.index()).assign(&payback);
        self.need_served(&mut all, totals);
        all.outcomes.assign(&totals.sample.outcomes);
        all.care.assign(&totals.sample.care);
        all.also.assign(&totals.sample.also);
        all.pool_too_small.clone_from(&totals.sample.pool_too_small);
        all.baseline_cut.clone_from(&totals.sample.baseline_cut);
        all
    }

    fn need_served(&self, all: &mut Sample, totals: &Totals) {
        let years = self.draws.model.years as f64;
        for arm in 0..all.measures.len_of(Axis(1)) {
            for (trial, need) in totals.need.iter().enumerate() {
                let served = all.measures[[Measure::Participants.index(), arm, trial]] / years;
                let share = if *need > 0.0 { served / need } else { 0.0 };
                all.measures[[Measure::NeedServed.index(), arm, trial]] = share;
            }
        }
    }

    /// Parties, years and payback from the books of the nation, under the prices that all wijken share.
    fn paid_out(&self, totals: &Totals) -> Sample {
        let draws = self.draws;
        let mut all = Sample::empty(draws.model, draws.trials);
        let chunks = all.chunk().pieces(crate::engine::run::PIECE);
        let outlooks = self.shared.iter().flatten();
        for (((mut chunk, values), (outlook, _)), piece) in
            chunks.into_iter().zip(&draws.pieces).zip(outlooks).zip(0..)
        {
            let place = Slice::from(draws.place(piece));
            let rows = totals.books.slice_axis(Axis(2), place);
            let mut service = Service::new(draws.model, values.trials());
            let mut books = outlook.books(draws.model);
            let costs = service.cost.iter_mut().flatten();
            let units = books.iter_mut().flat_map(Books::sums_mut);
            for (sum, row) in costs.chain(units).zip(rows.outer_iter()) {
                enter(sum, &row.to_owned());
            }
            let yields = outlook.settle(draws.model, &books, true);
            let account = Account { service, yields };
            tally(draws.model, outlook.factors(), &account, &mut chunk, None);
            parameters(draws.model, values, &mut chunk);
        }
        all
    }

    /// Parties and years as they were added up, payback from the net of each year.
    fn added(&self, totals: &Totals) -> Sample {
        let draws = self.draws;
        let mut all = Sample::empty(draws.model, draws.trials);
        all.parties.assign(&totals.sample.parties);
        all.years.assign(&totals.sample.years);
        let mut cumulative = Grid::zeros(totals.cost_expected.dim());
        let place = Measure::PaybackYear.index();
        let mut payback = all.measures.index_axis_mut(Axis(0), place);
        payback.fill(f64::NAN);
        for (year, net) in totals.books.outer_iter().enumerate() {
            cumulative += &net;
            pay_back(&mut payback, &cumulative, year);
        }
        for (piece, values) in draws.pieces.iter().enumerate() {
            let place = draws.place(piece);
            let mut columns = all.parameters.slice_axis_mut(Axis(1), Slice::from(place));
            let inputs = draws.model.inputs.uncertain_inputs();
            for (mut row, (quantity, _)) in columns.outer_iter_mut().zip(inputs) {
                row.assign(&ArrayView1::from(values.of(quantity)));
            }
        }
        all
    }
}

/// A sum that holds a grid; nothing where it is zero.
fn enter(sum: &mut Sum, grid: &Grid) {
    if grid.iter().any(|x| *x != 0.0) {
        sum.add(grid);
    }
}
