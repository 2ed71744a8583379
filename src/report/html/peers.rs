//! Beside other studies: place in the typology, benefits over costs, and what is won soon and late.

use maud::{Markup, html};

use super::context::Context;
use super::names::people;
use super::table::{Table, text_table};
use crate::report::sentences::{quadrant, ratio_sentence, term};

pub(super) fn peers(context: &Context) -> Markup {
    let peers = &context.material.peers;
    if !peers.any() {
        return html! {};
    }
    let t = |dutch, english| context.text(dutch, english);
    let focus = context.focus();
    html! {
        h2 id="peers" { (t("Naast andere studies", "Beside other studies")) }
        @for (programme, place) in context.model().programmes.iter().zip(&peers.quadrants) {
            @if let Some(place) = place {
                p { (people(&programme.name)) ": " (quadrant(context.said, *place)) "." }
            }
        }
        @if let Some(ratio) = context.view().band(focus, "benefit_cost_ratio") {
            p { (ratio_sentence(context.said, peers, ratio, &context.arm(focus))) }
        }
        (landmarks(context))
        (terms(context))
        (cases(context))
    }
}

fn landmarks(context: &Context) -> Markup {
    let head = context.said.one(
        ["IJkpunt", "Baten / kosten", "Bron en opmerking"],
        ["Landmark", "Benefits / costs", "Source and remark"],
    );
    let rows: Vec<Vec<Markup>> = context
        .material
        .peers
        .anchors
        .iter()
        .map(|anchor| {
            let ratio = match (anchor.ratio, &anchor.ratio_words) {
                (Some(ratio), _) => context.said.numbers.decimal(ratio, 1),
                (None, words) => words.clone().unwrap_or_else(|| "–".to_owned()),
            };
            vec![
                html! { (anchor.name) },
                html! { (ratio) },
                html! { (anchor.source) @if let Some(note) = &anchor.note { span.quiet { " " (note) } } },
            ]
        })
        .collect();
    text_table("peers", context.text("Gepubliceerd", "Published"), &head, &rows)
}

/// What is won by replacing care and what by preventing trouble, apart.
fn terms(context: &Context) -> Markup {
    let terms = &context.material.peers.terms;
    if terms.is_empty() {
        return html! {};
    }
    let arms: Vec<usize> = context.arms().filter(|&arm| context.fte(arm) > 0.0).collect();
    let first = context.text("Baten, contante waarde", "Benefits, present value").to_owned();
    let head = std::iter::once(first).chain(arms.iter().map(|&arm| context.arm(arm)));
    let mut table = Table::new(
        context.text(
            "Gemiddelde, en tussen haakjes de 90%-band",
            "Mean, and in brackets the 90% band",
        ),
        head,
    );
    for (kind, bands) in terms {
        let cells = arms.iter().filter_map(|&arm| bands.get(arm));
        table.row(term(context.said, *kind), cells.map(|band| context.euros_and_band(band)));
    }
    html! {
        h3 { (context.text("Snel en later", "Soon and later")) }
        p { (context.text(
            "Vervangen van zorg werkt meteen; voorkomen van problemen werkt later en is onzekerder. Uitkomsten zonder zo'n plaats tellen hier niet mee.",
            "Replacing care works at once; preventing trouble works later and is less certain. Outcomes without such a place are not counted here.",
        )) }
        (table.render())
    }
}

fn cases(context: &Context) -> Markup {
    let cases = &context.material.peers.cases;
    if cases.is_empty() {
        return html! {};
    }
    let head = context.said.one(
        ["Businesscase", "Uitkomst", "Wel bekend", "Niet bekend"],
        ["Business case", "Result", "Known", "Not known"],
    );
    let rows: Vec<Vec<Markup>> = cases
        .iter()
        .map(|case| {
            let ratio = case.ratio.map(|ratio| context.said.numbers.decimal(ratio, 1));
            let result = ratio.or_else(|| case.ratio_words.clone());
            vec![
                html! { (case.name) span.quiet { " " (case.source) } },
                html! { (result.as_deref().unwrap_or("–")) },
                html! { (case.known.as_deref().unwrap_or("–")) },
                html! { (case.unknown.as_deref().unwrap_or("–")) },
            ]
        })
        .collect();
    html! {
        h3 { (context.text("Businesscases van dezelfde soort", "Business cases of the same kind")) }
        (text_table("cases", "", &head, &rows))
    }
}
