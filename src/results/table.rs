//! A table in memory, before it is a file: plain columns without a library behind them.

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells<'a> {
    /// Text.
    Text(Vec<&'a str>),
    /// Whole numbers; none: nothing.
    Integers(Vec<Option<i32>>),
    /// Numbers; NaN is nothing where the column may be empty.
    Numbers(Vec<f64>),
}

impl Cells<'_> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Integers(cells) => cells.len(),
            Self::Numbers(cells) => cells.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Columns of equal length, in the order of the file they are for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table<'a> {
    /// The columns.
    pub columns: Vec<Cells<'a>>,
}

impl<'a> Table<'a> {
    /// Adds a column of text.
    #[must_use]
    pub fn text(mut self, cells: impl IntoIterator<Item = &'a str>) -> Self {
        self.columns.push(Cells::Text(cells.into_iter().collect()));
        self
    }

    /// Puts a column of text before the others.
    #[must_use]
    pub fn led_by(mut self, cells: impl IntoIterator<Item = &'a str>) -> Self {
        self.columns.insert(0, Cells::Text(cells.into_iter().collect()));
        self
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, Cells::len)
    }

    /// Adds a column of whole numbers.
    #[must_use]
    pub fn integers(mut self, cells: impl IntoIterator<Item = Option<i32>>) -> Self {
        self.columns.push(Cells::Integers(cells.into_iter().collect()));
        self
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn numbers(mut self, cells: impl IntoIterator<Item = f64>) -> Self {
        self.columns.push(Cells::Numbers(cells.into_iter().collect()));
        self
    }
}
