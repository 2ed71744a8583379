//! Several runs side by side in the terminal.

use super::layout::{GLUE, NARROWEST, WIDEST, labelled_table, wrapped};
use super::numbers::{Language, Numbers};
use super::view::View;
use super::words::Words;
use crate::analysis::{Band, ComparedArm, Comparison, Mismatch};
use crate::scenario::Difference;

/// Letters of a value that are shown; the rest is in the JSON.
const LONGEST_VALUE: usize = 60;

/// Differences between inputs that are shown for a run; the rest is in the JSON.
const DIFFERENCES_SHOWN: usize = 40;

/// Runs that were compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The runs, in the order asked for.
    pub runs: Vec<ComparedRun>,
    /// Their figures side by side.
    pub comparison: Comparison,
    /// For each run after the first: in what its scenario differs from that of the first.
    pub inputs: Vec<Vec<Difference>>,
}

/// One of the runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRun {
    /// What the run told.
    pub view: View,
    /// Version of the program that made it.
    pub version: String,
}

/// The comparison, in lines of at most `width` columns (80 to 100).
pub fn compare_text(compared: &Compared, language: Language, width: usize) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let teller = Teller { compared, dutch: language == Language::Dutch, language };
    let lines = |lines: Vec<String>| -> String {
        lines.iter().map(|line| wrapped(line, width, 4)).collect::<Vec<_>>().join("\n")
    };
    let mut parts = vec![lines(teller.runs())];
    parts.extend(compared.comparison.arms.iter().map(|arm| teller.arm(arm, width)));
    parts.push(lines(teller.notes()));
    for (index, differences) in compared.inputs.iter().enumerate() {
        parts.push(lines(teller.inputs(index + 1, differences)));
    }
    parts.join("\n\n") + "\n"
}

struct Teller<'a> {
    compared: &'a Compared,
    dutch: bool,
    language: Language,
}

