//! Every figure of the summary: its name, its unit and its value in each trial of an arm.

use ndarray::Array1;

use crate::engine::{Flow, Measure, Sample};
use crate::model::{Model, Quantity};

/// A number that every trial has for every arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Name in the column `measure` of `summary.parquet`, e.g. `net_pv` or `party.gemeente.cost_pv`.
    pub name: String,
    /// Unit, e.g. `EUR`.
    pub unit: String,
    source: Source,
}

/// Where in the sample a figure stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Source {
    Measure(Measure),
    /// Undiscounted costs of all parties per programme year.
    CostYearly,
    /// Net present value at a further rate.
    Also(usize),
    Party(usize, Flow),
    PartyNet(usize),
    Care(usize),
    Avoided(usize),
}

impl Figure {
    /// Every figure of a model, in the order of the rows of `summary.parquet`.
    pub fn all(model: &Model) -> Vec<Self> {
        let mut all = Vec::new();
        let mut add = |name: String, unit: &str, source| {
            all.push(Self { name, unit: unit.to_owned(), source });
        };
        for measure in Measure::ALL {
            if measure == Measure::PaybackYear {
                continue; // told as `paid_back_by.<year>`: it has no mean
            }
            if measure == Measure::CostPv {
                add("cost_yearly".to_owned(), "EUR/year", Source::CostYearly);
            }
            add(measure.name().to_owned(), measure.unit(), Source::Measure(measure));
        }
        for (index, rate) in model.discounting.also.iter().enumerate() {
            add(format!("net_pv@{rate}"), "EUR", Source::Also(index));
        }
        for (index, party) in model.parties.iter().enumerate() {
            for (what, source) in [
                ("cost_pv", Source::Party(index, Flow::Cost)),
                ("benefit_pv", Source::Party(index, Flow::Benefit)),
                ("cashable_pv", Source::Party(index, Flow::Cashable)),
                ("net_pv", Source::PartyNet(index)),
            ] {
                add(format!("party.{}.{what}", party.name), "EUR", source);
            }
        }
        for (index, sector) in model.sectors.iter().enumerate() {
            add(format!("care_fte.{sector}"), "FTE-year", Source::Care(index));
        }
        for (index, (programme, effect)) in model.effects().enumerate() {
            let (outcome, unit) = model
                .outcomes
                .get(effect.outcome)
                .map_or(("", ""), |outcome| (outcome.name.as_str(), outcome.unit.as_str()));
            let name = format!("avoided.{}.{outcome}", programme.name);
            add(name, unit, Source::Avoided(index));
        }
        all
    }

    /// Whether its sign is a verdict: it is a benefit less a cost.
    pub const fn is_net(&self) -> bool {
        matches!(
            self.source,
            Source::Measure(Measure::NetPv | Measure::NetPvExpected)
                | Source::Also(_)
                | Source::PartyNet(_)
        )
    }

    /// Its value in every trial of an arm, in the order of the trials.
    pub fn values(&self, model: &Model, sample: &Sample, arm: usize) -> Vec<f64> {
        let of_party = |flow: Flow, party: usize| sample.party(flow, party, arm).to_vec();
        match self.source {
            Source::Measure(measure) => measured(sample, measure, arm),
            Source::CostYearly => {
                let mut total = Array1::zeros(sample.trials());
                for party in 0..model.parties.len() {
                    for year in 0..model.horizon {
                        total += &sample.flow(Flow::Cost, party, year, arm);
                    }
                }
                (total / model.years as f64).to_vec()
            }
            Source::Also(rate) => sample.net_at(rate, arm).to_vec(),
            Source::Party(party, flow) => of_party(flow, party),
            Source::PartyNet(party) => {
                less(&of_party(Flow::Benefit, party), &of_party(Flow::Cost, party))
            }
            Source::Care(sector) => sample.care_freed(sector, arm).to_vec(),
            Source::Avoided(effect) => sample.avoided(effect, arm).to_vec(),
        }
    }
}

/// A measure in every trial of an arm.
pub(super) fn measured(sample: &Sample, measure: Measure, arm: usize) -> Vec<f64> {
    sample.measure(measure, arm).to_vec()
}

/// The value of an input in every trial, drawn or fixed.
pub(super) fn input_values(model: &Model, sample: &Sample, quantity: Quantity) -> Vec<f64> {
    let row = model.inputs.uncertain_inputs().position(|(uncertain, _)| uncertain == quantity);
    row.map_or_else(
        || vec![model.inputs.get(quantity).distribution.quantile(0.5); sample.trials()],
        |row| sample.parameters.row(row).to_vec(),
    )
}

/// `a - b`, trial by trial.
pub(super) fn less(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn names_are_distinct_and_every_figure_has_a_value_for_every_trial() {
        let (model, sample) = (model(), sample(64));
        let all = Figure::all(&model);
        let mut names: Vec<&str> = all.iter().map(|figure| figure.name.as_str()).collect();
        for name in [
            "net_pv",
            "net_pv@0.016",
            "party.gemeente.net_pv",
            "care_fte.ggz",
            "avoided.hulp.crisis",
        ] {
            assert!(names.contains(&name), "{name} is not in {names:?}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
        for figure in &all {
            assert_eq!(figure.values(&model, &sample, 1).len(), 64);
        }
    }

    #[test]
    fn the_net_of_a_party_is_its_benefit_less_its_cost() {
        let (model, sample) = (model(), sample(32));
        let values = |name: &str| {
            let all = Figure::all(&model);
            all.iter().find(|figure| figure.name == name).unwrap().values(&model, &sample, 2)
        };
        assert_eq!(
            values("party.gemeente.net_pv"),
            less(&values("party.gemeente.benefit_pv"), &values("party.gemeente.cost_pv"))
        );
    }

    #[test]
    fn yearly_costs_are_all_costs_over_the_programme_years() {
        let (model, sample) = (model(), sample(32));
        let figure =
            Figure::all(&model).into_iter().find(|figure| figure.name == "cost_yearly").unwrap();
        // The model of the tests spends everything in its one programme year, which is not discounted.
        assert_eq!(figure.values(&model, &sample, 2), measured(&sample, Measure::CostPv, 2));
    }
}
