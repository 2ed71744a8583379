//! Anybody's table as cells of text, CSV or Parquet: what they mean is for others to judge.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use polars::prelude::{DataType, ParquetReader, SerReader as _};

use super::sheet::records;
use crate::source::Cells;

/// A table that cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path} cannot be read as a table: {reason}", path = .path.display())]
pub struct CellsError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// Reads a table by the ending of its name: `.parquet`, or else CSV with commas or, where commas are decimal, semicolons. The name in
/// messages is that of the file.
///
/// # Errors
/// When the file cannot be read.
pub fn read_cells(path: &Path) -> Result<Cells, CellsError> {
    let refused = |reason: String| CellsError { path: path.to_owned(), reason };
    let bytes = fs::read(path).map_err(|error| refused(error.to_string()))?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let file = file.unwrap_or_default();
    let is_parquet = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
    if is_parquet { parquet(file, bytes).map_err(refused) } else { Ok(csv(file, &bytes)) }
}

fn csv(file: String, bytes: &[u8]) -> Cells {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let cells_by = |mark: u8| first.split(move |byte| *byte == mark).count();
    // Excel in a country with decimal commas writes semicolons.
    let semicolons = cells_by(b';') > 1 && cells_by(b';') >= cells_by(b',');
    let mut names = None;
    let mut cells = Cells::default();
    records(text, if semicolons { b';' } else { b',' }, |record| match &names {
        None => {
            names = Some(());
            cells = Cells::new(file.clone(), record.iter().cloned(), semicolons);
        }
        Some(()) => cells.push(record.iter().map(String::as_str)),
    });
    if names.is_none() {
        cells = Cells::new(file, Vec::<String>::new(), false);
    }
    cells
}

fn parquet(file: String, bytes: Vec<u8>) -> Result<Cells, String> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let schema = reader.schema().map_err(|error| error.to_string())?;
    let odd: Vec<String> = schema
        .iter()
        .filter(|(_, field)| !is_plain(&format!("{:?}", field.dtype)))
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    if !odd.is_empty() {
        return Err(format!(
            "{} hold neither texts nor ordinary numbers (decimals, dates and lists are not read); leave them out, or write them as numbers or texts",
            odd.join(", ")
        ));
    }
    let frame = reader.finish().map_err(|error| error.to_string())?;
    let names: Vec<String> =
        frame.columns().iter().map(|column| column.name().to_string()).collect();
    let mut cells = Cells::new(file, names, false);
    let columns = frame
        .columns()
        .iter()
        .map(|column| column.cast(&DataType::String).map_err(|error| error.to_string()))
        .collect::<Result<Vec<_>, String>>()?;
    let columns = columns
        .iter()
        .map(|column| column.str().map_err(|error| error.to_string()))
        .collect::<Result<Vec<_>, String>>()?;
    for row in 0..frame.height() {
        cells.push(columns.iter().map(|column| column.get(row).unwrap_or_default()));
    }
    Ok(cells)
}

/// Whether a type of Arrow, as it calls itself, becomes text without a doubt.
fn is_plain(kind: &str) -> bool {
    const PLAIN: [&str; 9] =
        ["Utf8", "LargeUtf8", "Utf8View", "Int", "UInt", "Float", "Boolean", "Dictionary", "Null"];
    PLAIN.iter().any(|plain| kind.starts_with(plain)) && !kind.starts_with("Interval")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{Column, Kind, Provenance, Table, write_parquet};

    #[test]
    fn commas_semicolons_and_parquet_give_the_same_cells() {
        let place = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = place.path().join(name);
            fs::write(&path, bytes).unwrap();
            read_cells(&path).unwrap()
        };
        let commas = write("a.csv", b"code,\"naam, groot\"\r\nWK1,\"een \"\"b\"\"\"\n\nWK2,\n");
        let semicolons =
            write("a.csv", b"\xEF\xBB\xBFcode;naam, groot\nWK1;\"een \"\"b\"\"\"\nWK2;\n");
        let mut bytes = Vec::new();
        let text = |name| Column { name, kind: Kind::Text, nullable: false, unit: "", meaning: "" };
        let table = Table::default().text(["WK1", "WK2"]).text(["een \"b\"", ""]);
        let provenance = Provenance {
            seed: 1,
            scenario_sha256: String::new(),
            program_version: String::new(),
            price_year: 2024,
        };
        let columns = [text("code"), text("naam, groot")];
        write_parquet(&mut bytes, &columns, &[], [table], &provenance).unwrap();
        let packed = write("a.parquet", &bytes);
        for cells in [&commas, &semicolons, &packed] {
            assert_eq!(cells.names, ["code", "naam, groot"]);
            assert_eq!(cells.rows(), 2);
            assert_eq!((cells.cell(1, 1), cells.cell(2, 0)), ("een \"b\"", "WK2"));
        }
        assert!(semicolons.decimal_commas && !commas.decimal_commas);
        assert!(read_cells(&place.path().join("none.csv")).is_err());
        fs::write(place.path().join("b.parquet"), "no").unwrap();
        assert!(read_cells(&place.path().join("b.parquet")).is_err());
        assert_eq!(write("e.csv", b"").rows(), 0);
    }
}
