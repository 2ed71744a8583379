//! The parts of a trial one by one, for a block of 64 trials and seven arms, beside the least that a site can cost.
//!
//! `cargo bench --bench kernels`. The time of a line divided by that of `floor` in the same run is how many times the floor a
//! part costs: one uniform and one logarithm for each trial.

#![expect(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wijkimpact::distributions::{Beta, Distribution, Tabulated};
use wijkimpact::engine::{Addresses, Sampled};
use wijkimpact::model::dynamics::participants;
use wijkimpact::model::luck::{Grid, Luck, Site};
use wijkimpact::streams::{Purpose, Source};

const TRIALS: usize = 64;
const LEVELS: [f64; 7] = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0];

fn site() -> Site<'static> {
    Site {
        programme: "p",
        group: "g",
        stratum: "h",
        service_year: Some(0),
        year: 3,
        outcome: "o",
        step: "avoided",
        detail: "",
    }
}

/// So many people an FTE: arms with 0 to 4 times `each`.
fn people(each: f64) -> Grid {
    Grid::from_shape_fn((LEVELS.len(), TRIALS), |(arm, _)| LEVELS[arm] * each)
}

fn floor(criterion: &mut Criterion) {
    let source = Source::new(1, Purpose::Luck, "floor");
    let mut uniforms = [0.0; TRIALS];
    let mut group = criterion.benchmark_group("kernels");
    group.throughput(Throughput::Elements(TRIALS as u64));
    group.bench_function("floor: a uniform and a logarithm", |bencher| {
        bencher.iter(|| {
            source.round(0, 0, &mut uniforms);
            uniforms.iter().map(|u| u.ln()).sum::<f64>()
        });
    });
    group.bench_function("uniforms", |bencher| {
        bencher.iter(|| {
            source.round(0, 0, &mut uniforms);
            black_box(uniforms[0])
        });
    });
    group.finish();
}

fn luck(criterion: &mut Criterion) {
    let addresses = Addresses::new(1, "");
    let mut luck = Sampled::new(&addresses, 0, TRIALS);
    let site = site();
    let mut group = criterion.benchmark_group("kernels");
    group.throughput(Throughput::Elements(TRIALS as u64));
    // Expected successes in the largest arm: 0.05, 1, 20, 2,000.
    for (name, each, p) in
        [("0.05", 25.0, 0.0005), ("1", 25.0, 0.01), ("20", 25.0, 0.2), ("2000", 5000.0, 0.1)]
    {
        let (people, chance) = (people(each), [p; TRIALS]);
        group.bench_function(
            format!("binomial, mean {name} in the largest of 7 arms"),
            |bencher| {
                bencher.iter(|| luck.successes(&site, &people, &chance));
            },
        );
    }
    let shared = [600.0; TRIALS];
    group.bench_function("binomial, the same in every arm, mean 180", |bencher| {
        bencher.iter(|| luck.shared(&site, &shared, &[0.3; TRIALS]));
    });
    for (name, each) in [("0.05", 0.0125), ("1", 0.25), ("2000", 500.0)] {
        let exposure = people(each);
        group.bench_function(format!("poisson, mean {name} in the largest of 7 arms"), |bencher| {
            bencher.iter(|| luck.points(&site, &exposure));
        });
    }
    let cases = people(1.0);
    group.bench_function("gamma sums, 4 cases in the largest of 7 arms", |bencher| {
        bencher.iter(|| luck.spread(&site, &cases, &[1.5; TRIALS]));
    });
    group.finish();
}

fn quantiles(criterion: &mut Criterion) {
    let beta = Distribution::Beta(Beta::new(2.0, 5.0).expect("a beta distribution"));
    let table = Tabulated::new(&beta);
    let uniforms: Vec<f64> = (0..TRIALS).map(|i| (i as f64 + 0.5) / TRIALS as f64).collect();
    let mut group = criterion.benchmark_group("kernels");
    group.throughput(Throughput::Elements(TRIALS as u64));
    group.bench_function("beta quantile, exact", |bencher| {
        bencher.iter(|| uniforms.iter().map(|u| beta.quantile(*u)).sum::<f64>());
    });
    group.bench_function("beta quantile, from the table", |bencher| {
        bencher.iter(|| uniforms.iter().map(|u| table.quantile(*u)).sum::<f64>());
    });
    group.bench_function("making the table", |bencher| bencher.iter(|| Tabulated::new(&beta)));
    group.finish();
}

fn matching(criterion: &mut Criterion) {
    let (pools, weights) = ([200.0, 90.0, 40.0], [0.6, 1.0, 1.3]);
    let mut out = [0.0; 3];
    let mut group = criterion.benchmark_group("kernels");
    group.throughput(Throughput::Elements(TRIALS as u64));
    group.bench_function("matching, 3 strata with targeting, 7 arms", |bencher| {
        bencher.iter(|| {
            for trial in 0..TRIALS {
                let friction = 1.0 + trial as f64 / 32.0;
                for level in LEVELS {
                    participants(&pools, &weights, 50.0 * level, friction, &mut out);
                }
            }
            black_box(out[0])
        });
    });
    group.finish();
}

criterion_group!(benches, floor, luck, quantiles, matching);
criterion_main!(benches);
