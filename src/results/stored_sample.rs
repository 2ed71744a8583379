//! The trials of a finished run, read back from the tables that [`super::sampled`] writes.

use ndarray::{Array2, Array3, Array4, Array5};

use super::frame::Frame;
use super::read::{ReadError, RunFolder};
use crate::engine::{Flow, Measure, Sample};
use crate::model::Model;

/// The sample of a run of `model`, as far as the folder keeps it: `measures`, `parties`, `outcomes` and `parameters`,
/// bit for bit. `care`, `also` and `years` are not kept by trial: they have no trials (length 0 on the last axis), and
/// `pool_too_small` and `baseline_cut` are zero. What these say stands in the summary, in `years.parquet` and among the
/// warnings of the manifest.
///
/// # Errors
/// When a table is missing or does not fit the model.
pub fn read_sample(run: &RunFolder, model: &Model) -> Result<Sample, ReadError> {
    let (trials, arms) = (run.manifest().trials, model.arms.len());
    let (parties, effects) = (model.parties.len(), model.effects().count());
    let mut sample = Sample {
        measures: Array3::zeros((Measure::ALL.len(), arms, trials)),
        parties: Array4::zeros((Flow::ALL.len(), parties, arms, trials)),
        outcomes: Array4::zeros((2, effects, arms, trials)),
        care: Array3::zeros((model.sectors.len(), arms, 0)),
        also: Array3::zeros((model.discounting.also.len(), arms, 0)),
        years: Array5::zeros((Flow::ALL.len(), parties, model.horizon, arms, 0)),
        parameters: Array2::zeros((model.inputs.uncertain_inputs().count(), trials)),
        pool_too_small: vec![0; model.programmes.len()],
        baseline_cut: vec![0; model.outcomes.len()],
    };
    let read = |name: &str, fill: &mut dyn FnMut(&Frame) -> Result<(), String>| {
        let further: Vec<&str> = if name == "parameters.parquet" {
            model.inputs.uncertain_inputs().map(|(_, input)| input.path.as_str()).collect()
        } else {
            Vec::new()
        };
        let table = run.table(name, &further)?;
        fill(&table).map_err(|reason| run.unreadable(name, &reason))
    };
    read("trials.parquet", &mut |table| measures(table, model, &mut sample.measures))?;
    read("parties.parquet", &mut |table| of_parties(table, model, &mut sample.parties))?;
    read("outcomes.parquet", &mut |table| of_effects(table, model, &mut sample.outcomes))?;
    read("parameters.parquet", &mut |table| parameters(table, model, &mut sample.parameters))?;
    Ok(sample)
}

fn measures(table: &Frame, model: &Model, into: &mut Array3<f64>) -> Result<(), String> {
    let (_, arms, trials) = into.dim();
    ordered(table, model, trials, &[])?;
    for measure in Measure::ALL {
        let values = if measure == Measure::PaybackYear {
            let years = table.integers(measure.name())?;
            years.into_iter().map(|year| year.map_or(f64::NAN, f64::from)).collect()
        } else {
            table.numbers(measure.name())?
        };
        for (row, value) in values.into_iter().enumerate() {
            into[[measure.index(), row % arms, row / arms]] = value;
        }
    }
    Ok(())
}

fn of_parties(table: &Frame, model: &Model, into: &mut Array4<f64>) -> Result<(), String> {
    let trials = into.dim().3;
    let names: Vec<&str> = model.parties.iter().map(|party| party.name.as_str()).collect();
    ordered(table, model, trials, &[("party", names)])?;
    let columns = Flow::ALL.map(|flow| match flow {
        Flow::Cost => "cost_pv",
        Flow::Benefit => "benefit_pv",
        Flow::Cashable => "cashable_pv",
    });
    cells(table, columns, into)
}

fn of_effects(table: &Frame, model: &Model, into: &mut Array4<f64>) -> Result<(), String> {
    let trials = into.dim().3;
    let programmes = model.effects().map(|(programme, _)| programme.name.as_str()).collect();
    let outcomes =
        model.effects().map(|(_, effect)| model.outcomes[effect.outcome].name.as_str()).collect();
    ordered(table, model, trials, &[("programme", programmes), ("outcome", outcomes)])?;
    cells(table, ["avoided", "benefit_pv"], into)
}

/// Fills (column, other, arm, trial) from rows by trial, arm and other.
fn cells<const N: usize>(
    table: &Frame,
    columns: [&str; N],
    into: &mut Array4<f64>,
) -> Result<(), String> {
    let (_, others, arms, _) = into.dim();
    for (which, column) in columns.into_iter().enumerate() {
        for (row, value) in table.numbers(column)?.into_iter().enumerate() {
            into[[which, row % others, row / others % arms, row / (arms * others)]] = value;
        }
    }
    Ok(())
}

fn parameters(table: &Frame, model: &Model, into: &mut Array2<f64>) -> Result<(), String> {
    let trials = into.dim().1;
    in_turn(table, trials, 1)?;
    for ((_, input), mut column) in model.inputs.uncertain_inputs().zip(into.outer_iter_mut()) {
        let values = table.numbers(&input.path)?;
        column.iter_mut().zip(values).for_each(|(cell, value)| *cell = value);
    }
    Ok(())
}

/// Makes sure that rows go by trial, then arm, then the rest, which is named in further columns.
fn ordered(
    table: &Frame,
    model: &Model,
    trials: usize,
    further: &[(&str, Vec<&str>)],
) -> Result<(), String> {
    let (arms, others) = (model.arms.len(), further.first().map_or(1, |(_, names)| names.len()));
    in_turn(table, trials, arms * others)?;
    let found = table.texts("arm")?;
    let fits = |row: usize, name: &str| model.arms[row / others % arms].name == name;
    if !found.into_iter().enumerate().all(|(row, name)| fits(row, name)) {
        return Err("its arms are not those of the manifest".to_owned());
    }
    for (column, names) in further {
        let found = table.texts(column)?;
        if !found.into_iter().enumerate().all(|(row, name)| names[row % others] == name) {
            return Err(format!("the column {column} does not fit scenario.toml"));
        }
    }
    Ok(())
}

/// Makes sure that every trial has its rows, in the order of the trials.
fn in_turn(table: &Frame, trials: usize, rows_each: usize) -> Result<(), String> {
    let found = table.integers("trial")?;
    if found.len() != trials * rows_each {
        return Err(format!("{} rows where {} belong", found.len(), trials * rows_each));
    }
    let trial = |row: usize| i32::try_from(row / rows_each).ok();
    if found.iter().enumerate().all(|(row, found)| *found == trial(row)) {
        Ok(())
    } else {
        Err("its rows do not go by trial".to_owned())
    }
}
