//! The wijken of a run: read from tables, judged, and kept as a text, so that whoever puts shards together needs no table.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::error::AppError;
use super::request::RunRequest;
use super::write;
use crate::engine::areas::{Area, Areas};
use crate::model::{Model, Quantity};
use crate::report::Notice;
use crate::results::{ConsultedRecord, FolderError, read_cells};
use crate::scenario::Loaded;
use crate::scenario::areas::{Ask, judge};

/// Wijken as they stand in a shard and in a run folder. Numbers are texts, which lose nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wijken {
    /// Paths of the quantities that each has its own number of.
    pub(super) quantities: Vec<String>,
    /// In the order of the table.
    pub(super) list: Vec<Wijk>,
    /// Rows of the table that are no part of the run.
    pub(super) left_out: usize,
    /// Quantity, column, and number of wijken filled from the municipality and from the country.
    pub(super) filled: Vec<(String, String, usize, usize)>,
    /// What was said of the tables.
    pub(super) told: Vec<String>,
}

/// A wijk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wijk {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) municipality: Option<String>,
    pub(super) filled: usize,
    pub(super) values: Vec<String>,
}

/// The wijken of tables for a scenario, and the record of the tables.
fn read(
    loaded: &Loaded,
    files: &[PathBuf],
    ask: Ask,
) -> Result<(Wijken, Vec<ConsultedRecord>), AppError> {
    let mut tables = Vec::new();
    let mut records = Vec::new();
    for file in files {
        tables.push(read_cells(file)?);
        let bytes = std::fs::read(file).unwrap_or_default();
        records.push(ConsultedRecord::of_bytes("areas", &file.display().to_string(), &bytes));
    }
    let areas = judge(loaded, &tables, ask)?;
    let told = areas.told_notes().into_iter().chain(areas.told_left_out()).collect();
    let filled = areas
        .imputed
        .iter()
        .map(|one| (one.path.clone(), one.column.clone(), one.from_municipality, one.from_country))
        .collect();
    let list = areas
        .list
        .into_iter()
        .map(|area| Wijk {
            code: area.code,
            name: area.name,
            municipality: area.municipality,
            filled: area.filled,
            values: area.values.iter().map(f64::to_string).collect(),
        })
        .collect();
    let left_out = areas.left_out.len();
    Ok((Wijken { quantities: areas.quantities, list, left_out, filled, told }, records))
}

/// The wijken that a request names, and everything that the run leans on.
pub(super) fn of_request(
    request: &RunRequest,
    loaded: &Loaded,
) -> Result<(Wijken, Vec<ConsultedRecord>), AppError> {
    if request.precision.is_some() {
        return Err(AppError::Usage("--precision goes with one wijk, not with --areas".to_owned()));
    }
    let ask = Ask { strict: request.strict, ignore_unknown: request.ignore_unknown };
    let (wijken, tables) = read(loaded, &request.areas, ask)?;
    let mut consulted = write::consulted(loaded);
    consulted.extend(tables);
    Ok((wijken, consulted))
}

impl Wijken {
    /// As a text.
    pub(super) fn text(&self) -> Result<String, FolderError> {
        serde_json::to_string_pretty(self).map(|text| text + "\n").map_err(|error| {
            FolderError::System { path: PathBuf::from("areas.json"), reason: error.to_string() }
        })
    }

    /// From that text; none if it is not as it was written.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As the engine takes them.
    pub(super) fn areas(&self, loaded: &Loaded, model: &Model) -> Result<Areas, AppError> {
        let inputs = self.inputs(loaded)?;
        let list = self
            .list
            .iter()
            .map(|wijk| Area {
                code: wijk.code.clone(),
                name: wijk.name.clone(),
                // What is no number here was changed by hand; the engine refuses it.
                values: wijk.values.iter().map(|text| text.parse().unwrap_or(f64::NAN)).collect(),
            })
            .collect();
        Areas::new(model, inputs, list).map_err(|problems| {
            AppError::Usage(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        })
    }

    /// The inputs that each wijk has its own number of.
    pub(super) fn inputs(&self, loaded: &Loaded) -> Result<Vec<Quantity>, AppError> {
        loaded.places.apply(self.quantities.iter().map(String::as_str)).map_err(|wrong| {
            AppError::Usage(wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        })
    }

    /// What the reader of the results should know of the tables.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let filled = self.filled.iter().map(|(path, column, municipality, country)| {
            format!(
                "`{column}` was missing and filled for `{path}`: {municipality} wijken have their municipality's, {country} the country's"
            )
        });
        self.told
            .iter()
            .cloned()
            .chain(filled)
            .map(|message| Notice {
                code: "areas".to_owned(),
                path: String::new(),
                message,
                trials: None,
            })
            .collect()
    }
}

/// The model that all wijken together are told by: what wijken have of their own is no input of theirs together.
pub(super) fn together(model: &Model, quantities: &[Quantity]) -> Model {
    let mut model = model.clone();
    let varying: Vec<Quantity> = model
        .inputs
        .uncertain_inputs()
        .filter(|(_, input)| input.varies_between_wijken)
        .map(|(quantity, _)| quantity)
        .collect();
    for quantity in quantities.iter().copied().chain(varying) {
        let mean = model.inputs.get(quantity).distribution.mean();
        model.inputs.fix(quantity, mean);
    }
    model
}
