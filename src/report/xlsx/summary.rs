//! The first sheet: the arms side by side, and what to remember of them.

use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsType, ChartFormat, ChartLegendPosition, ChartRange,
    ChartSolidFill, XlsxError,
};

use super::cells::quoted;
use super::page::{Page, absolute, absolute_range, say, width_of};
use super::style::{SERIES, Style};
use crate::report::words::Words;
use crate::report::{Language, Material, Numbers, View};

/// Where the helper columns of the chart stand: beyond what is printed.
const HELPERS: u16 = 16;

/// A column of the table: its head, measure, which part of its band, format.
type Column = (fn(&Words) -> &'static str, &'static str, Part, Style);

/// Which number of a band a column tells.
#[derive(Debug, Clone, Copy)]
enum Part {
    Mean,
    Low,
    High,
    Chance,
}

const COLUMNS: [Column; 13] = [
    (|words| words.fte_wanted, "fte_wanted", Part::Mean, Style::Decimal),
    (|words| words.fte_hired, "fte_hired", Part::Mean, Style::Decimal),
    (|words| words.participants, "participants", Part::Mean, Style::Whole),
    (|words| words.cost_yearly, "cost_yearly", Part::Mean, Style::Euro),
    (|words| words.benefit_yearly, "benefit_yearly", Part::Mean, Style::Euro),
    (|words| words.benefit_steady, "benefit_steady", Part::Mean, Style::Euro),
    (|words| words.benefit_future, "benefit_future", Part::Mean, Style::Euro),
    (|words| words.cost_all, "cost_pv", Part::Mean, Style::Euro),
    (|words| words.benefit_all, "benefit_pv", Part::Mean, Style::Euro),
    (|words| words.net, "net_pv", Part::Mean, Style::EuroBold),
    (|words| words.from, "net_pv", Part::Low, Style::Euro),
    (|words| words.to, "net_pv", Part::High, Style::Euro),
    (|words| words.p_positive, "net_pv", Part::Chance, Style::Percent),
];

/// Columns of the cost, the benefit and the net, for the chart.
const CHARTED: [u16; 3] = [8, 9, 10];

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let view = &material.view;
    let title = view.title.as_deref().unwrap_or(&view.scenario);
    let mut page = Page::new(say(language, "Samenvatting", "Summary"), title, language)?;
    let head = page.notes(1, &[&subtitle(view, language)])? + 1;
    let words = Words::of(language);
    let heads: Vec<&str> = std::iter::once(say(language, "Bezetting", "Staffing"))
        .chain(COLUMNS.map(|(head, ..)| head(words).trim()))
        .collect();
    page.heads(head, &heads)?;
    page.sheet.set_row_height(head, 48)?;
    let first = head + 1;
    for (row, arm) in (first..).zip(0..view.arms.len()) {
        page.text(row, 0, &arm_name(view, arm, language), Style::Label)?;
        for (column, (_, measure, part, style)) in (1..).zip(COLUMNS) {
            page.number(row, column, told(view, arm, measure, part), style)?;
        }
        helpers(&mut page, row, view, arm)?;
    }
    let last = first + view.arms.len() as u32 - 1;
    let after = page.notes(last + 2, &remarks(language))?;
    let names: Vec<String> = (0..view.arms.len()).map(|a| arm_name(view, a, language)).collect();
    page.widths(&[width_of(names.iter().map(String::as_str), 14.0, 28.0)])?;
    for column in 1..=COLUMNS.len() as u16 {
        page.sheet.set_column_width(column, if column < 4 { 12.0 } else { 14.5 })?;
    }
    page.sheet.set_freeze_panes(first, 1)?;
    page.sheet.insert_chart(after + 1, 0, &chart(&page, first, last))?;
    page.sheet.set_print_area(0, 0, after + 22, COLUMNS.len() as u16)?;
    page.text(
        head,
        HELPERS,
        say(language, "voor de grafiek: omlaag", "for the chart: down"),
        Style::Note,
    )?;
    page.text(head, HELPERS + 1, say(language, "omhoog", "up"), Style::Note)?;
    page.about =
        String::from(say(language, "De bezettingen naast elkaar", "The staffings side by side"));
    Ok(page)
}

/// An arm's name, with a word for the present one.
pub(super) fn arm_name(view: &View, arm: usize, language: Language) -> String {
    view.arm_name(arm, language)
}

fn told(view: &View, arm: usize, measure: &str, part: Part) -> f64 {
    view.band(arm, measure).map_or(f64::NAN, |band| match part {
        Part::Mean => band.value.mean,
        Part::Low => band.value.p05,
        Part::High => band.value.p95,
        Part::Chance => view.p_pays(arm),
    })
}

