//! The share of a cost that gains cover with a given certainty, and whether all shares together are enough.

use crate::numeric::{quantiles, sum};

/// A sum of shares from here on is a whole: the rest is rounding.
const WHOLE: f64 = 1.0 - 1e-12;

/// Halvings in the search for a certainty: to `2^-50`.
const HALVINGS: usize = 50;

/// Gains of each party over the whole cost, in every trial that has a cost.
#[derive(Debug, Clone)]
pub(super) struct Rooms {
    /// In the order of the trials; none for who cannot be asked to pay.
    ratios: Vec<Option<Vec<f64>>>,
    /// The same, reordered at will.
    work: Vec<Option<Vec<f64>>>,
}

impl Rooms {
    /// From the gains of each party and whether it can be asked to pay. Trials without a cost say nothing about shares of it
    /// and are left out.
    pub(super) fn new<'a>(gains: impl Iterator<Item = (&'a [f64], bool)>, cost: &[f64]) -> Self {
        let ratio = |gain: &[f64]| -> Vec<f64> {
            let with_cost = gain.iter().zip(cost).filter(|(_, cost)| **cost > 0.0);
            with_cost.map(|(gain, cost)| gain / cost).collect()
        };
        let ratios: Vec<Option<Vec<f64>>> =
            gains.map(|(gain, can_pay)| can_pay.then(|| ratio(gain))).collect();
        Self { work: ratios.clone(), ratios }
    }

    /// With probability `certainty` a party's gain covers a share of the cost up to its room: the `1 - certainty` quantile of
    /// gain over cost, or nothing where that is negative. NaN where no trial has a cost.
    pub(super) fn rooms(&mut self, certainty: f64) -> Vec<f64> {
        let room = |column: &mut Vec<f64>| {
            let [room] = quantiles(column, [(1.0 - certainty).clamp(0.0, 1.0)]);
            // Not `max`, which would turn NaN into 0.
            if room < 0.0 { 0.0 } else { room }
        };
        self.work.iter_mut().map(|column| column.as_mut().map_or(0.0, room)).collect()
    }

    /// The highest certainty with which all rooms together are a whole, by bisection: rooms never grow with certainty.
    pub(super) fn certainty_possible(&mut self) -> Option<f64> {
        let mut enough = |certainty| sum(&self.rooms(certainty)) >= WHOLE;
        if !enough(0.0) {
            return None;
        }
        if enough(1.0) {
            return Some(1.0);
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if enough(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(low)
    }

    /// Share of the trials with a cost in which every gain covers its share at once.
    pub(super) fn chance_that_all_cover(&self, shares: &[f64]) -> f64 {
        let trials = self.ratios.iter().flatten().map(Vec::len).next().unwrap_or(0);
        let covers = |trial: usize| {
            // Who pays nothing has nothing to cover.
            self.ratios.iter().zip(shares).all(|(ratios, &share)| {
                share <= 0.0 || ratios.as_ref().is_some_and(|ratios| ratios[trial] >= share * WHOLE)
            })
        };
        (0..trials).filter(|&trial| covers(trial)).count() as f64 / trials as f64
    }
}

/// The cost split so that everyone uses the same part of its room; none where all rooms are too small.
pub(super) fn split_by_room(rooms: &[f64]) -> Option<Vec<f64>> {
    let all = sum(rooms);
    (all >= WHOLE).then(|| rooms.iter().map(|room| room / all).collect())
}

/// Who would have to join those who pay, the largest room first, until rooms are a whole; none if that is never.
pub(super) fn joining(rooms: &[f64], pays: &[bool]) -> Option<Vec<usize>> {
    let (payers, mut others): (Vec<usize>, Vec<usize>) =
        (0..rooms.len()).partition(|&seat| pays[seat]);
    others.sort_by(|&a, &b| rooms[b].total_cmp(&rooms[a]));
    let mut all: f64 = payers.iter().map(|&seat| rooms[seat]).sum();
    let mut joined = Vec::new();
    for next in others {
        // NaN, no cost at all, is never enough.
        if all >= WHOLE || rooms[next] <= 0.0 {
            break;
        }
        all += rooms[next];
        joined.push(next);
    }
    (all >= WHOLE).then_some(joined)
}
