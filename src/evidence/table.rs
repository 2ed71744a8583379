//! A table that another program wrote: names of columns, rows of text, and numbers on request.

use super::problem::{EvidenceError, TableProblem};

/// Cells as text, under names that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    names: Vec<String>,
    /// Row number from 1 below the names, and its cells, as many as there are names.
    rows: Vec<(usize, Vec<String>)>,
    decimal_commas: bool,
}

impl Table {
    /// Reads CSV: names in the first row, then a row for each study.
    ///
    /// Cells are parted by commas, or by semicolons if the first row has one; numbers then have decimal commas, as Excel writes
    /// them in the Netherlands. Cells may be quoted. A byte order mark, blanks around cells and rows of empty cells are ignored.
    ///
    /// # Errors
    /// Every problem: no rows, names that are empty, equal or numbers, rows with more or fewer cells than names.
    pub fn read(text: &str) -> Result<Self, EvidenceError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let semicolons = has_outside_quotes(text.lines().next().unwrap_or_default(), ';');
        let mut records =
            records(text.as_bytes(), if semicolons { b';' } else { b',' }).into_iter();
        let names = records.next().unwrap_or_default();
        let mut problems = name_problems(&names);
        let mut rows = Vec::new();
        for (index, cells) in records.enumerate() {
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if cells.len() != names.len() {
                let (found, wanted) = (cells.len(), names.len());
                let told = format!("{found} cells under {wanted} names");
                let hint = "put cells that hold the separator in double quotes";
                problems.push(TableProblem::row(index + 1, told).hint(hint));
            }
            rows.push((index + 1, cells));
        }
        if rows.is_empty() {
            problems.push(TableProblem::whole("there are no rows below the names"));
        }
        if problems.is_empty() {
            Ok(Self { names, rows, decimal_commas: semicolons })
        } else {
            Err(EvidenceError { problems })
        }
    }

    /// Names of the columns, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Rows that hold something.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none; never so for a table that was read.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Numbers of the rows, from 1 below the names.
    pub fn row_numbers(&self) -> Vec<usize> {
        self.rows.iter().map(|row| row.0).collect()
    }

    /// Row numbers and cells of a column; none if no column has this name.
    pub fn column(&self, name: &str) -> Option<Vec<(usize, &str)>> {
        let place = self.names.iter().position(|known| known == name)?;
        Some(
            self.rows
                .iter()
                .map(|(row, cells)| (*row, cells.get(place).map_or("", String::as_str)))
                .collect(),
        )
    }

    /// The table with only the rows whose cell in a column is this text; none if no column has this name.
    #[must_use]
    pub fn only(&self, column: &str, text: &str) -> Option<Self> {
        let kept: Vec<bool> =
            self.column(column)?.into_iter().map(|(_, cell)| cell == text).collect();
        let rows = self.rows.iter().zip(kept).filter(|(_, is_kept)| *is_kept);
        let rows = rows.map(|(row, _)| row.clone()).collect();
        Some(Self { names: self.names.clone(), rows, decimal_commas: self.decimal_commas })
    }

    /// A cell of this table as a finite number.
    ///
    /// # Errors
    /// What is wrong with it, without its place.
    pub fn number(&self, cell: &str) -> Result<f64, &'static str> {
        if is_missing(cell) {
            return Err("nothing there");
        }
        let point = if self.decimal_commas { cell.replace(',', ".") } else { cell.to_owned() };
        match point.replace('\u{2212}', "-").parse::<f64>() {
            Ok(_) if self.decimal_commas && has_thousands(cell) => {
                Err("is the point between thousands? Write numbers without")
            }
            Ok(value) if value.is_finite() => Ok(value),
            Ok(_) => Err("no finite number"),
            Err(_) if cell.contains(',') && !self.decimal_commas => {
                Err("no number: decimal commas go with semicolons between cells")
            }
            Err(_) => Err("no number"),
        }
    }
}

/// Whether a cell holds nothing, as people and R write it.
pub(super) fn is_missing(cell: &str) -> bool {
    ["", "NA", "NaN", "nan", "."].contains(&cell)
}

