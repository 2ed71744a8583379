//! Whole runs: every scenario on disk and that of `peers/`, sampled and expected, and how the work grows with trials and threads.
//!
//! `cargo bench --bench scenarios`; compare lines of one run with each other, not with another machine.

#![expect(clippy::expect_used, clippy::panic, reason = "a bench that cannot go on has failed")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wijkimpact::engine::{self, Measure};
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

/// The expected net benefit of every arm at so many points, on the calling thread alone.
fn net(model: &Model, points: usize) {
    let evaluator = engine::Evaluator::new(model);
    let fill = |input: usize, first: usize, out: &mut [f64]| {
        for (point, u) in (first..).zip(out) {
            // Steps of square roots modulo 1: any points will do for a time.
            *u = ((point + 1) as f64 * ((input + 2) as f64).sqrt()).fract().clamp(1e-9, 1.0 - 1e-9);
        }
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    let net = pool.install(|| {
        evaluator.measure(Measure::NetPvExpected, points, &fill, &|_| {}, &AtomicBool::new(false))
    });
    assert!(net.is_ok());
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
        group.bench_function(format!("{name} expected, net benefit alone"), |bencher| {
            bencher.iter(|| net(&model, 8192));
        });
    }
    group.finish();
}

/// Every stratum in so many equal parts.
fn split_strata(model: &mut Model, parts: usize) {
    fn repeat<T: Clone>(list: &[T], parts: usize) -> Vec<T> {
        list.iter().flat_map(|item| vec![item.clone(); parts]).collect()
    }
    for group in &mut model.groups {
        group.strata = repeat(&group.strata, parts);
        for (i, stratum) in group.strata.iter_mut().enumerate() {
            stratum.name = format!("{}-{i}", stratum.name);
            stratum.share /= parts as f64;
        }
    }
    for outcome in &mut model.outcomes {
        outcome.baseline = repeat(&outcome.baseline, parts);
    }
    for programme in &mut model.programmes {
        programme.targeting = repeat(&programme.targeting, parts);
    }
}

/// How the work grows with each size, from the same start: 7 arms, 15 years, 1 programme year, 3 strata, 4,096 trials, 1 thread.
fn growth(criterion: &mut Criterion) {
    let start = model(Path::new("benches/peers/wijk.toml"));
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    let mut line = |name: String, model: &Model, trials: usize, threads: usize| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| run(model, trials, Chance::Sampled, threads));
        });
    };
    for trials in [1024, 4096, 16384] {
        line(format!("{trials} trials"), &start, trials, 1);
    }
    for threads in [1, 2] {
        line(format!("{threads} threads"), &start, 4096, threads);
    }
    for arms in [2_u32, 7, 14] {
        let mut model = start.clone();
        model.arms = (0..arms)
            .map(|arm| 4.0 * f64::from(arm) / f64::from(arms - 1))
            .map(|level| Arm::level(level, model.programmes.len()))
            .collect();
        line(format!("{arms} arms"), &model, 4096, 1);
    }
    for horizon in [5, 15, 30] {
        let mut model = start.clone();
        model.horizon = horizon;
        for outcome in &mut model.outcomes {
            outcome.at_risk = horizon;
        }
        line(format!("{horizon} years"), &model, 4096, 1);
    }
    for years in [1, 2, 4] {
        let mut model = start.clone();
        model.years = years;
        line(format!("{years} programme years"), &model, 4096, 1);
    }
    for parts in [1, 2, 4] {
        let mut model = start.clone();
        split_strata(&mut model, parts);
        line(format!("{} strata", 3 * parts), &model, 4096, 1);
    }
    group.finish();
}

criterion_group!(benches, scenarios, growth);
criterion_main!(benches);
