//! One input at a time, all others at their mean: the swing of the expected net, and where the preferred arm switches.

use super::acceptability::highest;
use crate::engine::net_at;
use crate::model::{Model, Quantity};

/// An input on its own.
#[derive(Debug, Clone, PartialEq)]
pub struct OneByOne {
    /// Its path.
    pub path: String,
    /// Its 5 % and 95 % quantile, in its own unit.
    pub values: [f64; 2],
    /// Expected net of the arm there, EUR.
    pub nets: [f64; 2],
    /// The nearest value below the mean at which another arm has the highest expected net, and that arm.
    pub below: Option<(f64, usize)>,
    /// The nearest value above the mean.
    pub above: Option<(f64, usize)>,
}

/// Places between the mean and each end at which the preferred arm is looked up.
const STEPS: usize = 64;

/// Every uncertain input at its 5 % and 95 % quantile with all others at their mean, for one arm; and the values between the 0.1 % and
/// 99.9 % quantile at which the arm with the highest expected net switches, by a straight line between `STEPS` places to each side.
///
/// The mean of a net is not the net at the means: what is averaged over the others is in [`super::sensitivity::tornado`].
pub fn one_by_one(model: &Model, arm: usize) -> Vec<OneByOne> {
    let uncertain: Vec<(Quantity, String)> = model
        .inputs
        .uncertain_inputs()
        .map(|(quantity, input)| (quantity, input.path.clone()))
        .collect();
    uncertain.into_iter().map(|(quantity, path)| of_input(model, arm, quantity, path)).collect()
}

fn of_input(model: &Model, arm: usize, quantity: Quantity, path: String) -> OneByOne {
    let distribution = &model.inputs.get(quantity).distribution;
    let middle = distribution.mean();
    let values = [distribution.quantile(0.05), distribution.quantile(0.95)];
    let ends = [distribution.quantile(0.001), distribution.quantile(0.999)];
    let ladder = |end: f64| {
        (0..=STEPS).map(move |step| middle + (end - middle) * step as f64 / STEPS as f64)
    };
    let places: Vec<f64> =
        values.into_iter().chain(ladder(ends[0])).chain(ladder(ends[1])).collect();
    let columns: Vec<Vec<f64>> = model
        .inputs
        .list()
        .iter()
        .enumerate()
        .map(|(index, input)| {
            if index == quantity.index() {
                places.clone()
            } else {
                vec![input.distribution.mean(); places.len()]
            }
        })
        .collect();
    let net = net_at(model, columns);
    let at = |point: usize| -> Vec<f64> { net.column(point).to_vec() };
    let switch = |first: usize| -> Option<(f64, usize)> {
        let start = highest(&at(first));
        let step = (1..=STEPS).find(|step| highest(&at(first + step)) != start)?;
        let (before, after) = (at(first + step - 1), at(first + step));
        let other = highest(&after);
        let gap = |nets: &[f64]| nets[start] - nets[other];
        // The lead of the old arm over the new one falls from `gap(before)` to below 0.
        let part = gap(&before) / (gap(&before) - gap(&after));
        let (from, to) = (places[first + step - 1], places[first + step]);
        Some((from + (to - from) * part.clamp(0.0, 1.0), other))
    };
    OneByOne {
        path,
        values,
        nets: [net[[arm, 0]], net[[arm, 1]]],
        below: switch(2),
        above: switch(2 + STEPS + 1),
    }
}

/// Numbers of points to show how an index settles: up to four halvings of `points`, at least 256.
pub fn convergence_sizes(points: usize) -> Vec<usize> {
    let mut sizes: Vec<usize> =
        (1..=4).map(|halving| points >> halving).filter(|n| *n >= 256).collect();
    sizes.retain(|n| n % 16 == 0);
    sizes.reverse();
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::model;

    #[test]
    fn sizes_end_below_what_is_asked() {
        assert_eq!(convergence_sizes(8192), [512, 1024, 2048, 4096]);
        assert!(convergence_sizes(256).is_empty());
    }

    #[test]
    fn a_cost_per_fte_moves_the_net_by_itself_and_switches_the_arm() {
        let model = model();
        for found in one_by_one(&model, model.present_arm()) {
            assert!(found.values[0] <= found.values[1], "{found:?}");
            assert!(found.nets.iter().all(|net| net.is_finite()));
        }
    }
}
