//! Findings as figures: SVG that any browser, word processor or slide can show.

use super::{Driven, Found, Sensitivity, Valued};
use crate::analysis::OneByOne;
use crate::analysis::sensitivity::{Index, Indices, Screening, Shapley, Tornado};
use crate::report::charts::{
    Caption, Curves, Estimated, Look, Swing, Unit, WIDE, estimates, index_curves, tornado,
};
use crate::report::numbers::{Language, Numbers};

/// Rows of a figure.
const ROWS: usize = 12;

fn look(language: Language, id: &str) -> Look {
    Look { numbers: Numbers(language), width: WIDE, id: id.to_owned() }
}

fn say(language: Language, dutch: &str, english: &str) -> String {
    match language {
        Language::Dutch => dutch,
        Language::English => english,
    }
    .to_owned()
}

/// The number of an index beside its row; what is not told from 0 is not printed as a number.
fn number(index: Option<Index>, numbers: Numbers) -> String {
    match index {
        Some(index) if index.distinguishable => numbers.decimal(index.value, 3),
        _ => "≈ 0".to_owned(),
    }
}

/// An index for a row; none where it does not exist.
fn at(index: Option<Index>) -> Option<[f64; 3]> {
    index
        .map(|index| [index.value, index.lo, index.hi])
        .filter(|ends| ends.iter().all(|end| end.is_finite()))
}

/// The figure of `sensitivity`: tornado, indices with intervals, or with `convergence` how they settle.
pub fn sensitivity_figure(told: &Sensitivity, language: Language, convergence: bool) -> String {
    let name = format!("{} · {}, {}", told.scenario, told.measure.name(), told.arm);
    let subject = Subject { language, numbers: Numbers(language), name: &name };
    match &told.found {
        Found::Sobol { labels, indices, convergence: steps, .. } => {
            if convergence && !steps.is_empty() {
                settling(&subject, labels, indices, steps, told.points)
            } else {
                sobol(&subject, labels, indices)
            }
        }
        Found::Shapley { names, shapley } => shapley_bars(&subject, names, shapley),
        Found::Morris { names, screening } => morris(&subject, names, screening),
        Found::Tornado { names, averaged, alone } => {
            swings(&subject, names, averaged, alone.as_deref())
        }
    }
}

/// What a figure is of.
struct Subject<'s> {
    language: Language,
    numbers: Numbers,
    /// Scenario, measure and arm.
    name: &'s str,
}

impl Subject<'_> {
    fn caption(&self, title: String, subtitle: &str) -> Caption {
        Caption {
            title,
            subtitle: format!("{}. {subtitle}", self.name),
            description: String::new(),
        }
    }
}

fn settling(
    subject: &Subject,
    labels: &[String],
    indices: &Indices,
    steps: &[(usize, Indices)],
    points: usize,
) -> String {
    let language = subject.language;
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let size = |at: &usize| indices.total[*at].map_or(-1.0, |index| index.value);
    order.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let values: Vec<f64> =
        steps.iter().map(|(n, _)| *n).chain([points]).map(|n| n as f64).collect();
    let arms = order
        .iter()
        .take(6)
        .map(|&label| {
            let all = steps.iter().map(|(_, at)| at).chain([indices]);
            let path = all.map(|at| at.total[label].map_or(0.0, |index| index.value)).collect();
            (ending(&labels[label]), path)
        })
        .collect();
    let data = Curves { values, axis: say(language, "punten", "points"), arms, mark: None };
    let caption = subject.caption(
        say(language, "Hoe de indices tot rust komen", "How the indices settle"),
        &say(
            language,
            "Totale Sobol'-index bij oplopend aantal punten",
            "Total Sobol' index at growing numbers of points",
        ),
    );
    index_curves(&look(language, "convergence"), &caption, &data)
}

/// The last parts of a path, by which inputs differ most.
fn ending(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    parts[parts.len().saturating_sub(2)..].join(".")
}

