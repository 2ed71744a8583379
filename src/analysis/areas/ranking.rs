//! Where first: wijken by expected net benefit per euro, and how sure each place is.
//!
//! The question of a first euro is one of *more*: what an arm has beyond another, usually present staffing. So both net and cost are
//! differences between two arms, within each trial. Their quotient is a ratio of expectations, not the expectation of a ratio: euros
//! spent in many wijken add up, and a plan that spends them all yields the sum of the nets.

use rayon::prelude::*;

use super::super::bands::mcse;
use super::curve::AreaCurve;
use crate::numeric::{mean, quantiles};

/// The place of one wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Number of the wijk.
    pub area: usize,
    /// Its place by [`Self::per_euro`], from 1; equals in the order of the wijken, wijken without extra cost at the end. In a trial equals
    /// share the mean of their places.
    pub place: usize,
    /// Expected net of the arm beyond the other, EUR.
    pub net: f64,
    /// Expected cost of the arm beyond the other, EUR.
    pub cost: f64,
    /// Expected net per euro of cost; NaN where there is no extra cost.
    pub per_euro: f64,
    /// Median of its place over trials.
    pub median: f64,
    /// From here to [`Self::high`] its place lies in 90 % of trials.
    pub low: f64,
    /// See [`Self::low`].
    pub high: f64,
    /// Chance to be among the first, for each number asked for, and its Monte Carlo standard error.
    pub among_first: Vec<(f64, f64)>,
}

/// Why there is no ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RankingError {
    /// An arm that a wijk does not have.
    #[error("arm {arm} does not exist: wijk {area} has {arms}")]
    NoArm {
        /// The arm.
        arm: usize,
        /// The wijk.
        area: usize,
        /// Its arms.
        arms: usize,
    },
    /// Wijken with different numbers of trials.
    #[error("wijk {area} has {trials} trials: the first has {first}")]
    Trials {
        /// The wijk.
        area: usize,
        /// Its trials.
        trials: usize,
        /// Those of the first wijk.
        first: usize,
    },
}

/// Ranks wijken by what `arm` has beyond `other` (none: beyond nothing at all) per euro, best first.
///
/// Draws that all wijken share move all of them together, so a wijk's place can be sure though its net is not. Each trial is a world
/// in which all are ranked; the distribution of a place over trials is its uncertainty, as Goldstein and Spiegelhalter
/// (1996, doi 10.2307/2983325) ask of league tables. Luck is at its expectation. `first`: the numbers of best wijken to be among.
///
/// # Errors
/// [`RankingError`].
pub fn rank(
    curves: &[AreaCurve],
    arm: usize,
    other: Option<usize>,
    first: &[usize],
) -> Result<Vec<Ranked>, RankingError> {
    check(curves, arm, other)?;
    let beyond = |all: &dyn Fn(usize) -> f64| all(arm) - other.map_or(0.0, all);
    let trials = curves.first().map_or(0, |curve| curve.trials);
    let mut places = vec![0_f32; curves.len() * trials];
    places.par_chunks_mut(curves.len().max(1)).enumerate().for_each(|(trial, places)| {
        let ratio = |curve: &AreaCurve| {
            per_euro(
                beyond(&|arm| curve.net_in(arm, trial)),
                beyond(&|arm| curve.cost_in(arm, trial)),
            )
        };
        let ratios: Vec<f64> = curves.iter().map(ratio).collect();
        let mut done = 0;
        // Equals share the mean of their places: nothing says which of them comes first.
        let order = order(&ratios);
        for equals in order.chunk_by(|&a, &b| key(ratios[a]).total_cmp(&key(ratios[b])).is_eq()) {
            let before = done;
            done += equals.len();
            let mean = (before + 1 + done) as f32 / 2.0;
            for &area in equals {
                places[area] = mean;
            }
        }
    });
    let expected: Vec<[f64; 3]> = curves
        .iter()
        .map(|curve| {
            let (net, cost) = (beyond(&|arm| curve.net[arm]), beyond(&|arm| curve.cost[arm]));
            [net, cost, per_euro(net, cost)]
        })
        .collect();
    let ratios: Vec<f64> = expected.iter().map(|all| all[2]).collect();
    let ranked = order(&ratios).into_par_iter().enumerate().map(|(place, area)| {
        let own = places.iter().skip(area).step_by(curves.len());
        let mut own: Vec<f64> = own.map(|&place| f64::from(place)).collect();
        let among = |count: &usize| {
            let within = |place: &f64| f64::from(u8::from(*place <= *count as f64));
            let within: Vec<f64> = own.iter().map(within).collect();
            (mean(&within), mcse(&within, mean))
        };
        let among_first = first.iter().map(among).collect();
        let [low, median, high] = quantiles(&mut own, [0.05, 0.5, 0.95]);
        let [net, cost, per_euro] = expected[area];
        Ranked { area, place: place + 1, net, cost, per_euro, median, low, high, among_first }
    });
    Ok(ranked.collect())
}

fn check(curves: &[AreaCurve], arm: usize, other: Option<usize>) -> Result<(), RankingError> {
    let first = curves.first().map_or(0, |curve| curve.trials);
    for (area, curve) in curves.iter().enumerate() {
        let arms = curve.arms();
        if let Some(arm) = [Some(arm), other].into_iter().flatten().find(|&arm| arm >= arms) {
            return Err(RankingError::NoArm { arm, area, arms });
        }
        if curve.trials != first {
            return Err(RankingError::Trials { area, trials: curve.trials, first });
        }
    }
    Ok(())
}

