//! Which arm to prefer for what a QALY is worth, and for what there is to spend.

use super::bands::mcse;
use super::decision::best_arms;
use super::figures::{input_values, measured};
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::numeric::mean;

/// The acceptability curves of all arms and their frontier (Fenwick, Claxton and Sculpher 2001, doi 10.1002/hec.635).
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// One for each value asked for, in that order.
    pub points: Vec<AcceptabilityPoint>,
}

/// What to prefer at one value of a QALY. Lists are in the order of [`Model::arms`].
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptabilityPoint {
    /// Euro per QALY.
    pub value: f64,
    /// Share of trials in which no other arm has a higher net, in [0, 1]; a tie goes to the lower arm. Sums to one.
    pub p_best: Vec<f64>,
    /// Monte Carlo standard error of each of these shares.
    pub p_best_mcse: Vec<f64>,
    /// Mean net benefit at this value, EUR.
    pub expected_net: Vec<f64>,
    /// The arm with the highest mean, the lower of equals. Its `p_best` is the frontier at this value, and need not be the
    /// highest `p_best`: the best bet may win seldom but much.
    pub best: usize,
}

/// The best arm that a budget pays for.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetChoice {
    /// Present value of what may be spent, EUR.
    pub budget: f64,
    /// Arms whose mean present cost is at most the budget.
    pub affordable: Vec<usize>,
    /// The one of them with the highest expected net; none where nothing is affordable.
    pub best: Option<BestBuy>,
}

/// An arm that is best among those within a budget.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestBuy {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Mean present cost, EUR.
    pub cost: f64,
    /// Expected net benefit, EUR.
    pub expected_net: f64,
    /// Share of trials in which no other affordable arm has a higher net, in [0, 1].
    pub p_best: f64,
}

/// Acceptability at each of `values`, euro per QALY.
///
/// The net of an arm at value `v` is its expected-pass net, in which a QALY counts for the model's own value `m` (0 where it
/// has none, and differing between trials where it is uncertain), plus `(v - m) qaly`. The QALYs of the expected pass are
/// not kept in a sample; those of the sampled pass stand in, so at values other than the model's own a little luck is
/// in `p_best`. The means are hardly touched, and a run without luck is exact.
pub fn acceptability(model: &Model, sample: &Sample, values: &[f64]) -> Acceptability {
    let arms = model.arms.len();
    let columns = |measure| -> Vec<Vec<f64>> {
        (0..arms).map(|arm| measured(sample, measure, arm)).collect()
    };
    let (nets, qalys) = (columns(Measure::NetPvExpected), columns(Measure::Qaly));
    let own = model
        .value_of_qaly
        .map_or_else(|| vec![0.0; sample.trials()], |q| input_values(model, sample, q));
    let at = |value: f64| {
        let nets: Vec<Vec<f64>> = nets
            .iter()
            .zip(&qalys)
            .map(|(net, qaly)| {
                net.iter()
                    .zip(qaly)
                    .zip(&own)
                    .map(|((net, qaly), own)| net + (value - own) * qaly)
                    .collect()
            })
            .collect();
        let wins = best_arms(&nets);
        let won = |arm: usize| -> Vec<f64> {
            wins.iter().map(|&best| f64::from(u8::from(best == arm))).collect()
        };
        let expected_net: Vec<f64> = nets.iter().map(|net| mean(net)).collect();
        AcceptabilityPoint {
            value,
            p_best: (0..arms).map(|arm| mean(&won(arm))).collect(),
            p_best_mcse: (0..arms).map(|arm| mcse(&won(arm), mean)).collect(),
            best: highest(&expected_net),
            expected_net,
        }
    };
    Acceptability { points: values.iter().map(|&value| at(value)).collect() }
}

/// The best arm within each of `budgets`, EUR of present value.
///
/// An arm fits a budget if its mean cost does; in single trials it may cost more. QALYs count for what the model says.
pub fn by_budget(model: &Model, sample: &Sample, budgets: &[f64]) -> Vec<BudgetChoice> {
    let arms = model.arms.len();
    let costs = mean_costs(model, sample);
    let within = |&budget: &f64| {
        let affordable: Vec<usize> = (0..arms).filter(|&arm| costs[arm] <= budget).collect();
        let nets: Vec<Vec<f64>> =
            affordable.iter().map(|&arm| measured(sample, Measure::NetPvExpected, arm)).collect();
        let means: Vec<f64> = nets.iter().map(|net| mean(net)).collect();
        let place = highest(&means);
        let best = affordable.get(place).map(|&arm| {
            let wins = best_arms(&nets);
            let won = wins.iter().filter(|&&best| best == place).count();
            BestBuy {
                arm,
                cost: costs[arm],
                expected_net: means[place],
                p_best: won as f64 / wins.len() as f64,
            }
        });
        BudgetChoice { budget, affordable, best }
    };
    budgets.iter().map(within).collect()
}

