//! Anybody's table of numbers, CSV or Parquet: named columns, with every problem at once.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use polars::prelude::{DataType, ParquetReader, SerReader as _};

/// Problems told of one table; the rest is counted.
const TOLD: usize = 12;

/// Named columns of numbers, all of the same length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Names, in the order of the file.
    pub names: Vec<String>,
    /// `[column][row]`, finite.
    pub columns: Vec<Vec<f64>>,
}

/// A table that cannot be used, with every reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path} cannot be used:\n{}", .problems.iter().map(|problem| format!("  {problem}")).collect::<Vec<_>>().join("\n"), path = .path.display())]
pub struct SheetError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, with row and column.
    pub problems: Vec<String>,
}

/// Reads a table by the ending of its name: `.parquet`, or else CSV.
///
/// CSV: the first row holds names; a comma or, with decimal commas, a semicolon between cells. A first column without a name that counts
/// rows, as R writes it, is left out.
///
/// # Errors
/// When the file cannot be read, or holds anything but finite numbers under different names.
pub fn read_sheet(path: &Path) -> Result<Sheet, SheetError> {
    let refused = |problems: Vec<String>| SheetError { path: path.to_owned(), problems };
    let bytes = fs::read(path).map_err(|error| refused(vec![error.to_string()]))?;
    let is_parquet = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
    let mut problems = Problems::default();
    let mut sheet =
        if is_parquet { parquet(bytes, &mut problems) } else { csv(&bytes, &mut problems) };
    if problems.told.is_empty() {
        sheet.drop_row_numbers();
        sheet.check(&mut problems);
    }
    if problems.told.is_empty() { Ok(sheet) } else { Err(refused(problems.all())) }
}

/// What is wrong with a table.
#[derive(Default)]
struct Problems {
    told: Vec<String>,
    more: usize,
}

impl Problems {
    fn add(&mut self, problem: impl FnOnce() -> String) {
        if self.told.len() < TOLD {
            self.told.push(problem());
        } else {
            self.more += 1;
        }
    }

    fn all(mut self) -> Vec<String> {
        if self.more > 0 {
            self.told.push(format!("and {} more", self.more));
        }
        self.told
    }
}

impl Sheet {
    /// Leaves out a first column without a name that holds 1, 2, 3 … .
    fn drop_row_numbers(&mut self) {
        let nameless = self.names.first().is_some_and(|name| name.trim().is_empty());
        let counts = |column: &Vec<f64>| {
            (1..).zip(column).all(|(row, x)| (*x - f64::from(row)).abs() <= 0.0)
        };
        if nameless && self.columns.first().is_some_and(counts) {
            self.names.remove(0);
            self.columns.remove(0);
        }
    }

    fn check(&self, problems: &mut Problems) {
        if self.columns.is_empty() || self.columns[0].is_empty() {
            problems.add(|| "it holds no rows of numbers".to_owned());
        }
        for (name, column) in self.names.iter().zip(&self.columns) {
            let usual = ["x", "index", "row", "unnamed: 0", "id"];
            let from = |start: i32| {
                (start..).zip(column).all(|(row, x)| (*x - f64::from(row)).abs() <= 0.0)
            };
            let counts = column.len() > 1 && (from(0) || from(1));
            if counts && usual.contains(&name.to_lowercase().as_str()) {
                problems.add(|| format!("column `{name}` only counts the rows; leave it out"));
            }
        }
        for (place, name) in self.names.iter().enumerate() {
            if name.trim().is_empty() {
                problems.add(|| format!("column {} has no name", place + 1));
            } else if self.names[..place].contains(name) {
                problems.add(|| format!("two columns are called `{name}`; names must differ"));
            }
        }
        for (name, column) in self.names.iter().zip(&self.columns) {
            for (row, value) in column.iter().enumerate().filter(|(_, value)| !value.is_finite()) {
                problems.add(|| {
                    format!("row {}, column `{name}`: {value} is no finite number", row + 1)
                });
            }
        }
    }
}

fn parquet(bytes: Vec<u8>, problems: &mut Problems) -> Sheet {
    let frame = match ParquetReader::new(Cursor::new(bytes)).finish() {
        Ok(frame) => frame,
        Err(error) => {
            problems.add(|| format!("it is no Parquet file that can be read: {error}"));
            return Sheet::default();
        }
    };
    let mut sheet = Sheet::default();
    for column in frame.columns() {
        let name = column.name().to_string();
        if name.starts_with("__index_level_") {
            // The row names of a pandas frame.
            continue;
        }
        match column.cast(&DataType::Float64) {
            Ok(cast) if column.dtype().is_numeric() => {
                let cells = cast.f64().map(|cells| cells.iter().collect::<Vec<_>>());
                let cells = cells.unwrap_or_default();
                for (row, _) in cells.iter().enumerate().filter(|(_, cell)| cell.is_none()) {
                    problems.add(|| format!("row {}, column `{name}`: nothing there", row + 1));
                }
                sheet.columns.push(cells.into_iter().map(|cell| cell.unwrap_or(0.0)).collect());
                sheet.names.push(name);
            }
            _ => problems.add(|| {
                format!("column `{name}` holds {}, not numbers; leave it out", column.dtype())
            }),
        }
    }
    sheet
}

