//! Studies as a table holds them: names, effects, and what should be said of them.

use std::collections::BTreeMap;

use super::cells::{no_column, words};
use super::convert::convert;
use super::measure::Measure;
use super::options::Options;
use super::problem::{EvidenceError, TableProblem};
use super::table::Table;
use super::warning::Warning;

/// Above this ratio of variances the precise studies decide alone; the bound at which metafor warns.
const UNEQUAL: f64 = 1e7;

/// One study.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// Its name.
    pub name: String,
    /// Its row below the names, from 1.
    pub row: usize,
    /// Effect, on the scale of analysis.
    pub yi: f64,
    /// Sampling variance of it, above 0.
    pub vi: f64,
}

/// Studies of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Studies {
    /// What they measured.
    pub measure: Measure,
    /// At least one.
    pub studies: Vec<Study>,
    /// What should be said of single studies.
    pub warnings: Vec<Warning>,
}

impl Studies {
    /// Reads the studies of a table.
    ///
    /// # Errors
    /// Every problem of every row.
    pub fn of(table: &Table, asked: Option<Measure>) -> Result<Self, EvidenceError> {
        let mut problems = Vec::new();
        let mut warnings = Vec::new();
        let names = names(table, &mut problems, &mut warnings);
        let asked = measured(table, asked, &mut problems);
        let converted = convert(table, asked, &mut problems);
        let Some((measure, rows)) = converted.filter(|_| problems.is_empty()) else {
            return Err(EvidenceError { problems });
        };
        let mut studies = Vec::new();
        for ((row, name), converted) in names.into_iter().zip(rows) {
            let Some(found) = converted else { continue };
            if let Some(both) = found.corrected {
                warnings.push(Warning::EmptyCell { row, study: name.clone(), both });
            }
            if found.off_centre {
                warnings.push(Warning::OffCentre { row, study: name.clone() });
            }
            studies.push(Study { name, row, yi: found.effect.y, vi: found.effect.v });
        }
        let ends = studies.iter().fold([f64::INFINITY, 0.0_f64], |[low, high], study| {
            [low.min(study.vi), high.max(study.vi)]
        });
        if ends[1] / ends[0] >= UNEQUAL {
            warnings.push(Warning::UnequalVariances { ratio: ends[1] / ends[0] });
        }
        if studies.is_empty() {
            return Err(TableProblem::whole("there are no studies").into());
        }
        Ok(Self { measure, studies, warnings })
    }
}

/// The rows that are asked for.
///
/// # Errors
/// When there is no such column, or no row holds the text.
pub(super) fn selected(table: Table, options: &Options) -> Result<Table, EvidenceError> {
    let Some((column, text)) = &options.only else { return Ok(table) };
    let Some(kept) = table.only(column, text) else {
        return Err(no_column(&table, column).into());
    };
    if kept.is_empty() {
        let mut known: Vec<&str> =
            table.column(column).unwrap_or_default().into_iter().map(|(_, cell)| cell).collect();
        known.sort_unstable();
        known.dedup();
        let told = format!("no row has `{text}` in column `{column}`");
        return Err(TableProblem::whole(told)
            .hint(format!("there are: {}", known.join(", ")))
            .into());
    }
    Ok(kept)
}

/// Rows and names. Equal names are told apart by the column `year`; else they are a problem: estimates of one study are not
/// independent.
fn names(
    table: &Table,
    problems: &mut Vec<TableProblem>,
    warnings: &mut Vec<Warning>,
) -> Vec<(usize, String)> {
    let rows = table.row_numbers();
    if table.column("study").is_none() {
        warnings.push(Warning::Unnamed);
        return rows.into_iter().map(|row| (row, format!("{row}"))).collect();
    }
    let names = words(table, "study", problems);
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in &names {
        *count.entry(name.clone()).or_default() += 1;
    }
    let years: Vec<String> =
        table.column("year").unwrap_or_default().iter().map(|cell| cell.1.to_owned()).collect();
    let named: Vec<(usize, String)> = rows
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(index, (row, name))| match years.get(index) {
            Some(year) if !year.is_empty() && count.get(&name).is_some_and(|&n| n > 1) => {
                (row, format!("{name} {year}"))
            }
            _ => (row, name),
        })
        .collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, name) in named.iter().filter(|(_, name)| !name.is_empty()) {
        if let Some(earlier) = first.get(name.as_str()) {
            let told = format!("`{name}` is also in row {earlier}");
            problems.push(TableProblem::cell(*row, "study", told).hint(
                "a pool takes one estimate of each study; different studies need different names",
            ));
        } else {
            first.insert(name, *row);
        }
    }
    named
}

/// The measure that a column `measure` names, which must be one, and the one that is asked for.
fn measured(
    table: &Table,
    asked: Option<Measure>,
    problems: &mut Vec<TableProblem>,
) -> Option<Measure> {
    let mut found = asked;
    for (row, cell) in table.column("measure").unwrap_or_default() {
        match (Measure::of(cell), found) {
            (None, _) => {
                let known = Measure::ALL.map(Measure::name).join(", ");
                let told = format!("`{cell}` is no measure that is known here");
                problems.push(
                    TableProblem::cell(row, "measure", told).hint(format!("there are: {known}")),
                );
            }
            (Some(measure), Some(one)) if measure != one => {
                let told = format!("`{cell}` among studies of `{}`", one.name());
                problems.push(
                    TableProblem::cell(row, "measure", told).hint("pool each measure by itself"),
                );
            }
            (Some(measure), _) => found = Some(measure),
        }
    }
    found
}
