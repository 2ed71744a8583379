//! Compares engine and slow simulator: means, every covariance within and between arms, and whole joint laws.
//!
//! Bounds. Two independent samples of n trials give for a mean or a covariance two estimates whose difference, divided by
//! its standard error, is nearly standard normal; the largest of m such |z| stays below the quantile `z_bound(m)` but for
//! one seed in a million. Tables and curves: a p-value above 1e-6 shared out over the number of tables and curves.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use wijkimpact::engine::{Flow, Measure, Sample};
use wijkimpact::model::{Kind, Model};

use crate::slow;
use crate::support::sampled;
use crate::support::statistics::{
    ALARM, deviations, estimate, p_of_two, p_of_two_tables, z_bound, z_of_two,
};

/// Named columns by arm.
type Table = Vec<BTreeMap<String, Vec<f64>>>;

/// The engine's columns under the names of the slow simulator.
fn engine(model: &Model, sample: &Sample) -> Table {
    (0..model.arms.len())
        .map(|arm| {
            let mut out = BTreeMap::new();
            let measures = [
                ("participants", Measure::Participants),
                ("completers", Measure::Completers),
                ("contacts", Measure::Contacts),
                ("fte hired", Measure::FteHired),
                ("qalys", Measure::Qaly),
                ("benefit", Measure::BenefitPv),
                ("net", Measure::NetPv),
            ];
            for (name, measure) in measures {
                out.insert(name.to_owned(), sample.measure(measure, arm).to_vec());
            }
            for effect in 0..model.effects().count() {
                out.insert(format!("avoided {effect}"), sample.avoided(effect, arm).to_vec());
            }
            for party in 0..model.parties.len() {
                for (name, flow) in
                    [("cost", Flow::Cost), ("benefit", Flow::Benefit), ("cashable", Flow::Cashable)]
                {
                    let column = sample.party(flow, party, arm).to_vec();
                    out.insert(format!("{name} {party}"), column);
                }
            }
            for sector in 0..2 {
                let column = sample.care_freed(sector, arm).to_vec();
                out.insert(format!("care {sector}"), column);
            }
            out
        })
        .collect()
}

/// The same from the slow simulator.
fn by_person(model: &Model, trials: usize, seed: u64) -> Table {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut out: Table = vec![BTreeMap::new(); model.arms.len()];
    for _ in 0..trials {
        for (arm, row) in slow::trial(model, &mut rng).into_iter().enumerate() {
            for (name, value) in row.names.into_iter().zip(row.values) {
                out[arm].entry(name).or_insert_with(|| Vec::with_capacity(trials)).push(value);
            }
        }
    }
    out
}

/// Engine and slow simulator on the same world.
pub(crate) fn agree(model: &Model, trials: usize, seed: u64) {
    compare(model, model, trials, seed);
}

/// Engine on one world, slow simulator on another.
pub(crate) fn compare(fast: &Model, slow: &Model, trials: usize, seed: u64) {
    let a = engine(fast, &sampled(fast, trials, seed));
    let b = by_person(slow, trials, seed);
    moments(&a, &b);
    laws(slow, &a, &b);
}

/// Means, and covariances of everything with everything, within and between arms.
fn moments(a: &Table, b: &Table) {
    let mut columns = Vec::new();
    for arm in 0..a.len() {
        assert_eq!(a[arm].keys().collect::<Vec<_>>(), b[arm].keys().collect::<Vec<_>>());
        for name in a[arm].keys() {
            columns.push((format!("{name}, arm {arm}"), &a[arm][name], &b[arm][name]));
        }
    }
    // Columns that are constant in both say nothing beyond their mean.
    let moving: Vec<_> = columns
        .iter()
        .filter(|(_, x, y)| estimate(x).1.max(estimate(y).1) > 1e-18 * estimate(y).0.powi(2))
        .collect();
    let comparisons = columns.len() + moving.len() * (moving.len() + 1) / 2;
    let bound = z_bound(comparisons);
    let mut worst = 0.0_f64;
    for (name, x, y) in &columns {
        let z = z_of_two(estimate(x), estimate(y));
        assert!(
            z.abs() < bound,
            "mean of {name} differs: {:?} {:?} z {z}",
            estimate(x),
            estimate(y)
        );
        worst = worst.max(z.abs());
    }
    for (i, (name, x, y)) in moving.iter().enumerate() {
        for (other, u, v) in &moving[..=i] {
            let (fast, slow) = (estimate(&deviations(x, u)), estimate(&deviations(y, v)));
            let z = z_of_two(fast, slow);
            assert!(
                z.abs() < bound,
                "covariance of {name} and {other} differs: {fast:?} {slow:?} z {z}"
            );
            worst = worst.max(z.abs());
        }
    }
    println!("{comparisons} means and covariances, largest |z| {worst:.2} below {bound:.2}");
}

/// Joint tables of counts over arms, and the laws of amounts and of their differences between arms.
fn laws(model: &Model, a: &Table, b: &Table) {
    let present = 1;
    let more = a.len() - 1;
    let mut p_values: Vec<(String, f64)> = Vec::new();
    let mut counts = vec!["participants".to_owned(), "completers".to_owned()];
    for (e, (_, effect)) in model.effects().enumerate() {
        if matches!(model.outcomes[effect.outcome].kind, Kind::Event | Kind::Once | Kind::Use) {
            counts.push(format!("avoided {e}"));
        }
    }
    for name in counts {
        let joint = |t: &Table| -> Vec<(i64, i64)> {
            let whole = |x: f64| x.round() as i64;
            t[present][&name]
                .iter()
                .zip(&t[more][&name])
                .map(|(x, y)| (whole(*x), whole(*y)))
                .collect()
        };
        let (x, y) = (joint(a), joint(b));
        let gap = |x: &[(i64, i64)]| -> Vec<i64> { x.iter().map(|(m, n)| n - m).collect() };
        p_values.push((format!("joint table of {name}"), p_of_two_tables(&x, &y)));
        p_values.push((format!("difference of {name}"), p_of_two_tables(&gap(&x), &gap(&y))));
    }
    for name in ["benefit", "net", "qalys", "benefit 0", "benefit 2"] {
        let gap = |t: &Table| -> Vec<f64> {
            t[present][name].iter().zip(&t[more][name]).map(|(x, y)| y - x).collect()
        };
        p_values.push((format!("law of {name}"), p_of_two(&a[more][name], &b[more][name])));
        p_values.push((format!("law of the difference of {name}"), p_of_two(&gap(a), &gap(b))));
    }
    let bound = ALARM / p_values.len() as f64;
    for (name, p) in &p_values {
        assert!(*p > bound, "{name} differs: p {p:e}");
    }
    let least = p_values.iter().fold(1.0_f64, |least, (_, p)| least.min(*p));
    println!("{} laws, smallest p {least:.4} above {bound:.1e}", p_values.len());
}
