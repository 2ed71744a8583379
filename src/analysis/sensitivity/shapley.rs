//! Shapley effects: the variance shared out among inputs, correlated ones too, so that the shares add up to one.
//!
//! The part of an input is the mean, over all orders of the inputs, of what it adds to the variance explained by those before it
//! (Owen 2014, doi 10.1137/130936233; Song, Nelson and Staum 2016, doi 10.1137/15M1048070). With `c(J) = E Var(Y | X outside J)`
//!
//! `Sh_i = mean over orders of (c(J and i) - c(J)) / Var(Y)`,  J the inputs before `i` in the order.
//!
//! For independent inputs it lies between first and total index. This is the random-order algorithm of Song, Nelson and Staum
//! with one outer and two inner draws, in which the orders are what is sampled. Two changes make it sharper and cheaper:
//! the inner draws of all J in one order share their random numbers, and the first of them is the outer point itself, which has
//! the conditional law too. So `c(J)` is estimated by `(f(x) - f(y_J))^2 / 2`, where `y_J` has the values of `x` outside J and is
//! drawn anew, given these, in J (as Jansen's total index; Goda 2021, doi 10.1016/j.ress.2021.107702, for independent inputs).
//! An order costs one evaluation more than there are inputs. What an order gives to the inputs adds up to its `c(all)`, so the
//! effects add up to one whatever was drawn.

use super::conditional::Coupled;
use super::function::{BLOCK, Batch, Fault, Function};
use super::interval::{Index, ROUNDING, confidence, normal};
use crate::engine::Draws;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct ShapleyRequest<'r> {
    /// Seed of all draws.
    pub seed: u64,
    /// Number of inputs.
    pub inputs: usize,
    /// Groups of correlated inputs, no input in two; the others are independent.
    pub coupled: &'r [Coupled],
    /// Random orders, at least 2; some thousands for effects to within a few hundredths.
    pub orders: usize,
    /// Confidence of the intervals, in (0, 1).
    pub level: f64,
}

impl ShapleyRequest<'_> {
    /// Evaluations this takes: `orders (inputs + 1)`.
    pub const fn evaluations(&self) -> usize {
        self.orders * (self.inputs + 1)
    }
}

/// Shapley effects, in the order of the inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapley {
    /// Shares of the variance; they add up to 1. None where the function does not vary.
    pub effects: Vec<Option<Index>>,
    /// Variance of the function, from the same draws; 0 where it does not vary.
    pub variance: f64,
    /// Evaluations made.
    pub evaluations: usize,
}

/// Shapley effects of a function. It is given uniforms before coupling, as the engine is.
///
/// Intervals are normal, with the error of a ratio of means over the orders, which are independent.
///
/// # Errors
/// [`Fault::Request`] for what cannot be asked, and the faults of the function.
pub fn shapley<E>(request: &ShapleyRequest, function: Function<E>) -> Result<Shapley, Fault<E>> {
    check(request).map_err(Fault::Request)?;
    let k = request.inputs;
    let mut batch = Batch::new(function, k);
    let mut draws = Draws::new(request.seed, "shapley");
    let mut sums = vec![Sums::default(); k];
    let (mut whole, mut whole_squares, mut size) = (0.0, 0.0, 0.0_f64);
    let at_once = (BLOCK / (k + 1)).max(1);
    for first in (0..request.orders).step_by(at_once) {
        let mut orders = Vec::new();
        for _ in first..request.orders.min(first + at_once) {
            orders.push(push_order(request, &mut draws, &mut batch)?);
        }
        let values = batch.take()?;
        size = values.iter().fold(size, |size, value| size.max(value.abs()));
        for (order, values) in orders.iter().zip(values.chunks_exact(k + 1)) {
            let cost = |place: usize| (values[0] - values[place]).powi(2) / 2.0;
            let all = cost(k);
            whole += all;
            whole_squares += all * all;
            for (place, &input) in order.iter().enumerate() {
                sums[input].add(cost(place + 1) - cost(place), all);
            }
        }
    }
    let z = normal(request.level);
    let count = request.orders as f64;
    // Values that differ by rounding alone do not vary.
    let varies = (whole / count).sqrt() > ROUNDING * size;
    let effect = |sums: &Sums| {
        varies.then(|| {
            let share = sums.own / whole;
            // Delta method for the ratio of two means (Cochran 1977, section 2.11): the mean of (own - share all)^2.
            let squares = sums.squares - 2.0 * share * sums.product + share * share * whole_squares;
            let error = (squares.max(0.0) * count / (count - 1.0)).sqrt() / whole;
            Index::share(share, z * error)
        })
    };
    Ok(Shapley {
        effects: sums.iter().map(effect).collect(),
        variance: if varies { whole / count } else { 0.0 },
        evaluations: batch.evaluations(),
    })
}