fn csv(bytes: &[u8], problems: &mut Problems) -> Sheet {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    // Excel in a country with decimal commas writes semicolons.
    let semicolons = first.contains(&b';');
    let delimiter = if semicolons { b';' } else { b',' };
    let mut all = Vec::new();
    records(text, delimiter, |record| all.push(record.to_vec()));
    let mut records = all.into_iter();
    let mut sheet = Sheet::default();
    if let Some(names) = records.next() {
        sheet.names = names.iter().map(|name| name.trim().to_owned()).collect();
    }
    if sheet.names.iter().all(|name| name.parse::<f64>().is_ok()) && !sheet.names.is_empty() {
        problems.add(|| "the first row must hold names of columns, but holds numbers".to_owned());
    }
    let width = sheet.names.len();
    sheet.columns = vec![Vec::new(); width];
    for (row, record) in records.enumerate() {
        if record.len() != width {
            problems.add(|| format!("row {} has {} cells, not {width}", row + 1, record.len()));
            continue;
        }
        for ((cell, name), column) in record.iter().zip(&sheet.names).zip(&mut sheet.columns) {
            let cell = cell.trim();
            let point = if semicolons { cell.replace(',', ".") } else { cell.to_owned() };
            if semicolons && has_thousands(cell) {
                problems.add(|| {
                    format!("row {}, column `{name}`: is the point in `{cell}` between thousands? Write numbers without", row + 1)
                });
            }
            if let Ok(value) = point.parse::<f64>() {
                column.push(value);
            } else {
                problems.add(|| format!("row {}, column `{name}`: `{cell}` is no number", row + 1));
                column.push(0.0);
            }
        }
    }
    sheet
}

/// Whether every point of a cell has exactly three digits behind it, as between thousands where commas are decimal.
fn has_thousands(cell: &str) -> bool {
    let whole = cell.split(',').next().unwrap_or_default();
    let mut parts = whole.split('.').skip(1).peekable();
    let digits = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.peek().is_some() && parts.all(digits)
}

/// Gives the cells of each row to `take`; empty rows are left out, and what is no text is shown as such.
pub(super) fn records(text: &[u8], delimiter: u8, mut take: impl FnMut(&[String])) {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut cells, mut cell) = (Vec::new(), Vec::new());
    let (mut rest, mut out) = (text, [0_u8; 1024]);
    loop {
        let (state, read, written) = reader.read_field(rest, &mut out);
        rest = &rest[read..];
        cell.extend_from_slice(&out[..written]);
        match state {
            csv_core::ReadFieldResult::Field { record_end } => {
                cells.push(String::from_utf8_lossy(&std::mem::take(&mut cell)).into_owned());
                if record_end {
                    take(&cells);
                    cells.clear();
                }
            }
            // All was read; one more call without input ends the last row.
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::End => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Result<Sheet, Vec<String>> {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(name);
        fs::write(&path, text).unwrap();
        read_sheet(&path).map_err(|error| error.problems)
    }

    #[test]
    fn commas_semicolons_and_row_numbers_are_understood() {
        let sheet = read("a.csv", "x,\"y z\"\n1,2.5\r\n-3e2,4\n").unwrap();
        assert_eq!(sheet.names, ["x", "y z"]);
        assert_eq!(sheet.columns, [vec![1.0, -300.0], vec![2.5, 4.0]]);
        let dutch = read("a.csv", "\u{feff}x;y\n1,5;2\n2;3,25\n").unwrap();
        assert_eq!(dutch.columns, [vec![1.5, 2.0], vec![2.0, 3.25]]);
        let of_r = read("a.csv", "\"\",\"x\"\n\"1\",0.5\n\"2\",0.7\n").unwrap();
        assert_eq!((of_r.names, of_r.columns), (vec!["x".to_owned()], vec![vec![0.5, 0.7]]));
    }

    #[test]
    fn every_problem_is_told_with_its_place() {
        let problems = read("a.csv", "x,y\n1,\n2,NaN\nthree,4\n5\n").unwrap_err();
        assert_eq!(
            problems,
            [
                "row 1, column `y`: `` is no number",
                "row 3, column `x`: `three` is no number",
                "row 4 has 1 cells, not 2",
            ]
        );
        assert_eq!(
            read("a.csv", "x,y\n1,NaN\n").unwrap_err(),
            ["row 1, column `y`: NaN is no finite number"]
        );
        assert_eq!(
            read("a.csv", "x,x\n1,2\n").unwrap_err(),
            ["two columns are called `x`; names must differ"]
        );
        assert!(read("a.csv", "a;b\n312.345;1\n950;2\n").unwrap_err()[0].contains("thousands"));
        assert!(read("a.csv", "a;b\n12.34;1\n9,5;2\n").is_ok());
        assert!(read("a.csv", "X,y\n1,5\n2,6\n").unwrap_err()[0].contains("counts the rows"));
        assert_eq!(read("a.csv", "x,y\n").unwrap_err(), ["it holds no rows of numbers"]);
        assert_eq!(
            read("a.csv", "1,2\n3,4\n").unwrap_err(),
            ["the first row must hold names of columns, but holds numbers"]
        );
        let many: String = (0..40).map(|_| "a\n").collect();
        let problems = read("a.csv", &format!("x\n{many}")).unwrap_err();
        assert_eq!((problems.len(), problems.last().unwrap().as_str()), (13, "and 28 more"));
        assert!(read("a.parquet", "no").unwrap_err()[0].contains("no Parquet file"));
    }
}
