//! Who could pay for an arm: what each party gains, what it could carry, and whether that is enough.

use super::bands::Band;
use super::figures::{less, measured};
use super::rooms::{Rooms, joining, split_by_room};
use crate::engine::{Flow, Measure, Sample};
use crate::model::Model;
use crate::numeric::{mean, sum as total};

/// The parties at the table about one arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Negotiation {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Certainty asked for, in [0, 1]: the probability with which a party's gain must cover its share of the cost.
    pub certainty: f64,
    /// Present value of all costs, EUR.
    pub cost: Band,
    /// Every party with a cost or a benefit in any trial, in the order of [`Model::parties`].
    pub seats: Vec<Seat>,
    /// When all benefits count.
    pub welfare: Terms,
    /// When only benefits that turn into money count.
    pub cashable: Terms,
}

/// A party at the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// Index of the party in [`Model::parties`].
    pub party: usize,
    /// Whether it stands for people who have left the responsibility of another: it gains, but cannot be asked to pay.
    pub elsewhere: bool,
    /// Present value of what it pays, EUR.
    pub cost_pv: Band,
    /// Present value of what it gains, EUR.
    pub benefit_pv: Band,
    /// Present value of what it gains in money, EUR.
    pub cashable_pv: Band,
    /// Benefits less costs, EUR.
    pub net_pv: Band,
    /// Share of the mean cost it pays now, in [0, 1]; NaN where there is no cost.
    pub share_now: f64,
    /// When all its benefits count.
    pub welfare: Stake,
    /// When only benefits that turn into money count.
    pub cashable: Stake,
}

/// What a party has to win and could carry, by one way of counting gains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stake {
    /// Probability that its gain is at least what it pays now, in [0, 1].
    pub p_covers: f64,
    /// Its share of the mean gain of all parties (negative: it loses); NaN where together they gain nothing.
    pub share_of_gain: f64,
    /// The wrong-pocket gap: its share of the gain less its share of the cost. Above 0 it gains more than it pays for.
    pub gap: f64,
    /// The largest share of the cost that its gain covers with the certainty asked for, at least 0; may be above 1. Zero
    /// for who cannot be asked to pay; NaN where there is no cost.
    pub room: f64,
    /// Its share if the cost is split in proportion to mean gains, of those who gain and can be asked; NaN where nobody does.
    pub proportional: f64,
    /// Its share if everyone uses the same part of its room; none where all rooms together are too small.
    pub within_room: Option<f64>,
}

/// Whether there is a split of the cost that every party can carry, by one way of counting gains.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Sum of all rooms; NaN where there is no cost.
    pub rooms: f64,
    /// Whether a split exists in which each party's gain covers its share with the certainty asked for: `rooms >= 1`.
    pub exists: bool,
    /// Share of the cost that nobody can carry, `max(0, 1 - rooms)`.
    pub shortfall: f64,
    /// The same in euros of mean cost.
    pub shortfall_euro: f64,
    /// Probability that all gains cover their shares at once under `within_room`; none without such a split.
    pub p_all_cover: Option<f64>,
    /// Parties that pay nothing now and would have to join those who do, the largest room first, until rooms are enough;
    /// empty: those who pay now have room enough; none: even with everyone it is too little.
    pub joining: Option<Vec<usize>>,
    /// The highest certainty at which a split exists; none: not at any.
    pub certainty_possible: Option<f64>,
}