fn sobol(subject: &Subject, labels: &[String], indices: &Indices) -> String {
    let Subject { language, numbers, .. } = *subject;
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let size = |at: &usize| indices.total[*at].map_or(-1.0, |index| index.value);
    order.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let rows: Vec<Estimated> = order
        .iter()
        .take(ROWS)
        .map(|&label| Estimated {
            name: labels[label].clone(),
            told: number(indices.total[label], numbers),
            series: vec![at(indices.first[label]), at(indices.total[label])],
        })
        .collect();
    let series =
        [say(language, "alleen", "alone"), say(language, "met anderen samen", "with others")];
    let series: Vec<&str> = series.iter().map(String::as_str).collect();
    let caption = subject.caption(
        strongest(language, rows.first()),
        &say(
            language,
            "Deel van de spreiding (Sobol'), met interval",
            "Share of the spread (Sobol'), with interval",
        ),
    );
    estimates(&look(language, "sobol"), &caption, &series, &rows)
}

fn shapley_bars(subject: &Subject, names: &[String], shapley: &Shapley) -> String {
    let Subject { language, numbers, .. } = *subject;
    let rows = ranked(names, &shapley.effects, numbers);
    let caption = subject.caption(
        strongest(language, rows.first()),
        &say(
            language,
            "Shapley-effect: deel van de spreiding, met interval",
            "Shapley effect: share of the spread, with interval",
        ),
    );
    estimates(&look(language, "shapley"), &caption, &[""], &rows)
}

fn morris(subject: &Subject, names: &[String], screening: &Screening) -> String {
    let Subject { language, numbers, .. } = *subject;
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| screening.effects[*b].mu_star.total_cmp(&screening.effects[*a].mu_star));
    let unit = Unit::of(language, screening.effects.iter().map(|effect| effect.mu_star));
    let rows: Vec<Estimated> = order
        .into_iter()
        .take(ROWS)
        .map(|index| {
            let effect = &screening.effects[index];
            let [value, error] =
                [effect.mu_star, 1.96 * effect.mu_star_error].map(|x| x / unit.euros);
            Estimated {
                name: names[index].clone(),
                told: numbers.figure(effect.mu_star, 3),
                series: vec![Some([value, value - error, value + error])],
            }
        })
        .collect();
    let caption = subject.caption(
        strongest(language, rows.first()),
        &match language {
            Language::Dutch => format!(
                "Gemiddelde grootte van de verandering over het bereik van een invoer (mu*); {}",
                unit.name
            ),
            Language::English => {
                format!("Mean size of the change over the range of an input (mu*); {}", unit.name)
            }
        },
    );
    estimates(&look(language, "morris"), &caption, &[""], &rows)
}

fn swings(
    subject: &Subject,
    names: &[String],
    averaged: &Tornado,
    alone: Option<&[OneByOne]>,
) -> String {
    let Subject { language, numbers, .. } = *subject;
    let mut order: Vec<usize> = (0..names.len()).collect();
    let size = |at: usize| averaged.swings[at].swing.value.abs();
    order.sort_by(|a, b| size(*b).total_cmp(&size(*a)));
    let ends = averaged.swings.iter().flat_map(|swing| [swing.low[0], swing.high[0]]);
    let unit = Unit::of(language, ends.chain([averaged.mean[0]]));
    let swings: Vec<Swing> = order
        .into_iter()
        .take(ROWS)
        .map(|index| {
            let swing = &averaged.swings[index];
            let input = alone.into_iter().flatten().find(|input| input.path == names[index]);
            let value = |place: usize, quantile: &str| {
                input.map_or_else(
                    || quantile.to_owned(),
                    |input| numbers.natural(input.values[place]),
                )
            };
            Swing {
                name: names[index].clone(),
                at_low: swing.low[0] / unit.euros,
                at_high: swing.high[0] / unit.euros,
                low: say(language, "laag: ", "low: ") + &value(0, "5%"),
                high: say(language, "hoog: ", "high: ") + &value(1, "95%"),
            }
        })
        .collect();
    let first = swings.first().map(|swing| Estimated {
        name: swing.name.clone(),
        told: String::new(),
        series: Vec::new(),
    });
    let caption = subject.caption(
        strongest(language, first.as_ref()),
        &match language {
            Language::Dutch => {
                format!("gemiddelde met één invoer op zijn 5%- en 95%-punt; {}", unit.name)
            }
            Language::English => {
                format!("mean with one input at its 5% and 95% point; {}", unit.name)
            }
        },
    );
    tornado(&look(language, "tornado"), &caption, averaged.mean[0] / unit.euros, &swings)
}

