//! Who gains from which outcome: mean present values by arm, outcome and party.
//!
//! A sample knows outcomes for society and parties for all outcomes together. What an outcome is worth to a party follows
//! from simulating its effects alone: every draw has an address of its own, so the trials are those of the run.

use std::sync::atomic::AtomicBool;

use super::figures::measured;
use crate::engine::{self, EngineError, Flow, Measure, Sample};
use crate::model::Model;
use crate::numeric::mean;
use crate::plan::Plan;

/// What lies below this share of an arm's money is rounding, not money.
const ROUNDING: f64 = 1e-9;

/// Mean present values over trials, euro.
#[derive(Debug, Clone, PartialEq)]
pub struct Crosstable {
    /// Indices in [`Model::outcomes`] of the outcomes that yield money or priced health.
    pub outcomes: Vec<usize>,
    /// One table for each arm.
    pub arms: Vec<ArmTable>,
}

/// The table of one arm. Parties are in the order of [`Model::parties`].
#[derive(Debug, Clone, PartialEq)]
pub struct ArmTable {
    /// Benefit: `[outcome][party]`.
    pub benefit: Vec<Vec<f64>>,
    /// The part of it that can be turned into money: `[outcome][party]`.
    pub cashable: Vec<Vec<f64>>,
    /// Benefit of the run that no outcome accounts for, by party; zero but for runs of another version of the program.
    pub rest_benefit: Vec<f64>,
    /// The same of what can be turned into money.
    pub rest_cashable: Vec<f64>,
    /// Cost of staff with its overhead, by party.
    pub staff: Vec<f64>,
    /// Other costs, by party: fixed ones and those per participant.
    pub other: Vec<f64>,
}

impl Crosstable {
    /// Whether some benefit of the run is not accounted for by an outcome.
    pub fn has_rest(&self) -> bool {
        let some = |values: &[f64]| values.iter().any(|value| value.abs() > 0.0);
        self.arms.iter().any(|arm| some(&arm.rest_benefit) || some(&arm.rest_cashable))
    }
}

/// The table of a run. Simulates every outcome once more, so it takes about as long as the run.
///
/// # Errors
/// [`EngineError`], as for any run.
pub fn crosstable(model: &Model, plan: &Plan, sample: &Sample) -> Result<Crosstable, EngineError> {
    let simulate = |part: &Model| engine::run(part, plan, None, &|_| (), &AtomicBool::new(false));
    let arms = 0..model.arms.len();
    let mut outcomes = Vec::new();
    let mut parts: Vec<[Vec<Vec<f64>>; 2]> = Vec::new();
    for (outcome, what) in model.outcomes.iter().enumerate() {
        let used = model.effects().any(|(_, effect)| effect.outcome == outcome);
        let priced = what.benefits.iter().any(|benefit| {
            benefit.stream.is_some() || (benefit.qaly.is_some() && model.value_of_qaly.is_some())
        });
        if used && priced {
            let found = simulate(&alone(model, outcome))?;
            let table = |flow| arms.clone().map(|arm| by_party(model, &found, flow, arm)).collect();
            outcomes.push(outcome);
            parts.push([table(Flow::Benefit), table(Flow::Cashable)]);
        }
    }
    let staff = simulate(&staff_alone(model))?;
    let arms = arms
        .map(|arm| {
            let of = |which: usize| -> Vec<Vec<f64>> {
                parts.iter().map(|part| part[which][arm].clone()).collect()
            };
            let (benefit, cashable) = (of(0), of(1));
            let money = mean(&measured(sample, Measure::CostPv, arm)).abs()
                + mean(&measured(sample, Measure::BenefitPv, arm)).abs();
            let rest =
                |flow, parts: &[Vec<f64>]| left(&by_party(model, sample, flow, arm), parts, money);
            let staff = by_party(model, &staff, Flow::Cost, arm);
            ArmTable {
                rest_benefit: rest(Flow::Benefit, &benefit),
                rest_cashable: rest(Flow::Cashable, &cashable),
                other: left(
                    &by_party(model, sample, Flow::Cost, arm),
                    std::slice::from_ref(&staff),
                    money,
                ),
                benefit,
                cashable,
                staff,
            }
        })
        .collect();
    Ok(Crosstable { outcomes, arms })
}

/// The model with the effects on one outcome alone.
fn alone(model: &Model, outcome: usize) -> Model {
    let mut part = model.clone();
    for programme in &mut part.programmes {
        programme.effects.retain(|effect| effect.outcome == outcome);
    }
    part
}

/// The model without effects and without costs other than those of staff.
fn staff_alone(model: &Model) -> Model {
    let mut part = model.clone();
    let zero = part.inputs.fixed("nothing", 0.0);
    for programme in &mut part.programmes {
        programme.effects.clear();
        programme.costs.fixed = zero;
        programme.costs.per_participant = zero;
    }
    part
}

/// Mean present value of a flow, by party.
fn by_party(model: &Model, sample: &Sample, flow: Flow, arm: usize) -> Vec<f64> {
    (0..model.parties.len()).map(|party| mean(&sample.party(flow, party, arm).to_vec())).collect()
}

/// What the parts leave of the whole, by party; nothing where it is rounding.
fn left(whole: &[f64], parts: &[Vec<f64>], money: f64) -> Vec<f64> {
    let rest = |(party, whole): (usize, &f64)| {
        let rest = whole - parts.iter().map(|part| part[party]).sum::<f64>();
        if rest.abs() <= ROUNDING * money { 0.0 } else { rest }
    };
    whole.iter().enumerate().map(rest).collect()
}
