//! Pools of subgroups, and whether they differ.

use super::cells::{no_column, words};
use super::options::Options;
use super::pool::{Pooled, pool};
use super::problem::{EvidenceError, TableProblem};
use super::student::chi_squared_above;
use super::studies::Study;
use super::table::Table;

/// Pools by the words of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Subgroups {
    /// The column.
    pub column: String,
    /// In the order of the rows.
    pub groups: Vec<Subgroup>,
    /// Weighted sum of squared differences between the pools.
    pub q_between: f64,
    /// Groups less one.
    pub df: usize,
    /// Probability of a larger one if all groups had one effect; none for one group.
    pub p: Option<f64>,
}

/// One subgroup.
#[derive(Debug, Clone, PartialEq)]
pub struct Subgroup {
    /// The word.
    pub name: String,
    /// Its pool, with a tau2 of its own.
    pub pooled: Pooled,
}

/// Pools each subgroup with its own tau2.
///
/// `Q between = sum w_g (mu_g - mu)^2` with `w_g` one over the ordinary variance of a group's pool (Borenstein et al. 2009,
/// Introduction to Meta-Analysis, chapter 19).
///
/// # Errors
/// When there is no such column or a cell of it is empty.
pub(super) fn subgroups(
    table: &Table,
    studies: &[Study],
    column: &str,
    options: &Options,
) -> Result<Subgroups, EvidenceError> {
    if table.column(column).is_none() {
        return Err(no_column(table, column).into());
    }
    let mut problems = Vec::new();
    let names = words(table, column, &mut problems);
    if !problems.is_empty() {
        return Err(EvidenceError { problems });
    }
    let mut members: Vec<(String, Vec<Study>)> = Vec::new();
    for (name, study) in names.into_iter().zip(studies) {
        match members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(study.clone()),
            None => members.push((name, vec![study.clone()])),
        }
    }
    // A group may have one study; its normal interval is its own.
    let options = Options { interval: Some(options.interval_method()), ..options.clone() };
    let groups: Vec<Subgroup> = members
        .into_iter()
        .filter_map(|(name, group)| Some(Subgroup { pooled: pool(&group, &options)?, name }))
        .collect();
    if groups.is_empty() {
        return Err(TableProblem::whole("no subgroup could be pooled").into());
    }
    let weights: Vec<f64> = groups.iter().map(|g| g.pooled.se_ordinary.powi(-2)).collect();
    let mean = groups.iter().zip(&weights).map(|(g, w)| w * g.pooled.estimate).sum::<f64>()
        / weights.iter().sum::<f64>();
    let q_between =
        groups.iter().zip(&weights).map(|(g, w)| w * (g.pooled.estimate - mean).powi(2)).sum();
    let df = groups.len() - 1;
    let p = (df > 0).then(|| chi_squared_above(q_between, df as f64));
    Ok(Subgroups { column: column.to_owned(), groups, q_between, df, p })
}
