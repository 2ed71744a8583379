//! Large counts against exact laws, at numbers of people in the walked part, on the ends of stretches, one beside them, and inside.
//!
//! A queue without friction and one place an FTE make exactly `n` people take part in an arm of `n` FTE. The increments of a
//! binomial, Poisson or Gamma process from arm to arm must then be independent and follow the law of the extra people alone,
//! which together is the whole joint law over arms.

use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, Gamma, Poisson};
use wijkimpact::engine::{Measure, Sample};
use wijkimpact::model::Measure::{RateRatio, RelativeRisk};
use wijkimpact::model::{Among::Participants, Kind, Model};

use crate::support::statistics::{
    ALARM, deviations, estimate, p_of_counts, p_of_law, z_bound, z_of_mean,
};
use crate::support::{World, sampled};

const TRIALS: usize = 20_000;

/// `people` take part, one list entry an arm; the outcome is the closure's.
fn exactly(people: &[f64], outcome: impl FnOnce(World) -> World) -> Model {
    // The pool is twice the most people: x <= 1/2 and x^k = 0 for k = 10,000, so P = A.
    let world = World::new()
        .levels(&[0.0, 1.0])
        .group("groot", 2.0 * people.iter().copied().fold(0.0, f64::max))
        .programme("straat")
        .staff(1.0, 1.0, 0.0);
    let world = people.iter().fold(outcome(world), |w, n| w.arm(&format!("{n} people"), &[*n]));
    world.build()
}

/// What every arm adds to the one before, one column an arm.
fn increments(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut before = vec![0.0; columns[0].len()];
    columns
        .iter()
        .map(|column| {
            let gap = column.iter().zip(&before).map(|(x, y)| x - y).collect();
            before.clone_from(column);
            gap
        })
        .collect()
}

/// Mean, variance, law of each increment, and covariances between all of them.
struct Verdict {
    /// |z|, with what it is of.
    z: Vec<(String, f64)>,
    /// p-values.
    p: Vec<(String, f64)>,
}

impl Verdict {
    fn new() -> Self {
        Self { z: Vec::new(), p: Vec::new() }
    }

    /// An increment with its exact mean, variance and fourth central moment.
    fn moments(&mut self, name: &str, x: &[f64], mean: f64, variance: f64, fourth: f64) {
        self.z.push((format!("mean of {name}"), z_of_mean(x, mean, variance.sqrt())));
        let squares: Vec<f64> = x.iter().map(|v| (v - mean).powi(2)).collect();
        let sd = (fourth - variance * variance).sqrt();
        self.z.push((format!("variance of {name}"), z_of_mean(&squares, variance, sd)));
    }

    fn independent(&mut self, name: &str, x: &[Vec<f64>]) {
        for i in 0..x.len() {
            for j in 0..i {
                let (covariance, error) = estimate(&deviations(&x[i], &x[j]));
                self.z.push((
                    format!("covariance of {name}, {i} and {j}"),
                    covariance / error.sqrt(),
                ));
            }
        }
    }

    fn check(self) {
        let bound = z_bound(self.z.len());
        for (name, z) in &self.z {
            assert!(z.abs() < bound, "{name}: z {z}");
        }
        let least = ALARM / self.p.len() as f64;
        for (name, p) in &self.p {
            assert!(*p > least, "{name}: p {p:e}");
        }
        let worst = self.z.iter().fold(0.0_f64, |w, (_, z)| w.max(z.abs()));
        let smallest = self.p.iter().fold(1.0_f64, |w, (_, p)| w.min(*p));
        println!(
            "{} z, largest {worst:.2} below {bound:.2}; {} laws, least p {smallest:.4}",
            self.z.len(),
            self.p.len()
        );
    }
}

fn participants_are(sample: &Sample, people: &[f64]) {
    for (i, n) in people.iter().enumerate() {
        let took = sample.measure(Measure::Participants, i + 2);
        assert!(took.iter().all(|x| x.total_cmp(n).is_eq()), "{n} people");
    }
}

/// Successes among `people` at chance `p`; `ceil(32 / min(p, 1 - p))` people are walked, and each stretch doubles the total.
fn binomial(p: f64, people: &[f64], seed: u64) {
    let model = exactly(people, |w| {
        w.outcome("delict", Kind::Event, &[p]).effect(Participants, RelativeRisk, 0.0)
    });
    let sample = sampled(&model, TRIALS, seed);
    participants_are(&sample, people);
    let columns: Vec<Vec<f64>> =
        (0..people.len()).map(|i| sample.avoided(0, i + 2).to_vec()).collect();
    let mut verdict = Verdict::new();
    let mut gaps = increments(&columns);
    let mut before = 0.0;
    for (n, x) in people.iter().zip(&gaps) {
        let extra = n - before;
        let q = 1.0 - p;
        let variance = extra * p * q;
        // Fourth central moment of a binomial: npq (1 + 3 (n - 2) p q).
        let fourth = variance * (1.0 + 3.0 * (extra - 2.0) * p * q);
        let name = format!("the people after {before} up to {n}");
        // A variance needs a number of events for its z to be normal; the law is tested whatever the number.
        if variance * TRIALS as f64 > 1e4 {
            verdict.moments(&name, x, extra * p, variance, fourth);
        }
        let law = Binomial::new(p, extra as u64).unwrap();
        let cdf = |k: f64| if k < 0.0 { 0.0 } else { law.cdf(k as u64) };
        verdict.p.push((name, p_of_counts(x, cdf)));
        before = *n;
    }
    gaps.retain(|x| estimate(x).1 * (TRIALS as f64).powi(2) > 1e3);
    verdict.independent("increments", &gaps);
    verdict.check();
}

