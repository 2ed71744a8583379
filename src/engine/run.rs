//! Runs a model under a plan: blocks of trials in parallel, collected by index.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ndarray::Axis;
use rayon::prelude::*;

use super::chunk::Chunk;
use super::draw::Draw;
use super::luck::{Addresses, Sampled};
use super::sample::{Measure, Sample};
use super::tally::{parameters, tally};
use crate::model::Model;
use crate::model::dynamics::{Account, Books, Outlook, Service, Values, Worths, avoid};
use crate::model::luck::Expected;
use crate::plan::{Chance, Plan};

/// Trials whose inputs are drawn together: enough to spread the cost of an operation.
pub(super) const BLOCK: usize = 256;

/// Trials that are simulated together: enough to spread the cost of an address, few enough for their books to stay in the cache.
pub(super) const PIECE: usize = 64;

/// Why a run ended without a sample.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// Somebody asked it to stop.
    #[error("interrupted")]
    Interrupted,
    /// The operating system would not give the threads.
    #[error("cannot start {threads} threads: {reason}")]
    Threads {
        /// Threads asked for.
        threads: usize,
        /// What the system said.
        reason: String,
    },
    /// A plan outside its range.
    #[error("{trials} trials: must lie between {least} and {most}", least = Plan::REPLICATES, most = Plan::MOST_TRIALS)]
    Trials {
        /// Trials asked for.
        trials: usize,
    },
}

/// Simulates `plan.trials` trials of `model` for all its arms.
///
/// `threads`: none means all cores. `progress` gets the number of trials finished so far, from any thread. The sample is
/// the same on any number of threads.
///
/// # Errors
/// [`EngineError`]; a run that is told to stop through `cancel` returns nothing.
pub fn run(
    model: &Model,
    plan: &Plan,
    threads: Option<usize>,
    progress: &(dyn Fn(usize) + Sync),
    cancel: &AtomicBool,
) -> Result<Sample, EngineError> {
    let Some(threads) = threads else { return extend(model, plan, None, progress, cancel) };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| EngineError::Threads { threads, reason: error.to_string() })?;
    pool.install(|| extend(model, plan, None, progress, cancel))
}

/// Goes on where `before`, a shorter sample of the same model and plan, ended: the result is that of a run of `plan.trials`
/// at once. Not for Latin hypercubes, whose points depend on their number. Works in the thread pool it is called from.
///
/// # Errors
/// [`EngineError`]; a run that is told to stop through `cancel` returns nothing.
pub fn extend(
    model: &Model,
    plan: &Plan,
    before: Option<&Sample>,
    progress: &(dyn Fn(usize) + Sync),
    cancel: &AtomicBool,
) -> Result<Sample, EngineError> {
    let simulation = Simulation::new(model, plan)?;
    let mut all = Sample::empty(model, plan.trials);
    let start = before.map_or(0, Sample::trials);
    let (mut old, new) = all.chunk().split(start);
    if let Some(before) = before {
        old.copy(before);
    }
    let doubts = simulation.fill(new, progress, cancel)?;
    for doubts in before.map(Doubts::of).iter().chain(&doubts) {
        doubts.add_to(&mut all);
    }
    Ok(all)
}

/// A model under a plan, ready to be simulated in stretches of trials.
#[derive(Debug)]
pub struct Simulation<'a> {
    model: &'a Model,
    plan: &'a Plan,
    draw: Draw<'a>,
    addresses: Addresses<'a>,
}

impl<'a> Simulation<'a> {
    /// Prepares the draws.
    ///
    /// # Errors
    /// [`EngineError::Trials`].
    pub fn new(model: &'a Model, plan: &'a Plan) -> Result<Self, EngineError> {
        if !(Plan::REPLICATES..=Plan::MOST_TRIALS).contains(&plan.trials) {
            return Err(EngineError::Trials { trials: plan.trials });
        }
        let addresses = Addresses::new(plan.seed, &model.wijk);
        Ok(Self { model, plan, draw: Draw::new(model, plan), addresses })
    }

