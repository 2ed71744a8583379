//! The rows of the summary: every figure of every arm, by itself and less another arm.

use rayon::prelude::*;

use super::bands::{Band, standard_error};
use super::figures::{Figure, less, measured};
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::numeric::mean;
use crate::plan::Plan;

/// What an arm is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// Nothing: the arm by itself, which is against no programme at all.
    None,
    /// Present staffing (level 1).
    Present,
    /// The next lower arm.
    Previous,
}

impl Reference {
    /// Every reference, in the order of the rows.
    pub const ALL: [Self; 3] = [Self::None, Self::Present, Self::Previous];

    /// The word for it in the column `reference`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Present => "present",
            Self::Previous => "previous",
        }
    }

    /// The arm with which `arm` is compared, where it is compared with one.
    fn arm(self, model: &Model, arm: usize) -> Option<usize> {
        match self {
            Self::None => None,
            Self::Present => Some(model.present_arm()),
            Self::Previous => arm.checked_sub(1),
        }
    }
}

/// One row of `summary.parquet`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Index of the arm in [`Model::arms`].
    pub arm: usize,
    /// What it is compared with.
    pub reference: Reference,
    /// Name of the figure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// What is told of it; NaN where a number says nothing.
    pub band: Band,
}

/// Every row, by arm, reference and figure. Differences are taken within each trial, so that what two arms have in
/// common does not blur them.
pub fn summarise(model: &Model, sample: &Sample) -> Vec<Row> {
    let figures = Figure::all(model);
    let comparisons: Vec<(usize, Reference, Option<usize>)> = (0..model.arms.len())
        .flat_map(|arm| Reference::ALL.map(|reference| (arm, reference)))
        .map(|(arm, reference)| (arm, reference, reference.arm(model, arm)))
        // The lowest arm has no previous one.
        .filter(|(_, reference, other)| *reference == Reference::None || other.is_some())
        .collect();
    comparisons
        .into_par_iter()
        .flat_map_iter(|(arm, reference, other)| {
            let row = move |(measure, unit, band)| Row { arm, reference, measure, unit, band };
            let values = |figure: &Figure| {
                let values = figure.values(model, sample, arm);
                other.map_or(values.clone(), |other| {
                    less(&values, &figure.values(model, sample, other))
                })
            };
            let mut rows: Vec<Row> = figures
                .iter()
                .map(|figure| {
                    let band = Band::of(&values(figure));
                    let told =
                        if other.is_some() || figure.is_net() { band } else { band.without_sign() };
                    row((figure.name.clone(), figure.unit.clone(), told))
                })
                .collect();
            rows.extend(ratios(sample, arm, other).into_iter().map(row));
            if other.is_none() {
                rows.extend(payback(model, sample, arm).map(row));
            }
            rows
        })
        .collect()
}

/// Benefits over costs, of an arm or of what it has more than another. Told only where costs are above zero: in every
/// trial for the mean of ratios, on average (and in every replicate, for its error) for the ratio of means.
fn ratios(sample: &Sample, arm: usize, other: Option<usize>) -> Vec<(String, String, Band)> {
    let values = |measure| {
        let values = measured(sample, measure, arm);
        other.map_or(values.clone(), |other| less(&values, &measured(sample, measure, other)))
    };
    let (benefits, costs) = (values(Measure::BenefitPv), values(Measure::CostPv));
    let mut told = Vec::new();
    let mut tell = |name: &str, band| told.push((name.to_owned(), "ratio".to_owned(), band));
    if costs.iter().all(|&cost| cost > 0.0) {
        let ratio: Vec<f64> =
            benefits.iter().zip(&costs).map(|(benefit, cost)| benefit / cost).collect();
        tell("benefit_cost_ratio", Band::of(&ratio).without_sign());
    }
    if mean(&costs) > 0.0 {
        let ratio = |benefits: &[f64], costs: &[f64]| {
            let cost = mean(costs);
            if cost > 0.0 { mean(benefits) / cost } else { f64::NAN }
        };
        let of_replicates = std::array::from_fn(|replicate| {
            let part = |column: &[f64]| -> Vec<f64> {
                column.iter().skip(replicate).step_by(Plan::REPLICATES).copied().collect()
            };
            ratio(&part(&benefits), &part(&costs))
        });
        tell(
            "ratio_of_means",
            Band::single(ratio(&benefits, &costs), standard_error(&of_replicates)),
        );
    }
    told
}

