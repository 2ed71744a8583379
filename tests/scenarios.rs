//! Every scenario on disk can be read, and so can what the program itself writes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use wijkimpact::scenario;

fn scenarios() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

#[test]
fn every_scenario_in_the_folder_can_be_read_without_warnings() {
    let mut problems = String::new();
    for path in scenarios() {
        match scenario::load(&path) {
            Ok(loaded) if loaded.warnings.is_empty() => {}
            Ok(loaded) => problems.push_str(&loaded.render(false)),
            Err(refused) => problems.push_str(&refused.render(false)),
        }
    }
    assert!(problems.is_empty(), "{problems}");
    assert!(scenarios().len() > 3);
}

#[test]
fn the_scenario_to_start_from_has_no_problems() {
    let text = scenario::template("proef");
    let loaded = scenario::read("proef.toml", &text).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(loaded.warnings.is_empty(), "{}", loaded.render(false));
    assert_eq!(loaded.model.name, "proef");
}

#[test]
fn a_scenario_with_every_default_written_out_is_the_same_scenario() {
    let texts = scenarios().into_iter().map(|path| std::fs::read_to_string(path).unwrap());
    for text in texts.chain([scenario::template("proef")]) {
        let Ok(loaded) = scenario::read("scenario.toml", &text) else { continue };
        let written = scenario::resolved(&loaded.raw);
        let again = scenario::read("scenario.resolved.toml", &written)
            .unwrap_or_else(|refused| panic!("{refused}\n{written}"));
        assert_eq!(again.model, loaded.model, "{written}");
        assert_eq!(again.plan, loaded.plan);
        assert_eq!(again.published, loaded.published);
        assert!(again.warnings.len() <= loaded.warnings.len(), "{}", again.render(false));
        assert_eq!(scenario::resolved(&again.raw), written, "writing out twice changes nothing");
    }
}

#[test]
fn every_table_of_the_format_is_in_the_scenario_to_start_from() {
    let schema = scenario::schema();
    let text = scenario::template("proef");
    for table in schema["properties"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("[{table}")), "{table} is not shown");
    }
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let text = scenario::template("proef");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let plain = scenario::read("a.toml", &text).unwrap();
    let loaded = scenario::read("a.toml", &windows).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(loaded.model, plain.model);
}

#[test]
fn the_schema_on_disk_is_the_one_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/scenario.schema.json");
    let current = format!("{}\n", serde_json::to_string_pretty(&scenario::schema()).unwrap());
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &current).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == current, "run the tests with BLESS=1 and look at the difference");
}

#[test]
fn published_figures_can_be_about_every_measure_of_a_run() {
    let columns = wijkimpact::engine::Measure::ALL.map(wijkimpact::engine::Measure::name);
    assert_eq!(scenario::MEASURES, columns);
}
