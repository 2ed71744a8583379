//! Year by year: the net of society side by side with charts, and all flows as data.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, XlsxError,
};

use super::cells::quoted;
use super::page::{Page, absolute, absolute_range, say};
use super::style::{SERIES, Style};
use super::summary::arm_name;
use crate::analysis::{Path, Quantity};
use crate::report::{Language, Material, words};

/// The numbers of a band that are told.
const TOLD: usize = 4;

/// The sheet with the net of society.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Jaren", "Years"),
        say(language, "Netto van de samenleving, jaar na jaar", "Net of society, year by year"),
        language,
    )?;
    let head = page.notes(1, &[
        say(language, "Baten min kosten in elk kalenderjaar, niet verdisconteerd, in reële euro's. Gemiddelde en kwantielen over de trekkingen; kwantielen van verschillende jaren tellen niet op.",
            "Benefits less costs in each calendar year, not discounted, in real euros. Mean and quantiles over the trials; quantiles of different years do not add up."),
        say(language, "Alle partijen, kosten, baten en verzilverbare baten staan op het blad Jaargegevens.",
            "All parties, costs, benefits and cashable benefits are on the sheet Year data."),
    ])? + 1;
    let arms: Vec<usize> = (0..material.view.arms.len())
        .filter(|&arm| nets(material, arm).any(|path| path.band.value.mean.abs() > 0.0))
        .collect();
    let years: Vec<i32> = nets(material, 0).map(|path| path.year).collect();
    let first = head + 1;
    page.text(head, 0, say(language, "Jaar", "Year"), Style::HeadLeft)?;
    for (row, year) in (first..).zip(&years) {
        page.number(row, 0, f64::from(*year), Style::Year)?;
    }
    for (index, &arm) in arms.iter().enumerate() {
        let column = 1 + (index * TOLD) as u16;
        let name = arm_name(&material.view, arm, language);
        let parts = [say(language, "gemiddeld", "mean"), "5%", "50%", "95%"];
        for (column, part) in (column..).zip(parts) {
            page.text(head, column, &format!("{name}\n{part}"), Style::Head)?;
        }
        for (row, path) in (first..).zip(nets(material, arm)) {
            for (column, value) in (column..).zip(told(path)) {
                page.number(row, column, value, Style::Euro)?;
            }
        }
    }
    page.sheet.set_row_height(head, 32)?;
    page.widths(&[8.0])?;
    for column in 0..(arms.len() * TOLD) as u16 {
        page.sheet.set_column_width(1 + column, 12.5)?;
    }
    let last = first + years.len().saturating_sub(1) as u32;
    page.freeze(head, 1)?;
    if arms.is_empty() {
        return Ok(page);
    }
    let means: Vec<u16> = (0..arms.len()).map(|index| 1 + (index * TOLD) as u16).collect();
    let title = say(language, "Gemiddeld netto per jaar", "Mean net by year");
    let all = chart(&page, title, (head, first, last), &means);
    page.sheet.insert_chart(last + 2, 0, &all)?;
    let shown = arms.iter().position(|&arm| arm == material.view.present).unwrap_or(0);
    let column = 1 + (shown * TOLD) as u16;
    let title = format!(
        "{}: {}",
        arm_name(&material.view, arms[shown], language),
        say(language, "netto met 90%-band", "net with 90% band")
    );
    let band =
        chart(&page, &title, (head, first, last), &[column, column + 1, column + 2, column + 3]);
    page.sheet.insert_chart(last + 2, 7, &band)?;
    Ok(page)
}

/// The net of society in an arm, by year.
fn nets(material: &Material, arm: usize) -> impl Iterator<Item = &Path> {
    material.paths.iter().filter(move |path| {
        path.arm == arm && path.party.is_none() && path.quantity == Quantity::Net
    })
}

fn told(path: &Path) -> [f64; TOLD] {
    let value = &path.band.value;
    [value.mean, value.p05, value.p50, value.p95]
}

