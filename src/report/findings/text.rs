//! Findings in the terminal, for somebody who never took statistics.

use super::{Answer, Driven, Found, Sensitivity, Studied, Valued, methods};
use crate::analysis::sensitivity::Index;
use crate::analysis::voi::{Evpi, Evppi, Method};
use crate::report::layout::{NARROWEST, PROSE, WIDEST, labelled_table, wrapped};
use crate::report::numbers::{Language, Numbers};

/// Rows of a long table; the rest is counted, and stands in `--json`.
const ROWS: usize = 20;

/// One telling, in one language and width.
pub(super) struct Teller {
    pub(super) language: Language,
    pub(super) numbers: Numbers,
    width: usize,
}

impl Teller {
    fn new(language: Language, width: usize) -> Self {
        Self { language, numbers: Numbers(language), width: width.clamp(NARROWEST, WIDEST) }
    }

    pub(super) fn say(&self, dutch: &str, english: &str) -> String {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
        .to_owned()
    }

    pub(super) fn prose(&self, text: &str) -> String {
        wrapped(text, self.width.min(PROSE), 2)
    }

    fn money(&self, value: f64) -> String {
        self.numbers.money(value, 3)
    }

    /// A share and its interval; what is not told from 0 is said, not printed.
    pub(super) fn share(&self, index: Option<Index>, varies: bool) -> String {
        let Some(index) = index.filter(|_| varies) else {
            return self.say("0, varieert niet", "0, does not vary");
        };
        let decimal = |value: f64| self.numbers.decimal(value, 3);
        if !index.distinguishable {
            let most = self.say("niet te onderscheiden van 0", "not distinguishable from 0");
            return if index.hi.is_finite() {
                format!("{most} (< {})", decimal(index.hi.max(0.0)))
            } else {
                most
            };
        }
        format!("{} ({}–{})", decimal(index.value), decimal(index.lo), decimal(index.hi))
    }

    fn table(&self, corner: &str, header: &[String], rows: &[(String, Vec<String>)]) -> String {
        let labels: Vec<String> = rows.iter().map(|(label, _)| self.label(label)).collect();
        let columns: Vec<Vec<String>> = (0..header.len())
            .map(|column| rows.iter().map(|(_, cells)| cells[column].clone()).collect())
            .collect();
        labelled_table(corner, header, &labels, &columns, self.width)
    }

    /// A path in lines of at most half the width, broken after points: paths have no blanks to break at.
    fn label(&self, path: &str) -> String {
        let most = (self.width / 2).saturating_sub(4);
        let mut lines = vec![String::new()];
        for part in path.split_inclusive(['.', '_']) {
            let last = lines.len() - 1;
            if !lines[last].is_empty() && lines[last].chars().count() + part.chars().count() > most
            {
                lines.push("  ".to_owned());
            }
            let last = lines.len() - 1;
            lines[last].push_str(part);
        }
        lines.join("\n")
    }

    /// A rate of some per cent, with its decimals.
    fn rate(&self, rate: f64) -> String {
        format!("{}%", self.numbers.decimal(rate * 100.0, 2))
    }

    /// A table of at most [`ROWS`] rows and how many are left out.
    pub(super) fn short_table(
        &self,
        corner: &str,
        header: &[String],
        rows: &[(String, Vec<String>)],
    ) -> Vec<String> {
        let shown = &rows[..rows.len().min(ROWS)];
        let mut parts = vec![self.table(corner, header, shown)];
        if rows.len() > shown.len() {
            let left = rows.len() - shown.len();
            parts.push(self.prose(&match self.language {
                Language::Dutch => format!("En nog {left} met minder; alles met --json."),
                Language::English => format!("And {left} more with less; all with --json."),
            }));
        }
        parts
    }

    pub(super) fn percent(&self, level: f64) -> String {
        self.numbers.percent(level)
    }
}

/// What `sensitivity` found.
pub fn sensitivity_text(told: &Sensitivity, language: Language, width: usize) -> String {
    let teller = Teller::new(language, width);
    let (arm, measure) = (&told.arm, told.measure.name());
    let mut parts = vec![teller.prose(&match language {
        Language::Dutch => {
            format!("{} · {measure} van {arm}, zonder toeval · zaad {}", told.scenario, told.seed)
        }
        Language::English => {
            format!("{} · {measure} of {arm}, without luck · seed {}", told.scenario, told.seed)
        }
    })];
    parts.extend(match &told.found {
        Found::Sobol { labels, indices, .. } => {
            methods::sobol(&teller, labels, indices, told.level)
        }
        Found::Shapley { names, shapley } => methods::shapley(&teller, names, shapley, told.level),
        Found::Morris { names, screening } => methods::morris(&teller, names, screening),
        Found::Tornado { names, averaged, alone } => {
            methods::tornado(&teller, names, averaged, alone.as_deref(), &told.arms)
        }
    });
    parts.join("\n\n") + "\n"
}

