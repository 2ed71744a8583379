//! What every test needs: a world built by hand, a run of it, and the statistics to judge the result.

#![allow(dead_code, reason = "every test binary uses its own part of this room")]

pub(crate) mod bits;
pub(crate) mod number;
pub(crate) mod statistics;
mod world;

use std::sync::atomic::AtomicBool;

use wijkimpact::engine::{self, Sample};
use wijkimpact::model::Model;
use wijkimpact::plan::{Chance, Design, Plan};
pub(crate) use world::World;

/// A plan for the sampled pass. With all parameters fixed the design does not matter: only luck is left.
pub(crate) fn plan(trials: usize, seed: u64) -> Plan {
    Plan { seed, trials, design: Design::MonteCarlo, chance: Chance::Sampled }
}

/// Runs a plan on all cores.
pub(crate) fn run(model: &Model, plan: &Plan) -> Sample {
    run_on(model, plan, None)
}

/// Runs a plan on a number of threads.
pub(crate) fn run_on(model: &Model, plan: &Plan, threads: Option<usize>) -> Sample {
    engine::run(model, plan, threads, &|_| (), &AtomicBool::new(false)).unwrap()
}

/// Both passes with luck drawn.
pub(crate) fn sampled(model: &Model, trials: usize, seed: u64) -> Sample {
    run(model, &plan(trials, seed))
}

/// Every count at its expectation. With fixed parameters all trials are equal, so the fewest will do.
pub(crate) fn expected(model: &Model) -> Sample {
    let plan = Plan { chance: Chance::Expected, ..plan(Plan::REPLICATES, 1) };
    run(model, &plan)
}
