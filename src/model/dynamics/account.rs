//! The books of a block: what each arm did, cost and yielded, by party and year.

use crate::model::Model;
use crate::model::luck::{Grid, Sum};

/// Everything a block of trials returns, before discounting. Each [`Grid`] is (arm, trial).
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// What the programmes did and cost.
    pub service: Service,
    /// What came of it.
    pub yields: Yields,
}

/// What the programmes did and cost. Each [`Grid`] is (arm, trial).
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// FTE wanted, summed over the programme years.
    pub fte_wanted: Grid,
    /// FTE hired, summed over the programme years.
    pub fte_hired: Grid,
    /// Participants, summed over the programme years.
    pub participants: Grid,
    /// Completers, summed over the programme years.
    pub completers: Grid,
    /// People approached, summed over the programme years.
    pub contacts: Grid,
    /// Share of need served, summed over the programme years.
    pub need_served: Grid,
    /// People in need in the groups that have a programme, each group once, by trial.
    pub need: Vec<f64>,
    /// Cost by party and programme year, euro; later years have none.
    pub cost: Vec<Vec<Sum>>,
    /// Trials in which a programme's registered participants exceeded 0.98 of its pool.
    pub pool_too_small: Vec<usize>,
}

/// What comes of service. Each [`Sum`] is (arm, trial), or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Yields {
    /// Benefit in money by party and year, euro; without the value of QALYs. Empty where nobody asked who gains.
    pub benefit: Vec<Vec<Sum>>,
    /// The part of it that the party can turn into money; as empty.
    pub cashable: Vec<Vec<Sum>>,
    /// Benefit in money to society by year, euro: without what is moved from one party to another, which nets to zero.
    pub society: Vec<Sum>,
    /// QALYs by year.
    pub qaly: Vec<Sum>,
    /// Care work freed by sector within the horizon, FTE-years.
    pub care: Vec<Sum>,
    /// Avoided units by effect within the horizon.
    pub avoided: Vec<Sum>,
    /// Present value of money benefits to society by effect, euro; without the value of QALYs.
    pub effect_money: Vec<Sum>,
    /// Present value of QALYs by effect.
    pub effect_qaly: Vec<Sum>,
    /// In which trials a baseline probability was cut at 1, by outcome.
    pub baseline_cut: Vec<Vec<bool>>,
}

impl Service {
    /// Empty books for a block.
    pub(crate) fn new(model: &Model, trials: usize) -> Self {
        let zero = || Grid::zeros((model.arms.len(), trials));
        Self {
            fte_wanted: zero(),
            fte_hired: zero(),
            participants: zero(),
            completers: zero(),
            contacts: zero(),
            need_served: zero(),
            need: vec![0.0; trials],
            cost: vec![vec![Sum::default(); model.years]; model.parties.len()],
            pool_too_small: vec![0; model.programmes.len()],
        }
    }
}

impl Yields {
    /// Empty books for a block; `parties`: with those of each party.
    pub(super) fn new(model: &Model, trials: usize, parties: bool) -> Self {
        let many = |n: usize| vec![Sum::default(); n];
        let effects = model.effects().count();
        let each = if parties { model.parties.len() } else { 0 };
        Self {
            benefit: vec![many(model.horizon); each],
            cashable: vec![many(model.horizon); each],
            society: many(model.horizon),
            qaly: many(model.horizon),
            care: many(model.sectors.len()),
            avoided: many(effects),
            effect_money: many(effects),
            effect_qaly: many(effects),
            baseline_cut: vec![vec![false; trials]; model.outcomes.len()],
        }
    }
}
