//! What the commands of sensitivity and value of information ask in common: an arm, a measure, groups of inputs.

use super::error::AppError;
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::scenario::nearest;

/// A named group of inputs, as typed: `name=path+path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGroup {
    /// Its name.
    pub name: String,
    /// Names or paths of its inputs.
    pub members: Vec<String>,
}

/// The arm with this name, or `best` where none is asked for.
pub(super) fn arm(
    model: &Model,
    asked: Option<&str>,
    best: impl FnOnce() -> usize,
) -> Result<usize, AppError> {
    let Some(asked) = asked else { return Ok(best()) };
    model.arms.iter().position(|arm| arm.name == asked).ok_or_else(|| {
        let names: Vec<&str> = model.arms.iter().map(|arm| arm.name.as_str()).collect();
        AppError::Usage(format!("--arm: there is no arm `{asked}`; there are {}", names.join(", ")))
    })
}

/// The measure with this name.
pub(super) fn measure(asked: Option<&str>) -> Result<Measure, AppError> {
    let Some(asked) = asked else { return Ok(Measure::NetPvExpected) };
    Measure::from_name(asked).ok_or_else(|| {
        let names = Measure::ALL.map(Measure::name).join(", ");
        AppError::Usage(format!("--of: there is no measure `{asked}`; there are {names}"))
    })
}

/// The numbers of inputs by name; every name that is not there is told, with the nearest that is.
pub(super) fn members(
    flag: &str,
    names: &[String],
    asked: &[String],
) -> Result<Vec<usize>, AppError> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for name in asked {
        match names.iter().position(|other| other == name) {
            Some(place) => found.push(place),
            None => missing.push(match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => format!("`{name}` (did you mean `{near}`?)"),
                None => format!("`{name}`"),
            }),
        }
    }
    if missing.is_empty() {
        return Ok(found);
    }
    let reason = "is no uncertain input";
    Err(AppError::Usage(format!("{flag}: {} {reason}", missing.join(", "))))
}

/// Paths of the uncertain inputs of a model, in their order.
pub(super) fn paths(model: &Model) -> Vec<String> {
    model.inputs.uncertain_inputs().map(|(_, input)| input.path.clone()).collect()
}

/// Their draws, in the same order.
pub(super) fn columns(sample: &Sample) -> Vec<Vec<f64>> {
    sample.parameters.rows().into_iter().map(|row| row.to_vec()).collect()
}

/// A measure in every trial, one column an arm.
pub(super) fn by_arm(model: &Model, sample: &Sample, measure: Measure) -> Vec<Vec<f64>> {
    (0..model.arms.len()).map(|arm| sample.measure(measure, arm).to_vec()).collect()
}

/// Every group once, with the numbers of its members.
pub(super) fn groups(
    names: &[String],
    asked: &[NamedGroup],
) -> Result<Vec<(String, Vec<usize>)>, AppError> {
    asked
        .iter()
        .map(|group| Ok((group.name.clone(), members("--group", names, &group.members)?)))
        .collect()
}
