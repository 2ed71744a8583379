//! How often intervals of 95 % hold the truth: too slow for every day, run by name.
//!
//! `cargo test --release --lib -- --ignored --nocapture voi::coverage`

use rayon::prelude::*;

use super::cases::{Linear, normals};
use super::{Group, Study, evpi, evppi, evsi};
use crate::numeric::special::{normal_cdf, normal_quantile};
use crate::numeric::{mean, sd};

const REPETITIONS: u64 = 1000;
const ROWS: usize = 4096;

/// Student's t with 15 degrees of freedom at 97.5 %, for errors from 16 replicates.
const T15: f64 = 2.131_449_545_559_323;

/// Prints coverage, bias and the error told beside the true one, and tells the coverage.
fn measure(name: &str, known: f64, reach: f64, found: &[(f64, f64)]) -> f64 {
    let values: Vec<f64> = found.iter().map(|(value, _)| *value).collect();
    let errors: Vec<f64> = found.iter().map(|(_, error)| *error).collect();
    let held = found.iter().filter(|(value, error)| (value - known).abs() <= reach * error).count();
    let coverage = held as f64 / found.len() as f64;
    println!(
        "{name:<34} true {known:.5}  bias {:+.5} (error {:.5})  sd {:.5}  told {:.5}  coverage {:.1} %",
        mean(&values) - known,
        sd(&values) / (found.len() as f64).sqrt(),
        sd(&values),
        mean(&errors),
        100.0 * coverage,
    );
    coverage
}

/// Coverage of 1,000 intervals of 95 % has an error of 0.7 points; three of them, and the interval's own error, allow this.
fn right(coverage: f64) -> bool {
    (0.925..0.975).contains(&coverage)
}

fn alone(input: usize) -> Group {
    Group { name: input.to_string(), members: vec![input] }
}

#[test]
#[ignore = "a thousand repetitions; run by name"]
fn intervals_of_the_linear_model_hold_the_truth() {
    let groups = [alone(0), alone(1)];
    for k in [1.0, 2.0, 3.0] {
        for (replicates, reach) in [(None, 1.96), (Some(16), T15)] {
            let case = Linear { mean: 1.0, k };
            let runs: Vec<[(f64, f64); 3]> = (0..REPETITIONS)
                .into_par_iter()
                .map(|seed| {
                    let (nets, inputs) = (case.nets(ROWS, seed), case.inputs(ROWS, seed));
                    let all = evpi(&nets, replicates).unwrap();
                    let parts = evppi(&nets, &inputs, &groups, replicates).unwrap();
                    let [first, second] = [0, 1].map(|i| (parts[i].value, parts[i].error));
                    [(all.value, all.error), first, second]
                })
                .collect();
            let known = [case.evpi(), case.evppi_p1(), case.evppi_p2()];
            for (place, what) in ["EVPI", "EVPPI p1", "EVPPI p2"].into_iter().enumerate() {
                let found: Vec<(f64, f64)> = runs.iter().map(|run| run[place]).collect();
                let name = format!("k {k} replicates {replicates:?} {what}");
                assert!(right(measure(&name, known[place], reach, &found)), "{name}");
            }
        }
    }
}

#[test]
#[ignore = "a thousand repetitions; run by name"]
fn intervals_of_a_bend_a_product_and_a_study_hold_the_truth() {
    // Net a b + c with a ~ N(1, 1) and b, c standard normal; b alone gives b, a and b together a b.
    let case = Linear { mean: 0.0, k: 1.0 };
    let groups = [alone(1), Group { name: "a and b".into(), members: vec![0, 1] }];
    let runs: Vec<[(f64, f64); 3]> = (0..REPETITIONS)
        .into_par_iter()
        .map(|seed| {
            let inputs: Vec<Vec<f64>> = vec![
                normals(ROWS, seed, "a").iter().map(|z| 1.0 + z).collect(),
                normals(ROWS, seed, "b"),
            ];
            let noise = normals(ROWS, seed, "c");
            let net = (0..ROWS).map(|k| inputs[0][k] * inputs[1][k] + noise[k]).collect();
            let parts = evppi(&[vec![0.0; ROWS], net], &inputs, &groups, None).unwrap();
            let (nets, inputs) = (case.nets(ROWS, seed), case.inputs(ROWS, seed));
            let study = (Study::Mean { sd: 4.0 }, &[16][..]);
            let study = evsi(&nets, &inputs[0], study, (seed, "p1"), None).unwrap().sizes[0];
            [
                (parts[0].value, parts[0].error),
                (parts[1].value, parts[1].error),
                (study.alone, study.error),
            ]
        })
        .collect();
    // E max(0, a b) = E|a| E max(0, b) with E|a| = E max(0, a) + E max(0, -a).
    let absolute = 2.0 * (super::cases::unit_loss(1.0, 1.0) + 1.0) - 1.0;
    let half = 0.5 * std::f64::consts::FRAC_2_PI.sqrt();
    let known = [half, absolute * half, case.evsi_p1(16.0, 4.0)];
    for (place, what) in ["EVPPI b", "EVPPI a and b", "EVSI of 16"].into_iter().enumerate() {
        let found: Vec<(f64, f64)> = runs.iter().map(|run| run[place]).collect();
        assert!(right(measure(what, known[place], 1.96, &found)), "{what}");
    }
}

