//! Several runs side by side: the same figures per arm, and what later runs have more than the first, trial by trial.

use std::collections::BTreeSet;

use super::bands::Band;
use super::figures::{less, measured};
use super::summary::{Reference, Row};
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::plan::Plan;

/// The figures that are compared, by their names in `summary.parquet`.
pub const COMPARED: [&str; 7] = [
    "cost_pv",
    "cost_yearly",
    "benefit_yearly",
    "benefit_future",
    "benefit_steady",
    "benefit_pv",
    "net_pv",
];

/// One of the runs that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its question.
    pub plan: &'a Plan,
    /// Its world.
    pub model: &'a Model,
    /// Its trials.
    pub sample: &'a Sample,
    /// Its summary.
    pub rows: &'a [Row],
}

/// Why trials of two runs do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// Another seed.
    Seed,
    /// Another layout of the parameter draws.
    Design,
    /// Luck in one run and not in the other.
    Chance,
    /// Another number of trials.
    Trials,
    /// Another world: fewer than half of the uncertain inputs of either are the other's, so most draws are not shared.
    Inputs,
}

impl Mismatch {
    /// The word for it in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Design => "design",
            Self::Chance => "chance",
            Self::Trials => "trials",
            Self::Inputs => "inputs",
        }
    }
}

/// Runs side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// For each run after the first: why its trials cannot be paired with those of the first; empty: they are paired.
    pub mismatches: Vec<Vec<Mismatch>>,
    /// Every arm of any run: those of the first in its order, then those that came with later runs.
    pub arms: Vec<ComparedArm>,
}

/// An arm in all runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedArm {
    /// Its name.
    pub name: String,
    /// For each run: whether it has this arm.
    pub there: Vec<bool>,
    /// The figures of [`COMPARED`], in that order.
    pub figures: Vec<ComparedFigure>,
}

/// A figure of an arm in all runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedFigure {
    /// Its name in `summary.parquet`.
    pub measure: &'static str,
    /// Its band in each run; none where the run has no such arm.
    pub bands: Vec<Option<Band>>,
    /// For each run after the first, what it has more than the first, taken within each trial. None where trials are not
    /// paired or one of the two has no such arm. Only a mean for what the folder does not keep by trial (`cost_yearly`).
    pub differences: Vec<Option<Band>>,
}

/// Puts runs side by side. Trials of a later run are paired with those of the first where seed, design, chance and number of
/// trials are the same: then both met the same draws, and what is left is the difference between the scenarios.
pub fn compare(sides: &[Side]) -> Comparison {
    let Some((first, later)) = sides.split_first() else {
        return Comparison { mismatches: Vec::new(), arms: Vec::new() };
    };
    let mismatches: Vec<Vec<Mismatch>> = later.iter().map(|side| mismatches(first, side)).collect();
    let mut names: Vec<&str> = Vec::new();
    for arm in sides.iter().flat_map(|side| &side.model.arms) {
        if !names.contains(&arm.name.as_str()) {
            names.push(&arm.name);
        }
    }
    let arms = names
        .into_iter()
        .map(|name| {
            let places: Vec<Option<usize>> = sides.iter().map(|side| place(side, name)).collect();
            ComparedArm {
                name: name.to_owned(),
                there: places.iter().map(Option::is_some).collect(),
                figures: COMPARED
                    .map(|measure| figure(measure, sides, &places, &mismatches))
                    .to_vec(),
            }
        })
        .collect();
    Comparison { mismatches, arms }
}

fn figure(
    measure: &'static str,
    sides: &[Side],
    places: &[Option<usize>],
    mismatches: &[Vec<Mismatch>],
) -> ComparedFigure {
    let with = |run: usize| Some((sides.get(run)?, (*places.get(run)?)?));
    let difference = |(index, mismatch): (usize, &Vec<Mismatch>)| {
        if !mismatch.is_empty() {
            return None;
        }
        let ((first, there), (later, here)) = (with(0)?, with(index + 1)?);
        let Some(column) = Measure::from_name(measure) else {
            let mean = |side: &Side, arm| Some(band(side, arm, measure)?.value.mean);
            return Some(Band::single(mean(later, here)? - mean(first, there)?, f64::NAN));
        };
        Some(Band::of(&less(
            &measured(later.sample, column, here),
            &measured(first.sample, column, there),
        )))
    };
    ComparedFigure {
        measure,
        bands: (0..sides.len())
            .map(|run| with(run).and_then(|(side, arm)| band(side, arm, measure)))
            .collect(),
        differences: mismatches.iter().enumerate().map(difference).collect(),
    }
}

