//! The uniforms behind the parameters of a block of trials, under each design.

use rand::Rng;

use super::sobol::Dimension;
use crate::plan::{Design, Plan};
use crate::streams::{Purpose, Source, unit};

/// Uniforms of one parameter for any trial of a run.
#[derive(Debug)]
pub(super) enum Column {
    /// Independent draws.
    MonteCarlo(Source),
    /// One scrambled Sobol' dimension for each replicate.
    Sobol(Vec<Dimension>),
    /// One stratified permutation for each replicate: the uniforms themselves.
    LatinHypercube(Vec<Vec<f64>>),
}

impl Column {
    /// The uniforms of the parameter with this name.
    pub(super) fn new(plan: &Plan, name: &str) -> Self {
        match plan.design {
            Design::MonteCarlo => {
                Self::MonteCarlo(Source::new(plan.seed, Purpose::Parameter, name))
            }
            Design::Sobol => Self::Sobol(
                (0..Plan::REPLICATES).map(|r| Dimension::new(plan.seed, name, r)).collect(),
            ),
            Design::LatinHypercube => Self::LatinHypercube(
                (0..Plan::REPLICATES).map(|r| latin_hypercube(plan, name, r)).collect(),
            ),
        }
    }

    /// Fills `out` with the uniforms of the trials from `first` on.
    pub(super) fn fill(&self, first: usize, out: &mut [f64]) {
        match self {
            Self::MonteCarlo(source) => source.round(0, first, out),
            Self::Sobol(dimensions) => {
                for (trial, u) in (first..).zip(out) {
                    let dimension = &dimensions[Plan::replicate(trial)];
                    *u = dimension.point(trial / Plan::REPLICATES);
                }
            }
            Self::LatinHypercube(replicates) => {
                for (trial, u) in (first..).zip(out) {
                    *u = replicates[Plan::replicate(trial)][trial / Plan::REPLICATES];
                }
            }
        }
    }
}

/// One point in each of `n` equal intervals, in random order (McKay, Beckman and Conover 1979, doi 10.2307/1268522);
/// `n` is the number of trials in the replicate.
fn latin_hypercube(plan: &Plan, name: &str, replicate: usize) -> Vec<f64> {
    let n = (plan.trials + Plan::REPLICATES - 1 - replicate) / Plan::REPLICATES;
    let name = format!("latin hypercube\u{1f}{name}\u{1f}{replicate}");
    let mut bits = Source::new(plan.seed, Purpose::Design, &name).bits();
    let mut cells: Vec<usize> = (0..n).collect();
    // Fisher and Yates; u n is below n because u is below 1.
    for i in (1..n).rev() {
        let other = (unit(bits.next_u64()) * (i + 1) as f64) as usize;
        cells.swap(i, other);
    }
    cells.into_iter().map(|cell| (cell as f64 + unit(bits.next_u64())) / n as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_hypercube_has_one_point_in_each_interval() {
        for trials in [16, 100, 1024] {
            let plan = Plan {
                seed: 0,
                trials,
                design: Design::LatinHypercube,
                chance: crate::plan::Chance::Expected,
            };
            let column = Column::new(&plan, "x");
            let mut u = vec![0.0; trials];
            column.fill(0, &mut u);
            for replicate in 0..Plan::REPLICATES {
                let own: Vec<f64> = u.iter().skip(replicate).step_by(16).copied().collect();
                let mut cells: Vec<usize> =
                    own.iter().map(|x| (x * own.len() as f64) as usize).collect();
                cells.sort_unstable();
                assert!(cells.iter().copied().eq(0..own.len()));
            }
        }
    }

    #[test]
    fn a_longer_run_repeats_a_shorter_one() {
        for design in [Design::Sobol, Design::MonteCarlo] {
            let plan =
                |trials| Plan { seed: 4, trials, design, chance: crate::plan::Chance::Expected };
            let (mut short, mut long) = (vec![0.0; 64], vec![0.0; 500]);
            Column::new(&plan(64), "x").fill(0, &mut short);
            Column::new(&plan(500), "x").fill(0, &mut long);
            assert_eq!(short, long[..64]);
        }
    }
}