/// Lines of some columns over the years.
fn chart(page: &Page, title: &str, (head, first, last): (u32, u32, u32), columns: &[u16]) -> Chart {
    let sheet = quoted(&page.name);
    let range = |column| format!("{sheet}!{}", absolute_range(first, last, column));
    let mut chart = Chart::new_line();
    for (index, (&column, colour)) in columns.iter().zip(SERIES.into_iter().cycle()).enumerate() {
        let mut line = ChartLine::new();
        line.set_color(colour).set_width(2.25);
        // The edges of a band.
        if columns.len() == TOLD && columns[1] == columns[0] + 1 && index > 0 {
            line.set_color(SERIES[0]).set_width(1.0);
            line.set_dash_type(if index == 2 {
                ChartLineDashType::SquareDot
            } else {
                ChartLineDashType::Dash
            });
        }
        chart
            .add_series()
            .set_categories(range(0).as_str())
            .set_values(range(column).as_str())
            .set_name(format!("{sheet}!{}", absolute(head, column)).as_str())
            .set_format(ChartFormat::new().set_line(&line));
    }
    chart.title().set_name(title);
    chart.title().set_font(ChartFont::new().set_size(12).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
        .y_axis()
        .set_num_format("\"€\" #,##0")
        .set_name(page.say("euro in het jaar zelf", "euro in the year itself"));
    chart.x_axis().set_name(page.say("jaar", "year"));
    chart.x_axis().set_label_position(ChartAxisLabelPosition::Low);
    chart.set_width(600).set_height(360);
    chart
}

/// The sheet with all flows, one a row.
pub(super) fn data_page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Jaargegevens", "Year data"),
        say(language, "Alle stromen per jaar, om te filteren", "All flows by year, to filter"),
        language,
    )?;
    let head = page.notes(1, &[say(
        language,
        "Niet verdisconteerd, reële euro's. Stromen die in alle jaren nul zijn staan er niet in. Om te filteren, niet om af te drukken: op papier komt alleen deze kop.",
        "Not discounted, real euros. Flows that are zero in all years are left out. To filter, not to print: on paper comes only this head.",
    )])? + 1;
    let heads = match language {
        Language::Dutch => ["Bezetting", "Van wie", "Wat", "Jaar", "Gemiddeld", "5%", "50%", "95%"],
        Language::English => ["Staffing", "Whose", "What", "Year", "Mean", "5%", "50%", "95%"],
    };
    for (column, text) in (0..).zip(heads) {
        page.text(head, column, text, if column < 3 { Style::HeadLeft } else { Style::Head })?;
    }
    let mut row = head + 1;
    for arm in 0..material.view.arms.len() {
        for party in std::iter::once(None).chain((0..material.model.parties.len()).map(Some)) {
            for quantity in Quantity::ALL {
                let flow: Vec<&Path> = material
                    .paths
                    .iter()
                    .filter(|path| (path.arm, path.party, path.quantity) == (arm, party, quantity))
                    .collect();
                row = flow_rows(&mut page, row, material, &flow, language)?;
            }
        }
    }
    page.widths(&[14.0, 28.0, 16.0, 8.0, 15.0, 15.0, 15.0, 15.0])?;
    if row > head + 1 {
        page.sheet.autofilter(head, 0, row - 1, heads.len() as u16 - 1)?;
    }
    page.sheet.set_freeze_panes(head + 1, 0)?;
    page.sheet.set_print_area(0, 0, head, heads.len() as u16 - 1)?;
    Ok(page)
}

/// The years of one flow. Returns the row after them.
fn flow_rows(
    page: &mut Page,
    first: u32,
    material: &Material,
    flow: &[&Path],
    language: Language,
) -> Result<u32, XlsxError> {
    if flow.iter().all(|path| told(path).iter().all(|value| value.abs() == 0.0)) {
        return Ok(first);
    }
    let mut row = first;
    for path in flow {
        let whose = path.party.map_or_else(
            || say(language, "samenleving als geheel", "society as a whole").to_owned(),
            |party| words::party(language, &material.model.parties[party].name),
        );
        page.text(row, 0, &material.view.arms[path.arm].0, Style::Label)?;
        page.text(row, 1, &whose, Style::Label)?;
        page.text(row, 2, quantity(path.quantity, language), Style::Label)?;
        page.number(row, 3, f64::from(path.year), Style::Year)?;
        for (column, value) in (4..).zip(told(path)) {
            page.number(row, column, value, Style::Euro)?;
        }
        row += 1;
    }
    Ok(row)
}

const fn quantity(quantity: Quantity, language: Language) -> &'static str {
    match quantity {
        Quantity::Cost => say(language, "kosten", "cost"),
        Quantity::Benefit => say(language, "baten", "benefit"),
        Quantity::Cashable => say(language, "verzilverbaar", "cashable"),
        Quantity::Net => say(language, "netto", "net"),
    }
}
