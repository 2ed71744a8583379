//! What the inputs look like: even marginals under every design, and the rank correlation that was asked for.

use wijkimpact::engine::Sample;
use wijkimpact::plan::{Chance, Design, Plan};

use crate::support::number::between;
use crate::support::statistics::{ALARM, mean, p_of_law, z_bound};
use crate::support::{World, plan, run};

/// Three uniform inputs on (0, 1), correlated as given.
fn inputs(ranks: &[(&str, &str, f64)], design: Design, trials: usize, seed: u64) -> Sample {
    let world = World::new()
        .group("g", 10.0)
        .programme("p")
        .uptake(between(0.0, 1.0))
        .reach(between(0.0, 1.0))
        .completion(between(0.0, 1.0));
    let world = ranks.iter().fold(world, |w, (a, b, rank)| w.correlated(a, b, *rank));
    run(&world.build(), &Plan { design, chance: Chance::Expected, ..plan(trials, seed) })
}

fn column(sample: &Sample, input: usize) -> Vec<f64> {
    sample.parameters.row(input).to_vec()
}

#[test]
fn every_replicate_of_sobol_and_latin_hypercube_has_one_point_in_each_interval() {
    for design in [Design::Sobol, Design::LatinHypercube] {
        // 16 replicates of 256 points.
        let sample = inputs(&[], design, 4096, 3);
        for input in 0..3 {
            let x = column(&sample, input);
            for replicate in 0..16 {
                let mut cells: Vec<usize> =
                    x.iter().skip(replicate).step_by(16).map(|u| (u * 256.0) as usize).collect();
                cells.sort_unstable();
                assert!(
                    cells.into_iter().eq(0..256),
                    "{design:?}, input {input}, replicate {replicate}"
                );
            }
        }
    }
}

#[test]
fn marginals_are_uniform_under_every_design_coupled_or_not() {
    let coupled: &[(&str, &str, f64)] =
        &[("p.uptake", "p.reach", 0.8), ("p.reach", "p.completion", -0.4)];
    for design in Design::ALL {
        for ranks in [&[], coupled] {
            let sample = inputs(ranks, design, 16_384, 4);
            for input in 0..3 {
                let x = column(&sample, input);
                assert!(x.iter().all(|u| *u > 0.0 && *u < 1.0));
                // 18 tests in all. More even than chance (as designs are) gives p near 1, which is no alarm.
                let p = p_of_law(&x, |u| u);
                assert!(
                    p > ALARM / 18.0,
                    "{design:?}, {} ranks, input {input}: {p:e}",
                    ranks.len()
                );
            }
        }
    }
}

#[test]
fn every_single_trial_is_uniform_over_seeds() {
    // Even spread within a run says nothing of where a given point lies: the first point of each of 16 independent replicates,
    // under 400 seeds, is a sample of 6,400 independent uniforms.
    for design in Design::ALL {
        let first: Vec<f64> = (0..400)
            .flat_map(|seed| column(&inputs(&[], design, 16 * 32, seed), 0)[..16].to_vec())
            .collect();
        let p = p_of_law(&first, |u| u);
        assert!(p > ALARM / 3.0, "{design:?}: {p:e}");
    }
}

/// Ranks 0, 1, 2 ….
fn ranks(x: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|a, b| x[*a].total_cmp(&x[*b]));
    let mut ranks = vec![0.0; x.len()];
    for (rank, place) in order.into_iter().enumerate() {
        ranks[place] = rank as f64;
    }
    ranks
}

fn spearman(x: &[f64], y: &[f64]) -> f64 {
    let (x, y) = (ranks(x), ranks(y));
    let m = mean(&x);
    let n = x.len() as f64;
    let covariance: f64 = x.iter().zip(&y).map(|(a, b)| (a - m) * (b - m)).sum::<f64>() / n;
    covariance / ((n * n - 1.0) / 12.0)
}

#[test]
fn the_copula_gives_the_rank_correlation_that_was_asked_for() {
    // Spearman's coefficient of n independent pairs has variance 1 / (n - 1) without correlation, and less with it under a
    // Gaussian copula (David and Mallows 1961, doi 10.1093/biomet/48.1-2.19), so `z / sqrt(n - 1)` is a bound for all.
    // With 0 between uptake and completion a matrix is positive definite where r1^2 + r2^2 < 1.
    let n = 160_000;
    let bound = z_bound(21) / (f64::from(n) - 1.0).sqrt();
    for (seed, (first, second)) in
        [(0.6, -0.6), (-0.9, 0.3), (0.5, 0.0), (-0.3, -0.7), (0.05, 0.95), (0.99, 0.05), (0.0, 0.0)]
            .into_iter()
            .enumerate()
    {
        let asked = [("p.uptake", "p.reach", first), ("p.reach", "p.completion", second)];
        let sample = inputs(&asked, Design::MonteCarlo, n as usize, 50 + seed as u64);
        let [u, r, c] = [0, 1, 2].map(|i| column(&sample, i));
        // Inputs in the order added: uptake, reach, completion. Uptake and completion were not coupled: 0.
        for (x, y, want) in [(&u, &r, first), (&r, &c, second), (&u, &c, 0.0)] {
            let got = spearman(x, y);
            assert!((got - want).abs() < bound, "{got}, not {want} within {bound}");
        }
    }
}

#[test]
fn coupling_moves_only_the_later_input() {
    let free = inputs(&[], Design::Sobol, 512, 9);
    let coupled = inputs(&[("p.uptake", "p.completion", 0.6)], Design::Sobol, 512, 9);
    for (input, same) in [(0, true), (1, true), (2, false)] {
        assert_eq!(column(&free, input) == column(&coupled, input), same, "input {input}");
    }
}
