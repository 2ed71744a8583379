//! What is told of a run, whether it just ended or was read back.

use std::path::PathBuf;

use crate::analysis::{Claim, Row, Verdict, avoided, test_claims};
use crate::engine::Sample;
use crate::model::Model;
use crate::plan::Plan;
use crate::report::{Notice, View};
use crate::results::WarningRecord;
use crate::scenario::raw::Grade;
use crate::scenario::{Figure, Loaded, Published};

/// What is told of a run.
pub(super) fn view(
    loaded: &Loaded,
    (model, plan): (&Model, &Plan),
    (sample, rows, verdicts): (&Sample, Vec<Row>, Vec<Verdict>),
    warnings: Vec<Notice>,
    folder: PathBuf,
) -> View {
    let claims = loaded.published.iter().map(claim).collect();
    View {
        scenario: model.name.clone(),
        title: loaded.raw.scenario.title.clone(),
        base_year: model.base_year,
        price_year: model.price_year,
        horizon: model.horizon,
        years: model.years,
        seed: plan.seed,
        trials: plan.trials,
        design: plan.design.name().to_owned(),
        chance: plan.chance.name().to_owned(),
        arms: model.arms.iter().map(|arm| (arm.name.clone(), arm.level)).collect(),
        present: model.present_arm(),
        parties: model.parties.iter().map(|party| party.name.clone()).collect(),
        outcomes: avoided(model, sample),
        dropped: dropped(loaded, model),
        published: test_claims(model, &rows, claims),
        rows,
        verdicts,
        warnings,
        weakest: loaded.evidence.iter().filter(|known| known.grade == Some(Grade::D)).count(),
        values: loaded.evidence.len(),
        folder,
    }
}

/// A warning as a run folder or a shard keeps it.
pub(super) fn notice(warning: &WarningRecord) -> Notice {
    Notice {
        code: warning.code.clone(),
        path: warning.path.clone(),
        message: warning.message.clone(),
        trials: warning.trials,
    }
}

/// Named arms of the scenario that are not in the model that ran.
fn dropped(loaded: &Loaded, model: &Model) -> Vec<String> {
    let ran = |name: &str| model.arms.iter().any(|arm| arm.name == name);
    let named = loaded.model.arms.iter().filter(|arm| arm.level.is_none() && !ran(&arm.name));
    named.map(|arm| arm.name.clone()).collect()
}

fn claim(published: &Published) -> Claim {
    let (low, high) = match published.figure {
        Figure::Value(value) => (value, value),
        Figure::Within(low, high) => (low, high),
    };
    Claim {
        measure: published.measure.clone(),
        arm: published.arm.clone(),
        low,
        high,
        source: published.source.clone().unwrap_or_default(),
    }
}