/// What orders give to one input.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    own: f64,
    squares: f64,
    /// Of what the order gives to the input times what it gives to all.
    product: f64,
}

impl Sums {
    fn add(&mut self, own: f64, all: f64) {
        self.own += own;
        self.squares += own * own;
        self.product += own * all;
    }
}

fn check(request: &ShapleyRequest) -> Result<(), &'static str> {
    confidence(request.level)?;
    if request.inputs == 0 {
        return Err("no input is uncertain");
    }
    if request.orders < 2 {
        return Err("at least two orders are needed");
    }
    let mut members: Vec<usize> =
        request.coupled.iter().flat_map(|group| group.members.iter().copied()).collect();
    members.sort_unstable();
    let twice = members.windows(2).any(|pair| pair[0] == pair[1]);
    if twice || !request.coupled.iter().all(|group| group.is_sound(request.inputs)) {
        return Err("groups of correlated inputs overlap, or a factor is not lower triangular");
    }
    Ok(())
}

/// Draws an order and pushes its points: the outer one, and for each beginning of the order the one with those drawn anew.
fn push_order<E>(
    request: &ShapleyRequest,
    draws: &mut Draws,
    batch: &mut Batch<E>,
) -> Result<Vec<usize>, Fault<E>> {
    let k = request.inputs;
    let mut order: Vec<usize> = (0..k).collect();
    draws.shuffle(&mut order);
    let base: Vec<f64> = (0..k).map(|_| draws.uniform()).collect();
    let other: Vec<f64> = (0..k).map(|_| draws.uniform()).collect();
    let mut held = vec![true; k];
    let mut point = base.clone();
    batch.push(|input| point[input])?;
    for &input in &order {
        held[input] = false;
        match request.coupled.iter().find(|group| group.members.contains(&input)) {
            None => point[input] = other[input],
            Some(group) => {
                let of = |all: &[f64]| group.members.iter().map(|&i| all[i]).collect::<Vec<_>>();
                let held: Vec<bool> = group.members.iter().map(|&i| held[i]).collect();
                let uniforms = group.given(&of(&base), &of(&other), &held);
                for (&member, uniform) in group.members.iter().zip(uniforms) {
                    point[member] = uniform;
                }
            }
        }
        batch.push(|input| point[input])?;
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::super::cases::{G, ISHIGAMI, columns, g, ishigami};
    use super::*;
    use crate::numeric::special::normal_quantile;

    fn found(inputs: usize, coupled: &[Coupled], f: impl Fn(&[f64]) -> f64) -> Shapley {
        let request = ShapleyRequest { seed: 1, inputs, coupled, orders: 20_000, level: 0.999 };
        let found = shapley::<()>(&request, &mut columns(f)).unwrap();
        assert_eq!(found.evaluations, request.evaluations());
        let sum: f64 = found.effects.iter().flatten().map(|effect| effect.value).sum();
        assert!(found.effects[0].is_none() || (sum - 1.0).abs() < 1e-12);
        found
    }

    #[test]
    fn two_correlated_inputs_share_as_owen_and_prieur_say() {
        // Var f Sh_1 = b1^2 (1 - r^2 / 2) + r b1 b2 + b2^2 r^2 / 2 for f = b1 x1 + b2 x2 with unit variances and correlation r
        // (Owen and Prieur 2017, doi 10.1137/16M1097717, section 4); a third, independent input has its own b3^2.
        for r in [-0.9, -0.4, 0.0, 0.5, 0.9_f64] {
            let group = Coupled {
                members: vec![2, 0],
                factor: vec![vec![1.0, 0.0], vec![r, (1.0 - r * r).sqrt()]],
            };
            let [b1, b2, b3] = [2.0, 1.0, 0.5];
            let f = |u: &[f64]| {
                let z = [u[0], u[1], u[2]].map(normal_quantile);
                // Coupled by the factor as the engine does: input 2 keeps its score.
                b1 * z[2] + b2 * (r * z[2] + (1.0 - r * r).sqrt() * z[0]) + b3 * z[1]
            };
            let cross = r * b1 * b2;
            let variance = b1 * b1 + b2 * b2 + 2.0 * cross + b3 * b3;
            let half = r * r / 2.0;
            let exact = [
                (b2 * b2 * (1.0 - half) + cross + b1 * b1 * half) / variance,
                b3 * b3 / variance,
                (b1 * b1 * (1.0 - half) + cross + b2 * b2 * half) / variance,
            ];
            let shapley = found(3, &[group], f);
            for (effect, exact) in shapley.effects.iter().zip(exact) {
                let effect = effect.unwrap();
                // 15 intervals of 99.9 %: one seed in seventy fails one; the seed is fixed.
                assert!(effect.lo < exact && exact < effect.hi, "{r} {effect:?} {exact}");
                assert!(effect.hi - effect.lo < 0.1);
            }
            // A mean of 20,000 squares of normals over 2: relative sd sqrt(2 / 20,000) = 0.01; four of them.
            assert!((shapley.variance / variance - 1.0).abs() < 0.04);
        }
    }

    #[test]
    fn of_independent_inputs_a_share_lies_between_first_and_total() {
        // Interactions are split evenly: of Ishigami's only one, of x and z, each has a half.
        let effects = found(3, &[], ishigami).effects;
        let half = ISHIGAMI.total[2] / 2.0;
        for (effect, exact) in
            effects.iter().zip([ISHIGAMI.first[0] + half, ISHIGAMI.first[1], half])
        {
            let effect = effect.unwrap();
            assert!(effect.lo < exact && exact < effect.hi, "{effect:?} {exact}");
        }
        for ((effect, first), total) in found(8, &[], g).effects.iter().zip(G.first).zip(G.total) {
            let effect = effect.unwrap();
            assert!(effect.hi > first && effect.lo < total, "{effect:?} {first} {total}");
        }
    }

    #[test]
    fn an_independent_input_without_effect_has_none_and_a_constant_none_at_all() {
        let effects = found(3, &[], |u| 1e6 + u[0] + u[2]).effects;
        assert_eq!(
            effects[1],
            Some(Index { value: 0.0, lo: 0.0, hi: 0.0, distinguishable: false })
        );
        assert_eq!(found(2, &[], |_| 5.0).effects, [None, None]);
        // Noise of the last digit is none either.
        assert_eq!(found(2, &[], |u| 1e9 + u[0] * 1e-7).effects, [None, None]);
    }

    #[test]
    fn requests_out_of_range_are_refused() {
        let group = |members: &[usize]| Coupled {
            members: members.to_vec(),
            factor: vec![vec![1.0, 0.0], vec![0.6, 0.8]],
        };
        let refused = |coupled: &[Coupled], inputs, orders| {
            let request = ShapleyRequest { seed: 1, inputs, coupled, orders, level: 0.9 };
            matches!(shapley::<()>(&request, &mut columns(|u| u[0])), Err(Fault::Request(_)))
        };
        assert!(!refused(&[group(&[0, 1])], 3, 2));
        assert!(refused(&[group(&[0, 1]), group(&[1, 2])], 3, 2));
        assert!(refused(&[group(&[0, 3])], 3, 2) && refused(&[], 0, 2) && refused(&[], 1, 1));
    }
}
