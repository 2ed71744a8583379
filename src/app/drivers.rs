//! `drivers`: what drives the result of a finished run, from its trials alone.

use std::path::PathBuf;

use rayon::prelude::*;

use super::choice;
use super::error::AppError;
use super::open::open;
use crate::analysis::sensitivity::{Rows, Unusable, delta, given};
use crate::analysis::{Driver, drivers as by_rank};
use crate::engine::Measure;
use crate::plan::{Design, Plan};
use crate::report::{Driven, DrivenInput};

/// What is asked of `drivers`.
#[derive(Debug, Clone, PartialEq)]
pub struct DriversRequest {
    /// The run folder.
    pub run: PathBuf,
    /// A measure of `trials.parquet`; none: `net_pv_expected`.
    pub of: Option<String>,
    /// An arm; none: the one with staff that is best on average.
    pub arm: Option<String>,
    /// Confidence of intervals, in (0, 1).
    pub level: f64,
}

/// First indices and deltas of every uncertain input. Nothing is simulated.
///
/// # Errors
/// When the run cannot be opened, holds too few trials, or what is asked is not there.
pub fn drivers(request: &DriversRequest) -> Result<Driven, AppError> {
    let opened = open(&request.run)?;
    let measure = choice::measure(request.of.as_deref())?;
    let best = || opened.view.advised();
    let arm = choice::arm(&opened.model, request.arm.as_deref(), best)?;
    let output = opened.sample.measure(measure, arm).to_vec();
    if measure == Measure::PaybackYear {
        return Err(AppError::Usage(
            "--of: payback_year is nothing in trials that are not paid back; ask for another measure"
                .to_owned(),
        ));
    }
    let replicates: Vec<usize> = (0..opened.plan.trials).map(Plan::replicate).collect();
    let rows = match opened.plan.design {
        Design::MonteCarlo => Rows::Independent,
        _ => Rows::Replicates(&replicates),
    };
    let ranked: Vec<Driver> = by_rank(&opened.model, &opened.sample, arm);
    let paths = choice::paths(&opened.model);
    let columns = choice::columns(&opened.sample);
    let mut inputs = paths
        .into_par_iter()
        .zip(columns)
        .map(|(path, column)| {
            let unusable = |error: Unusable| AppError::Usage(format!("`{path}`: {error}"));
            let seed = opened.plan.seed;
            let first = given(seed, &column, &output, rows, request.level).map_err(unusable)?;
            let delta = delta(seed, &column, &output, request.level).map_err(unusable)?;
            let ranked = ranked.iter().find(|driver| driver.path == path);
            let rank_correlation = ranked.map_or(f64::NAN, |driver| driver.rank_correlation);
            Ok(DrivenInput {
                path,
                varies: first.groups > 1,
                first: first.index,
                delta: delta.index,
                rank_correlation,
            })
        })
        .collect::<Result<Vec<_>, AppError>>()?;
    let size = |input: &DrivenInput| input.first.map_or(-1.0, |index| index.value);
    inputs.sort_by(|a, b| size(b).total_cmp(&size(a)));
    Ok(Driven {
        scenario: opened.view.scenario.clone(),
        measure: measure.name().to_owned(),
        arm: opened.model.arms[arm].name.clone(),
        trials: opened.plan.trials,
        level: request.level,
        inputs,
    })
}
