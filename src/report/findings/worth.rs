//! What knowing more is worth, in the terminal.

use super::text::Teller;
use super::{Studied, Valued};
use crate::analysis::voi::{Evppi, Method};
use crate::report::numbers::Language;

/// What `voi` found.
pub fn valued_text(told: &Valued, language: Language, width: usize) -> String {
    let teller = Teller::new(language, width);
    let best = &told.arms[told.evpi.best];
    let mut parts = vec![teller.prose(&match language {
        Language::Dutch => format!(
            "{} · waarde van meer weten, per beslissing {}; {} trekkingen",
            told.scenario,
            told.areas.map_or_else(
                || "in één wijk".to_owned(),
                |count| format!("voor {count} wijken samen")
            ),
            teller.numbers.whole(told.trials as f64)
        ),
        Language::English => format!(
            "{} · value of knowing more, per decision {}; {} trials",
            told.scenario,
            told.areas.map_or_else(
                || "in one wijk".to_owned(),
                |count| format!("for {count} wijken together")
            ),
            teller.numbers.whole(told.trials as f64)
        ),
    })];
    parts.push(teller.prose(&match language {
        Language::Dutch => format!("Nu kiezen: {best} (kans {} dat dit de beste is). Onderzoek dat alle onzekerheid wegneemt, is hoogstens {} waard.", teller.percent(told.evpi.p_best[told.evpi.best]), worth(&teller, told.evpi.value, told.evpi.error)),
        Language::English => format!("Choosing now: {best} (a chance of {} that it is best). Research that settles everything is worth at most {}.", teller.percent(told.evpi.p_best[told.evpi.best]), worth(&teller, told.evpi.value, told.evpi.error)),
    }));
    // One decision in one wijk: nothing to scale.
    let alone = (told.decisions - 1.0).abs() <= 1e-12;
    if !alone {
        let all = teller.money(told.evpi.value * told.decisions);
        let (wijken, years) = (
            teller.numbers.natural(told.population.wijken_per_year),
            teller.numbers.natural(told.population.years),
        );
        parts.push(teller.prose(&match language {
            Language::Dutch => format!("Voor {wijken} wijken per jaar, {years} jaar lang ({} per jaar verdisconteerd): hoogstens {all}.", teller.rate(told.population.rate)),
            Language::English => format!("For {wijken} wijken a year, during {years} years (discounted at {} a year): at most {all}.", teller.rate(told.population.rate)),
        }));
    }
    let rows = |values: &[&(String, Evppi)]| -> Vec<(String, Vec<String>)> {
        values
            .iter()
            .map(|(name, value)| {
                let mut cells = vec![partial(&teller, value)];
                if !alone {
                    cells.push(partial_all(&teller, value, told.decisions));
                }
                (name.clone(), cells)
            })
            .collect()
    };
    let mut header = vec![teller.say("hoogstens waard", "worth at most")];
    if !alone {
        header.push(teller.say("voor alle", "for all"));
    }
    let (worthy, idle): (Vec<_>, Vec<_>) =
        told.inputs.iter().partition(|(_, value)| value.stands_out());
    if !worthy.is_empty() {
        parts.extend(teller.short_table(
            &teller.say("onderzoek naar", "study of"),
            &header,
            &rows(&worthy),
        ));
    }
    if !idle.is_empty() {
        let count = idle.len();
        parts.push(teller.prose(&match language {
            Language::Dutch => format!("{count} invoeren zijn alleen vrijwel niets waard: de keuze verandert er niet door, of niet aantoonbaar. Samen kunnen ze wel iets waard zijn (--group)."),
            Language::English => format!("{count} inputs alone are worth about nothing: the choice does not change with them, or not demonstrably. Together they may be worth something (--group)."),
        }));
    }
    if !told.groups.is_empty() {
        let groups: Vec<_> = told.groups.iter().collect();
        parts.extend(teller.short_table(
            &teller.say("onderzoek naar samen", "study of together"),
            &header,
            &rows(&groups),
        ));
    }
    if !told.budgets.is_empty() {
        parts.push(budgets(&teller, told));
    }
    parts.extend(told.study.iter().flat_map(|study| studied(&teller, study, told.decisions)));
    parts.push(teller.prose(&teller.say(
        "± is één standaardfout van de berekening. Wat het waard is om iets te weten, is een bovengrens: onderzoek kost geld en neemt zelden alle twijfel weg.",
        "± is one standard error of the calculation. What it is worth to know something is an upper bound: research costs money and seldom settles all doubt.",
    )));
    parts.join("\n\n") + "\n"
}

