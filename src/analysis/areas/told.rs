//! All that is kept of a wijk once it is simulated, and the same as a row of numbers, so that it can be put away and taken up.

use super::super::bands::{Band, Statistics};
use super::super::decision::{Verdict, decide};
use super::super::summary::{Reference, Row};
use super::curve::AreaCurve;
use super::summary::{AreaRow, FIGURES, summarise_area};
use crate::engine::areas::AreaSample;
use crate::model::Model;

/// Numbers of a row of the summary: statistics and their errors.
const OF_BAND: usize = 16;

/// Numbers of a verdict.
const OF_VERDICT: usize = 7;

/// What is kept of a wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaTold {
    /// Its rows of the summary.
    pub rows: Vec<Row>,
    /// Its rows of the decision.
    pub verdicts: Vec<Verdict>,
    /// Its yield at each arm.
    pub curve: AreaCurve,
}

impl AreaTold {
    /// Of a wijk's sample; `kept` trials of its curve.
    pub fn of(model: &Model, area: &AreaSample, kept: usize) -> Self {
        Self {
            rows: summarise_area(model, area).iter().map(row).collect(),
            verdicts: decide(model, &area.sample),
            curve: AreaCurve::of(area, kept),
        }
    }

    /// As a row of numbers, as many for every wijk of a run.
    pub fn numbers(&self) -> Vec<f64> {
        let bands = self
            .rows
            .iter()
            .flat_map(|row| row.band.value.list().into_iter().chain(row.band.mcse.list()));
        let verdicts = self.verdicts.iter().flat_map(|verdict| {
            [
                verdict.fte_hired,
                verdict.expected_net,
                verdict.expected_net_mcse,
                verdict.marginal_net_per_fte,
                verdict.p_best,
                verdict.expected_regret,
                verdict.luck_share,
            ]
        });
        let curve = &self.curve;
        let means = [&curve.fte, &curve.net, &curve.cost].into_iter().flatten().copied();
        let trials = [&curve.net_by_trial, &curve.cost_by_trial]
            .into_iter()
            .flatten()
            .map(|x| f64::from(*x));
        bands.chain(verdicts).chain(means).chain(trials).collect()
    }

    /// How many numbers that is.
    pub fn count(model: &Model, kept: usize) -> usize {
        let arms = model.arms.len();
        keys(model).len() * OF_BAND + arms * (OF_VERDICT + 3 + 2 * kept)
    }

    /// From the numbers of a wijk; none if there are not as many as there should be.
    pub fn from_numbers(model: &Model, kept: usize, numbers: &[f64]) -> Option<Self> {
        if numbers.len() != Self::count(model, kept) {
            return None;
        }
        let arms = model.arms.len();
        let keys = keys(model);
        let (bands, rest) = numbers.split_at(keys.len() * OF_BAND);
        let (verdicts, rest) = rest.split_at(arms * OF_VERDICT);
        let rows = keys.into_iter().zip(bands.chunks_exact(OF_BAND)).map(|(key, numbers)| {
            let list = |from: usize| std::array::from_fn(|place| numbers[from + place]);
            let [value, mcse] = [0, 8].map(|from| Statistics::from_list(list(from)));
            row(&AreaRow { band: Band { value, mcse }, ..key })
        });
        let verdicts =
            verdicts.chunks_exact(OF_VERDICT).enumerate().map(|(arm, numbers)| Verdict {
                arm,
                fte_hired: numbers[0],
                expected_net: numbers[1],
                expected_net_mcse: numbers[2],
                marginal_net_per_fte: numbers[3],
                p_best: numbers[4],
                expected_regret: numbers[5],
                luck_share: numbers[6],
            });
        let (means, trials) = rest.split_at(3 * arms);
        let (net, cost) = trials.split_at(arms * kept);
        let short = |numbers: &[f64]| numbers.iter().map(|x| *x as f32).collect();
        Some(Self {
            rows: rows.collect(),
            verdicts: verdicts.collect(),
            curve: AreaCurve {
                fte: means[..arms].to_vec(),
                net: means[arms..2 * arms].to_vec(),
                cost: means[2 * arms..].to_vec(),
                trials: kept,
                net_by_trial: short(net),
                cost_by_trial: short(cost),
            },
        })
    }
}

/// A row as it stands in the summary.
fn row(of: &AreaRow) -> Row {
    Row {
        arm: of.arm,
        reference: if of.against_present { Reference::Present } else { Reference::None },
        measure: of.measure.name().to_owned(),
        unit: of.measure.unit().to_owned(),
        band: of.band,
    }
}

/// The rows of any wijk without their numbers, in their order.
fn keys(model: &Model) -> Vec<AreaRow> {
    let none = Band { value: Statistics::NONE, mcse: Statistics::NONE };
    let present = model.present_arm();
    let mut keys = Vec::new();
    for arm in 0..model.arms.len() {
        let own = FIGURES.into_iter().map(|measure| (measure, false));
        let less = FIGURES.into_iter().filter(|measure| super::summary::is_net(*measure));
        let less = less.filter(|_| arm != present).map(|measure| (measure, true));
        keys.extend(own.chain(less).map(|(measure, against_present)| AreaRow {
            arm,
            against_present,
            measure,
            band: none,
        }));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn a_wijk_put_away_comes_back_as_it_was() {
        let model = model();
        let sample = sample(64);
        let arms = model.arms.len();
        let area = AreaSample {
            cost_expected: ndarray::Array2::from_shape_fn((arms, 64), |(arm, trial)| {
                (arm * trial) as f64
            }),
            need: vec![1.0; 64],
            sample,
        };
        let told = AreaTold::of(&model, &area, 32);
        let numbers = told.numbers();
        assert_eq!(numbers.len(), AreaTold::count(&model, 32));
        let again = AreaTold::from_numbers(&model, 32, &numbers).unwrap();
        assert_eq!(again.numbers().len(), numbers.len());
        let same = |a: &f64, b: &f64| a.to_bits() == b.to_bits();
        assert!(again.numbers().iter().zip(&numbers).all(|(a, b)| same(a, b)));
        let names = |told: &AreaTold| -> Vec<String> {
            told.rows
                .iter()
                .map(|row| format!("{} {} {}", row.arm, row.measure, row.unit))
                .collect()
        };
        assert_eq!(names(&again), names(&told));
        assert!(AreaTold::from_numbers(&model, 32, &numbers[1..]).is_none());
    }
}
