//! What each method of sensitivity analysis found, as a table and a sentence that says how to read it.

use super::text::Teller;
use crate::analysis::OneByOne;
use crate::analysis::sensitivity::{Indices, Screening, Shapley, Tornado};
use crate::report::numbers::Language;

/// Sobol' indices, the largest total first, and the pairs that stand out.
pub(super) fn sobol(
    teller: &Teller,
    labels: &[String],
    indices: &Indices,
    level: f64,
) -> Vec<String> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let size = |at: &usize| indices.total[*at].map_or(-1.0, |index| index.value);
    order.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let rows: Vec<(String, Vec<String>)> = order
        .into_iter()
        .map(|at| {
            let cells =
                [indices.first[at], indices.total[at]].map(|index| teller.share(index, true));
            (labels[at].clone(), cells.to_vec())
        })
        .collect();
    let header = [teller.say("alleen", "alone"), teller.say("met anderen samen", "with others")];
    let mut parts = teller.short_table(&teller.say("invoer", "input"), &header, &rows);
    if !indices.second.is_empty() {
        let mut pairs: Vec<_> = indices
            .second
            .iter()
            .filter(|pair| pair.index.is_some_and(|at| at.distinguishable))
            .collect();
        pairs.sort_by(|a, b| {
            b.index.map_or(0.0, |at| at.value).total_cmp(&a.index.map_or(0.0, |at| at.value))
        });
        let rows: Vec<_> = pairs
            .iter()
            .map(|pair| {
                (
                    format!("{} × {}", labels[pair.a], labels[pair.b]),
                    vec![teller.share(pair.index, true)],
                )
            })
            .collect();
        if rows.is_empty() {
            parts.push(teller.prose(&teller.say(
                "Geen paar van invoeren is samen te onderscheiden van 0.",
                "No pair of inputs is distinguishable from 0 together.",
            )));
        } else {
            parts.extend(teller.short_table(
                &teller.say("paar", "pair"),
                &[teller.say("samen", "together")],
                &rows,
            ));
            // An interval that holds in 95 % of cases lies above 0 by chance in half of the rest.
            let chance = (indices.second.len() as f64 * (1.0 - level) / 2.0).ceil();
            parts.push(teller.prose(&match teller.language {
                Language::Dutch => format!("Van {} paren lijken er zo'n {} iets te doen door toeval alleen: geloof kleine getallen niet.", teller.numbers.whole(indices.second.len() as f64), teller.numbers.whole(chance)),
                Language::English => format!("Of {} pairs some {} seem to do something by chance alone: do not believe small numbers.", teller.numbers.whole(indices.second.len() as f64), teller.numbers.whole(chance)),
            }));
        }
    }
    parts.push(teller.prose(&match teller.language {
        Language::Dutch => format!("Deel van de spreiding (variantie) dat een invoer alleen draagt, en met alle wisselwerking; tussen haakjes {}-intervallen uit 16 onafhankelijke reeksen; ≈ 0: niet te onderscheiden van 0. {} berekeningen.", teller.percent(level), teller.numbers.whole(indices.evaluations as f64)),
        Language::English => format!("Share of the spread (variance) that an input carries alone, and with all interactions; in brackets {} intervals from 16 independent sequences; ≈ 0: not distinguishable from 0. {} evaluations.", teller.percent(level), teller.numbers.whole(indices.evaluations as f64)),
    }));
    parts
}

