//! Published figures beside ours.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use crate::analysis::Tested;
use crate::report::markdown::verdict;
use crate::report::words;
use crate::report::{Language, Material};

/// Widths of the columns, letters.
const WIDTHS: [f64; 10] = [28.0, 11.0, 14.0, 14.0, 14.0, 14.0, 14.0, 24.0, 36.0, 52.0];

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Gepubliceerd", "Published"),
        say(
            language,
            "Gepubliceerde cijfers naast die van deze run",
            "Published figures beside those of this run",
        ),
        language,
    )?;
    let head = page.notes(1, &[say(
        language,
        "Dekt: onze 90%-band en het gepubliceerde cijfer hebben een getal gemeen. Het model is niet op deze cijfers afgesteld, tenzij de toelichting dat zegt.",
        "Covers: our 90% band and the published figure have a number in common. The model was not tuned to these figures unless the note says so.",
    )])? + 1;
    let heads = match language {
        Language::Dutch => [
            "Wat",
            "Bezetting",
            "Gepubliceerd van",
            "tot",
            "Ons gemiddelde",
            "90%-band van",
            "tot",
            "Oordeel",
            "Bron",
            "Toelichting",
        ],
        Language::English => [
            "What",
            "Staffing",
            "Published from",
            "to",
            "Our mean",
            "90% band from",
            "to",
            "Verdict",
            "Source",
            "Note",
        ],
    };
    for (column, text) in (0..).zip(heads) {
        let style = if (2..7).contains(&column) { Style::Head } else { Style::HeadLeft };
        page.text(head, column, text, style)?;
    }
    page.sheet.set_row_height(head, 32)?;
    let published = &material.view.published;
    for (row, (index, tested)) in (head + 1..).zip(published.iter().enumerate()) {
        let note = material.published.get(index).and_then(|typed| typed.note.as_deref());
        line(&mut page, row, tested, note.unwrap_or_default(), language)?;
    }
    if published.is_empty() {
        page.text(
            head + 1,
            0,
            say(
                language,
                "Het scenario noemt geen gepubliceerde cijfers.",
                "The scenario names no published figures.",
            ),
            Style::Plain,
        )?;
    }
    page.widths(&WIDTHS)?;
    page.freeze(head, 1)?;
    Ok(page)
}

fn line(
    page: &mut Page,
    row: u32,
    tested: &Tested,
    note: &str,
    language: Language,
) -> Result<(), XlsxError> {
    let claim = &tested.claim;
    let style = if tested.unit.starts_with("EUR") { Style::Euro } else { Style::Decimal };
    let what = words::measure(language, &claim.measure);
    page.text(row, 0, what, Style::Wrapped)?;
    page.text(row, 1, &claim.arm, Style::Wrapped)?;
    page.number(row, 2, claim.low, style)?;
    page.number(row, 3, claim.high, style)?;
    let ours = tested
        .band
        .as_ref()
        .map_or([f64::NAN; 3], |band| [band.value.mean, band.value.p05, band.value.p95]);
    for (column, value) in (4..).zip(ours) {
        page.number(row, column, value, style)?;
    }
    page.text(row, 7, verdict(tested.coverage, language), Style::Apart)?;
    page.text(row, 8, &claim.source, Style::Wrapped)?;
    page.text(row, 9, note, Style::Wrapped)?;
    let texts = [
        (what, WIDTHS[0]),
        (claim.arm.as_str(), WIDTHS[1]),
        (claim.source.as_str(), WIDTHS[8]),
        (note, WIDTHS[9]),
    ];
    page.fit_height(row, &texts)
}
