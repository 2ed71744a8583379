//! Sums over wijken, trial by trial, in an order that never changes, so that pieces made anywhere add up to the same bits.

use ndarray::{Array2, Array3, Array4, Array5, ArrayBase, Axis, DataMut, Dimension, ShapeError};

use super::one::AreaSample;
use crate::engine::sample::{Flow, Measure, Sample};
use crate::model::Model;
use crate::model::dynamics::Account;
use crate::model::luck::Sum;

/// What decides how many numbers there are in [`Totals`]: the same for every piece of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub(super) measures: usize,
    pub(super) parties: usize,
    pub(super) effects: usize,
    pub(super) sectors: usize,
    pub(super) rates: usize,
    pub(super) years: usize,
    pub(super) arms: usize,
    /// Rows of the books: costs and units, or the net of each year.
    pub(super) books: usize,
    pub(super) programmes: usize,
    pub(super) outcomes: usize,
}

impl Shape {
    /// With `books` rows of books; `parties`: with room for each party.
    pub(super) fn new(model: &Model, books: usize, parties: bool) -> Self {
        Self {
            measures: Measure::ALL.len(),
            parties: if parties { model.parties.len() } else { 0 },
            effects: model.effects().count(),
            sectors: model.sectors.len(),
            rates: model.discounting.also.len(),
            years: if parties { model.horizon } else { 0 },
            arms: model.arms.len(),
            books,
            programmes: model.programmes.len(),
            outcomes: model.outcomes.len(),
        }
    }

    /// A sample of this shape, all zero, without parameters.
    pub(super) fn sample(&self, trials: usize) -> Sample {
        let (arms, flows) = (self.arms, Flow::ALL.len());
        Sample {
            measures: Array3::zeros((self.measures, arms, trials)),
            parties: Array4::zeros((flows, self.parties, arms, trials)),
            outcomes: Array4::zeros((2, self.effects, arms, trials)),
            care: Array3::zeros((self.sectors, arms, trials)),
            also: Array3::zeros((self.rates, arms, trials)),
            years: Array5::zeros((flows, self.parties, self.years, arms, trials)),
            parameters: Array2::zeros((0, trials)),
            pool_too_small: vec![0; self.programmes],
            baseline_cut: vec![0; self.outcomes],
        }
    }

    /// Bytes of totals of so many trials.
    pub fn bytes(&self, trials: usize) -> usize {
        let flows = Flow::ALL.len();
        let rows = self.measures
            + flows * self.parties * (1 + self.years)
            + 2 * self.effects
            + self.sectors
            + self.rates
            + self.books
            + 1;
        (rows * self.arms + 1) * trials * size_of::<f64>()
    }
}

/// Sums over wijken of every column, one number a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// Sums of the columns of the wijken's samples. Of measures, [`Measure::PaybackYear`] and [`Measure::NeedServed`] do not add up;
    /// theirs are made from the other totals at the end. Without parties and years where the books can tell them.
    pub(super) sample: Sample,
    /// (arm, trial): present value of costs in the expected pass.
    pub(super) cost_expected: Array2<f64>,
    /// (row, arm, trial): costs by party and year and avoided units, undiscounted, from which parties and years follow when all wijken
    /// share prices; the discounted net of each year otherwise.
    pub(super) books: Array3<f64>,
    /// People in need, by trial.
    pub(super) need: Vec<f64>,
}

impl Totals {
    /// Nothing yet.
    pub fn zero(shape: &Shape, trials: usize) -> Self {
        Self {
            sample: shape.sample(trials),
            cost_expected: Array2::zeros((shape.arms, trials)),
            books: Array3::zeros((shape.books, shape.arms, trials)),
            need: vec![0.0; trials],
        }
    }

    /// Adds a wijk's sample; its books were added as they were made.
    pub(super) fn add_area(&mut self, area: &AreaSample) {
        self.add_sample(&area.sample);
        self.cost_expected += &area.cost_expected;
        self.need.iter_mut().zip(&area.need).for_each(|(total, need)| *total += need);
    }

    fn add_sample(&mut self, sample: &Sample) {
        self.sample.measures += &sample.measures;
        self.sample.parties += &sample.parties;
        self.sample.outcomes += &sample.outcomes;
        self.sample.care += &sample.care;
        self.sample.also += &sample.also;
        self.sample.years += &sample.years;
        add_counts(&mut self.sample.pool_too_small, &sample.pool_too_small);
        add_counts(&mut self.sample.baseline_cut, &sample.baseline_cut);
    }

    /// Adds the totals of the wijken that follow. Floating-point sums depend on their order: add blocks in the order of their
    /// numbers and each once, and the result is the same wherever and whenever they were made.
    ///
    /// # Errors
    /// [`DifferentTotals`] where they are not of the same shape and trials; then nothing is added.
    pub fn add(&mut self, next: &Self) -> Result<(), DifferentTotals> {
        if self.rows() != next.rows() || self.trials() != next.trials() {
            return Err(self.different(next));
        }
        self.plus(next);
        Ok(())
    }

    /// The same for totals of the same run and trials.
    pub(super) fn plus(&mut self, next: &Self) {
        self.add_sample(&next.sample);
        self.cost_expected += &next.cost_expected;
        self.books += &next.books;
        self.need.iter_mut().zip(&next.need).for_each(|(total, need)| *total += need);
    }

