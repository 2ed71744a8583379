//! Collects what a report is made of from a run that was opened.

use super::choice;
use super::error::AppError;
use super::open::{Opened, scenario_file};
use super::voi::partial;
use crate::analysis::voi::evpi;
use crate::analysis::{
    acceptability, benefit_factor, benefits_by_class, break_even, by_budget, composition, drivers,
    health_frontier, labour, negotiate, steps, telling, turning_budgets,
};
use crate::engine::{Measure, Sample};
use crate::model::Model;
use crate::plan::Plan;
use crate::report::{Knowing, Material, Peers, Provenance};
use crate::results::Program;
use crate::scenario::raw::RawTerm;
use crate::scenario::{BusinessCase, Loaded, built_in_cases};

/// How sure a party wants to be that its gain covers its share of the cost: four times in five.
const CERTAINTY: f64 = 0.8;

/// Euro per QALY from 0 in steps: Dutch practice speaks of 20,000 to 100,000.
const QALY_STEP: u32 = 5_000;

/// Number of such steps.
const QALY_STEPS: u32 = 20;

/// What a report of this run is made of. Break-even values are looked for by short runs of the model; everything else comes
/// from the trials at hand.
///
/// # Errors
/// When the short runs fail.
pub fn material(opened: Opened) -> Result<Material, AppError> {
    let run = provenance(&opened);
    let is_many = opened.manifest.areas.is_some();
    let Opened { loaded, model, plan, sample, paths, view, .. } = opened;
    let advised = view.advised();
    let moving = drivers(&model, &sample, advised);
    let healthy = (0..model.arms.len())
        .any(|arm| sample.measure(Measure::Qaly, arm).iter().any(|&qaly| qaly != 0.0));
    let worths: Vec<f64> = (0..=QALY_STEPS).map(|step| f64::from(step * QALY_STEP)).collect();
    Ok(Material {
        nation: opened.nation.clone(),
        description: loaded.raw.scenario.description.clone(),
        negotiation: (0..model.arms.len())
            .map(|arm| negotiate(&model, &sample, arm, CERTAINTY))
            .collect(),
        composition: (0..model.arms.len()).map(|arm| composition(&sample, arm)).collect(),
        advised,
        // Short runs are of one wijk, and say nothing of many.
        break_even: if is_many { Vec::new() } else { break_even(&model, &plan, telling(&moving))? },
        peers: peers(&loaded, &model, &sample),
        knowing: knowing(&model, &plan, &sample),
        drivers: moving,
        benefit_factor: benefit_factor(&model, &sample),
        acceptability: healthy.then(|| acceptability(&model, &sample, &worths)),
        health: if healthy { health_frontier(&model, &sample) } else { Vec::new() },
        budgets: by_budget(&model, &sample, &turning_budgets(&model, &sample)),
        steps: steps(&view.rows, &view.verdicts),
        labour: (0..model.arms.len()).map(|arm| labour(&model, &sample, arm)).collect(),
        evidence: loaded.evidence,
        published: loaded.published,
        view,
        model,
        sample,
        paths,
        run,
    })
}

/// How the result lies beside published business cases.
fn peers(loaded: &Loaded, model: &Model, sample: &Sample) -> Peers {
    let programmes = &loaded.raw.programmes;
    let quadrant = |name: &str| programmes.get(name).and_then(|programme| programme.typology);
    let quadrants: Vec<_> = model.programmes.iter().map(|one| quadrant(&one.name)).collect();
    let term = |outcome: usize| {
        let name = &model.outcomes.get(outcome)?.name;
        loaded.raw.outcomes.get(name)?.term
    };
    let of_effects: Vec<_> = model.effects().map(|(_, effect)| term(effect.outcome)).collect();
    let mut found: Vec<RawTerm> = of_effects.iter().flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    let class = |term: &Option<RawTerm>| found.iter().position(|other| Some(*other) == *term);
    let classes: Vec<Option<usize>> = of_effects.iter().map(class).collect();
    let bands = benefits_by_class(model, sample, &classes);
    let of_class = |class: usize| bands.iter().filter_map(|arm| arm.get(class).copied()).collect();
    // The lists of the program are read by its tests; without them there is nothing to lay beside.
    let known = built_in_cases().ok();
    let same = |case: &&BusinessCase| case.typology.is_some() && quadrants.contains(&case.typology);
    Peers {
        terms: found.iter().enumerate().map(|(class, term)| (*term, of_class(class))).collect(),
        anchors: known.iter().flat_map(|known| known.anchors.clone()).collect(),
        cases: known.iter().flat_map(|known| known.cases.iter().filter(same).cloned()).collect(),
        quadrants,
    }
}

/// What it would be worth to know everything, and each input; none where that cannot be told. An input that drives the result may
/// be worth nothing, and the other way round, so all are looked at.
fn knowing(model: &Model, plan: &Plan, sample: &Sample) -> Option<Knowing> {
    let nets = choice::by_arm(model, sample, Measure::NetPvExpected);
    let replicates = plan.independent();
    let names = choice::paths(model);
    let columns = choice::columns(sample);
    let all: Vec<usize> = (0..names.len()).collect();
    let evpi = evpi(&nets, replicates).ok()?;
    let (mut inputs, _) = partial(&nets, &columns, &names, &all, &[], replicates).ok()?;
    inputs.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    Some(Knowing { evpi, inputs })
}

fn provenance(opened: &Opened) -> Provenance {
    let manifest = &opened.manifest;
    Provenance {
        version: manifest.program.version.clone(),
        this_version: Program::this().version,
        generator: manifest.program.generator.clone(),
        seed: manifest.seed,
        trials: manifest.trials,
        replicates: manifest.replicates,
        design: manifest.design.clone(),
        chance: manifest.chance.clone(),
        started: manifest.timing.started.clone(),
        seconds: manifest.timing.seconds,
        command: command(opened),
        scenario_sha256: manifest.scenario.sha256.clone(),
    }
}

/// What to type to make the same run from the scenario in its folder.
fn command(opened: &Opened) -> String {
    let plan = &opened.plan;
    let mut command = format!(
        "wijkimpact run {} --trials {} --seed {} --design {} --chance {}",
        scenario_file(&opened.manifest),
        plan.trials,
        plan.seed,
        plan.design.name(),
        plan.chance.name()
    );
    if opened.model.arms != opened.loaded.model.arms {
        let levels: Vec<String> = opened
            .model
            .arms
            .iter()
            .filter_map(|arm| arm.level.map(|level| level.to_string()))
            .collect();
        command = format!("{command} --arms {}", levels.join(","));
    }
    command
}