/// `paid_back_by.<year>`: the share of trials whose costs are paid back in year `0 … year`, for every year.
fn payback<'a>(
    model: &Model,
    sample: &'a Sample,
    arm: usize,
) -> impl Iterator<Item = (String, String, Band)> + 'a {
    (0..model.horizon).map(move |year| {
        let paid: Vec<f64> = measured(sample, Measure::PaybackYear, arm)
            .into_iter()
            // NaN, never paid back, is at most nothing.
            .map(|payback| f64::from(u8::from(payback <= year as f64)))
            .collect();
        (format!("paid_back_by.{year}"), "probability".to_owned(), Band::of_mean(&paid))
    })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;
    use crate::model_for_tests::{model, sample};

    fn find<'a>(
        rows: &'a [Row],
        arm: usize,
        reference: Reference,
        measure: &str,
    ) -> Option<&'a Row> {
        rows.iter()
            .find(|row| (row.arm, row.reference, row.measure.as_str()) == (arm, reference, measure))
    }

    #[test]
    fn the_lowest_arm_has_no_previous_and_every_arm_has_the_present() {
        let rows = summarise(&model(), &sample(64));
        assert!(find(&rows, 0, Reference::Previous, "net_pv").is_none());
        assert!(find(&rows, 1, Reference::Previous, "net_pv").is_some());
        assert_eq!(find(&rows, 1, Reference::Present, "net_pv").unwrap().band.value.mean, 0.0);
    }

    #[test]
    fn differences_are_paired() {
        let (model, sample) = (model(), sample(256));
        let rows = summarise(&model, &sample);
        let mean = |arm, reference| find(&rows, arm, reference, "net_pv").unwrap().band.value.mean;
        let (apart, paired) =
            (mean(2, Reference::None) - mean(1, Reference::None), mean(2, Reference::Previous));
        assert!((apart - paired).abs() < 1e-6 * paired.abs());
        let difference =
            less(&measured(&sample, Measure::NetPv, 2), &measured(&sample, Measure::NetPv, 1));
        assert_eq!(
            find(&rows, 2, Reference::Previous, "net_pv").unwrap().band,
            Band::of(&difference)
        );
    }

    #[test]
    fn the_sign_is_told_of_nets_and_differences_alone() {
        let rows = summarise(&model(), &sample(64));
        let sign = |reference, measure| {
            !find(&rows, 2, reference, measure).unwrap().band.value.p_positive.is_nan()
        };
        assert!(sign(Reference::None, "net_pv") && sign(Reference::None, "party.gemeente.net_pv"));
        assert!(sign(Reference::None, "net_pv@0.016") && sign(Reference::Present, "participants"));
        assert!(
            !sign(Reference::None, "participants") && !sign(Reference::None, "benefit_cost_ratio")
        );
    }

    #[test]
    fn ratios_need_costs() {
        let rows = summarise(&model(), &sample(64));
        assert!(find(&rows, 0, Reference::None, "benefit_cost_ratio").is_none());
        assert!(find(&rows, 0, Reference::None, "ratio_of_means").is_none());
        let ratio = find(&rows, 2, Reference::None, "ratio_of_means").unwrap();
        let mean = |measure| find(&rows, 2, Reference::None, measure).unwrap().band.value.mean;
        assert!((ratio.band.value.mean - mean("benefit_pv") / mean("cost_pv")).abs() < 1e-12);
        assert!(ratio.band.mcse.mean > 0.0 && ratio.band.value.p50.is_nan());
    }

    #[test]
    fn payback_grows_with_the_year_and_never_counts_who_never_pays_back() {
        let (model, mut sample) = (model(), sample(64));
        for trial in 0..64 {
            let payback = [0.0, 2.0].get(trial).copied().unwrap_or(f64::NAN);
            sample.measures[[Measure::PaybackYear.index(), 2, trial]] = payback;
        }
        let rows = summarise(&model, &sample);
        let share = |year: usize| {
            find(&rows, 2, Reference::None, &format!("paid_back_by.{year}"))
                .unwrap()
                .band
                .value
                .mean
        };
        assert_eq!([share(0), share(1), share(2)], [1.0 / 64.0, 1.0 / 64.0, 2.0 / 64.0]);
    }
}
