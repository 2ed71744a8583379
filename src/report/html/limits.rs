//! What is not in it.

use maud::{Markup, html};

use super::context::Context;
use crate::report::words;

/// What the model leaves out, in Dutch and English; the list of `docs/model.md`, section 10.
const LEFT_OUT: [(&str, &str); 7] = [
    (
        "Niemand telt twee keer: wie al meedeed, wordt niet opnieuw geholpen. Een programma dat mensen jarenlang begeleidt, telt hier alsof het elk jaar nieuwe helpt.",
        "Nobody's effect counts twice: whoever took part is not helped again. A programme that guides people for years is treated as if it helped new ones each year.",
    ),
    (
        "De groep is aan het begin vol: wat een programma vóór het eerste jaar deed, heeft haar niet kleiner gemaakt.",
        "The pool is full at the start: what a programme did before the first year has not thinned it.",
    ),
    (
        "Programma's versterken of verzwakken elkaar niet; ze dingen alleen naar dezelfde mensen.",
        "Programmes do not strengthen or weaken each other; they only compete for people.",
    ),
    (
        "Mensen buiten het programma merken er niets van, behalve waar verschuiving is ingevoerd.",
        "People outside the programme are not affected, except where displacement was entered.",
    ),
    (
        "Prijzen hangen niet af van hoeveel er wordt voorkomen.",
        "Prices do not depend on how much is avoided.",
    ),
    (
        "Geluk of pech van iemand in één jaar zegt niets over het volgende.",
        "A person's luck in one year says nothing of the next.",
    ),
    (
        "Wat na de laatste jaren van de berekening nog wordt gewonnen, telt niet mee.",
        "Gains after the last year of the calculation are not counted.",
    ),
];

pub(super) fn limits(context: &Context) -> Markup {
    let view = context.view();
    html! {
        h2 id="limits" { (context.text("Wat er niet in zit", "What is not in it")) }
        ul { @for (dutch, english) in LEFT_OUT { li { (context.text(dutch, english)) } } }
        @if !view.warnings.is_empty() {
            h3 { (context.text("Waarschuwingen van het programma", "Warnings of the program")) }
            @if view.warnings.iter().any(|warning| warning.trials.is_none()) {
                p.quiet { (context.text("De controle van het scenario spreekt Engels.", "As the program gave them.")) }
            }
            div.warning { ul { @for warning in &view.warnings {
                li { (words::notice(context.said.language(), warning, view.trials)) @if !warning.path.is_empty() { " " code { (warning.path) } } }
            } } }
        }
    }
}
