//! Writes tables as Parquet, the same bytes for the same table.

use std::io::Write;

use polars::prelude::{
    BatchedWriter, Column as Series, DataFrame, KeyValueMetadata, NamedFrom as _,
    ParquetCompression, ParquetWriter, PolarsError, PolarsResult, Series as Values,
};

use super::columns::{Column, Kind};
use super::table::{Cells, Table};

/// Trials in one row group. Fixed, so that the bytes do not depend on how a run was made.
pub const TRIALS_PER_ROW_GROUP: usize = 8192;

/// Where numbers come from: stands in every Parquet file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Seed of the run.
    pub seed: u64,
    /// SHA-256 of the scenario as typed.
    pub scenario_sha256: String,
    /// Version of this program.
    pub program_version: String,
    /// Money is in euros of this year.
    pub price_year: i32,
}

/// Writes a file of the run folder: one row group for each table. `further` names the columns after `columns`
/// (parameters, by path).
///
/// # Errors
/// When a table has not the columns of the file, or when `out` cannot be written.
pub fn write_parquet<'a>(
    out: impl Write,
    columns: &[Column],
    further: &[&str],
    tables: impl IntoIterator<Item = Table<'a>>,
    provenance: &Provenance,
) -> PolarsResult<()> {
    let names: Vec<&str> =
        columns.iter().map(|column| column.name).chain(further.iter().copied()).collect();
    let columns: Vec<Column> =
        columns.iter().copied().chain(further.iter().map(|_| PARAMETER)).collect();
    // A table without rows still has a schema.
    let empty = Table { columns: columns.iter().map(|column| no_cells(column.kind)).collect() };
    let schema = frame(&columns, &names, empty)?;
    let mut writer = ParquetWriter::new(out)
        .with_compression(ParquetCompression::Zstd(None))
        .with_row_group_size(None)
        // In parallel the pages would still come in order, but a file is small and one thread is certain.
        .set_parallel(false)
        .batched(schema.schema())?;
    for table in tables {
        writer.write_batch(&frame(&columns, &names, table)?)?;
    }
    end(&writer, metadata(&columns, &names, provenance))
}

/// Writes the footer without the Arrow schema that `BatchedWriter::finish` adds: it would say "string view", which R's
/// arrow cannot read (apache/arrow issue 45523) and pyarrow cannot filter. Without it every reader finds plain strings.
fn end<W: Write>(writer: &BatchedWriter<W>, metadata: KeyValueMetadata) -> PolarsResult<()> {
    let KeyValueMetadata::Static(pairs) = metadata else {
        return Err(PolarsError::InvalidOperation("metadata is a list".into()));
    };
    let broken = |_| PolarsError::InvalidOperation("a writer that failed cannot end".into());
    writer.get_writer().lock().map_err(broken)?.end(Some(pairs))?;
    Ok(())
}

/// What every column of `parameters.parquet` after the first is.
const PARAMETER: Column = Column {
    name: "",
    kind: Kind::Number,
    nullable: false,
    unit: "as in the scenario",
    meaning: "value drawn",
};

fn metadata(columns: &[Column], names: &[&str], provenance: &Provenance) -> KeyValueMetadata {
    let tell = |what: fn(&Column) -> &'static str| {
        let map: serde_json::Map<String, serde_json::Value> = columns
            .iter()
            .zip(names)
            .map(|(column, name)| ((*name).to_owned(), what(column).into()))
            .collect();
        serde_json::Value::Object(map).to_string()
    };
    let pairs = [
        ("seed", provenance.seed.to_string()),
        ("scenario_sha256", provenance.scenario_sha256.clone()),
        ("program_version", provenance.program_version.clone()),
        ("price_year", provenance.price_year.to_string()),
        ("column_units", tell(|column| column.unit)),
        ("column_meanings", tell(|column| column.meaning)),
    ];
    KeyValueMetadata::from_static(pairs.map(|(key, value)| (key.to_owned(), value)).to_vec())
}

/// A table as polars has it, checked against the columns it should have.
fn frame(columns: &[Column], names: &[&str], table: Table) -> PolarsResult<DataFrame> {
    if table.columns.len() != columns.len() {
        let (found, asked) = (table.columns.len(), columns.len());
        return Err(PolarsError::ShapeMismatch(
            format!("{found} columns where {asked} belong").into(),
        ));
    }
    let series = columns
        .iter()
        .zip(names)
        .zip(table.columns)
        .map(|((column, name), cells)| series(column, name, cells))
        .collect::<PolarsResult<Vec<Series>>>()?;
    DataFrame::new_infer_height(series)
}

