//! The most plausible point that agrees with figures: the least distance from the middle of all inputs.
//!
//! In independent normal scores `z` density falls with `|z|^2`, so the point sought has the least `|z|` where every figure lies in
//! its interval (the design point of Hasofer and Lind 1974, doi 10.1061/JMCEA3.0001848). It is found as
//! Rackwitz and Fiessler (1978, doi 10.1016/0045-7949(78)90046-9) do it, for several figures at once: figures are taken as
//! linear around the present point, `min |z|^2` under the linear constraints is solved through its dual (Hildreth 1957), and a
//! line search on `|z|^2 / 2 + c sum (distance from the interval)` guards the step. Figures enter as `asinh(g / s)`, `s` their
//! median size: products of inputs are straight there, and no constraint changes. A figure that does not move near the middle (a
//! share that is exactly 0) is met from other starts: draws that came nearest to the figures, and the mean of the posterior.

use super::ask::{Asker, Fault};
use super::cloud::Cloud;
use super::target::Target;
use crate::numeric::quantiles;

/// Half of the difference over which slopes are taken, in scores.
const REACH: f64 = 0.05;

/// Steps at most from one start.
const STEPS: usize = 40;

/// Longest step, in scores.
const LONGEST: f64 = 4.0;

/// Distance from an interval, in `asinh(g / s)`, that counts as inside.
const INSIDE: f64 = 1e-4;

/// Where a search ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Foot {
    /// Whether the figures asked for agree there.
    pub(super) reached: bool,
    /// Distance from the middle.
    pub(super) distance: f64,
    /// Scores before coupling.
    pub(super) scores: Vec<f64>,
    /// Every figure there.
    pub(super) figures: Vec<f64>,
}

/// Figures on the scale of the search.
struct Scale {
    sizes: Vec<f64>,
    /// Numbers of the figures looked at, with their intervals.
    wanted: Vec<(usize, [f64; 2])>,
}

impl Scale {
    fn new(prior: &Cloud, targets: &[Target], wanted: &[usize]) -> Self {
        let sizes: Vec<f64> = prior
            .figures
            .iter()
            .zip(targets)
            .map(|(column, target)| {
                let mut sizes: Vec<f64> =
                    column.iter().filter(|value| value.is_finite()).map(|v| v.abs()).collect();
                let [median] = quantiles(&mut sizes, [0.5]);
                let [low, high] = target.agrees();
                [median, low.abs().max(high.abs())]
                    .into_iter()
                    .find(|size| *size > 0.0 && size.is_finite())
                    .unwrap_or(1.0)
            })
            .collect();
        let wanted = wanted
            .iter()
            .map(|&at| (at, targets[at].agrees().map(|end| (end / sizes[at]).asinh())))
            .collect();
        Self { sizes, wanted }
    }

    /// The figures looked at, on the scale.
    fn of(&self, figures: &[f64]) -> Vec<f64> {
        self.wanted.iter().map(|&(at, _)| (figures[at] / self.sizes[at]).asinh()).collect()
    }

    /// Sum of the distances from the intervals; infinity for what is no number.
    fn away(&self, scaled: &[f64]) -> f64 {
        let sum = scaled
            .iter()
            .zip(&self.wanted)
            .map(|(&value, (_, [low, high]))| {
                if value.is_finite() {
                    (low - value).max(value - high).max(0.0)
                } else {
                    f64::INFINITY
                }
            })
            .sum::<f64>();
        if sum.is_nan() { f64::INFINITY } else { sum }
    }
}

/// A point on the way.
struct Here {
    scores: Vec<f64>,
    figures: Vec<f64>,
    scaled: Vec<f64>,
    away: f64,
}

fn squared(z: &[f64]) -> f64 {
    z.iter().map(|z| z * z).sum()
}

/// The most plausible point that agrees with the figures `wanted` (numbers of targets), looked for from the middle, from draws of the
/// prior, and from places that somebody knows.
pub(super) fn nearest<E>(
    asker: &mut Asker<E>,
    prior: &Cloud,
    wanted: &[usize],
    known: &[Vec<f64>],
) -> Result<Foot, Fault<E>> {
    let scale = Scale::new(prior, asker.targets(), wanted);
    let mut best: Option<Here> = None;
    for start in starts(prior, &scale).into_iter().chain(known.iter().cloned()) {
        let found = descend(asker, &scale, start)?;
        let better = best.as_ref().is_none_or(|best| {
            let (met, was) = (found.away <= INSIDE, best.away <= INSIDE);
            match (met, was) {
                (true, true) => squared(&found.scores) < squared(&best.scores),
                (false, false) => found.away < best.away,
                (met, _) => met,
            }
        });
        if better {
            best = Some(found);
        }
    }
    let Some(best) = best else { return Err(Fault::Request("there must be a start")) };
    Ok(Foot {
        reached: best.away <= INSIDE,
        distance: squared(&best.scores).sqrt(),
        scores: best.scores,
        figures: best.figures,
    })
}

