//! Screening by elementary effects: which inputs matter at all, from few evaluations.
//!
//! A *path* starts at a random point and moves one input after another, in random order, each by a step of its own; the change
//! of the function over that of the uniform is the input's elementary effect there (Morris 1991,
//! doi 10.1080/00401706.1991.10484804). Over paths, `mu` is the mean effect, `sigma` its standard deviation, and `mu_star` the
//! mean of its size, which does not cancel where the function rises and falls (Campolongo, Cariboni and Saltelli 2007,
//! doi 10.1016/j.envsoft.2006.10.004). An effect is per unit of the uniform: as if the input went from its lowest to its
//! highest value.
//!
//! Two things differ from Morris's grid of levels. Points are random and not on a grid, because a grid holds 0 and 1, where
//! quantiles can be infinite. And steps are of random size, between a quarter and three quarters, because a step of exactly half
//! sees nothing of an input whose effect repeats after a half, as the second of Ishigami's function. A step goes up, and beyond
//! 1 comes in again at 0, so that every point is as likely to be left and to be reached.

use super::function::{BLOCK, Batch, Fault, Function};
use crate::engine::Draws;

/// The least and the most a step can be. Their sum is 1, so that a step that comes in again has such a size too.
const STEP: [f64; 2] = [0.25, 0.75];

/// Elementary effects of one input, in units of the function per unit of the uniform.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Mean effect.
    pub mu: f64,
    /// Mean size of the effect, at least 0; exactly 0 where the input never changed the function.
    pub mu_star: f64,
    /// Standard deviation of the effect over paths: curvature or interactions.
    pub sigma: f64,
    /// Standard error of `mu_star`; that of `mu` is `sigma` over the root of the number of paths.
    pub mu_star_error: f64,
}

/// What screening found.
#[derive(Debug, Clone, PartialEq)]
pub struct Screening {
    /// In the order of the inputs.
    pub effects: Vec<Effect>,
    /// Evaluations made: `paths (inputs + 1)`.
    pub evaluations: usize,
}

/// Elementary effects over a number of paths, at least 2; some dozens tell strong inputs from weak ones.
///
/// Correlated inputs: the step is made before coupling, so it moves the later members of the group too.
///
/// # Errors
/// [`Fault::Request`] for what cannot be asked, and the faults of the function.
pub fn screen<E>(
    seed: u64,
    inputs: usize,
    paths: usize,
    function: Function<E>,
) -> Result<Screening, Fault<E>> {
    if inputs == 0 {
        return Err(Fault::Request("no input is uncertain"));
    }
    if paths < 2 {
        return Err(Fault::Request("at least two paths are needed"));
    }
    let mut batch = Batch::new(function, inputs);
    let mut draws = Draws::new(seed, "elementary effects");
    let mut effects = vec![Vec::with_capacity(paths); inputs];
    let at_once = (BLOCK / (inputs + 1)).max(1);
    for first in (0..paths).step_by(at_once) {
        let mut steps = Vec::new();
        for _ in first..paths.min(first + at_once) {
            steps.push(push_path(inputs, &mut draws, &mut batch)?);
        }
        let values = batch.take()?;
        for (steps, values) in steps.iter().zip(values.chunks_exact(inputs + 1)) {
            for ((input, step), pair) in steps.iter().zip(values.windows(2)) {
                effects[*input].push((pair[1] - pair[0]) / step);
            }
        }
    }
    let effects = effects.iter().map(|effects| summary(effects)).collect();
    Ok(Screening { effects, evaluations: batch.evaluations() })
}

fn summary(effects: &[f64]) -> Effect {
    let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
    Effect {
        mu: crate::numeric::mean(effects),
        mu_star: crate::numeric::mean(&sizes),
        sigma: crate::numeric::sd(effects),
        mu_star_error: crate::numeric::sd(&sizes) / (sizes.len() as f64).sqrt(),
    }
}