/// How far the band of the net reaches below and above its mean, for the whiskers of the chart.
fn helpers(page: &mut Page, row: u32, view: &View, arm: usize) -> Result<(), XlsxError> {
    let [mean, low, high] =
        [Part::Mean, Part::Low, Part::High].map(|part| told(view, arm, "net_pv", part));
    let (net, from, to) = (absolute(row, 10), absolute(row, 11), absolute(row, 12));
    page.formula(
        (row, HELPERS),
        &format!("={net}-{from}"),
        &(mean - low).to_string(),
        Style::EuroCheck,
    )?;
    page.formula(
        (row, HELPERS + 1),
        &format!("={to}-{net}"),
        &(high - mean).to_string(),
        Style::EuroCheck,
    )
}

/// Cost, benefit and net of every arm; the whiskers are the band of the net.
fn chart(page: &Page, first: u32, last: u32) -> Chart {
    let range = |column| format!("{}!{}", quoted(&page.name), absolute_range(first, last, column));
    let mut chart = Chart::new_column();
    for (column, colour) in CHARTED.into_iter().zip([SERIES[1], SERIES[2], SERIES[0]]) {
        let head = format!("{}!{}", quoted(&page.name), absolute(first - 1, column));
        let series = chart.add_series();
        series
            .set_categories(range(0).as_str())
            .set_values(range(column).as_str())
            .set_name(head.as_str())
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)))
            .set_gap(80);
        if column == 10 {
            let helper = |column| ChartRange::new_from_string(&range(column));
            series.set_y_error_bars(
                ChartErrorBars::new()
                    .set_type(ChartErrorBarsType::Custom(helper(HELPERS + 1), helper(HELPERS))),
            );
        }
    }
    chart.title().set_name(page.say(
        "Kosten, baten en netto (contante waarde; streepjes: 90%-band van het netto)",
        "Cost, benefit and net (present value; whiskers: 90% band of the net)",
    ));
    chart.title().set_font(rust_xlsxwriter::ChartFont::new().set_size(12).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
        .y_axis()
        .set_num_format("\"€\" #,##0")
        .set_name(page.say("euro, contante waarde", "euro, present value"))
        .set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    chart
        .x_axis()
        .set_name(page.say("bezetting", "staffing"))
        .set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    chart.set_width(1060).set_height(400);
    chart
}

/// What was simulated, in a line.
pub(super) fn subtitle(view: &View, language: Language) -> String {
    let numbers = Numbers(language);
    let trials = numbers.whole(view.trials as f64);
    match language {
        Language::Dutch => format!(
            "Scenario {}. Basisjaar {}, {} programmajaar/-jaren, {} jaar gevolgd; euro's van {}; {trials} trekkingen, zaad {}.",
            view.scenario, view.base_year, view.years, view.horizon, view.price_year, view.seed
        ),
        Language::English => format!(
            "Scenario {}. Base year {}, {} programme year(s), followed for {} years; euros of {}; {trials} trials, seed {}.",
            view.scenario, view.base_year, view.years, view.horizon, view.price_year, view.seed
        ),
    }
}

const fn remarks(language: Language) -> [&'static str; 4] {
    match language {
        Language::Dutch => [
            "* Contante waarde over alle gevolgde jaren. Alle bedragen zijn gemiddelden over de trekkingen, vergeleken met helemaal geen programma.",
            "90%-band: in 5% van de trekkingen ligt het netto lager, in 5% hoger. Kans dat het loont: deel van de trekkingen waarin de baten hoger zijn dan de kosten.",
            "Fte gewenst is wat men wil, fte in dienst wat volgens het model te vinden is; kosten en baten horen bij fte in dienst.",
            "Reken zelf verder op het blad Rekenblad: gele cellen zijn invoer. Het blad Leeswijzer vertelt wat waar staat en wat deze cijfers wel en niet zeggen.",
        ],
        Language::English => [
            "* Present value over all years followed. All amounts are means over the trials, compared with no programme at all.",
            "90% band: in 5% of the trials the net lies below, in 5% above. Chance that it pays: share of the trials in which benefits exceed costs.",
            "FTE wanted is what was asked for, FTE hired what can be found according to the model; costs and benefits belong to FTE hired.",
            "Go on calculating on the sheet Calculator: yellow cells are inputs. The sheet Guide tells what is where and what these figures say and do not say.",
        ],
    }
}
