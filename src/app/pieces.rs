//! A long run in pieces that are kept as they are finished, so that it can go on where it was.

use std::ops::Range;
use std::path::Path;

use super::error::AppError;
use super::run::Door;
use crate::engine::{Sample, Simulation};
use crate::model::Model;
use crate::plan::Plan;
use crate::results::{Found, Identity, Pieces, Question, load_sample, save_sample};

/// Trials of a piece: some seconds of work, some hundred megabytes.
const PIECE: usize = 16_384;

/// The pieces of some trials: none longer than [`PIECE`].
pub(super) fn cut(trials: Range<usize>) -> Vec<Range<usize>> {
    trials.clone().step_by(PIECE).map(|start| start..(start + PIECE).min(trials.end)).collect()
}

/// Whether a run of so many trials is worth keeping in pieces.
pub(super) const fn is_long(trials: usize) -> bool {
    trials > PIECE
}

/// Simulates all trials of a plan, piece by piece; gives back the pieces, to be removed when the result is written.
pub(super) fn whole(
    (model, plan): (&Model, &Plan),
    target: &Path,
    identity: Identity,
    found: Found,
    door: Door,
) -> Result<(Sample, Pieces), AppError> {
    let ranges = cut(0..plan.trials);
    let ends = ranges.iter().map(|range| range.end).collect();
    let question = Question { identity, unit: "trials".to_owned(), ends };
    let pieces = Pieces::open(target, &question, found)?;
    let simulation = Simulation::new(model, plan)?;
    let mut all = Sample::empty(model, plan.trials);
    for (number, range) in ranges.into_iter().enumerate() {
        let part = piece(&simulation, (model, &pieces), number, range.clone(), door)?;
        all.put(range.start, &part);
    }
    Ok((all, pieces))
}

/// A piece that is there, or else a new one, which is kept.
pub(super) fn piece(
    simulation: &Simulation,
    (model, pieces): (&Model, &Pieces),
    number: usize,
    trials: Range<usize>,
    door: Door,
) -> Result<Sample, AppError> {
    let mut part = Sample::empty(model, trials.len());
    if load_sample(pieces, number, &mut part) {
        (door.progress)(trials.end);
        return Ok(part);
    }
    let start = trials.start;
    let part = simulation.stretch(trials, &|done| (door.progress)(start + done), door.cancel)?;
    save_sample(pieces, number, &part)?;
    Ok(part)
}
