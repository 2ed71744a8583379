//! What anybody's sample says, in the terminal.

use super::Answer;
use super::text::Teller;
use crate::analysis::voi::{Evpi, Evppi, Method};
use crate::report::numbers::Language;

/// What `given-data` found.
pub fn answer_text(told: &Answer, language: Language, width: usize) -> String {
    let teller = Teller::new(language, width);
    let mut parts = Vec::new();
    match told {
        Answer::Sobol { output, rows, level, inputs } => {
            let cells: Vec<_> = inputs
                .iter()
                .map(|input| (input.name.clone(), vec![teller.share(input.index, input.varies)]))
                .collect();
            let header = [format!("{} {output}", teller.say("deel van", "share of"))];
            parts.push(teller.table(&teller.say("invoer", "input"), &header, &cells));
            parts.push(teller.prose(&match language {
                Language::Dutch => format!(
                    "{} rijen; tussen haakjes {}-intervallen, als de rijen onafhankelijk zijn; ≈ 0: niet te onderscheiden van 0.",
                    teller.numbers.whole(*rows as f64),
                    teller.percent(*level)
                ),
                Language::English => format!(
                    "{} rows; in brackets {} intervals, if rows are independent; ≈ 0: not distinguishable from 0.",
                    teller.numbers.whole(*rows as f64),
                    teller.percent(*level)
                ),
            }));
        }
        Answer::Evpi { options, evpi } => parts.extend(options_text(&teller, options, evpi)),
        Answer::Evppi { options, evpi, inputs, groups } => {
            parts.extend(options_text(&teller, options, evpi));
            let cells: Vec<_> = inputs
                .iter()
                .chain(groups)
                .map(|(name, value)| (name.clone(), vec![given_partial(&teller, value)]))
                .collect();
            parts.push(teller.table(&teller.say("invoer", "input"), &["EVPPI".to_owned()], &cells));
            parts.push(teller.prose(&teller.say(
                "± is één standaardfout, als de rijen onafhankelijk zijn.",
                "± is one standard error, if rows are independent.",
            )));
        }
    }
    parts.join("\n\n") + "\n"
}

/// In the unit of the sample, which need not be euros.
fn plain(teller: &Teller, value: f64, error: f64) -> String {
    // As many decimals as show two digits of the error.
    let size = if error > 0.0 { error } else { value.abs() };
    if size > 0.0 && !(1e-9..1e15).contains(&size) {
        return format!("{value:e} ± {error:e}");
    }
    let decimals = if size > 0.0 { (1.0 - size.log10().floor()).max(0.0) as usize } else { 2 };
    let told = |number: f64| teller.numbers.decimal(number, decimals);
    format!("{} ± {}", told(value), told(error))
}

fn given_partial(teller: &Teller, value: &Evppi) -> String {
    if value.method == Method::DoesNotVary {
        return teller.say("0, varieert niet", "0, does not vary");
    }
    plain(teller, value.value, value.error)
}

fn options_text(teller: &Teller, options: &[String], evpi: &Evpi) -> Vec<String> {
    let rows: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(option, name)| {
            let cells = vec![
                teller.numbers.figure(evpi.expected_net[option], 4),
                teller.percent(evpi.p_best[option]),
                teller.numbers.figure(evpi.expected_loss[option], 4),
            ];
            (name.clone(), cells)
        })
        .collect();
    let header = [
        teller.say("verwacht netto", "expected net"),
        teller.say("kans de beste", "chance to be best"),
        teller.say("verwacht verlies", "expected loss"),
    ];
    let verdict =
        format!("EVPI: {} ({})", plain(teller, evpi.value, evpi.error), options[evpi.best]);
    vec![teller.table(&teller.say("keuze", "option"), &header, &rows), teller.prose(&verdict)]
}
