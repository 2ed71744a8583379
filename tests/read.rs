//! A run folder that is opened gives back what the run found; one that is not whole is refused, and the refusal names the
//! file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;
use wijkimpact::analysis::{decide, paths, summarise};
use wijkimpact::app::{Door, Opened, RunRequest, open, run};
use wijkimpact::engine;
use wijkimpact::plan::Chance;
use wijkimpact::report::View;
use wijkimpact::results::sha256;

const TRIALS: usize = 64;

fn door(never: &AtomicBool) -> Door<'_> {
    Door { start: &|_| (), progress: &|_| (), cancel: never }
}

fn simulate(scenario: &str, out: PathBuf, arms: Option<Vec<f64>>) -> View {
    let request = RunRequest {
        scenario: Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario),
        trials: Some(TRIALS),
        seed: Some(7),
        arms,
        chance: Some(Chance::Sampled),
        out: Some(out),
        threads: Some(2),
        ..RunRequest::default()
    };
    run(&request, door(&AtomicBool::new(false))).unwrap()
}

/// A copy of one finished run, to damage.
fn copy() -> (TempDir, PathBuf) {
    static RUN: OnceLock<TempDir> = OnceLock::new();
    let original = RUN.get_or_init(|| {
        let place = tempfile::tempdir().unwrap();
        simulate("eenvoudig.toml", place.path().join("run"), None);
        place
    });
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("run");
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(original.path().join("run")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    (place, folder)
}

/// NaN is not equal to itself; its text is. Every other number has a text of its own.
fn same<T: std::fmt::Debug>(a: &T, b: &T) {
    assert_eq!(format!("{a:#?}"), format!("{b:#?}"));
}

fn gives_back(scenario: &str, arms: Option<Vec<f64>>) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("run");
    let told = simulate(scenario, folder.clone(), arms);
    let opened = open(&folder).unwrap();
    same(&opened.view, &told);
    same(&opened.rows, &told.rows);
    same(&opened.verdicts, &told.verdicts);
    assert!(!opened.other_version);

    let never = AtomicBool::new(false);
    let sample = engine::run(&opened.model, &opened.plan, Some(2), &|_| (), &never).unwrap();
    same(&summarise(&opened.model, &sample), &opened.rows);
    same(&decide(&opened.model, &sample), &opened.verdicts);
    let Opened { sample: stored, paths: stored_paths, .. } = &opened;
    for (found, kept) in [
        (sample.measures.iter().collect::<Vec<_>>(), stored.measures.iter().collect::<Vec<_>>()),
        (sample.parties.iter().collect(), stored.parties.iter().collect()),
        (sample.outcomes.iter().collect(), stored.outcomes.iter().collect()),
        (sample.parameters.iter().collect(), stored.parameters.iter().collect()),
    ] {
        assert_eq!(found.len(), kept.len());
        let bits = |value: &f64| if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() };
        assert!(found.iter().zip(&kept).all(|(a, b)| bits(a) == bits(b)));
    }
    assert_eq!(stored.years.len() + stored.care.len() + stored.also.len(), 0);
    let all = paths(&opened.model, &sample);
    assert_eq!(all.len(), stored_paths.len());
    for (found, kept) in all.iter().zip(stored_paths) {
        same(
            &(found.arm, found.party, found.year, found.quantity, found.band.mcse.mean),
            &(kept.arm, kept.party, kept.year, kept.quantity, kept.band.mcse.mean),
        );
        same(&found.band.value.list()[..7].to_vec(), &kept.band.value.list()[..7].to_vec());
    }
}

#[test]
fn a_run_gives_back_what_it_found() {
    gives_back("eenvoudig.toml", None);
    gives_back("moerwijk.toml", None);
}

#[test]
fn arms_of_the_command_line_come_back() {
    gives_back("eenvoudig.toml", Some(vec![0.3, 1.1, 2.0 / 3.0]));
}

fn refused(folder: &Path) -> String {
    let error = open(folder).unwrap_err();
    assert_eq!(error.exit_code(), 3, "{error}");
    let told = error.render(false);
    assert!(told.starts_with("error: ") && told.contains("run"), "{told}");
    told
}

fn tells(folder: &Path, parts: &[&str]) {
    let told = refused(folder);
    for part in parts {
        assert!(told.contains(part), "{part} is not in {told}");
    }
}

#[test]
fn a_folder_without_manifest_is_incomplete() {
    let (_place, folder) = copy();
    fs::remove_file(folder.join("manifest.json")).unwrap();
    tells(&folder, &["incomplete", "manifest.json"]);
}

#[test]
fn another_folder_is_not_a_run() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("run.txt"), "mine").unwrap();
    tells(place.path(), &["not a run folder"]);
    tells(&place.path().join("run.txt"), &["run.txt is a file, not the folder of a run"]);
    tells(&place.path().join("run"), &["no such run folder"]);
}