/// The figure of `drivers`.
pub fn driven_figure(told: &Driven, language: Language) -> String {
    let numbers = Numbers(language);
    let rows: Vec<Estimated> = told
        .inputs
        .iter()
        .take(ROWS)
        .map(|input| Estimated {
            name: input.path.clone(),
            told: number(input.first, numbers),
            series: vec![at(input.first), at(input.delta)],
        })
        .collect();
    let series =
        [say(language, "deel van de spreiding", "share of the spread"), "delta".to_owned()];
    let series: Vec<&str> = series.iter().map(String::as_str).collect();
    let caption = Caption {
        title: strongest(language, rows.first()),
        subtitle: format!("{} · {}, {}", told.scenario, told.measure, told.arm),
        description: String::new(),
    };
    estimates(&look(language, "drivers"), &caption, &series, &rows)
}

/// The figure of `voi`: which study is worth most.
pub fn valued_figure(told: &Valued, language: Language) -> String {
    let numbers = Numbers(language);
    let all = told.inputs.iter().chain(&told.groups).filter(|(_, value)| value.stands_out());
    let mut values: Vec<_> =
        all.map(|(name, value)| (name.clone(), value.value, value.error)).collect();
    values.sort_by(|a, b| b.1.total_cmp(&a.1));
    let total = (say(language, "alles weten", "knowing all"), told.evpi.value, told.evpi.error);
    let rows: Vec<(String, f64, f64)> = std::iter::once(total).chain(values).take(ROWS).collect();
    let unit = Unit::of(language, rows.iter().map(|(_, value, _)| *value));
    let rows: Vec<Estimated> = rows
        .into_iter()
        .map(|(name, value, error)| {
            Estimated::worth(name, numbers.money(value, 3), [value, error], &unit)
        })
        .collect();
    let caption = Caption {
        title: say(language, "Wat onderzoek hoogstens waard is", "What research is worth at most"),
        subtitle: match language {
            Language::Dutch => format!(
                "{} · per beslissing in één wijk, met 95%-interval; {}",
                told.scenario, unit.name
            ),
            Language::English => format!(
                "{} · per decision in one wijk, with 95% interval; {}",
                told.scenario, unit.name
            ),
        },
        description: String::new(),
    };
    estimates(&look(language, "voi"), &caption, &[""], &rows)
}

/// Single indices, highest first.
fn ranked(names: &[String], indices: &[Option<Index>], numbers: Numbers) -> Vec<Estimated> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    let size = |at: &usize| indices[*at].map_or(-1.0, |index| index.value);
    order.sort_by(|a, b| size(b).total_cmp(&size(a)));
    order
        .into_iter()
        .take(ROWS)
        .map(|label| Estimated {
            name: names[label].clone(),
            told: number(indices[label], numbers),
            series: vec![at(indices[label])],
        })
        .collect()
}

fn strongest(language: Language, first: Option<&Estimated>) -> String {
    let Some(first) = first else {
        return say(language, "Niets varieert", "Nothing varies");
    };
    match language {
        Language::Dutch => format!("Het meest hangt af van {}", first.name),
        Language::English => format!("Most depends on {}", first.name),
    }
}
