//! Finished runs side by side: paired where they can be, apart where not, with what differs in their inputs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn wijkimpact(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkimpact"));
    command.current_dir(folder).args(words).env("LANG", "en_US.UTF-8").env("COLUMNS", "100");
    command.stdin(Stdio::null()).output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Runs of the smallest scenario: `a`; `b` with dearer staff and a family for the effect; `c` with another seed and arms.
fn runs() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/eenvoudig.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let changed = text
        .replace("cost_per_fte = { value = 60000", "cost_per_fte = { value = 70000")
        .replace("uniform = { low = 0.25, high = 0.75 }", "beta = { mean = 0.5, sd = 0.1 }");
    std::fs::write(place.path().join("a.toml"), text).unwrap();
    std::fs::write(place.path().join("b.toml"), changed).unwrap();
    for (scenario, name, more) in [
        ("a.toml", "a", &[] as &[&str]),
        ("b.toml", "b", &[]),
        ("a.toml", "c", &["--seed", "9", "--arms", "0,1,3"]),
    ] {
        let words = [&["run", scenario, "--trials", "64", "--out", name, "--quiet"], more].concat();
        out(&wijkimpact(place.path(), &words));
    }
    place
}

fn fits(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn paired_runs_have_differences_and_unpaired_ones_say_why() {
    let place = runs();
    let told = out(&wijkimpact(place.path(), &["compare", "a", "b", "c", "--json"]));
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["pairs"][0]["paired"], true);
    assert_eq!(told["pairs"][1]["paired"], false);
    assert_eq!(told["pairs"][1]["differ_in"], serde_json::json!(["seed"]));
    let arm = &told["arms"][1];
    assert_eq!(arm["arm"], "1x");
    let cost = &arm["measures"]["cost_yearly"];
    let number = |value: &Value| value["mean"].as_f64().unwrap();
    let difference = number(&cost["differences"][0]);
    assert!((difference - 10_000.0).abs() < 1e-6, "{difference}");
    let net = &arm["measures"]["net_pv"];
    let apart = number(&net["runs"][1]) - number(&net["runs"][0]);
    assert!((number(&net["differences"][0]) - apart).abs() < 1e-6 * apart.abs());
    assert!(net["differences"][0]["p05"].is_number() && net["differences"][1].is_null());
    let there: Vec<(&str, &Value)> = told["arms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|arm| (arm["arm"].as_str().unwrap(), &arm["there"]))
        .collect();
    assert_eq!(there[2], ("2x", &serde_json::json!([true, true, false])));
    assert_eq!(there[3], ("3x", &serde_json::json!([false, false, true])));
    let places: Vec<&str> = told["inputs"][0]["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| difference["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        places,
        ["programmes.werk.cost_per_fte", "programmes.werk.effects.crisis.relative_risk"]
    );
    assert_eq!(told["inputs"][1]["differences"], serde_json::json!([]));
}

#[test]
fn both_languages_fit_and_tell_what_differs() {
    let place = runs();
    let english = out(&wijkimpact(place.path(), &["compare", "a", "b", "c"]));
    fits(&english);
    let flat = english.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "[2]-[1]",
        "Staffing 1x",
        "they differ in seed",
        "--seed 1 --trials 64 --design sobol --chance sampled",
        "Not every run has 2x, 3x",
        "--arms 0,1,2,3",
        "differs from that of [1] in 2 places",
        "programmes.werk.cost_per_fte: [1] 60000 → [2] 70000",
        "the scenario of [3] is the same as that of [1]",
    ] {
        assert!(flat.contains(part), "{part} is not in\n{english}");
    }
    let dutch = out(&wijkimpact(place.path(), &["compare", "a", "b", "--lang", "nl"]));
    fits(&dutch);
    for part in ["Bezetting 1x", "Kans boven nul", "verschilt van dat van [1] op 2 plaatsen"] {
        assert!(dutch.contains(part), "{part} is not in\n{dutch}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let place = runs();
    let one = wijkimpact(place.path(), &["compare", "a"]);
    assert_eq!(one.status.code(), Some(2));
    let none = wijkimpact(place.path(), &["compare", "a", "nowhere"]);
    assert_eq!(none.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&none.stderr).contains("nowhere"));
}