/// Standard normal numbers of 16 interleaved replicates, each a Latin hypercube: one number in each of its strata.
fn stratified(seed: u64, name: &str) -> Vec<f64> {
    let strata = ROWS / 16;
    let mut values = vec![0.0; ROWS];
    for replicate in 0..16 {
        let order = normals(strata, seed, &format!("order {name} {replicate}"));
        let inside = normals(strata, seed, &format!("inside {name} {replicate}"));
        let mut places: Vec<usize> = (0..strata).collect();
        places.sort_by(|&a, &b| order[a].total_cmp(&order[b]));
        for (stratum, place) in places.into_iter().enumerate() {
            let share = (stratum as f64 + normal_cdf(inside[place])) / strata as f64;
            values[place * 16 + replicate] = normal_quantile(share);
        }
    }
    values
}

#[test]
#[ignore = "a thousand repetitions; run by name"]
fn intervals_of_a_latin_hypercube_hold_the_truth() {
    let case = Linear { mean: 1.0, k: 2.0 };
    let groups = [alone(0), alone(1)];
    let runs: Vec<[(f64, f64); 3]> = (0..REPETITIONS)
        .into_par_iter()
        .map(|seed| {
            let inputs: Vec<Vec<f64>> = vec![
                stratified(seed, "p1").iter().map(|z| 1.0 + z).collect(),
                stratified(seed, "p2").iter().map(|z| 2.0 * z).collect(),
            ];
            let net = (0..ROWS).map(|k| 2.0 * inputs[0][k] - inputs[1][k]).collect();
            let nets = [vec![0.0; ROWS], net];
            let all = evpi(&nets, Some(16)).unwrap();
            let parts = evppi(&nets, &inputs, &groups, Some(16)).unwrap();
            let [first, second] = [0, 1].map(|i| (parts[i].value, parts[i].error));
            [(all.value, all.error), first, second]
        })
        .collect();
    let known = [case.evpi(), case.evppi_p1(), case.evppi_p2()];
    for (place, what) in ["EVPI", "EVPPI p1", "EVPPI p2"].into_iter().enumerate() {
        let found: Vec<(f64, f64)> = runs.iter().map(|run| run[place]).collect();
        let name = format!("Latin hypercube, k 2, {what}");
        assert!(right(measure(&name, known[place], T15, &found)), "{name}");
    }
}

#[test]
#[ignore = "hundreds of repetitions; run by name"]
fn what_is_hard_to_follow_and_how_far_it_is_off() {
    // A product of six skewed inputs, exp(0.3 sum z), less 1.5: E max is that of a call on a lognormal number.
    let spread = 0.3 * 6.0_f64.sqrt();
    let middle = (0.5 * spread * spread).exp();
    let upper = ((middle / 1.5).ln() + 0.5 * spread * spread) / spread;
    let product = middle * normal_cdf(upper) - 1.5 * normal_cdf(upper - spread);
    // A step of one input: 1 above 1, -0.3 below; worth 1 with that probability.
    let step = normal_cdf(-1.0);
    // Nothing at all: six inputs without effect on two options that are as good as equal.
    let six = Group { name: "six".into(), members: (0..6).collect() };
    let runs: Vec<[(f64, f64); 3]> = (0..REPETITIONS / 4)
        .into_par_iter()
        .map(|seed| {
            let z: Vec<Vec<f64>> = (0..6).map(|i| normals(ROWS, seed, &format!("z{i}"))).collect();
            let noise = normals(ROWS, seed, "noise");
            let ask = |net: &dyn Fn(usize) -> f64, group: &Group| {
                let nets = [vec![0.0; ROWS], (0..ROWS).map(net).collect()];
                let found = &evppi(&nets, &z, std::slice::from_ref(group), None).unwrap()[0];
                (found.value, found.error)
            };
            let sum = |k: usize| 0.3 * z.iter().map(|z| z[k]).sum::<f64>();
            [
                ask(&|k| sum(k).exp() - 1.5 + noise[k], &six),
                ask(&|k| if z[0][k] > 1.0 { 1.0 } else { -0.3 } + noise[k], &alone(0)),
                ask(&|k| noise[k], &six),
            ]
        })
        .collect();
    let least = [0.9, 0.7, 0.9];
    for (place, (what, known)) in
        [("product of six", product), ("step", step), ("six inputs without effect", 0.0)]
            .into_iter()
            .enumerate()
    {
        let found: Vec<(f64, f64)> = runs.iter().map(|run| run[place]).collect();
        assert!(measure(what, known, 1.96, &found) > least[place], "{what}");
    }
}
