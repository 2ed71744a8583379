//! The labour market: care work freed, and staff that must be found for it.

use maud::{Markup, html};

use super::context::Context;
use super::names::people;
use super::table::Table;

pub(super) fn labour(context: &Context) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let arms: Vec<usize> = context.arms().filter(|&arm| context.fte(arm) > 0.0).collect();
    let head = std::iter::once(t("Arbeidsjaren", "Work years").to_owned())
        .chain(arms.iter().map(|&arm| context.arm(arm)));
    let mut table = Table::new(
        t("Gemiddelde, en tussen haakjes de 90%-band", "Mean, and in brackets the 90% band"),
        head,
    );
    let cell = |arm: usize, measure: &str| {
        context.view().band(arm, measure).map_or_else(
            || "–".to_owned(),
            |band| format!("{} ({})", context.number(band.value.mean), context.band_number(band)),
        )
    };
    let staff = |arm: usize| context.fte(arm) * context.view().years as f64;
    table.row(
        t("Sociaal werk gewenst (fte)", "Social work wanted (FTE)"),
        arms.iter().map(|&arm| context.number(context.view().mean(arm, "fte_wanted"))),
    );
    table.row(
        t("Sociaal werk in dienst (fte)", "Social work hired (FTE)"),
        arms.iter().map(|&arm| cell(arm, "fte_hired")),
    );
    for sector in &context.model().sectors {
        table.row(
            context.said.one(
                format!("Zorg vrijgekomen: {} (fte-jaar)", people(sector)),
                format!("Care freed: {} (FTE-years)", people(sector)),
            ),
            arms.iter().map(|&arm| cell(arm, &format!("care_fte.{sector}"))),
        );
    }
    table.row(
        t("Zorg vrijgekomen: totaal (fte-jaar)", "Care freed: total (FTE-years)"),
        arms.iter().map(|&arm| cell(arm, "care_fte")),
    );
    table.row(
        t("– per fte-jaar sociaal werk", "– per FTE-year of social work"),
        arms.iter().map(|&arm| context.number(context.view().mean(arm, "care_fte") / staff(arm))),
    );
    html! {
        h2 id="labour" { (t("Arbeidsmarkt", "Labour market")) }
        p { (sentence(context)) }
        (table.render())
    }
}

/// What the focus arm asks of the labour market and gives back.
fn sentence(context: &Context) -> String {
    let arm = context.focus();
    let freed = context.view().mean(arm, "care_fte");
    let per = freed / (context.fte(arm) * context.view().years as f64);
    let (name, freed_told) = (context.arm(arm), context.number(freed));
    if freed.is_nan() || freed == 0.0 || !per.is_finite() {
        return context
            .text(
                "In deze berekening komt er geen werk in de zorg vrij.",
                "In this calculation no care work is freed.",
            )
            .to_owned();
    }
    let per = context.number(per);
    context.said.one(
        format!("Bij {name} komt over de hele looptijd naar verwachting {freed_told} fte-jaar werk in de zorg vrij: {per} voor elk jaar dat een sociaal werker werkt. Vrijgekomen werk is geen ontslag; het is tijd voor wie nu wacht."),
        format!("At {name}, {freed_told} FTE-years of care work are expected to be freed over the whole horizon: {per} for every year that a social worker works. Work freed is not dismissal; it is time for those who wait now."),
    )
}
