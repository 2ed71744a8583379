//! What drives the uncertainty: luck or ignorance, which inputs, and how far things must move before the advice changes.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::names::input;
use super::table::Table;
use crate::analysis::{BreakEven, Driver, Turn};
use crate::report::charts::{
    COLOURS, Caption, Composed, Part, Swing, Unit, composition as draw_composition, tornado,
};
use crate::report::sentences::{composition_title, drivers_title};

/// Inputs shown.
const SHOWN: usize = 8;

/// An input with a smaller share than this says nothing: with some thousands of trials it is noise.
const NOISE: f64 = 0.001;

pub(super) fn drivers(context: &Context) -> Markup {
    let name = context.arm(context.material.advised);
    html! {
        h2 id="drivers" { (context.text("Waar de onzekerheid vandaan komt", "Where the uncertainty comes from")) }
        p { (context.said.one(
            format!("Over het netto resultaat van {name}. Een deel van de onzekerheid is toeval: ook wie alles weet, kan niet voorspellen wie er door het werk niet uitvalt. De rest is gebrek aan kennis, en dat kan onderzoek kleiner maken."),
            format!("About the net result of {name}. Part of the uncertainty is luck: even who knows everything cannot foretell whom the work keeps from harm. The rest is lack of knowledge, which research can make smaller."),
        )) }
        (parts(context))
        (inputs(context))
        h3 { (context.text("Wanneer verandert het advies?", "When does the advice change?")) }
        p { (break_even(context)) }
        (turns(context))
    }
}

fn parts(context: &Context) -> Markup {
    let arms: Vec<_> =
        context.material.composition.iter().filter(|composed| !composed.luck.is_nan()).collect();
    let bars: Vec<Composed> = arms
        .iter()
        .map(|composed| Composed {
            name: context.arm(composed.arm),
            parts: vec![
                Part {
                    name: context.text("gebrek aan kennis", "lack of knowledge").to_owned(),
                    share: composed.ignorance,
                    colour: COLOURS[0],
                },
                Part {
                    name: context.text("toeval", "luck").to_owned(),
                    share: composed.luck,
                    colour: COLOURS[3],
                },
            ],
        })
        .collect();
    let focus = arms.iter().find(|composed| composed.arm == context.material.advised);
    let caption = Caption {
        title: composition_title(context.said, focus.map_or(f64::NAN, |composed| composed.luck)),
        subtitle: context
            .text(
                "Deel van de spreiding (variantie) van het netto resultaat, per bezetting",
                "Share of the spread (variance) of the net result, per staffing",
            )
            .to_owned(),
        description: String::new(),
    };
    let head = context.said.one(
        ["Bezetting", "Gebrek aan kennis", "Toeval", "Breedte 90%-band"],
        ["Staffing", "Lack of knowledge", "Luck", "Width of 90% band"],
    );
    let mut behind = Table::new("", head.map(str::to_owned));
    for composed in &arms {
        behind.row(
            context.arm(composed.arm),
            [
                context.percent(composed.ignorance),
                context.percent(composed.luck),
                context.said.money(composed.width, 2),
            ],
        );
    }
    figure(context, "parts", |look| draw_composition(look, &caption, &bars), &behind)
}

