//! The first page: the question, the answer in three sentences, and one figure.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::table::Table;
use crate::report::charts::{ArmBand, Caption, Interval, net_benefit};
use crate::report::sentences::{Answer, Asked, cautions};

pub(super) fn front(context: &Context) -> Markup {
    let (view, said) = (context.view(), context.said);
    let answer = Answer::of(view, said);
    let priced = context.model().value_of_qaly.is_some();
    html! {
        div.front {
            p.quiet { "wijkimpact · " (view.scenario) }
            h1 { (view.title.as_ref().unwrap_or(&view.scenario)) }
            @if let Some(description) = &context.material.description {
                p { (description.split_whitespace().collect::<Vec<_>>().join(" ")) }
            }
            p { strong { (Asked::of(view).sentence(said)) } }
            div.answer { @for sentence in answer.sentences(said) { p { (sentence) } } }
            @for caution in cautions(said, view, priced) { p { (caution) } }
            (net_figure(context))
            p.quiet { (reading(context)) }
        }
    }
}

/// How to read the figure, and what `1x` means.
fn reading(context: &Context) -> &'static str {
    context.text(
        "1x is de huidige inzet, 0x geen inzet, 2x twee keer zoveel. Contante waarde: bedragen in latere jaren tellen minder. De band van 90%: in 5% van de berekeningen ligt de uitkomst eronder, in 5% erboven. De band beschrijft onze onzekerheid, niet wat er van jaar op jaar gebeurt.",
        "1x is present staffing, 0x no staff, 2x twice as much. Present value: amounts in later years count less. The 90% band: in 5% of the calculations the result lies below it, in 5% above. The band describes our uncertainty, not what happens from year to year.",
    )
}

fn net_figure(context: &Context) -> Markup {
    let view = context.view();
    let bands: Vec<_> =
        context.arms().filter_map(|arm| Some((arm, view.band(arm, "net_pv")?))).collect();
    let intervals: Vec<Interval> = bands.iter().map(|(_, band)| Interval::of(band)).collect();
    let unit = context.unit(&intervals);
    let arms: Vec<ArmBand> = bands
        .iter()
        .zip(&intervals)
        .map(|((arm, band), interval)| ArmBand {
            name: context.arm(*arm),
            value: context.mean_euros(band),
            net: interval.in_units(unit.euros),
        })
        .collect();
    let caption = Caption {
        title: title(context),
        subtitle: context.said.one(
            format!("Netto resultaat per bezetting: stip is het gemiddelde, donker de 50%-band, licht de 90%-band; contante waarde, {}, prijzen van {}", unit.name, view.price_year),
            format!("Net result per staffing: dot is the mean, dark the 50% band, light the 90% band; present value, {}, prices of {}", unit.name, view.price_year),
        ),
        description: description(context, &bands),
    };
    let mut behind = Table::new(
        context.text("Netto resultaat, contante waarde", "Net result, present value"),
        context
            .said
            .one(
                ["Bezetting", "Gemiddeld", "50%-band", "90%-band", "Kans dat het loont"],
                ["Staffing", "Mean", "50% band", "90% band", "Chance that it pays"],
            )
            .map(str::to_owned),
    );
    for (arm, band) in &bands {
        let inner = context.between(
            context.said.within(band.value.p25, band.mcse.p25),
            &context.said.within(band.value.p75, band.mcse.p75),
        );
        behind.row(
            context.arm(*arm),
            [
                context.mean_euros(band),
                inner,
                context.band_euros(band),
                chance(context, *arm, band.value.p_positive),
            ],
        );
    }
    figure(context, "net", |look| net_benefit(look, &caption, &arms), &behind)
}

/// Without staff there is nothing to pay off.
pub(super) fn chance(context: &Context, arm: usize, share: f64) -> String {
    context.percent(if context.fte(arm) > 0.0 { share } else { f64::NAN })
}

fn description(context: &Context, bands: &[(usize, &crate::analysis::Band)]) -> String {
    let parts: Vec<String> = bands
        .iter()
        .map(|(arm, band)| {
            let (mean, range) = (context.mean_euros(band), context.band_euros(band));
            context.said.one(
                format!("{}: gemiddeld {mean}, 90%-band {range}", context.arm(*arm)),
                format!("{}: mean {mean}, 90% band {range}", context.arm(*arm)),
            )
        })
        .collect();
    parts.join(". ")
}

/// What the expected net does as staff grows, without staff as its start.
fn title(context: &Context) -> String {
    let view = context.view();
    let nets: Vec<f64> = context.arms().map(|arm| view.mean(arm, "net_pv")).collect();
    // Named arms are other mixes, not more of the same.
    if nets.len() < 3 || view.arms.iter().any(|(_, level)| level.is_none()) {
        return context
            .text("Wat elke bezetting netto oplevert", "What each staffing yields on balance")
            .to_owned();
    }
    let rises = |pair: &[f64]| pair[1] > pair[0];
    let top = nets.windows(2).take_while(|pair| rises(pair)).count();
    let falls = nets.windows(2).skip(top).all(|pair| pair[1] < pair[0]);
    match (top, falls) {
        (top, _) if top + 1 == nets.len() => context
            .text(
                "Meer personeel: naar verwachting een hoger netto resultaat",
                "More staff: a higher net result is expected",
            )
            .to_owned(),
        (0, true) => context
            .text(
                "Meer personeel: naar verwachting een lager netto resultaat",
                "More staff: a lower net result is expected",
            )
            .to_owned(),
        (top, true) => {
            let best = context.arm(top);
            context.said.one(
                format!(
                    "Tot en met {best} stijgt het verwachte netto resultaat, daarboven daalt het"
                ),
                format!("The expected net result rises up to {best} and falls beyond it"),
            )
        }
        _ => context
            .text("Wat elke bezetting netto oplevert", "What each staffing yields on balance")
            .to_owned(),
    }
}