fn series(column: &Column, name: &str, cells: Cells) -> PolarsResult<Series> {
    let name: polars::prelude::PlSmallStr = name.into();
    let values = match (column.kind, cells) {
        (Kind::Text, Cells::Text(cells)) => Values::new(name, cells),
        (Kind::Integer, Cells::Integers(cells)) => Values::new(name, cells),
        (Kind::Number, Cells::Numbers(cells)) if column.nullable => {
            let or_nothing = |cell: f64| (!cell.is_nan()).then_some(cell);
            Values::new(name, cells.into_iter().map(or_nothing).collect::<Vec<_>>())
        }
        (Kind::Number, Cells::Numbers(cells)) => Values::new(name, cells),
        _ => {
            let what = format!("the column {name} does not hold {}s", column.kind.name());
            return Err(PolarsError::SchemaMismatch(what.into()));
        }
    };
    Ok(values.into())
}

fn no_cells(kind: Kind) -> Cells<'static> {
    match kind {
        Kind::Text => Cells::Text(Vec::new()),
        Kind::Integer => Cells::Integers(Vec::new()),
        Kind::Number => Cells::Numbers(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use polars::prelude::{DataType, ParquetReader, SerReader as _};

    use super::*;
    use crate::results::columns::file;

    fn provenance() -> Provenance {
        Provenance {
            seed: u64::MAX,
            scenario_sha256: "ab".to_owned(),
            program_version: "0.1.0".to_owned(),
            price_year: 2025,
        }
    }

    fn decision() -> Table<'static> {
        let numbers = |table: Table<'static>, n: usize| {
            (0..n).fold(table, |table, i| table.numbers([i as f64, f64::NAN]))
        };
        numbers(Table::default().text(["0x", "1x"]), 8)
    }

    #[test]
    fn what_is_written_is_read_back_with_types_and_provenance() {
        let mut bytes = Vec::new();
        write_parquet(
            &mut bytes,
            file("decision.parquet").unwrap().columns,
            &[],
            [decision()],
            &provenance(),
        )
        .unwrap();
        let mut reader = ParquetReader::new(Cursor::new(&bytes));
        let told = reader.get_metadata().unwrap().key_value_metadata().clone().unwrap();
        let value = |key: &str| {
            told.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.clone()).unwrap()
        };
        assert_eq!(value("seed"), "18446744073709551615");
        assert_eq!(value("price_year"), "2025");
        assert!(told.iter().all(|pair| pair.key != "ARROW:schema"), "R cannot read string views");
        let units: serde_json::Value = serde_json::from_str(&value("column_units")).unwrap();
        assert_eq!(units["expected_net"], "EUR");
        let frame = reader.finish().unwrap();
        assert_eq!(frame.height(), 2);
        assert_eq!(frame.column("arm").unwrap().dtype(), &DataType::String);
        assert_eq!(frame.column("level").unwrap().null_count(), 1);
        // A NaN where nothing is not allowed stays visible.
        assert_eq!(frame.column("p_best").unwrap().null_count(), 0);
    }

    #[test]
    fn a_table_without_rows_is_a_file_with_columns() {
        let mut bytes = Vec::new();
        write_parquet(
            &mut bytes,
            file("outcomes.parquet").unwrap().columns,
            &[],
            [],
            &provenance(),
        )
        .unwrap();
        let frame = ParquetReader::new(Cursor::new(&bytes)).finish().unwrap();
        assert_eq!((frame.height(), frame.width()), (0, 6));
    }

    #[test]
    fn tables_are_row_groups_and_parameters_have_their_path_as_name() {
        let table = |start: i32| {
            Table::default().integers((start..start + 2).map(Some)).numbers([0.5, 0.25])
        };
        let mut bytes = Vec::new();
        let paths = ["programmes.hulp.uptake"];
        let parameters = file("parameters.parquet").unwrap().columns;
        write_parquet(&mut bytes, parameters, &paths, [table(0), table(2)], &provenance()).unwrap();
        let mut reader = ParquetReader::new(Cursor::new(&bytes));
        assert_eq!(reader.get_metadata().unwrap().row_groups.len(), 2);
        let frame = reader.finish().unwrap();
        assert_eq!(frame.get_column_names(), ["trial", "programmes.hulp.uptake"]);
        assert_eq!(frame.column("trial").unwrap().i32().unwrap().get(3), Some(3));
    }

    #[test]
    fn a_table_that_does_not_fit_its_file_is_refused() {
        let wrong = Table::default().text(["0x"]);
        let decision = file("decision.parquet").unwrap().columns;
        assert!(write_parquet(Vec::new(), decision, &[], [wrong], &provenance()).is_err());
    }
}
