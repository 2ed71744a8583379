//! One wijk: its own draws and luck over what all share.

use ndarray::{Array2, Array3, ArrayViewMut2, Axis, Slice};

use super::list::Area;
use super::prepared::Prepared;
use super::totals::{Shape, Totals, add_counts, costs};
use crate::engine::luck::Addresses;
use crate::engine::run::{PIECE, served};
use crate::engine::sample::{Measure, Sample};
use crate::engine::tally::tally;
use crate::model::Quantity;
use crate::model::dynamics::{Account, Books, Outlook, Values, Worths};
use crate::model::luck::Sum;

/// Every trial of one wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaSample {
    /// Measures, outcomes, care and further rates as in an ordinary run of the wijk's model alone, to the bit. Without parameters; without
    /// parties and years where [`super::AreasRun::by_party`] is false.
    pub sample: Sample,
    /// (arm, trial): present value of costs in the expected pass, euro; [`Measure::NetPvExpected`] has the net.
    pub cost_expected: Array2<f64>,
    /// People in need, by trial.
    pub need: Vec<f64>,
}

impl AreaSample {
    /// Room for `trials` trials.
    pub(super) fn empty(shape: &Shape, trials: usize) -> Self {
        Self {
            sample: shape.sample(trials),
            cost_expected: Array2::zeros((shape.arms, trials)),
            need: vec![0.0; trials],
        }
    }

    /// Zero again, in the same room.
    fn clear(&mut self) {
        let sample = &mut self.sample;
        sample.measures.fill(0.0);
        sample.parties.fill(0.0);
        sample.outcomes.fill(0.0);
        sample.care.fill(0.0);
        sample.also.fill(0.0);
        sample.years.fill(0.0);
        sample.pool_too_small.fill(0);
        sample.baseline_cut.fill(0);
    }
}

impl Prepared<'_> {
    /// Simulates a wijk into `room`, and adds its books to `totals`.
    pub(super) fn area(
        &self,
        inputs: &[Quantity],
        area: &Area,
        room: &mut AreaSample,
        totals: &mut Totals,
    ) {
        let draws = self.draws;
        room.clear();
        let varying = draws.draw.of_wijk(&area.code, draws.first, draws.trials);
        let known: Vec<(usize, [f64; PIECE])> = inputs
            .iter()
            .zip(&area.values)
            .map(|(input, &value)| (input.index(), [value; PIECE]))
            .collect();
        let addresses = Addresses::new(draws.plan.seed, &area.code);
        for (piece, values) in draws.pieces.iter().enumerate() {
            let place = draws.place(piece);
            let varying = varying.iter().map(|(index, all)| (*index, &all[place.clone()]));
            let known = known.iter().map(|(index, all)| (*index, &all[..place.len()]));
            // What is known comes last: it is not drawn.
            let values = values.with(varying.chain(known));
            if let Some(shared) = &self.shared {
                let (outlook, worths) = &shared[piece];
                self.piece(piece, &values, (outlook, worths), &addresses, room, totals);
            } else {
                let outlook = Outlook::new(draws.model, &values);
                let worths = Worths::new(draws.model, &outlook);
                self.piece(piece, &values, (&outlook, &worths), &addresses, room, totals);
            }
        }
    }

    /// One piece of trials.
    fn piece(
        &self,
        piece: usize,
        values: &Values,
        (outlook, worths): (&Outlook, &Worths),
        addresses: &Addresses,
        room: &mut AreaSample,
        totals: &mut Totals,
    ) {
        let (draws, model) = (self.draws, self.draws.model);
        let place = draws.place(piece);
        let slice = Slice::from(place.clone());
        let first = draws.first + place.start;
        let (service, avoided) = served(model, values, outlook, draws.plan, addresses, first);
        let parties = self.shared.is_none();
        let account = Account { service, yields: outlook.settle(model, &avoided, parties) };
        let mut books = totals.books.slice_axis_mut(Axis(2), slice);
        // Only the columns of these trials.
        let (_, rest) = room.sample.chunk().split(place.start);
        let (mut chunk, _) = rest.split(place.len());
        if parties {
            let mut stream = Array3::zeros(books.dim());
            tally(model, outlook.factors(), &account, &mut chunk, Some(&mut stream.view_mut()));
            books += &stream;
        } else {
            tally(model, outlook.factors(), &account, &mut chunk, None);
            let sums = costs(&account).chain(avoided.iter().flat_map(Books::sums));
            for (mut row, sum) in books.outer_iter_mut().zip(sums) {
                add(&mut row, sum);
            }
        }
        let expected = worths.net(model, values, outlook);
        let net = Measure::NetPvExpected.index();
        chunk.measures.index_axis_mut(Axis(0), net).assign(&expected.net);
        room.cost_expected.slice_axis_mut(Axis(1), slice).assign(&expected.cost);
        room.need[place].copy_from_slice(&account.service.need);
        add_counts(&mut room.sample.pool_too_small, &account.service.pool_too_small);
        for (total, cut) in room.sample.baseline_cut.iter_mut().zip(&account.yields.baseline_cut) {
            *total += cut.iter().filter(|cut| **cut).count();
        }
    }
}

/// Adds a sum, if there is one.
fn add(row: &mut ArrayViewMut2<f64>, sum: &Sum) {
    if let Some(grid) = sum.grid() {
        *row += grid;
    }
}
