//! Published figures beside ours.

use maud::{Markup, html};

use super::context::Context;
use super::table::text_table;
use crate::analysis::{Coverage, Tested};
use crate::report::words;

pub(super) fn published(context: &Context) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let tested = &context.view().published;
    if tested.is_empty() {
        return html! {};
    }
    let head = context.said.one(
        ["Wat", "Gepubliceerd", "Onze 90%-band", "Oordeel en bron"],
        ["What", "Published", "Our 90% band", "Verdict and source"],
    );
    let rows: Vec<Vec<Markup>> = tested
        .iter()
        .enumerate()
        .map(|(index, tested)| {
            let note = context.material.published.get(index).and_then(|p| p.note.as_deref());
            row(context, tested, note)
        })
        .collect();
    html! {
        h2 id="published" { (t("Wat anderen publiceerden", "What others published")) }
        p { (t(
            "Niets is aangepast om op deze cijfers uit te komen.",
            "Nothing was adjusted to arrive at these figures.",
        )) }
        (text_table("published", "", &head, &rows))
    }
}

fn row(context: &Context, tested: &Tested, note: Option<&str>) -> Vec<Markup> {
    let claim = &tested.claim;
    let euros = tested.unit.starts_with("EUR");
    let figure = |value: f64| {
        if euros { context.said.money(value, 3) } else { context.number(value) }
    };
    let claimed = if claim.high > claim.low {
        format!("{} {} {}", figure(claim.low), context.text("tot", "to"), figure(claim.high))
    } else {
        figure(claim.low)
    };
    let ours = tested.band.as_ref().map_or_else(
        || "–".to_owned(),
        |band| if euros { context.band_euros(band) } else { context.band_number(band) },
    );
    let verdict = match tested.coverage {
        Coverage::Covers => context.text("Onze band dekt dit.", "Our band covers it."),
        Coverage::Above => context.text("Wij komen hoger uit.", "Ours is higher."),
        Coverage::Below => context.text("Wij komen lager uit.", "Ours is lower."),
        Coverage::Unknown => context.text("Niet te vergelijken.", "Nothing to compare it with."),
    };
    let measure = words::measure(context.said.language(), &claim.measure);
    vec![
        html! { (measure) ", " (claim.arm) },
        html! { (claimed) },
        html! { (ours) },
        html! { (verdict) " " (claim.source) @if let Some(note) = note { span.quiet { " " (note) } } },
    ]
}
