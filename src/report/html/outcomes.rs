//! What changes for people, not only in euros.

use maud::{Markup, html};

use super::context::Context;
use super::names::people;
use super::table::Table;

pub(super) fn outcomes(context: &Context) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let arms: Vec<usize> = context.arms().filter(|&arm| context.fte(arm) > 0.0).collect();
    let head = std::iter::once(t("Voorkomen", "Avoided").to_owned())
        .chain(arms.iter().map(|&arm| context.arm(arm)));
    let mut table = Table::new(
        t("Gemiddelde, en tussen haakjes de 90%-band", "Mean, and in brackets the 90% band"),
        head,
    );
    let several = context.model().programmes.len() > 1;
    for (programme, effect) in context.model().effects() {
        let Some(outcome) = context.model().outcomes.get(effect.outcome) else { continue };
        let measure = format!("avoided.{}.{}", programme.name, outcome.name);
        let mut label = format!("{} ({})", people(&outcome.name), outcome.unit);
        if several {
            label = format!("{label}, {}", people(&programme.name));
        }
        table.row(label, arms.iter().map(|&arm| cell(context, arm, &measure)));
    }
    if arms.iter().any(|&arm| context.statistics(arm, "qaly").mean != 0.0) {
        table.row(
            t("Gewonnen gezonde levensjaren (QALY)", "Healthy life years gained (QALY)"),
            arms.iter().map(|&arm| cell(context, arm, "qaly")),
        );
    }
    let priced = context.model().value_of_qaly.is_some();
    html! {
        h2 id="outcomes" { (t("Uitkomsten voor mensen", "Outcomes for people")) }
        p { (t(
            "Geteld over de hele looptijd en vergeleken met geen programma. Een negatief getal betekent: er komen er juist bij. De eenheid staat tussen haakjes.",
            "Counted over the whole horizon and compared with no programme. A negative number means: there are more of them. The unit is in brackets.",
        )) }
        (table.render())
        p.quiet { (if priced {
            t("Gezonde levensjaren (QALY's) zijn in deze berekening ook in euro's geteld.", "Healthy life years (QALYs) are also counted in euros in this calculation.")
        } else {
            t("Gezonde levensjaren (QALY's) zijn in deze berekening niet in euro's geteld.", "Healthy life years (QALYs) are not counted in euros in this calculation.")
        }) }
    }
}

fn cell(context: &Context, arm: usize, measure: &str) -> String {
    context
        .view()
        .band(arm, measure)
        .map_or_else(|| "–".to_owned(), |band| context.mean_and_band(band))
}
