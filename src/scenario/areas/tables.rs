//! Reads the columns of all tables together.

use super::super::loaded::Loaded;
use super::super::nearest::nearest;
use super::super::raw::RawAreas;
use super::columns::Columns;
use super::fault::Fault;
use super::judge::Ask;
use super::known;
use super::rows::Rows;
use crate::source::Cells;

/// The tables with the meaning of their columns.
pub(super) fn read<'a>(
    loaded: &Loaded,
    raw: &RawAreas,
    tables: &'a [Cells],
    ask: Ask,
) -> Result<Vec<Rows<'a>>, Vec<Fault>> {
    let made_of: Vec<&str> =
        raw.columns.values().flat_map(|column| column.product.iter().map(String::as_str)).collect();
    let mut faults = Vec::new();
    let mut all = Vec::new();
    if tables.is_empty() {
        faults.push(Fault::NoTable);
    }
    let named = [("code", &raw.code), ("name", &raw.name), ("municipality", &raw.municipality)];
    for (key, column) in named.into_iter().filter_map(|(key, column)| Some((key, column.as_ref()?)))
    {
        if tables.iter().all(|cells| known::matching(column, &cells.names).is_empty()) {
            let names = tables.iter().flat_map(|cells| &cells.names).map(String::as_str);
            let meant = nearest(column, names).map(str::to_owned);
            faults.push(Fault::NoSuchColumn { key, column: column.clone(), meant });
        }
    }
    for cells in tables {
        match Columns::new(cells, raw, &loaded.places, &made_of, ask.ignore_unknown) {
            Ok(_) if cells.rows() == 0 => {
                faults.push(Fault::NoRows { file: cells.file.clone() });
            }
            Ok(columns) => all.push(Rows::new(cells, columns)),
            Err(more) => faults.extend(more),
        }
    }
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}
