//! Which arm to prefer for what a healthy life year is worth, and what such a year costs.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::table::Table;
use crate::analysis::{Acceptability, AcceptabilityPoint, Standing};
use crate::report::charts::{Caption, Curves, acceptability};

/// Nothing where no trial has any healthy life years.
pub(super) fn health(context: &Context) -> Markup {
    let Some(found) = &context.material.acceptability else { return html! {} };
    html! {
        h3 { (context.text("Wat mag een gezond levensjaar kosten?", "What may a healthy life year cost?")) }
        p { (context.text(
            "Wie aan een gewonnen gezond levensjaar (QALY) een bedrag hangt, telt gezondheid mee in euro's. Bij elke waarde is er een bezetting met het hoogste verwachte netto resultaat. De kans dat die dan ook echt de beste is, heet de grens (acceptability frontier); zij staat in de tabel achter de figuur.",
            "Who puts an amount on a healthy life year gained (QALY) counts health in euros. At every value one staffing has the highest expected net result. The chance that it is then really the best is called the acceptability frontier; it stands in the table behind the figure.",
        )) }
        (curves(context, found))
        (costs(context).render())
        p.quiet { (context.text(
            "Netto kosten: kosten min alle baten behalve gezonde levensjaren. Een bezetting is alleen het overwegen waard als zij vanaf een zekere waarde van een levensjaar de beste is.",
            "Net cost: cost less all benefits but healthy life years. A staffing is only worth considering if from some value of a life year on it is the best.",
        )) }
    }
}

/// Cost and effect of each arm, and from which value of a life year on it is best.
fn costs(context: &Context) -> Table {
    let head = context.said.one(
        ["Bezetting", "Netto kosten", "Gezonde levensjaren", "De beste keuze"],
        ["Staffing", "Net cost", "Healthy life years", "The best choice"],
    );
    let mut table = Table::of_things(
        context.text(
            "Kosten tegenover gezondheid, gemiddeld, contante waarde",
            "Cost against health, on average, present value",
        ),
        head.map(str::to_owned),
    );
    for arm in &context.material.health {
        let cells = [
            context.said.money(arm.net_cost, 2),
            context.rough(arm.qaly),
            standing(context, arm.standing),
        ];
        table.row(context.arm(arm.arm), cells);
    }
    table
}

fn standing(context: &Context, standing: Standing) -> String {
    match standing {
        Standing::OnFrontier { extra_cost_per_unit: None } => context
            .text("bij lagere waarden van een levensjaar", "at lower values of a life year")
            .to_owned(),
        Standing::OnFrontier { extra_cost_per_unit: Some(price) } => {
            let price = context.said.money(price, 2);
            context
                .said
                .one(format!("vanaf {price} per levensjaar"), format!("from {price} per life year"))
        }
        Standing::Dominated => context
            .text(
                "nooit: een andere geeft minstens zoveel voor niet meer geld",
                "never: another gives at least as much for no more money",
            )
            .to_owned(),
        Standing::ExtendedDominated => context
            .text(
                "nooit: een mengsel van twee andere geeft meer voor hetzelfde geld",
                "never: a mix of two others gives more for the same money",
            )
            .to_owned(),
    }
}

fn curves(context: &Context, found: &Acceptability) -> Markup {
    let values: Vec<f64> = found.points.iter().map(|point| point.value).collect();
    let highest = values.last().copied().unwrap_or(0.0);
    let data = Curves {
        values: values.iter().map(|value| value / 1e3).collect(),
        axis: context
            .text(
                "waarde van een gezond levensjaar, duizend euro",
                "value of a healthy life year, thousand euros",
            )
            .to_owned(),
        arms: context
            .arms()
            .map(|arm| {
                (context.arm(arm), found.points.iter().map(|point| point.p_best[arm]).collect())
            })
            .collect(),
        mark: mark(context, highest),
    };
    let caption = Caption {
        title: title(context, found, highest),
        subtitle: context
            .text(
                "Kans dat een bezetting het hoogste netto resultaat heeft",
                "Chance that a staffing has the highest net result",
            )
            .to_owned(),
        description: String::new(),
    };
    let behind = behind(context, found, &caption.subtitle);
    figure(context, "curve", |look| acceptability(look, &caption, &data), &behind)
}

/// The value that the scenario itself uses.
fn mark(context: &Context, highest: f64) -> Option<(f64, String)> {
    let quantity = context.model().value_of_qaly?;
    let value = context.model().inputs.get(quantity).distribution.mean();
    let money = context.said.money(value, 2);
    let told = context.said.one(
        format!("Lijn: waarmee hier gerekend is, {money}"),
        format!("Line: the value used here, {money}"),
    );
    (0.0..=highest).contains(&value).then(|| (value / 1e3, told))
}

fn title(context: &Context, found: &Acceptability, highest: f64) -> String {
    let winner = |point: Option<&AcceptabilityPoint>| {
        point.map_or_else(String::new, |point| context.arm(point.best))
    };
    let (first, last) = (winner(found.points.first()), winner(found.points.last()));
    let most = context.said.money(highest, 2);
    if first == last {
        context.said.one(
            format!("Wat een gezond levensjaar ook waard is (tot {most}): {first} blijft de beste keuze"),
            format!("Whatever a healthy life year is worth (up to {most}): {first} stays the best choice"),
        )
    } else {
        context.said.one(
            format!("De beste keuze hangt af van wat een gezond levensjaar waard is: van {first} naar {last}"),
            format!("The best choice depends on what a healthy life year is worth: from {first} to {last}"),
        )
    }
}

/// The curves in numbers, with the frontier first.
fn behind(context: &Context, found: &Acceptability, caption: &str) -> Table {
    let first = [
        context.text("Waarde", "Value").to_owned(),
        context
            .text("Beste keuze, met kans (de grens)", "Best choice, with chance (the frontier)")
            .to_owned(),
    ];
    let mut table = Table::of_things(
        caption,
        first.into_iter().chain(context.arms().map(|arm| context.arm(arm))),
    );
    for point in found.points.iter().step_by(4) {
        let frontier =
            format!("{}: {}", context.arm(point.best), context.percent(point.p_best[point.best]));
        table.row(
            context.said.money(point.value, 2),
            std::iter::once(frontier)
                .chain(point.p_best.iter().map(|&share| context.percent(share))),
        );
    }
    table
}
