//! Which size of a study pays.

use super::evsi::Evsi;
use super::fault::Fault;

/// What a study costs; money in the unit of the net benefits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudyCost {
    /// Of any study, at least 0.
    pub fixed: f64,
    /// Of each participant of [`super::EvsiPoint::participants`], at least 0; of a study with two arms that is one in each.
    pub per_participant: f64,
}

/// What a study of one size leaves after its cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payoff {
    /// Participants, or participants of each arm.
    pub participants: u64,
    /// What it costs.
    pub cost: f64,
    /// Expected net benefit of sampling: value for all decisions, less the cost.
    pub expected: f64,
    /// Its standard error.
    pub error: f64,
}

/// The sizes of a study with what each leaves, and the best.
#[derive(Debug, Clone, PartialEq)]
pub struct Payoffs {
    /// In the order of the sizes.
    pub sizes: Vec<Payoff>,
    /// Place of the size with the highest expected net benefit of sampling, the smaller of equals; none where no size has one above
    /// 0, so that it is best to decide without the study.
    pub best: Option<usize>,
}

/// Expected net benefit of sampling, `EVSI decisions - (fixed + participants per_participant)`, of each size.
///
/// `decisions` is the number of decisions it serves, in present value: [`super::Population::decisions`]. It does not ask what is
/// lost while the study runs. Source: Raiffa and Schlaifer (1961); for health economics Ades, Lu and Claxton (2004), doi
/// 10.1177/0272989X04263162.
///
/// # Errors
///
/// Costs or decisions below 0 or not finite.
pub fn payoffs(evsi: &Evsi, decisions: f64, cost: StudyCost) -> Result<Payoffs, Fault> {
    for (what, value) in [
        ("decisions", decisions),
        ("fixed cost", cost.fixed),
        ("cost per participant", cost.per_participant),
    ] {
        if !(value.is_finite() && value >= 0.0) {
            return Err(Fault::Range { what, value, rule: "0 or more" });
        }
    }
    let sizes: Vec<Payoff> = evsi
        .sizes
        .iter()
        .map(|point| {
            let spent = cost.fixed + point.participants as f64 * cost.per_participant;
            Payoff {
                participants: point.participants,
                cost: spent,
                expected: point.value * decisions - spent,
                error: point.error * decisions,
            }
        })
        .collect();
    let best = (0..sizes.len()).fold(None, |best: Option<usize>, place| {
        let least = best.map_or(0.0, |best| sizes[best].expected);
        if sizes[place].expected > least { Some(place) } else { best }
    });
    Ok(Payoffs { sizes, best })
}

#[cfg(test)]
mod tests {
    use super::super::cases::Linear;
    use super::super::{Study, evsi};
    use super::*;

    fn costs(fixed: f64, per_participant: f64) -> StudyCost {
        StudyCost { fixed, per_participant }
    }

    #[test]
    fn the_best_size_is_that_of_the_closed_form() {
        let case = Linear { mean: 0.0, k: 1.0 };
        let (nets, inputs) = (case.nets(16_384, 2), case.inputs(16_384, 2));
        let sizes = [4, 16, 64, 256, 1024];
        let found =
            evsi(&nets, &inputs[0], (Study::Mean { sd: 4.0 }, &sizes), (1, "p1"), None).unwrap();
        let paid = payoffs(&found, 1000.0, costs(20.0, 0.5)).unwrap();
        // EVSI 0.3989 / sqrt(1 + 16 / n), times 1,000, less cost: 156, 254, 305, 238, -136. The best is 50 ahead, its error is 11.
        let known: Vec<f64> = sizes
            .iter()
            .map(|&n| 1000.0 * case.evsi_p1(n as f64, 4.0) - 20.0 - 0.5 * n as f64)
            .collect();
        assert!(known[2] > known[1] + 40.0 && known[2] > known[3] + 40.0);
        assert_eq!(paid.best, Some(2));
        for (paid, known) in paid.sizes.iter().zip(known) {
            assert!((paid.expected - known).abs() < 4.0 * paid.error, "{known} {paid:?}");
        }
    }

    #[test]
    fn a_study_that_costs_more_than_it_tells_is_not_done() {
        let case = Linear { mean: 0.0, k: 1.0 };
        let (nets, inputs) = (case.nets(500, 2), case.inputs(500, 2));
        let study = (Study::Mean { sd: 4.0 }, &[4, 16][..]);
        let found = evsi(&nets, &inputs[0], study, (1, "p1"), None).unwrap();
        assert_eq!(payoffs(&found, 1.0, costs(20.0, 0.5)).unwrap().best, None);
        assert_eq!(payoffs(&found, 0.0, costs(0.0, 0.0)).unwrap().best, None);
        for (decisions, fixed, each) in [(-1.0, 0.0, 0.0), (1.0, f64::NAN, 0.0), (1.0, 0.0, -2.0)] {
            assert!(payoffs(&found, decisions, costs(fixed, each)).is_err());
        }
    }
}
