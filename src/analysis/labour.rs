//! What an arm asks of the labour market and gives back to it, as ratios within each trial.

use super::bands::{Band, Statistics};
use super::figures::{less, measured};
use crate::engine::{Measure, Sample};
use crate::model::Model;

/// Ratios of staff of one arm. Each is taken within a trial, over the trials in which it exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Labour {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// Care work freed within the horizon for each FTE-year of social work hired, FTE-year per FTE-year; none where nobody is
    /// hired in any trial.
    pub freed_per_fte_year: Option<Band>,
    /// Share of the staff wanted beyond present staffing that is hired, in [0, 1]; none where no more is wanted.
    pub hired_of_extra: Option<Band>,
}

/// Fewer FTE than this are no FTE.
const NO_FTE: f64 = 1e-9;

/// The ratios of one arm.
pub fn labour(model: &Model, sample: &Sample, arm: usize) -> Labour {
    let of = |measure, arm| measured(sample, measure, arm);
    let years = model.years as f64;
    let worked: Vec<f64> =
        of(Measure::FteHired, arm).into_iter().map(|hired| hired * years).collect();
    let present = model.present_arm();
    let beyond = |measure| less(&of(measure, arm), &of(measure, present));
    Labour {
        arm,
        freed_per_fte_year: ratio(&of(Measure::CareFte, arm), &worked),
        hired_of_extra: ratio(&beyond(Measure::FteHired), &beyond(Measure::FteWanted)),
    }
}

/// The band of `part / whole` over the trials with a whole; its error is known only where every trial has one, because
/// replicates are dealt by trial.
fn ratio(part: &[f64], whole: &[f64]) -> Option<Band> {
    let ratios: Vec<f64> = part
        .iter()
        .zip(whole)
        .filter(|(_, whole)| **whole > NO_FTE)
        .map(|(part, whole)| part / whole)
        .collect();
    let band = (!ratios.is_empty()).then(|| Band::of(&ratios).without_sign())?;
    Some(if ratios.len() == part.len() { band } else { Band { mcse: Statistics::NONE, ..band } })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    /// 64 trials. Arm 2 wants 4 FTE more than arm 1 and gets 1 or 3 of them, and frees half its hours in care.
    fn world() -> (Model, Sample) {
        let (model, mut sample) = (model(), sample(64));
        assert_eq!((model.present_arm(), model.years), (1, 1));
        for trial in 0..64 {
            let extra = if trial % 2 == 0 { 1.0 } else { 3.0 };
            for (measure, values) in [
                (Measure::FteWanted, [0.0, 2.0, 6.0]),
                (Measure::FteHired, [0.0, 2.0, 2.0 + extra]),
                (Measure::CareFte, [0.0, 0.5, 0.5 * (2.0 + extra)]),
            ] {
                for (arm, value) in values.into_iter().enumerate() {
                    sample.measures[[measure.index(), arm, trial]] = value;
                }
            }
        }
        (model, sample)
    }

    #[test]
    fn ratios_within_trials_by_hand() {
        let (mut model, sample) = world();
        let found = labour(&model, &sample, 2);
        let freed = found.freed_per_fte_year.unwrap().value;
        assert_eq!((freed.p05, freed.mean, freed.p95), (0.5, 0.5, 0.5));
        let hired = found.hired_of_extra.unwrap();
        assert_eq!((hired.value.p05, hired.value.mean, hired.value.p95), (0.25, 0.5, 0.75));
        assert!(hired.mcse.mean > 0.0 && hired.value.p_positive.is_nan());
        // Over two years the same staff works twice as long.
        model.years = 2;
        assert_eq!(labour(&model, &sample, 2).freed_per_fte_year.unwrap().value.mean, 0.25);
    }

    #[test]
    fn who_hires_nobody_or_wants_no_more_has_no_ratio() {
        let (model, mut sample) = world();
        let nobody = labour(&model, &sample, 0);
        assert_eq!((nobody.freed_per_fte_year, nobody.hired_of_extra), (None, None));
        assert_eq!(labour(&model, &sample, 1).hired_of_extra, None);
        // In one trial nobody is hired: the ratio is that of the others, with an error nobody knows.
        sample.measures[[Measure::FteHired.index(), 2, 5]] = 0.0;
        let some = labour(&model, &sample, 2).freed_per_fte_year.unwrap();
        assert!(some.value.mean == 0.5 && some.mcse.mean.is_nan());
    }
}
