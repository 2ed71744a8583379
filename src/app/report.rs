//! `report`: a page or a workbook about a finished run.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::AppError;
use super::material::material;
use super::open::open;
use super::whole::{refuse, write_whole};
use crate::report::{Language, Material, html, markdown, xlsx};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportFormat {
    /// One page with its figures in it, for a browser.
    #[default]
    Html,
    /// A workbook.
    Xlsx,
    /// Markdown.
    Md,
}

impl ReportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Html, Self::Xlsx, Self::Md];

    /// The word for it on the command line, and how its files end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Md => "md",
        }
    }
}

/// What is asked of `report`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRequest {
    /// The run folder.
    pub run: PathBuf,
    /// What to write.
    pub format: ReportFormat,
    /// In which language.
    pub language: Language,
    /// Where; none: `<scenario>-report.<format>` beside the run folder, never in it.
    pub out: Option<PathBuf>,
}

/// Writes a report about a finished run and returns where it is. A report that is there is replaced: it can be made again
/// from its run. It comes in its place whole or not at all.
///
/// # Errors
/// When the run cannot be opened or the report cannot be written.
pub fn report(request: &ReportRequest) -> Result<PathBuf, AppError> {
    let opened = open(&request.run)?;
    if opened.manifest.areas.is_some() && matches!(request.format, ReportFormat::Xlsx) {
        return Err(AppError::Usage(
            "--format xlsx: the workbook calculates on for one wijk, and this run is of many; take html or md, or open areas.parquet"
                .to_owned(),
        ));
    }
    let target = match &request.out {
        Some(out) => out.clone(),
        None => beside(&request.run, &opened.view.scenario, request.format)?,
    };
    let content = content(&material(opened)?, request.format, request.language)?;
    write_whole(&target, &content)?;
    Ok(target)
}

/// The report itself. Each format has a module of its own in [`crate::report`].
fn content(
    material: &Material,
    format: ReportFormat,
    language: Language,
) -> Result<Vec<u8>, AppError> {
    match format {
        ReportFormat::Html => Ok(html::page(material, language).into_bytes()),
        ReportFormat::Md => Ok(markdown::page(material, language).into_bytes()),
        ReportFormat::Xlsx => Ok(xlsx::workbook(material, language)?),
    }
}

/// Beside the run folder: `<scenario>-report.<format>`.
fn beside(run: &Path, scenario: &str, format: ReportFormat) -> Result<PathBuf, AppError> {
    let full = fs::canonicalize(run).map_err(|error| refuse(run, &error))?;
    // A run folder at the root of a disk has nothing beside it.
    let parent = full.parent().unwrap_or(&full);
    let plain = |letter: char| {
        if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' }
    };
    let name: String = scenario.chars().map(plain).collect();
    let place = match run.parent() {
        // What the user typed reads better than a full path.
        Some(typed) if run.file_name().is_some() => typed.to_owned(),
        _ => parent.to_owned(),
    };
    Ok(place.join(format!("{name}-report.{}", format.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_comes_beside_its_run() {
        let place = tempfile::tempdir().unwrap();
        let run = place.path().join("run");
        fs::create_dir(&run).unwrap();
        let path = beside(&run, "a/b", ReportFormat::Md).unwrap();
        assert_eq!(path, place.path().join("a-b-report.md"));
    }
}
