//! Benefit and cost from year to year.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::table::Table;
use crate::analysis::{Band, Quantity};
use crate::report::charts::{COLOURS, Caption, Fan, Interval, Series, fan};
use crate::report::sentences::fan_title;

/// Rows of the table behind a fan: later years come in steps.
const ROWS: usize = 20;

pub(super) fn years(context: &Context) -> Markup {
    let focus = context.focus();
    let best = context.view().preferred().map(|best| best.arm);
    let arms: Vec<usize> = std::iter::once(focus)
        .chain(best.filter(|&arm| arm != focus && context.fte(arm) > 0.0))
        .collect();
    html! {
        h2 id="years" { (context.text("Van jaar tot jaar", "From year to year")) }
        p { (context.text(
            "Niet verdisconteerd: elk bedrag zoals het in dat jaar valt, in euro's van nu. Zo is te zien wanneer er betaald wordt en wanneer er iets terugkomt.",
            "Not discounted: every amount as it falls in its year, in today's euros. It shows when money is spent and when something comes back.",
        )) }
        @for &arm in &arms { (fan_of(context, arm)) }
        @if let Some(arm) = most(context).filter(|arm| !arms.contains(arm)) {
            details.more {
                summary { h3 { (context.said.one(
                    format!("Van jaar tot jaar bij {}", context.arm(arm)),
                    format!("From year to year at {}", context.arm(arm)),
                )) } }
                (fan_of(context, arm))
            }
        }
    }
}

/// The arm with the most staff.
fn most(context: &Context) -> Option<usize> {
    let staffed = context.arms().filter(|&arm| context.fte(arm) > 0.0);
    staffed.max_by(|&a, &b| context.fte(a).total_cmp(&context.fte(b)))
}

fn fan_of(context: &Context, arm: usize) -> Markup {
    let view = context.view();
    let flows = |quantity: Quantity| -> Vec<(i32, &Band)> {
        context
            .material
            .paths
            .iter()
            .filter(|path| path.arm == arm && path.party.is_none() && path.quantity == quantity)
            .map(|path| (path.year, &path.band))
            .collect()
    };
    let (benefit, cost) = (flows(Quantity::Benefit), flows(Quantity::Cost));
    let intervals = |flow: &[(i32, &Band)]| -> Vec<Interval> {
        flow.iter().map(|(_, band)| Interval::of(band)).collect()
    };
    let (gains, costs) = (intervals(&benefit), intervals(&cost));
    let unit = context.unit(gains.iter().chain(&costs));
    let series = |name: &str, colour, values: &[Interval]| Series {
        name: name.to_owned(),
        colour,
        intervals: values.iter().map(|interval| interval.in_units(unit.euros)).collect(),
    };
    let data = Fan {
        years: benefit.iter().map(|(year, _)| *year).collect(),
        series: vec![
            series(context.text("baten", "benefit"), COLOURS[0], &gains),
            series(context.text("kosten", "cost"), COLOURS[1], &costs),
        ],
    };
    let all: f64 = gains.iter().map(|interval| interval.mean).sum();
    let within: f64 = gains.iter().take(view.years).map(|interval| interval.mean).sum();
    let within = if all > 0.0 { within / all } else { f64::NAN };
    let title = fan_title(context.said, &context.arm(arm), view.years, within);
    let caption = Caption {
        subtitle: context.said.one(
            format!("Lijn: gemiddelde; donker de 50%-band, licht de 90%-band; {} per jaar, prijzen van {}", unit.name, view.price_year),
            format!("Line: mean; dark the 50% band, light the 90% band; {} per year, prices of {}", unit.name, view.price_year),
        ),
        description: title.clone(),
        title,
    };
    let head = [
        context.text("Jaar", "Year"),
        context.text("Kosten", "Cost"),
        context.text("Baten", "Benefit"),
        context.text("Baten, 90%-band", "Benefit, 90% band"),
    ];
    let mut behind = Table::new(context.arm(arm), head.map(str::to_owned));
    let step = data.years.len().div_ceil(ROWS).max(1);
    for ((year, benefit), (_, cost)) in benefit.iter().zip(&cost).step_by(step) {
        behind.row(
            year.to_string(),
            [context.mean_euros(cost), context.mean_euros(benefit), context.band_euros(benefit)],
        );
    }
    figure(context, &format!("fan{arm}"), |look| fan(look, &caption, &data), &behind)
}
