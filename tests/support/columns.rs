//! Columns of a sample by name: one number a trial.

use ndarray::{Array, ArrayView, Axis, Dimension, Ix1, RemoveAxis, Slice};
use wijkimpact::engine::{Flow, Measure, Sample};

/// A column of a sample.
pub(crate) type Column<'a> = ArrayView<'a, f64, Ix1>;

/// A measure of an arm.
pub(crate) fn measure(sample: &Sample, measure: Measure, arm: usize) -> Column<'_> {
    sample.measures.index_axis(Axis(0), measure.index()).index_axis_move(Axis(0), arm)
}

/// Avoided units of an effect.
pub(crate) fn avoided(sample: &Sample, effect: usize, arm: usize) -> Column<'_> {
    of_effect(sample, 0, effect, arm)
}

/// Present value to society of an effect.
pub(crate) fn worth(sample: &Sample, effect: usize, arm: usize) -> Column<'_> {
    of_effect(sample, 1, effect, arm)
}

fn of_effect(sample: &Sample, what: usize, effect: usize, arm: usize) -> Column<'_> {
    sample
        .outcomes
        .index_axis(Axis(0), what)
        .index_axis_move(Axis(0), effect)
        .index_axis_move(Axis(0), arm)
}

/// Care work freed in a sector.
pub(crate) fn care(sample: &Sample, sector: usize, arm: usize) -> Column<'_> {
    sample.care.index_axis(Axis(0), sector).index_axis_move(Axis(0), arm)
}

/// Net present value at a further rate.
pub(crate) fn also(sample: &Sample, rate: usize, arm: usize) -> Column<'_> {
    sample.also.index_axis(Axis(0), rate).index_axis_move(Axis(0), arm)
}

/// Present value of a party's flow.
pub(crate) fn party(sample: &Sample, flow: Flow, party: usize, arm: usize) -> Column<'_> {
    sample
        .parties
        .index_axis(Axis(0), flow.index())
        .index_axis_move(Axis(0), party)
        .index_axis_move(Axis(0), arm)
}

/// A party's undiscounted flow in a year.
pub(crate) fn year(sample: &Sample, flow: Flow, party: usize, year: usize, arm: usize) -> Column<'_> {
    sample
        .years
        .index_axis(Axis(0), flow.index())
        .index_axis_move(Axis(0), party)
        .index_axis_move(Axis(0), year)
        .index_axis_move(Axis(0), arm)
}

/// Every number of an arm, in a fixed order, as bits: equal exactly where two samples agree to the last bit.
pub(crate) fn bits_of_arm(sample: &Sample, arm: usize) -> Vec<u64> {
    fn part<D: RemoveAxis>(array: &Array<f64, D>, arm: usize, out: &mut Vec<u64>) {
        let axis = Axis(array.ndim() - 2);
        out.extend(array.index_axis(axis, arm).iter().map(|x| x.to_bits()));
    }
    let mut out = Vec::new();
    part(&sample.measures, arm, &mut out);
    part(&sample.parties, arm, &mut out);
    part(&sample.outcomes, arm, &mut out);
    part(&sample.care, arm, &mut out);
    part(&sample.also, arm, &mut out);
    part(&sample.years, arm, &mut out);
    out
}

/// Every number of the first trials, in a fixed order, as bits.
pub(crate) fn bits_of_first(sample: &Sample, trials: usize) -> Vec<u64> {
    fn part<D: Dimension>(array: &Array<f64, D>, trials: usize, out: &mut Vec<u64>) {
        let axis = Axis(array.ndim() - 1);
        out.extend(array.slice_axis(axis, Slice::from(..trials)).iter().map(|x| x.to_bits()));
    }
    let mut out = Vec::new();
    part(&sample.measures, trials, &mut out);
    part(&sample.parties, trials, &mut out);
    part(&sample.outcomes, trials, &mut out);
    part(&sample.care, trials, &mut out);
    part(&sample.also, trials, &mut out);
    part(&sample.years, trials, &mut out);
    part(&sample.parameters, trials, &mut out);
    out
}
