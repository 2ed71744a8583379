//! `voi`: what it would be worth to know more before deciding, from the trials of a finished run.

use std::path::PathBuf;

use rayon::prelude::*;

use super::choice::{self, NamedGroup};
use super::error::AppError;
use super::open::{Opened, open};
use crate::analysis::voi::{
    Evppi, Fault, Group, Population, Study, StudyCost, evpi, evppi, evsi, payoffs, within_budgets,
};
use crate::engine::Measure;
use crate::report::{Studied, Valued};

/// A study to be valued.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyRequest {
    /// Path of the input that it would measure.
    pub input: String,
    /// What it observes.
    pub design: Study,
    /// Participants, ascending.
    pub sizes: Vec<u64>,
    /// What it costs.
    pub cost: StudyCost,
}

/// What is asked of `voi`.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiRequest {
    /// The run folder.
    pub run: PathBuf,
    /// Named groups of inputs.
    pub groups: Vec<NamedGroup>,
    /// Inputs to value alone; empty: all.
    pub params: Vec<String>,
    /// Budgets, EUR; empty: none.
    pub budgets: Vec<f64>,
    /// Wijken that take the decision each year, and years in which knowledge is of use.
    pub population: Population,
    /// A study.
    pub study: Option<StudyRequest>,
}

/// Values of information. Nothing is simulated but the studies.
///
/// # Errors
/// When the run cannot be opened or what is asked cannot be told.
pub fn voi(request: &VoiRequest) -> Result<Valued, AppError> {
    let opened = open(&request.run)?;
    let arms: Vec<String> = opened.model.arms.iter().map(|arm| arm.name.clone()).collect();
    let of = |measure| choice::by_arm(&opened.model, &opened.sample, measure);
    let (nets, costs) = (of(Measure::NetPvExpected), of(Measure::CostPv));
    let replicates = opened.plan.independent();
    let names = choice::paths(&opened.model);
    let columns = choice::columns(&opened.sample);
    let told = |error: Fault| refused(&error, &arms, &names);
    let perfect = evpi(&nets, replicates).map_err(told)?;
    let alone = if request.params.is_empty() {
        (0..names.len()).collect()
    } else {
        choice::members("--params", &names, &request.params)?
    };
    let groups = choice::groups(&names, &request.groups)?;
    let (mut inputs, groups) =
        partial(&nets, &columns, &names, &alone, &groups, replicates).map_err(told)?;
    inputs.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    let one = (request.population.wijken_per_year - 1.0).abs() <= 1e-12;
    if opened.manifest.areas.is_some() && !one {
        return Err(AppError::Usage(
            "--wijken: this run is of many wijken already, and its decision is one for all of them together".to_owned(),
        ));
    }
    let decisions = request.population.decisions().map_err(told)?;
    let study = request
        .study
        .as_ref()
        .map(|study| valued(&opened, study, (&nets, &columns, &names), replicates, decisions))
        .transpose()?;
    Ok(Valued {
        scenario: opened.view.scenario.clone(),
        areas: opened.manifest.areas.as_ref().map(|areas| areas.count),
        budgets: within_budgets(&nets, &costs, &request.budgets, replicates).map_err(told)?,
        arms,
        trials: opened.plan.trials,
        evpi: perfect,
        inputs,
        groups,
        population: request.population,
        decisions,
        study,
    })
}

/// Values of inputs alone and of groups. Single inputs are regressed side by side; with the groups they are put in order.
type Partial = (Vec<(String, Evppi)>, Vec<(String, Evppi)>);

pub(super) fn partial(
    nets: &[Vec<f64>],
    columns: &[Vec<f64>],
    names: &[String],
    alone: &[usize],
    groups: &[(String, Vec<usize>)],
    replicates: Option<usize>,
) -> Result<Partial, Fault> {
    let single = |input: usize| Group { name: names[input].clone(), members: vec![input] };
    let inputs = alone
        .par_iter()
        .map(|&input| {
            let found = evppi(nets, columns, &[single(input)], replicates)?;
            Ok(found.into_iter().next().map(|value| (names[input].clone(), value)))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let mut all: Vec<Group> = groups
        .iter()
        .map(|(name, members)| Group { name: name.clone(), members: members.clone() })
        .collect();
    let told = all.len();
    // A group is never told below one of its members.
    let mut within: Vec<usize> = groups.iter().flat_map(|(_, members)| members.clone()).collect();
    within.sort_unstable();
    within.dedup();
    all.extend(within.into_iter().map(single));
    let found = if told == 0 { Vec::new() } else { evppi(nets, columns, &all, replicates)? };
    let groups = groups.iter().map(|(name, _)| name.clone()).zip(found).collect();
    Ok((inputs.into_iter().flatten().collect(), groups))
}

fn valued(
    opened: &Opened,
    study: &StudyRequest,
    (nets, columns, names): (&[Vec<f64>], &[Vec<f64>], &[String]),
    replicates: Option<usize>,
    decisions: f64,
) -> Result<Studied, AppError> {
    let told = |error: Fault| AppError::Usage(format!("--study: {error}"));
    let input = choice::members("--study", names, std::slice::from_ref(&study.input))?[0];
    let address = (opened.plan.seed, names[input].as_str());
    let column = truth(study, &names[input], &columns[input])?;
    let found =
        evsi(nets, &column, (study.design, &study.sizes), address, replicates).map_err(told)?;
    let payoffs = payoffs(&found, decisions, study.cost).map_err(told)?;
    Ok(Studied { input: names[input].clone(), evsi: found, payoffs, cost: study.cost })
}

/// What a study is about, from the input: of a relative risk its logarithm.
fn truth(study: &StudyRequest, path: &str, column: &[f64]) -> Result<Vec<f64>, AppError> {
    if !matches!(study.design, Study::LogRelativeRisk { .. }) {
        return Ok(column.to_vec());
    }
    let is_ratio = [".relative_risk", ".rate_ratio"].iter().any(|end| path.ends_with(end));
    if is_ratio && column.iter().all(|ratio| *ratio > 0.0) {
        return Ok(column.iter().map(|ratio| ratio.ln()).collect());
    }
    Err(AppError::Usage(format!(
        "--observes rr: `{path}` is no relative_risk or rate_ratio above 0 in every trial"
    )))
}

/// A fault in the names that the user knows.
pub(super) fn refused(error: &Fault, options: &[String], inputs: &[String]) -> AppError {
    let mut text = error.to_string();
    for (number, name) in options.iter().enumerate().rev() {
        text = text.replace(&format!("option {number}"), &format!("`{name}`"));
    }
    for (number, name) in inputs.iter().enumerate().rev() {
        text = text.replace(&format!("input {number}"), &format!("`{name}`"));
    }
    AppError::Usage(text)
}
