//! Why tables of wijken cannot be used at all; a single bad area never is such a reason.

use super::places::NotReplaceable;

/// Tables that cannot be used, with every reason.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("the table of wijken cannot be used:\n{}", .faults.iter().map(|fault| format!("  {fault}")).collect::<Vec<_>>().join("\n"))]
pub struct AreasError {
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// A column that nothing is known of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    /// Its place, from 1.
    pub place: usize,
    /// Its name.
    pub name: String,
    /// The known name that may have been meant.
    pub meant: Option<String>,
}

/// One reason why tables cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// No table at all.
    #[error("no table is given; `--areas FILE` names one")]
    NoTable,
    /// A table without rows.
    #[error("{file}: there are no rows below the names of the columns")]
    NoRows {
        /// The table.
        file: String,
    },
    /// Two columns with one name.
    #[error("{file}: columns {} and {} are both called `{name}`; names must differ", .columns[0], .columns[1])]
    SameName {
        /// The table.
        file: String,
        /// The name.
        name: String,
        /// Their places, from 1.
        columns: [usize; 2],
    },
    /// No column with codes.
    #[error("{file}: no column holds the codes of the wijken, among {}; call it `code`, or name it: [areas] code = \"…\"", listed(.names))]
    NoCode {
        /// The table.
        file: String,
        /// Its columns.
        names: Vec<String>,
    },
    /// Columns that nothing is known of.
    #[error("{file}: {} {} not known: {}; a column is called by the path of a quantity (`groups.ouderen.size`) or named under [areas.columns]; what is not used goes into [areas] ignore = [\"…\"], or ignore = \"all\"", .columns.len(), if .columns.len() == 1 { "column is" } else { "columns are" }, unknown(.columns))]
    Unknown {
        /// The table.
        file: String,
        /// The columns.
        columns: Vec<UnknownColumn>,
    },
    /// A column called by a path that cannot be replaced.
    #[error("{file}: {error}")]
    NotReplaceable {
        /// The table.
        file: String,
        /// Why not.
        error: NotReplaceable,
    },
    /// A column that `[areas]` names for codes or names and no table has.
    #[error("no table has a column `{column}`, which [areas] {key} = \"{column}\" names{}", .meant.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?")))]
    NoSuchColumn {
        /// `code`, `name` or `municipality`.
        key: &'static str,
        /// The column.
        column: String,
        /// The column that may have been meant.
        meant: Option<String>,
    },
    /// A column that `[areas.columns]` names and no table has.
    #[error("no table has a column `{column}`, which `{path}` is computed from{}", .meant.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?")))]
    NoColumn {
        /// The quantity.
        path: String,
        /// The column.
        column: String,
        /// The column that may have been meant.
        meant: Option<String>,
    },
    /// A column that may be several.
    #[error("`{column}`, which `{path}` is computed from, may be {}; name one, or leave the others out", .found.join(" or "))]
    Ambiguous {
        /// The quantity.
        path: String,
        /// The column as named.
        column: String,
        /// The columns it may be, each with its table.
        found: Vec<String>,
    },
    /// A quantity that is given twice.
    #[error("`{path}` is given twice: {} and {}", .by[0], .by[1])]
    Twice {
        /// The quantity.
        path: String,
        /// By what.
        by: [String; 2],
    },
    /// Tables that replace nothing.
    #[error(
        "no column replaces a quantity of the scenario, so that all wijken would be the same; call a column by a path (`{example}`), or name columns under [areas.columns]"
    )]
    NothingReplaced {
        /// A path of the scenario.
        example: String,
    },
    /// No area is left.
    #[error("no wijk is left to run{}", lines(.told))]
    NoArea {
        /// Why each was left out, in lines.
        told: Vec<String>,
    },
    /// Bad areas in a strict run.
    #[error("{count} {} cannot be used, and `--strict` leaves none out{}", if *.count == 1 { "wijk" } else { "wijken" }, lines(.told))]
    Strict {
        /// How many.
        count: usize,
        /// Why, in lines.
        told: Vec<String>,
    },
}

/// Columns told of one table; the rest is counted.
pub(super) const TOLD: usize = 12;

fn listed(names: &[String]) -> String {
    let told: Vec<String> = names.iter().take(TOLD).map(|name| format!("`{name}`")).collect();
    with_more(&told, names.len())
}

fn unknown(columns: &[UnknownColumn]) -> String {
    let told = columns.iter().take(TOLD).map(|column| match &column.meant {
        Some(meant) => {
            format!("`{}` (column {}; did you mean `{meant}`?)", column.name, column.place)
        }
        None => format!("`{}` (column {})", column.name, column.place),
    });
    with_more(&told.collect::<Vec<_>>(), columns.len())
}

fn with_more(told: &[String], count: usize) -> String {
    let more = count - told.len();
    let told = if told.is_empty() { "none".to_owned() } else { told.join(", ") };
    if more > 0 { format!("{told} and {more} more") } else { told }
}

fn lines(told: &[String]) -> String {
    told.iter().flat_map(|line| ["\n    ", line.as_str()]).collect()
}
