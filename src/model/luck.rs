//! Chance as the model sees it: a place where it acts, and the few things it can do there.

use ndarray::{Array2, Zip};

/// One number for each arm and each trial of a block: (arm, trial), so that a loop over trials is contiguous.
pub type Grid = Array2<f64>;

/// A place in the model where chance acts. The arm is not in it: a person has the same luck in every arm.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// Programme.
    pub programme: &'a str,
    /// Group.
    pub group: &'a str,
    /// Stratum; empty for pooled counts.
    pub stratum: &'a str,
    /// Year of service; none for the pool and for pooled counts.
    pub service_year: Option<usize>,
    /// Year.
    pub year: usize,
    /// Outcome; empty for staffing and pool.
    pub outcome: &'a str,
    /// What happens.
    pub step: &'a str,
    /// A further name: the benefit entry, or the programme that takes people out of a pool.
    pub detail: &'a str,
}

/// What chance does. Implemented twice: counts drawn, and counts replaced by their expectation.
pub trait Luck {
    /// Successes among the first `people`, each with the trial's chance.
    fn successes(&mut self, site: &Site, people: &Grid, chance: &[f64]) -> Grid;

    /// Successes among `people` who are the same in every arm, by trial.
    fn shared(&mut self, site: &Site, people: &[f64], chance: &[f64]) -> Vec<f64>;

    /// Successes among the first `people` where the chance differs between arms too.
    fn successes_by_arm(&mut self, site: &Site, people: &Grid, chance: &Grid) -> Grid;

    /// Points of one Poisson process up to `exposure`.
    fn points(&mut self, site: &Site, exposure: &Grid) -> Grid;

    /// Sum over `cases` of Gamma variables with mean 1 and the trial's coefficient of variation.
    fn spread(&mut self, site: &Site, cases: &Grid, variation: &[f64]) -> Grid;

    /// Whole people from a real number, by one uniform for all arms, at most `at_most`.
    fn whole(&mut self, site: &Site, people: &Grid, at_most: &Grid) -> Grid;
}

/// Every count at its expectation given what went before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expected;

impl Luck for Expected {
    fn successes(&mut self, _: &Site, people: &Grid, chance: &[f64]) -> Grid {
        let mut out = people.clone();
        scale(&mut out, chance);
        out
    }

    fn shared(&mut self, _: &Site, people: &[f64], chance: &[f64]) -> Vec<f64> {
        people.iter().zip(chance).map(|(n, p)| n * p).collect()
    }

    fn successes_by_arm(&mut self, _: &Site, people: &Grid, chance: &Grid) -> Grid {
        people * chance
    }

    fn points(&mut self, _: &Site, exposure: &Grid) -> Grid {
        exposure.clone()
    }

    fn spread(&mut self, _: &Site, cases: &Grid, _: &[f64]) -> Grid {
        cases.clone()
    }

    fn whole(&mut self, _: &Site, people: &Grid, at_most: &Grid) -> Grid {
        Zip::from(people).and(at_most).map_collect(|&p, &w| p.min(w))
    }
}

/// A sum of grids that takes no room until something is added: many books stay empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sum(Option<Grid>);

impl Sum {
    /// Adds a grid.
    pub fn add(&mut self, grid: &Grid) {
        match &mut self.0 {
            Some(total) => *total += grid,
            empty => *empty = Some(grid.clone()),
        }
    }

    /// Adds a grid, each trial multiplied by its factor.
    pub fn add_scaled(&mut self, grid: &Grid, factor: &[f64]) {
        match &mut self.0 {
            Some(total) => add_scaled(total, grid, factor),
            empty => {
                let mut first = grid.clone();
                scale(&mut first, factor);
                *empty = Some(first);
            }
        }
    }

    /// The sum, if anything was added.
    pub fn grid(&self) -> Option<&Grid> {
        self.0.as_ref()
    }
}

/// Multiplies each trial by its factor, in every arm.
pub fn scale(grid: &mut Grid, factor: &[f64]) {
    for_arms(grid, |arm| arm.iter_mut().zip(factor).for_each(|(x, f)| *x *= f));
}

/// Adds `grid`, each trial multiplied by its factor, to `total`.
pub fn add_scaled(total: &mut Grid, grid: &Grid, factor: &[f64]) {
    let grid = grid.as_standard_layout();
    let mut arms = grid.as_slice().unwrap_or_default().chunks_exact(factor.len().max(1));
    for_arms(total, |to| {
        let from = arms.next().unwrap_or_default();
        for ((t, x), f) in to.iter_mut().zip(from).zip(factor) {
            *t += x * f;
        }
    });
}

/// Calls `f` with each arm's trials as a slice, which the compiler can turn into vector instructions.
pub fn for_arms(grid: &mut Grid, mut f: impl FnMut(&mut [f64])) {
    if !grid.is_standard_layout() {
        *grid = grid.as_standard_layout().into_owned();
    }
    let trials = grid.ncols().max(1);
    // In standard layout there is always a slice.
    grid.as_slice_mut().unwrap_or_default().chunks_exact_mut(trials).for_each(&mut f);
}
