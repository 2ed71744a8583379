//! The wijken of a run: what each of them knows of itself.

use std::collections::BTreeMap;

use crate::model::{Model, Quantity};

/// A wijk and its own numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Code of the wijk; part of the address of its luck.
    pub code: String,
    /// Name, for reading.
    pub name: String,
    /// Its value of each of [`Areas::inputs`], in that order.
    pub values: Vec<f64>,
}

/// Wijken that all know the same inputs.
///
/// They do, for an input that is known in one wijk and drawn in another would leave the draw of its correlated neighbours different
/// between the two, and the draw of a trial is shared by all.
#[derive(Debug, Clone, PartialEq)]
pub struct Areas {
    inputs: Vec<Quantity>,
    list: Vec<Area>,
}

/// What is wrong with a list of wijken. `area` counts from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AreaProblem {
    /// No wijk at all.
    #[error("there are no wijken: at least one is needed")]
    None,
    /// An input that the model does not have.
    #[error("input {index} does not exist: the model has {inputs}")]
    NoInput {
        /// Its index.
        index: usize,
        /// Inputs of the model.
        inputs: usize,
    },
    /// An input given twice.
    #[error("`{path}` is given twice: each input once")]
    InputTwice {
        /// Its path.
        path: String,
    },
    /// A code used twice; its wijken would have the same luck.
    #[error("wijk {area} has the code \"{code}\" of wijk {first}: each code once")]
    CodeTwice {
        /// The later wijk.
        area: usize,
        /// The code.
        code: String,
        /// The first wijk with it.
        first: usize,
    },
    /// Too few or too many values.
    #[error("wijk {area} (\"{code}\") has {found} values: there are {wanted} inputs")]
    Count {
        /// The wijk.
        area: usize,
        /// Its code.
        code: String,
        /// Its values.
        found: usize,
        /// Inputs.
        wanted: usize,
    },
    /// A value that is no number.
    #[error("wijk {area} (\"{code}\"): `{path}` is {value}: must be a finite number")]
    NotFinite {
        /// The wijk.
        area: usize,
        /// Its code.
        code: String,
        /// Path of the input.
        path: String,
        /// The value.
        value: f64,
    },
}

impl Areas {
    /// Wijken that each know `inputs` of a model, which may be none. Whether a value lies in the legal range of its input is for
    /// the reader of the table to check.
    ///
    /// # Errors
    /// Every [`AreaProblem`] at once.
    pub fn new(
        model: &Model,
        inputs: Vec<Quantity>,
        list: Vec<Area>,
    ) -> Result<Self, Vec<AreaProblem>> {
        let mut problems = Vec::new();
        let known = model.inputs.list();
        let path = |input: Quantity| {
            known.get(input.index()).map_or_else(String::new, |known| known.path.clone())
        };
        for (place, input) in inputs.iter().enumerate() {
            if input.index() >= known.len() {
                problems.push(AreaProblem::NoInput { index: input.index(), inputs: known.len() });
            } else if inputs[..place].contains(input) {
                problems.push(AreaProblem::InputTwice { path: path(*input) });
            }
        }
        if list.is_empty() {
            problems.push(AreaProblem::None);
        }
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for (area, Area { code, values, .. }) in list.iter().enumerate() {
            let first = *codes.entry(code).or_insert(area);
            if first < area {
                problems.push(AreaProblem::CodeTwice { area, code: code.clone(), first });
            }
            if values.len() != inputs.len() {
                let (found, wanted) = (values.len(), inputs.len());
                problems.push(AreaProblem::Count { area, code: code.clone(), found, wanted });
            }
            for (input, &value) in inputs.iter().zip(values) {
                if !value.is_finite() {
                    let (code, path) = (code.clone(), path(*input));
                    problems.push(AreaProblem::NotFinite { area, code, path, value });
                }
            }
        }
        if problems.is_empty() { Ok(Self { inputs, list }) } else { Err(problems) }
    }

    /// The inputs that each wijk knows.
    pub fn inputs(&self) -> &[Quantity] {
        &self.inputs
    }

    /// The wijken, in order: the order of all sums over them, and what breaks ties.
    pub fn list(&self) -> &[Area] {
        &self.list
    }

    /// The model of a wijk by itself: `model` with its code and its numbers. None for a number beyond the list.
    pub fn model(&self, model: &Model, area: usize) -> Option<Model> {
        let Area { code, values, .. } = self.list.get(area)?;
        let mut own = Model { wijk: code.clone(), ..model.clone() };
        for (input, value) in self.inputs.iter().zip(values) {
            own.inputs.fix(*input, *value);
        }
        Some(own)
    }
}