impl Teller<'_> {
    fn say<'s>(&self, dutch: &'s str, english: &'s str) -> &'s str {
        if self.dutch { dutch } else { english }
    }

    /// What each number in the tables stands for.
    fn runs(&self) -> Vec<String> {
        let (numbers, words) = (Numbers(self.language), Words::of(self.language));
        self.compared
            .runs
            .iter()
            .enumerate()
            .map(|(index, run)| {
                let view = &run.view;
                let luck = if view.chance == "expected" {
                    self.say(", zonder toeval", ", without luck")
                } else {
                    ""
                };
                format!(
                    "[{}] {} · {} · {} {}{luck}, {}, {} {} · wijkimpact {}",
                    index + 1,
                    view.folder.display(),
                    view.scenario,
                    numbers.whole(view.trials as f64),
                    words.trials,
                    view.design,
                    words.seed,
                    view.seed,
                    run.version,
                )
            })
            .collect()
    }

    fn arm(&self, arm: &ComparedArm, width: usize) -> String {
        let words = Words::of(self.language);
        let labels = [
            words.cost_yearly,
            words.benefit_yearly,
            words.benefit_steady,
            words.benefit_future,
            words.net,
            words.from,
            words.to,
            self.say("Kans boven nul", "Chance above zero"),
        ];
        let mut header = Vec::new();
        let mut columns = Vec::new();
        for run in (0..arm.there.len()).filter(|&run| arm.there[run]) {
            header.push(format!("[{}]", run + 1));
            columns.push(self.column(arm, |figure| arm.figures[figure].bands[run]));
        }
        for later in 0..self.compared.comparison.mismatches.len() {
            if arm.figures.iter().any(|figure| figure.differences[later].is_some()) {
                header.push(format!("[{}]-[1]", later + 2));
                columns.push(self.column(arm, |figure| arm.figures[figure].differences[later]));
            }
        }
        // No staff, no money: a table of zeros says no more than a line.
        let nothing = |measure: &str| {
            let figure = arm.figures.iter().find(|figure| figure.measure == measure);
            let bands = figure.into_iter().flat_map(|figure| figure.bands.iter().flatten());
            bands.map(|band| band.value).all(|value| value.mean == 0.0 && value.sd == 0.0)
        };
        if ["cost_yearly", "benefit_yearly", "benefit_future", "net_pv"].into_iter().all(nothing) {
            return format!(
                "{} {}: {}",
                self.say("Bezetting", "Staffing"),
                arm.name,
                self.say("geen kosten en geen baten", "no costs and no benefits")
            );
        }
        let table = labelled_table("", &header, &labels.map(str::to_owned), &columns, width);
        format!("{} {}\n{table}", self.say("Bezetting", "Staffing"), arm.name)
    }

    /// What stands in a column, in the order of the labels.
    fn column(&self, arm: &ComparedArm, band: impl Fn(usize) -> Option<Band>) -> Vec<String> {
        let numbers = Numbers(self.language);
        let of = |measure: &str| {
            let place = arm.figures.iter().position(|figure| figure.measure == measure);
            place.and_then(&band)
        };
        let mean = |measure: &str| {
            of(measure).map_or_else(
                || "–".to_owned(),
                |band| numbers.money_within(band.value.mean, band.mcse.mean),
            )
        };
        let net = of("net_pv");
        let edge = |of: fn(&Band) -> (f64, f64)| {
            let (value, mcse) = net.as_ref().map_or((f64::NAN, f64::NAN), of);
            numbers.money_within(value, mcse)
        };
        // What is zero in every trial is on neither side.
        let nothing = net.is_none_or(|band| band.value.mean == 0.0 && band.value.sd == 0.0);
        let chance = net.map_or(f64::NAN, |band| band.value.p_positive);
        vec![
            mean("cost_yearly"),
            mean("benefit_yearly"),
            mean("benefit_steady"),
            mean("benefit_future"),
            mean("net_pv"),
            edge(|band| (band.value.p05, band.mcse.p05)),
            edge(|band| (band.value.p95, band.mcse.p95)),
            numbers.percent(if nothing { f64::NAN } else { chance }),
        ]
    }

    /// How to read the tables, which runs could not be paired, and how to compare what could not be.
    fn notes(&self) -> Vec<String> {
        let mut notes = vec![self.say("* = contante waarde.", "* = present value.").to_owned()];
        if self.compared.comparison.mismatches.iter().any(Vec::is_empty) {
            notes.push(self.say(
                "[2]-[1] is het verschil binnen elke trekking: beide runs kregen dezelfde loting, dus wat overblijft komt door de scenario's. De kans is daar de kans dat het netto van [2] hoger is.",
                "[2]-[1] is the difference within each trial: both runs met the same draws, so what is left comes from the scenarios. The chance there is the chance that the net of [2] is higher.",
            ).to_owned());
        }
        for (index, mismatches) in self.compared.comparison.mismatches.iter().enumerate() {
            if !mismatches.is_empty() {
                notes.push(self.unpaired(index + 2, mismatches));
            }
        }
        notes.extend(self.lonely_arms());
        notes.extend(self.years());
        notes
    }

    fn unpaired(&self, run: usize, mismatches: &[Mismatch]) -> String {
        let what: Vec<&str> = mismatches
            .iter()
            .map(|mismatch| match mismatch {
                Mismatch::Seed => self.say("zaad", "seed"),
                Mismatch::Design => self.say("ontwerp van de loting", "design"),
                Mismatch::Chance => self.say("met of zonder toeval", "with or without luck"),
                Mismatch::Trials => self.say("aantal trekkingen", "number of trials"),
                Mismatch::Inputs => self.say("de meeste invoer", "most of their inputs"),
            })
            .collect();
        let what = what.join(", ");
        if mismatches.contains(&Mismatch::Inputs) {
            return if self.dutch {
                format!(
                    "[{run}] en [1] zijn niet per trekking te vergelijken: ze verschillen in {what}, dus zij delen hun loting niet. Alleen de banden staan naast elkaar."
                )
            } else {
                format!(
                    "[{run}] and [1] cannot be compared trial by trial: they differ in {what}, so they do not share their draws. Only their bands stand side by side."
                )
            };
        }
        let first = &self.compared.runs[0].view;
        let again = format!(
            "--seed{GLUE}{} --trials{GLUE}{} --design{GLUE}{} --chance{GLUE}{}",
            first.seed, first.trials, first.design, first.chance
        );
        if self.dutch {
            format!(
                "[{run}] en [1] zijn niet per trekking te vergelijken: ze verschillen in {what}. Alleen de banden staan naast elkaar, en die houden ook het verschil in loting. Draai [{run}] opnieuw met {again}."
            )
        } else {
            format!(
                "[{run}] and [1] cannot be compared trial by trial: they differ in {what}. Only their bands stand side by side, and these hold the difference in draws too. Run [{run}] again with {again}."
            )
        }
    }

    /// Arms that some runs lack, and what to type to have them everywhere.
    fn lonely_arms(&self) -> Option<String> {
        let arms = &self.compared.comparison.arms;
        let lonely: Vec<&str> = arms
            .iter()
            .filter(|arm| arm.there.contains(&false))
            .map(|arm| arm.name.as_str())
            .collect();
        if lonely.is_empty() {
            return None;
        }
        let lonely = lonely.join(", ");
        let level = |name: &str| {
            let of = |run: &ComparedRun| run.view.arms.iter().find(|(n, _)| n == name)?.1;
            self.compared.runs.iter().find_map(of).map(|level| level.to_string())
        };
        // A named arm comes from its scenario: `--arms` cannot ask for it, and would leave it out.
        let levels: Option<Vec<String>> = arms.iter().map(|arm| level(&arm.name)).collect();
        let Some(levels) = levels.map(|levels| levels.join(",")) else {
            return Some(if self.dutch {
                format!("Niet elke run heeft {lonely}.")
            } else {
                format!("Not every run has {lonely}.")
            });
        };
        Some(if self.dutch {
            format!(
                "Niet elke run heeft {lonely}. Draai de runs opnieuw met --arms{GLUE}{levels} om ook die te vergelijken."
            )
        } else {
            format!(
                "Not every run has {lonely}. Run them again with --arms{GLUE}{levels} to compare these too."
            )
        })
    }

    /// Money of different years, or of different spans, is not the same money.
    fn years(&self) -> Option<String> {
        let span = |run: &ComparedRun| {
            (run.view.base_year, run.view.price_year, run.view.horizon, run.view.years)
        };
        let first = self.compared.runs.first().map(span);
        let same = self.compared.runs.iter().all(|run| Some(span(run)) == first);
        (!same).then(|| {
            self.say(
                "Let op: de runs verschillen in basisjaar, prijspeil, horizon of programmajaren (zie hieronder); hun bedragen zijn niet zonder meer te vergelijken.",
                "Mind: the runs differ in base year, price year, horizon or programme years (see below); their amounts are not simply comparable.",
            )
            .to_owned()
        })
    }

    /// In what the scenario of a run differs from that of the first.
    fn inputs(&self, run: usize, differences: &[Difference]) -> Vec<String> {
        let number = run + 1;
        if differences.is_empty() {
            return vec![if self.dutch {
                format!("Invoer: het scenario van [{number}] is gelijk aan dat van [1].")
            } else {
                format!("Inputs: the scenario of [{number}] is the same as that of [1].")
            }];
        }
        let count = differences.len();
        let name = |run: usize| self.compared.runs.get(run).map(|run| run.view.scenario.as_str());
        if name(0) != name(run) && count > DIFFERENCES_SHOWN {
            return vec![if self.dutch {
                format!(
                    "Invoer: [{number}] is een ander scenario dan [1]; ze verschillen op {count} plaatsen. --json geeft ze alle."
                )
            } else {
                format!(
                    "Inputs: [{number}] is another scenario than [1]; they differ in {count} places. --json gives them all."
                )
            }];
        }
        let mut lines = vec![if self.dutch {
            format!(
                "Invoer: het scenario van [{number}] verschilt van dat van [1] op {count} {}:",
                if count == 1 { "plaats" } else { "plaatsen" }
            )
        } else {
            format!(
                "Inputs: the scenario of [{number}] differs from that of [1] in {count} {}:",
                if count == 1 { "place" } else { "places" }
            )
        }];
        for difference in differences.iter().take(DIFFERENCES_SHOWN) {
            let value = |value: &Option<String>| {
                value
                    .as_deref()
                    .map_or_else(|| self.say("(niets)", "(nothing)").to_owned(), shortened)
            };
            let (there, here) = (value(&difference.there), value(&difference.here));
            lines.push(format!("- {}: [1] {there} → [{number}] {here}", difference.path));
        }
        let more = count.saturating_sub(DIFFERENCES_SHOWN);
        if more > 0 {
            lines.push(if self.dutch {
                format!("- En nog {more}; --json geeft ze alle.")
            } else {
                format!("- And {more} more; --json gives them all.")
            });
        }
        lines
    }
}

/// A value on one line, cut where it is very long.
fn shortened(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_VALUE {
        return line;
    }
    line.chars().take(LONGEST_VALUE - 1).chain(['…']).collect()
}