/// What `drivers` found.
pub fn driven_text(told: &Driven, language: Language, width: usize) -> String {
    let teller = Teller::new(language, width);
    let rows: Vec<_> = told
        .inputs
        .iter()
        .map(|input| {
            let cells = vec![
                teller.share(input.first, input.varies),
                teller.share(input.delta, input.varies),
            ];
            (input.path.clone(), cells)
        })
        .collect();
    let header = [teller.say("deel van de spreiding", "share of the spread"), "delta".to_owned()];
    let mut parts = vec![teller.prose(&match language {
        Language::Dutch => format!(
            "{} · wat {} van {} drijft, uit {} trekkingen",
            told.scenario,
            told.measure,
            told.arm,
            teller.numbers.whole(told.trials as f64)
        ),
        Language::English => format!(
            "{} · what drives {} of {}, from {} trials",
            told.scenario,
            told.measure,
            told.arm,
            teller.numbers.whole(told.trials as f64)
        ),
    })];
    parts.extend(teller.short_table(&teller.say("invoer", "input"), &header, &rows));
    parts.push(teller.prose(&match language {
        Language::Dutch => format!("Deel van de spreiding dat met een invoer alleen meegaat; delta: hoe ver de hele verdeling ermee verschuift (0 tot 1). Tussen haakjes {}-intervallen. Wat invoeren alleen samen doen, telt niet mee: zie `sensitivity`.", teller.percent(told.level)),
        Language::English => format!("Share of the spread that goes with an input alone; delta: how far the whole distribution moves with it (0 to 1). In brackets {} intervals. What inputs do only together is not in it: see `sensitivity`.", teller.percent(told.level)),
    }));
    parts.join("\n\n") + "\n"
}

/// What `voi` found.
pub fn valued_text(told: &Valued, language: Language, width: usize) -> String {
    let teller = Teller::new(language, width);
    let best = &told.arms[told.evpi.best];
    let mut parts = vec![teller.prose(&match language {
        Language::Dutch => format!(
            "{} · waarde van meer weten, per beslissing in één wijk; {} trekkingen",
            told.scenario,
            teller.numbers.whole(told.trials as f64)
        ),
        Language::English => format!(
            "{} · value of knowing more, per decision in one wijk; {} trials",
            told.scenario,
            teller.numbers.whole(told.trials as f64)
        ),
    })];
    parts.push(teller.prose(&match language {
        Language::Dutch => format!("Nu kiezen: {best} (kans {} dat dit de beste is). Onderzoek dat alle onzekerheid wegneemt, is hoogstens {} waard.", teller.percent(told.evpi.p_best[told.evpi.best]), worth(&teller, told.evpi.value, told.evpi.error)),
        Language::English => format!("Choosing now: {best} (a chance of {} that it is best). Research that settles everything is worth at most {}.", teller.percent(told.evpi.p_best[told.evpi.best]), worth(&teller, told.evpi.value, told.evpi.error)),
    }));
    if (told.decisions - 1.0).abs() > 1e-12 {
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
    let rows = |values: &[(String, Evppi)]| -> Vec<(String, Vec<String>)> {
        values
            .iter()
            .map(|(name, value)| {
                (
                    name.clone(),
                    vec![partial(&teller, value), partial_all(&teller, value, told.decisions)],
                )
            })
            .collect()
    };
    let header = [
        teller.say("hoogstens waard", "worth at most"),
        teller.say("voor alle beslissingen", "for all decisions"),
    ];
    parts.extend(teller.short_table(
        &teller.say("onderzoek naar", "study of"),
        &header,
        &rows(&told.inputs),
    ));
    if !told.groups.is_empty() {
        parts.extend(teller.short_table(
            &teller.say("onderzoek naar samen", "study of together"),
            &header,
            &rows(&told.groups),
        ));
    }
    if !told.budgets.is_empty() {
        parts.push(budgets(&teller, told));
    }
    parts.extend(told.study.iter().flat_map(|study| studied(&teller, study, told.decisions)));
    parts.push(teller.prose(&teller.say(
        "± is één standaardfout van de berekening. Dit is een bovengrens: onderzoek kost geld en neemt zelden alle twijfel weg.",
        "± is one standard error of the calculation. This is an upper bound: research costs money and seldom settles all doubt.",
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
    if value.value <= 0.0 {
        return teller
            .say("niets: het verandert de keuze niet", "nothing: it does not change the choice");
    }
    worth(teller, value.value, value.error)
}

fn partial_all(teller: &Teller, value: &Evppi, decisions: f64) -> String {
    if value.value <= 0.0 { "–".to_owned() } else { teller.money(value.value * decisions) }
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
    let best = study.payoffs.best.map(|best| study.payoffs.sizes[best].participants);
    let verdict = match (best, teller.language) {
        (Some(n), Language::Dutch) => {
            format!("Onderzoek naar {} loont het meest met {n} deelnemers.", study.input)
        }
        (Some(n), Language::English) => {
            format!("A study of {} pays most with {n} participants.", study.input)
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
                    "{} rijen; tussen haakjes {}-intervallen, als de rijen onafhankelijk zijn.",
                    teller.numbers.whole(*rows as f64),
                    teller.percent(*level)
                ),
                Language::English => format!(
                    "{} rows; in brackets {} intervals, if rows are independent.",
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
        }
    }
    parts.join("\n\n") + "\n"
}

/// In the unit of the sample, which need not be euros.
fn plain(teller: &Teller, value: f64, error: f64) -> String {
    format!("{} ± {}", teller.numbers.figure(value, 4), teller.numbers.figure(error, 2))
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
