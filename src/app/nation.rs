//! A run over many wijken: blocks of wijken simulated and put away, added up, ranked, and the next staff placed.

use std::ops::Range;

use super::error::AppError;
use super::run::{Door, Found};
use super::wijken::{Wijken, together};
use crate::analysis::areas::{
    Allocation, AreaCurve, AreaTold, Ranked, allocate, kept_trials, ladder, rank,
};
use crate::engine::Sample;
use crate::engine::areas::{Areas, AreasRun, Block, Totals};
use crate::model::{Model, Quantity};
use crate::plan::Plan;
use crate::results::{FolderError, Identity, Pieces, Question};
use crate::scenario::Loaded;

/// Reads the columns of a block; false if they are not as they were written.
pub(super) type ReadBlock<'r> =
    &'r mut dyn FnMut(usize, &mut [&mut [f64]]) -> Result<bool, AppError>;

/// A run over many wijken, prepared.
pub(super) struct Nation<'a> {
    pub(super) run: AreasRun<'a>,
    plan: &'a Plan,
    areas: &'a Areas,
    /// Trials of each wijk that are kept for ranking.
    kept: usize,
}

/// What many wijken came to.
pub(super) struct Many {
    /// The model that all of them together are told by.
    pub(super) model: Model,
    /// Each of them.
    pub(super) told: Vec<AreaTold>,
    /// Where first; empty where there is only one arm.
    pub(super) ranked: Vec<Ranked>,
    /// Where the next staff belong.
    pub(super) allocation: Option<Allocation>,
    /// The arm by which they are ranked and the one it is beyond.
    pub(super) arms: [usize; 2],
}

/// All blocks in order, added up.
struct Added {
    totals: Totals,
    told: Vec<AreaTold>,
}

impl<'a> Nation<'a> {
    pub(super) fn new(model: &Model, plan: &'a Plan, areas: &'a Areas) -> Result<Self, AppError> {
        let run = AreasRun::new(model, plan, areas)?;
        let kept = kept_trials(areas.list().len(), model.arms.len(), plan.trials);
        Ok(Self { run, plan, areas, kept })
    }

    /// How the run is cut: the ends of its blocks.
    pub(super) fn question(&self, identity: Identity) -> Question {
        let ends = (0..self.run.blocks()).map(|block| self.run.areas_of(block).end).collect();
        Question { identity, unit: "areas".to_owned(), ends }
    }

    /// Makes sure that blocks are there: those that are not are simulated and put away.
    pub(super) fn make(
        &self,
        blocks: Range<usize>,
        pieces: &Pieces,
        door: Door,
    ) -> Result<(), AppError> {
        let mut missing: Vec<Range<usize>> = Vec::new();
        let mut there = 0;
        for block in blocks {
            let areas = self.run.areas_of(block);
            if self.load(block, &mut |columns| pieces.load(block, columns)).is_some() {
                there += areas.len();
                continue;
            }
            match missing.last_mut() {
                Some(last) if last.end == block => last.end += 1,
                _ => missing.push(block..block + 1),
            }
        }
        (door.progress)(there);
        for blocks in missing {
            let before = there;
            let progress = |done: usize| (door.progress)(before + done);
            let tell = |_: usize, area: &_| AreaTold::of(self.run.model(), area, self.kept);
            let mut count = 0;
            self.run.run(
                blocks,
                0..self.plan.trials,
                &tell,
                &mut |block: Block<AreaTold>| -> Result<(), AppError> {
                    count += block.areas.len();
                    Ok(Self::save(pieces, &block)?)
                },
                &progress,
                door.cancel,
            )?;
            there += count;
        }
        Ok(())
    }

    fn save(pieces: &Pieces, block: &Block<AreaTold>) -> Result<(), FolderError> {
        let counts = block
            .totals
            .counts()
            .map(|counts| -> Vec<f64> { counts.iter().map(|count| *count as f64).collect() });
        let told: Vec<f64> = block.told.iter().flat_map(AreaTold::numbers).collect();
        let mut columns: Vec<&[f64]> = block.totals.slices().to_vec();
        columns.extend(counts.iter().map(Vec::as_slice));
        columns.push(&told);
        pieces.save(block.number, &columns)
    }

