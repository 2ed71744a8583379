//! The best arm within each budget.

use maud::{Markup, html};

use super::context::Context;
use super::table::Table;

/// Nothing where there is only one arm to buy.
pub(super) fn budget(context: &Context) -> Markup {
    let choices = &context.material.budgets;
    if choices.len() < 2 {
        return html! {};
    }
    html! {
        h3 { (context.text("Als het budget vastligt", "If the budget is fixed")) }
        p { (sentence(context)) }
        (table(context).render())
    }
}

fn sentence(context: &Context) -> String {
    let mut best: Vec<usize> = context
        .material
        .budgets
        .iter()
        .filter_map(|choice| choice.best.map(|best| best.arm))
        .collect();
    best.dedup();
    let names: Vec<String> = best.iter().map(|&arm| context.arm(arm)).collect();
    match &names[..] {
        [only] => context.said.one(
            format!("Meer budget verandert de keuze niet: {only} heeft bij elk budget het hoogste verwachte netto resultaat."),
            format!("A larger budget does not change the choice: {only} has the highest expected net result at every budget."),
        ),
        names => {
            let names = names.join(", ");
            context.said.one(
                format!("Wie meer te besteden heeft, kiest anders; van klein naar groot budget: {names}."),
                format!("Who has more to spend chooses differently; from small to large budget: {names}."),
            )
        }
    }
}

fn table(context: &Context) -> Table {
    let head = context.said.one(
        ["Budget vanaf", "Beste keuze", "Kosten", "Verwacht netto", "Kans de beste te zijn"],
        ["Budget from", "Best choice", "Cost", "Expected net", "Chance to be best"],
    );
    let mut table = Table::of_things(
        context.text(
            "De beste van de bezettingen die gemiddeld binnen het budget blijven; contante waarde",
            "The best of the staffings that stay within the budget on average; present value",
        ),
        head.map(str::to_owned),
    );
    let money = |euros: f64| context.said.money(euros, 3);
    for choice in &context.material.budgets {
        let Some(best) = choice.best else { continue };
        table.row(
            money(choice.budget),
            [
                context.arm(best.arm),
                money(best.cost),
                context.said.money(best.expected_net, 2),
                context.percent(best.p_best),
            ],
        );
    }
    table
}
