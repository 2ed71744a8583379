//! A table as somebody wrote it: named columns of text, row by row, nothing judged yet.

/// The cells of a table. Rows are counted from 1, the first below the header; columns from 0.
///
/// The text of all cells is one string: a million rows of ten short cells take some 150 MB.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    /// What to call the table in messages: the name of its file.
    pub file: String,
    /// Names of the columns, without the spaces around them.
    pub names: Vec<String>,
    /// Whether commas are decimal: semicolons stand between the cells. A point between groups of three digits is then no
    /// decimal point.
    pub decimal_commas: bool,
    /// Rows with more or fewer cells than there are names: the row and how many it has.
    pub ragged: Vec<(usize, usize)>,
    text: String,
    /// Where each cell ends in the text, row after row.
    ends: Vec<usize>,
    rows: usize,
}

impl Cells {
    /// A table without rows.
    pub fn new<S: Into<String>>(
        file: impl Into<String>,
        names: impl IntoIterator<Item = S>,
        decimal_commas: bool,
    ) -> Self {
        let names = names.into_iter().map(|name| name.into().trim().to_owned()).collect();
        Self { file: file.into(), names, decimal_commas, ..Self::default() }
    }

    /// Adds a row; spaces around a cell are left out. A row that is too short is filled up, of one that is too long the
    /// rest is left out; either is noted as ragged.
    pub fn push<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let width = self.names.len();
        let mut count = 0;
        for cell in cells {
            if count < width {
                self.text.push_str(cell.trim());
                self.ends.push(self.text.len());
            }
            count += 1;
        }
        self.ends.extend((count..width).map(|_| self.text.len()));
        self.rows += 1;
        if count != width {
            self.ragged.push((self.rows, count));
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The text of a cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let width = self.names.len();
        if row == 0 || column >= width {
            return "";
        }
        let place = (row - 1) * width + column;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(place).copied().unwrap_or_default();
        self.text.get(start.unwrap_or_default()..end).unwrap_or_default()
    }

    /// How many cells a ragged row has; none if it has one for each name.
    pub fn ragged_at(&self, row: usize) -> Option<usize> {
        let place = self.ragged.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.ragged.get(place).map(|(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_row_and_column() {
        let mut cells = Cells::new("a.csv", [" code", "size "], false);
        cells.push(["A", " 1 "]);
        cells.push(["", "2"]);
        assert_eq!(cells.names, ["code", "size"]);
        assert_eq!((cells.rows(), cells.cell(1, 1), cells.cell(2, 0)), (2, "1", ""));
        assert_eq!(cells.cell(2, 1), "2");
        for (row, column) in [(0, 0), (3, 0), (1, 2), (usize::MAX / 4, 1)] {
            assert_eq!(cells.cell(row, column), "");
        }
    }

    #[test]
    fn a_row_of_another_length_is_noted_and_moves_no_other() {
        let mut cells = Cells::new("a.csv", ["a", "b"], false);
        cells.push(["1"]);
        cells.push(["2", "3", "4"]);
        cells.push(["5", "6"]);
        assert_eq!(cells.ragged, [(1, 1), (2, 3)]);
        assert_eq!((cells.ragged_at(2), cells.ragged_at(3)), (Some(3), None));
        assert_eq!((cells.cell(1, 1), cells.cell(2, 1), cells.cell(3, 0)), ("", "3", "5"));
    }
}
