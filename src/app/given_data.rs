//! `given-data`: sensitivity and value of information from anybody's sample.

use std::path::PathBuf;

use rayon::prelude::*;

use super::choice::{self, NamedGroup};
use super::error::AppError;
use super::voi::{partial, refused};
use crate::analysis::sensitivity::{Rows, given};
use crate::analysis::voi::evpi;
use crate::report::{Answer, GivenIndex};
use crate::results::{Sheet, read_sheet};

/// What is asked of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// First-order indices of one output.
    Sobol,
    /// The expected value of perfect information of a choice among options.
    Evpi,
    /// That of single inputs and groups of them.
    Evppi,
}

/// What is asked of `given-data`.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenDataRequest {
    /// Draws of inputs, one row a draw; not needed for EVPI.
    pub inputs: Option<PathBuf>,
    /// One column, or the net benefits of one option a column.
    pub outputs: PathBuf,
    /// What is asked.
    pub what: What,
    /// Named groups of inputs (EVPPI).
    pub groups: Vec<NamedGroup>,
    /// Inputs to look at; empty: all.
    pub params: Vec<String>,
    /// Confidence of intervals, in (0, 1).
    pub level: f64,
}

/// Seed of the bootstrap: the answer is the same whenever it is asked.
const SEED: u64 = 1;

/// Asks a sample.
///
/// # Errors
/// When a file holds anything but numbers, files do not fit each other, or the question cannot be asked of them.
pub fn given_data(request: &GivenDataRequest) -> Result<Answer, AppError> {
    let outputs = read_sheet(&request.outputs)?;
    if request.what == What::Evpi {
        let told = |error| refused(&error, &outputs.names, &[]);
        let found = evpi(&outputs.columns, None).map_err(told)?;
        return Ok(Answer::Evpi { options: outputs.names, evpi: found });
    }
    let Some(path) = &request.inputs else {
        return Err(AppError::Usage("--inputs: a file with draws of inputs is needed".to_owned()));
    };
    let inputs = read_sheet(path)?;
    let (rows, others) = (inputs.columns[0].len(), outputs.columns[0].len());
    if rows != others {
        return Err(AppError::Usage(format!(
            "{} has {rows} rows and {} has {others}; row by row they must be the same draws",
            path.display(),
            request.outputs.display()
        )));
    }
    let alone = if request.params.is_empty() {
        (0..inputs.names.len()).collect()
    } else {
        choice::members("--params", &inputs.names, &request.params)?
    };
    if request.what == What::Sobol {
        return sobol(&inputs, &outputs, &alone, request.level);
    }
    let groups = choice::groups(&inputs.names, &request.groups)?;
    let told = |error| refused(&error, &outputs.names, &inputs.names);
    let perfect = evpi(&outputs.columns, None).map_err(told)?;
    let (singles, groups) =
        partial(&outputs.columns, &inputs.columns, &inputs.names, &alone, &groups, None)
            .map_err(told)?;
    Ok(Answer::Evppi { options: outputs.names.clone(), evpi: perfect, inputs: singles, groups })
}

fn sobol(inputs: &Sheet, outputs: &Sheet, alone: &[usize], level: f64) -> Result<Answer, AppError> {
    let [output] = outputs.columns.as_slice() else {
        return Err(AppError::Usage(format!(
            "--what sobol takes one column of outputs; there are {}: {}",
            outputs.names.len(),
            outputs.names.join(", ")
        )));
    };
    let found = alone
        .par_iter()
        .map(|&input| {
            let name = inputs.names[input].clone();
            let found = given(SEED, &inputs.columns[input], output, Rows::Independent, level)
                .map_err(|error| AppError::Usage(format!("`{name}`: {error}")))?;
            Ok(GivenIndex { name, varies: found.groups > 1, index: found.index })
        })
        .collect::<Result<Vec<_>, AppError>>()?;
    Ok(Answer::Sobol { output: outputs.names[0].clone(), rows: output.len(), level, inputs: found })
}
