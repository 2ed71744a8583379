//! The published figures in the terminal: how far they are, whether they exclude each other, and the check afterwards.

use super::text::Telling;
use super::{Calibrated, PublishedFigure};
use crate::analysis::calibration::{Nearest, PLAUSIBLE, Reach};
use crate::engine::Measure;
use crate::report::numbers::Language;
use crate::report::words;

/// Inputs of the shortest way that are named.
const NAMED: usize = 5;

/// Moves of the shortest way below which an input is not named, in units of its own spread.
const SMALL: f64 = 0.3;

/// A value of a figure in its own unit.
fn value(telling: &Telling, measure: Measure, value: f64) -> String {
    if measure.unit().starts_with("EUR") {
        telling.numbers.money_short(value, 3)
    } else {
        telling.numbers.natural(value)
    }
}

fn name(telling: &Telling, figure: &PublishedFigure) -> String {
    format!("{}, {}", words::measure(telling.language, figure.measure.name()), figure.arm)
}

/// Each figure against the inputs as they stand, then the shortest way to all.
pub(super) fn reach(telling: &Telling, told: &Calibrated) -> Vec<String> {
    let found = &told.found;
    let rows: Vec<(String, Vec<String>)> = told
        .published
        .iter()
        .zip(found.targets.iter().zip(&found.reach))
        .map(|(figure, (target, reach))| {
            let of = |number| value(telling, figure.measure, number);
            let [low, high] = target.agrees();
            let cells = vec![
                format!("{}–{}", of(low), of(high)),
                of(reach.values[1]),
                of(reach.values[2]),
                telling.numbers.percent(reach.beyond.unwrap_or(reach.agrees)),
                distance(telling, &reach.nearest),
            ];
            (name(telling, figure), cells)
        })
        .collect();
    let header = [
        telling.say("klopt bij", "agrees at"),
        telling.say("mediaan", "median"),
        telling.say("hoogste", "highest"),
        telling.say("zo ver", "as far"),
        telling.say("afstand", "distance"),
    ];
    let mut parts = vec![telling.table(&telling.say("cijfer", "figure"), &header, &rows)];
    parts.push(telling.prose(&match telling.language {
        Language::Dutch => format!(
            "Zo ver: deel van de trekkingen dat klopt of nog verder ligt. Afstand: van het midden van alle invoeren samen naar het dichtstbijzijnde punt dat klopt, in standaardafwijkingen; boven {PLAUSIBLE} is het niet aannemelijk."
        ),
        Language::English => format!(
            "As far: share of the draws that agree or lie farther. Distance: from the middle of all inputs together to the nearest point that agrees, in standard deviations; above {PLAUSIBLE} it is not plausible."
        ),
    }));
    for (figure, reach) in told.published.iter().zip(&found.reach) {
        if !reach.plausible {
            parts.push(telling.prose(&unreached(telling, figure, reach)));
        }
    }
    if let Some(together) = &found.together {
        if together.conflict {
            parts.push(telling.prose(&telling.say(
                "De cijfers sluiten elkaar uit: elk apart is bereikbaar, alle tegelijk niet.",
                "The figures exclude each other: each alone can be reached, all at once cannot.",
            )));
        }
        parts.push(telling.prose(&way(telling, told, &together.nearest)));
    } else if let Some(only) = found.reach.first() {
        parts.push(telling.prose(&way(telling, told, &only.nearest)));
    }
    parts
}

fn distance(telling: &Telling, nearest: &Nearest) -> String {
    if nearest.reached {
        telling.distance(nearest.distance)
    } else {
        telling.say("niet gevonden", "not found")
    }
}

fn unreached(telling: &Telling, figure: &PublishedFigure, reach: &Reach) -> String {
    let name = name(telling, figure);
    let away = telling.distance(reach.nearest.distance);
    match (telling.language, reach.nearest.reached) {
        (Language::Dutch, true) => format!(
            "{name}: geen aannemelijke invoer bereikt dit cijfer. Het ligt {away} standaardafwijkingen van het midden van alle invoeren samen."
        ),
        (Language::English, true) => format!(
            "{name}: no plausible input reaches this figure. It lies {away} standard deviations from all inputs together."
        ),
        (Language::Dutch, false) => format!(
            "{name}: geen aannemelijke invoer bereikt dit cijfer, en er is ook geen onaannemelijke gevonden."
        ),
        (Language::English, false) => format!(
            "{name}: no plausible input reaches this figure, and no implausible one was found either."
        ),
    }
}

/// The shortest way, in the inputs that move most on it.
fn way(telling: &Telling, told: &Calibrated, nearest: &Nearest) -> String {
    if !nearest.reached {
        return telling.say(
            "Er is geen punt gevonden waarop alle cijfers kloppen.",
            "No point was found at which all figures agree.",
        );
    }
    let mut order: Vec<(usize, f64)> = nearest.scores.iter().copied().enumerate().collect();
    order.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let steps: Vec<String> = order
        .iter()
        .take(NAMED)
        .filter(|(_, score)| score.abs() >= SMALL)
        .filter_map(|&(input, score)| {
            let path = told.found.names.get(input)?;
            let value = telling.numbers.natural(*nearest.values.get(input)?);
            Some(format!("{path} {value} ({})", telling.signed(score)))
        })
        .collect();
    let away = telling.distance(nearest.distance);
    if steps.is_empty() {
        return match telling.language {
            Language::Dutch => {
                format!("De kortste weg naar alle cijfers is {away}: geen invoer hoeft ver.")
            }
            Language::English => {
                format!("The shortest way to all figures is {away}: no input has far to go.")
            }
        };
    }
    let steps = steps.join("; ");
    match telling.language {
        Language::Dutch => {
            format!("De kortste weg naar alle cijfers, {away} standaardafwijkingen: {steps}.")
        }
        Language::English => {
            format!("The shortest way to all figures, {away} standard deviations: {steps}.")
        }
    }
}

/// Each figure before and after.
pub(super) fn checks(telling: &Telling, told: &Calibrated) -> Vec<String> {
    let Some(posterior) = &told.found.posterior else { return Vec::new() };
    let rows: Vec<(String, Vec<String>)> = told
        .published
        .iter()
        .zip(&posterior.checks)
        .map(|(figure, check)| {
            let band = |[low, middle, high]: [f64; 3]| {
                let of = |number| value(telling, figure.measure, number);
                format!("{}\n({}–{})", of(middle), of(low), of(high))
            };
            let cells = vec![
                band(check.prior.quantiles),
                band(check.posterior.quantiles),
                telling.numbers.percent(check.posterior.agrees.value),
            ];
            (name(telling, figure), cells)
        })
        .collect();
    let header = [
        telling.say("nu (90%)", "now (90%)"),
        telling.say("dan (90%)", "then (90%)"),
        telling.say("klopt dan", "agrees then"),
    ];
    vec![telling.table(&telling.say("controle", "check"), &header, &rows)]
}
