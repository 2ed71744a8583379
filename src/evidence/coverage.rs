//! How often intervals hold what they promise, in worlds where the truth is known.

use rand::Rng as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::{IntervalMethod, Options, Study, pool};
use crate::numeric::special::normal_quantile;

const TRUTH: f64 = 0.3;

fn normal(rng: &mut ChaCha8Rng) -> f64 {
    normal_quantile(((rng.next_u64() >> 11) as f64 + 0.5) / 2.0_f64.powi(53))
}

/// Shares of worlds in which the interval holds the mean, and the prediction a new setting's effect.
///
/// Sampling variances run from 0.05 to 0.15 and are known; I2 is then about `tau2 / (tau2 + 0.09)`.
fn covered(worlds: u64, k: usize, tau2: f64, interval: IntervalMethod) -> [f64; 2] {
    let options = Options { interval: Some(interval), ..Options::default() };
    let mut hits = [0.0; 2];
    for world in 0..worlds {
        let mut rng = ChaCha8Rng::seed_from_u64(world);
        let studies: Vec<Study> = (0..k)
            .map(|i| {
                let vi = 0.05 + 0.1 * i as f64 / (k - 1) as f64;
                let own = TRUTH + tau2.sqrt() * normal(&mut rng);
                let yi = own + vi.sqrt() * normal(&mut rng);
                Study { name: i.to_string(), row: i + 1, yi, vi }
            })
            .collect();
        let new = TRUTH + tau2.sqrt() * normal(&mut rng);
        let found = pool(&studies, &options).unwrap();
        let holds = |[low, high]: [f64; 2], x: f64| f64::from(u8::from(low <= x && x <= high));
        hits[0] += holds(found.ci, TRUTH);
        hits[1] += holds(found.prediction.unwrap(), new);
    }
    hits.map(|hit| hit / worlds as f64)
}

#[test]
fn hartung_knapp_covers_in_a_few_hundred_worlds() {
    // 400 worlds at 0.95: a binomial standard error of 0.0109, so 0.0436 is 4 of them.
    let [mean, _] = covered(400, 5, 0.1, IntervalMethod::Hk);
    assert!((mean - 0.95).abs() < 0.0436, "{mean}");
    // Five studies, normal interval: known to fall short (here near 0.90), so clearly below what Hartung-Knapp covers.
    let [normal, _] = covered(400, 5, 0.1, IntervalMethod::Z);
    assert!(normal < mean, "{normal} {mean}");
}

#[test]
#[ignore = "80,000 pools; figures in docs/pooling.md"]
fn coverage_of_means_and_predictions() {
    // 4,000 worlds at 0.95: standard error 0.00345, so 0.0138 is 4 of them.
    let worlds = 4_000;
    for k in [5, 15] {
        for tau2 in [0.0, 0.03, 0.1, 0.3, 1.0] {
            for interval in [IntervalMethod::Z, IntervalMethod::Hk] {
                let [mean, new] = covered(worlds, k, tau2, interval);
                println!(
                    "k {k:2} tau2 {tau2:4} {:2} mean {mean:.4} prediction {new:.4}",
                    interval.name()
                );
                if interval == IntervalMethod::Hk {
                    assert!((mean - 0.95).abs() < 0.0138, "{mean}");
                }
            }
        }
    }
    // The prediction interval takes tau2 as known, so it is right only in the limit of many studies that differ much.
    let [_, new] = covered(worlds, 80, 1.0, IntervalMethod::Hk);
    println!("k 80 tau2 1 prediction {new:.4}");
    assert!((new - 0.95).abs() < 0.0138, "{new}");
}