#[test]
fn a_missing_file_is_named() {
    for name in ["trials.parquet", "scenario.toml", "scenario.resolved.toml", "years.parquet"] {
        let (_place, folder) = copy();
        fs::remove_file(folder.join(name)).unwrap();
        tells(&folder, &[name, "missing"]);
    }
}

#[test]
fn a_changed_byte_is_found() {
    for name in ["scenario.toml", "scenario.resolved.toml", "summary.parquet", "parties.parquet"] {
        let (_place, folder) = copy();
        let mut bytes = fs::read(folder.join(name)).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(folder.join(name), bytes).unwrap();
        tells(&folder, &[name, "changed"]);
    }
}

fn with_manifest(change: impl FnOnce(&mut serde_json::Value)) -> String {
    let (_place, folder) = copy();
    let path = folder.join("manifest.json");
    let mut manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    change(&mut manifest);
    fs::write(&path, signed(manifest)).unwrap();
    refused(&folder)
}

/// A manifest with a fingerprint that fits it, as a program would write it.
fn signed(mut manifest: serde_json::Value) -> String {
    let mut text = |fingerprint: &str| {
        manifest["fingerprint"] = fingerprint.into();
        serde_json::to_string_pretty(&manifest).unwrap() + "\n"
    };
    let fingerprint = sha256(text("").as_bytes());
    text(&fingerprint)
}

#[test]
fn a_manifest_that_was_changed_by_hand_is_refused() {
    let (_place, folder) = copy();
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let seed = text.lines().find(|line| line.contains("\"seed\"")).unwrap();
    for changed in [
        text.replace(seed, "  \"seed\": 12345,"),
        text.replace("  \"seed\"", "   \"seed\""),
        text.replace("\"fingerprint\": \"", "\"fingerprint\": \"0"),
        text.split(",\n  \"fingerprint\"").next().unwrap().to_owned() + "\n}\n",
    ] {
        assert!(changed != text);
        fs::write(&path, changed).unwrap();
        tells(&folder, &["manifest.json", "changed"]);
    }
}

#[test]
fn a_newer_format_is_refused_whatever_else_it_holds() {
    let told = with_manifest(|manifest| {
        manifest["format_version"] = 2.into();
        manifest["seed"] = "elsewhere".into();
    });
    assert!(told.contains("format 2") && told.contains("newer"), "{told}");
    assert!(told.contains("manifest.json"), "{told}");
}

#[test]
fn a_manifest_that_is_not_ours_or_makes_no_sense_is_refused() {
    for (key, value) in [
        ("format", "something else".into()),
        ("format_version", 0.into()),
        ("seed", "one".into()),
        ("trials", 3.into()),
        ("trials", u64::MAX.into()),
        ("trials", 128.into()),
        ("design", "guess".into()),
        ("chance", "none".into()),
        ("arms", serde_json::json!([{ "arm": "9x", "level": 9.0 }])),
        ("files", serde_json::json!([])),
        ("files", serde_json::json!([{ "name": "../x", "sha256": "", "bytes": 0 }])),
    ] {
        let value: serde_json::Value = value;
        let told = with_manifest(|manifest| manifest[key] = value.clone());
        assert!(told.contains("run"), "{key}: {told}");
    }
    let (_place, folder) = copy();
    fs::write(folder.join("manifest.json"), "{").unwrap();
    tells(
        &folder,
        &["manifest.json", "cannot be read as the manifest of a run", "run the scenario again"],
    );
}

#[test]
fn a_run_of_another_version_opens_and_says_so() {
    let (_place, folder) = copy();
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let ours = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&ours));
    let other = text.replace(&ours, "\"version\": \"0.0.1\"");
    fs::write(&path, signed(serde_json::from_str(&other).unwrap())).unwrap();
    assert!(open(&folder).unwrap().other_version);
}

#[test]
fn files_of_others_do_not_matter() {
    let (_place, folder) = copy();
    fs::write(folder.join("notes.md"), "mine").unwrap();
    assert!(open(&folder).is_ok());
}

#[test]
fn a_run_gives_the_material_of_a_report() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("run");
    simulate("moerwijk.toml", folder.clone(), Some(vec![0.0, 1.0, 2.5]));
    let material = wijkimpact::app::material(open(&folder).unwrap()).unwrap();
    let arms = material.model.arms.len();
    assert_eq!((material.negotiation.len(), material.composition.len()), (arms, arms));
    assert!(material.advised > 0 && !material.drivers.is_empty());
    // Whatever the tornado shows has its break-even.
    let told = wijkimpact::analysis::telling(&material.drivers);
    assert!(!told.is_empty());
    assert!(told.iter().map(|d| &d.path).eq(material.break_even.iter().map(|b| &b.path)));
    assert_eq!((material.labour.len(), material.steps.len()), (arms, arms - 1));
    assert!(!material.run.of_another_version());
    assert!(material.run.command.ends_with("--arms 0,1,2.5"), "{}", material.run.command);
    assert!(material.run.command.contains("--trials 64 --seed 7"), "{}", material.run.command);
}
