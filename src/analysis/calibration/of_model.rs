//! A model and its published measures as functions for a calibration.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use super::ask::{Fault, Values};
use super::calibrate::{Calibration, Request, calibrate};
use super::target::Target;
use crate::analysis::sensitivity::Coupled;
use crate::engine::{EngineError, Evaluator, Measure};
use crate::model::{CorrelatedGroup, Model};

/// A measure of an arm, and what was published of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// The measure, with luck at its expectation.
    pub measure: Measure,
    /// Number of the arm.
    pub arm: usize,
    /// What was published.
    pub target: Target,
}

/// The correlated inputs of a model, by their number among the uncertain ones.
pub fn coupled(model: &Model) -> Vec<Coupled> {
    let uncertain: Vec<usize> =
        model.inputs.uncertain_inputs().map(|(quantity, _)| quantity.index()).collect();
    CorrelatedGroup::of(&model.inputs)
        .into_iter()
        .filter_map(|group| {
            let place = |member: &usize| uncertain.iter().position(|at| at == member);
            let members = group.members.iter().map(place).collect::<Option<Vec<_>>>()?;
            Some(Coupled { members, factor: group.factor? })
        })
        .collect()
}

/// Calibrates a model. `progress` gets the number of points evaluated so far, from any thread; how many there will be is not known
/// beforehand. `then` gets the result and the inputs as functions, to draw rows.
///
/// # Errors
/// [`Fault`]; [`EngineError::Interrupted`] when told to stop through `cancel`.
pub fn calibrate_model<T>(
    model: &Model,
    wanted: &[Wanted],
    seed: u64,
    [points, particles]: [usize; 2],
    progress: &(dyn Fn(usize) + Sync),
    cancel: &AtomicBool,
    then: impl FnOnce(Calibration, Values) -> T,
) -> Result<T, Fault<EngineError>> {
    if wanted.iter().any(|wanted| wanted.arm >= model.arms.len()) {
        return Err(Fault::Request("a published figure is of an arm that is not there"));
    }
    let evaluator = Evaluator::new(model);
    let names: Vec<String> =
        model.inputs.uncertain_inputs().map(|(_, input)| input.path.clone()).collect();
    let targets: Vec<Target> = wanted.iter().map(|wanted| wanted.target).collect();
    let measures: Vec<Measure> = wanted.iter().map(|wanted| wanted.measure).collect();
    let done = AtomicUsize::new(0);
    let mut figures = |columns: &[Vec<f64>]| {
        let size = columns.first().map_or(0, Vec::len);
        let fill = |input: usize, first: usize, out: &mut [f64]| {
            out.copy_from_slice(&columns[input][first..first + out.len()]);
        };
        let before = done.load(Relaxed);
        let progress = |now: usize| progress(before + now);
        let all = evaluator.measures(&measures, size, &fill, &progress, cancel)?;
        done.fetch_add(size, Relaxed);
        let column = |(at, wanted): (usize, &Wanted)| {
            all.index_axis(ndarray::Axis(0), at).row(wanted.arm).to_vec()
        };
        Ok::<_, EngineError>(wanted.iter().enumerate().map(column).collect())
    };
    let values = |columns: &[Vec<f64>]| {
        let size = columns.first().map_or(0, Vec::len);
        evaluator.inputs(size, &|input, first, out| {
            out.copy_from_slice(&columns[input][first..first + out.len()]);
        })
    };
    let coupled = coupled(model);
    let request =
        Request { seed, names: &names, coupled: &coupled, targets: &targets, points, particles };
    calibrate(&request, &mut figures, &values).map(|found| then(found, &values))
}
