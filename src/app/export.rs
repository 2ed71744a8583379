//! `export`: the trials of a finished run in the layouts of the field's own tools.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::choice;
use super::error::AppError;
use super::open::{Opened, open};
use super::whole::{refuse, write_whole};
use crate::engine::Measure;

/// A layout that another tool reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `parameters.csv`, `costs.csv`, `effects.csv`: SAVI and the R packages voi and BCEA. An effect is a euro, so the
    /// willingness to pay is 1.
    Savi,
    /// `problem.json`, `inputs.csv`, `outputs.csv`: `SALib`'s problem and a given sample.
    Salib,
}

/// Writes the trials of a run into `out`, a folder that is made where it is not there, and returns the files.
///
/// Costs, effects and outputs are those of the expected pass where the run keeps them: the expected net, and with it effects as net plus
/// costs. Costs hold the luck of participants, which only cost per participant makes uncertain.
///
/// # Errors
/// When the run cannot be opened or a file cannot be written.
pub fn export(run: &Path, layout: Layout, out: &Path) -> Result<Vec<PathBuf>, AppError> {
    let opened = open(run)?;
    let files = match layout {
        Layout::Savi => savi(&opened),
        Layout::Salib => salib(&opened),
    };
    if out.join("manifest.json").exists() {
        return Err(AppError::Usage(format!("--out: {} is a run folder", out.display())));
    }
    if let Some((name, _)) = files.iter().find(|(name, _)| out.join(name).exists()) {
        return Err(AppError::Exists(out.join(name)));
    }
    fs::create_dir_all(out).map_err(|error| refuse(out, &error))?;
    files
        .into_iter()
        .map(|(name, content)| {
            let path = out.join(name);
            write_whole(&path, content.as_bytes())?;
            Ok(path)
        })
        .collect()
}

fn savi(opened: &Opened) -> Vec<(&'static str, String)> {
    let arms: Vec<String> = opened.model.arms.iter().map(|arm| arm.name.clone()).collect();
    let of = |measure| choice::by_arm(&opened.model, &opened.sample, measure);
    let (costs, nets) = (of(Measure::CostPv), of(Measure::NetPvExpected));
    let effects: Vec<Vec<f64>> = costs
        .iter()
        .zip(&nets)
        .map(|(costs, nets)| costs.iter().zip(nets).map(|(cost, net)| net + cost).collect())
        .collect();
    vec![
        ("parameters.csv", csv(&choice::paths(&opened.model), &choice::columns(&opened.sample))),
        ("costs.csv", csv(&arms, &costs)),
        ("effects.csv", csv(&arms, &effects)),
    ]
}

fn salib(opened: &Opened) -> Vec<(&'static str, String)> {
    let names = choice::paths(&opened.model);
    let bounds: Vec<[f64; 2]> = choice::columns(&opened.sample)
        .iter()
        .map(|column| {
            let least = column.iter().copied().fold(f64::INFINITY, f64::min);
            [least, column.iter().copied().fold(f64::NEG_INFINITY, f64::max)]
        })
        .collect();
    let problem = json!({ "num_vars": names.len(), "names": names, "bounds": bounds });
    let arms: Vec<String> = opened.model.arms.iter().map(|arm| arm.name.clone()).collect();
    let nets = choice::by_arm(&opened.model, &opened.sample, Measure::NetPvExpected);
    vec![
        ("problem.json", format!("{problem:#}\n")),
        ("inputs.csv", csv(&names, &choice::columns(&opened.sample))),
        ("outputs.csv", csv(&arms, &nets)),
    ]
}

/// Comma-separated, every number in the fewest digits that give it back.
fn csv(names: &[String], columns: &[Vec<f64>]) -> String {
    let quoted = |name: &String| {
        if name.contains([',', '"', '\n']) {
            format!("\"{}\"", name.replace('"', "\"\""))
        } else {
            name.clone()
        }
    };
    let mut text = names.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    for row in 0..columns.first().map_or(0, Vec::len) {
        let cells: Vec<String> = columns.iter().map(|column| column[row].to_string()).collect();
        text += &(cells.join(",") + "\n");
    }
    text
}
