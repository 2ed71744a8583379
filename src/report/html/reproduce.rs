//! How to make the same run again.

use maud::{Markup, html};

use super::context::Context;

pub(super) fn reproduce(context: &Context) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let (run, numbers) = (&context.material.run, context.said.numbers);
    let facts = [
        (t("Programma", "Program"), format!("wijkimpact {}", run.version)),
        (t("Startgetal", "Seed"), run.seed.to_string()),
        (t("Berekeningen (trekkingen)", "Calculations (trials)"), numbers.whole(run.trials as f64)),
        (t("Opzet van de trekkingen", "Design of the draws"), run.design.clone()),
        (t("Toeval", "Luck"), run.chance.clone()),
        (t("Generator", "Generator"), run.generator.clone()),
        (t("Gemaakt", "Made"), run.started.clone()),
        (t("Scenario, SHA-256", "Scenario, SHA-256"), run.scenario_sha256.clone()),
    ];
    html! {
        h2 id="reproduce" { (t("Zo rekent u dit na", "How to make this again")) }
        p { (t(
            "Met hetzelfde scenario, hetzelfde startgetal en dezelfde versie van het programma komen er tot op het cijfer dezelfde uitkomsten uit.",
            "The same scenario, seed and version of the program give the same results to the last digit.",
        )) }
        pre { (run.command) }
        @if run.of_another_version() {
            p.warning { (context.said.one(
                format!("De uitkomsten zijn van versie {}; dit verslag is gemaakt door versie {}.", run.version, run.this_version),
                format!("The results are of version {}; this report was made by version {}.", run.version, run.this_version),
            )) }
        }
        table.text { tbody { @for (what, fact) in &facts { tr { th scope="row" { (what) } td { span.path { (fact) } } } } } }
        @if let Some(sentence) = exactness(context) { p { (sentence) } }
    }
}

/// How far the mean could move in another run of the same size.
fn exactness(context: &Context) -> Option<String> {
    let error = context.view().band(context.focus(), "net_pv")?.mcse.mean;
    if error.is_nan() || error == 0.0 {
        return None;
    }
    let amount = context.said.money(error, 2);
    Some(context.said.one(
        format!("Door het beperkte aantal berekeningen kan het gemiddelde netto resultaat zo'n {amount} afwijken."),
        format!("With this many calculations the mean net result can be off by some {amount}."),
    ))
}
