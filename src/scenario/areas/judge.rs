//! From tables to the wijken of a run: joins them by code, fills what is missing, and leaves out what cannot be run.

use std::collections::{BTreeMap, BTreeSet};

use super::super::loaded::Loaded;
use super::super::names;
use super::super::raw::{RawAreas, RawLevel};
use super::super::words::short;
use super::fault::{AreasError, Fault};
use super::judged::{Area, Areas, Imputed, LeftOut, Note, Reason};
use super::number::Cell;
use super::region::{self, Region, municipality_of};
use super::rows::Rows;
use super::tables;
use super::wanted::{Source, Wanted, wanted};
use crate::model::{Capacity, Model, Quantity};
use crate::source::Cells;

/// What to say of tables in which no row is an area.
const NO_ROW: &str = "no row has the code of a wijk (`WK051836`), of a buurt or of one's own; rows of municipalities and the country only fill cells, unless [areas] level = \"gemeenten\"";

/// What was asked beside the tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ask {
    /// Whether one bad wijk refuses the whole; a wijk where nobody lives is left out all the same.
    pub strict: bool,
    /// Whether columns that nothing is known of are ignored.
    pub ignore_unknown: bool,
}

/// The wijken of some tables, joined by code: those of the first table, in its order.
///
/// A row is a wijk (`WK…`), or, without wijken or where `[areas] level` says so, a buurt (`BU…`) or municipality (`GM…`); a
/// code of one's own is one always. Rows of the municipality and the country fill cells that are missing.
///
/// # Errors
/// Everything that makes the tables unusable: unknown or repeated columns, no codes, nothing replaced, no wijk left; with
/// `strict` also any bad wijk.
pub fn judge(loaded: &Loaded, tables: &[Cells], ask: Ask) -> Result<Areas, AreasError> {
    let none = RawAreas::default();
    let raw = loaded.raw.areas.as_ref().unwrap_or(&none);
    let refused = |faults| AreasError { faults };
    let tables = tables::read(loaded, raw, tables, ask).map_err(refused)?;
    let wanted = wanted(raw, &loaded.places, &tables).map_err(refused)?;
    let Some(first) = tables.first() else { return Err(refused(vec![Fault::NoTable])) };
    let mut judge = Judge {
        model: &loaded.model,
        tables: &tables,
        wanted: &wanted,
        filled: BTreeMap::new(),
        bad_references: BTreeSet::new(),
        not_found: vec![(0, String::new()); tables.len()],
    };
    let (level, chosen) = level(raw.level, first);
    let mut areas = Areas {
        quantities: wanted.iter().map(|one| one.path.clone()).collect(),
        inputs: wanted.iter().map(|one| one.quantity).collect(),
        rules: wanted.iter().map(|one| one.range.words()).collect(),
        tables: tables
            .iter()
            .map(|rows| (rows.cells.file.clone(), rows.cells.names.clone()))
            .collect(),
        ..Areas::default()
    };
    for row in (1..=first.cells.rows()).filter(|row| is_area(first, *row, level)) {
        match judge.area(first, row) {
            Ok(area) => areas.list.push(area),
            Err(reasons) => {
                let code = first.code(row).into_owned();
                areas.left_out.push(LeftOut { row, code, reasons });
            }
        }
    }
    areas.imputed = judge.imputed();
    areas.notes = judge.notes(level, chosen);
    if areas.list.is_empty() {
        let mut told = areas.told_left_out();
        if told.is_empty() {
            told.push(NO_ROW.to_owned());
        }
        return Err(refused(vec![Fault::NoArea { told }]));
    }
    let is_bad = |one: &&LeftOut| one.reasons != [Reason::Empty];
    let count = areas.left_out.iter().filter(is_bad).count();
    if ask.strict && count > 0 {
        return Err(refused(vec![Fault::Strict { count, told: areas.told_left_out() }]));
    }
    Ok(areas)
}

/// Which rows are areas, and whether somebody said so.
fn level(asked: Option<RawLevel>, first: &Rows) -> (Region, bool) {
    let has = |region| (1..=first.cells.rows()).any(|row| first.region(row) == region);
    match asked {
        Some(RawLevel::Wijken) => (Region::Wijk, true),
        Some(RawLevel::Buurten) => (Region::Buurt, true),
        Some(RawLevel::Gemeenten) => (Region::Municipality, true),
        None if !has(Region::Wijk) && has(Region::Buurt) => (Region::Buurt, false),
        None => (Region::Wijk, false),
    }
}

fn is_area(rows: &Rows, row: usize, level: Region) -> bool {
    let region = rows.region(row);
    let is_blank =
        || (0..rows.cells.names.len()).all(|column| rows.cells.cell(row, column).is_empty());
    region == level || (region == Region::Own && !is_blank())
}

