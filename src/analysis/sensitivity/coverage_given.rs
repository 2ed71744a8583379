//! Errors and coverage over many seeds of what is made from finished samples, and of Shapley effects and swings: slow, run by name.

use rayon::prelude::*;

use super::cases::{G, ISHIGAMI, LINEAR, columns, g, ishigami, linear, names};
use super::conditional::Coupled;
use super::delta::delta;
use super::given::{Rows, given};
use super::saltelli::REPLICATES;
use super::shapley::{ShapleyRequest, shapley};
use super::tornado::tornado;
use crate::engine::{Draws, Points};
use crate::numeric::special::normal_quantile;
use crate::numeric::{mean, sd};

const SEEDS: u64 = 1000;

/// Columns of inputs and of outputs: independent rows, or those of a Sobol' run.
fn sample(
    seed: u64,
    inputs: usize,
    rows: usize,
    sobol: bool,
    f: fn(&[f64]) -> f64,
) -> (Vec<Vec<f64>>, Vec<f64>) {
    let x: Vec<Vec<f64>> = names(inputs)
        .iter()
        .map(|name| {
            if sobol {
                let of = |r| Points::new(seed, name, r);
                let points: Vec<Points> = (0..REPLICATES).map(of).collect();
                (0..rows).map(|row| points[row % REPLICATES].at(row / REPLICATES)).collect()
            } else {
                let mut draws = Draws::new(seed, name);
                (0..rows).map(|_| draws.uniform()).collect()
            }
        })
        .collect();
    let y = (0..rows).map(|row| f(&x.iter().map(|x| x[row]).collect::<Vec<_>>())).collect();
    (x, y)
}

/// The rank estimator of Gamboa, Gremaud, Klein and Lagnoux (2022): the output times that of the next larger input.
fn by_ranks(x: &[f64], y: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]));
    let centre = mean(y);
    let n = y.len();
    let product: f64 =
        (0..n).map(|i| (y[order[i]] - centre) * (y[order[(i + 1) % n]] - centre)).sum();
    product / n as f64 / (sd(y).powi(2) * (n - 1) as f64 / n as f64)
}