fn worth(teller: &Teller, value: f64, error: f64) -> String {
    format!("{} ± {}", teller.money(value), teller.numbers.money(error, 2))
}

fn partial(teller: &Teller, value: &Evppi) -> String {
    if value.method == Method::DoesNotVary {
        return teller.say("0, varieert niet", "0, does not vary");
    }
    if !value.stands_out() {
        return "≈ 0".to_owned();
    }
    worth(teller, value.value, value.error)
}

fn partial_all(teller: &Teller, value: &Evppi, decisions: f64) -> String {
    if value.stands_out() { teller.money(value.value * decisions) } else { "–".to_owned() }
}

fn budgets(teller: &Teller, told: &Valued) -> String {
    let rows: Vec<_> = told
        .budgets
        .iter()
        .map(|at| {
            let none = || "–".to_owned();
            let cells = at.best.as_ref().map_or_else(
                || vec![none(), none(), none()],
                |best| {
                    vec![
                        told.arms[best.option].clone(),
                        teller.money(best.expected_net),
                        worth(teller, best.evpi, best.evpi_error),
                    ]
                },
            );
            (teller.money(at.budget), cells)
        })
        .collect();
    let header = [
        teller.say("beste keuze", "best choice"),
        teller.say("verwacht netto", "expected net"),
        teller.say("alles weten hoogstens waard", "knowing all worth at most"),
    ];
    teller.table(&teller.say("budget", "budget"), &header, &rows)
}

fn studied(teller: &Teller, study: &Studied, decisions: f64) -> Vec<String> {
    let rows: Vec<_> = study
        .evsi
        .sizes
        .iter()
        .zip(&study.payoffs.sizes)
        .map(|(point, payoff)| {
            let cells = vec![
                worth(teller, point.value, point.error),
                teller.money(point.value * decisions),
                teller.money(payoff.cost),
                teller.money(payoff.expected),
            ];
            (teller.numbers.whole(point.participants as f64), cells)
        })
        .collect();
    let header = [
        teller.say("waard per beslissing", "worth per decision"),
        teller.say("voor alle", "for all"),
        teller.say("kost", "costs"),
        teller.say("blijft over", "left over"),
    ];
    let free = study.cost.fixed <= 0.0 && study.cost.per_participant <= 0.0;
    let best = study.payoffs.best.map(|best| study.payoffs.sizes[best].participants);
    let told = |n: u64| teller.numbers.whole(n as f64);
    let verdict = match (best, teller.language) {
        _ if free => teller.say(
            "Zonder kosten is geen omvang te kiezen: geef --fixed en --per-participant.",
            "Without costs there is no size to choose: give --fixed and --per-participant.",
        ),
        (Some(n), Language::Dutch) => {
            format!(
                "Onderzoek naar {} laat het meest over met {} deelnemers; let op de fouten hierboven.",
                study.input,
                told(n)
            )
        }
        (Some(n), Language::English) => {
            format!(
                "A study of {} leaves most with {} participants; mind the errors above.",
                study.input,
                told(n)
            )
        }
        (None, Language::Dutch) => {
            format!("Onderzoek naar {} kost bij elke omvang meer dan het waard is.", study.input)
        }
        (None, Language::English) => {
            format!("A study of {} costs more than it is worth at every size.", study.input)
        }
    };
    vec![
        teller.table(&teller.say("deelnemers", "participants"), &header, &rows),
        teller.prose(&verdict),
    ]
}
