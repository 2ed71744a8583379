//! The rows of a table by code, so that tables can be joined and cells filled from a municipality or the country.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::columns::Columns;
use super::number::{self, Cell};
use super::region::{Region, tidy};
use crate::source::Cells;

/// A table whose rows are found by code.
pub(super) struct Rows<'a> {
    pub(super) cells: &'a Cells,
    pub(super) columns: Columns,
    /// Codes in order, each with its first row.
    index: Vec<(Cow<'a, str>, usize)>,
    /// Rows whose code stands in another row too: the first two.
    twice: BTreeMap<usize, [usize; 2]>,
    /// Row of the whole country.
    pub(super) country: Option<usize>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(cells: &'a Cells, columns: Columns) -> Self {
        let code = |row| tidy(cells.cell(row, columns.code));
        let mut index: Vec<(Cow<'a, str>, usize)> =
            (1..=cells.rows()).map(|row| (code(row), row)).collect();
        index.retain(|(code, _)| !code.is_empty());
        index.sort();
        let mut twice = BTreeMap::new();
        for same in index.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, first), (_, second), ..] = same {
                twice.extend(same.iter().map(|(_, row)| (*row, [*first, *second])));
            }
        }
        index.dedup_by(|later, first| later.0 == first.0);
        let mut all = Self { cells, columns, index, twice, country: None };
        all.country = (1..=cells.rows()).find(|row| all.region(*row) == Region::Country);
        all
    }

    /// The code of a row.
    pub(super) fn code(&self, row: usize) -> Cow<'a, str> {
        tidy(self.cells.cell(row, self.columns.code))
    }

    /// The first row with a code.
    pub(super) fn at(&self, code: &str) -> Option<usize> {
        let place = self.index.binary_search_by(|(other, _)| other.as_ref().cmp(code)).ok()?;
        self.index.get(place).map(|(_, row)| *row)
    }

    /// The first two rows with the code of this one, if there are two.
    pub(super) fn twins(&self, row: usize) -> Option<[usize; 2]> {
        self.twice.get(&row).copied()
    }

    /// What a row is about: its code says it, or for a code of one's own the word beside it.
    pub(super) fn region(&self, row: usize) -> Region {
        match Region::of_code(&self.code(row)) {
            Region::Own => self.word(row).and_then(Region::of_word).unwrap_or(Region::Own),
            region => region,
        }
    }

    /// The word for what a row is about.
    pub(super) fn word(&self, row: usize) -> Option<&'a str> {
        self.columns.kind.map(|column| self.cells.cell(row, column))
    }

    /// The number in a cell.
    pub(super) fn number(&self, row: usize, column: usize) -> Cell {
        number::read(self.cells.cell(row, column), self.cells.decimal_commas)
    }
}
