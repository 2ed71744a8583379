//! The labour market: care work freed, and staff that must be found for it.

use maud::{Markup, html};

use super::context::Context;
use super::names::people;
use super::table::Table;
use crate::analysis::Band;
use crate::report::sentences::freed;

pub(super) fn labour(context: &Context) -> Markup {
    html! {
        h2 id="labour" { (context.text("Arbeidsmarkt", "Labour market")) }
        p { (given_back(context)) }
        @if let Some(sentence) = found(context) { p { (sentence) } }
        (table(context).render())
    }
}

fn table(context: &Context) -> Table {
    let t = |dutch, english| context.text(dutch, english);
    let arms: Vec<usize> = context.arms().filter(|&arm| context.fte(arm) > 0.0).collect();
    let head = std::iter::once(String::new()).chain(arms.iter().map(|&arm| context.arm(arm)));
    let mut table = Table::new(
        t("Gemiddelde, en tussen haakjes de 90%-band", "Mean, and in brackets the 90% band"),
        head,
    );
    let cell = |arm: usize, measure: &str| {
        let band = context.view().band(arm, measure);
        band.map_or_else(|| "–".to_owned(), |band| context.mean_and_band(band))
    };
    table.row(
        t("Sociaal werk gewenst (fte)", "Social work wanted (FTE)"),
        arms.iter().map(|&arm| context.number(context.view().mean(arm, "fte_wanted"))),
    );
    table.row(
        t("Sociaal werk in dienst (fte)", "Social work hired (FTE)"),
        arms.iter().map(|&arm| {
            let band = context.view().band(arm, "fte_hired");
            band.map_or_else(|| "–".to_owned(), |band| staff(context, band))
        }),
    );
    if arms.iter().any(|&arm| hired(context, arm).is_some()) {
        table.row(
            t("Deel van de extra fte dat te vinden is", "Share of the extra FTE that can be hired"),
            arms.iter().map(|&arm| {
                hired(context, arm).map_or_else(|| "–".to_owned(), |band| share(context, band))
            }),
        );
    }
    for sector in &context.model().sectors {
        table.row(
            context.said.one(
                format!("Zorg vrijgekomen: {} (fte-jaar)", people(sector)),
                format!("Care freed: {} (FTE-years)", people(sector)),
            ),
            arms.iter().map(|&arm| cell(arm, &format!("care_fte.{sector}"))),
        );
    }
    if context.model().sectors.len() > 1 {
        table.row(
            t("Zorg vrijgekomen: totaal (fte-jaar)", "Care freed: total (FTE-years)"),
            arms.iter().map(|&arm| cell(arm, "care_fte")),
        );
    }
    table.row(
        t("– per fte-jaar sociaal werk", "– per FTE-year of social work"),
        arms.iter().map(|&arm| {
            per_year(context, arm)
                .map_or_else(|| "–".to_owned(), |band| context.mean_and_band(band))
        }),
    );
    table
}

/// Care freed for each year that a social worker works.
fn per_year<'a>(context: &Context<'a>, arm: usize) -> Option<&'a Band> {
    context.material.labour.get(arm)?.freed_per_fte_year.as_ref()
}

/// Share of the extra staff that is hired.
fn hired<'a>(context: &Context<'a>, arm: usize) -> Option<&'a Band> {
    context.material.labour.get(arm)?.hired_of_extra.as_ref()
}

/// FTE with their band.
fn staff(context: &Context, band: &Band) -> String {
    let mean = context.number(band.value.mean);
    if band.value.sd > 0.0 { format!("{mean} ({})", context.band_number(band)) } else { mean }
}

/// A share with its band.
fn share(context: &Context, band: &Band) -> String {
    let [mean, low, high] =
        [band.value.mean, band.value.p05, band.value.p95].map(|share| context.percent(share));
    if band.value.sd > 0.0 {
        format!("{mean} ({low} {}\u{a0}{high})", context.text("tot", "to"))
    } else {
        mean
    }
}

/// What the focus arm gives back to the labour market.
fn given_back(context: &Context) -> String {
    let arm = context.focus();
    let per = per_year(context, arm).map_or(f64::NAN, |band| band.value.mean);
    freed(context.said, &context.arm(arm), context.view().mean(arm, "care_fte"), per)
}

/// How much of the extra staff can be found where most is asked for.
fn found(context: &Context) -> Option<String> {
    let (arm, band) = context.arms().rev().find_map(|arm| Some((arm, hired(context, arm)?)))?;
    let (name, mean) = (context.arm(arm), context.percent(band.value.mean));
    if band.value.mean >= 1.0 {
        return Some(context.said.one(
            format!(
                "Alle extra mensen die bij {name} gewenst zijn, zijn volgens de aannamen te vinden."
            ),
            format!("All extra staff wanted at {name} can be found, according to the assumptions."),
        ));
    }
    Some(context.said.one(
        format!("Van de extra mensen die bij {name} gewenst zijn, is naar verwachting {mean} te vinden; de rest van de plaatsen blijft leeg en kost ook niets."),
        format!("Of the extra staff wanted at {name}, {mean} are expected to be found; the other posts stay empty and cost nothing."),
    ))
}
