//! Which arm to choose: chance to be best, regret, the next FTE, when it is paid back, and other discount rates.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use super::summary::arm_name;
use crate::report::sentences::{Said, factors};
use crate::report::{Language, Material};

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Keuze", "Choice"),
        say(language, "De keuze tussen de bezettingen", "The choice between the staffings"),
        language,
    )?;
    let name = |arm| arm_name(&material.view, arm, language);
    let [benefits, costs] = factors(Said::new(language), &material.benefit_factor, name);
    let head = page.notes(1, &[
        say(
            language,
            "Verwacht netto, kans en spijt zijn zonder toeval in aantallen mensen. Spijt: wat de beste keuze achteraf gemiddeld meer had opgeleverd. Extra per fte: tegenover de bezetting ervoor.",
            "Expected net, chance and regret leave luck in numbers of people aside. Regret: what the best choice would have yielded more with hindsight, on average. Extra per FTE: against the staffing before.",
        ),
        &benefits,
        &costs,
    ])? + 1;
    let row = verdicts(&mut page, head, material, language)?;
    let row = payback(&mut page, row + 1, material, language)?;
    rates(&mut page, row + 1, material, language)?;
    page.widths(&[44.0])?;
    for column in 1..=material.view.arms.len() as u16 {
        page.sheet.set_column_width(column, 15.0)?;
    }
    page.sheet.set_freeze_panes(1, 1)?;
    Ok(page)
}

/// A head with all arms.
fn heads(
    page: &mut Page,
    row: u32,
    first: &str,
    material: &Material,
    language: Language,
) -> Result<(), XlsxError> {
    let arms = (0..material.view.arms.len()).map(|arm| arm_name(&material.view, arm, language));
    let heads: Vec<String> = std::iter::once(first.to_owned()).chain(arms).collect();
    page.heads(row, &heads.iter().map(String::as_str).collect::<Vec<_>>())
}

fn line(
    page: &mut Page,
    row: u32,
    label: &str,
    values: impl IntoIterator<Item = f64>,
    style: Style,
) -> Result<(), XlsxError> {
    page.text(row, 0, label, Style::Label)?;
    for (column, value) in (1..).zip(values) {
        page.number(row, column, value, style)?;
    }
    Ok(())
}

fn verdicts(
    page: &mut Page,
    head: u32,
    material: &Material,
    language: Language,
) -> Result<u32, XlsxError> {
    let (view, t) = (&material.view, |dutch, english| say(language, dutch, english));
    heads(page, head, t("Contante waarde", "Present value"), material, language)?;
    let by_arm = |of: fn(&crate::analysis::Verdict) -> f64| {
        (0..view.arms.len()).map(move |arm| {
            view.verdicts.iter().find(|verdict| verdict.arm == arm).map_or(f64::NAN, of)
        })
    };
    let net = t("Verwacht netto, euro", "Expected net, euro");
    line(page, head + 1, net, by_arm(|v| v.expected_net), Style::Euro)?;
    let best = t("Kans de beste te zijn", "Chance to be best");
    line(page, head + 2, best, by_arm(|v| v.p_best), Style::Percent1)?;
    let regret = t("Spijt, gemiddeld, euro", "Regret, mean, euro");
    line(page, head + 3, regret, by_arm(|v| v.expected_regret), Style::Euro)?;
    let extra = t("Extra netto per extra fte, euro", "Extra net per extra FTE, euro");
    line(page, head + 4, extra, (0..view.arms.len()).map(|arm| view.marginal(arm)), Style::Euro)?;
    let luck = t("Deel van de spreiding dat toeval is", "Share of the spread that is luck");
    line(page, head + 5, luck, by_arm(|v| v.luck_share), Style::Percent)?;
    Ok(head + 6)
}

/// By when the cost is paid back, every year.
fn payback(
    page: &mut Page,
    head: u32,
    material: &Material,
    language: Language,
) -> Result<u32, XlsxError> {
    let view = &material.view;
    let first = say(
        language,
        "Kans op terugverdiend en blijvend, uiterlijk in",
        "Chance of being paid back for good by",
    );
    heads(page, head, first, material, language)?;
    let staffed = view.staffed();
    let mut row = head + 1;
    for year in 0..view.horizon {
        let calendar = view.base_year.saturating_add_unsigned(year as u32);
        page.number(row, 0, f64::from(calendar), Style::CodeLeft)?;
        for arm in 0..view.arms.len() {
            let chance = view.mean(arm, &format!("paid_back_by.{year}"));
            let chance = if staffed.contains(&arm) { chance } else { f64::NAN };
            page.number(row, 1 + arm as u16, chance, Style::Percent1)?;
        }
        row += 1;
    }
    Ok(row)
}

/// The net at other discount rates.
fn rates(
    page: &mut Page,
    head: u32,
    material: &Material,
    language: Language,
) -> Result<(), XlsxError> {
    let (model, view) = (&material.model, &material.view);
    let first = say(language, "Netto in euro bij discontovoet", "Net in euro at discount rate");
    heads(page, head, first, material, language)?;
    let also = model.discounting.also.iter();
    let mut rates: Vec<(f64, String)> =
        also.map(|&rate| (rate, format!("net_pv@{rate}"))).collect();
    let main = model.inputs.get(model.discounting.rate).distribution.mean();
    rates.push((main, "net_pv".to_owned()));
    rates.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (row, (rate, measure)) in (head + 1..).zip(rates) {
        page.number(row, 0, rate, Style::RateLeft)?;
        for arm in 0..view.arms.len() {
            let style = if measure == "net_pv" { Style::EuroBold } else { Style::Euro };
            page.number(row, 1 + arm as u16, view.mean(arm, &measure), style)?;
        }
    }
    Ok(())
}
