//! Every scenario on disk, run small, against the numbers it gave before.
//!
//! `BLESS=1 cargo test --release --test golden` writes the files anew; a change in them goes into the changelog under
//! "Numbers that move".

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use wijkimpact::analysis::{Reference, summarise};
use wijkimpact::engine;
use wijkimpact::plan::{Chance, Design, Plan};
use wijkimpact::scenario;

/// Numbers agree when they differ by less than this part of their size: the same program on another processor may round
/// logarithms and powers differently in the last bits, and sums of 1,024 trials carry a few of those.
const SAME: f64 = 1e-9;

fn scenarios() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("scenarios")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths
}

/// `arm,reference,measure` to mean, p05, p50, p95.
fn numbers(path: &Path) -> BTreeMap<String, [f64; 4]> {
    let loaded = scenario::load(path).unwrap_or_else(|refused| panic!("{}", refused.render(false)));
    let plan = Plan { seed: 1, trials: 1024, design: Design::Sobol, chance: Chance::Sampled };
    let sample = engine::run(&loaded.model, &plan, None, &|_| {}, &AtomicBool::new(false)).unwrap();
    summarise(&loaded.model, &sample)
        .into_iter()
        .map(|row| {
            let reference = match row.reference {
                Reference::None => "none",
                Reference::Present => "present",
                Reference::Previous => "previous",
            };
            let key = format!("{},{reference},{}", loaded.model.arms[row.arm].name, row.measure);
            let v = row.band.value;
            (key, [v.mean, v.p05, v.p50, v.p95])
        })
        .collect()
}

fn read(text: &str) -> BTreeMap<String, [f64; 4]> {
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.rsplitn(5, ',').collect();
            let number = |i: usize| cells[i].parse::<f64>().unwrap();
            (cells[4].to_owned(), [number(3), number(2), number(1), number(0)])
        })
        .collect()
}

fn same(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || (a - b).abs() <= SAME * a.abs().max(b.abs())
}

#[test]
fn every_scenario_gives_the_numbers_it_gave_before() {
    let paths = scenarios();
    assert!(paths.len() >= 5, "the shipped scenarios are missing");
    let mut moved = String::new();
    for path in &paths {
        let golden =
            Path::new("tests/golden").join(path.with_extension("csv").file_name().unwrap());
        let now = numbers(path);
        if std::env::var_os("BLESS").is_some() {
            let mut text = String::from("arm,reference,measure,mean,p05,p50,p95\n");
            for (key, [mean, p05, p50, p95]) in &now {
                writeln!(text, "{key},{mean},{p05},{p50},{p95}").unwrap();
            }
            std::fs::write(&golden, text).unwrap();
            continue;
        }
        let before = read(
            &std::fs::read_to_string(&golden)
                .unwrap_or_else(|_| panic!("{} is missing: bless it", golden.display())),
        );
        let keys: Vec<&String> = before.keys().chain(now.keys()).collect();
        for key in keys {
            let (a, b) = (before.get(key), now.get(key));
            if !matches!((a, b), (Some(a), Some(b)) if a.iter().zip(b).all(|(a, b)| same(*a, *b))) {
                writeln!(moved, "{}: {key}: {a:?} -> {b:?}", path.display()).unwrap();
            }
        }
    }
    assert!(moved.is_empty(), "numbers moved:\n{moved}");
}
