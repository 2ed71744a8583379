//! Runs a model under a plan: blocks of trials in parallel, collected by index.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ndarray::{ArrayBase, Axis, Data, DataMut, Dimension, Slice};
use rayon::prelude::*;

use super::draw::Draw;
use super::luck::{Addresses, Sampled};
use super::sample::Sample;
use super::tally::tally;
use crate::model::Model;
use crate::model::dynamics::simulate;
use crate::model::luck::Expected;
use crate::plan::{Chance, Plan};

/// Trials in a block: enough to spread the cost of an address, few enough for the cache.
const BLOCK: usize = 64;

/// Blocks for each thread that are finished before their columns are moved to their place.
const WAVE: usize = 16;

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
    if !(Plan::REPLICATES..=Plan::MOST_TRIALS).contains(&plan.trials) {
        return Err(EngineError::Trials { trials: plan.trials });
    }
    let mut all = before.map(|before| {
        let mut all = before.empty(plan.trials);
        all.put(0, before);
        all
    });
    let start = before.map_or(0, Sample::trials);
    let draw = Draw::new(model, plan);
    let addresses = Addresses::new(plan.seed, &model.wijk);
    let firsts: Vec<usize> = (start..plan.trials).step_by(BLOCK).collect();
    let done = AtomicUsize::new(start);
    // Blocks are finished in waves and moved to their place, so that few lie about.
    for wave in firsts.chunks(WAVE * rayon::current_num_threads()) {
        let blocks: Vec<Option<Sample>> = wave
            .par_iter()
            .map(|&first| {
                if cancel.load(Ordering::Relaxed) {
                    return None;
                }
                let trials = BLOCK.min(plan.trials - first);
                let block = block(model, plan, &draw, &addresses, first, trials);
                progress(done.fetch_add(trials, Ordering::Relaxed) + trials);
                Some(block)
            })
            .collect();
        for (&first, block) in wave.iter().zip(&blocks) {
            let block = block.as_ref().ok_or(EngineError::Interrupted)?;
            all.get_or_insert_with(|| block.empty(plan.trials)).put(first, block);
        }
    }
    all.ok_or(EngineError::Trials { trials: plan.trials })
}

/// One block: draws, the expected pass, and unless only that is asked for, the sampled pass.
fn block(
    model: &Model,
    plan: &Plan,
    draw: &Draw,
    addresses: &Addresses,
    first: usize,
    trials: usize,
) -> Sample {
    let values = draw.block(first, trials);
    let expected = simulate(model, &values, &mut Expected);
    match plan.chance {
        Chance::Expected => tally(model, &values, &expected, &expected),
        Chance::Sampled => {
            let mut luck = Sampled::new(addresses, first, trials);
            let books = simulate(model, &values, &mut luck);
            tally(model, &values, &books, &expected)
        }
    }
}

impl Sample {
    /// Room for `trials` trials of the same shape.
    fn empty(&self, trials: usize) -> Self {
        Self {
            measures: room(&self.measures, trials),
            parties: room(&self.parties, trials),
            outcomes: room(&self.outcomes, trials),
            care: room(&self.care, trials),
            also: room(&self.also, trials),
            years: room(&self.years, trials),
            parameters: room(&self.parameters, trials),
            pool_too_small: vec![0; self.pool_too_small.len()],
            baseline_cut: vec![0; self.baseline_cut.len()],
        }
    }

    /// Puts a block in its place.
    fn put(&mut self, first: usize, block: &Self) {
        put(&mut self.measures, first, &block.measures);
        put(&mut self.parties, first, &block.parties);
        put(&mut self.outcomes, first, &block.outcomes);
        put(&mut self.care, first, &block.care);
        put(&mut self.also, first, &block.also);
        put(&mut self.years, first, &block.years);
        put(&mut self.parameters, first, &block.parameters);
        for (total, trials) in self.pool_too_small.iter_mut().zip(&block.pool_too_small) {
            *total += trials;
        }
        for (total, trials) in self.baseline_cut.iter_mut().zip(&block.baseline_cut) {
            *total += trials;
        }
    }
}

/// Zeros of the same shape but for the last axis.
fn room<D: Dimension>(block: &ndarray::Array<f64, D>, trials: usize) -> ndarray::Array<f64, D> {
    let mut shape = block.raw_dim();
    let last = shape.ndim() - 1;
    shape[last] = trials;
    ndarray::Array::zeros(shape)
}

/// Copies a block into the trials from `first` on.
fn put<A: DataMut<Elem = f64>, B: Data<Elem = f64>, D: Dimension>(
    all: &mut ArrayBase<A, D>,
    first: usize,
    block: &ArrayBase<B, D>,
) {
    let trial = Axis(all.ndim() - 1);
    let trials = block.len_of(trial);
    all.slice_axis_mut(trial, Slice::from(first..first + trials)).assign(block);
}