    /// Some of the plan's trials, as they are in the whole sample. `progress` gets the number of these trials finished so far, from any
    /// thread. Works in the thread pool it is called from.
    ///
    /// # Errors
    /// [`EngineError::Interrupted`].
    pub fn stretch(
        &self,
        trials: Range<usize>,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<Sample, EngineError> {
        let mut sample = Sample::empty(self.model, trials.len());
        let mut chunk = sample.chunk();
        chunk.first = trials.start;
        let start = trials.start;
        for doubts in self.fill(chunk, &|done| progress(done - start), cancel)? {
            doubts.add_to(&mut sample);
        }
        Ok(sample)
    }

    /// Simulates the trials of a chunk. `progress` gets the number of the last trial finished so far, counted from the first of all.
    fn fill(
        &self,
        chunk: Chunk,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<Vec<Doubts>, EngineError> {
        let done = AtomicUsize::new(chunk.first);
        let doubts: Option<Vec<Doubts>> = chunk
            .pieces(BLOCK)
            .into_par_iter()
            .map(|chunk| {
                if cancel.load(Ordering::Relaxed) {
                    return None;
                }
                let trials = chunk.trials();
                let doubts = block(self.model, self.plan, &self.draw, &self.addresses, chunk);
                progress(done.fetch_add(trials, Ordering::Relaxed) + trials);
                Some(doubts)
            })
            .collect();
        doubts.ok_or(EngineError::Interrupted)
    }
}

/// In how many trials something was cut to a limit.
#[derive(Clone)]
struct Doubts {
    pool_too_small: Vec<usize>,
    baseline_cut: Vec<usize>,
}

impl Doubts {
    fn of(sample: &Sample) -> Self {
        Self {
            pool_too_small: sample.pool_too_small.clone(),
            baseline_cut: sample.baseline_cut.clone(),
        }
    }

    fn add_to(&self, sample: &mut Sample) {
        add(&mut sample.pool_too_small, &self.pool_too_small);
        add(&mut sample.baseline_cut, &self.baseline_cut);
    }
}

/// Adds counts one by one.
fn add(totals: &mut [usize], counts: &[usize]) {
    totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
}

/// Service and what is avoided in the trials from `first` on, with the luck that the plan asks for.
pub(super) fn served<'a>(
    model: &Model,
    values: &Values,
    outlook: &Outlook<'a>,
    plan: &Plan,
    addresses: &Addresses,
    first: usize,
) -> (Service, Vec<Books<'a>>) {
    match plan.chance {
        Chance::Expected => avoid(model, values, outlook, &mut Expected),
        Chance::Sampled => {
            let mut luck = Sampled::new(addresses, first, values.trials());
            avoid(model, values, outlook, &mut luck)
        }
    }
}

/// One block: draws, the expected pass, and unless only that is asked for, the sampled pass.
fn block(model: &Model, plan: &Plan, draw: &Draw, addresses: &Addresses, chunk: Chunk) -> Doubts {
    let values = draw.block(chunk.first, chunk.trials());
    let start = chunk.first;
    let mut doubts = Doubts {
        pool_too_small: vec![0; model.programmes.len()],
        baseline_cut: vec![0; model.outcomes.len()],
    };
    for mut piece in chunk.pieces(PIECE) {
        let trials = piece.first - start..piece.first - start + piece.trials();
        let values = values.part(trials);
        let outlook = Outlook::new(model, &values);
        let (service, avoided) = served(model, &values, &outlook, plan, addresses, piece.first);
        let books = Account { service, yields: outlook.settle(model, &avoided, true) };
        tally(model, outlook.factors(), &books, &mut piece, None);
        parameters(model, &values, &mut piece);
        let expected = Worths::new(model, &outlook).net(model, &values, &outlook);
        let place = Measure::NetPvExpected.index();
        piece.measures.index_axis_mut(Axis(0), place).assign(&expected.net);
        add(&mut doubts.pool_too_small, &books.service.pool_too_small);
        for (total, cut) in doubts.baseline_cut.iter_mut().zip(&books.yields.baseline_cut) {
            *total += cut.iter().filter(|cut| **cut).count();
        }
    }
    doubts
}
