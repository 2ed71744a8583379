//! A small model and a made-up sample of it, for tests of what comes after the engine.

use ndarray::{Array2, Array3, Array4, Array5};

use crate::engine::{Flow, Measure, Sample};
use crate::model;
use crate::model::{
    Among, Arm, Capacity, Costs, Discounting, Effect, Group, Inputs, Kind, Model, Outcome, Party,
    Programme, Role, Stratum, Timing,
};

/// FTE hired in the three arms of [`model`].
const HIRED: [f64; 3] = [0.0, 2.0, 3.5];

/// Three arms, two parties, one programme with one effect, three years.
pub(crate) fn model() -> Model {
    let mut inputs = Inputs::default();
    let zero = inputs.fixed("zero", 0.0);
    let one = inputs.fixed("one", 1.0);
    let people = inputs.fixed("groups.jongeren.size", 500.0);
    let effect = Effect {
        outcome: 0,
        among: Among::Participants,
        measure: model::Measure::RelativeRisk(one),
        study_baseline: None,
        causal: one,
        attribution: one,
        displacement: zero,
        half_life: None,
    };
    let party = |name: &str| Party { name: name.to_owned(), leaves: None };
    Model {
        name: "proef".to_owned(),
        wijk: "proef".to_owned(),
        horizon: 3,
        years: 1,
        base_year: 2026,
        price_year: 2025,
        discounting: Discounting {
            rate: zero,
            qaly_rate: None,
            timing: Timing::Start,
            also: vec![0.016],
        },
        hours_per_fte: one,
        value_of_qaly: None,
        parties: vec![party("gemeente"), party("zorgverzekeraar")],
        inwoner: 0,
        sectors: vec!["ggz".to_owned()],
        groups: vec![Group {
            name: "jongeren".to_owned(),
            size: people,
            turnover: zero,
            exit: zero,
            strata: vec![Stratum { name: "all".to_owned(), share: 1.0, need: one }],
        }],
        programmes: vec![Programme {
            name: "hulp".to_owned(),
            group: 0,
            roles: vec![Role {
                name: "hulp".to_owned(),
                fte: one,
                cost_per_fte: one,
                places_per_fte: Some(one),
            }],
            capacity: Capacity::PlacesPerFte,
            hireable: one,
            ramp: one,
            returns_to_scale: one,
            reach: one,
            uptake: one,
            friction: one,
            completion: one,
            targeting: vec![one],
            costs: Costs {
                overhead: zero,
                fixed: zero,
                per_participant: zero,
                paid_by: vec![(0, 1.0)],
                extra_paid_by: vec![(0, 1.0)],
            },
            effects: vec![effect],
        }],
        outcomes: vec![Outcome {
            name: "crisis".to_owned(),
            group: 0,
            kind: Kind::Event,
            unit: "crisis".to_owned(),
            baseline: Vec::new(),
            by_age: vec![1.0],
            at_risk: 3,
            service_year_share: one,
            benefits: Vec::new(),
        }],
        arms: [0.0, 1.0, 2.0].map(|level| Arm::level(level, 1)).to_vec(),
        inputs,
    }
}

/// A number in [0, 1) that looks random and belongs to a trial and a place (golden-ratio sequence).
fn wobble(trial: usize, place: usize) -> f64 {
    ((trial as f64 + 0.5) * 0.618_033_988_749_895 + place as f64 * 0.137).fract()
}

/// A made-up sample of [`model`] in which all sums hold: parties sum to society, years to present values (no
/// discounting), and a transfer of 100 goes from the gemeente to the zorgverzekeraar in every arm with staff.
pub(crate) fn sample(trials: usize) -> Sample {
    let mut sample = Sample {
        measures: Array3::zeros((Measure::ALL.len(), 3, trials)),
        parties: Array4::zeros((3, 2, 3, trials)),
        outcomes: Array4::zeros((2, 1, 3, trials)),
        care: Array3::zeros((1, 3, trials)),
        also: Array3::zeros((1, 3, trials)),
        years: Array5::zeros((3, 2, 3, 3, trials)),
        parameters: Array2::from_shape_fn((0, trials), |_| 0.0),
        pool_too_small: vec![0],
        baseline_cut: vec![0],
    };
    for (arm, &hired) in HIRED.iter().enumerate() {
        for trial in 0..trials {
            fill(&mut sample, arm, hired, trial);
        }
    }
    sample
}

fn fill(sample: &mut Sample, arm: usize, hired: f64, trial: usize) {
    let transfer = if arm > 0 { 100.0 } else { 0.0 };
    let cost = 80_000.0 * hired;
    let gains = [0, 1, 2].map(|year| hired * 60_000.0 * wobble(trial, year));
    for (year, gain) in gains.into_iter().enumerate() {
        let moved = if year == 0 { transfer } else { 0.0 };
        sample.years[[Flow::Benefit.index(), 0, year, arm, trial]] = 0.25 * gain - moved;
        sample.years[[Flow::Benefit.index(), 1, year, arm, trial]] = 0.75 * gain + moved;
        sample.years[[Flow::Cashable.index(), 1, year, arm, trial]] = 0.3 * gain;
    }
    sample.years[[Flow::Cost.index(), 0, 0, arm, trial]] = cost;
    for flow in 0..3 {
        for party in 0..2 {
            let total =
                (0..3).map(|year| sample.years[[flow, party, year, arm, trial]]).sum::<f64>();
            sample.parties[[flow, party, arm, trial]] = total;
        }
    }
    let benefit: f64 =
        (0..2).map(|party| sample.parties[[Flow::Benefit.index(), party, arm, trial]]).sum();
    let avoided = (hired * 10.0 * wobble(trial, 5)).round();
    for (measure, value) in [
        (Measure::FteWanted, 2.0 * arm as f64),
        (Measure::FteHired, hired),
        (Measure::Participants, (hired * 30.0).round()),
        (Measure::Completers, (hired * 20.0).round()),
        (Measure::Contacts, hired * 50.0),
        (Measure::NeedServed, hired / 10.0),
        (Measure::CostPv, cost),
        (Measure::BenefitYearly, gains[0]),
        (Measure::BenefitFuture, gains[1] + gains[2]),
        (Measure::BenefitSteady, benefit),
        (Measure::BenefitPv, benefit),
        (Measure::NetPv, benefit - cost),
        (Measure::NetPvExpected, benefit - cost + 1000.0 * hired * (wobble(trial, 3) - 0.5)),
        (Measure::PaybackYear, if benefit >= cost { 2.0 } else { f64::NAN }),
        (Measure::Qaly, 0.01 * hired),
        (Measure::CareFte, 0.1 * avoided),
    ] {
        sample.measures[[measure.index(), arm, trial]] = value;
    }
    sample.outcomes[[0, 0, arm, trial]] = avoided;
    sample.outcomes[[1, 0, arm, trial]] = benefit;
    sample.care[[0, arm, trial]] = 0.1 * avoided;
    sample.also[[0, arm, trial]] = benefit - cost + 1.0;
}