/// The budgets at which what is affordable changes: the mean present cost of each arm, ascending, EUR.
pub fn turning_budgets(model: &Model, sample: &Sample) -> Vec<f64> {
    let mut costs = mean_costs(model, sample);
    costs.sort_by(f64::total_cmp);
    costs.dedup();
    costs
}

/// Mean present cost of each arm, EUR.
fn mean_costs(model: &Model, sample: &Sample) -> Vec<f64> {
    (0..model.arms.len()).map(|arm| mean(&measured(sample, Measure::CostPv, arm))).collect()
}

/// Place of the highest number, the first of equals; 0 for none.
pub(super) fn highest(values: &[f64]) -> usize {
    (1..values.len()).fold(0, |best, place| if values[place] > values[best] { place } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    /// Arm 0 does nothing. Arm 1 gains 1 QALY for 10 always. Arm 2 gains 3 QALYs for 40 in half of the trials, 1 in the others.
    fn world() -> (Model, Sample) {
        let (model, mut sample) = (model(), sample(64));
        for trial in 0..64 {
            let qalys = [0.0, 1.0, if trial % 2 == 0 { 3.0 } else { 1.0 }];
            let costs = [0.0, 10.0, 40.0];
            for arm in 0..3 {
                for (measure, value) in [
                    (Measure::Qaly, qalys[arm]),
                    (Measure::CostPv, costs[arm]),
                    (Measure::NetPvExpected, -costs[arm]),
                ] {
                    sample.measures[[measure.index(), arm, trial]] = value;
                }
            }
        }
        (model, sample)
    }

    #[test]
    fn the_curve_and_its_frontier_by_hand() {
        let (model, sample) = world();
        let found = acceptability(&model, &sample, &[0.0, 10.0, 20.0, 25.0, 40.0]);
        let told: Vec<(usize, Vec<f64>)> =
            found.points.into_iter().map(|point| (point.best, point.p_best)).collect();
        // Nets of arm 1: v - 10; of arm 2: 3 v - 40 or v - 40, mean 2 v - 40. Arm 2 beats arm 1 in its good trials above 15,
        // on average above 30. At 10 arms 0 and 1 tie, and arm 0 is the lower.
        assert_eq!(
            told,
            [
                (0, vec![1.0, 0.0, 0.0]),
                (0, vec![1.0, 0.0, 0.0]),
                (1, vec![0.0, 0.5, 0.5]),
                (1, vec![0.0, 0.5, 0.5]),
                (2, vec![0.0, 0.5, 0.5]),
            ]
        );
    }

    #[test]
    fn the_models_own_price_of_a_qaly_is_taken_out_first() {
        let (mut model, mut sample) = world();
        model.value_of_qaly = Some(model.inputs.fixed("value_of_qaly", 7.0));
        for arm in 0..3 {
            for trial in 0..64 {
                let qaly = sample.measures[[Measure::Qaly.index(), arm, trial]];
                sample.measures[[Measure::NetPvExpected.index(), arm, trial]] += 7.0 * qaly;
            }
        }
        let (plain_model, plain) = world();
        assert_eq!(
            acceptability(&model, &sample, &[0.0, 7.0, 31.0]),
            acceptability(&plain_model, &plain, &[0.0, 7.0, 31.0])
        );
    }

    #[test]
    fn at_the_models_own_price_the_curve_is_the_chance_to_be_best() {
        let (model, sample) = (model(), sample(512));
        let found = acceptability(&model, &sample, &[0.0]);
        let verdicts = crate::analysis::decide(&model, &sample);
        let chances: Vec<f64> = verdicts.iter().map(|verdict| verdict.p_best).collect();
        assert_eq!(found.points[0].p_best, chances);
        assert!(found.points[0].p_best_mcse.iter().all(|error| *error >= 0.0));
    }

    #[test]
    fn a_budget_buys_the_best_it_can_pay() {
        let (model, mut sample) = world();
        // Nets 0, 5, and 30 or -10: mean 10.
        for trial in 0..64 {
            let nets = [0.0, 5.0, if trial % 2 == 0 { 30.0 } else { -10.0 }];
            for (arm, net) in nets.into_iter().enumerate() {
                sample.measures[[Measure::NetPvExpected.index(), arm, trial]] = net;
            }
        }
        let found = by_budget(&model, &sample, &[-1.0, 9.0, 10.0, 40.0]);
        let buy =
            |arm, cost, expected_net, p_best| Some(BestBuy { arm, cost, expected_net, p_best });
        let told: Vec<Option<BestBuy>> = found.iter().map(|choice| choice.best).collect();
        assert_eq!(
            told,
            [None, buy(0, 0.0, 0.0, 1.0), buy(1, 10.0, 5.0, 1.0), buy(2, 40.0, 10.0, 0.5)]
        );
        assert_eq!(found[2].affordable, [0, 1]);
        assert_eq!(turning_budgets(&model, &sample), [0.0, 10.0, 40.0]);
    }
}
