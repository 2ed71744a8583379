//! What drives the uncertainty: luck or ignorance, which inputs, and how far things must move before the advice changes.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::names::input;
use super::table::Table;
use crate::analysis::{BreakEven, Turn, telling};
use crate::report::charts::{
    COLOURS, Caption, Composed, Part, Swing, Unit, composition as draw_composition, tornado,
};
use crate::report::sentences::{composition_title, drivers_title, factors};

pub(super) fn drivers(context: &Context) -> Markup {
    let name = context.arm(context.material.advised);
    let best = context.arm(context.material.benefit_factor.best);
    html! {
        h2 id="drivers" { (context.text("Waar de onzekerheid vandaan komt", "Where the uncertainty comes from")) }
        p { (context.said.one(
            format!("Over het netto resultaat van {name}. Een deel van de onzekerheid is toeval: ook wie alles weet, kan niet voorspellen wie het werk voor uitval of schade behoedt. De rest is gebrek aan kennis, en dat kan onderzoek kleiner maken."),
            format!("About the net result of {name}. Part of the uncertainty is luck: even who knows everything cannot foretell whom the work keeps from harm. The rest is lack of knowledge, which research can make smaller."),
        )) }
        (parts(context))
        (inputs(context))
        h3 { (context.text("Wanneer verandert het advies?", "When does the advice change?")) }
        p { (context.said.one(
            format!("Nu is {best} het beste, gerekend naar het verwachte netto resultaat."),
            format!("Now {best} is best, by its expected net result."),
        )) @for sentence in factors(context.said, &context.material.benefit_factor, |arm| context.arm(arm)) { " " (sentence) } }
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
    let shown = telling(&context.material.drivers);
    let base = context.view().mean(context.material.advised, "net_pv_expected");
    let unit = Unit::of(
        context.said.language(),
        shown.iter().flat_map(|driver| [driver.net_at_low, driver.net_at_high]).chain([base]),
    );
    let swings: Vec<Swing> = shown
        .iter()
        .map(|driver| {
            let [low, high] = context.pair([driver.low_value, driver.high_value]);
            Swing {
                name: input(context, &driver.path),
                at_low: driver.net_at_low / unit.euros,
                at_high: driver.net_at_high / unit.euros,
                low: context.said.one(format!("laag: {low}"), format!("low: {low}")),
                high: context.said.one(format!("hoog: {high}"), format!("high: {high}")),
            }
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
    for driver in shown {
        let [low, high] = context.pair([driver.low_value, driver.high_value]);
        behind.row(
            input(context, &driver.path),
            [
                low,
                context.said.money(driver.net_at_low, 2),
                high,
                context.said.money(driver.net_at_high, 2),
                context.percent(driver.share),
            ],
        );
    }
    figure(context, "inputs", |look| tornado(look, &caption, base / unit.euros, &swings), &behind)
}

/// For the strongest inputs: the values at which another arm becomes best.
fn turns(context: &Context) -> Markup {
    let found = &context.material.break_even;
    if found.is_empty() {
        return html! {};
    }
    let head = context.said.one(
        ["Invoer", "Gemiddeld", "Onderzocht", "Bij lager dan", "Bij hoger dan"],
        ["Input", "Mean", "Searched", "If below", "If above"],
    );
    let caption = context.text(
        "Bij welke waarde van één invoer wordt een andere bezetting de beste?",
        "At which value of one input does another staffing become best?",
    );
    let mut table = Table::of_things(caption, head.map(str::to_owned));
    for BreakEven { path, mean, range, advice, best, below, above, .. } in found {
        let mean = if best == advice {
            context.number(*mean)
        } else {
            format!("{} → {}", context.number(*mean), context.arm(*best))
        };
        let best = context.arm(*best);
        let stays = context.said.one(format!("blijft {best}"), format!("stays {best}"));
        let told = |turn: &Option<Turn>| {
            turn.as_ref().map_or_else(
                || stays.clone(),
                |turn| format!("{} → {}", context.number(turn.value), context.arm(turn.to)),
            )
        };
        let [low, high] = context.pair(*range);
        let searched = format!("{low} {} {high}", context.text("tot", "to"));
        let cells = [mean, searched, told(below), told(above)];
        table.row(input(context, path), cells);
    }
    html! {
        (table.render())
        p.quiet { (context.text(
            "Eén invoer tegelijk is vastgezet, van de laagste tot de hoogste waarde die nog aannemelijk is; alle andere zijn onzeker gebleven. Genoemd is de dichtstbijzijnde waarde waarbij een andere bezetting de beste wordt. Een pijl bij het gemiddelde: met deze invoer op haar gemiddelde is al een andere bezetting de beste dan in het advies, want dan scheelt het weinig.",
            "One input at a time was set, from the lowest to the highest value that is still plausible; all others stayed uncertain. Told is the nearest value at which another staffing becomes best. An arrow at the mean: with this input at its mean another staffing than advised is best already, for they differ little.",
        )) }
    }
}
