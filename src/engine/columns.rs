//! The columns of a sample: one quantity of one arm, in every trial.

use ndarray::{ArrayView1, Axis};

use super::{Flow, Measure, Sample};

impl Sample {
    /// Number of trials.
    pub fn trials(&self) -> usize {
        self.measures.len_of(Axis(2))
    }

    /// A measure of an arm.
    pub fn measure(&self, measure: Measure, arm: usize) -> ArrayView1<'_, f64> {
        self.measures.index_axis(Axis(0), measure.index()).index_axis_move(Axis(0), arm)
    }

    /// Present value of a party's flow.
    pub fn party(&self, flow: Flow, party: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.parties
            .index_axis(Axis(0), flow.index())
            .index_axis_move(Axis(0), party)
            .index_axis_move(Axis(0), arm)
    }

    /// A party's flow in one year, undiscounted.
    pub fn flow(&self, flow: Flow, party: usize, year: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.years
            .index_axis(Axis(0), flow.index())
            .index_axis_move(Axis(0), party)
            .index_axis_move(Axis(0), year)
            .index_axis_move(Axis(0), arm)
    }

    /// Units avoided by an effect.
    pub fn avoided(&self, effect: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.of_effect(0, effect, arm)
    }

    /// Present value to society of what an effect avoids.
    pub fn worth(&self, effect: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.of_effect(1, effect, arm)
    }

    /// Care work freed in a sector, FTE-years.
    pub fn care_freed(&self, sector: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.care.index_axis(Axis(0), sector).index_axis_move(Axis(0), arm)
    }

    /// Net present value at a further rate.
    pub fn net_at(&self, rate: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.also.index_axis(Axis(0), rate).index_axis_move(Axis(0), arm)
    }

    fn of_effect(&self, what: usize, effect: usize, arm: usize) -> ArrayView1<'_, f64> {
        self.outcomes
            .index_axis(Axis(0), what)
            .index_axis_move(Axis(0), effect)
            .index_axis_move(Axis(0), arm)
    }
}
