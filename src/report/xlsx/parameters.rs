//! Every value of the scenario with what is known of it, the weakest evidence first.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use crate::report::evidence::weakest_first;
use crate::report::{Language, Material};
use crate::scenario::Evidence;

/// Widths of the columns, letters.
const WIDTHS: [f64; 7] = [58.0, 40.0, 7.0, 46.0, 62.0, 9.0, 9.0];

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Parameters", "Parameters"),
        say(
            language,
            "Waar de cijfers op rusten: het zwakste bewijs eerst",
            "What the figures rest on: the weakest evidence first",
        ),
        language,
    )?;
    let head = page.notes(1, &[say(
        language,
        "Graad A: gerandomiseerd onderzoek of registratie. B: samengevoegde gecontroleerde studies. C: observationeel onderzoek of officieel gemiddelde. D: inschatting van deskundigen. Zonder graad: onbekend.",
        "Grade A: randomised trial or registry. B: pooled controlled studies. C: observational study or official average. D: expert judgement. No grade: unknown.",
    )])? + 1;
    let heads = match language {
        Language::Dutch => [
            "Plaats in het scenario",
            "Waarde of verdeling",
            "Graad",
            "Bron",
            "Toelichting",
            "Prijspeil",
            "Per wijk",
        ],
        Language::English => [
            "Place in the scenario",
            "Value or distribution",
            "Grade",
            "Source",
            "Note",
            "Price year",
            "By wijk",
        ],
    };
    for (column, text) in (0..).zip(heads) {
        page.text(head, column, text, Style::HeadLeft)?;
    }
    let mut row = head + 1;
    for known in weakest_first(&material.evidence) {
        line(&mut page, row, known, language)?;
        row += 1;
    }
    page.widths(&WIDTHS)?;
    if row > head + 1 {
        page.sheet.autofilter(head, 0, row - 1, heads.len() as u16 - 1)?;
    }
    page.freeze(head, 1)?;
    Ok(page)
}

fn line(page: &mut Page, row: u32, known: &Evidence, language: Language) -> Result<(), XlsxError> {
    page.text(row, 0, &known.path, Style::Wrapped)?;
    match known.known.parse::<f64>() {
        Ok(number) => page.number(row, 1, number, Style::General)?,
        Err(_) => page.text(row, 1, &known.known, Style::Wrapped)?,
    }
    let grade = known.grade.map_or_else(|| "–".to_owned(), |grade| grade.letter().to_string());
    page.text(row, 2, &grade, Style::Centred)?;
    let (source, note) =
        (known.source.as_deref().unwrap_or_default(), known.note.as_deref().unwrap_or_default());
    page.text(row, 3, source, Style::Wrapped)?;
    page.text(row, 4, note, Style::Wrapped)?;
    let texts = [
        (known.path.as_str(), WIDTHS[0]),
        (known.known.as_str(), WIDTHS[1]),
        (source, WIDTHS[3]),
        (note, WIDTHS[4]),
    ];
    page.fit_height(row, &texts)?;
    match known.price_year {
        Some(year) => page.number(row, 5, f64::from(year), Style::Year)?,
        None => page.text(row, 5, "", Style::Centred)?,
    }
    let varies = if known.varies_between_wijken { say(language, "ja", "yes") } else { "" };
    page.text(row, 6, varies, Style::Centred)
}
