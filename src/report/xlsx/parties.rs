//! The parties: what each pays and gains, by itself and compared with now.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say, width_of};
use super::style::Style;
use super::summary::arm_name;
use crate::analysis::{Band, Reference};
use crate::report::{Language, Material, View};

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Partijen", "Parties"),
        say(language, "Wie betaalt en wie wint", "Who pays and who gains"),
        language,
    )?;
    let head = page.notes(1, &[say(
        language,
        "Contante waarden in euro, gemiddelde en 90%-band over de trekkingen, vergeleken met geen programma; de laatste vier kolommen: vergeleken met de huidige bezetting.",
        "Present values in euro, mean and 90% band over the trials, compared with no programme; the last four columns: compared with present staffing.",
    )])? + 1;
    let heads = match language {
        Language::Dutch => [
            "Bezetting",
            "Partij",
            "Kosten",
            "Baten",
            "band van",
            "tot",
            "Verzilverbaar",
            "band van",
            "tot",
            "Netto",
            "band van",
            "tot",
            "Kans op een plus",
            "Netto t.o.v. nu",
            "band van",
            "tot",
            "Kans op een plus",
        ],
        Language::English => [
            "Staffing",
            "Party",
            "Cost",
            "Benefit",
            "band from",
            "to",
            "Cashable",
            "band from",
            "to",
            "Net",
            "band from",
            "to",
            "Chance of a gain",
            "Net compared with now",
            "band from",
            "to",
            "Chance of a gain",
        ],
    };
    for (column, text) in (0..).zip(heads) {
        page.text(head, column, text, if column < 2 { Style::HeadLeft } else { Style::Head })?;
    }
    page.sheet.set_row_height(head, 48)?;
    let mut row = head + 1;
    for arm in 0..material.view.arms.len() {
        for party in &material.model.parties {
            let figure = |what: &str| format!("party.{}.{what}", party.name);
            let bands = ["cost_pv", "benefit_pv", "cashable_pv", "net_pv"]
                .map(|what| band(&material.view, arm, Reference::None, &figure(what)));
            let nothing =
                |band: &Option<&Band>| band.is_none_or(|band| band.value.mean.abs() == 0.0);
            if bands.iter().all(nothing) {
                continue;
            }
            page.text(row, 0, &arm_name(&material.view, arm, language), Style::Label)?;
            page.text(row, 1, &party.name, Style::Label)?;
            let now = band(&material.view, arm, Reference::Present, &figure("net_pv"));
            line(&mut page, row, bands, now)?;
            row += 1;
        }
    }
    let names = material.model.parties.iter().map(|party| party.name.as_str());
    page.widths(&[14.0, width_of(names, 16.0, 32.0)])?;
    for column in 2..heads.len() as u16 {
        page.sheet.set_column_width(
            column,
            if heads[column as usize].starts_with("Kans")
                || heads[column as usize].starts_with("Chance")
            {
                9.0
            } else {
                12.5
            },
        )?;
    }
    if row > head + 1 {
        page.sheet.autofilter(head, 0, row - 1, heads.len() as u16 - 1)?;
    }
    page.freeze(head, 2)?;
    Ok(page)
}

fn line(
    page: &mut Page,
    row: u32,
    [cost, benefit, cashable, net]: [Option<&Band>; 4],
    now: Option<&Band>,
) -> Result<(), XlsxError> {
    page.number(row, 2, cost.map_or(f64::NAN, |band| band.value.mean), Style::Euro)?;
    let mut column = 3;
    for (band, chance) in [(benefit, false), (cashable, false), (net, true), (now, true)] {
        let told = band.map_or([f64::NAN; 4], |band| {
            [band.value.mean, band.value.p05, band.value.p95, band.value.p_positive]
        });
        for value in &told[..3] {
            page.number(row, column, *value, Style::Euro)?;
            column += 1;
        }
        if chance {
            page.number(row, column, told[3], Style::Percent)?;
            column += 1;
        }
    }
    Ok(())
}

fn band<'a>(view: &'a View, arm: usize, reference: Reference, measure: &str) -> Option<&'a Band> {
    view.rows
        .iter()
        .find(|row| (row.arm, row.reference, row.measure.as_str()) == (arm, reference, measure))
        .map(|row| &row.band)
}
