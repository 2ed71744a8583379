//! The books of a block: what each arm did, cost and yielded, by party and year.

use crate::model::Model;
use crate::model::luck::Grid;

/// Everything a block of trials returns, before discounting. Each [`Grid`] is (arm, trial).
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
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
    /// Cost by party and programme year, euro; later years have none.
    pub cost: Vec<Vec<Grid>>,
    /// Benefit in money by party and year, euro; without the value of QALYs.
    pub benefit: Vec<Vec<Grid>>,
    /// The part of it that the party can turn into money.
    pub cashable: Vec<Vec<Grid>>,
    /// Benefit in money to society by year, euro: without what is moved from one party to another, which nets to zero.
    pub society: Vec<Grid>,
    /// QALYs by year.
    pub qaly: Vec<Grid>,
    /// Care work freed by sector within the horizon, FTE-years.
    pub care: Vec<Grid>,
    /// Avoided units by effect within the horizon.
    pub avoided: Vec<Grid>,
    /// Present value of money benefits to society by effect, euro; without the value of QALYs.
    pub effect_money: Vec<Grid>,
    /// Present value of QALYs by effect.
    pub effect_qaly: Vec<Grid>,
    /// Trials in which a programme's registered participants exceeded 0.98 of its pool.
    pub pool_too_small: Vec<usize>,
    /// In which trials a baseline probability was cut at 1, by outcome.
    pub baseline_cut: Vec<Vec<bool>>,
}

impl Account {
    /// Empty books for a block.
    pub(super) fn new(model: &Model, trials: usize) -> Self {
        let zero = || Grid::zeros((model.arms.len(), trials));
        let many = |n: usize| vec![zero(); n];
        let effects = model.effects().count();
        Self {
            fte_wanted: zero(),
            fte_hired: zero(),
            participants: zero(),
            completers: zero(),
            contacts: zero(),
            need_served: zero(),
            cost: vec![many(model.years); model.parties.len()],
            benefit: vec![many(model.horizon); model.parties.len()],
            cashable: vec![many(model.horizon); model.parties.len()],
            society: many(model.horizon),
            qaly: many(model.horizon),
            care: many(model.sectors.len()),
            avoided: many(effects),
            effect_money: many(effects),
            effect_qaly: many(effects),
            pool_too_small: vec![0; model.programmes.len()],
            baseline_cut: vec![vec![false; trials]; model.outcomes.len()],
        }
    }
}