/// From where a missing cell was filled.
#[derive(Clone, Copy)]
enum From {
    Municipality,
    Country,
}

struct Judge<'a> {
    model: &'a Model,
    tables: &'a [Rows<'a>],
    wanted: &'a [Wanted],
    /// By quantity and column of it: how often filled from the municipality and from the country.
    filled: BTreeMap<(usize, usize), [usize; 2]>,
    bad_references: BTreeSet<(usize, usize, usize)>,
    /// By table: wijken that it does not have, and the first of them.
    not_found: Vec<(usize, String)>,
}

impl Judge<'_> {
    /// The area of a row, or everything that is wrong with it.
    fn area(&mut self, first: &Rows, row: usize) -> Result<Area, Vec<Reason>> {
        let code = first.code(row);
        let mut reasons = Vec::new();
        if let Some(reason) = bad_code(&code) {
            reasons.push(reason);
        }
        if let Some(word) = first.word(row)
            && Region::of_word(word).is_some_and(|region| region != first.region(row))
        {
            reasons.push(Reason::Contradiction { word: short(word) });
        }
        let own = first.columns.municipality.map(|column| first.cells.cell(row, column));
        // A column of this name may hold names; a code of CBS says it by itself.
        let municipality = municipality_of(&code)
            .or_else(|| own.filter(|own| !own.is_empty()).map(region::municipality));
        let at = self.rows_of(row, &code, &mut reasons);
        let mut filled = Vec::new();
        let mut values = Vec::with_capacity(self.wanted.len());
        for (number, one) in self.wanted.iter().enumerate() {
            let mut value = Some(one.times);
            for (position, source) in one.sources.iter().enumerate() {
                let cell = self.cell(*source, &at, municipality.as_deref());
                value = match cell {
                    Ok((factor, from)) => {
                        filled.extend(from.map(|from| ((number, position), from)));
                        value.map(|value| value * factor)
                    }
                    Err(reason) => {
                        // One cell may make several quantities.
                        if let Some(reason) = reason.filter(|reason| !reasons.contains(reason)) {
                            reasons.push(reason);
                        }
                        None
                    }
                };
            }
            let Some(value) = value else { continue };
            if !one.range.holds(value) {
                let hint = one.range.hint(value);
                reasons.push(Reason::OutOfRange { quantity: number, value, hint });
            }
            values.push(value);
        }
        if reasons.is_empty() {
            reasons.extend(self.cannot_work(&values));
        }
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let count = filled.len();
        for (place, from) in filled {
            let counts = self.filled.entry(place).or_default();
            counts[from as usize] += 1;
        }
        for (table, _) in at.iter().enumerate().filter(|(_, row)| row.is_none()) {
            if let Some((count, example)) = self.not_found.get_mut(table) {
                if *count == 0 {
                    code.as_ref().clone_into(example);
                }
                *count += 1;
            }
        }
        let named = self.tables.iter().zip(&at).find_map(|(rows, row)| {
            Some(rows.cells.cell((*row)?, rows.columns.name?)).filter(|name| !name.is_empty())
        });
        let name = named.unwrap_or(&code);
        let (code, name) = (code.clone().into_owned(), name.to_owned());
        Ok(Area { code, name, municipality, values, filled: count })
    }

    /// The row of an area in each table that has one, with what is wrong with the rows.
    fn rows_of(&self, row: usize, code: &str, reasons: &mut Vec<Reason>) -> Vec<Option<usize>> {
        let mut all = Vec::with_capacity(self.tables.len());
        for (table, rows) in self.tables.iter().enumerate() {
            let at = if table == 0 { Some(row) } else { rows.at(code) };
            all.push(at);
            let Some(row) = at else { continue };
            if let Some(rows) = rows.twins(row) {
                reasons.push(Reason::Twice { table, rows });
            }
            if let Some(cells) = rows.cells.ragged_at(row) {
                reasons.push(Reason::Ragged { table, row, cells });
            }
        }
        all
    }

    /// The number in a cell, or else that of the municipality or the country; without a reason where the whole row is
    /// wrong, which is told already.
    fn cell(
        &mut self,
        source: Source,
        at: &[Option<usize>],
        municipality: Option<&str>,
    ) -> Result<(f64, Option<From>), Option<Reason>> {
        let (table, column) = (source.table, source.column);
        let Some(rows) = self.tables.get(table) else { return Err(None) };
        let scale = if source.percent { 100.0 } else { 1.0 };
        if let Some(row) = at.get(table).copied().flatten() {
            if rows.cells.ragged_at(row).is_some() {
                return Err(None);
            }
            let cell = || short(rows.cells.cell(row, column));
            let bad = |thousands| Reason::NoNumber { table, row, column, cell: cell(), thousands };
            match rows.number(row, column) {
                Cell::Number(number) => return Ok((number / scale, None)),
                Cell::NoNumber => return Err(Some(bad(false))),
                Cell::Thousands => return Err(Some(bad(true))),
                Cell::Missing => {}
            }
        }
        let missing = Some(Reason::Missing { table, column });
        if !source.impute {
            return Err(missing);
        }
        let from_municipality = municipality.and_then(|code| rows.at(code));
        for (row, from) in [(from_municipality, From::Municipality), (rows.country, From::Country)]
        {
            let Some(row) = row.filter(|row| at.get(table) != Some(&Some(*row))) else { continue };
            match rows.number(row, column) {
                Cell::Number(number) if rows.cells.ragged_at(row).is_none() => {
                    return Ok((number / scale, Some(from)));
                }
                Cell::Missing => {}
                _ => {
                    self.bad_references.insert((table, row, column));
                }
            }
        }
        Err(missing)
    }

    /// Why an area with these numbers has nothing to simulate.
    fn cannot_work(&self, values: &[f64]) -> Option<Reason> {
        let value = |quantity: Quantity| {
            let place = self.wanted.iter().position(|one| one.quantity == quantity)?;
            values.get(place).copied()
        };
        let sizes: Vec<f64> =
            self.model.groups.iter().filter_map(|group| value(group.size)).collect();
        if !sizes.is_empty() && sizes.iter().all(|size| size.round() < 1.0) {
            return Some(Reason::Empty);
        }
        let idle = self.model.programmes.iter().find(|programme| {
            let needs_staff = matches!(programme.capacity, Capacity::ParticipantsNow(_));
            let replaced = programme.roles.iter().any(|role| value(role.fte).is_some());
            let none = programme.roles.iter().all(|role| {
                let own = &self.model.inputs.get(role.fte).distribution;
                value(role.fte).unwrap_or_else(|| own.mean()) <= 0.0
            });
            needs_staff && replaced && none
        });
        idle.map(|programme| Reason::NoStaff { programme: programme.name.clone() })
    }

    fn imputed(&self) -> Vec<Imputed> {
        let told = self.filled.iter().filter_map(|((number, position), counts)| {
            let one = self.wanted.get(*number)?;
            let source = one.sources.get(*position)?;
            let column = self.tables.get(source.table)?.cells.names.get(source.column)?;
            Some(Imputed {
                path: one.path.clone(),
                column: column.clone(),
                from_municipality: counts[From::Municipality as usize],
                from_country: counts[From::Country as usize],
            })
        });
        told.collect()
    }

    fn notes(&self, level: Region, chosen: bool) -> Vec<Note> {
        let mut notes = Vec::new();
        if level == Region::Buurt && !chosen {
            notes.push(Note::Buurten);
        }
        for (table, rows) in self.tables.iter().enumerate() {
            if !rows.columns.unused.is_empty() {
                notes.push(Note::Unused { table, columns: rows.columns.unused.clone() });
            }
            if let Some((count, example)) =
                self.not_found.get(table).filter(|(count, _)| *count > 0)
            {
                notes.push(Note::NotFound { table, count: *count, example: example.clone() });
            }
            if table > 0 {
                notes.extend(self.only_later(table, rows, level));
            }
        }
        let bad = self.bad_references.iter();
        notes.extend(bad.map(|&(table, row, column)| Note::BadReference { table, row, column }));
        notes
    }

    /// Areas of a later table that the first does not have.
    fn only_later(&self, table: usize, rows: &Rows, level: Region) -> Option<Note> {
        let first = self.tables.first()?;
        let mut lost = (1..=rows.cells.rows())
            .filter(|row| is_area(rows, *row, level) && !rows.code(*row).is_empty())
            .map(|row| rows.code(row))
            .filter(|code| first.at(code).is_none());
        let example = lost.next()?.into_owned();
        Some(Note::OnlyLater { table, count: 1 + lost.count(), example })
    }
}

/// What is wrong with a code, which becomes part of an address.
fn bad_code(code: &str) -> Option<Reason> {
    if code.is_empty() {
        return Some(Reason::NoCode);
    }
    if code == names::ALL {
        let rule = format!("`{}` stands for all wijken together", names::ALL);
        return Some(Reason::BadCode { rule });
    }
    let problem = names::wrong("wijk", code, "").or_else(|| names::spaced("wijk", code, ""));
    problem.map(|problem| Reason::BadCode { rule: problem.rule })
}
