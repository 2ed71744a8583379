//! What all wijken share in a stretch of trials, made once.

use std::ops::Range;

use rayon::prelude::*;

use super::list::Areas;
use super::totals::{Shape, cost_rows};
use crate::engine::draw::Draw;
use crate::engine::run::PIECE;
use crate::model::Model;
use crate::model::dynamics::{Outlook, Values, Worths};
use crate::plan::Plan;

/// The draws of a stretch of trials, in pieces that are simulated together.
pub(super) struct Draws<'a> {
    pub(super) model: &'a Model,
    pub(super) plan: &'a Plan,
    pub(super) draw: Draw<'a>,
    pub(super) first: usize,
    pub(super) trials: usize,
    /// Values of all inputs, by piece; what a wijk has of its own is replaced.
    pub(super) pieces: Vec<Values>,
}

impl<'a> Draws<'a> {
    /// Those of some trials of a plan.
    pub(super) fn new(model: &'a Model, plan: &'a Plan, trials: Range<usize>) -> Self {
        let draw = Draw::new(model, plan);
        let starts: Vec<usize> = trials.clone().step_by(PIECE).collect();
        let pieces = starts
            .into_par_iter()
            .map(|start| draw.block(start, PIECE.min(trials.end - start)))
            .collect();
        Self { model, plan, draw, first: trials.start, trials: trials.len(), pieces }
    }

    /// Trials of a piece, counted from the first of the stretch.
    pub(super) fn place(&self, piece: usize) -> Range<usize> {
        let start = piece * PIECE;
        start..(start + PIECE).min(self.trials)
    }
}

/// What lies ahead of people in every wijk, by piece; nothing where wijken differ in that.
pub(super) struct Prepared<'a> {
    pub(super) draws: &'a Draws<'a>,
    pub(super) shared: Option<Vec<(Outlook<'a>, Worths)>>,
    pub(super) shape: Shape,
}

impl<'a> Prepared<'a> {
    /// From draws.
    pub(super) fn new(draws: &'a Draws<'a>, areas: &Areas) -> Self {
        let Draws { model, pieces, .. } = draws;
        let shared = shares_outlook(model, areas).then(|| {
            pieces
                .par_iter()
                .map(|values| {
                    let outlook = Outlook::new(model, values);
                    let worths = Worths::new(model, &outlook);
                    (outlook, worths)
                })
                .collect()
        });
        Self { draws, shared, shape: shape(model, areas) }
    }
}

/// Whether no input that wijken have of their own says anything of the years after service.
fn shares_outlook(model: &Model, areas: &Areas) -> bool {
    let ahead = model.inputs_ahead();
    let varies = model.inputs.uncertain_inputs().filter(|(_, input)| input.varies_between_wijken);
    let own = varies.map(|(quantity, _)| quantity).chain(areas.inputs().iter().copied());
    !own.into_iter().any(|quantity| ahead.contains(&quantity.index()))
}

/// The shape of the totals of a run.
pub(super) fn shape(model: &Model, areas: &Areas) -> Shape {
    if !shares_outlook(model, areas) {
        return Shape::new(model, model.horizon, true);
    }
    let empty = Values::new(vec![Vec::new(); model.inputs.list().len()], 0);
    let books = Outlook::new(model, &empty).books(model);
    let units: usize = books.iter().map(|books| books.sums().count()).sum();
    Shape::new(model, cost_rows(model) + units, false)
}
