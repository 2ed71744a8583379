//! Puts the sheets together.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::calculator::Calculator;
use super::calculator_inputs::Typed;
use super::cells::RangeNames;
use super::page::{Page, say};
use super::{choice, guide, negotiation, parameters, parties, published, run, summary, years};
use crate::analysis::{Crosstable, crosstable};
use crate::engine::EngineError;
use crate::plan::{Chance, Design, Plan};
use crate::report::{Language, Material, Provenance};

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// Who gains from which outcome could not be simulated.
    #[error("cannot simulate the outcomes of the run one by one: {0}")]
    Simulation(#[from] EngineError),
    /// A sheet could not be written.
    #[error("cannot write the workbook: {0}")]
    Sheet(#[from] XlsxError),
}

/// A range with a name, to be defined when all sheets are there.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    /// Sheet and cells, as formulas write them.
    pub(super) range: String,
    /// What the cells hold, for the guide.
    pub(super) what: String,
}

/// The workbook of a run as the bytes of an `.xlsx` file. Simulates every outcome of the run once more.
///
/// # Errors
/// [`WorkbookError`].
pub fn workbook(material: &Material, language: Language) -> Result<Vec<u8>, WorkbookError> {
    workbook_with(material, language, &Typed::default())
}

/// The same with inputs typed into the calculation sheet. The numbers that its formulas show are still those of the run,
/// until a program calculates them.
///
/// # Errors
/// [`WorkbookError`].
pub fn workbook_with(
    material: &Material,
    language: Language,
    typed: &Typed,
) -> Result<Vec<u8>, WorkbookError> {
    let table = crosstable(&material.model, &plan(&material.run), &material.sample)?;
    Ok(write(material, language, typed, &table)?)
}

fn write(
    material: &Material,
    language: Language,
    typed: &Typed,
    table: &Crosstable,
) -> Result<Vec<u8>, XlsxError> {
    let mut names = RangeNames::default();
    let mut named: Vec<Named> = Vec::new();
    let calculator = Calculator::new(material, table, typed, language);
    let mut pages: Vec<Page> = vec![
        summary::page(material, language)?,
        calculator.page(&mut names, &mut named)?,
        parties::page(material, language)?,
        negotiation::page(material, language)?,
        choice::page(material, language)?,
        years::page(material, language)?,
        years::data_page(material, language)?,
        parameters::page(material, language)?,
        published::page(material, language)?,
        run::page(material, language)?,
    ];
    pages.insert(1, guide::page(&pages, &named, language)?);
    let mut book = Workbook::new();
    book.set_properties(&properties(material, language)?);
    for page in pages {
        book.push_worksheet(page.sheet);
    }
    for Named { name, range, .. } in named {
        book.define_name(name, &format!("={range}"))?;
    }
    book.save_to_buffer()
}

/// What the file says of itself. Its date is that of the run, so that two workbooks of a run are the same.
fn properties(material: &Material, language: Language) -> Result<DocProperties, XlsxError> {
    let view = &material.view;
    let title = view.title.as_deref().unwrap_or(&view.scenario);
    let made = ExcelDateTime::parse_from_str(material.run.started.trim_end_matches('Z'))
        .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    Ok(DocProperties::new()
        .set_title(super::cells::clean(title))
        .set_author(format!("wijkimpact {}", material.run.version))
        .set_subject(say(
            language,
            "Kosten en baten van sociaal werk in een wijk",
            "Costs and benefits of social work in a neighbourhood",
        ))
        .set_creation_datetime(&made))
}

/// The question of the run.
fn plan(run: &Provenance) -> Plan {
    let design = Design::ALL.into_iter().find(|design| design.name() == run.design);
    let expected = run.chance == Chance::Expected.name();
    Plan {
        seed: run.seed,
        trials: run.trials,
        design: design.unwrap_or_default(),
        chance: if expected { Chance::Expected } else { Chance::Sampled },
    }
}