    /// Appends the same wijken's later trials.
    ///
    /// # Errors
    /// [`DifferentTotals`] where they are not of the same shape but for the trials; then nothing is appended.
    pub fn append(&mut self, later: &Self) -> Result<(), DifferentTotals> {
        let different = self.different(later);
        if self.rows() != later.rows() {
            return Err(different);
        }
        let refused = |_: ShapeError| different;
        let (own, other) = (&mut self.sample, &later.sample);
        own.measures.append(Axis(2), other.measures.view()).map_err(refused)?;
        own.parties.append(Axis(3), other.parties.view()).map_err(refused)?;
        own.outcomes.append(Axis(3), other.outcomes.view()).map_err(refused)?;
        own.care.append(Axis(2), other.care.view()).map_err(refused)?;
        own.also.append(Axis(2), other.also.view()).map_err(refused)?;
        own.years.append(Axis(4), other.years.view()).map_err(refused)?;
        own.parameters.append(Axis(1), other.parameters.view()).map_err(refused)?;
        self.cost_expected.append(Axis(1), later.cost_expected.view()).map_err(refused)?;
        self.books.append(Axis(2), later.books.view()).map_err(refused)?;
        self.need.extend(&later.need);
        add_counts(&mut own.pool_too_small, &other.pool_too_small);
        add_counts(&mut own.baseline_cut, &other.baseline_cut);
        self.standardise();
        Ok(())
    }

    /// The lengths of all axes but that of the trials.
    pub(super) fn rows(&self) -> [Vec<usize>; 8] {
        fn but_last(shape: &[usize]) -> Vec<usize> {
            shape[..shape.len().saturating_sub(1)].to_vec()
        }
        let s = &self.sample;
        [
            but_last(s.measures.shape()),
            but_last(s.parties.shape()),
            but_last(s.outcomes.shape()),
            but_last(s.care.shape()),
            but_last(s.also.shape()),
            but_last(s.years.shape()),
            but_last(self.books.shape()),
            vec![s.pool_too_small.len(), s.baseline_cut.len()],
        ]
    }

    pub(super) fn different(&self, other: &Self) -> DifferentTotals {
        DifferentTotals { trials: self.trials(), other: other.trials() }
    }

    /// Rows of trials, one after the other, as everywhere.
    fn standardise(&mut self) {
        fn standard<D: Dimension>(array: &mut ndarray::Array<f64, D>) {
            if !array.is_standard_layout() {
                *array = array.as_standard_layout().into_owned();
            }
        }
        standard(&mut self.sample.measures);
        standard(&mut self.sample.parties);
        standard(&mut self.sample.outcomes);
        standard(&mut self.sample.care);
        standard(&mut self.sample.also);
        standard(&mut self.sample.years);
        standard(&mut self.cost_expected);
        standard(&mut self.books);
    }

    /// All numbers, for writing: (measure, arm, trial), (flow, party, arm, trial), (avoided or worth, effect, arm, trial),
    /// (sector, arm, trial), (rate, arm, trial), (flow, party, year, arm, trial), cost in the expected pass (arm, trial), books
    /// (row, arm, trial), need (trial). Trials are contiguous.
    pub fn slices(&self) -> [&[f64]; 9] {
        let s = &self.sample;
        [
            s.measures.as_slice().unwrap_or_default(),
            s.parties.as_slice().unwrap_or_default(),
            s.outcomes.as_slice().unwrap_or_default(),
            s.care.as_slice().unwrap_or_default(),
            s.also.as_slice().unwrap_or_default(),
            s.years.as_slice().unwrap_or_default(),
            self.cost_expected.as_slice().unwrap_or_default(),
            self.books.as_slice().unwrap_or_default(),
            &self.need,
        ]
    }

    /// The same to read into: totals made by [`Self::zero`] and filled with what [`Self::slices`] gave are the totals that gave it,
    /// together with [`Self::counts_mut`].
    pub fn slices_mut(&mut self) -> [&mut [f64]; 9] {
        fn slice<S: DataMut<Elem = f64>, D: Dimension>(a: &mut ArrayBase<S, D>) -> &mut [f64] {
            a.as_slice_mut().unwrap_or_default()
        }
        let s = &mut self.sample;
        [
            slice(&mut s.measures),
            slice(&mut s.parties),
            slice(&mut s.outcomes),
            slice(&mut s.care),
            slice(&mut s.also),
            slice(&mut s.years),
            slice(&mut self.cost_expected),
            slice(&mut self.books),
            &mut self.need,
        ]
    }

    /// Pairs of wijk and trial in which something was cut: pools too small by programme, baselines at 1 by outcome.
    pub fn counts(&self) -> [&[usize]; 2] {
        [&self.sample.pool_too_small, &self.sample.baseline_cut]
    }

    /// The same to read into.
    pub fn counts_mut(&mut self) -> [&mut [usize]; 2] {
        [&mut self.sample.pool_too_small, &mut self.sample.baseline_cut]
    }

    /// Number of trials.
    pub fn trials(&self) -> usize {
        self.need.len()
    }

    /// Present value of costs in the expected pass, (arm, trial), euro.
    pub fn cost_expected(&self) -> &Array2<f64> {
        &self.cost_expected
    }
}

/// Totals that do not belong to the same run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("totals of {trials} and of {other} trials do not fit together: must be pieces of one run")]
pub struct DifferentTotals {
    /// Trials of the one.
    pub trials: usize,
    /// Trials of the other.
    pub other: usize,
}

pub(super) fn add_counts(totals: &mut [usize], counts: &[usize]) {
    totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
}

/// The books of an account that add up: cost by party and programme year.
pub(super) fn cost_rows(model: &Model) -> usize {
    model.parties.len() * model.years
}

/// The sums of an account's costs, in the order of their rows.
pub(super) fn costs(account: &Account) -> impl Iterator<Item = &Sum> {
    account.service.cost.iter().flatten()
}
