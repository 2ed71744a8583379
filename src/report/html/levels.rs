//! Table of the arms: staff, people, costs, benefits, net.

use maud::{Markup, html};

use super::context::Context;
use super::front::chance;
use super::steps::steps;
use super::table::Table;

pub(super) fn levels(context: &Context) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let head = std::iter::once(String::new()).chain(context.arms().map(|arm| context.arm(arm)));
    let mut table = Table::new(
        t(
            "Gemiddelden over alle berekeningen; * is contante waarde",
            "Means over all calculations; * is present value",
        ),
        head,
    );
    let number = |measure: &'static str| {
        context.arms().map(move |arm| context.number(context.view().mean(arm, measure)))
    };
    let whole = |measure: &'static str| {
        context.arms().map(move |arm| context.said.numbers.whole(context.view().mean(arm, measure)))
    };
    let euros = |measure: &'static str| context.arms().map(move |arm| context.euros(arm, measure));
    table.row(t("Fte gewenst", "FTE wanted"), number("fte_wanted"));
    table.row(t("Fte in dienst", "FTE hired"), number("fte_hired"));
    table.row(t("Deelnemers", "Participants"), whole("participants"));
    table.row(t("Afgeronde trajecten", "Completers"), whole("completers"));
    table.row(
        t("Deel van de behoefte bereikt", "Share of need served"),
        context.arms().map(|arm| context.percent(context.view().mean(arm, "need_served"))),
    );
    table.row(t("Kosten per jaar", "Cost per year"), euros("cost_yearly"));
    table.row(t("Kosten*", "Cost*"), euros("cost_pv"));
    table.row(t("Baten per programmajaar", "Benefit per programme year"), euros("benefit_yearly"));
    table.row(t("Baten in latere jaren*", "Benefit in later years*"), euros("benefit_future"));
    table
        .row(t("Baten per jaar, structureel", "Benefit per year, steady"), euros("benefit_steady"));
    table.row(t("Baten*", "Benefit*"), euros("benefit_pv"));
    table.row(t("Netto*: baten min kosten", "Net*: benefit less cost"), euros("net_pv"));
    let edge = |low: bool| {
        context.arms().map(move |arm| {
            context.view().band(arm, "net_pv").map_or_else(
                || "–".to_owned(),
                |band| {
                    let (value, error) = if low {
                        (band.value.p05, band.mcse.p05)
                    } else {
                        (band.value.p95, band.mcse.p95)
                    };
                    context.said.within(value, error)
                },
            )
        })
    };
    table.row(t("– 90%-band van", "– 90% band from"), edge(true));
    table.row(t("– 90%-band tot", "– 90% band to"), edge(false));
    table.row(
        t("Kans dat het loont", "Chance that it pays"),
        context
            .arms()
            .map(|arm| chance(context, arm, context.statistics(arm, "net_pv").p_positive)),
    );
    if let Some(cells) = ratios(context) {
        table.row(t("Baten per euro kosten*", "Benefit per euro of cost*"), cells);
    }
    html! {
        h2 id="levels" { (t("Bezettingen naast elkaar", "Staffings side by side")) }
        p { (t(
            "Alles is vergeleken met helemaal geen programma. Meer personeel is niet altijd te vinden: daarom staat er gewenst én in dienst.",
            "Everything is compared with no programme at all. More staff cannot always be found: hence wanted and hired.",
        )) }
        (table.render())
        (steps(context))
    }
}

/// Benefit over cost, only where costs are above zero in every calculation: elsewhere a ratio says nothing, and the chance that
/// it pays has to do.
fn ratios(context: &Context) -> Option<Vec<String>> {
    let settled = |arm: usize| {
        context
            .view()
            .band(arm, "benefit_cost_ratio")
            .zip(context.view().band(arm, "ratio_of_means"))
    };
    let cell = |arm: usize| {
        settled(arm).map_or_else(
            || "–".to_owned(),
            |(band, of_means)| {
                let [mean, low, high] =
                    [of_means.value.mean, band.value.p05, band.value.p95].map(|v| context.rough(v));
                let to = context.text("tot", "to");
                if low == high { mean } else { format!("{mean} ({low} {to}\u{a0}{high})") }
            },
        )
    };
    context.arms().any(|arm| settled(arm).is_some()).then(|| context.arms().map(cell).collect())
}
