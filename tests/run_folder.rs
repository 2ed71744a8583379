//! The run folder holds what `columns.rs` and the book say, and the same bytes whenever the question is the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use polars::prelude::{DataFrame, DataType, ParquetReader, SerReader as _};
use tempfile::TempDir;
use wijkimpact::app::{Door, RunRequest, run};
use wijkimpact::report::View;
use wijkimpact::results::{FILES, Kind};

const TRIALS: usize = 256;

fn simulate(scenario: &str, out: PathBuf, threads: usize) -> View {
    let request = RunRequest {
        scenario: Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario),
        trials: Some(TRIALS),
        out: Some(out),
        threads: Some(threads),
        ..RunRequest::default()
    };
    let door = Door { start: &|_| (), progress: &|_| (), cancel: &AtomicBool::new(false) };
    run(&request, door).unwrap()
}

/// A finished run of Moerwijk.
fn moerwijk() -> (TempDir, PathBuf, View) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("run");
    let view = simulate("moerwijk.toml", folder.clone(), 2);
    (place, folder, view)
}

fn read(folder: &Path, name: &str) -> DataFrame {
    ParquetReader::new(File::open(folder.join(name)).unwrap()).finish().unwrap()
}

fn numbers(frame: &DataFrame, column: &str) -> Vec<f64> {
    frame
        .column(column)
        .unwrap()
        .f64()
        .unwrap()
        .iter()
        .map(|cell| cell.unwrap_or(f64::NAN))
        .collect()
}

