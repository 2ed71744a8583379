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
    /// Gains in money less costs, EUR.
    pub cashable_net_pv: Band,
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
    /// Whether a split exists in which each party's gain covers its share with the certainty asked for: `rooms >= 1`, and
    /// nobody is `losing`.
    pub exists: bool,
    /// Parties that lose with a probability above one minus the certainty, even if they pay nothing.
    pub losing: Vec<usize>,
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
            let cashable_gain = column(Flow::Cashable, chair.party);
            Seat {
                party: chair.party,
                elsewhere: !chair.can_pay,
                cost_pv: Band::of(&chair.cost).without_sign(),
                net_pv: Band::of(&less(&benefit, &chair.cost)),
                benefit_pv: Band::of(&benefit).without_sign(),
                cashable_net_pv: Band::of(&less(&cashable_gain, &chair.cost)),
                cashable_pv: Band::of(&cashable_gain).without_sign(),
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
    let losing = table.losing(certainty);
    let split = split_by_room(&rooms).filter(|_| losing.is_empty());
    // Without a cost there is nobody at the table, and nothing to share.
    let sum = if rooms.is_empty() { f64::NAN } else { total(&rooms) };
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
            .filter(|_| losing.is_empty())
            .map(|seats| seats.into_iter().map(|seat| chairs[seat].party).collect()),
        losing: losing.into_iter().map(|seat| chairs[seat].party).collect(),
        certainty_possible: table.certainty_possible(),
    };
    (stakes, terms)
}

/// A part of a whole; NaN where the whole is nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;
    use crate::model::Party;
    use crate::model_for_tests::{model, sample};

    /// 101 trials. The gemeente pays 100 and gains 0, 0.5 … 50; the zorgverzekeraar pays nothing and gains 0, 1 … 100, of
    /// which half is cashable. The gemeente can cash nothing.
    fn world() -> (Model, Sample) {
        let (model, mut sample) = (model(), sample(101));
        for trial in 0..101 {
            let gain = trial as f64;
            for (flow, party, value) in [
                (Flow::Cost, 0, 100.0),
                (Flow::Cost, 1, 0.0),
                (Flow::Benefit, 0, 0.5 * gain),
                (Flow::Benefit, 1, gain),
                (Flow::Cashable, 0, 0.0),
                (Flow::Cashable, 1, 0.5 * gain),
            ] {
                sample.parties[[flow.index(), party, 2, trial]] = value;
            }
            sample.measures[[Measure::CostPv.index(), 2, trial]] = 100.0;
        }
        (model, sample)
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn a_table_by_hand() {
        let (model, sample) = world();
        let found = negotiate(&model, &sample, 2, 0.25);
        let [gemeente, insurer] = &found.seats[..] else { panic!("two seats") };
        assert_eq!((gemeente.share_now, insurer.share_now), (1.0, 0.0));
        // Rooms at certainty p are (1 - p) / 2 and 1 - p: 0.375 and 0.75.
        assert!(close(gemeente.welfare.room, 0.375) && close(insurer.welfare.room, 0.75));
        assert!(found.welfare.exists && found.welfare.shortfall == 0.0);
        assert!(close(found.welfare.certainty_possible.unwrap(), 1.0 / 3.0));
        assert!(close(insurer.welfare.within_room.unwrap(), 2.0 / 3.0));
        // Shares 1/3 and 2/3 are both covered where the trial is at least 66.67: 34 of 101.
        assert_eq!(found.welfare.p_all_cover, Some(34.0 / 101.0));
        assert_eq!(found.welfare.joining, Some(vec![1]));
        // Gains are 1/3 and 2/3 of all gains; the gemeente pays everything.
        assert!(close(gemeente.welfare.gap, 1.0 / 3.0 - 1.0));
        assert!(close(insurer.welfare.gap, 2.0 / 3.0));
        assert!(close(insurer.welfare.proportional, 2.0 / 3.0));
        // Nets: the gemeente gains at most half of what it pays and cashes nothing; the insurer cashes 0, 0.5 … 50.
        let nets = |seat: &Seat| {
            [seat.net_pv, seat.cashable_net_pv].map(|band| [band.value.p05, band.value.p95])
        };
        assert_eq!(nets(gemeente), [[-97.5, -52.5], [-100.0, -100.0]]);
        assert_eq!(nets(insurer), [[5.0, 95.0], [2.5, 47.5]]);
        assert_eq!(insurer.cashable_net_pv.value.mean, 25.0);
        // Only the insurer covers what it pays now: nothing.
        assert_eq!((gemeente.welfare.p_covers, insurer.welfare.p_covers), (0.0, 1.0));
    }

    #[test]
    fn who_loses_is_not_helped_by_what_others_gain() {
        let (model, mut sample) = world();
        // A transfer: what the insurer gains the gemeente loses, in every trial but the first.
        for trial in 0..101 {
            sample.parties[[Flow::Benefit.index(), 0, 2, trial]] = -3.0 * trial as f64;
            sample.parties[[Flow::Benefit.index(), 1, 2, trial]] = 3.0 * trial as f64;
        }
        let found = negotiate(&model, &sample, 2, 0.25).welfare;
        assert!(found.rooms > 1.0 && !found.exists && found.losing == [0]);
        assert_eq!((found.p_all_cover, found.joining), (None, None));
        // Only with no certainty at all: the best trial of each.
        assert!(found.certainty_possible.unwrap() < 1e-9);
    }

    #[test]
    fn what_cannot_be_cashed_cannot_be_promised() {
        let (model, sample) = world();
        let found = negotiate(&model, &sample, 2, 0.25).cashable;
        assert!(!found.exists && close(found.rooms, 0.375) && close(found.shortfall_euro, 62.5));
        assert_eq!(
            (found.p_all_cover, found.joining, found.certainty_possible),
            (None, None, None)
        );
    }

    #[test]
    fn who_stands_for_those_who_left_gains_but_has_no_room() {
        let (mut model, sample) = world();
        let leaves = model.inputs.fixed("leaves", 0.1);
        model.parties[0] = Party { name: "gemeente".to_owned(), leaves: Some((leaves, 1)) };
        let found = negotiate(&model, &sample, 2, 0.25);
        let stake = found.seats[1].welfare;
        assert!(found.seats[1].elsewhere && !found.seats[0].elsewhere);
        assert_eq!((stake.room, stake.proportional), (0.0, 0.0));
        assert!(close(stake.share_of_gain, 2.0 / 3.0));
        assert_eq!(found.seats[0].welfare.proportional, 1.0);
        assert!(!found.welfare.exists && close(found.welfare.rooms, 0.375));
    }

    #[test]
    fn an_arm_without_costs_has_nothing_to_split() {
        let (model, sample) = (model(), sample(64));
        let found = negotiate(&model, &sample, 0, 0.8);
        assert!(found.seats.is_empty() && !found.welfare.exists && found.welfare.rooms.is_nan());
        assert_eq!(found.welfare.certainty_possible, None);
    }

    #[test]
    fn gaps_sum_to_nothing() {
        let (model, sample) = (model(), sample(256));
        for seat in [|seat: &Seat| seat.welfare.gap, |seat: &Seat| seat.cashable.gap] {
            let found = negotiate(&model, &sample, 2, 0.8);
            assert!(found.seats.iter().map(seat).sum::<f64>().abs() < 1e-12);
        }
    }
}
