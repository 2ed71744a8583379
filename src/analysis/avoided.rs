//! What was avoided of each outcome, by all programmes together.

use super::bands::Band;
use crate::engine::Sample;
use crate::model::{Kind, Model};

/// An outcome with its band in every arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Avoided {
    /// Name in the scenario.
    pub name: String,
    /// Word for one unit.
    pub unit: String,
    /// Whether units are gained, not avoided: points on a scale.
    pub gained: bool,
    /// Units avoided (or gained) within the horizon by all programmes together, one band for each arm; negative: caused.
    pub bands: Vec<Band>,
}

/// The outcomes on which a programme has an effect, in the order of the scenario.
pub fn avoided(model: &Model, sample: &Sample) -> Vec<Avoided> {
    let effects: Vec<usize> = model.effects().map(|(_, effect)| effect.outcome).collect();
    let of = |outcome: usize, arm: usize| {
        let mut sum = vec![0.0; sample.trials()];
        for (effect, _) in effects.iter().enumerate().filter(|(_, other)| **other == outcome) {
            for (sum, units) in sum.iter_mut().zip(sample.avoided(effect, arm)) {
                *sum += units;
            }
        }
        Band::of(&sum)
    };
    model
        .outcomes
        .iter()
        .enumerate()
        .filter(|(index, _)| effects.contains(index))
        .map(|(index, outcome)| Avoided {
            name: outcome.name.clone(),
            unit: outcome.unit.clone(),
            gained: outcome.kind == Kind::Score,
            bands: (0..model.arms.len()).map(|arm| of(index, arm)).collect(),
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "a sum of one is exact")]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn an_outcome_of_one_programme_is_that_programmes() {
        let (model, sample) = (model(), sample(64));
        let told = avoided(&model, &sample);
        assert_eq!((told.len(), told[0].name.as_str(), told[0].bands.len()), (1, "crisis", 3));
        let column = sample.avoided(0, 2).to_vec();
        assert_eq!(told[0].bands[2].value.mean, Band::of(&column).value.mean);
    }
}
