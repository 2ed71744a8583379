//! Many wijken at once: blocks of wijken in a fixed order, each a sum of spans that threads make side by side.
//!
//! Sums are made by a tree that depends on nothing but a wijk's number: the wijken of a span one after the other, the spans of
//! a block one after the other, the blocks one after the other. So a block is the unit of work that can be done anywhere, kept,
//! and taken up again: whoever adds all blocks in order has the nation's totals to the bit. A cut of the trials needs nothing of the
//! kind: totals of other trials stand beside each other ([`Totals::append`]).

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::list::Areas;
use super::one::AreaSample;
use super::prepared::{Draws, Prepared, shape};
use super::totals::{DifferentTotals, Shape, Totals};
use crate::engine::run::EngineError;
use crate::engine::sample::Sample;
use crate::model::Model;
use crate::plan::Plan;

/// Wijken in a block: a nation has some 14 blocks, and their totals are a small file each.
pub const AREAS_IN_BLOCK: usize = 256;

/// Wijken that one thread adds up by itself.
const SPAN: usize = 4;

/// Bytes of totals that wait to be added, at most, unless a thread could not work otherwise.
const WAITING: usize = 128 << 20;

/// A scenario, a question and the wijken it is asked for.
#[derive(Debug)]
pub struct AreasRun<'a> {
    /// The scenario's model with what every wijk knows of itself fixed: so that shared draws do not depend on it.
    model: Model,
    plan: &'a Plan,
    areas: &'a Areas,
}

/// What a block of wijken came to.
#[derive(Debug)]
pub struct Block<T> {
    /// Its number.
    pub number: usize,
    /// Its wijken.
    pub areas: Range<usize>,
    /// Their sums.
    pub totals: Totals,
    /// What was told of each, in order.
    pub told: Vec<T>,
}

impl<'a> AreasRun<'a> {
    /// Prepares a run; `model` is the scenario's, and `areas` was made for it.
    ///
    /// # Errors
    /// [`EngineError::Trials`].
    pub fn new(model: &Model, plan: &'a Plan, areas: &'a Areas) -> Result<Self, EngineError> {
        if !(Plan::REPLICATES..=Plan::MOST_TRIALS).contains(&plan.trials) {
            return Err(EngineError::Trials { trials: plan.trials });
        }
        let mut model = model.clone();
        for input in areas.inputs() {
            let known = model.inputs.get(*input).distribution.mean();
            model.inputs.fix(*input, known);
        }
        Ok(Self { model, plan, areas })
    }

    /// The model that all wijken share; its arms and the order of its uncertain inputs are those of every result.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.areas.list().len().div_ceil(AREAS_IN_BLOCK)
    }

    /// The wijken of a block.
    pub fn areas_of(&self, block: usize) -> Range<usize> {
        let all = self.areas.list().len();
        (block * AREAS_IN_BLOCK).min(all)..((block + 1) * AREAS_IN_BLOCK).min(all)
    }

    /// The blocks of shard `shard` (from 0) of `shards`: as many as fit evenly, in order; together all of them, once. A shard beyond the number of blocks
    /// has none.
    pub fn shard(&self, shard: usize, shards: usize) -> Range<usize> {
        let shards = shards.max(1);
        let start = |shard: usize| shard.min(shards) * self.blocks() / shards;
        start(shard)..start(shard + 1)
    }

    /// The shape of totals.
    pub fn shape(&self) -> Shape {
        shape(&self.model, self.areas)
    }

    /// True where wijken differ in what lies ahead of people (prices, risks), so that parties and years are kept for each wijk.
    pub fn by_party(&self) -> bool {
        self.shape().parties > 0
    }

    /// Simulates blocks of wijken in some of the plan's trials. `tell` makes of a wijk (its number, its sample) what is to be kept,
    /// on any thread; `take` gets the blocks in order and may keep them or write them down: a run that is taken up again starts
    /// at the first block it has not seen. `progress` gets the number of wijken finished so far, from any thread.
    ///
    /// Works in the thread pool it is called from; the result is the same in any. Memory: the draws of the trials (some 5 to 10
    /// kilobytes a trial), and for each thread a few times [`Shape::bytes`]; nothing grows with the number of wijken.
    ///
    /// # Errors
    /// [`EngineError::Interrupted`] when told to stop through `cancel`, by which the block in hand is lost, or what `take` returns.
    pub fn run<T: Send, E: From<EngineError>>(
        &self,
        blocks: Range<usize>,
        trials: Range<usize>,
        tell: &(dyn Fn(usize, &AreaSample) -> T + Sync),
        take: &mut dyn FnMut(Block<T>) -> Result<(), E>,
        progress: &(dyn Fn(usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<(), E> {
        let trials = trials.start..trials.end.min(self.plan.trials);
        let draws = Draws::new(&self.model, self.plan, trials.clone());
        let prepared = Prepared::new(&draws, self.areas);
        let shape = prepared.shape;
        let waves = (WAITING / shape.bytes(trials.len()).max(1))
            .clamp(2 * rayon::current_num_threads(), 64);
        let done = AtomicUsize::new(0);
        for number in blocks.start..blocks.end.min(self.blocks()) {
            let areas = self.areas_of(number);
            let starts: Vec<usize> = areas.clone().step_by(SPAN).collect();
            let mut totals = Totals::zero(&shape, trials.len());
            let mut told = Vec::with_capacity(areas.len());
            for wave in starts.chunks(waves) {
                let spans: Option<Vec<(Totals, Vec<T>)>> = wave
                    .into_par_iter()
                    .map_init(
                        || AreaSample::empty(&shape, trials.len()),
                        |room, &start| {
                            if cancel.load(Ordering::Relaxed) {
                                return None;
                            }
                            let span = start..(start + SPAN).min(areas.end);
                            let found = self.span(&prepared, span, room, tell);
                            let count = found.1.len();
                            progress(done.fetch_add(count, Ordering::Relaxed) + count);
                            Some(found)
                        },
                    )
                    .collect();
                for (span, found) in spans.ok_or(EngineError::Interrupted)? {
                    totals.plus(&span);
                    told.extend(found);
                }
            }
            take(Block { number, areas, totals, told })?;
        }
        Ok(())
    }

    fn span<T>(
        &self,
        prepared: &Prepared,
        span: Range<usize>,
        room: &mut AreaSample,
        tell: &(dyn Fn(usize, &AreaSample) -> T + Sync),
    ) -> (Totals, Vec<T>) {
        let mut totals = Totals::zero(&prepared.shape, prepared.draws.trials);
        let mut told = Vec::with_capacity(span.len());
        let list = self.areas.list().iter().enumerate().take(span.end).skip(span.start);
        for (number, area) in list {
            prepared.area(self.areas.inputs(), area, room, &mut totals);
            totals.add_area(room);
            told.push(tell(number, room));
        }
        (totals, told)
    }

    /// The sample of the nation, from the totals of all blocks over some trials. Parameters that wijken have of their own are NaN.
    ///
    /// # Errors
    /// [`DifferentTotals`] where these are no totals of this run over so many trials.
    pub fn nation(&self, trials: Range<usize>, totals: &Totals) -> Result<Sample, DifferentTotals> {
        let trials = trials.start..trials.end.min(self.plan.trials);
        let zero = Totals::zero(&self.shape(), 0);
        if zero.rows() != totals.rows() || trials.len() != totals.trials() {
            return Err(DifferentTotals { trials: trials.len(), other: totals.trials() });
        }
        let draws = Draws::new(&self.model, self.plan, trials);
        Ok(Prepared::new(&draws, self.areas).nation(self.areas, totals))
    }
}
