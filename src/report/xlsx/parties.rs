//! The parties: what each pays and gains, by itself and compared with now.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use super::summary::arm_name;
use crate::analysis::{Band, Reference};
use crate::report::{Language, Material, View, words};

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Partijen", "Parties"),
        say(language, "Wie betaalt en wie wint", "Who pays and who gains"),
        language,
    )?;
    let note = say(
        language,
        "Contante waarden in euro, gemiddelde en 90%-band over de trekkingen, vergeleken met geen programma; de laatste twee kolommen: vergeleken met nu. Verzilverbaar: wat de partij echt in geld terugziet. Wie wat zou kunnen dragen staat op het blad Onderhandeling.",
        "Present values in euro, mean and 90% band over the trials, compared with no programme; the last two columns: compared with now. Cashable: what the party really sees back as money. Who could carry what is on the sheet Negotiation.",
    );
    let head = page.notes(1, &[note])? + 1;
    page.wide_heads(head, &HEADS, language)?;
    let mut row = head + 1;
    for arm in 0..material.view.arms.len() {
        for party in 0..material.model.parties.len() {
            if line(&mut page, row, material, (arm, party), language)? {
                row += 1;
            }
        }
    }
    if row > head + 1 {
        page.sheet.autofilter(head, 0, row - 1, HEADS.len() as u16 - 1)?;
    }
    page.freeze(head, 2)?;
    Ok(page)
}

/// Heads and widths of the columns.
const HEADS: [(&str, &str, f64); 14] = [
    ("Bezetting", "Staffing", 12.0),
    ("Partij", "Party", 24.0),
    ("Kosten", "Cost", 12.5),
    ("Baten", "Benefit", 12.5),
    ("Baten: band van", "Benefit: band from", 13.5),
    ("Baten: band tot", "Benefit: band to", 13.5),
    ("Verzilverbaar", "Cashable", 13.5),
    ("Verzilverbaar: band van", "Cashable: band from", 13.5),
    ("Verzilverbaar: band tot", "Cashable: band to", 13.5),
    ("Netto", "Net", 12.5),
    ("Netto: band van", "Net: band from", 13.5),
    ("Netto: band tot", "Net: band to", 13.5),
    ("Netto t.o.v. nu", "Net compared with now", 12.5),
    ("Kans op een plus t.o.v. nu", "Chance of a gain compared with now", 11.0),
];

/// A party in an arm; nothing where it neither pays nor gains.
fn line(
    page: &mut Page,
    row: u32,
    material: &Material,
    (arm, party): (usize, usize),
    language: Language,
) -> Result<bool, XlsxError> {
    let told = &material.negotiation[arm];
    let Some(seat) = told.seats.iter().find(|seat| seat.party == party) else { return Ok(false) };
    let name = &material.model.parties[party].name;
    page.text(row, 0, &arm_name(&material.view, arm, language), Style::Label)?;
    page.text(row, 1, &words::party(language, name), Style::Label)?;
    page.number(row, 2, seat.cost_pv.value.mean, Style::Euro)?;
    let mut column = 3;
    for band in [&seat.benefit_pv, &seat.cashable_pv, &seat.net_pv] {
        for value in [band.value.mean, band.value.p05, band.value.p95] {
            page.number(row, column, value, Style::Euro)?;
            column += 1;
        }
    }
    let now = band(&material.view, arm, &format!("party.{name}.net_pv"));
    let (mean, positive) =
        now.map_or((f64::NAN, f64::NAN), |band| (band.value.mean, band.value.p_positive));
    page.number(row, column, mean, Style::Euro)?;
    page.number(row, column + 1, positive, Style::Percent)?;
    Ok(true)
}

/// The band of a figure compared with present staffing; none for present staffing itself.
fn band<'a>(view: &'a View, arm: usize, measure: &str) -> Option<&'a Band> {
    view.rows
        .iter()
        .find(|row| row.arm == arm && row.reference == Reference::Present && row.measure == measure)
        .filter(|row| row.arm != view.present)
        .map(|row| &row.band)
}