/// NaN where nothing is spent: no euro, no yield of it.
fn per_euro(net: f64, cost: f64) -> f64 {
    if cost > 0.0 { net / cost } else { f64::NAN }
}

/// Wijken from the highest ratio down; equals in order, those without a ratio last.
fn order(ratios: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ratios.len()).collect();
    order.sort_by(|&a, &b| key(ratios[b]).total_cmp(&key(ratios[a])));
    order
}

/// What a ratio counts for in the order: where nothing is spent, least.
const fn key(ratio: f64) -> f64 {
    if ratio.is_nan() { f64::NEG_INFINITY } else { ratio }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    /// A wijk whose second arm costs 100 more and yields `net` of the trial more.
    fn wijk(net: impl Fn(usize) -> f64) -> AreaCurve {
        let nets: Vec<f64> = (0..64).map(net).collect();
        AreaCurve {
            fte: vec![1.0, 2.0],
            net: vec![-50.0, -50.0 + mean(&nets)],
            cost: vec![1000.0, 1100.0],
            trials: 64,
            net_by_trial: [-50.0; 64]
                .into_iter()
                .chain(nets.iter().map(|x| (x - 50.0) as f32))
                .collect(),
            cost_by_trial: [1000.0; 64].into_iter().chain([1100.0; 64]).collect(),
        }
    }

    #[test]
    fn a_known_order_with_known_chances() {
        // The second is best in a quarter of trials and last in the others; what all share (the trial) does not blur the rest.
        let shared = |trial: usize| 1000.0 * (trial as f64 - 31.5);
        let curves = [
            wijk(|trial| shared(trial) + 5.0),
            wijk(|trial| shared(trial) + if trial % 4 == 0 { 40.0 } else { -20.0 }),
            wijk(|trial| shared(trial) + 7.0),
        ];
        let ranked = rank(&curves, 1, Some(0), &[1, 2]).unwrap();
        let told: Vec<_> = ranked.iter().map(|r| (r.area, r.place, r.net, r.cost)).collect();
        assert_eq!(told, [(2, 1, 7.0, 100.0), (0, 2, 5.0, 100.0), (1, 3, -5.0, 100.0)]);
        let [two, zero, one] = &ranked[..] else { unreachable!() };
        assert_eq!((two.low, two.median, two.high), (1.0, 1.0, 2.0));
        assert_eq!((zero.low, zero.median, zero.high), (2.0, 2.0, 3.0));
        assert_eq!((one.low, one.median, one.high), (1.0, 3.0, 3.0));
        assert_eq!(
            [two.among_first[0].0, zero.among_first[0].0, one.among_first[0].0],
            [0.75, 0.0, 0.25]
        );
        assert_eq!(
            [two.among_first[1].0, zero.among_first[1].0, one.among_first[1].0],
            [1.0, 0.75, 0.25]
        );
        assert_eq!(two.per_euro, 0.07);
        // Each replicate holds every fourth trial in full or not at all.
        assert!(one.among_first[0].1 > 0.0 && zero.among_first[0].1 == 0.0);
    }

    #[test]
    fn equals_share_their_places_and_who_spends_nothing_comes_last() {
        let mut idle = wijk(|_| 0.0);
        idle.cost = vec![0.0; 2];
        idle.cost_by_trial = vec![0.0; 128];
        let curves = [idle, wijk(|_| 3.0), wijk(|_| 3.0), wijk(|_| -8.0)];
        let ranked = rank(&curves, 1, Some(0), &[10]).unwrap();
        let order: Vec<usize> = ranked.iter().map(|r| r.area).collect();
        assert_eq!(order, [1, 2, 3, 0]);
        assert!(ranked[3].per_euro.is_nan() && ranked[3].low == 4.0);
        // Nothing says which of the equals comes first.
        assert!(ranked[..2].iter().all(|r| r.low == 1.5 && r.high == 1.5));
        assert!(ranked.iter().all(|r| r.among_first == [(1.0, 0.0)]));
    }

    #[test]
    fn places_of_a_trial_are_each_taken_once() {
        let curves: Vec<AreaCurve> =
            (0..50).map(|area| wijk(move |trial| ((area * 37 + trial * 11) % 53) as f64)).collect();
        let ranked = rank(&curves, 1, None, &[7]).unwrap();
        // 37 and 53 have no common factor, so no two are equal: in every trial seven are among the first seven.
        let sum: f64 = ranked.iter().map(|r| r.among_first[0].0).sum();
        assert!((sum - 7.0).abs() < 1e-12);
        assert!(ranked.iter().all(|r| r.low <= r.median && r.median <= r.high));
    }

    #[test]
    fn what_does_not_fit_is_refused_and_nothing_is_ranked_as_nothing() {
        assert_eq!(rank(&[], 3, None, &[1]).unwrap(), []);
        let mut short = wijk(|_| 1.0);
        short.trials = 32;
        let curves = [wijk(|_| 1.0), short];
        assert!(matches!(
            rank(&curves, 0, Some(1), &[]),
            Err(RankingError::Trials { area: 1, .. })
        ));
        assert!(matches!(rank(&curves, 0, Some(2), &[]), Err(RankingError::NoArm { arm: 2, .. })));
    }
}
