//! What the commands of sensitivity and value of information ask in common: an arm, a measure, groups of inputs.

use super::error::AppError;
use crate::engine::Measure;
use crate::model::Model;

/// A named group of inputs, as typed: `name=path+path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGroup {
    /// Its name.
    pub name: String,
    /// Names or paths of its inputs.
    pub members: Vec<String>,
}

/// The arm with this name, or none asked: the one with the highest expected net (or else mean) among those with staff.
pub(super) fn arm(model: &Model, asked: Option<&str>, best: usize) -> Result<usize, AppError> {
    let Some(asked) = asked else { return Ok(best) };
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
            None => missing.push(match nearest(names, name) {
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

/// The name most like this one, if any is like it.
fn nearest<'n>(names: &'n [String], name: &str) -> Option<&'n str> {
    names
        .iter()
        .map(|other| (strsim::jaro_winkler(other, name), other.as_str()))
        .filter(|(like, _)| *like > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other)
}

/// Paths of the uncertain inputs of a model, in their order.
pub(super) fn paths(model: &Model) -> Vec<String> {
    model.inputs.uncertain_inputs().map(|(_, input)| input.path.clone()).collect()
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