/// Puts everyone at the table about an arm, each wanting its gain to cover its share of the cost with `certainty`.
///
/// Costs and gains are those of the sampled pass: who pays bears luck too. A gain is counted against no programme at all.
pub fn negotiate(model: &Model, sample: &Sample, arm: usize, certainty: f64) -> Negotiation {
    let cost = measured(sample, Measure::CostPv, arm);
    let elsewhere: Vec<usize> =
        model.parties.iter().filter_map(|party| party.leaves.map(|(_, other)| other)).collect();
    let parties: Vec<usize> = (0..model.parties.len())
        .filter(|&party| {
            Flow::ALL.iter().any(|&flow| sample.party(flow, party, arm).iter().any(|x| *x != 0.0))
        })
        .collect();
    let column = |flow, party| sample.party(flow, party, arm).to_vec();
    let chairs: Vec<Chair> = parties
        .iter()
        .map(|&party| Chair {
            party,
            can_pay: !elsewhere.contains(&party),
            cost: column(Flow::Cost, party),
        })
        .collect();
    let by = |flow| {
        let gains: Vec<Vec<f64>> = parties.iter().map(|&party| column(flow, party)).collect();
        terms(&chairs, &gains, &cost, certainty)
    };
    let (welfare_stakes, welfare) = by(Flow::Benefit);
    let (cashable_stakes, cashable) = by(Flow::Cashable);
    let seats = chairs
        .iter()
        .zip(welfare_stakes.into_iter().zip(cashable_stakes))
        .map(|(chair, (welfare, cashable))| {
            let benefit = column(Flow::Benefit, chair.party);
            Seat {
                party: chair.party,
                elsewhere: !chair.can_pay,
                cost_pv: Band::of(&chair.cost).without_sign(),
                net_pv: Band::of(&less(&benefit, &chair.cost)),
                benefit_pv: Band::of(&benefit).without_sign(),
                cashable_pv: Band::of(&column(Flow::Cashable, chair.party)).without_sign(),
                share_now: share(mean(&chair.cost), mean(&cost)),
                welfare,
                cashable,
            }
        })
        .collect();
    Negotiation { arm, certainty, cost: Band::of(&cost).without_sign(), seats, welfare, cashable }
}

/// A party at the table before gains are counted.
struct Chair {
    party: usize,
    can_pay: bool,
    cost: Vec<f64>,
}

/// Stakes of all chairs and the terms among them, by one way of counting gains.
fn terms(
    chairs: &[Chair],
    gains: &[Vec<f64>],
    cost: &[f64],
    certainty: f64,
) -> (Vec<Stake>, Terms) {
    let mut table = Rooms::new(
        gains.iter().zip(chairs).map(|(gain, chair)| (gain.as_slice(), chair.can_pay)),
        cost,
    );
    let rooms = table.rooms(certainty);
    let split = split_by_room(&rooms);
    let sum = total(&rooms);
    let mean_cost = mean(cost);
    let means: Vec<f64> = gains.iter().map(|gain| mean(gain)).collect();
    let asked: Vec<f64> = means
        .iter()
        .zip(chairs)
        .map(|(gain, chair)| if chair.can_pay { gain.max(0.0) } else { 0.0 })
        .collect();
    let (all, all_asked) = (total(&means), total(&asked));
    let stakes = (0..chairs.len())
        .map(|seat| {
            let (gain, own) = (&gains[seat], &chairs[seat].cost);
            let covered = gain.iter().zip(own).filter(|(gain, own)| gain >= own).count();
            let share_of_gain = share(means[seat], all);
            Stake {
                p_covers: covered as f64 / gain.len() as f64,
                share_of_gain,
                gap: share_of_gain - share(mean(own), mean_cost),
                room: rooms[seat],
                proportional: share(asked[seat], all_asked),
                within_room: split.as_ref().map(|split| split[seat]),
            }
        })
        .collect();
    let pays: Vec<bool> = chairs.iter().map(|chair| mean(&chair.cost) > 0.0).collect();
    let shortfall = if sum.is_nan() { sum } else { (1.0 - sum).max(0.0) };
    let terms = Terms {
        rooms: sum,
        exists: split.is_some(),
        shortfall,
        shortfall_euro: shortfall * mean_cost,
        p_all_cover: split.map(|split| table.chance_that_all_cover(&split)),
        joining: joining(&rooms, &pays)
            .map(|seats| seats.into_iter().map(|seat| chairs[seat].party).collect()),
        certainty_possible: table.certainty_possible(),
    };
    (stakes, terms)
}

/// A part of a whole; NaN where the whole is nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}
