//! A table of the run folder, read back and checked against the columns it should have.

use std::io::Cursor;

use polars::prelude::{
    BooleanChunked, Column as Series, DataFrame, DataType, ParquetReader, SerReader as _,
};

use super::columns::{ALL_AREAS, AREA, AREAS, File, Kind};

/// A table that was read back. Every column that `columns.rs` names is there, with its type, and has something in
/// every row where it must.
#[derive(Debug, Clone)]
pub struct Frame {
    frame: DataFrame,
}

/// Of a run over many wijken, the rows of all of them together.
fn all_wijken_together(frame: DataFrame) -> Result<DataFrame, String> {
    let Ok(areas) = frame.column(AREA.name) else { return Ok(frame) };
    let told = areas.str().map_err(|error| error.to_string())?;
    let mask: BooleanChunked = told.iter().map(|area| area == Some(ALL_AREAS)).collect();
    frame.filter(&mask).map_err(|error| error.to_string())
}

impl Frame {
    /// Reads a Parquet file of the run folder. The error is a reason, without the name of the file.
    pub(super) fn read(bytes: Vec<u8>, file: &File, further: &[&str]) -> Result<Self, String> {
        let frame =
            ParquetReader::new(Cursor::new(bytes)).finish().map_err(|error| error.to_string())?;
        let frame = if file.name == AREAS.name { frame } else { all_wijken_together(frame)? };
        let frame = Self { frame };
        for column in file.columns {
            frame.check(column.name, column.kind, column.nullable)?;
        }
        for name in further {
            frame.check(name, Kind::Number, false)?;
        }
        Ok(frame)
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// A column of text.
    ///
    /// # Errors
    /// When the table has no such column of text.
    pub fn texts(&self, name: &str) -> Result<Vec<&str>, String> {
        let cells = self.column(name)?.str().map_err(|error| error.to_string())?;
        Ok(cells.iter().map(Option::unwrap_or_default).collect())
    }

    /// A column of whole numbers; none: nothing.
    ///
    /// # Errors
    /// When the table has no such column of whole numbers.
    pub fn integers(&self, name: &str) -> Result<Vec<Option<i32>>, String> {
        let cells = self.column(name)?.i32().map_err(|error| error.to_string())?;
        Ok(cells.iter().collect())
    }

    /// A column of numbers; NaN: nothing.
    ///
    /// # Errors
    /// When the table has no such column of numbers.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, String> {
        let cells = self.column(name)?.f64().map_err(|error| error.to_string())?;
        Ok(cells.iter().map(|cell| cell.unwrap_or(f64::NAN)).collect())
    }

    fn column(&self, name: &str) -> Result<&Series, String> {
        self.frame.column(name).map_err(|_| format!("there is no column {name}"))
    }

    fn check(&self, name: &str, kind: Kind, nullable: bool) -> Result<(), String> {
        let column = self.column(name)?;
        let asked = match kind {
            Kind::Text => DataType::String,
            Kind::Integer => DataType::Int32,
            Kind::Number => DataType::Float64,
        };
        if column.dtype() != &asked {
            let (found, asked) = (column.dtype(), kind.name());
            return Err(format!("the column {name} is {found}, not {asked}"));
        }
        if !nullable && column.null_count() > 0 {
            return Err(format!("the column {name} has rows without anything"));
        }
        Ok(())
    }
}
