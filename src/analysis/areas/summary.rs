//! The rows of one wijk: a few measures of every arm, by themselves and less present staffing.

use super::super::bands::Band;
use crate::engine::Measure;
use crate::engine::areas::AreaSample;
use crate::model::Model;

/// What is told of a wijk.
pub const FIGURES: [Measure; 6] = [
    Measure::FteHired,
    Measure::Participants,
    Measure::CostPv,
    Measure::BenefitPv,
    Measure::NetPv,
    Measure::NetPvExpected,
];

/// One row of one wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaRow {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// True for the difference with present staffing, taken within each trial.
    pub against_present: bool,
    /// Measure.
    pub measure: Measure,
    /// Statistics over trials, with the error of the mean; the share above zero for nets alone.
    pub band: Band,
}

/// Whether a measure is a net, whose sign says something.
pub(super) const fn is_net(measure: Measure) -> bool {
    matches!(measure, Measure::NetPv | Measure::NetPvExpected)
}

/// Every row of a wijk: for each arm [`FIGURES`], and for each arm but the present one the two nets less those of present staffing.
pub fn summarise_area(model: &Model, area: &AreaSample) -> Vec<AreaRow> {
    let present = model.present_arm();
    let column = |measure, arm| area.sample.measure(measure, arm).to_vec();
    let mut rows = Vec::new();
    for arm in 0..model.arms.len() {
        for measure in FIGURES {
            let band = Band::with_error_of_mean(&column(measure, arm));
            let band = if is_net(measure) { band } else { band.without_sign() };
            rows.push(AreaRow { arm, against_present: false, measure, band });
        }
        if arm == present {
            continue;
        }
        for measure in FIGURES.into_iter().filter(|&measure| is_net(measure)) {
            let mut difference = column(measure, arm);
            let other = area.sample.measure(measure, present);
            difference.iter_mut().zip(other).for_each(|(net, present)| *net -= present);
            let band = Band::with_error_of_mean(&difference);
            rows.push(AreaRow { arm, against_present: true, measure, band });
        }
    }
    rows
}
