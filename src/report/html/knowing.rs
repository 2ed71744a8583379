//! What knowing more before deciding would be worth at most.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::names::input;
use super::table::Table;
use crate::report::charts::{Caption, Estimated, Unit, estimates};

/// Inputs told of.
const TOLD: usize = 8;

/// Nothing where there is nothing to choose or too few trials to tell.
pub(super) fn knowing(context: &Context) -> Markup {
    let Some(known) = &context.material.knowing else { return html! {} };
    let money = |value: f64| context.said.money(value, 2);
    let everything = (
        context.text("alles weten", "knowing everything").to_owned(),
        known.evpi.value,
        known.evpi.error,
    );
    let worthy: Vec<_> = known.inputs.iter().filter(|(_, worth)| worth.stands_out()).collect();
    let shown = worthy
        .iter()
        .take(TOLD)
        .map(|(path, worth)| (input(context, path), worth.value, worth.error));
    let rows: Vec<(String, f64, f64)> = std::iter::once(everything).chain(shown).collect();
    let others = known.inputs.len() - worthy.len();
    let less = worthy.len().saturating_sub(TOLD);
    let unit = Unit::of(context.said.language(), rows.iter().map(|(_, value, _)| *value));
    let bars: Vec<Estimated> = rows
        .iter()
        .map(|(name, value, error)| {
            Estimated::worth(name.clone(), money(*value), [*value, *error], &unit)
        })
        .collect();
    let caption = Caption {
        title: context.said.one(
            format!("Alles weten is hooguit {} waard", money(known.evpi.value)),
            format!("Knowing everything is worth at most {}", money(known.evpi.value)),
        ),
        subtitle: context.said.one(
            format!(
                "Wat onderzoek dat dit beslecht hooguit waard is, met 95%-interval; {}",
                unit.name
            ),
            format!(
                "What a study that settles this is worth at most, with 95% interval; {}",
                unit.name
            ),
        ),
        description: String::new(),
    };
    let head = context.said.one(
        ["Onderzoek naar", "Hooguit waard (95%-interval)"],
        ["Study of", "Worth at most (95% interval)"],
    );
    let mut behind = Table::new("", head.map(str::to_owned));
    for (name, value, error) in &rows {
        let half = money(1.96 * error);
        behind.row(name.clone(), [format!("{} ± {half}", money(*value))]);
    }
    html! {
        h3 { (context.text("Wat meer weten waard is", "What knowing more is worth")) }
        p { (context.text(
            "Onderzoek is pas iets waard als de uitkomst de keuze kan veranderen. Hieronder staat wat het voor deze beslissing in deze wijk hooguit waard is om iets zeker te weten; wie voor meer wijken of jaren beslist, telt het vaker.",
            "Research is worth something only if what it finds can change the choice. Below is what it is worth at most, for this decision in this wijk, to know something for sure; who decides for more wijken or years counts it more often.",
        )) }
        @if less > 0 {
            p { (context.said.one(
                format!("Nog {less} invoeren zijn iets waard, maar minder dan de getoonde."),
                format!("Another {less} inputs are worth something, but less than those shown."),
            )) }
        }
        @if others > 0 {
            p { (context.said.one(
                format!("{others} invoeren zijn elk alleen vrijwel niets waard, omdat de keuze er niet door verandert; samen kunnen ze wel iets waard zijn."),
                format!("{others} inputs are each alone worth about nothing, because the choice does not change with them; together they may be worth something."),
            )) }
        }
        (figure(context, "knowing", |look| estimates(look, &caption, &[""], &bars), &behind))
    }
}