fn name_problems(names: &[String]) -> Vec<TableProblem> {
    let mut problems = Vec::new();
    if !names.is_empty() && names.iter().all(|name| name.replace(',', ".").parse::<f64>().is_ok()) {
        problems.push(TableProblem::whole("the first row must hold names of columns, not numbers"));
        return problems;
    }
    for (place, name) in names.iter().enumerate() {
        // R writes row names below an empty name.
        if name.is_empty() && place > 0 {
            problems.push(TableProblem::whole(format!("column {} has no name", place + 1)));
        } else if names[..place].contains(name) {
            problems.push(TableProblem::whole(format!("two columns are called `{name}`")));
        }
    }
    problems
}

fn has_outside_quotes(line: &str, wanted: char) -> bool {
    line.split('"').step_by(2).any(|part| part.contains(wanted))
}

/// Whether every point of a number with a decimal comma has exactly three digits behind it.
fn has_thousands(cell: &str) -> bool {
    let whole = cell.split(',').next().unwrap_or_default();
    let mut parts = whole.split('.').skip(1).peekable();
    let digits = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.peek().is_some() && parts.all(digits)
}

/// The trimmed cells of each row; empty lines are left out.
fn records(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut cells, mut cell, mut records) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rest, mut out) = (text, [0_u8; 1024]);
    loop {
        let (state, read, written) = reader.read_field(rest, &mut out);
        rest = rest.get(read..).unwrap_or_default();
        cell.extend_from_slice(out.get(..written).unwrap_or_default());
        match state {
            csv_core::ReadFieldResult::Field { record_end } => {
                let text = String::from_utf8_lossy(&std::mem::take(&mut cell)).trim().to_owned();
                cells.push(text);
                if record_end {
                    records.push(std::mem::take(&mut cells));
                }
            }
            // All was read; one more call without input ends the last row.
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::End => return records,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        Table::read(text).unwrap_err().problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn commas_semicolons_quotes_and_marks_are_understood() {
        let table =
            Table::read("\u{feff}study,yi\r\n\"Jansen, 2020\",-0.5\r\n\r\n b ,1e2\r\n").unwrap();
        assert_eq!(table.names(), ["study", "yi"]);
        assert_eq!(table.column("study").unwrap(), [(1, "Jansen, 2020"), (2, "b")]);
        assert_eq!(table.number("1e2"), Ok(100.0));
        assert!(table.number("0,5").unwrap_err().contains("semicolons"));
        let dutch = Table::read("study;yi\n\"a;b\";0,25\n;\nc;-1\n").unwrap();
        assert_eq!(dutch.column("yi").unwrap(), [(1, "0,25"), (3, "-1")]);
        assert_eq!(dutch.number("0,25"), Ok(0.25));
        assert!(dutch.number("1.234").unwrap_err().contains("thousands"));
        assert_eq!(dutch.column("vi"), None);
        assert_eq!(dutch.only("study", "c").unwrap().column("yi").unwrap(), [(3, "-1")]);
        assert_eq!(dutch.only("x", "c"), None);
    }

    #[test]
    fn every_problem_of_the_shape_is_told() {
        assert_eq!(
            told("a,a,\n1\n2,3,4,5\n"),
            [
                "two columns are called `a`",
                "column 3 has no name",
                "row 1: 1 cells under 3 names (put cells that hold the separator in double quotes)",
                "row 2: 4 cells under 3 names (put cells that hold the separator in double quotes)",
            ]
        );
        assert_eq!(told(""), ["there are no rows below the names"]);
        assert_eq!(told("1,2\n3,4\n"), ["the first row must hold names of columns, not numbers"]);
        assert_eq!(told("study,yi\n\"a,1\nb,2\n").len(), 1);
    }

    #[test]
    fn what_is_no_number_is_said() {
        let table = Table::read("x\n1\n").unwrap();
        for cell in ["", "NA", "NaN", "inf", "1e999", "een", "1 000"] {
            assert!(table.number(cell).is_err(), "{cell}");
        }
        assert_eq!(table.number("\u{2212}2"), Ok(-2.0));
    }
}
