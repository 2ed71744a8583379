//! A figure on the page: wide for desk and paper, narrow for the telephone, and the table behind it.

use maud::{Markup, PreEscaped, html};

use super::context::Context;
use super::table::Table;
use crate::report::charts::{Look, NARROW, WIDE};
use crate::report::sentences::Said;

/// Draws a figure at both widths. Only one of them is shown, and only that one is read aloud.
pub(super) fn figure(
    context: &Context,
    id: &str,
    draw: impl Fn(&Look) -> String,
    behind: &Table,
) -> Markup {
    drawn(context.said, id, draw, behind)
}

/// The same for a section that needs no more than a language.
pub(super) fn drawn(
    said: Said,
    id: &str,
    draw: impl Fn(&Look) -> String,
    behind: &Table,
) -> Markup {
    let look =
        |width, suffix: &str| Look { numbers: said.numbers, width, id: format!("{id}-{suffix}") };
    html! {
        figure {
            div.wide { (PreEscaped(draw(&look(WIDE, "w")))) }
            div.narrow { (PreEscaped(draw(&look(NARROW, "n")))) }
            @if !behind.rows.is_empty() {
                details {
                    summary { (said.one("Cijfers achter deze figuur", "Numbers behind this figure")) }
                    (behind.render())
                }
            }
        }
    }
}
