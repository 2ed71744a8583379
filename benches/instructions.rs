//! How many processor instructions a trial takes: repeatable where time is not, and so the guard against slow creep.
//!
//! `cargo bench --bench instructions` runs itself under `valgrind --tool=callgrind` with two numbers of trials on one thread; the
//! difference leaves start-up out. It fails where a count is more than 5 % above that in `instructions.toml`: find out why, or, if the work is
//! worth it, write the new count there and say so in the commit. Another compiler or processor can move counts by some per cent.

#![expect(clippy::expect_used, clippy::panic, reason = "a guard that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "what it counted is what it is for")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::atomic::AtomicBool;

use wijkimpact::engine;
use wijkimpact::model::Arm;
use wijkimpact::plan::{Chance, Design, Plan};
use wijkimpact::scenario;

/// The numbers of trials whose counts are subtracted.
const TRIALS: [usize; 2] = [512, 1024];

/// More than this above the count on record is a failure.
const TOLERANCE: f64 = 1.05;

/// Instructions a trial by scenario and pass.
type Record = BTreeMap<String, BTreeMap<String, u64>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, name, chance, trials] = arguments.as_slice()
        && mode == "--work"
    {
        work(name, chance, trials.parse().expect("a number of trials"));
        return ExitCode::SUCCESS;
    }
    let text = include_str!("instructions.toml");
    let record: Record = toml::from_str(text).expect("instructions.toml is TOML");
    let mut slower = false;
    for (name, passes) in record {
        for (chance, known) in passes {
            let [few, many] = TRIALS.map(|trials| count(&name, &chance, trials));
            let now = (many - few) / (TRIALS[1] - TRIALS[0]) as u64;
            let ratio = now as f64 / known as f64;
            slower |= ratio > TOLERANCE;
            println!(
                "{name} {chance}: {now} instructions a trial, {ratio:.3} times the {known} on record"
            );
        }
    }
    if slower { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Simulates a scenario of the folder with seven arms on one thread.
fn work(name: &str, chance: &str, trials: usize) {
    let path = Path::new("scenarios").join(format!("{name}.toml"));
    let loaded = scenario::load(&path).unwrap_or_else(|_| panic!("{} is refused", path.display()));
    let mut model = loaded.model;
    model.arms = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0]
        .map(|level| Arm::level(level, model.programmes.len()))
        .to_vec();
    let chance = if chance == "expected" { Chance::Expected } else { Chance::Sampled };
    let plan = Plan { seed: 1, trials, design: Design::Sobol, chance };
    let sample = engine::run(&model, &plan, Some(1), &|_| {}, &AtomicBool::new(false));
    assert!(sample.is_ok());
}

/// Instructions of a whole process, as callgrind counts them.
fn count(name: &str, chance: &str, trials: usize) -> u64 {
    let program = std::env::current_exe().expect("the path of this program");
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--work", name, chance, &trials.to_string()])
        .output()
        .expect("valgrind is installed");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    told.lines()
        .find_map(|line| line.split("Collected :").nth(1)?.trim().parse().ok())
        .unwrap_or_else(|| panic!("valgrind told no count:\n{told}"))
}
