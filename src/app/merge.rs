//! `merge`: shards into one run folder, the same bytes as if the run had been made at once.

use std::path::Path;

use super::error::AppError;
use super::nation::Nation;
use super::run::{Found, end, late, nation_end, of_trials};
use super::tell;
use super::wijken::Wijken;
use crate::engine::Sample;
use crate::model::{Arm, Model};
use crate::plan::{Chance, Design, Plan};
use crate::report::{Notice, View};
use crate::results::{Clock, Folder, Identity, Shards, ShardsError, counted, run_of, shards_of};
use crate::scenario::{self, Loaded};

/// Puts the shards beside `run` together at `run`.
///
/// # Errors
/// When a shard is missing, double, of another run or not as it was written; when the run cannot be written.
pub fn merge(run: &Path, force: bool, fte_more: Option<f64>) -> Result<View, AppError> {
    let clock = Clock::start();
    let folder = shards_of(run);
    let shards = Shards::open(&folder)?;
    let wrong = |what: &str| ShardsError {
        path: folder.clone(),
        problems: vec![format!("{what} is not as it was written; make the shards again")],
    };
    let record = shards.record().ok_or_else(|| wrong("shard.json"))?;
    let identity = &record.question.identity;
    let typed = shards.text("scenario.toml").ok_or_else(|| wrong("scenario.toml"))?;
    let resolved =
        shards.text("scenario.resolved.toml").ok_or_else(|| wrong("scenario.resolved.toml"))?;
    let leans = identity.consulted.iter().any(|one| one.role != "areas");
    let mut loaded = scenario::read("scenario.toml", if leans { &resolved } else { &typed })?;
    loaded.text = typed;
    let (model, plan) = question(&loaded, identity).ok_or_else(|| wrong("shard.json"))?;
    let early: Vec<Notice> = record.warnings.iter().map(tell::notice).collect();
    let target = run_of(&folder);
    let place = Folder::open(&target, identity.clone(), force)?;
    let consulted = identity.consulted.clone();
    if record.question.unit == "areas" {
        let list = shards.text("areas.json").as_deref().and_then(Wijken::from_text);
        let wijken = list.ok_or_else(|| wrong("areas.json"))?;
        let areas = wijken.areas(&loaded, &model)?;
        let nation = Nation::new(&model, &plan, &areas)?;
        if nation.question(identity.clone()) != record.question {
            return Err(wrong("shard.json").into());
        }
        let mut read = |block: usize, columns: &mut [&mut [f64]]| {
            shards.load(block, columns)?;
            Ok(true)
        };
        let found = nation.find((&loaded, &wijken), fte_more, &mut read)?;
        return nation_end(
            (place, &loaded, consulted),
            (&plan, early),
            (&wijken, found),
            (target, clock),
        );
    }
    if fte_more.is_some() {
        return Err(AppError::Usage("--fte-more: these are shards of one wijk".to_owned()));
    }
    let mut all = Sample::empty(&model, plan.trials);
    let mut first = 0;
    for (number, &last) in record.question.ends.iter().enumerate() {
        if last < first || last > plan.trials {
            return Err(wrong("shard.json").into());
        }
        let mut part = Sample::empty(&model, last - first);
        counted(&mut part, |columns| shards.load(number, columns))?;
        all.put(first, &part);
        first = last;
    }
    if first != plan.trials {
        return Err(wrong("shard.json").into());
    }
    let mut notices = early;
    notices.extend(late(&model, &all, None).iter().map(of_trials));
    let found = Found::of(&model, all);
    end((place, &loaded, consulted), (&model, &plan), (found, None), notices, (target, clock))
}

/// The model and the plan of an identity.
fn question(loaded: &Loaded, identity: &Identity) -> Option<(Model, Plan)> {
    let design = Design::ALL.into_iter().find(|design| design.name() == identity.design)?;
    let chance =
        [Chance::Sampled, Chance::Expected].into_iter().find(|c| c.name() == identity.chance)?;
    let plan = Plan { seed: identity.seed, trials: identity.trials?, design, chance };
    let mut model = loaded.model.clone();
    let names =
        |model: &Model| -> Vec<String> { model.arms.iter().map(|arm| arm.name.clone()).collect() };
    if names(&model) != identity.arms {
        // With `--arms` every arm is a level, and its name is the level.
        let level = |name: &String| name.strip_suffix('x')?.parse::<f64>().ok();
        let levels: Option<Vec<f64>> = identity.arms.iter().map(level).collect();
        let programmes = model.programmes.len();
        model.arms = levels?.into_iter().map(|level| Arm::level(level, programmes)).collect();
        model.arrange_arms();
    }
    (names(&model) == identity.arms).then_some((model, plan))
}
