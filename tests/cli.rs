//! What the command line promises: exit codes, streams, messages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn scenario(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

/// Runs the program in a folder, in English whatever the surroundings.
fn wijkimpact(folder: &Path, words: &[&str]) -> Output {
    command(folder, words).output().unwrap()
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkimpact"));
    command.current_dir(folder).args(words).env("LANG", "en_US.UTF-8").env("COLUMNS", "100");
    command.stdin(Stdio::null());
    command
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A short run of the smallest scenario, with further words.
fn run(folder: &Path, words: &[&str]) -> Output {
    let path = scenario("eenvoudig.toml");
    let first = ["run", path.to_str().unwrap(), "--trials", "64"];
    wijkimpact(folder, &[&first, words].concat())
}

#[test]
fn a_run_prints_its_summary_and_leaves_its_folder() {
    let place = folder();
    let output = run(place.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("Chance that it pays"), "{}", out(&output));
    assert!(err(&output).is_empty(), "nobody watches standard error: {}", err(&output));
    assert!(place.path().join("results/eenvoudig/manifest.json").exists());
}

#[test]
fn the_language_is_that_of_the_flag_then_of_lang() {
    let place = folder();
    assert!(out(&run(place.path(), &["--lang", "nl"])).contains("Kans dat het loont"));
    let path = scenario("eenvoudig.toml");
    let words = ["run", path.to_str().unwrap(), "--trials", "64"];
    let output = command(place.path(), &words).env("LANG", "nl_NL.UTF-8").output().unwrap();
    assert!(out(&output).contains("Kans dat het loont"));
}

#[test]
fn lines_fit_in_a_narrow_terminal() {
    let place = folder();
    let path = scenario("moerwijk.toml");
    for language in ["nl", "en"] {
        for columns in ["40", "60", "80", "100", "140"] {
            let words = ["run", path.to_str().unwrap(), "--trials", "64", "--lang", language];
            let output = command(place.path(), &words).env("COLUMNS", columns).output().unwrap();
            let told = out(&output);
            let most: usize = columns.parse().unwrap();
            // A path or the name of a folder is a word that cannot be broken.
            let fits =
                |line: &str| line.chars().count() <= most || line.trim().split(' ').count() <= 2;
            assert!(told.lines().all(fits), "{told}");
        }
    }
}

#[test]
fn json_is_json_and_nothing_else() {
    let place = folder();
    let output = run(place.path(), &["--json", "--arms", "0,1,2.5"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let arms: Vec<_> = told["arms"].as_array().unwrap().iter().map(|arm| &arm["arm"]).collect();
    assert_eq!(arms, ["0x", "1x", "2.5x"]);
    assert_eq!(told["trials"], 64);
    assert!(told["arms"][1]["measures"]["net_pv"]["p05"].is_number());
    assert!(told["decision"][1]["p_best"].is_number());
}

#[test]
fn quiet_is_quiet_but_json_is_still_asked_for() {
    let place = folder();
    let output = run(place.path(), &["--quiet"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    assert!(out(&run(place.path(), &["--quiet", "--json"])).starts_with('{'));
}

#[test]
fn a_run_to_a_precision_is_that_run_of_so_many_trials() {
    let place = folder();
    let path = scenario("moerwijk.toml");
    let path = path.to_str().unwrap();
    let run = |words: &[&str]| {
        let output =
            wijkimpact(place.path(), &[&["run", path, "--arms", "0,1", "--quiet"], words].concat());
        assert!(output.status.success(), "{}", err(&output));
    };
    run(&["--precision", "1%", "--out", "precise"]);
    let manifest = std::fs::read_to_string(place.path().join("precise/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let trials = manifest["trials"].as_u64().unwrap();
    // 1 % of the larger of mean and half band: some thousands of trials, not the first batch of 1,024.
    assert!(trials > 1024 && trials.is_power_of_two(), "{trials}");
    run(&["--trials", &trials.to_string(), "--out", "counted"]);
    for file in ["trials", "parties", "outcomes", "years", "parameters", "summary", "decision"] {
        let bytes = |folder: &str| {
            std::fs::read(place.path().join(folder).join(format!("{file}.parquet"))).unwrap()
        };
        assert!(bytes("precise") == bytes("counted"), "{file}");
    }
    // The same question at another precision may come in the same place; another number of trials needs --force.
    run(&["--precision", "5%", "--out", "precise"]);
    let other = wijkimpact(
        place.path(),
        &["run", path, "--arms", "0,1", "--trials", "64", "--out", "precise"],
    );
    assert_eq!(other.status.code(), Some(4), "{}", err(&other));
}

#[test]
fn wrong_usage_is_code_2() {
    let place = folder();
    let path = scenario("eenvoudig.toml");
    let path = path.to_str().unwrap();
    for words in [
        &[][..],
        &["fly"],
        &["run"],
        &["run", path, "--trials", "15"],
        &["run", path, "--trials", "4194305"],
        &["run", path, "--trials", "many"],
        &["run", path, "--arms", "0,-1"],
        &["run", path, "--arms", "1,,2"],
        &["run", path, "--arms", ""],
        &["run", path, "--design", "magic"],
        &["run", path, "--chance", "never"],
        &["run", path, "--threads", "0"],
        &["run", path, "--seed", "-1"],
        &["run", path, "--lang", "fr"],
        &["run", path, "--precision", "0"],
        &["run", path, "--precision", "1,5%"],
        &["run", path, "--precision", "1%", "--trials", "64"],
        &["run", path, "--precision", "1%", "--design", "latin-hypercube"],
        &["run", path, "--resume", "--force"],
        &["run", path, "--shard", "0/3"],
        &["run", path, "--shard", "3"],
        &["run", path, "--ignore-unknown"],
        &["check"],
        &["new"],
        &["completions", "dos"],
    ] {
        let output = wijkimpact(place.path(), words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(out(&output).is_empty(), "{words:?}: {}", out(&output));
        assert!(!err(&output).is_empty(), "{words:?}");
    }
    assert!(!place.path().join("results").exists(), "a wrong word leaves nothing");
}

#[test]
fn a_wrong_number_is_answered_with_how_to_write_it() {
    let place = folder();
    for (words, told) in [
        (["--trials", "10.000"], "write 10000, without a point"),
        (["--trials", "abc"], "write 10000, without a point"),
        (["--trials", "-1"], "a whole number from 16"),
        (["--seed", "-1"], "a whole number from 0"),
        (["--arms", "-1"], "a level is a number of at least 0"),
        (["--arms", "-1,2"], "a level is a number of at least 0"),
    ] {
        let path = scenario("eenvoudig.toml");
        let first = ["run", path.to_str().unwrap()];
        let output = wijkimpact(place.path(), &[&first[..], &words].concat());
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(err(&output).contains(told), "{}", err(&output));
        assert!(!err(&output).contains("use '--"), "{}", err(&output));
    }
}

#[test]
fn named_arms_that_levels_replace_are_named() {
    let place = folder();
    let path = scenario("soesterkwartier.toml");
    let words = ["run", path.to_str().unwrap(), "--trials", "16", "--arms", "0,1,2"];
    let told = out(&wijkimpact(place.path(), &words)).replace("\n  ", " ");
    assert!(told.contains("--arms replaces all arms of the scenario: "), "{told}");
    assert!(told.contains("meer mbo"), "{told}");
}

#[test]
fn no_run_comes_inside_another() {
    let place = folder();
    assert_eq!(run(place.path(), &["--out", "first"]).status.code(), Some(0));
    let inside = run(place.path(), &["--out", "first/second", "--force"]);
    assert_eq!(inside.status.code(), Some(4));
    assert!(err(&inside).contains("inside the run folder"), "{}", err(&inside));
    assert!(!place.path().join("first/second").exists());
}

/// Options and commands that stand at the start of a line of a help text.
fn listed(help: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_commands = false;
    for line in help.lines() {
        if !line.starts_with(' ') {
            in_commands = line.starts_with("Commands:");
        }
        let first = line.split_whitespace().next().unwrap_or_default();
        if in_commands && line.starts_with("  ") {
            found.push(first.to_owned());
        }
        let options = line.split_whitespace().take(2).filter(|word| word.starts_with("--"));
        if line.starts_with("  ") && first.starts_with('-') {
            found.extend(options.map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_command_and_option_is_in_the_book() {
    let place = folder();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let book = std::fs::read_to_string(root.join("docs/commands.md")).unwrap();
    let commands = listed(&out(&wijkimpact(place.path(), &["--help"])));
    assert!(commands.iter().any(|word| word == "run"), "{commands:?}");
    let mut faults = Vec::new();
    for command in commands.iter().filter(|word| !word.starts_with('-')) {
        let help = wijkimpact(place.path(), &["help", command]);
        assert_eq!(help.status.code(), Some(0), "{command}");
        let options = listed(&out(&help));
        if command == "run" {
            assert!(options.iter().any(|word| word == "--chance"), "{options:?}");
        }
        let words = options.into_iter().filter(|word| word.starts_with("--"));
        // An option may stand with its value: `--trials N`.
        let missing = words.filter(|word| {
            !book.contains(&format!("`{word}`")) && !book.contains(&format!("`{word} "))
        });
        faults.extend(missing);
        if !book.contains(&format!("`{command}`")) && !book.contains(&format!("`{command} ")) {
            faults.push(command.clone());
        }
    }
    assert!(faults.is_empty(), "not in docs/commands.md: {faults:?}");
}

#[test]
fn more_trials_than_memory_is_refused_before_the_run() {
    let place = folder();
    let path = scenario("moerwijk.toml");
    let output = wijkimpact(place.path(), &["run", path.to_str().unwrap(), "--trials", "4194304"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("GiB"), "{}", err(&output));
}

#[test]
fn problems_are_code_3_whether_checked_or_run() {
    let place = folder();
    std::fs::write(place.path().join("bad.toml"), "[scenario]\nname = 3\n").unwrap();
    for (verb, file) in
        [("run", "bad.toml"), ("check", "bad.toml"), ("run", "none.toml"), ("check", "none.toml")]
    {
        let output = wijkimpact(place.path(), &[verb, file]);
        assert_eq!(output.status.code(), Some(3), "{verb} {file}");
        // Problems are the result of a check, and the failure of a run.
        let told = if verb == "check" { out(&output) } else { err(&output) };
        assert!(told.contains("error"), "{verb} {file}: {told}");
    }
    assert!(!place.path().join("results").exists());
}

#[test]
fn a_sound_scenario_checks_with_code_0() {
    let path = scenario("moerwijk.toml");
    let output = wijkimpact(folder().path(), &["check", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("no errors"), "{}", out(&output));
}

#[test]
fn warnings_are_refused_when_strict() {
    let place = folder();
    // A value without a source is a warning.
    let text = std::fs::read_to_string(scenario("eenvoudig.toml")).unwrap();
    let without: Vec<String> = text
        .lines()
        .map(|line| match line.split_once(", source = ") {
            Some((before, _)) if line.starts_with("size") => format!("{before} }}"),
            _ => line.to_owned(),
        })
        .collect();
    std::fs::write(place.path().join("loose.toml"), without.join("\n")).unwrap();
    let loose = wijkimpact(place.path(), &["run", "loose.toml", "--trials", "64"]);
    assert_eq!(loose.status.code(), Some(0), "{}", err(&loose));
    assert!(out(&loose).contains("Warning (groups."), "{}", out(&loose));
    let strict = wijkimpact(place.path(), &["run", "loose.toml", "--trials", "64", "--strict"]);
    assert_eq!(strict.status.code(), Some(3));
    assert!(err(&strict).contains("warning"), "{}", err(&strict));
    assert!(
        err(&strict).ends_with("refused because of --strict; nothing was written\n"),
        "{}",
        err(&strict)
    );
}

#[test]
fn another_run_is_replaced_only_by_force() {
    let place = folder();
    assert_eq!(run(place.path(), &["--seed", "1"]).status.code(), Some(0));
    assert_eq!(run(place.path(), &["--seed", "1"]).status.code(), Some(0), "the same run");
    let other = run(place.path(), &["--seed", "2"]);
    assert_eq!(other.status.code(), Some(4));
    assert!(err(&other).contains("seed 1, not 2") && err(&other).contains("--force"));
    assert_eq!(run(place.path(), &["--seed", "2", "--force"]).status.code(), Some(0));
}

#[test]
fn a_place_that_cannot_be_written_is_code_4() {
    let place = folder();
    std::fs::write(place.path().join("file"), "mine").unwrap();
    for out in ["file", "file/run", "/proc/nowhere", "."] {
        let output = run(place.path(), &["--out", out, "--force"]);
        assert_eq!(output.status.code(), Some(4), "{out}: {}", err(&output));
    }
    assert_eq!(std::fs::read_to_string(place.path().join("file")).unwrap(), "mine");
}

#[test]
fn a_new_scenario_can_be_run_and_is_never_overwritten() {
    let place = folder();
    let output = wijkimpact(place.path(), &["new", "mijn-wijk"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "mijn-wijk.toml\n");
    let ran = wijkimpact(place.path(), &["run", "mijn-wijk.toml", "--trials", "16"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert!(place.path().join("results/mijn-wijk").is_dir());
    let again = wijkimpact(place.path(), &["new", "mijn-wijk"]);
    assert_eq!(again.status.code(), Some(4));
    assert!(err(&again).contains("already exists; nothing was changed"), "{}", err(&again));
    for wrong in ["mijn wijk", "..", "süd", "a/..", ""] {
        let refused = wijkimpact(place.path(), &["new", wrong]);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
        assert!(err(&refused).contains("a to z"), "{}", err(&refused));
    }
}

#[test]
fn schema_and_completions_and_help_are_printed() {
    let place = folder();
    let schema = wijkimpact(place.path(), &["schema"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&schema.stdout).is_ok());
    let bash = wijkimpact(place.path(), &["completions", "bash"]);
    assert!(out(&bash).contains("wijkimpact"));
    for words in [&["--help"][..], &["run", "--help"], &["--version"]] {
        let output = wijkimpact(place.path(), words);
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert!(!out(&output).is_empty());
    }
    let help = out(&wijkimpact(place.path(), &["run", "--help"]));
    for flag in [
        "--trials",
        "--seed",
        "--arms",
        "--design",
        "--chance",
        "--out",
        "--force",
        "--threads",
        "--json",
        "--quiet",
        "--lang",
        "--strict",
    ] {
        assert!(help.contains(flag), "{flag} is not in the help");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_disaster() {
    let place = folder();
    let mut schema = command(place.path(), &["schema"]);
    let mut child = schema.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).is_empty(), "{}", err(&output));
}
