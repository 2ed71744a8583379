//! Which arms are worth considering at all: the frontier of costs and effects.

/// How an arm stands among the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// For some value of an effect this arm is best.
    OnFrontier {
        /// Cost of one more unit of effect, against the next cheaper arm of the frontier; none for the cheapest.
        extra_cost_per_unit: Option<f64>,
    },
    /// Another arm has at least the effect for at most the cost.
    Dominated,
    /// A mix of two other arms has more effect for the same cost.
    ExtendedDominated,
}

/// The standing of each arm, in the order given.
///
/// Ordered by cost, each arm of the frontier has more effect than the one before, and each further unit of effect costs at
/// least as much as the last (the lower convex hull). Of arms alike in both, the first stands for all and the others are
/// dominated. An arm whose cost or effect is not finite has nothing to say for it: dominated.
pub fn frontier(costs: &[f64], effects: &[f64]) -> Vec<Standing> {
    let mut standings = vec![Standing::Dominated; costs.len()];
    let mut order: Vec<usize> = (0..costs.len().min(effects.len()))
        .filter(|&arm| costs[arm].is_finite() && effects[arm].is_finite())
        .collect();
    // A stable sort: of equals the first in the list stays first.
    order.sort_by(|&a, &b| costs[a].total_cmp(&costs[b]).then(effects[b].total_cmp(&effects[a])));
    let price = |from: usize, to: usize| (costs[to] - costs[from]) / (effects[to] - effects[from]);
    let mut hull: Vec<usize> = Vec::new();
    for arm in order {
        if hull.last().is_some_and(|&last| effects[arm] <= effects[last]) {
            continue;
        }
        while let [.., before, last] = hull[..] {
            if price(before, last) <= price(last, arm) {
                break;
            }
            standings[last] = Standing::ExtendedDominated;
            hull.pop();
        }
        hull.push(arm);
    }
    for (place, &arm) in hull.iter().enumerate() {
        let extra_cost_per_unit = place.checked_sub(1).map(|before| price(hull[before], arm));
        standings[arm] = Standing::OnFrontier { extra_cost_per_unit };
    }
    standings
}

#[cfg(test)]
mod tests {
    use super::Standing::{Dominated, ExtendedDominated, OnFrontier};
    use super::*;

    const fn on(extra: f64) -> Standing {
        OnFrontier { extra_cost_per_unit: Some(extra) }
    }

    const CHEAPEST: Standing = OnFrontier { extra_cost_per_unit: None };

    #[test]
    fn the_herc_example_of_dampack() {
        // Usual care and A to E; costs, effects and answers as in the vignette of the R package dampack.
        let costs = [5_000.0, 12_000.0, 10_000.0, 25_000.0, 35_000.0, 55_000.0];
        let effects = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(
            frontier(&costs, &effects),
            [CHEAPEST, Dominated, on(5_000.0), ExtendedDominated, on(12_500.0), on(20_000.0)]
        );
    }

    #[test]
    fn the_order_of_the_arms_does_not_matter() {
        let (costs, effects) = ([55.0, 5.0, 25.0, 10.0, 35.0], [5.0, 1.0, 3.0, 2.0, 4.0]);
        assert_eq!(
            frontier(&costs, &effects),
            [on(20.0), CHEAPEST, ExtendedDominated, on(5.0), on(12.5)]
        );
    }

    #[test]
    fn of_twins_the_first_stands_and_a_mix_as_good_does_not_dominate() {
        let (costs, effects) = ([0.0, 0.0, 1.0, 2.0], [0.0, 0.0, 1.0, 2.0]);
        assert_eq!(frontier(&costs, &effects), [CHEAPEST, Dominated, on(1.0), on(1.0)]);
    }

    #[test]
    fn more_effect_for_less_money_leaves_one_arm() {
        assert_eq!(frontier(&[0.0, -5.0], &[0.0, 1.0]), [Dominated, CHEAPEST]);
    }

    #[test]
    fn nothing_and_what_is_not_a_number() {
        assert_eq!(frontier(&[], &[]), []);
        assert_eq!(frontier(&[1.0, f64::NAN], &[1.0, 9.0]), [CHEAPEST, Dominated]);
    }
}
