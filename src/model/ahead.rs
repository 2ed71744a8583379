//! Which inputs the years after service read: risks, prices, rates. What differs between wijken in others leaves these alone.

use std::collections::BTreeSet;

use super::{
    Baseline, Benefit, Discounting, Effect, Group, Kind, Measure, Model, Outcome, Quantity, Stream,
};

impl Model {
    /// Indices, in [`super::Inputs::list`], of all inputs that tell what lies ahead of people once they are served. All others
    /// only tell how many are served and what that costs.
    pub(crate) fn inputs_ahead(&self) -> BTreeSet<usize> {
        let mut all: Vec<Quantity> = vec![self.hours_per_fte];
        let Discounting { rate, qaly_rate, timing: _, also: _ } = self.discounting.clone();
        all.push(rate);
        all.extend(qaly_rate);
        all.extend(self.value_of_qaly);
        all.extend(self.parties.iter().filter_map(|party| party.leaves).map(|(leaves, _)| leaves));
        for group in &self.groups {
            let Group { name: _, size: _, turnover: _, exit, strata: _ } = group;
            all.push(*exit);
        }
        self.effects().for_each(|(_, effect)| of_effect(effect, &mut all));
        self.outcomes.iter().for_each(|outcome| of_outcome(outcome, &mut all));
        all.into_iter().map(Quantity::index).collect()
    }
}

// Every field is named, so that a new one cannot be forgotten.

fn of_effect(effect: &Effect, all: &mut Vec<Quantity>) {
    let Effect {
        outcome: _,
        among: _,
        measure,
        study_baseline,
        causal,
        attribution,
        displacement,
        half_life,
    } = effect;
    let (Measure::RelativeRisk(size)
    | Measure::RateRatio(size)
    | Measure::OddsRatio(size)
    | Measure::StandardisedMeanDifference(size)
    | Measure::RiskDifference(size)
    | Measure::Change(size)) = measure;
    all.extend([*size, *causal, *attribution, *displacement]);
    all.extend(study_baseline.iter().chain(half_life));
}

fn of_outcome(outcome: &Outcome, all: &mut Vec<Quantity>) {
    let Outcome {
        name: _,
        group: _,
        kind,
        unit: _,
        baseline,
        by_age: _,
        at_risk: _,
        service_year_share,
        benefits,
    } = outcome;
    if let Kind::State { keep, natural } = kind {
        all.extend([*keep, *natural]);
    }
    for baseline in baseline {
        match baseline {
            Baseline::Value(value) => all.push(*value),
            Baseline::Ratio { first, ratio } => all.extend([*first, *ratio]),
        }
    }
    all.push(*service_year_share);
    for benefit in benefits {
        of_benefit(benefit, all);
    }
}

fn of_benefit(benefit: &Benefit, all: &mut Vec<Quantity>) {
    let Benefit { name: _, stream, after: _, lasts: _, overlap, care, qaly, category: _ } = benefit;
    all.push(*overlap);
    all.extend(care.as_ref().map(|care| care.hours));
    all.extend(qaly);
    if let Some(Stream { euro, to: _, ledger: _, growth, cashable, spread }) = stream {
        all.extend([*euro, *growth, *cashable]);
        all.extend(spread);
    }
}