fn place(side: &Side, name: &str) -> Option<usize> {
    side.model.arms.iter().position(|arm| arm.name == name)
}

fn band(side: &Side, arm: usize, measure: &str) -> Option<Band> {
    let of_arm =
        |row: &&Row| row.arm == arm && row.reference == Reference::None && row.measure == measure;
    side.rows.iter().find(of_arm).map(|row| row.band)
}

fn mismatches(first: &Side, later: &Side) -> Vec<Mismatch> {
    let (a, b) = (first.plan, later.plan);
    [
        (a.seed != b.seed, Mismatch::Seed),
        (a.design != b.design, Mismatch::Design),
        (a.chance != b.chance, Mismatch::Chance),
        (a.trials != b.trials, Mismatch::Trials),
        (!same_world(first.model, later.model), Mismatch::Inputs),
    ]
    .into_iter()
    .filter_map(|(differs, mismatch)| differs.then_some(mismatch))
    .collect()
}

/// Whether at least half of the uncertain inputs of the smaller model are in the other too.
fn same_world(a: &Model, b: &Model) -> bool {
    let paths = |model: &Model| -> BTreeSet<String> {
        model.inputs.uncertain_inputs().map(|(_, input)| input.path.clone()).collect()
    };
    let (a, b) = (paths(a), paths(b));
    2 * a.intersection(&b).count() >= a.len().min(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::summarise;
    use crate::model_for_tests::{model, sample};
    use crate::plan::{Chance, Design};

    fn plan() -> Plan {
        Plan { seed: 1, trials: 64, design: Design::Sobol, chance: Chance::Sampled }
    }

    #[test]
    fn trials_are_paired_where_the_question_is_the_same() {
        let (model, mut more) = (model(), sample(64));
        let fewer = sample(64);
        more.measures[[Measure::NetPv.index(), 1, 3]] += 64.0;
        let plan = plan();
        let other = Plan { seed: 2, ..plan.clone() };
        let (rows, more_rows) = (summarise(&model, &fewer), summarise(&model, &more));
        let side = |plan, sample, rows| Side { plan, model: &model, sample, rows };
        let told = compare(&[
            side(&plan, &fewer, &rows),
            side(&plan, &more, &more_rows),
            side(&other, &more, &more_rows),
        ]);
        assert_eq!(told.mismatches, [vec![], vec![Mismatch::Seed]]);
        let net = &told.arms[1].figures[6];
        assert_eq!(net.measure, "net_pv");
        let difference = net.differences[0].unwrap();
        assert!((difference.value.mean - 1.0).abs() < 1e-9);
        assert!((difference.value.p_positive - 1.0 / 64.0).abs() < 1e-12);
        assert!(net.differences[1].is_none() && net.bands.iter().all(Option::is_some));
    }

    #[test]
    fn runs_of_different_worlds_are_not_paired() {
        let (mut model, sample) = (model(), sample(64));
        let mut other = model.clone();
        let unit = crate::distributions::Uniform::new(0.0, 1.0).unwrap();
        // More than both have in common.
        for name in 0..40 {
            for (model, whose) in [(&mut model, "here"), (&mut other, "there")] {
                let unit = crate::distributions::Distribution::Uniform(unit.clone());
                model.inputs.uncertain(&format!("{whose} {name}"), unit);
            }
        }
        assert!(same_world(&model, &model) && !same_world(&model, &other));
        let (rows, plan) = (summarise(&model, &sample), plan());
        let told = compare(&[
            Side { plan: &plan, model: &model, sample: &sample, rows: &rows },
            Side { plan: &plan, model: &other, sample: &sample, rows: &rows },
        ]);
        assert_eq!(told.mismatches, [vec![Mismatch::Inputs]]);
    }

    #[test]
    fn an_arm_that_one_run_has_stands_alone() {
        let (model, sample) = (model(), sample(64));
        let mut fewer = model.clone();
        fewer.arms.truncate(2);
        let rows = summarise(&model, &sample);
        let few_rows: Vec<Row> = rows.iter().filter(|row| row.arm < 2).cloned().collect();
        let plan = plan();
        let told = compare(&[
            Side { plan: &plan, model: &fewer, sample: &sample, rows: &few_rows },
            Side { plan: &plan, model: &model, sample: &sample, rows: &rows },
        ]);
        assert_eq!(told.arms.len(), 3);
        assert_eq!(told.arms[2].there, [false, true]);
        assert!(told.arms[2].figures.iter().all(|figure| figure.differences[0].is_none()));
        assert!(compare(&[]).arms.is_empty());
    }
}
