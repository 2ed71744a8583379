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
        // Not `max`, which would turn NaN into 0.
        let room = |gain: f64| if gain < 0.0 { 0.0 } else { gain };
        self.gains(certainty).into_iter().map(room).collect()
    }

    /// Who cannot be promised with this certainty that it does not lose, even if it pays nothing.
    pub(super) fn losing(&mut self, certainty: f64) -> Vec<usize> {
        let gains = self.gains(certainty);
        (0..gains.len()).filter(|&seat| gains[seat] < 0.0).collect()
    }

    /// The `1 - certainty` quantiles of gain over cost; nothing for who cannot be asked to pay.
    fn gains(&mut self, certainty: f64) -> Vec<f64> {
        let gain = |column: &mut Vec<f64>| {
            let [gain] = quantiles(column, [(1.0 - certainty).clamp(0.0, 1.0)]);
            gain
        };
        self.work.iter_mut().map(|column| column.as_mut().map_or(0.0, gain)).collect()
    }

    /// The highest certainty with which all rooms together are a whole and nobody loses, by bisection: gains never grow with
    /// certainty.
    pub(super) fn certainty_possible(&mut self) -> Option<f64> {
        let mut enough =
            |certainty| self.losing(certainty).is_empty() && sum(&self.rooms(certainty)) >= WHOLE;
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
            // Who pays nothing must not lose all the same.
            self.ratios.iter().zip(shares).all(|(ratios, &share)| match ratios {
                Some(ratios) => ratios[trial] >= share * WHOLE,
                None => share <= 0.0,
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

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    /// Ratios 0, 1/100 … 1 and half of these, in opposite order, over a cost of 200; one who gains `other` in every trial; and
    /// one who cannot be asked.
    fn table(other: f64) -> Rooms {
        let first: Vec<f64> = (0..=100).map(|trial| f64::from(2 * trial)).collect();
        let second: Vec<f64> = (0..=100).map(|trial| f64::from(100 - trial)).collect();
        let lost = vec![other; 101];
        let gains = [(first.as_slice(), true), (&second, true), (&lost, true), (&first, false)];
        Rooms::new(gains.into_iter(), &[200.0; 101])
    }

    #[test]
    fn a_room_is_a_quantile_and_never_negative() {
        let rooms = table(-1.0).rooms(0.75);
        for (room, wanted) in rooms.into_iter().zip([0.25, 0.125, 0.0, 0.0]) {
            assert!((room - wanted).abs() < 1e-12, "{room} {wanted}");
        }
    }

    #[test]
    fn the_certainty_at_which_rooms_are_enough() {
        // (1 - p) + (1 - p) / 2 = 1 at p = 1/3.
        assert!((table(0.0).certainty_possible().unwrap() - 1.0 / 3.0).abs() < 1e-9);
        // Whatever others gain, who always loses comes out even with no certainty at all.
        assert_eq!(table(-1.0).certainty_possible(), None);
        let always = [2.0; 4];
        assert_eq!(
            Rooms::new([(always.as_slice(), true)].into_iter(), &[1.0; 4]).certainty_possible(),
            Some(1.0)
        );
        let never = [0.9; 4];
        assert_eq!(
            Rooms::new([(never.as_slice(), true)].into_iter(), &[1.0; 4]).certainty_possible(),
            None
        );
    }

    #[test]
    fn all_cover_at_once_where_each_does() {
        // 0.4 is covered in the trials 40..=100 of the first, 0.2 in 0..=60 of the second, both in 21 of 101.
        assert_eq!(table(0.0).chance_that_all_cover(&[0.4, 0.2, 0.0, 0.0]), 21.0 / 101.0);
        assert_eq!(table(0.0).chance_that_all_cover(&[0.4, 0.0, 0.0, 0.0]), 61.0 / 101.0);
        assert_eq!(table(-1.0).chance_that_all_cover(&[0.4, 0.2, 0.0, 0.0]), 0.0);
    }

    #[test]
    fn who_loses_even_without_paying_is_named() {
        assert_eq!(table(-1.0).losing(0.75), [2]);
        assert!(table(0.0).losing(1.0).is_empty());
    }

    #[test]
    fn everyone_uses_the_same_part_of_its_room() {
        assert_eq!(split_by_room(&[1.0, 0.5, 0.5]), Some(vec![0.5, 0.25, 0.25]));
        assert_eq!(split_by_room(&[0.4, 0.5]), None);
        assert_eq!(split_by_room(&[f64::NAN]), None);
    }

    #[test]
    fn those_with_most_room_join_first() {
        let rooms = [0.3, 0.2, 0.6, 0.0];
        assert_eq!(joining(&rooms, &[true, false, false, false]), Some(vec![2, 1]));
        assert_eq!(joining(&rooms, &[true, true, true, false]), Some(vec![]));
        assert_eq!(joining(&[0.3, 0.6, 0.0], &[true, false, false]), None);
    }

    #[test]
    fn trials_without_a_cost_are_left_out_and_no_cost_is_nothing_to_split() {
        let gain = [1.0, -5.0];
        let mut one = Rooms::new([(gain.as_slice(), true)].into_iter(), &[2.0, 0.0]);
        assert_eq!(one.rooms(1.0), [0.5]);
        let mut none = Rooms::new([(gain.as_slice(), true)].into_iter(), &[0.0, 0.0]);
        assert!(none.rooms(0.5)[0].is_nan());
        assert_eq!(none.certainty_possible(), None);
    }
}
