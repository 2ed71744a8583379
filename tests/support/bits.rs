//! Samples as bits, to compare them to the last one.

use ndarray::{Array, Axis, Dimension, RemoveAxis, Slice};
use wijkimpact::engine::Sample;

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
