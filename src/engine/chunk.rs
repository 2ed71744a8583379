//! A stretch of trials of a sample as views that can be filled, so that many threads write into one sample side by side.

use ndarray::{
    Array2, Array3, Array4, Array5, ArrayViewMut, ArrayViewMut2, ArrayViewMut3, ArrayViewMut4,
    ArrayViewMut5, Axis, Dimension,
};

use super::sample::{Flow, Measure, Sample};
use crate::model::Model;

/// The columns of [`Sample`] over some of its trials; zero until they are filled.
pub(super) struct Chunk<'a> {
    /// The first trial.
    pub first: usize,
    pub measures: ArrayViewMut3<'a, f64>,
    pub parties: ArrayViewMut4<'a, f64>,
    pub outcomes: ArrayViewMut4<'a, f64>,
    pub care: ArrayViewMut3<'a, f64>,
    pub also: ArrayViewMut3<'a, f64>,
    pub years: ArrayViewMut5<'a, f64>,
    pub parameters: ArrayViewMut2<'a, f64>,
}

/// Both parts of a view that is cut at a trial.
fn cut<D: Dimension>(
    view: ArrayViewMut<f64, D>,
    trial: usize,
) -> (ArrayViewMut<f64, D>, ArrayViewMut<f64, D>) {
    let last = Axis(view.ndim() - 1);
    view.split_at(last, trial)
}

impl Chunk<'_> {
    /// Number of trials.
    pub(super) fn trials(&self) -> usize {
        self.parameters.ncols()
    }

    /// The first `trials` and the rest.
    pub(super) fn split(self, trials: usize) -> (Self, Self) {
        let (measures, parties) = (cut(self.measures, trials), cut(self.parties, trials));
        let (outcomes, care) = (cut(self.outcomes, trials), cut(self.care, trials));
        let (also, years) = (cut(self.also, trials), cut(self.years, trials));
        let parameters = cut(self.parameters, trials);
        let before = Self {
            first: self.first,
            measures: measures.0,
            parties: parties.0,
            outcomes: outcomes.0,
            care: care.0,
            also: also.0,
            years: years.0,
            parameters: parameters.0,
        };
        let after = Self {
            first: self.first + trials,
            measures: measures.1,
            parties: parties.1,
            outcomes: outcomes.1,
            care: care.1,
            also: also.1,
            years: years.1,
            parameters: parameters.1,
        };
        (before, after)
    }

    /// Copies a sample of as many trials.
    pub(super) fn copy(&mut self, sample: &Sample) {
        self.measures.assign(&sample.measures);
        self.parties.assign(&sample.parties);
        self.outcomes.assign(&sample.outcomes);
        self.care.assign(&sample.care);
        self.also.assign(&sample.also);
        self.years.assign(&sample.years);
        self.parameters.assign(&sample.parameters);
    }

    /// Pieces of `trials` trials; the last may be shorter.
    pub(super) fn pieces(self, trials: usize) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut rest = self;
        while rest.trials() > trials {
            let (piece, after) = rest.split(trials);
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        pieces
    }
}

impl Sample {
    /// Puts the trials of a part, which begins at trial `first`, in their place.
    pub fn put(&mut self, first: usize, part: &Self) {
        let (_, rest) = self.chunk().split(first);
        let (mut place, _) = rest.split(part.trials());
        place.copy(part);
        let counts = [
            (&mut self.pool_too_small, &part.pool_too_small),
            (&mut self.baseline_cut, &part.baseline_cut),
        ];
        for (total, own) in counts {
            total.iter_mut().zip(own).for_each(|(total, count)| *total += count);
        }
    }

    /// Its columns as slices, for writing down: measures, parties, outcomes, care, further rates, years, parameters.
    pub fn slices(&self) -> [&[f64]; 7] {
        [
            self.measures.as_slice().unwrap_or_default(),
            self.parties.as_slice().unwrap_or_default(),
            self.outcomes.as_slice().unwrap_or_default(),
            self.care.as_slice().unwrap_or_default(),
            self.also.as_slice().unwrap_or_default(),
            self.years.as_slice().unwrap_or_default(),
            self.parameters.as_slice().unwrap_or_default(),
        ]
    }

    /// The same to read into, in a sample of the same model and number of trials.
    pub fn slices_mut(&mut self) -> [&mut [f64]; 7] {
        [
            self.measures.as_slice_mut().unwrap_or_default(),
            self.parties.as_slice_mut().unwrap_or_default(),
            self.outcomes.as_slice_mut().unwrap_or_default(),
            self.care.as_slice_mut().unwrap_or_default(),
            self.also.as_slice_mut().unwrap_or_default(),
            self.years.as_slice_mut().unwrap_or_default(),
            self.parameters.as_slice_mut().unwrap_or_default(),
        ]
    }

    /// Room for `trials` trials of a model, all zero.
    pub fn empty(model: &Model, trials: usize) -> Self {
        let (arms, parties) = (model.arms.len(), model.parties.len());
        let uncertain = model.inputs.uncertain_inputs().count();
        Self {
            measures: Array3::zeros((Measure::ALL.len(), arms, trials)),
            parties: Array4::zeros((Flow::ALL.len(), parties, arms, trials)),
            outcomes: Array4::zeros((2, model.effects().count(), arms, trials)),
            care: Array3::zeros((model.sectors.len(), arms, trials)),
            also: Array3::zeros((model.discounting.also.len(), arms, trials)),
            years: Array5::zeros((Flow::ALL.len(), parties, model.horizon, arms, trials)),
            parameters: Array2::zeros((uncertain, trials)),
            pool_too_small: vec![0; model.programmes.len()],
            baseline_cut: vec![0; model.outcomes.len()],
        }
    }

    /// All trials.
    pub(super) fn chunk(&mut self) -> Chunk<'_> {
        Chunk {
            first: 0,
            measures: self.measures.view_mut(),
            parties: self.parties.view_mut(),
            outcomes: self.outcomes.view_mut(),
            care: self.care.view_mut(),
            also: self.also.view_mut(),
            years: self.years.view_mut(),
            parameters: self.parameters.view_mut(),
        }
    }
}