    /// A block that was put away; `read` reads its columns.
    fn load(
        &self,
        block: usize,
        read: &mut dyn FnMut(&mut [&mut [f64]]) -> bool,
    ) -> Option<(Totals, Vec<AreaTold>)> {
        let mut totals = Totals::zero(&self.run.shape(), self.plan.trials);
        let mut counts = totals.counts().map(|counts| vec![0.0; counts.len()]);
        let each = AreaTold::count(self.run.model(), self.kept);
        let mut told = vec![0.0; each * self.run.areas_of(block).len()];
        let is_read = {
            let mut columns: Vec<&mut [f64]> = totals.slices_mut().into();
            columns.extend(counts.iter_mut().map(Vec::as_mut_slice));
            columns.push(&mut told);
            read(&mut columns)
        };
        if !is_read {
            return None;
        }
        for (into, from) in totals.counts_mut().into_iter().zip(&counts) {
            into.iter_mut().zip(from).for_each(|(into, count)| *into = *count as usize);
        }
        let told = told
            .chunks_exact(each)
            .map(|numbers| AreaTold::from_numbers(self.run.model(), self.kept, numbers))
            .collect::<Option<Vec<_>>>()?;
        Some((totals, told))
    }

    /// Adds up all blocks in their order; `read` reads one.
    fn add_up(&self, read: ReadBlock) -> Result<Added, AppError> {
        let mut all = Added {
            totals: Totals::zero(&self.run.shape(), self.plan.trials),
            told: Vec::with_capacity(self.areas.list().len()),
        };
        for block in 0..self.run.blocks() {
            let mut fault = None;
            let found = self.load(block, &mut |columns| match read(block, columns) {
                Ok(is_read) => is_read,
                Err(error) => {
                    fault = Some(error);
                    false
                }
            });
            if let Some(error) = fault {
                return Err(error);
            }
            let Some((totals, told)) = found else {
                return Err(AppError::Usage(format!("block {block} of the wijken was changed")));
            };
            all.totals.add(&totals).map_err(|error| AppError::Usage(error.to_string()))?;
            all.told.extend(told);
        }
        Ok(all)
    }

    /// Everything that is found, from blocks that are all there.
    pub(super) fn find(
        &self,
        (loaded, wijken): (&Loaded, &Wijken),
        fte_more: Option<f64>,
        read: ReadBlock,
    ) -> Result<(Found, Many), AppError> {
        let Added { totals, told } = self.add_up(read)?;
        let sample = self
            .run
            .nation(0..self.plan.trials, &totals)
            .map_err(|error| AppError::Usage(error.to_string()))?;
        let own = wijken.inputs(loaded)?;
        let model = together(self.run.model(), &own);
        let sample = without_own(sample, self.run.model(), &model);
        let found = Found::of(&model, sample);
        let mut told = told;
        // From here on the curves are what is large, and nobody needs them twice.
        let curves: Vec<AreaCurve> =
            told.iter_mut().map(|one| std::mem::take(&mut one.curve)).collect();
        let present = model.present_arm();
        let steps = ladder(&model);
        let next = steps.iter().copied().find(|arm| *arm != present).unwrap_or(present);
        let ranked = if next == present {
            Vec::new()
        } else {
            let first = [curves.len().div_ceil(10)];
            rank(&curves, next, Some(present), &first)
                .map_err(|error| AppError::Usage(error.to_string()))?
        };
        let now: Vec<f64> = curves.iter().map(|curve| curve.fte[present].max(0.0)).collect();
        let fte = fte_more.unwrap_or_else(|| (now.iter().sum::<f64>() / 10.0).round().max(1.0));
        let allocation = (next != present && now.iter().any(|fte| *fte > 0.0))
            .then(|| allocate(&curves, &steps, fte, &now))
            .transpose()
            .map_err(|error| AppError::Usage(error.to_string()))?;
        Ok((found, Many { model, told, ranked, allocation, arms: [next, present] }))
    }
}

/// The sample without the columns of what wijken have of their own.
fn without_own(mut sample: Sample, run: &Model, together: &Model) -> Sample {
    let shared: Vec<Quantity> =
        together.inputs.uncertain_inputs().map(|(quantity, _)| quantity).collect();
    let kept: Vec<usize> = run
        .inputs
        .uncertain_inputs()
        .enumerate()
        .filter(|(_, (quantity, _))| shared.contains(quantity))
        .map(|(row, _)| row)
        .collect();
    sample.parameters = sample.parameters.select(ndarray::Axis(0), &kept);
    sample
}
