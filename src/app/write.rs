//! Writes everything a run found into its folder.

use std::io::Write;

use rayon::prelude::*;

use super::error::AppError;
use super::nation::Many;
use super::run::Found;
use super::wijken::Wijken;
use super::write_areas as areas;
use crate::analysis::{Reference, decision_table, summary_table, years_table};
use crate::model::Model;
use crate::plan::Plan;
use crate::report::Notice;
use crate::results::{
    AREAS, ArmRecord, Clock, ConsultedRecord, ErrorRecord, FILES, Folder, FolderError, Manifest,
    Provenance, ScenarioRecord, Table, WarningRecord, outcomes, parameters, parties, row_groups,
    sha256, trials, write_parquet,
};
use crate::scenario::{Consulted, Loaded};

/// Figures whose Monte Carlo error the manifest tells.
const HEADLINES: [&str; 3] = ["benefit_pv", "net_pv", "net_pv_expected"];

/// What is written besides the numbers of a run.
pub(super) struct Texts<'a> {
    /// The scenario as typed.
    pub(super) typed: &'a str,
    /// The same with every default, and with what it leaned on in place of references.
    pub(super) resolved: &'a str,
    /// The texts and tables it leaned on.
    pub(super) consulted: Vec<ConsultedRecord>,
}

/// Writes the run folder and puts it in its place.
pub(super) fn write(
    mut folder: Folder,
    texts: Texts,
    (model, plan): (&Model, &Plan),
    (found, many): (&Found, Option<(&Wijken, &Many)>),
    warnings: &[Notice],
    clock: Clock,
) -> Result<(), AppError> {
    let hash = sha256(texts.typed.as_bytes());
    let provenance = Provenance {
        seed: plan.seed,
        scenario_sha256: hash.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        price_year: model.price_year,
    };
    let paths: Vec<&str> =
        model.inputs.uncertain_inputs().map(|(_, input)| input.path.as_str()).collect();
    // Most of the time goes into packing, so the files are packed side by side; they are small beside the sample.
    let packed: Vec<Result<Vec<u8>, String>> = FILES
        .par_iter()
        .map(|file| {
            let further: &[&str] = if file.name == "parameters.parquet" { &paths } else { &[] };
            let mut bytes = Vec::new();
            let tables = tables(file.name, (model, plan), found);
            let written = match many {
                None => write_parquet(&mut bytes, file.columns, further, tables, &provenance),
                Some((wijken, many)) => {
                    let columns = areas::led(file.columns);
                    let tables = areas::tables(file.name, tables, wijken, many);
                    write_parquet(&mut bytes, &columns, further, tables, &provenance)
                }
            };
            written.map_err(|error| error.to_string())?;
            Ok(bytes)
        })
        .collect();
    for (file, bytes) in FILES.iter().zip(packed) {
        put(&mut folder, file.name, bytes)?;
    }
    if let Some((wijken, many)) = many {
        put(&mut folder, AREAS.name, areas::file(wijken, many, &provenance))?;
        folder.write_text("areas.json", &wijken.text()?)?;
    }
    folder.write_text("scenario.toml", texts.typed)?;
    folder.write_text("scenario.resolved.toml", texts.resolved)?;
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
    let areas = many.map(|(wijken, many)| areas::record(wijken, many));
    folder.finish(&manifest.with_consulted(texts.consulted).with_areas(areas))?;
    Ok(())
}

fn put(folder: &mut Folder, name: &str, bytes: Result<Vec<u8>, String>) -> Result<(), FolderError> {
    folder.write(name, |out: &mut dyn Write| {
        bytes.and_then(|bytes| out.write_all(&bytes).map_err(|error| error.to_string()))
    })
}

/// The tables of a file, one for each row group.
fn tables<'a>(
    name: &str,
    (model, plan): (&'a Model, &Plan),
    found: &'a Found,
) -> Box<dyn Iterator<Item = Table<'a>> + 'a> {
    let sample = &found.sample;
    let blocks = row_groups(plan.trials);
    match name {
        "trials.parquet" => Box::new(blocks.map(|block| trials(model, sample, block))),
        "parties.parquet" => Box::new(blocks.map(|block| parties(model, sample, block))),
        "outcomes.parquet" => Box::new(blocks.map(|block| outcomes(model, sample, block))),
        "parameters.parquet" => Box::new(blocks.map(|block| parameters(sample, block))),
        "years.parquet" => Box::new(std::iter::once(years_table(model, &found.paths))),
        "summary.parquet" => Box::new(std::iter::once(summary_table(model, &found.rows))),
        _ => Box::new(std::iter::once(decision_table(model, &found.verdicts))),
    }
}

/// The texts a scenario leaned on, for the manifest.
pub(super) fn consulted(loaded: &Loaded) -> Vec<ConsultedRecord> {
    let record =
        |one: &Consulted| ConsultedRecord::new(one.role.word(), &one.file, &one.text, &one.taken);
    loaded.consulted.iter().map(record).collect()
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
