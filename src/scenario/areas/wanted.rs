//! Which quantities the tables replace, and from which of their columns.

use super::super::nearest::nearest;
use super::super::range::LegalRange;
use super::super::raw::{RawAreas, RawWhich};
use super::fault::Fault;
use super::known;
use super::places::Places;
use super::rows::Rows;
use crate::model::Quantity;

/// A quantity that is replaced: a number times the product of some columns.
pub(super) struct Wanted {
    pub(super) path: String,
    pub(super) quantity: Quantity,
    pub(super) range: LegalRange,
    pub(super) times: f64,
    pub(super) sources: Vec<Source>,
}

/// A column that a quantity is computed from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    pub(super) table: usize,
    pub(super) column: usize,
    /// Divided by 100.
    pub(super) percent: bool,
    /// Whether a missing cell takes the municipality's or the country's.
    pub(super) impute: bool,
}

/// Every replaced quantity: those of `[areas.columns]` in the order of the scenario, then columns called by a path.
pub(super) fn wanted(
    raw: &RawAreas,
    places: &Places,
    tables: &[Rows],
) -> Result<Vec<Wanted>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut all: Vec<(Wanted, String)> = Vec::new();
    for (path, column) in &raw.columns {
        // The reader of scenarios has checked the path.
        let Ok(place) = places.at(path) else { continue };
        let mut sources = Vec::new();
        for name in &column.product {
            let (table, at) = match only(path, name, tables) {
                Ok(found) => found,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let percent = column.percent.as_ref().is_some_and(|which| which.holds(name));
            let usual = percent || place.range.is_share();
            let impute = column.impute.as_ref().map_or(usual, |which| RawWhich::holds(which, name));
            sources.push(Source { table, column: at, percent, impute });
        }
        let times = column.factor().unwrap_or(1.0);
        let (quantity, range) = (place.quantity, place.range);
        let wanted = Wanted { path: path.clone(), quantity, range, times, sources };
        all.push((wanted, "[areas.columns]".to_owned()));
    }
    for (table, rows) in tables.iter().enumerate() {
        for (column, path) in &rows.columns.direct {
            let Ok(place) = places.at(path) else { continue };
            let impute = place.range.is_share();
            let source = Source { table, column: *column, percent: false, impute };
            let (quantity, range) = (place.quantity, place.range);
            let wanted =
                Wanted { path: path.clone(), quantity, range, times: 1.0, sources: vec![source] };
            all.push((wanted, format!("a column of {}", rows.cells.file)));
        }
    }
    for (place, (later, by)) in all.iter().enumerate() {
        if let Some((_, first)) = all[..place].iter().find(|(one, _)| one.path == later.path) {
            let by = [first.clone(), by.clone()];
            faults.push(Fault::Twice { path: later.path.clone(), by });
        }
    }
    if all.is_empty() {
        let size = places.paths().find(|path| path.rsplit('.').next() == Some("size"));
        let example = size.or_else(|| places.paths().next()).unwrap_or_default().to_owned();
        faults.push(Fault::NothingReplaced { example });
    }
    let all = all.into_iter().map(|(wanted, _)| wanted).collect();
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// The one column of all tables that a name means.
fn only(path: &str, name: &str, tables: &[Rows]) -> Result<(usize, usize), Fault> {
    let found: Vec<(usize, usize)> = tables
        .iter()
        .enumerate()
        .flat_map(|(table, rows)| {
            known::matching(name, &rows.cells.names).into_iter().map(move |column| (table, column))
        })
        .collect();
    match found[..] {
        [one] => Ok(one),
        [] => {
            let names = tables.iter().flat_map(|rows| &rows.cells.names);
            let meant = nearest(name, names.map(String::as_str)).map(str::to_owned);
            Err(Fault::NoColumn { path: path.to_owned(), column: name.to_owned(), meant })
        }
        _ => {
            let told = found.iter().filter_map(|(table, column)| {
                let cells = tables.get(*table)?.cells;
                Some(format!("`{}` of {}", cells.names.get(*column)?, cells.file))
            });
            let found = told.collect();
            Err(Fault::Ambiguous { path: path.to_owned(), column: name.to_owned(), found })
        }
    }
}
