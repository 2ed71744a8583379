//! Many wijken, shards and interrupted runs, as somebody at a terminal meets them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use polars::prelude::{ParquetReader, SerReader as _};

const SCENARIO: &str = "scenarios/eenzame-ouderen-nederland.toml";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn wijkimpact(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkimpact"));
    command.current_dir(root()).env("LANG", "C").args(words).output().unwrap()
}

fn done(words: &[&str]) -> String {
    let output = wijkimpact(words);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{words:?}: {err}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The first wijken of the table that comes with the national scenario, with the rows that fill them.
fn wijken(place: &Path, count: usize) -> PathBuf {
    let all = fs::read_to_string(root().join("scenarios/data/eenzame-ouderen-wijken.csv")).unwrap();
    let mut taken = 0;
    let few: Vec<&str> = all
        .lines()
        .filter(|line| {
            let is_wijk = line.starts_with("WK");
            taken += usize::from(is_wijk);
            !is_wijk || taken <= count
        })
        .collect();
    let path = place.join("wijken.csv");
    fs::write(&path, few.join("\n") + "\n").unwrap();
    path
}

/// Every file but the manifest has the same bytes; the manifests differ in time alone.
fn same_run(one: &Path, other: &Path) {
    let names = |folder: &Path| {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(one), names(other));
    for name in names(one).iter().filter(|name| *name != "manifest.json") {
        let same = fs::read(one.join(name)).unwrap() == fs::read(other.join(name)).unwrap();
        assert!(same, "{name} differs");
    }
    let manifest = |folder: &Path| {
        let text = fs::read_to_string(folder.join("manifest.json")).unwrap();
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let map = value.as_object_mut().unwrap();
        map.remove("timing");
        map.remove("fingerprint");
        value
    };
    assert_eq!(manifest(one), manifest(other));
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn wijken_in_shards_are_the_run_at_once() {
    let place = tempfile::tempdir().unwrap();
    let table = wijken(place.path(), 600);
    let (whole, parts) = (place.path().join("whole"), place.path().join("parts"));
    let run = |out: &Path, more: &[&str]| {
        let words = ["run", SCENARIO, "--areas", text(&table), "--trials", "32", "--arms", "0,1,2"];
        let words = [&words[..], &["--out", text(out), "--quiet"], more].concat();
        done(&words)
    };
    run(&whole, &["--threads", "2"]);
    for shard in ["3/3", "1/3"] {
        run(&parts, &["--shard", shard, "--threads", "1"]);
    }
    let refused = wijkimpact(&["merge", text(&parts)]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("missing: 2"));
    run(&parts, &["--shard", "2/3"]);
    // A finished shard is left as it is.
    let stamp = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let manifest = place.path().join("parts.shards/2-of-3/shard.json");
    let before = stamp(&manifest);
    run(&parts, &["--shard", "2/3"]);
    assert_eq!(stamp(&manifest), before);
    done(&["merge", text(&parts), "--quiet"]);
    same_run(&whole, &parts);
}

#[test]
fn trials_in_shards_are_the_run_at_once() {
    let place = tempfile::tempdir().unwrap();
    let (whole, parts) = (place.path().join("whole"), place.path().join("parts"));
    for design in ["sobol", "latin-hypercube", "monte-carlo"] {
        let run = |out: &Path, more: &[&str]| {
            let words = ["run", "scenarios/bloemhof.toml", "--trials", "100", "--design", design];
            done(&[&words[..], &["--out", text(out), "--quiet", "--force"], more].concat())
        };
        run(&whole, &[]);
        for shard in ["1/4", "2/4", "3/4", "4/4"] {
            run(&parts, &["--shard", shard]);
        }
        done(&["merge", text(&parts), "--quiet", "--force"]);
        same_run(&whole, &parts);
    }
    // A shard of another run among them.
    let other = ["run", "scenarios/bloemhof.toml", "--trials", "200", "--shard", "2/4", "--force"];
    done(&[&other[..], &["--out", text(&parts), "--quiet"]].concat());
    let refused = wijkimpact(&["merge", text(&parts)]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("trials"));
    // A piece that was changed.
    let piece = place.path().join("parts.shards/1-of-4/piece-000000");
    let mut bytes = fs::read(&piece).unwrap();
    bytes[400] ^= 1;
    fs::write(&piece, bytes).unwrap();
    fs::remove_dir_all(place.path().join("parts.shards/2-of-4")).unwrap();
    let again = ["run", "scenarios/bloemhof.toml", "--trials", "100", "--design", "monte-carlo"];
    done(&[&again[..], &["--shard", "2/4", "--out", text(&parts), "--quiet"]].concat());
    let refused = wijkimpact(&["merge", text(&parts), "--force"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("not as it was written"));
}

#[test]
fn a_run_that_was_killed_goes_on_and_ends_in_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let (killed, whole) = (place.path().join("killed"), place.path().join("whole"));
    let words = |out: &Path, more: &[&str]| -> Vec<String> {
        let words = ["run", "scenarios/eenvoudig.toml", "--trials", "70000", "--quiet", "--out"];
        let more = more.iter().copied();
        words.into_iter().chain([text(out)]).chain(more).map(str::to_owned).collect()
    };
    let spawn = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_wijkimpact"))
            .current_dir(root())
            .args(words(&killed, more))
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    // At moments that are not those of the pieces; one that is faster than the clock has simply finished.
    for (number, moment) in [15_u64, 40, 90, 140].into_iter().enumerate() {
        let mut child = spawn(if number == 0 { &[] } else { &["--resume"] });
        std::thread::sleep(Duration::from_millis(moment));
        let _ = child.kill();
        child.wait().unwrap();
        assert!(!killed.join("trials.parquet").exists() || killed.join("manifest.json").exists());
    }
    let words = |out: &Path, more: &[&str]| {
        let all = words(out, more);
        done(&all.iter().map(String::as_str).collect::<Vec<_>>());
    };
    words(&killed, &["--resume"]);
    words(&whole, &[]);
    same_run(&whole, &killed);
    let left: Vec<String> = fs::read_dir(place.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".pieces"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_nation_is_the_sum_of_its_wijken() {
    let place = tempfile::tempdir().unwrap();
    let table = wijken(place.path(), 12);
    let out = place.path().join("nation");
    let words = ["run", SCENARIO, "--areas", text(&table), "--trials", "128", "--out", text(&out)];
    let told = done(&words);
    assert!(told.contains("Participants"), "{told}");
    let read =
        |name: &str| ParquetReader::new(fs::File::open(out.join(name)).unwrap()).finish().unwrap();
    let summary = read("summary.parquet");
    let text = |name: &str| -> Vec<String> {
        let column = summary.column(name).unwrap();
        column.str().unwrap().iter().map(|cell| cell.unwrap_or_default().to_owned()).collect()
    };
    let (areas, arms) = (text("area"), text("arm"));
    let (references, measures) = (text("reference"), text("measure"));
    let means: Vec<f64> = summary
        .column("mean")
        .unwrap()
        .f64()
        .unwrap()
        .iter()
        .map(Option::unwrap_or_default)
        .collect();
    for measure in ["net_pv", "benefit_pv", "cost_pv", "participants"] {
        let of = |is_all: bool| -> f64 {
            (0..areas.len())
                .filter(|&row| (areas[row] == "all") == is_all)
                .filter(|&row| arms[row] == "2x" && references[row] == "none")
                .filter(|&row| measures[row] == measure)
                .map(|row| means[row])
                .sum()
        };
        let (all, sum) = (of(true), of(false));
        assert!((all - sum).abs() <= 1e-9 * all.abs().max(1.0), "{measure}: {all} and {sum}");
    }
    let trials = read("trials.parquet");
    assert_eq!(trials.get_column_names()[0].as_str(), "area");
    let list = read("areas.parquet");
    assert_eq!(list.height(), 12);
    let mut places: Vec<i32> =
        list.column("place").unwrap().i32().unwrap().iter().flatten().collect();
    places.sort_unstable();
    assert!(places.into_iter().eq(1..=12));
    // The folder is read like any other.
    done(&["report", out.to_str().unwrap(), "--format", "md"]);
    done(&["voi", out.to_str().unwrap()]);
}

#[test]
fn tables_that_cannot_be_used_are_refused_with_rows() {
    let place = tempfile::tempdir().unwrap();
    let table = place.path().join("w.csv");
    let run = |content: &str, more: &[&str]| {
        fs::write(&table, content).unwrap();
        let out = place.path().join("x");
        let words = ["run", "scenarios/eenvoudig.toml", "--trials", "16", "--quiet", "--areas"];
        let words = [&words[..], &[text(&table), "--out", text(&out), "--force"], more].concat();
        let output = wijkimpact(&words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), told)
    };
    let good = "code,groups.mensen.size\nA,100\nB,80\n";
    assert_eq!(run(good, &[]).0, Some(0));
    let (code, told) = run("code,groups.mensen.size,vreemd\nA,100,1\n", &[]);
    assert!(code == Some(3) && told.contains("vreemd"), "{told}");
    assert_eq!(run("code,groups.mensen.size,vreemd\nA,100,1\n", &["--ignore-unknown"]).0, Some(0));
    // One bad wijk is left out; all must be good only where asked.
    let bad = "code,groups.mensen.need\nA,0.5\nB,1.5\nC,veel\nC,0.1\n";
    assert_eq!(run(bad, &[]).0, Some(0));
    let (code, told) = run(bad, &["--strict"]);
    assert!(code == Some(3) && told.contains("row 2"), "{told}");
    let (code, told) = run("code,groups.mensen.size\n", &[]);
    assert_eq!(code, Some(3), "{told}");
    let missing = ["run", "scenarios/eenvoudig.toml", "--areas", "nergens.csv"];
    assert_eq!(wijkimpact(&missing).status.code(), Some(3));
}
