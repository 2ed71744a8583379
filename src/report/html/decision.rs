//! Which arm to choose: chance to be best, regret, the next FTE, when it is paid back, and other discount rates.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::table::Table;
use crate::analysis::Acceptability;
use crate::report::charts::{Caption, Curves, acceptability};

pub(super) fn decision(context: &Context) -> Markup {
    html! {
        h2 id="decision" { (context.text("De keuze", "The choice")) }
        p { (context.text(
            "Wie moet kiezen terwijl niet alles bekend is, kan het beste letten op het verwachte netto resultaat. De kans om de beste te zijn en de spijt zeggen hoeveel nader onderzoek waard is.",
            "Who must choose while not everything is known does best to look at the expected net result. The chance to be best and the regret tell what more research is worth.",
        )) }
        (verdicts(context).render())
        p.quiet { (context.text(
            "Spijt: wat de beste keuze achteraf gemiddeld meer had opgeleverd. Extra per fte: tegenover de bezetting ervoor.",
            "Regret: what the best choice would have yielded more with hindsight, on average. Extra per FTE: against the staffing before.",
        )) }
        @if let Some(found) = &context.material.acceptability { (curves(context, found)) }
        h3 { (context.text("Wanneer is het terugverdiend?", "When is it paid back?")) }
        (payback(context).render())
        h3 { (context.text("Als latere jaren meer of minder tellen", "If later years count more or less")) }
        (rates(context).render())
    }
}

fn heads(context: &Context, first: &str, arms: &[usize]) -> Vec<String> {
    std::iter::once(first.to_owned()).chain(arms.iter().map(|&arm| context.arm(arm))).collect()
}

fn verdicts(context: &Context) -> Table {
    let t = |dutch, english| context.text(dutch, english);
    let verdicts = &context.view().verdicts;
    let arms: Vec<usize> = verdicts.iter().map(|verdict| verdict.arm).collect();
    let mut table = Table::new(
        t("Zonder toeval; contante waarde", "Without luck; present value"),
        heads(context, "", &arms),
    );
    table.row(
        t("Verwacht netto", "Expected net"),
        verdicts.iter().map(|v| context.said.within(v.expected_net, v.expected_net_mcse)),
    );
    table.row(
        t("Kans de beste te zijn", "Chance to be best"),
        verdicts.iter().map(|v| context.percent(v.p_best)),
    );
    table.row(
        t("Spijt, gemiddeld", "Regret, mean"),
        verdicts.iter().map(|v| context.said.money(v.expected_regret, 2)),
    );
    table.row(
        t("Extra netto per extra fte", "Extra net per extra FTE"),
        verdicts.iter().map(|v| context.said.money(v.marginal_net_per_fte, 2)),
    );
    table
}

fn curves(context: &Context, found: &Acceptability) -> Markup {
    let values: Vec<f64> = found.points.iter().map(|point| point.value).collect();
    let highest = values.last().copied().unwrap_or(0.0);
    let own = context
        .model()
        .value_of_qaly
        .map(|quantity| context.model().inputs.get(quantity).distribution.mean())
        .filter(|value| (0.0..=highest).contains(value));
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
        mark: own.map(|value| {
            let money = context.said.money(value, 2);
            let told = context.said.one(
                format!("Lijn: waarmee hier gerekend is, {money}"),
                format!("Line: the value used here, {money}"),
            );
            (value / 1e3, told)
        }),
    };
    let winner = |point: Option<&crate::analysis::AcceptabilityPoint>| {
        point.map_or_else(String::new, |point| context.arm(point.best))
    };
    let (first, last) = (winner(found.points.first()), winner(found.points.last()));
    let most = context.said.money(highest, 2);
    let caption = Caption {
        title: if first == last {
            context.said.one(
                format!("Wat een gezond levensjaar ook waard is (tot {most}): {first} blijft de beste keuze"),
                format!("Whatever a healthy life year is worth (up to {most}): {first} stays the best choice"),
            )
        } else {
            context.said.one(
                format!("De beste keuze hangt af van wat een gezond levensjaar waard is: van {first} naar {last}"),
                format!("The best choice depends on what a healthy life year is worth: from {first} to {last}"),
            )
        },
        subtitle: context
            .text(
                "Kans dat een bezetting het hoogste netto resultaat heeft",
                "Chance that a staffing has the highest net result",
            )
            .to_owned(),
        description: String::new(),
    };
    let arms: Vec<usize> = context.arms().collect();
    let mut behind = Table::new(
        caption.subtitle.clone(),
        heads(context, context.text("Waarde", "Value"), &arms),
    );
    for point in found.points.iter().step_by(4) {
        behind.row(
            context.said.money(point.value, 2),
            point.p_best.iter().map(|&share| context.percent(share)),
        );
    }
    figure(context, "curve", |look| acceptability(look, &caption, &data), &behind)
}

fn payback(context: &Context) -> Table {
    let arms: Vec<usize> = context.arms().filter(|&arm| context.fte(arm) > 0.0).collect();
    let horizon = context.view().horizon;
    let mut table = Table::new(
        context.text(
            "Kans dat de kosten in dit jaar zijn terugverdiend en dat blijven",
            "Chance that the cost is paid back by this year and stays so",
        ),
        heads(context, context.text("Uiterlijk in", "By"), &arms),
    );
    let mut years: Vec<usize> = [0, 1, 2, 4, 9, 14, 19, 29, 39]
        .into_iter()
        .filter(|year| year + 1 < horizon)
        .chain(horizon.checked_sub(1))
        .collect();
    years.dedup();
    for year in years {
        let measure = format!("paid_back_by.{year}");
        let calendar = context.view().base_year.saturating_add_unsigned(year as u32);
        table.row(
            calendar.to_string(),
            arms.iter().map(|&arm| context.percent(context.view().mean(arm, &measure))),
        );
    }
    table
}

fn rates(context: &Context) -> Table {
    let model = context.model();
    let arms: Vec<usize> = context.arms().collect();
    let mut table = Table::new(
        context.text("Netto resultaat, contante waarde", "Net result, present value"),
        heads(context, context.text("Discontovoet", "Discount rate"), &arms),
    );
    let percent =
        |rate: f64| context.said.numbers.decimal(rate * 100.0, 2).trim_end_matches('0').to_owned();
    let told = |rate: f64| percent(rate).trim_end_matches([',', '.']).to_owned() + "%";
    let main = model.inputs.get(model.discounting.rate).distribution.mean();
    let mut rows: Vec<(f64, String, String)> = model
        .discounting
        .also
        .iter()
        .map(|&rate| (rate, told(rate), format!("net_pv@{rate}")))
        .collect();
    let used = format!("{} ({})", told(main), context.text("gebruikt", "used"));
    rows.push((main, used, "net_pv".to_owned()));
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, label, measure) in rows {
        table.row(label, arms.iter().map(|&arm| context.euros(arm, &measure)));
    }
    table
}