fn inputs(context: &Context) -> Markup {
    let shown: Vec<&Driver> =
        context.material.drivers.iter().filter(|driver| driver.share > NOISE).take(SHOWN).collect();
    let base = context.view().mean(context.material.advised, "net_pv_expected");
    let unit = Unit::of(
        context.said.language(),
        shown.iter().flat_map(|driver| [driver.net_at_low, driver.net_at_high]).chain([base]),
    );
    let swings: Vec<Swing> = shown
        .iter()
        .map(|driver| Swing {
            name: input(context, &driver.path),
            at_low: driver.net_at_low / unit.euros,
            at_high: driver.net_at_high / unit.euros,
            low: context.said.one(
                format!("laag: {}", context.number(driver.low_value)),
                format!("low: {}", context.number(driver.low_value)),
            ),
            high: context.said.one(
                format!("hoog: {}", context.number(driver.high_value)),
                format!("high: {}", context.number(driver.high_value)),
            ),
        })
        .collect();
    let caption = Caption {
        title: drivers_title(context.said, swings.first().map(|swing| swing.name.as_str())),
        subtitle: context.said.one(
            format!("Gemiddeld netto resultaat in de 20% berekeningen waarin de invoer het laagst is (oranje) en het hoogst (blauw); {}", unit.name),
            format!("Mean net result in the 20% of calculations in which the input is lowest (orange) and highest (blue); {}", unit.name),
        ),
        description: swings
            .iter()
            .map(|swing| swing.name.clone())
            .collect::<Vec<_>>()
            .join("; "),
    };
    let head = context.said.one(
        ["Invoer", "Laag", "Netto bij laag", "Hoog", "Netto bij hoog", "Deel van de spreiding"],
        ["Input", "Low", "Net at low", "High", "Net at high", "Share of the spread"],
    );
    let mut behind = Table::new("", head.map(str::to_owned));
    for driver in &shown {
        behind.row(
            input(context, &driver.path),
            [
                context.number(driver.low_value),
                context.said.money(driver.net_at_low, 2),
                context.number(driver.high_value),
                context.said.money(driver.net_at_high, 2),
                context.percent(driver.share),
            ],
        );
    }
    figure(context, "inputs", |look| tornado(look, &caption, base / unit.euros, &swings), &behind)
}

/// How many times larger or smaller all benefits would have to be.
fn break_even(context: &Context) -> String {
    let factor = &context.material.benefit_factor;
    let best = context.arm(factor.best);
    let times = |value: f64| context.said.numbers.decimal(value, 1);
    match (factor.below, factor.above) {
        (None, None) => context.said.one(
            format!("{best} blijft het beste, hoe groot of klein de baten ook zijn."),
            format!("{best} stays best however large or small the benefits are."),
        ),
        (None, Some(above)) => context.said.one(
            format!("Nu is {best} het beste. Pas als alle baten {} keer zo groot waren, werd {} het beste.", times(above.value), context.arm(above.to)),
            format!("Now {best} is best. Only if all benefits were {} times as large, {} would become best.", times(above.value), context.arm(above.to)),
        ),
        (Some(below), None) => context.said.one(
            format!("Nu is {best} het beste. Pas als alle baten {} keer zo groot waren of kleiner, werd {} het beste.", times(below.value), context.arm(below.to)),
            format!("Now {best} is best. Only if all benefits were {} times as large or smaller, {} would become best.", times(below.value), context.arm(below.to)),
        ),
        (Some(below), Some(above)) => context.said.one(
            format!("Nu is {best} het beste. Bij baten die {} keer zo groot zijn of kleiner wordt dat {}, vanaf {} keer zo groot {}.", times(below.value), context.arm(below.to), times(above.value), context.arm(above.to)),
            format!("Now {best} is best. With benefits {} times as large or smaller it becomes {}, from {} times as large {}.", times(below.value), context.arm(below.to), times(above.value), context.arm(above.to)),
        ),
    }
}

/// For the strongest inputs: the values at which another arm becomes best.
fn turns(context: &Context) -> Markup {
    let found = &context.material.break_even;
    if found.is_empty() {
        return html! {};
    }
    let head = context.said.one(
        ["Invoer", "Gemiddeld", "Onderzocht", "Lager dan", "Hoger dan"],
        ["Input", "Mean", "Searched", "Below", "Above"],
    );
    let caption = context.text(
        "Bij welke waarde van één invoer wordt een andere bezetting de beste?",
        "At which value of one input does another staffing become best?",
    );
    let mut table = Table::new(caption, head.map(str::to_owned));
    let stays = context.text("blijft gelijk", "unchanged");
    for BreakEven { path, mean, range, below, above, .. } in found {
        let told = |turn: &Option<Turn>| {
            turn.as_ref().map_or_else(
                || stays.to_owned(),
                |turn| format!("{} → {}", context.number(turn.value), context.arm(turn.to)),
            )
        };
        let [low, high] = range.map(|value| context.number(value));
        let searched = format!("{low} {} {high}", context.text("tot", "to"));
        let cells = [context.number(*mean), searched, told(below), told(above)];
        table.row(input(context, path), cells);
    }
    table.render()
}
