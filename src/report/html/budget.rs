//! The best arm within each budget.

use maud::{Markup, html};

use super::context::Context;
use super::table::Table;
use crate::report::sentences::budget_sentence;

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
    let names: Vec<String> = best.into_iter().map(|arm| context.arm(arm)).collect();
    budget_sentence(context.said, &names)
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
