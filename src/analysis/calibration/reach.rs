//! How far the inputs of the scenario, as they stand, are from a published figure.

use super::cloud::Cloud;
use super::target::Target;

/// Distance of the most plausible point, all inputs together, above which a figure is not plausibly reached, standard deviations.
pub const PLAUSIBLE: f64 = 3.0;

/// Share of the prior draws at or beyond a figure from which it is plausible whatever the distance: `Phi(-3)`, the share that lies
/// beyond a plane at distance [`PLAUSIBLE`].
pub const RARE: f64 = 0.00135;

/// The most plausible point that agrees with some figures, or where the search came nearest to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Whether a point was found that agrees with the figures asked for.
    pub reached: bool,
    /// Distance from the middle of all inputs together, in standard deviations.
    pub distance: f64,
    /// How far every input is from its own middle there, in units of its own spread.
    pub scores: Vec<f64>,
    /// Every input there, on its own scale.
    pub values: Vec<f64>,
    /// Every figure there.
    pub figures: Vec<f64>,
}

/// One figure and the inputs as they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// Least, median and greatest value over the prior draws.
    pub values: [f64; 3],
    /// Share of the draws that agree.
    pub agrees: f64,
    /// Share of the draws that agree or lie beyond, seen from the median; none where the median agrees.
    pub beyond: Option<f64>,
    /// Share of the draws without a value (a payback that does not come).
    pub without: f64,
    /// The most plausible point that agrees with this figure alone.
    pub nearest: Nearest,
    /// Whether plausible inputs reach it.
    pub plausible: bool,
}

/// All figures at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// Share of the prior draws that agree with all.
    pub agrees: f64,
    /// Share that agrees with each or lies beyond it.
    pub beyond: f64,
    /// The most plausible point that agrees with all.
    pub nearest: Nearest,
    /// Whether plausible inputs reach all at once.
    pub plausible: bool,
    /// Each alone is plausible and all at once are not.
    pub conflict: bool,
}

/// Side of the prior median on which a figure lies.
#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
    Here,
}

fn side(median: f64, target: &Target) -> Side {
    let [low, high] = target.agrees();
    if median < low {
        Side::Above
    } else if median > high {
        Side::Below
    } else {
        Side::Here
    }
}

/// Whether a value agrees or lies beyond.
fn beyond(side: Side, target: &Target, value: f64) -> bool {
    let [low, high] = target.agrees();
    match side {
        Side::Above => value >= low,
        Side::Below => value <= high,
        Side::Here => target.agrees_with(value),
    }
}

fn plausible(nearest: &Nearest, share: f64) -> bool {
    (nearest.reached && nearest.distance <= PLAUSIBLE) || share >= RARE
}

/// One figure; `nearest` is the point for it alone.
pub(super) fn reach(prior: &Cloud, at: usize, target: &Target, nearest: Nearest) -> Reach {
    let column = &prior.figures[at];
    let finite = || column.iter().copied().filter(|value| value.is_finite());
    let share = |count: usize| count as f64 / column.len() as f64;
    let [median] = prior.quantiles(column, [0.5]);
    let side = side(median, target);
    let past = share(finite().filter(|&value| beyond(side, target, value)).count());
    Reach {
        values: [
            finite().fold(f64::INFINITY, f64::min),
            median,
            finite().fold(f64::NEG_INFINITY, f64::max),
        ],
        agrees: share(finite().filter(|&value| target.agrees_with(value)).count()),
        beyond: (!matches!(side, Side::Here)).then_some(past),
        without: 1.0 - share(finite().count()),
        plausible: plausible(&nearest, past),
        nearest,
    }
}

/// All figures; `nearest` is the point for all, `alone` what was found for each.
pub(super) fn together(
    prior: &Cloud,
    targets: &[Target],
    alone: &[Reach],
    nearest: Nearest,
) -> Together {
    let points = prior.weights.len();
    let share = |of: &dyn Fn(usize, f64) -> bool| {
        let holds = |point: &usize| {
            prior.figures.iter().enumerate().all(|(figure, column)| of(figure, column[*point]))
        };
        (0..points).filter(holds).count() as f64 / points as f64
    };
    let past = share(&|figure, value| {
        beyond(side(alone[figure].values[1], &targets[figure]), &targets[figure], value)
    });
    let plausible = plausible(&nearest, past);
    Together {
        agrees: share(&|figure, value| targets[figure].agrees_with(value)),
        beyond: past,
        plausible,
        conflict: !plausible && alone.iter().all(|reach| reach.plausible),
        nearest,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    fn nearest(distance: f64) -> Nearest {
        Nearest { reached: true, distance, scores: vec![], values: vec![], figures: vec![] }
    }

    fn cloud() -> Cloud {
        let column: Vec<f64> = (0..100).map(f64::from).collect();
        let other: Vec<f64> = column.iter().map(|value| 99.0 - value).collect();
        let mut last = column.clone();
        last[99] = f64::NAN;
        let weights = vec![0.01; 100];
        Cloud { scores: vec![], figures: vec![column, other, last], weights }
    }

    #[test]
    fn shares_are_counted_from_the_side_of_the_median() {
        let prior = cloud();
        let of =
            |low, high, at| reach(&prior, at, &Target::within(low, high).unwrap(), nearest(4.0));
        let above = of(90.0, 94.0, 0);
        assert_eq!((above.agrees, above.beyond, above.plausible), (0.05, Some(0.1), true));
        assert_eq!(above.values, [0.0, 49.0, 99.0]);
        let below = of(-5.0, 1.0, 0);
        assert_eq!((below.agrees, below.beyond), (0.02, Some(0.02)));
        assert_eq!(of(40.0, 60.0, 0).beyond, None);
        let far = of(200.0, 300.0, 0);
        assert_eq!((far.beyond, far.plausible), (Some(0.0), false));
        assert!((of(0.0, 1.0, 2).without - 0.01).abs() < 1e-12);
    }

    #[test]
    fn two_figures_that_exclude_each_other_are_a_conflict() {
        let prior = cloud();
        let targets = [Target::within(80.0, 90.0).unwrap(), Target::within(80.0, 90.0).unwrap()];
        let alone: Vec<Reach> =
            (0..2).map(|at| reach(&prior, at, &targets[at], nearest(1.0))).collect();
        let both = Cloud { figures: prior.figures[..2].to_vec(), ..prior };
        let found = together(&both, &targets, &alone, nearest(9.0));
        assert!(found.conflict && found.beyond == 0.0 && found.agrees == 0.0);
        assert!(!together(&both, &targets, &alone, nearest(2.9)).conflict);
    }
}
