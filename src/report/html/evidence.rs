//! What the calculation rests on: every value with its source and grade, the weakest first.

use maud::{Markup, html};

use super::context::Context;
use super::names::input;
use super::table::text_table;
use crate::scenario::Evidence;
use crate::scenario::raw::Grade;

pub(super) fn evidence(context: &Context) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let mut known: Vec<&Evidence> = context.material.evidence.iter().collect();
    // Weakest first: what has no grade at all stands before judgement.
    known.sort_by_key(|known| std::cmp::Reverse(known.grade.map_or("Z", |grade| grade.letter())));
    let count =
        |letter: &str| known.iter().filter(|k| k.grade.map(Grade::letter) == Some(letter)).count();
    let rows: Vec<Vec<Markup>> = known.iter().map(|known| row(context, known)).collect();
    let head = context.said.one(
        ["Wat", "Waarde", "Graad", "Bron en opmerking"],
        ["What", "Value", "Grade", "Source and remark"],
    );
    html! {
        h2 id="evidence" { (t("Aannamen en hun bron", "Assumptions and their source")) }
        p { (context.said.one(
            format!("Van de {} waarden rusten er {} op een inschatting van deskundigen (graad D), {} op waarneming of een officieel gemiddelde (C), {} op samengevat onderzoek met een controlegroep (B) en {} op loting of registratie (A).", known.len(), count("D"), count("C"), count("B"), count("A")),
            format!("Of the {} values, {} rest on expert judgement (grade D), {} on observation or an official average (C), {} on pooled controlled studies (B) and {} on randomisation or registration (A).", known.len(), count("D"), count("C"), count("B"), count("A")),
        )) }
        (text_table("evidence", t("De zwakste eerst", "The weakest first"), &head, &rows))
    }
}

fn row(context: &Context, known: &Evidence) -> Vec<Markup> {
    let grade = known.grade.map_or("–", |grade| grade.letter());
    let none = context.text("geen bron", "no source");
    vec![
        html! { (input(context, &known.path)) span.path { (known.path) } },
        html! { (value(context, known)) },
        html! { (grade) },
        html! {
            (known.source.as_deref().unwrap_or(none))
            @if let Some(note) = &known.note { span.quiet { " " (note.split_whitespace().collect::<Vec<_>>().join(" ")) } }
        },
    ]
}

/// The number, or the mean and where 90 % lies.
fn value(context: &Context, known: &Evidence) -> String {
    let Some(input) = context.model().inputs.list().iter().find(|input| input.path == known.path)
    else {
        return known.known.clone();
    };
    let distribution = &input.distribution;
    if distribution.is_fixed() {
        return context.number(distribution.mean());
    }
    let [mean, low, high] =
        [distribution.mean(), distribution.quantile(0.05), distribution.quantile(0.95)]
            .map(|value| context.number(value));
    context
        .said
        .one(format!("{mean} (90%: {low} tot {high})"), format!("{mean} (90%: {low} to {high})"))
}
