//! Where the next FTE belong, and what spreading them evenly would lose.
//!
//! A wijk's expected net is known at the arms and taken as straight between them. The value of FTE placed is the sum over wijken of what
//! their curves gain, so it is greatest where no FTE could gain more elsewhere. For concave curves the greedy plan, step by step
//! the highest marginal gain, is optimal: it is the solution of a linear programme with one budget, whose steps are taken in order of their
//! gain per FTE, and within a wijk concavity puts earlier steps first by itself (Fox 1966, doi 10.1287/mnsc.13.3.210). Where a curve is not
//! concave, its concave envelope takes its place. No plan at all gains more than the greedy plan on the envelopes. That
//! plan ends in a corner of the envelope in every wijk but one, and in a corner the envelope is the curve: so what the plan may miss is at
//! most the gap between envelope and curve in that one wijk, and is told.

use super::super::bands::Band;
use super::curve::AreaCurve;
use super::envelope::concave;

/// What a wijk gets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// FTE more, by the greedy plan.
    pub fte: f64,
    /// Expected net more, EUR.
    pub net: f64,
    /// FTE more, spread evenly.
    pub even_fte: f64,
    /// Expected net more, EUR, spread evenly.
    pub even_net: f64,
}

/// A plan for the next FTE beside an even spread of as many.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// FTE placed: those asked for, or fewer where no wijk has room below its highest arm.
    pub fte: f64,
    /// FTE after which the next one would lose: more than this are placed only because they were asked for. At most `fte`.
    pub fte_that_gain: f64,
    /// By wijk.
    pub placed: Vec<Placed>,
    /// Expected net of the plan beyond present staffing, EUR.
    pub net: f64,
    /// Expected net of the even spread, EUR.
    pub even_net: f64,
    /// No plan for as many FTE has an expected net above `net` plus this, EUR, at least 0; 0 where every curve is concave.
    pub may_miss: f64,
    /// Wijken whose curve is not concave.
    pub not_concave: Vec<usize>,
    /// Net of the plan over trials, EUR.
    pub net_band: Band,
    /// What the even spread loses, over trials, EUR: the two plans in the same trials.
    pub loss_band: Band,
}