/// Shapley effects, the largest first.
pub(super) fn shapley(
    teller: &Teller,
    names: &[String],
    shapley: &Shapley,
    level: f64,
) -> Vec<String> {
    let mut rows: Vec<(f64, String, Vec<String>)> = names
        .iter()
        .zip(&shapley.effects)
        .map(|(name, effect)| {
            (
                effect.map_or(-1.0, |index| index.value),
                name.clone(),
                vec![teller.share(*effect, true)],
            )
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rows: Vec<_> = rows.into_iter().map(|(_, name, cells)| (name, cells)).collect();
    let mut parts = teller.short_table(
        &teller.say("invoer", "input"),
        &[teller.say("Shapley-effect", "Shapley effect")],
        &rows,
    );
    parts.push(teller.prose(&match teller.language {
        Language::Dutch => format!("Deel van de spreiding, eerlijk verdeeld over samenhangende invoeren; samen 1. Tussen haakjes {}-intervallen; ≈ 0: niet te onderscheiden van 0.", teller.percent(level)),
        Language::English => format!("Share of the spread, fairly divided over correlated inputs; together 1. In brackets {} intervals; ≈ 0: not distinguishable from 0.", teller.percent(level)),
    }));
    parts
}

/// Elementary effects, the largest first.
pub(super) fn morris(teller: &Teller, names: &[String], screening: &Screening) -> Vec<String> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| screening.effects[*b].mu_star.total_cmp(&screening.effects[*a].mu_star));
    let short = |value: f64| teller.numbers.figure(value, 3);
    let rows: Vec<_> = order
        .into_iter()
        .map(|at| {
            let effect = &screening.effects[at];
            let star = if effect.mu_star > 0.0 {
                format!("{} ± {}", short(effect.mu_star), short(effect.mu_star_error))
            } else {
                teller.say("0, verandert niets", "0, changes nothing")
            };
            (names[at].clone(), vec![star, short(effect.mu), short(effect.sigma)])
        })
        .collect();
    let header = ["mu*", "mu", "sigma"].map(str::to_owned);
    let mut parts = teller.short_table(&teller.say("invoer", "input"), &header, &rows);
    parts.push(teller.prose(&teller.say(
        "Verandering over het hele bereik van een invoer: mu* de gemiddelde grootte (± standaardfout), mu met teken, sigma de spreiding (krom, of in wisselwerking).",
        "Change over the whole range of an input: mu* its mean size (± standard error), mu with sign, sigma its spread (curved, or interacting).",
    )));
    parts
}

/// Swings, the largest first, and where the advice switches.
pub(super) fn tornado(
    teller: &Teller,
    names: &[String],
    averaged: &Tornado,
    alone: Option<&[OneByOne]>,
    arms: &[String],
) -> Vec<String> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    let size = |at: usize| averaged.swings[at].swing.value.abs();
    order.sort_by(|a, b| size(*b).total_cmp(&size(*a)));
    let alone_of = |name: &str| alone.into_iter().flatten().find(|input| input.path == name);
    let rows: Vec<_> = order
        .into_iter()
        .map(|at| {
            let (swing, name) = (&averaged.swings[at], &names[at]);
            let short = |value: f64| teller.numbers.figure(value, 3);
            let mut cells = vec![short(swing.low[0]), short(swing.high[0])];
            cells.push(if swing.swing.distinguishable {
                if swing.swing.value > 0.0 { "+".to_owned() } else { "−".to_owned() }
            } else {
                "≈ 0".to_owned()
            });
            let switches = alone_of(name).map(|input| {
                [input.below, input.above]
                    .into_iter()
                    .flatten()
                    .map(|(value, arm)| {
                        format!("{} → {}", teller.numbers.natural(value), arms[arm])
                    })
                    .collect::<Vec<_>>()
                    .join(", ")
            });
            cells.push(switches.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned()));
            (name.clone(), cells)
        })
        .collect();
    let header = [
        teller.say("bij laag", "at low"),
        teller.say("bij hoog", "at high"),
        teller.say("richting", "direction"),
        teller.say("advies wisselt bij", "advice switches at"),
    ];
    let mut parts = teller.short_table(&teller.say("invoer", "input"), &header, &rows);
    parts.push(teller.prose(&teller.say(
        "Gemiddelde als één invoer op zijn 5%- of 95%-punt staat en de rest varieert. Het advies wisselt bij de waarde waar een andere bezetting de beste wordt als alle andere invoer op zijn gemiddelde staat.",
        "Mean with one input at its 5% or 95% point and the rest varying. The advice switches at the value where another staffing becomes best with all other inputs at their mean.",
    )));
    parts
}
