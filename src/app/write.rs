//! Writes everything a run found into its folder.

use std::io::Write;

use super::error::AppError;
use super::run::Found;
use crate::analysis::{Reference, decision_table, summary_table, years_table};
use crate::model::Model;
use crate::plan::Plan;
use crate::report::Notice;
use crate::results::{
    ArmRecord, Clock, ErrorRecord, Folder, FolderError, Manifest, Provenance, ScenarioRecord,
    Table, WarningRecord, file, outcomes, parameters, parties, row_groups, sha256, trials,
    write_parquet,
};
use crate::scenario::{self, Loaded};

/// Figures whose Monte Carlo error the manifest tells.
const HEADLINES: [&str; 3] = ["benefit_pv", "net_pv", "net_pv_expected"];

/// Writes the run folder and puts it in its place.
pub(super) fn write(
    mut folder: Folder,
    loaded: &Loaded,
    (model, plan): (&Model, &Plan),
    found: &Found,
    warnings: &[Notice],
    clock: Clock,
) -> Result<(), AppError> {
    let hash = sha256(loaded.text.as_bytes());
    let provenance = Provenance {
        seed: plan.seed,
        scenario_sha256: hash.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        price_year: model.price_year,
    };
    let sample = &found.sample;
    let paths: Vec<&str> =
        model.inputs.uncertain_inputs().map(|(_, input)| input.path.as_str()).collect();
    let blocks = || row_groups(plan.trials);
    let mut table = |name: &str, further: &[&str], tables: &mut dyn Iterator<Item = Table>| {
        folder.write(name, |out: &mut dyn Write| match file(name) {
            Some(file) => write_parquet(out, file, further, tables, &provenance)
                .map_err(|error| error.to_string()),
            None => Err("no such file in a run folder".to_owned()),
        })
    };
    table("trials.parquet", &[], &mut blocks().map(|block| trials(model, sample, block)))?;
    table("parties.parquet", &[], &mut blocks().map(|block| parties(model, sample, block)))?;
    table("outcomes.parquet", &[], &mut blocks().map(|block| outcomes(model, sample, block)))?;
    table("years.parquet", &[], &mut std::iter::once(years_table(model, &found.paths)))?;
    table("parameters.parquet", &paths, &mut blocks().map(|block| parameters(sample, block)))?;
    table("summary.parquet", &[], &mut std::iter::once(summary_table(model, &found.rows)))?;
    table("decision.parquet", &[], &mut std::iter::once(decision_table(model, &found.verdicts)))?;
    texts(&mut folder, loaded)?;
    let scenario = ScenarioRecord {
        name: model.name.clone(),
        sha256: hash,
        base_year: model.base_year,
        price_year: model.price_year,
        horizon: model.horizon,
        years: model.years,
    };
    let manifest = Manifest::new(
        scenario,
        (plan.seed, plan.trials),
        (plan.design.name(), plan.chance.name()),
        Plan::REPLICATES,
        model
            .arms
            .iter()
            .map(|arm| ArmRecord { arm: arm.name.clone(), level: arm.level })
            .collect(),
        errors(model, found),
        warnings.iter().map(record).collect(),
        clock.read(),
    );
    folder.finish(&manifest)?;
    Ok(())
}

/// The scenario as typed and with every default.
fn texts(folder: &mut Folder, loaded: &Loaded) -> Result<(), FolderError> {
    folder.write_text("scenario.toml", &loaded.text)?;
    folder.write_text("scenario.resolved.toml", &scenario::resolved(&loaded.raw))
}

fn errors(model: &Model, found: &Found) -> Vec<ErrorRecord> {
    found
        .rows
        .iter()
        .filter(|row| row.reference == Reference::None && HEADLINES.contains(&row.measure.as_str()))
        .map(|row| ErrorRecord {
            arm: model.arms[row.arm].name.clone(),
            measure: row.measure.clone(),
            mean: row.band.value.mean,
            mcse: (!row.band.mcse.mean.is_nan()).then_some(row.band.mcse.mean),
        })
        .collect()
}

fn record(warning: &Notice) -> WarningRecord {
    WarningRecord {
        code: warning.code.clone(),
        path: warning.path.clone(),
        message: warning.message.clone(),
        trials: warning.trials,
    }
}