/// Why there is no allocation.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AllocationError {
    /// FTE that are no number of FTE.
    #[error("{fte} FTE: must be a finite number, at least 0")]
    Fte {
        /// FTE asked for.
        fte: f64,
    },
    /// No arm to start from, or one that does not exist.
    #[error("arm {arm} does not exist: wijk {area} has {arms}")]
    NoArm {
        /// The arm.
        arm: usize,
        /// The wijk.
        area: usize,
        /// Its arms.
        arms: usize,
    },
    /// No arms at all.
    #[error("there are no arms: at least one is needed")]
    NoLadder,
    /// Weights of an even spread that do not fit the wijken.
    #[error(
        "weight {weight} of wijk {area}: must be a finite number, at least 0, one for each of {areas} wijken"
    )]
    Weight {
        /// The wijk.
        area: usize,
        /// Its weight; NaN where there is none.
        weight: f64,
        /// Wijken.
        areas: usize,
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

/// A curve from present staffing upwards: FTE more, net more, and the arm of each point.
struct Steps {
    arms: Vec<usize>,
    fte: Vec<f64>,
    net: Vec<f64>,
}

/// A place on a curve: so much of the way from one point to the next.
#[derive(Clone, Copy)]
struct Spot {
    point: usize,
    share: f64,
}

impl Spot {
    /// Net more here, of the points' own nets.
    fn of(self, net: impl Fn(usize) -> f64) -> f64 {
        let low = net(self.point);
        if self.share > 0.0 { low + self.share * (net(self.point + 1) - low) } else { low }
    }
}

impl Steps {
    /// Along `ladder`; arms that hire no more than those before them are no step.
    fn new(curve: &AreaCurve, ladder: &[usize]) -> Self {
        let mut steps = Self { arms: Vec::new(), fte: Vec::new(), net: Vec::new() };
        let base = ladder[0];
        for &arm in ladder {
            let fte = curve.fte[arm] - curve.fte[base];
            if steps.fte.last().is_none_or(|last| fte > *last) {
                steps.arms.push(arm);
                steps.fte.push(fte);
                steps.net.push(curve.net[arm] - curve.net[base]);
            }
        }
        steps
    }

    fn room(&self) -> f64 {
        self.fte.last().copied().unwrap_or(0.0)
    }

    fn spot(&self, fte: f64) -> Spot {
        let point = self.fte.partition_point(|x| *x <= fte).saturating_sub(1);
        let Some(next) = self.fte.get(point + 1) else { return Spot { point, share: 0.0 } };
        Spot { point, share: (fte - self.fte[point]) / (next - self.fte[point]) }
    }

    fn net_at(&self, fte: f64) -> f64 {
        self.spot(fte).of(|point| self.net[point])
    }

    fn net_in(&self, curve: &AreaCurve, spot: Spot, trial: usize) -> f64 {
        let net = |point: usize| curve.net_in(self.arms[point], trial);
        spot.of(net) - net(0)
    }
}

/// Places `fte` FTE hired more than at the first arm of `ladder`, along its arms, and spreads as many in proportion to `weights` (present
/// FTE, people in the group).
///
/// Between two arms a plan stands at the same share of the way in every trial: that is what is decided, and how many are
/// hired is part of the world. A wijk whose share of an even spread exceeds its room gets its room, and the others share the rest.
///
/// # Errors
/// [`AllocationError`].
pub fn allocate(
    curves: &[AreaCurve],
    ladder: &[usize],
    fte: f64,
    weights: &[f64],
) -> Result<Allocation, AllocationError> {
    check(curves, ladder, fte, weights)?;
    let steps: Vec<Steps> = curves.iter().map(|curve| Steps::new(curve, ladder)).collect();
    let (plan, fte_that_gain, on_envelopes) = greedy(&steps, fte);
    let even = spread(&steps, plan.iter().sum(), weights);
    let value = |plan: &[f64]| steps.iter().zip(plan).map(|(steps, x)| steps.net_at(*x)).sum();
    let (net, even_net): (f64, f64) = (value(&plan), value(&even));
    let placed = steps.iter().zip(&plan).zip(&even).map(|((steps, &fte), &even_fte)| Placed {
        fte,
        net: steps.net_at(fte),
        even_fte,
        even_net: steps.net_at(even_fte),
    });
    let placed = placed.collect();
    let not_concave: Vec<usize> = (0..steps.len()).filter(|&area| dented(&steps[area])).collect();
    let spots = |plan: &[f64]| -> Vec<Spot> {
        steps.iter().zip(plan).map(|(steps, &x)| steps.spot(x)).collect()
    };
    let (greedy_spots, even_spots) = (spots(&plan), spots(&even));
    let trials = curves.first().map_or(0, |curve| curve.trials);
    let in_trial = |spots: &[Spot], trial: usize| -> f64 {
        let each = steps.iter().zip(curves).zip(spots);
        each.map(|((steps, curve), spot)| steps.net_in(curve, *spot, trial)).sum()
    };
    let nets: Vec<f64> = (0..trials).map(|trial| in_trial(&greedy_spots, trial)).collect();
    let losses: Vec<f64> =
        nets.iter().enumerate().map(|(trial, net)| net - in_trial(&even_spots, trial)).collect();
    Ok(Allocation {
        fte: plan.iter().sum(),
        fte_that_gain,
        placed,
        net,
        even_net,
        // Two sums of the same terms differ by rounding.
        may_miss: if not_concave.is_empty() { 0.0 } else { (on_envelopes - net).max(0.0) },
        not_concave,
        net_band: Band::of(&nets),
        loss_band: Band::of(&losses),
    })
}

fn check(
    curves: &[AreaCurve],
    ladder: &[usize],
    fte: f64,
    weights: &[f64],
) -> Result<(), AllocationError> {
    if !(fte.is_finite() && fte >= 0.0) {
        return Err(AllocationError::Fte { fte });
    }
    if ladder.is_empty() {
        return Err(AllocationError::NoLadder);
    }
    let first = curves.first().map_or(0, |curve| curve.trials);
    for (area, curve) in curves.iter().enumerate() {
        let arms = curve.arms();
        if let Some(&arm) = ladder.iter().find(|&&arm| arm >= arms) {
            return Err(AllocationError::NoArm { arm, area, arms });
        }
        if curve.trials != first {
            return Err(AllocationError::Trials { area, trials: curve.trials, first });
        }
        let weight = weights.get(area).copied().unwrap_or(f64::NAN);
        if !(weight.is_finite() && weight >= 0.0) {
            return Err(AllocationError::Weight { area, weight, areas: curves.len() });
        }
    }
    Ok(())
}

/// True where the curve lies below its envelope by more than rounding.
fn dented(steps: &Steps) -> bool {
    let kept = concave(&steps.fte, &steps.net);
    let most = steps.net.iter().fold(0.0, |most: f64, net| most.max(net.abs()));
    kept.windows(2).any(|pair| {
        let [low, high] = [pair[0], pair[1]];
        let slope = (steps.net[high] - steps.net[low]) / (steps.fte[high] - steps.fte[low]);
        (low + 1..high).any(|point| {
            let line = steps.net[low] + slope * (steps.fte[point] - steps.fte[low]);
            line - steps.net[point] > 1e-12 * most
        })
    })
}

/// FTE more by wijk, how many of them gain, and what the plan is worth on the envelopes.
fn greedy(steps: &[Steps], fte: f64) -> (Vec<f64>, f64, f64) {
    // Slope, wijk, length; within a wijk slopes fall, and a stable sort keeps equals in order.
    let mut parts: Vec<(f64, usize, f64)> = Vec::new();
    for (area, steps) in steps.iter().enumerate() {
        for pair in concave(&steps.fte, &steps.net).windows(2) {
            let length = steps.fte[pair[1]] - steps.fte[pair[0]];
            parts.push(((steps.net[pair[1]] - steps.net[pair[0]]) / length, area, length));
        }
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut plan, mut left) = (vec![0.0; steps.len()], fte);
    let (mut gain, mut worth) = (0.0, 0.0);
    for (slope, area, length) in parts {
        if left <= 0.0 {
            break;
        }
        let taken = length.min(left);
        plan[area] += taken;
        left -= taken;
        worth += slope * taken;
        gain += if slope > 0.0 { taken } else { 0.0 };
    }
    // Sums of steps may pass the end of a curve by a rounding.
    plan.iter_mut().zip(steps).for_each(|(x, steps)| *x = x.min(steps.room()));
    (plan, gain, worth)
}

/// In proportion to weights, at most the room of each wijk; what is left over once more to the others. Where all weights left are 0, in
/// proportion to room.
fn spread(steps: &[Steps], fte: f64, weights: &[f64]) -> Vec<f64> {
    let mut plan = vec![0.0; steps.len()];
    let mut open: Vec<usize> = (0..steps.len()).filter(|&area| steps[area].room() > 0.0).collect();
    let mut left = fte;
    while left > 0.0 && !open.is_empty() {
        let total: f64 = open.iter().map(|&area| weights[area]).sum();
        let weight = |area: usize| if total > 0.0 { weights[area] } else { steps[area].room() };
        let total: f64 = open.iter().map(|&area| weight(area)).sum();
        let share = |area: usize| left * weight(area) / total;
        let (full, rest): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|&&area| share(area) >= steps[area].room());
        if full.is_empty() {
            for &area in &rest {
                plan[area] = share(area);
            }
            break;
        }
        for &area in &full {
            plan[area] = steps[area].room();
        }
        left -= full.iter().map(|&area| steps[area].room()).sum::<f64>();
        open = rest;
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRIALS: usize = 32;

    /// A wijk with the arms 0, 1, 2 … FTE; the net of a trial is `net` times a factor with mean 1 over trials.
    fn wijk(net: &[f64]) -> AreaCurve {
        let factor = |trial: usize| trial as f64 / 15.5;
        let nets = net.iter().flat_map(|net| (0..TRIALS).map(move |t| (net * factor(t)) as f32));
        AreaCurve {
            fte: (0..net.len()).map(|arm| arm as f64).collect(),
            net: net.to_vec(),
            cost: vec![1.0; net.len()],
            trials: TRIALS,
            net_by_trial: nets.collect(),
            cost_by_trial: vec![1.0; net.len() * TRIALS],
        }
    }

    /// Numbers that look random, in [-1, 1).
    fn wobble(i: usize) -> f64 {
        2.0 * ((i as f64 + 0.5) * 0.618_033_988_749_895).fract() - 1.0
    }

    /// The best of all plans in steps of a quarter of an FTE.
    fn best(curves: &[Vec<f64>], quarters: usize) -> f64 {
        let Some((first, rest)) = curves.split_first() else {
            return if quarters == 0 { 0.0 } else { f64::NEG_INFINITY };
        };
        let at = |x: usize| {
            let (low, share) = (x / 4, (x % 4) as f64 / 4.0);
            if share > 0.0 {
                first[low] + share * (first[low + 1] - first[low])
            } else {
                first[low]
            }
        };
        let most = quarters.min(4 * (first.len() - 1));
        (0..=most)
            .map(|x| at(x) - first[0] + best(rest, quarters - x))
            .fold(f64::NEG_INFINITY, f64::max)
    }

    fn plan(curves: &[Vec<f64>], fte: f64) -> Allocation {
        let all: Vec<AreaCurve> = curves.iter().map(|net| wijk(net)).collect();
        let ladder: Vec<usize> = (0..curves[0].len()).collect();
        allocate(&all, &ladder, fte, &vec![1.0; all.len()]).unwrap()
    }

    #[test]
    fn on_concave_curves_no_plan_is_better() {
        for seed in 0..40 {
            let curve = |area: usize| {
                let mut slopes: Vec<f64> =
                    (0..3).map(|step| 100.0 * wobble(seed * 97 + area * 13 + step)).collect();
                slopes.sort_by(|a, b| b.total_cmp(a));
                let sums = slopes.iter().scan(7.0, |sum, slope| {
                    *sum += slope;
                    Some(*sum)
                });
                std::iter::once(7.0).chain(sums).collect::<Vec<f64>>()
            };
            let curves: Vec<Vec<f64>> = (0..3).map(curve).collect();
            for quarters in [1, 2, 5, 9, 16, 30] {
                let found = plan(&curves, quarters as f64 / 4.0);
                let known = best(&curves, quarters);
                assert!(
                    (found.net - known).abs() < 1e-9,
                    "{seed} {quarters}: {} {known}",
                    found.net
                );
                assert!(found.may_miss < 1e-9 && found.not_concave.is_empty());
                assert!(found.net - found.even_net > -1e-9);
                assert!(found.loss_band.value.mean > -1e-3, "f32 keeps seven digits");
            }
        }
    }

    #[test]
    fn on_other_curves_no_plan_is_better_by_more_than_is_told() {
        let mut missed = 0;
        for seed in 0..60 {
            let curve = |area: usize| {
                // The first wijk gains nothing until its third FTE.
                let dent = if area == 0 { [0.0, -60.0, -60.0, 90.0] } else { [0.0; 4] };
                let net = |arm: usize| dent[arm] + 50.0 * wobble(seed * 31 + area * 7 + arm * 3);
                (0..4).map(net).collect::<Vec<f64>>()
            };
            let curves: Vec<Vec<f64>> = (0..3).map(curve).collect();
            for quarters in [2, 7, 12, 21] {
                let found = plan(&curves, quarters as f64 / 4.0);
                let known = best(&curves, quarters);
                assert!(known <= found.net + found.may_miss + 1e-9, "{seed} {quarters}");
                assert!(found.even_net <= found.net + found.may_miss + 1e-9);
                missed += usize::from(known > found.net + 1e-9);
            }
        }
        assert!(missed > 5, "curves with dents that matter: {missed}");
    }

    #[test]
    fn a_plan_by_hand() {
        // Gains per FTE: 30, 10, -20 and 25, 24, 0.
        let found = plan(&[vec![0.0, 30.0, 40.0, 20.0], vec![5.0, 30.0, 54.0, 54.0]], 3.5);
        let told: Vec<[f64; 4]> =
            found.placed.iter().map(|p| [p.fte, p.net, p.even_fte, p.even_net]).collect();
        assert_eq!(told, [[1.5, 35.0, 1.75, 37.5], [2.0, 49.0, 1.75, 43.0]]);
        assert!((found.net - 84.0).abs() < 1e-12 && (found.even_net - 80.5).abs() < 1e-12);
        // Every trial scales all curves alike, so the loss has the mean of the expectation.
        assert!((found.loss_band.value.mean - 3.5).abs() < 1e-5);
        assert!((found.net_band.value.mean - 84.0).abs() < 1e-4 && found.net_band.value.sd > 1.0);
        assert!((found.fte_that_gain - 3.5).abs() < 1e-12);
        // With more than gain, the rest is placed where it loses least.
        let more = plan(&[vec![0.0, 30.0, 40.0, 20.0], vec![5.0, 30.0, 54.0, 54.0]], 5.5);
        assert!(
            (more.fte_that_gain - 4.0).abs() < 1e-12 && (more.placed[1].fte - 3.0).abs() < 1e-12
        );
        // More than there is room for.
        let full = plan(&[vec![0.0, 1.0], vec![0.0, 2.0]], 10.0);
        assert!((full.fte - 2.0).abs() < 1e-12 && (full.net - full.even_net).abs() < 1e-12);
    }

    #[test]
    fn an_even_spread_goes_by_weights_and_stays_within_room() {
        let curves = [wijk(&[0.0, 1.0]), wijk(&[0.0, 1.0, 2.0, 3.0]), wijk(&[0.0, 1.0, 2.0, 3.0])];
        let mut curves = curves.to_vec();
        // All need the same arms: the first has room for one FTE.
        curves[0] = AreaCurve { fte: vec![0.0, 1.0, 1.0, 1.0], ..wijk(&[0.0, 1.0, 1.0, 1.0]) };
        let even = |fte, weights: &[f64]| -> Vec<f64> {
            let found = allocate(&curves, &[0, 1, 2, 3], fte, weights).unwrap();
            found.placed.iter().map(|placed| placed.even_fte).collect()
        };
        assert_eq!(even(4.0, &[2.0, 1.0, 1.0]), [1.0, 1.5, 1.5]);
        assert_eq!(even(2.0, &[1.0, 3.0, 0.0]), [0.5, 1.5, 0.0]);
        // Nobody has a weight: by room.
        assert_eq!(even(3.5, &[0.0; 3]), [0.5, 1.5, 1.5]);
        assert!(even(7.0, &[1.0, 0.0, 0.0]).into_iter().eq([1.0, 3.0, 3.0]));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let curves = [wijk(&[0.0, 1.0])];
        for fte in [-1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(
                allocate(&curves, &[0, 1], fte, &[1.0]),
                Err(AllocationError::Fte { .. })
            ));
        }
        assert_eq!(allocate(&curves, &[], 1.0, &[1.0]).unwrap_err(), AllocationError::NoLadder);
        assert!(matches!(
            allocate(&curves, &[0, 2], 1.0, &[1.0]),
            Err(AllocationError::NoArm { .. })
        ));
        for weights in [&[][..], &[-1.0], &[f64::NAN]] {
            let refused = allocate(&curves, &[0, 1], 1.0, weights);
            assert!(matches!(refused, Err(AllocationError::Weight { area: 0, .. })));
        }
        // No wijken and no FTE are no error.
        assert_eq!(allocate(&[], &[0], 1.0, &[]).unwrap().placed, []);
        assert!(allocate(&curves, &[0, 1], 0.0, &[1.0]).unwrap().net.abs() <= 0.0);
    }
}