/// Pushes the points of a path; the inputs in order of their steps, with the step as it came out.
fn push_path<E>(
    inputs: usize,
    draws: &mut Draws,
    batch: &mut Batch<E>,
) -> Result<Vec<(usize, f64)>, Fault<E>> {
    let mut order: Vec<usize> = (0..inputs).collect();
    draws.shuffle(&mut order);
    let mut point: Vec<f64> = (0..inputs).map(|_| draws.uniform()).collect();
    batch.push(|input| point[input])?;
    let mut steps = Vec::with_capacity(inputs);
    for input in order {
        let from = point[input];
        let to = from + STEP[0] + (STEP[1] - STEP[0]) * draws.uniform();
        point[input] = inside(if to < 1.0 { to } else { to - 1.0 });
        batch.push(|input| point[input])?;
        steps.push((input, point[input] - from));
    }
    Ok(steps)
}

/// The nearest number in the open interval: a sum can come out as 1, and less 1 as 0.
fn inside(u: f64) -> f64 {
    u.clamp(f64::EPSILON, 1.0 - f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::super::cases::{columns, ishigami, linear};
    use super::*;

    fn found(inputs: usize, paths: usize, f: impl Fn(&[f64]) -> f64) -> Vec<Effect> {
        let found = screen::<()>(1, inputs, paths, &mut columns(f)).unwrap();
        assert_eq!(found.evaluations, paths * (inputs + 1));
        found.effects
    }

    #[test]
    fn of_a_plane_every_effect_is_its_slope() {
        for (effect, slope) in found(5, 50, linear).iter().zip([5.0, 4.0, 3.0, 2.0, 1.0]) {
            assert!((effect.mu - slope).abs() < 1e-12 && (effect.mu_star - slope).abs() < 1e-12);
            assert!(effect.sigma < 1e-12 && effect.mu_star_error < 1e-12);
        }
    }

    #[test]
    fn an_input_without_effect_has_none_and_a_falling_one_a_negative_mean() {
        let effects = found(3, 20, |u| 1e5 - 3.0 * u[2]);
        assert!(effects[..2].iter().all(|effect| effect.mu_star <= 0.0 && effect.sigma <= 0.0));
        assert!((effects[2].mu + 3.0).abs() < 1e-8 && (effects[2].mu_star - 3.0).abs() < 1e-8);
    }

    #[test]
    fn what_rises_and_falls_is_seen_in_size_and_spread() {
        // (u - 1/2)^2: the effect of a step from s to t is s + t - 1, symmetric around 0.
        let effect = found(1, 4000, |u| (u[0] - 0.5).powi(2))[0];
        let error = effect.sigma / 4000.0_f64.sqrt();
        assert!(effect.mu.abs() < 4.0 * error, "{effect:?}");
        assert!(effect.mu_star > 20.0 * error && effect.sigma > 20.0 * error);
        assert!((effect.mu_star_error - error).abs() < error);
    }

    #[test]
    fn an_interaction_is_seen_in_the_spread_with_known_size() {
        // u v: the effect of u is v, uniform on (0, 1) at the start and at the end of any step of v, as steps keep that law.
        let effects = found(2, 20_000, |u| u[0] * u[1]);
        for effect in effects {
            // Mean 1/2 with sd 1 / sqrt 12 of 20,000: four times 0.0020. That of the spread is smaller.
            assert!((effect.mu - 0.5).abs() < 0.0082, "{effect:?}");
            assert!((effect.sigma - 12.0_f64.sqrt().recip()).abs() < 0.0082, "{effect:?}");
        }
    }

    #[test]
    fn ishigamis_periodic_input_is_not_overlooked() {
        let effects = found(3, 500, ishigami);
        assert!(
            effects.iter().all(|effect| effect.mu_star > 10.0 * effect.mu_star_error),
            "{effects:?}"
        );
    }

    #[test]
    fn steps_stay_inside_and_are_never_small() {
        let mut seen = Vec::new();
        let mut function = |columns: &[Vec<f64>]| -> Result<Vec<f64>, ()> {
            seen.extend(columns[0].clone());
            Ok(columns[0].clone())
        };
        screen(3, 1, 2000, &mut function).unwrap();
        for pair in seen.chunks_exact(2) {
            assert!(pair.iter().all(|&u| 0.0 < u && u < 1.0));
            let size = (pair[1] - pair[0]).abs();
            assert!((STEP[0] - 1e-12..STEP[1] + 1e-12).contains(&size), "{pair:?}");
        }
    }
}
