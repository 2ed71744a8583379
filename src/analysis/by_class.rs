//! Benefits of the effects of a run, added up by a class that each of them belongs to.

use super::bands::Band;
use crate::engine::Sample;
use crate::model::Model;

/// Present value of the benefits of each class in each arm, EUR: `[arm][class]`. `classes` has the class of each effect, in the order of
/// [`Model::effects`]; an effect without one is left out.
pub fn benefits_by_class(
    model: &Model,
    sample: &Sample,
    classes: &[Option<usize>],
) -> Vec<Vec<Band>> {
    let count = classes.iter().flatten().max().map_or(0, |class| class + 1);
    (0..model.arms.len())
        .map(|arm| {
            (0..count)
                .map(|class| {
                    let mut sum = vec![0.0; sample.trials()];
                    let own = classes.iter().enumerate().filter(|(_, of)| **of == Some(class));
                    for (effect, _) in own {
                        for (trial, sum) in sum.iter_mut().enumerate() {
                            *sum += sample.outcomes[[1, effect, arm, trial]];
                        }
                    }
                    Band::of(&sum)
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn classes_add_up_to_the_benefits_of_all_effects() {
        let (model, sample) = (model(), sample(64));
        let effects = model.effects().count();
        let classes: Vec<Option<usize>> = (0..effects).map(|effect| Some(effect % 2)).collect();
        let apart = benefits_by_class(&model, &sample, &classes);
        let together = benefits_by_class(&model, &sample, &vec![Some(0); effects]);
        for (apart, together) in apart.iter().zip(&together) {
            let sum: f64 = apart.iter().map(|band| band.value.mean).sum();
            assert!((sum - together[0].value.mean).abs() <= 1e-9 * sum.abs().max(1.0));
        }
        assert!(benefits_by_class(&model, &sample, &vec![None; effects])[0].is_empty());
    }
}
