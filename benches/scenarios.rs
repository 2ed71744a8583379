//! Whole runs: every scenario on disk and that of `peers/`, sampled and expected, and how the work grows with trials and threads.
//!
//! `cargo bench --bench scenarios`; compare lines of one run with each other, not with another machine.

#![expect(clippy::expect_used, clippy::panic, reason = "a bench that cannot go on has failed")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wijkimpact::engine;
use wijkimpact::model::{Arm, Model};
use wijkimpact::plan::{Chance, Design, Plan};
use wijkimpact::scenario;

/// A scenario from the folder, with the seven arms that the target is set for.
fn model(path: &Path) -> Model {
    let loaded = scenario::load(path).unwrap_or_else(|_| panic!("{} is refused", path.display()));
    let mut model = loaded.model;
    model.arms = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0]
        .map(|level| Arm::level(level, model.programmes.len()))
        .to_vec();
    model
}

fn run(model: &Model, trials: usize, chance: Chance, threads: usize) {
    let plan = Plan { seed: 1, trials, design: Design::Sobol, chance };
    let cancel = AtomicBool::new(false);
    let sample = engine::run(model, &plan, Some(threads), &|_| {}, &cancel);
    assert!(sample.is_ok());
}

fn scenarios(criterion: &mut Criterion) {
    let mut paths: Vec<_> = std::fs::read_dir("scenarios")
        .expect("the bench runs in the project's folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.push(Path::new("benches/peers/wijk.toml").to_owned());
    paths.sort();
    let mut group = criterion.benchmark_group("8192 trials, 7 arms, 1 thread");
    group.sample_size(10).throughput(Throughput::Elements(8192));
    for path in &paths {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let model = model(path);
        for chance in [Chance::Sampled, Chance::Expected] {
            group.bench_function(format!("{name} {}", chance.name()), |bencher| {
                bencher.iter(|| run(&model, 8192, chance, 1));
            });
        }
    }
    group.finish();
}

fn growth(criterion: &mut Criterion) {
    let model = model(Path::new("scenarios/moerwijk.toml"));
    let mut group = criterion.benchmark_group("moerwijk");
    group.sample_size(10);
    for trials in [1024, 4096, 16384] {
        group.throughput(Throughput::Elements(trials as u64));
        group.bench_function(format!("{trials} trials, 1 thread"), |bencher| {
            bencher.iter(|| run(&model, trials, Chance::Sampled, 1));
        });
    }
    group.throughput(Throughput::Elements(8192));
    group.bench_function("8192 trials, 2 threads", |bencher| {
        bencher.iter(|| run(&model, 8192, Chance::Sampled, 2));
    });
    group.finish();
}

criterion_group!(benches, scenarios, growth);
criterion_main!(benches);
