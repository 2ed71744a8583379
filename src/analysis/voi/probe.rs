//! Temporary.
use super::cases::normals;
use super::{Group, evpi, evppi};
use crate::numeric::{mean, sd};
use rayon::prelude::*;

fn report(name: &str, known: f64, runs: &[(f64, f64, f64, f64)]) {
    let v: Vec<f64> = runs.iter().map(|r| r.0).collect();
    let e: Vec<f64> = runs.iter().map(|r| r.1).collect();
    let b: Vec<f64> = runs.iter().map(|r| r.2).collect();
    let t: Vec<f64> = runs.iter().map(|r| r.3).collect();
    let cov = runs.iter().filter(|r| (r.0 - known).abs() <= 1.96 * r.1).count() as f64
        / runs.len() as f64;
    println!(
        "PROBE {name:<40} true {known:.5} mean {:.5} bias {:+.5} sd {:.5} told {:.5} off {:.5} terms {:.1} cover {:.1}",
        mean(&v),
        mean(&v) - known,
        sd(&v),
        mean(&e),
        mean(&b),
        mean(&t),
        100.0 * cov
    );
}

#[test]
#[ignore = "probe"]
fn probe() {
    let rows = 4096;
    let reps = 200u64;
    // (name, number of inputs, nets from inputs & extra noise, group)
    type W = (&'static str, Vec<usize>, fn(&[Vec<f64>], usize) -> Vec<f64>);
    let worlds: Vec<W> = vec![
        ("null tie single", vec![9], |z, k| vec![0.0, z[0][k]]),
        ("null tie pair", vec![8, 9], |z, k| vec![0.0, z[0][k]]),
        ("null tie 4", vec![6, 7, 8, 9], |z, k| vec![0.0, z[0][k]]),
        ("null tie 6", vec![4, 5, 6, 7, 8, 9], |z, k| vec![0.0, z[0][k]]),
        ("null apart 6", vec![4, 5, 6, 7, 8, 9], |z, k| vec![0.0, z[0][k] - 0.3]),
        ("weak 6 of 10", vec![0, 1, 2, 3, 4, 5], |z, k| {
            vec![0.0, 0.1 * (z[0][k] + z[1][k] + z[2][k]) - 0.05 + z[9][k]]
        }),
        ("lognormal single", vec![0], |z, k| vec![0.0, z[0][k].exp() - 2.0 + 2.0 * z[9][k]]),
        ("lognormal product of 3", vec![0, 1, 2], |z, k| {
            vec![0.0, (0.5 * (z[0][k] + z[1][k] + z[2][k])).exp() - 2.0 + z[9][k]]
        }),
        ("lognormal product of 6", vec![0, 1, 2, 3, 4, 5], |z, k| {
            vec![
                0.0,
                (0.3 * (z[0][k] + z[1][k] + z[2][k] + z[3][k] + z[4][k] + z[5][k])).exp() - 1.5
                    + z[9][k],
            ]
        }),
        ("lognormal product of 9", vec![0, 1, 2, 3, 4, 5, 6, 7, 8], |z, k| {
            vec![
                0.0,
                (0.3 * (z[0][k]
                    + z[1][k]
                    + z[2][k]
                    + z[3][k]
                    + z[4][k]
                    + z[5][k]
                    + z[6][k]
                    + z[7][k]
                    + z[8][k]))
                    .exp()
                    - 1.5
                    + z[9][k],
            ]
        }),
        ("three options pair", vec![0, 1], |z, k| {
            vec![0.0, z[0][k] * z[1][k] + z[8][k] - 0.1, z[0][k] + z[9][k] - 0.2]
        }),
        ("max inside pair", vec![0, 1], |z, k| vec![0.0, z[0][k].max(z[1][k]) - 0.8 + z[9][k]]),
        ("step single", vec![0], |z, k| {
            vec![0.0, if z[0][k] > 1.0 { 1.0 } else { -0.3 } + z[9][k]]
        }),
        ("uniform ratio of 2", vec![0, 1], |z, k| {
            vec![
                0.0,
                1.0 / (1.0 + (-z[0][k]).exp()) / (0.3 + 1.0 / (1.0 + (-z[1][k]).exp())) - 0.7
                    + 0.5 * z[9][k],
            ]
        }),
    ];
    for (name, set, f) in worlds {
        let (lo, hi) = (set[0], set.len());
        let make = |rows: usize, seed: u64, noise: bool| {
            let mut z: Vec<Vec<f64>> =
                (0..10).map(|i| normals(rows, seed, &format!("z{i}"))).collect();
            if !noise {
                for i in [8usize, 9] {
                    if !set.contains(&i) {
                        z[i] = vec![0.0; rows];
                    }
                }
                if !set.contains(&0) {
                    z[0] = vec![0.0; rows];
                }
            }
            let n: Vec<Vec<f64>> = {
                let m: Vec<Vec<f64>> = (0..rows).map(|k| f(&z, k)).collect();
                (0..m[0].len()).map(|d| m.iter().map(|r| r[d]).collect()).collect()
            };
            (z, n)
        };
        let (_, n) = make(4_000_000, 999_999, false);
        let known = evpi(&n, None).unwrap().value;
        let group = [Group { name: "g".into(), members: set.clone() }];
        let t = std::time::Instant::now();
        let runs: Vec<_> = (0..reps)
            .into_par_iter()
            .map(|s| {
                let (z, n) = make(rows, s, true);
                let r = &evppi(&n, &z, &group, None).unwrap()[0];
                (r.value, r.error, r.bias, r.terms)
            })
            .collect();
        report(name, known, &runs);
        let _ = (lo, hi);
        println!("      {:.3} s each", t.elapsed().as_secs_f64() / reps as f64);
    }
}