/// The middle; the mean of the hundredth part of the draws that comes nearest to the figures; and the nearest of all.
fn starts(prior: &Cloud, scale: &Scale) -> Vec<Vec<f64>> {
    let points = prior.weights.len();
    let mut order: Vec<(f64, usize)> = (0..points)
        .map(|point| {
            let figures: Vec<f64> = prior.figures.iter().map(|column| column[point]).collect();
            (scale.away(&scale.of(&figures)), point)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let few = &order[..(points / 100).clamp(1, points.max(1)).min(points)];
    let mean = prior
        .scores
        .iter()
        .map(|column| few.iter().map(|(_, point)| column[*point]).sum::<f64>() / few.len() as f64)
        .collect();
    let middle = vec![0.0; prior.scores.len()];
    let first = order.first().map(|(_, point)| prior.scores.iter().map(|z| z[*point]).collect());
    [Some(middle), Some(mean), first].into_iter().flatten().collect()
}

fn descend<E>(asker: &mut Asker<E>, scale: &Scale, start: Vec<f64>) -> Result<Here, Fault<E>> {
    let mut here = at(asker, scale, vec![start])?.remove(0);
    let mut price: f64 = 10.0;
    for _ in 0..STEPS {
        let slopes = slopes(asker, scale, &here.scores)?;
        let (goal, multipliers) = linear(scale, &slopes, &here);
        price = multipliers.iter().fold(price, |price, m| price.max(2.0 * m.abs().min(1e3)));
        let mut way: Vec<f64> = goal.iter().zip(&here.scores).map(|(goal, z)| goal - z).collect();
        let length = squared(&way).sqrt();
        if length > LONGEST {
            for step in &mut way {
                *step *= LONGEST / length;
            }
        }
        let tries = (0..9)
            .map(|halving| {
                let part = 0.5_f64.powi(halving);
                here.scores.iter().zip(&way).map(|(z, way)| z + part * way).collect()
            })
            .collect();
        let merit = |here: &Here| squared(&here.scores) / 2.0 + price * here.away;
        let tried = at(asker, scale, tries)?;
        let Some(best) = tried.into_iter().min_by(|a, b| merit(a).total_cmp(&merit(b))) else {
            break;
        };
        // Also from a place without a value: infinity less infinity is no number.
        let gain = merit(&here) - merit(&best);
        if gain.is_nan() || gain <= 1e-9 * (1.0 + squared(&here.scores)) {
            break;
        }
        here = best;
    }
    Ok(here)
}

fn at<E>(
    asker: &mut Asker<E>,
    scale: &Scale,
    points: Vec<Vec<f64>>,
) -> Result<Vec<Here>, Fault<E>> {
    let figures = asker.rows(&points)?;
    Ok(points
        .into_iter()
        .zip(figures)
        .map(|(scores, figures)| {
            let scaled = scale.of(&figures);
            let away = scale.away(&scaled);
            Here { scores, figures, scaled, away }
        })
        .collect())
}

/// Slopes of the figures looked at in every score: one row a figure; 0 where there is no value.
fn slopes<E>(asker: &mut Asker<E>, scale: &Scale, z: &[f64]) -> Result<Vec<Vec<f64>>, Fault<E>> {
    let beside = (0..z.len())
        .flat_map(|i| [REACH, -REACH].map(|step| (i, step)))
        .map(|(i, step)| {
            let mut point = z.to_vec();
            point[i] += step;
            point
        })
        .collect();
    let found = at(asker, scale, beside)?;
    Ok((0..scale.wanted.len())
        .map(|figure| {
            found
                .chunks(2)
                .map(|pair| match pair {
                    [up, down] => {
                        let slope = (up.scaled[figure] - down.scaled[figure]) / (2.0 * REACH);
                        if slope.is_finite() { slope } else { 0.0 }
                    }
                    _ => 0.0,
                })
                .collect()
        })
        .collect())
}

/// `min |z|^2` with every figure, taken as linear, inside its interval; and the multipliers.
fn linear(scale: &Scale, slopes: &[Vec<f64>], here: &Here) -> (Vec<f64>, Vec<f64>) {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut goal = vec![0.0; here.scores.len()];
    let mut multipliers = vec![0.0; slopes.len()];
    for _ in 0..200 {
        let mut moved = 0.0_f64;
        for (figure, slope) in slopes.iter().enumerate() {
            let size = squared(slope);
            let value = here.scaled[figure];
            if size < 1e-16 || !value.is_finite() {
                continue;
            }
            let offset = dot(slope, &here.scores) - value;
            let reaches = scale.wanted[figure]
                .1
                .map(|end| multipliers[figure] + (end + offset - dot(slope, &goal)) / size);
            // No pull unless an end of the interval asks for it.
            let next = 0.0_f64.max(reaches[0]).min(reaches[1].max(reaches[0]));
            let step = next - multipliers[figure];
            multipliers[figure] = next;
            moved = moved.max(step.abs() * size.sqrt());
            for (goal, slope) in goal.iter_mut().zip(slope) {
                *goal += step * slope;
            }
        }
        if moved < 1e-9 || squared(&goal) > 1e6 {
            break;
        }
    }
    (goal, multipliers)
}

#[cfg(test)]
mod tests {
    use super::super::cases::{asked, prior};
    use super::*;

    fn found(
        targets: &[Target],
        wanted: &[usize],
        inputs: usize,
        f: fn(&[f64]) -> Vec<f64>,
    ) -> Foot {
        asked(f, targets, |asker| {
            let prior = prior(asker, inputs, 4096);
            nearest(asker, &prior, wanted, &[]).unwrap()
        })
    }

    #[test]
    fn a_plane_is_met_at_its_foot() {
        // 3 z1 + 4 z2 = 10 with 10 % tolerance: nearest at 9, distance 9 / 5, along (3, 4) / 5.
        let targets = [Target::value(10.0, 1.0).unwrap()];
        let met = found(&targets, &[0], 3, |z| vec![3.0 * z[0] + 4.0 * z[1]]);
        assert!(met.reached && (met.distance - 1.8).abs() < 1e-3, "{met:?}");
        for (z, exact) in met.scores.iter().zip([1.08, 1.44, 0.0]) {
            assert!((z - exact).abs() < 2e-3, "{met:?}");
        }
    }

    #[test]
    fn a_product_of_lognormals_far_out_is_met_exactly() {
        // ln g = 0.6 z1 + 0.8 z2; g from 40 to 50: ln 40 = 3.689 standard deviations.
        let targets = [Target::within(40.0, 50.0).unwrap()];
        let met = found(&targets, &[0], 2, |z| vec![(0.6 * z[0] + 0.8 * z[1]).exp()]);
        assert!(met.reached && (met.distance - 40_f64.ln()).abs() < 1e-3, "{met:?}");
    }

    #[test]
    fn two_figures_are_met_together_and_one_inside_pulls_at_nothing() {
        let targets = [Target::within(2.0, 3.0).unwrap(), Target::within(1.0, 9.0).unwrap()];
        let met = found(&targets, &[0, 1], 2, |z| vec![z[0], z[0] + z[1]]);
        assert!(met.reached && (met.distance - 2.0).abs() < 1e-3, "{met:?}");
        let targets = [Target::within(2.0, 3.0).unwrap(), Target::within(-9.0, -1.0).unwrap()];
        let met = found(&targets, &[0, 1], 2, |z| vec![z[0], z[0] + z[1]]);
        // z1 = 2 and z2 = -3.
        assert!(met.reached && (met.distance - 13_f64.sqrt()).abs() < 1e-3, "{met:?}");
        let alone = found(&targets, &[1], 2, |z| vec![z[0], z[0] + z[1]]);
        assert!((alone.distance - 0.5_f64.sqrt()).abs() < 1e-3, "{alone:?}");
    }

    #[test]
    fn a_flat_middle_and_a_point_mass_do_not_stop_it() {
        // Exactly 0 below a score of 0.4: no slope at the middle.
        let targets = [Target::value(2.0, 0.2).unwrap()];
        let met = found(&targets, &[0], 2, |z| vec![(z[0] - 0.4).max(0.0) * (1.0 + 0.1 * z[1])]);
        assert!(met.reached && (2.0..2.21).contains(&met.distance), "{met:?}");
    }

    #[test]
    fn what_no_input_reaches_is_told_with_how_near_it_came() {
        let targets = [Target::value(2.0, 0.2).unwrap()];
        let met = found(&targets, &[0], 2, |z| vec![z[0].tanh()]);
        assert!(!met.reached && met.figures[0] > 0.9, "{met:?}");
        let met = found(&targets, &[0], 2, |_| vec![f64::NAN]);
        assert!(!met.reached);
    }
}
