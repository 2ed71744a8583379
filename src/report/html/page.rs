//! The page as a whole.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::context::Context;
use super::decision::decision;
use super::drivers::drivers;
use super::evidence::evidence;
use super::front::front;
use super::labour::labour;
use super::levels::levels;
use super::limits::limits;
use super::outcomes::outcomes;
use super::parties::parties;
use super::published::published;
use super::reproduce::reproduce;
use super::years::years;
use crate::report::material::Material;
use crate::report::numbers::Language;
use crate::report::sentences::Said;

/// The report of a run as one page of HTML that needs nothing else.
pub fn page(material: &Material, language: Language) -> String {
    let context = Context { material, said: Said::new(language) };
    let view = &material.view;
    let title = view.title.as_ref().unwrap_or(&view.scenario);
    html! {
        (DOCTYPE)
        html lang=(context.text("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "wijkimpact " (material.run.this_version) };
                title { (title) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                main {
                    (front(&context))
                    (contents(&context))
                    (levels(&context))
                    (years(&context))
                    (parties(&context))
                    (outcomes(&context))
                    (labour(&context))
                    (drivers(&context))
                    (decision(&context))
                    (evidence(&context))
                    (published(&context))
                    (limits(&context))
                    (reproduce(&context))
                }
            }
        }
    }
    .into_string()
}

/// Where to find what.
fn contents(context: &Context) -> Markup {
    let mut entries = vec![
        ("levels", context.text("Bezettingen", "Staffings")),
        ("years", context.text("Jaren", "Years")),
        ("parties", context.text("Partijen", "Parties")),
        ("outcomes", context.text("Mensen", "People")),
        ("labour", context.text("Arbeidsmarkt", "Labour market")),
        ("drivers", context.text("Onzekerheid", "Uncertainty")),
        ("decision", context.text("Keuze", "Choice")),
        ("evidence", context.text("Aannamen", "Assumptions")),
    ];
    if !context.view().published.is_empty() {
        entries.push(("published", context.text("Gepubliceerd", "Published")));
    }
    entries.push(("limits", context.text("Grenzen", "Limits")));
    entries.push(("reproduce", context.text("Namaken", "Make it again")));
    html! {
        nav aria-label=(context.text("Inhoud", "Contents")) {
            ul { @for (id, name) in entries { li { a href={ "#" (id) } { (name) } } } }
        }
    }
}