#[test]
fn binomial_counts_follow_the_exact_law_in_and_between_stretches() {
    // 1,600 people are walked; stretches end at 3,200, 6,400, 12,800 …
    binomial(
        0.02,
        &[
            500.0, 1600.0, 1700.0, 12_799.0, 12_800.0, 12_801.0, 30_000.0, 64_000.0, 100_000.0,
            200_000.0,
        ],
        21,
    );
}

#[test]
fn likely_successes_are_counted_by_their_failures() {
    // Failures have chance 0.3: 107 people are walked; stretches end at 214, 428, 856 …
    binomial(
        0.7,
        &[100.0, 107.0, 108.0, 300.0, 855.0, 856.0, 857.0, 1712.0, 5000.0, 20_001.0, 200_000.0],
        22,
    );
}

#[test]
fn even_chances_follow_the_exact_law() {
    // 64 people are walked; stretches end at 128, 256, 512 …
    binomial(0.5, &[3.0, 511.0, 513.0, 1024.0, 1025.0, 3000.0, 10_000.0], 23);
}

#[test]
fn rare_events_follow_the_exact_law() {
    // 64,000 people are walked; stretches end at 128,000, 256,000, 512,000 …
    binomial(0.0005, &[2000.0, 64_001.0, 511_999.0, 512_000.0, 600_000.0, 1_200_000.0], 24);
}

#[test]
fn poisson_counts_follow_the_exact_law_in_and_between_stretches() {
    let people =
        [1000.0, 102_399.0, 102_400.0, 102_401.0, 150_000.0, 204_800.0, 300_000.0, 2_000_000.0];
    let rate = 0.0025; // 12,800 people have the 32 points that are walked; stretches end at 25,600, 51,200, 102,400 …
    let model = exactly(&people, |w| {
        w.outcome("huisarts", Kind::Use, &[rate]).effect(Participants, RateRatio, 0.0)
    });
    let sample = sampled(&model, TRIALS, 25);
    participants_are(&sample, &people);
    let columns: Vec<Vec<f64>> =
        (0..people.len()).map(|i| sample.avoided(0, i + 2).to_vec()).collect();
    let mut verdict = Verdict::new();
    let mut gaps = increments(&columns);
    let mut before = 0.0;
    for (n, x) in people.iter().zip(&gaps) {
        let mean = (n - before) * rate;
        let name = format!("the people after {before} up to {n}");
        if mean * TRIALS as f64 > 1e4 {
            // Fourth central moment of a Poisson count: m + 3 m^2.
            verdict.moments(&name, x, mean, mean, mean + 3.0 * mean * mean);
        }
        let law = Poisson::new(mean).unwrap();
        let cdf = |k: f64| if k < 0.0 { 0.0 } else { law.cdf(k as u64) };
        verdict.p.push((name, p_of_counts(x, cdf)));
        before = *n;
    }
    gaps.retain(|x| estimate(x).1 * (TRIALS as f64).powi(2) > 1e3);
    verdict.independent("increments", &gaps);
    verdict.check();
}

/// Everybody who takes part avoids one unit of a euro on average.
fn gamma(cv: f64, people: &[f64], seed: u64) {
    let model = exactly(people, |w| {
        w.outcome("delict", Kind::Event, &[1.0]).benefit("schade", 1.0).spread(cv).effect(
            Participants,
            RelativeRisk,
            0.0,
        )
    });
    let sample = sampled(&model, TRIALS, seed);
    participants_are(&sample, people);
    let columns: Vec<Vec<f64>> =
        (0..people.len()).map(|i| sample.worth(0, i + 2).to_vec()).collect();
    let mut verdict = Verdict::new();
    let gaps = increments(&columns);
    let mut before = 0.0;
    for (n, x) in people.iter().zip(&gaps) {
        let shape = (n - before) / (cv * cv);
        let variance = (n - before) * cv * cv;
        let name = format!("the cases after {before} up to {n}");
        if shape > 5.0 {
            // Fourth central moment of a Gamma: 3 variance^2 (1 + 2 / shape).
            verdict.moments(
                &name,
                x,
                n - before,
                variance,
                3.0 * variance * variance * (1.0 + 2.0 / shape),
            );
        }
        let law = Gamma::new(shape, 1.0 / (cv * cv)).unwrap();
        verdict.p.push((name, p_of_law(x, |v| law.cdf(v.max(0.0)))));
        before = *n;
    }
    verdict.independent("increments", &gaps);
    verdict.check();
}

#[test]
fn gamma_sums_follow_the_exact_law_in_and_between_stretches() {
    // 32 cases are walked; stretches end at 64, 128, 256 …
    gamma(1.5, &[32.0, 33.0, 40.0, 255.0, 256.0, 257.0, 400.0, 512.0, 700.0, 3000.0, 50_000.0], 26);
    gamma(0.4, &[1.0, 2.0, 300.0, 513.0, 5000.0], 27);
}