fn texts(frame: &DataFrame, column: &str) -> Vec<String> {
    let cells = frame.column(column).unwrap().str().unwrap().iter();
    cells.map(|cell| cell.unwrap().to_owned()).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn every_file_has_the_columns_it_should_with_types_units_and_provenance() {
    let (_place, folder, view) = moerwijk();
    for file in FILES {
        let mut reader = ParquetReader::new(File::open(folder.join(file.name)).unwrap());
        let told = reader.get_metadata().unwrap().key_value_metadata().clone().unwrap();
        let value = |key: &str| {
            let pair = told.iter().find(|pair| pair.key == key);
            pair.and_then(|pair| pair.value.clone()).unwrap_or_default()
        };
        assert_eq!(value("seed"), view.seed.to_string());
        assert_eq!(value("price_year"), view.price_year.to_string());
        assert_eq!(value("program_version"), env!("CARGO_PKG_VERSION"));
        assert_eq!(value("scenario_sha256").len(), 64);
        let units: serde_json::Value = serde_json::from_str(&value("column_units")).unwrap();
        let frame = reader.finish().unwrap();
        let names: Vec<&str> = frame.get_column_names().iter().map(|name| name.as_str()).collect();
        let known: Vec<&str> = file.columns.iter().map(|column| column.name).collect();
        assert!(names.starts_with(&known), "{}: {names:?}", file.name);
        if file.name != "parameters.parquet" {
            assert_eq!(names.len(), known.len(), "{}", file.name);
        }
        for column in file.columns {
            let found = frame.column(column.name).unwrap();
            let kind = match column.kind {
                Kind::Text => DataType::String,
                Kind::Integer => DataType::Int32,
                Kind::Number => DataType::Float64,
            };
            assert_eq!(found.dtype(), &kind, "{} {}", file.name, column.name);
            assert!(column.nullable || found.null_count() == 0, "{} {}", file.name, column.name);
            assert_eq!(units[column.name], column.unit);
        }
    }
}

#[test]
fn trials_are_ordered_by_trial_then_arm() {
    let (_place, folder, view) = moerwijk();
    let frame = read(&folder, "trials.parquet");
    let arms = view.arms.len();
    assert_eq!(frame.height(), TRIALS * arms);
    let names = texts(&frame, "arm");
    for (row, trial) in frame.column("trial").unwrap().i32().unwrap().iter().enumerate() {
        assert_eq!(trial, Some(i32::try_from(row / arms).unwrap()));
        assert_eq!(names[row], view.arms[row % arms].0);
    }
}

#[test]
fn parties_sum_to_society_and_programmes_too() {
    let (_place, folder, view) = moerwijk();
    let (trials, parties, outcomes) = (
        read(&folder, "trials.parquet"),
        read(&folder, "parties.parquet"),
        read(&folder, "outcomes.parquet"),
    );
    let rows = TRIALS * view.arms.len();
    for column in ["cost_pv", "benefit_pv", "net_pv"] {
        let society = numbers(&trials, column);
        let by_party = numbers(&parties, column);
        let each = by_party.len() / rows;
        for (row, total) in society.iter().enumerate() {
            let sum: f64 = by_party[row * each..(row + 1) * each].iter().sum();
            assert!(
                (total - sum).abs() < 1e-6 * total.abs().max(1e3),
                "{column} {row}: {total} {sum}"
            );
        }
    }
    let benefits = numbers(&trials, "benefit_pv");
    let by_effect = numbers(&outcomes, "benefit_pv");
    let each = by_effect.len() / rows;
    for (row, total) in benefits.iter().enumerate() {
        let sum: f64 = by_effect[row * each..(row + 1) * each].iter().sum();
        assert!((total - sum).abs() < 1e-6 * total.abs().max(1e3), "{row}: {total} {sum}");
    }
}

#[test]
fn years_of_parties_sum_to_society() {
    let (_place, folder, _view) = moerwijk();
    let frame = read(&folder, "years.parquet");
    let (arms, parties, quantities) =
        (texts(&frame, "arm"), texts(&frame, "party"), texts(&frame, "quantity"));
    let years: Vec<i32> = frame.column("year").unwrap().i32().unwrap().iter().flatten().collect();
    let means = numbers(&frame, "mean");
    for row in (0..frame.height()).filter(|&row| parties[row] == "all") {
        let sum: f64 = (0..frame.height())
            .filter(|&other| {
                parties[other] != "all"
                    && (&arms[other], years[other], &quantities[other])
                        == (&arms[row], years[row], &quantities[row])
            })
            .map(|other| means[other])
            .sum();
        assert!((means[row] - sum).abs() < 1e-6 * means[row].abs().max(1e3), "row {row}");
    }
}

#[test]
fn the_summary_is_that_of_the_trials() {
    let (_place, folder, view) = moerwijk();
    let (trials, summary) = (read(&folder, "trials.parquet"), read(&folder, "summary.parquet"));
    let arms = view.arms.len();
    let net = numbers(&trials, "net_pv");
    let of = |arm: usize| -> Vec<f64> { net.iter().skip(arm).step_by(arms).copied().collect() };
    let average = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (names, references, measures) =
        (texts(&summary, "arm"), texts(&summary, "reference"), texts(&summary, "measure"));
    let (means, chances) = (numbers(&summary, "mean"), numbers(&summary, "p_positive"));
    let find = |arm: usize, reference: &str, measure: &str| {
        (0..summary.height()).find(|&row| {
            (names[row].as_str(), references[row].as_str(), measures[row].as_str())
                == (view.arms[arm].0.as_str(), reference, measure)
        })
    };
    for arm in 0..arms {
        let row = find(arm, "none", "net_pv").unwrap();
        assert!(near(means[row], average(&of(arm))));
        let positive = of(arm).iter().filter(|&&net| net > 0.0).count();
        assert!(near(chances[row], positive as f64 / TRIALS as f64));
        let previous = find(arm, "previous", "net_pv");
        assert_eq!(previous.is_some(), arm > 0);
        if let Some(row) = previous {
            assert!(near(means[row], average(&of(arm)) - average(&of(arm - 1))));
        }
        assert!(find(arm, "none", "payback_year").is_none());
        assert!(find(arm, "none", "paid_back_by.0").is_some());
    }
}

#[test]
fn parameters_have_a_column_each_named_by_path() {
    let (_place, folder, _view) = moerwijk();
    let frame = read(&folder, "parameters.parquet");
    assert_eq!(frame.height(), TRIALS);
    let names: Vec<&str> = frame.get_column_names().iter().map(|name| name.as_str()).collect();
    assert!(names.len() > 10 && names[1..].iter().all(|name| name.contains('.')), "{names:?}");
}

#[test]
fn the_manifest_tells_the_fingerprint_of_every_other_file() {
    let (_place, folder, _view) = moerwijk();
    let text = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut told: Vec<String> = Vec::new();
    for file in manifest["files"].as_array().unwrap() {
        let name = file["name"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert_eq!(file["sha256"], wijkimpact::results::sha256(&bytes), "{name}");
        assert_eq!(file["bytes"], bytes.len());
        told.push(name.to_owned());
    }
    let mut there: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "manifest.json")
        .collect();
    told.sort();
    there.sort();
    assert_eq!(told, there);
    let scenario = std::fs::read(folder.join("scenario.toml")).unwrap();
    assert_eq!(manifest["scenario"]["sha256"], wijkimpact::results::sha256(&scenario));
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let place = tempfile::tempdir().unwrap();
    let folders = [1, 2, 7].map(|threads| {
        let folder = place.path().join(threads.to_string());
        simulate("bloemhof.toml", folder.clone(), threads);
        folder
    });
    let mut compared = 0;
    for entry in std::fs::read_dir(&folders[0]).unwrap() {
        let name = entry.unwrap().file_name();
        let bytes = folders.each_ref().map(|folder| std::fs::read(folder.join(&name)).unwrap());
        if name == "manifest.json" {
            let without_timing = bytes.map(|bytes| {
                let mut manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                for key in ["timing", "fingerprint"] {
                    manifest.as_object_mut().unwrap().remove(key).unwrap();
                }
                manifest.to_string()
            });
            assert!(without_timing.iter().all(|text| *text == without_timing[0]));
        } else {
            assert!(bytes.iter().all(|other| *other == bytes[0]), "{}", name.display());
        }
        compared += 1;
    }
    assert_eq!(compared, FILES.len() + 3);
}

#[test]
fn the_book_lists_every_file_and_column() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/run-folder.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (start, end) = ("<!-- columns: begin -->\n", "<!-- columns: end -->");
    let (before, rest) = text.split_once(start).unwrap();
    let (told, after) = rest.split_once(end).unwrap();
    let known = in_words();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{before}{start}{known}{end}{after}")).unwrap();
    } else {
        assert_eq!(told, known, "BLESS=1 cargo test --release --test run_folder writes it anew");
    }
}

/// Every file and column as a page of the book has them.
fn in_words() -> String {
    let mut page = String::new();
    for file in FILES {
        let (name, row, order) = (file.name, file.row, file.order);
        let _ = write!(page, "\n## `{name}`\n\nOne row: {row}. Order: {order}.\n\n");
        page += "| column | type | unit | meaning |\n|---|---|---|---|\n";
        for column in file.columns {
            let optional = if column.nullable { "?" } else { "" };
            let (name, kind) = (column.name, column.kind.name());
            let _ = writeln!(
                page,
                "| `{name}` | {kind}{optional} | {} | {} |",
                column.unit, column.meaning
            );
        }
    }
    page + "\n"
}
