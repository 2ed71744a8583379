//! What the analysis of a finished run found, read back from the tables that [`super::tables`] writes.

use super::bands::{Band, Statistics};
use super::decision::Verdict;
use super::paths::{Path, Quantity};
use super::summary::{Reference, Row};
use crate::model::Model;
use crate::results::Frame;

/// The columns of a band, in the order of [`Statistics::list`] without its share above zero.
const STATISTICS: [&str; 7] = ["mean", "sd", "p05", "p25", "p50", "p75", "p95"];

/// The columns of its Monte Carlo errors, in the order of [`Statistics::list`].
const ERRORS: [&str; 8] = [
    "mcse",
    "mcse_sd",
    "mcse_p05",
    "mcse_p25",
    "mcse_p50",
    "mcse_p75",
    "mcse_p95",
    "mcse_p_positive",
];

/// The rows of `summary.parquet`, in its order.
///
/// # Errors
/// When the table does not fit the model; the reason, without the name of the file.
pub fn stored_rows(model: &Model, table: &Frame) -> Result<Vec<Row>, String> {
    let value_columns: Vec<&str> = STATISTICS.into_iter().chain(["p_positive"]).collect();
    let values = columns(table, &value_columns)?;
    let errors = columns(table, &ERRORS)?;
    let (arms, references) = (table.texts("arm")?, table.texts("reference")?);
    let (measures, units) = (table.texts("measure")?, table.texts("unit")?);
    (0..table.height())
        .map(|row| {
            Ok(Row {
                arm: arm(model, arms[row])?,
                reference: Reference::ALL
                    .into_iter()
                    .find(|reference| reference.name() == references[row])
                    .ok_or_else(|| format!("there is no reference `{}`", references[row]))?,
                measure: measures[row].to_owned(),
                unit: units[row].to_owned(),
                band: Band { value: statistics(&values, row), mcse: statistics(&errors, row) },
            })
        })
        .collect()
}

/// The rows of `years.parquet`, in its order. Of their Monte Carlo errors the file keeps that of the mean, and it keeps no
/// share above zero; the rest is NaN.
///
/// # Errors
/// When the table does not fit the model; the reason, without the name of the file.
pub fn stored_paths(model: &Model, table: &Frame) -> Result<Vec<Path>, String> {
    let values = columns(table, &STATISTICS)?;
    let errors = columns(table, &["mcse"])?;
    let (arms, parties) = (table.texts("arm")?, table.texts("party")?);
    let (years, quantities) = (table.integers("year")?, table.texts("quantity")?);
    (0..table.height())
        .map(|row| {
            Ok(Path {
                arm: arm(model, arms[row])?,
                party: party(model, parties[row])?,
                year: years[row].ok_or("a row without a year")?,
                quantity: Quantity::ALL
                    .into_iter()
                    .find(|quantity| quantity.name() == quantities[row])
                    .ok_or_else(|| format!("there is no quantity `{}`", quantities[row]))?,
                band: Band { value: statistics(&values, row), mcse: statistics(&errors, row) },
            })
        })
        .collect()
}

/// The rows of `decision.parquet`, in its order.
///
/// # Errors
/// When the table does not fit the model; the reason, without the name of the file.
pub fn stored_verdicts(model: &Model, table: &Frame) -> Result<Vec<Verdict>, String> {
    let arms = table.texts("arm")?;
    let (fte_hired, expected_net) = (table.numbers("fte_hired")?, table.numbers("expected_net")?);
    let expected_net_mcse = table.numbers("expected_net_mcse")?;
    let marginal_net_per_fte = table.numbers("marginal_net_per_fte")?;
    let (p_best, expected_regret) = (table.numbers("p_best")?, table.numbers("expected_regret")?);
    let luck_share = table.numbers("luck_share")?;
    (0..table.height())
        .map(|row| {
            Ok(Verdict {
                arm: arm(model, arms[row])?,
                fte_hired: fte_hired[row],
                expected_net: expected_net[row],
                expected_net_mcse: expected_net_mcse[row],
                marginal_net_per_fte: marginal_net_per_fte[row],
                p_best: p_best[row],
                expected_regret: expected_regret[row],
                luck_share: luck_share[row],
            })
        })
        .collect()
}

fn columns(table: &Frame, names: &[&str]) -> Result<Vec<Vec<f64>>, String> {
    names.iter().map(|name| table.numbers(name)).collect()
}

/// A row of columns; NaN where there are fewer columns than statistics.
fn statistics(columns: &[Vec<f64>], row: usize) -> Statistics {
    Statistics::from_list(std::array::from_fn(|which| {
        columns.get(which).map_or(f64::NAN, |column| column[row])
    }))
}

fn arm(model: &Model, name: &str) -> Result<usize, String> {
    let found = model.arms.iter().position(|arm| arm.name == name);
    found.ok_or_else(|| format!("the run has no arm `{name}`"))
}

/// The index of a party; `all` is society.
fn party(model: &Model, name: &str) -> Result<Option<usize>, String> {
    if name == "all" {
        return Ok(None);
    }
    let found = model.parties.iter().position(|party| party.name == name);
    found.map(Some).ok_or_else(|| format!("the scenario has no party `{name}`"))
}