#[test]
#[ignore = "some minutes; run by name when estimators or intervals change"]
fn first_indices_from_samples() {
    type Case = (&'static str, fn(&[f64]) -> f64, Vec<f64>);
    let cases: [Case; 3] = [
        ("Ishigami", ishigami, ISHIGAMI.first.to_vec()),
        ("g", g, G.first[..4].to_vec()),
        ("linear", linear, LINEAR.first.to_vec()),
    ];
    for (name, f, truth) in cases {
        for (rows, sobol) in [(1024, false), (8192, false), (1024, true), (8192, true)] {
            let inputs = if name == "g" { 8 } else { truth.len() };
            let all: Vec<Vec<[f64; 3]>> = (1..=400_u64)
                .into_par_iter()
                .map(|seed| {
                    let (x, y) = sample(seed, inputs, rows, sobol, f);
                    let numbers: Vec<usize> = (0..rows).map(|row| row % REPLICATES).collect();
                    let how = if sobol { Rows::Replicates(&numbers) } else { Rows::Independent };
                    let each = x.iter().zip(&truth).map(|(x, truth)| {
                        let index = given(seed, x, &y, how, 0.95).unwrap().index.unwrap();
                        let held = index.lo <= *truth && *truth <= index.hi;
                        [index.value - truth, f64::from(u8::from(held)), by_ranks(x, &y) - truth]
                    });
                    each.collect()
                })
                .collect();
            for input in 0..truth.len() {
                let column = |of: usize| all.iter().map(|one| one[input][of]).collect::<Vec<_>>();
                let error =
                    |of: usize| mean(&column(of).iter().map(|e| e * e).collect::<Vec<_>>()).sqrt();
                println!(
                    "{name} {rows} sobol {sobol} input {input}: covered {:.3}, bias {:+.4}, error {:.4}; ranks bias {:+.4}, error {:.4}",
                    mean(&column(1)),
                    mean(&column(0)),
                    error(0),
                    mean(&column(2)),
                    error(2),
                );
                // Shares of 400 have sd 0.011; four of them, as there are 48 shares.
                assert!(mean(&column(1)) > 0.906);
            }
        }
    }
}

#[test]
#[ignore = "a minute; run by name when the estimator changes"]
fn delta_of_normal_pairs() {
    for rows in [1024, 8192] {
        for (r, exact) in super::delta::known() {
            let all: Vec<[f64; 4]> = (1..=200_u64)
                .into_par_iter()
                .map(|seed| {
                    let f = |u: &[f64]| {
                        r * normal_quantile(u[0]) + (1.0 - r * r).sqrt() * normal_quantile(u[1])
                    };
                    let (x, _) = sample(seed, 2, rows, false, |_| 0.0);
                    let y: Vec<f64> = (0..rows).map(|row| f(&[x[0][row], x[1][row]])).collect();
                    let found = delta(seed, &x[0], &y, 0.95).unwrap();
                    let index = found.index.unwrap();
                    let held = index.lo <= exact && exact <= index.hi;
                    [
                        index.value,
                        found.plain,
                        f64::from(u8::from(held)),
                        f64::from(u8::from(index.distinguishable)),
                    ]
                })
                .collect();
            let column = |of: usize| all.iter().map(|one| one[of]).collect::<Vec<_>>();
            println!(
                "{rows} r {r}: exact {exact:.4}, mean {:.4}, sd {:.4}, plain {:.4}, covered {:.3}, distinguishable {:.3}",
                mean(&column(0)),
                sd(&column(0)),
                mean(&column(1)),
                mean(&column(2)),
                mean(&column(3)),
            );
        }
    }
}

#[test]
#[ignore = "a minute; run by name when the estimator changes"]
fn shapley_effects_and_swings_hold_the_truth() {
    let r: f64 = 0.6;
    let coupled = [Coupled { members: vec![0, 1], factor: vec![vec![1.0, 0.0], vec![r, 0.8]] }];
    // Owen and Prieur (2017) with slopes 2 and 1, and a third, independent input with slope 1.
    let variance = 4.0 + 1.0 + 4.0 * r + 1.0;
    let half = r * r / 2.0;
    let truth = [4.0 * (1.0 - half) + 2.0 * r + half, 1.0 - half + 2.0 * r + 4.0 * half, 1.0]
        .map(|part| part / variance);
    let f = |u: &[f64]| {
        let z = [u[0], u[1], u[2]].map(normal_quantile);
        2.0 * z[0] + r * z[0] + 0.8 * z[1] + z[2]
    };
    for orders in [256, 2048] {
        let held: Vec<[f64; 3]> = (1..=SEEDS)
            .into_par_iter()
            .map(|seed| {
                let request =
                    ShapleyRequest { seed, inputs: 3, coupled: &coupled, orders, level: 0.95 };
                let found = shapley::<()>(&request, &mut columns(f)).unwrap().effects;
                std::array::from_fn(|i| {
                    let effect = found[i].unwrap();
                    f64::from(u8::from(effect.lo <= truth[i] && truth[i] <= effect.hi))
                })
            })
            .collect();
        let covered = [0, 1, 2].map(|i| mean(&held.iter().map(|held| held[i]).collect::<Vec<_>>()));
        println!("Shapley {orders} orders: covered {covered:.3?}");
        assert!(covered.iter().all(|&share| share > 0.92));
    }
    // The swing of x in Ishigami's function between 0.05 and 0.95.
    let pi = std::f64::consts::PI;
    let exact = 2.0 * (0.9 * pi).sin() * (1.0 + 0.02 * pi.powi(4));
    for points in [256, 1024, 8192] {
        let held: Vec<f64> = (1..=SEEDS)
            .into_par_iter()
            .map(|seed| {
                let found = tornado::<()>(
                    seed,
                    &names(3),
                    points,
                    [0.05, 0.95],
                    0.95,
                    &mut columns(ishigami),
                );
                let swing = found.unwrap().swings[0].swing;
                f64::from(u8::from(swing.lo <= exact && exact <= swing.hi))
            })
            .collect();
        println!("swing {points}: covered {:.3}", mean(&held));
        assert!(mean(&held) > 0.929);
    }
}
