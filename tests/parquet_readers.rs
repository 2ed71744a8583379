//! The tables of a run folder in three readers that people use: pyarrow, polars and DuckDB find the same in them.
//!
//! Needs a Python with the packages of `tests/readers/requirements.txt`: `python3`, or what `WIJKIMPACT_PYTHON` names. Without it the
//! test says so and passes, except where `CI` is set.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "says when there is no reader to look with")]

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// More trials than one row group holds.
const TRIALS: &str = "8200";

/// A Python that has the three readers.
fn python() -> Option<OsString> {
    let named = std::env::var_os("WIJKIMPACT_PYTHON");
    let must = named.is_some() || std::env::var_os("CI").is_some();
    let python = named.unwrap_or_else(|| "python3".into());
    let imports = Command::new(&python)
        .args(["-c", "import duckdb, polars, pyarrow.parquet"])
        .stdin(Stdio::null())
        .output();
    if imports.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    assert!(!must, "{} has not duckdb, polars and pyarrow", python.display());
    println!("no Python with duckdb, polars and pyarrow: the tables were not read by others");
    None
}

fn read(scenario: &str, words: &[&str]) {
    let Some(python) = python() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = tempfile::tempdir().unwrap();
    // A quote in the path, as people have in theirs.
    let folder = place.path().join("buurt 't Veld");
    let made = Command::new(env!("CARGO_BIN_EXE_wijkimpact"))
        .arg("run")
        .arg(root.join("scenarios").join(scenario))
        .args(words)
        .arg("--out")
        .arg(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let told = Command::new(python)
        .arg(root.join("tests/readers/read.py"))
        .arg(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{text}{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(text.trim(), "7 tables, three readers, no differences");
}

#[test]
fn three_readers_find_the_same_in_two_row_groups() {
    read("eenvoudig.toml", &["--trials", TRIALS]);
}

#[test]
fn three_readers_find_the_same_where_cells_are_empty() {
    // A run of 16 trials has no standard errors of quantiles; named arms have no level.
    read("moerwijk.toml", &["--trials", "16"]);
    read("oosterwolde.toml", &["--trials", "256"]);
}
