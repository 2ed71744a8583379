//! One step more: what each staffing adds to the one before it.

use maud::{Markup, html};

use super::context::Context;
use super::table::Table;
use crate::analysis::Step;
use crate::report::sentences::{pairing_sentence, steps_sentence};

pub(super) fn steps(context: &Context) -> Markup {
    let steps = &context.material.steps;
    if steps.is_empty() {
        return html! {};
    }
    let nets: Vec<(String, f64)> =
        steps.iter().map(|step| (context.arm(step.arm), step.net.value.mean)).collect();
    html! {
        h3 { (context.text("Eén stap meer", "One step more")) }
        p { (steps_sentence(context.said, &nets)) }
        (table(context, steps).render())
        @if let Some(step) = example(context, steps) {
            p { (pairing_sentence(
                context.said,
                [&context.arm(step.arm - 1), &context.arm(step.arm)],
                [step.net.value.p05, step.net.value.p95],
                step.apart,
            )) }
        }
    }
}

/// The first step between two staffed levels, or else between any two staffed arms: the step from nothing shares nothing.
fn example<'a>(context: &Context, steps: &'a [Step]) -> Option<&'a Step> {
    let staffed = || steps.iter().filter(|step| context.fte(step.arm - 1) > 0.0);
    staffed().find(|step| of_levels(context, step)).or_else(|| staffed().next())
}

/// Whether both arms are levels, so that the amount of staff alone makes the difference.
fn of_levels(context: &Context, step: &Step) -> bool {
    let is_level = |arm: usize| context.view().arms.get(arm).is_some_and(|arm| arm.1.is_some());
    is_level(step.arm) && is_level(step.arm - 1)
}

fn table(context: &Context, steps: &[Step]) -> Table {
    let head = context.said.one(
        [
            "Stap",
            "Extra fte in dienst",
            "Extra netto (90%-band)",
            "Kans dat de stap loont",
            "Extra netto per extra fte",
            "Uit losse banden",
        ],
        [
            "Step",
            "Extra FTE hired",
            "Extra net (90% band)",
            "Chance that the step pays",
            "Extra net per extra FTE",
            "From separate bands",
        ],
    );
    let mut table = Table::of_things(
        context.text(
            "Contante waarde tegenover de bezetting ervoor, verschil per berekening",
            "Present value against the staffing before, difference within each calculation",
        ),
        head.map(str::to_owned),
    );
    for step in steps {
        let (from, to) = (context.arm(step.arm - 1), context.arm(step.arm));
        let extra = step.fte.value.mean;
        table.row(
            format!("{from} → {to}"),
            [
                context.number(extra),
                context.euros_and_band(&step.net),
                context.percent(step.net.value.p_positive),
                per_fte(context, step),
                context.range_euros(step.apart),
            ],
        );
    }
    table
}

/// What an FTE more brings; nothing beside an arm with another mix, where staff alone does not make the difference.
fn per_fte(context: &Context, step: &Step) -> String {
    let net = if of_levels(context, step) { step.net_per_fte } else { f64::NAN };
    context.said.money(net, 2)
}
