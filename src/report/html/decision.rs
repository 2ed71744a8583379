//! Which arm to choose: chance to be best, regret, the next FTE, when it is paid back, and other discount rates.

use maud::{Markup, html};

use super::budget::budget;
use super::context::Context;
use super::health::health;
use super::knowing::knowing;
use super::table::Table;

pub(super) fn decision(context: &Context) -> Markup {
    html! {
        h2 id="decision" { (context.text("De keuze", "The choice")) }
        p { (context.text(
            "Wie moet kiezen terwijl niet alles bekend is, let het best op het verwachte netto resultaat. De kans de beste te zijn zegt hoe zeker de keuze is. De spijt van de beste keuze is wat nader onderzoek hooguit waard is.",
            "Who must choose while not everything is known does best to look at the expected net result. The chance to be best tells how sure the choice is. The regret of the best choice is the most that more research is worth.",
        )) }
        (verdicts(context).render())
        p.quiet { (context.text(
            "Spijt: wat de achteraf beste keuze gemiddeld meer had opgeleverd. Extra per fte: tegenover de bezetting ervoor.",
            "Regret: what the choice that is best with hindsight would have yielded more, on average. Extra per FTE: against the staffing before.",
        )) }
        (budget(context))
        (knowing(context))
        (health(context))
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
        verdicts.iter().map(|v| context.said.money(context.view().marginal(v.arm), 2)),
    );
    table
}

fn payback(context: &Context) -> Table {
    let arms: Vec<usize> = context.arms().filter(|&arm| context.fte(arm) > 0.0).collect();
    let mut table = Table::new(
        context.text(
            "Kans dat de kosten in dit jaar zijn terugverdiend en dat blijven",
            "Chance that the cost is paid back by this year and stays so",
        ),
        heads(context, context.text("Uiterlijk in", "By"), &arms),
    );
    for year in context.view().payback_years() {
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
