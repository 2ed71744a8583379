//! Many wijken as a run takes them, what was filled in, and what was left out.

use crate::model::Quantity;

/// The wijken of a run, in the order of the first table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Areas {
    /// The wijken; at least one.
    pub list: Vec<Area>,
    /// Paths of the quantities that are replaced.
    pub quantities: Vec<String>,
    /// Their inputs, in the same order.
    pub inputs: Vec<Quantity>,
    /// Their legal ranges in words, to follow "must be".
    pub rules: Vec<String>,
    /// How often a missing cell took another's, by quantity and column; only of wijken in the list.
    pub imputed: Vec<Imputed>,
    /// Wijken that cannot be run, in the order of the first table.
    pub left_out: Vec<LeftOut>,
    /// What somebody should know of the tables.
    pub notes: Vec<Note>,
    /// The tables: file and names of columns.
    pub tables: Vec<(String, Vec<String>)>,
}

/// A wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its code, `WK051836` or one's own; the address of its own chance.
    pub code: String,
    /// Its name; without one, its code.
    pub name: String,
    /// Code of its municipality, where known.
    pub municipality: Option<String>,
    /// The number in place of each replaced quantity.
    pub values: Vec<f64>,
    /// Cells behind these numbers that were filled from its municipality or the country.
    pub filled: usize,
}

/// How often a missing cell took another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imputed {
    /// The quantity.
    pub path: String,
    /// The column.
    pub column: String,
    /// Wijken that took their municipality's.
    pub from_municipality: usize,
    /// Wijken that took the country's.
    pub from_country: usize,
}

/// A wijk that cannot be run.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// Its row in the first table, from 1 below the header.
    pub row: usize,
    /// Its code.
    pub code: String,
    /// Everything that is wrong with it; at least one.
    pub reasons: Vec<Reason>,
}

/// Why a wijk cannot be run. Tables and columns are places in [`Areas::tables`], from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It has no code.
    NoCode,
    /// Its code cannot be part of an address.
    BadCode {
        /// What a code is.
        rule: String,
    },
    /// Its code stands in two rows.
    Twice {
        /// The table.
        table: usize,
        /// The first two rows.
        rows: [usize; 2],
    },
    /// Its row has too few or too many cells.
    Ragged {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// Number of cells.
        cells: usize,
    },
    /// Its code says one thing and the word beside it another.
    Contradiction {
        /// The word.
        word: String,
    },
    /// A cell that is no number.
    NoNumber {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The cell, shortened.
        cell: String,
        /// Whether a point or comma in it may stand between thousands.
        thousands: bool,
    },
    /// A cell that is empty, with nothing to fill it from.
    Missing {
        /// The table.
        table: usize,
        /// The column.
        column: usize,
    },
    /// A number outside the legal range of its quantity.
    OutOfRange {
        /// The quantity, by its place in [`Areas::quantities`].
        quantity: usize,
        /// The number.
        value: f64,
        /// What may have been meant.
        hint: Option<String>,
    },
    /// Nobody lives there.
    Empty,
    /// A programme has participants now and no staff there.
    NoStaff {
        /// The programme.
        programme: String,
    },
}

/// What somebody should know of the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Columns of CBS or RIVM that nothing uses.
    Unused {
        /// The table.
        table: usize,
        /// The columns.
        columns: Vec<String>,
    },
    /// Wijken of the first table that a later one does not have.
    NotFound {
        /// The later table.
        table: usize,
        /// How many.
        count: usize,
        /// One of them.
        example: String,
    },
    /// Wijken that only a later table has; they are not run.
    OnlyLater {
        /// The later table.
        table: usize,
        /// How many.
        count: usize,
        /// One of them.
        example: String,
    },
    /// There are no wijken in the first table, so the buurten are the areas.
    Buurten,
    /// A row to fill cells from whose own cell is no number; it counts as missing.
    BadReference {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
}
