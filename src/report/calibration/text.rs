//! A calibration in the terminal, for somebody who never took statistics: inputs that must move come first.

use super::Calibrated;
use super::figures;
use crate::analysis::calibration::{Calibration, Diagnostics, Method, Move, Posterior};
use crate::report::layout::{NARROWEST, PROSE, WIDEST, labelled_table, wrapped};
use crate::report::numbers::{Language, Numbers};

/// Rows of the table of moves; the rest is counted, and stands in `--json`.
const ROWS: usize = 15;

/// One telling, in one language and width.
pub(super) struct Telling {
    pub(super) language: Language,
    pub(super) numbers: Numbers,
    width: usize,
}

impl Telling {
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

    pub(super) fn table(
        &self,
        corner: &str,
        header: &[String],
        rows: &[(String, Vec<String>)],
    ) -> String {
        let labels: Vec<String> = rows.iter().map(|(label, _)| self.label(label)).collect();
        let columns: Vec<Vec<String>> = (0..header.len())
            .map(|column| rows.iter().map(|(_, cells)| cells[column].clone()).collect())
            .collect();
        labelled_table(corner, header, &labels, &columns, self.width)
    }

    /// A path in lines of at most a third of the width, broken after points: paths have no blanks to break at.
    fn label(&self, path: &str) -> String {
        let most = self.width / 3;
        let mut lines = vec![String::new()];
        for part in path.split_inclusive(['.', '_', ' ']) {
            let last = lines.len() - 1;
            let length = lines[last].chars().count() + part.trim_end().chars().count();
            if !lines[last].is_empty() && length > most {
                lines.push(if self.width < 72 { String::new() } else { "  ".to_owned() });
            }
            let last = lines.len() - 1;
            lines[last].push_str(part);
        }
        lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
    }

    /// A move with its sign and one decimal.
    pub(super) fn signed(&self, score: f64) -> String {
        let told = self.numbers.decimal(score, 1);
        if score > 0.0 && told != self.numbers.decimal(0.0, 1) { format!("+{told}") } else { told }
    }

    pub(super) fn distance(&self, distance: f64) -> String {
        self.numbers.decimal(distance, 1)
    }

    /// From one number to another, in the unit of the input.
    fn band(&self, [low, middle, high]: [f64; 3]) -> String {
        let told = |value: f64| self.numbers.natural(value);
        format!("{} ({}–{})", told(middle), told(low), told(high))
    }
}

/// What `calibrate` found.
pub fn calibrated_text(told: &Calibrated, language: Language, width: usize) -> String {
    let telling =
        Telling { language, numbers: Numbers(language), width: width.clamp(NARROWEST, WIDEST) };
    let found = &told.found;
    let points = telling.numbers.whole(found.points as f64);
    let mut parts = vec![telling.prose(&match language {
        Language::Dutch => format!(
            "{} · wat er waar moet zijn voor de gepubliceerde cijfers; {points} trekkingen, zonder toeval · zaad {}",
            told.scenario, found.seed
        ),
        Language::English => format!(
            "{} · what must be true for the published figures; {points} draws, without luck · seed {}",
            told.scenario, found.seed
        ),
    })];
    parts.extend(moves(&telling, found));
    parts.extend(figures::reach(&telling, told));
    parts.extend(figures::checks(&telling, told));
    parts.push(telling.prose(&how(&telling, &found.diagnostics, found.plausible())));
    parts.push(telling.prose(&honest(&telling, found)));
    parts.join("\n\n") + "\n"
}

/// The plain table: which inputs must move, and how far.
fn moves(telling: &Telling, found: &Calibration) -> Vec<String> {
    let Some(posterior) = &found.posterior else {
        return vec![telling.prose(&telling.say(
            "Er is geen weg gevonden van deze invoer naar de cijfers.",
            "No way was found from these inputs to the figures.",
        ))];
    };
    let (moving, still): (Vec<&Move>, Vec<&Move>) =
        posterior.moves.iter().partition(|moved| moved.told);
    let mut parts = Vec::new();
    let shown = &moving[..moving.len().min(ROWS)];
    if shown.is_empty() {
        let reached = found.reach.iter().all(|reach| reach.nearest.reached);
        parts.push(telling.prose(&if reached && found.plausible() {
            telling.say(
                "Geen enkele invoer hoeft aantoonbaar te verschuiven.",
                "No input demonstrably needs to move.",
            )
        } else {
            telling.say(
                "Geen enkele verschuiving van de invoer brengt de uitkomst bij de cijfers.",
                "No move of the inputs brings the result to the figures.",
            )
        }));
    } else {
        let rows: Vec<(String, Vec<String>)> = shown
            .iter()
            .map(|moved| {
                let cells = vec![
                    telling.signed(moved.score.value),
                    telling.band(moved.prior),
                    telling.band(moved.posterior),
                ];
                (moved.name.clone(), cells)
            })
            .collect();
        let header = [
            telling.say("schuift", "moves"),
            telling.say("nu (90%)", "now (90%)"),
            telling.say("dan (90%)", "then (90%)"),
        ];
        parts.push(telling.table(&telling.say("invoer", "input"), &header, &rows));
        parts.push(telling.prose(&telling.say(
            "Schuift: gemiddelde verplaatsing in eenheden van de eigen spreiding van de invoer; nu en dan: mediaan en 90%-band.",
            "Moves: mean displacement in units of the input's own spread; now and then: median and 90% band.",
        )));
    }
    let (more, idle) = (moving.len() - shown.len(), still.len());
    if more > 0 {
        parts.push(telling.prose(&match telling.language {
            Language::Dutch => {
                format!("En nog {more} met een kleinere verschuiving; alles met --json.")
            }
            Language::English => format!("And {more} more with a smaller move; all with --json."),
        }));
    }
    if idle > 0 {
        parts.push(telling.prose(&match telling.language {
            Language::Dutch => {
                format!(
                    "Invoeren waarvan de verschuiving niet van niets te onderscheiden is: {idle}."
                )
            }
            Language::English => format!("Inputs whose move cannot be told from nothing: {idle}."),
        }));
    }
    parts
}

/// How the numbers came about and whether to believe them.
fn how(telling: &Telling, told: &Diagnostics, plausible: bool) -> String {
    let effective = telling.numbers.whole(told.effective);
    let prior = telling.numbers.whole(told.prior_effective);
    let mut text = match (told.method, telling.language) {
        (Method::Importance, Language::Dutch) => {
            format!("Trekkingen gewogen naar hoe goed ze kloppen; effectief {effective}.")
        }
        (Method::Importance, Language::English) => {
            format!("Draws weighted by how well they agree; effectively {effective}.")
        }
        (Method::Tempering, Language::Dutch) => format!(
            "Wegen alleen liet effectief {prior} trekkingen over, te weinig; daarom zijn punten stap voor stap naar de cijfers toe gebracht, effectief {effective}."
        ),
        (Method::Tempering, Language::English) => format!(
            "Weighting alone left effectively {prior} draws, too few; so points were moved to the figures step by step, effectively {effective}."
        ),
    };
    if !told.trusted {
        text.push(' ');
        text.push_str(&telling.say(
            "Dat is niet genoeg om op te vertrouwen: lees de verschuivingen als richting, niet als getal.",
            "That is not enough to trust: read the moves as directions, not as numbers.",
        ));
    } else if !plausible {
        text.push(' ');
        text.push_str(&telling.say(
            "Zo ver buiten wat het scenario aanneemt kunnen er meer wegen zijn dan deze: lees de verschuivingen als richting, niet als getal.",
            "So far outside what the scenario assumes there may be more ways than this one: read the moves as directions, not as numbers.",
        ));
    }
    text
}

/// What this is not.
fn honest(telling: &Telling, found: &Calibration) -> String {
    let (figures, inputs) = (found.targets.len(), found.names.len());
    let held = figures.min(inputs);
    let enough = figures >= inputs;
    let mut text = match (telling.language, figures) {
        (Language::Dutch, _) if enough => "Dit is geen validatie. Er zijn niet meer onzekere invoeren dan cijfers: de cijfers leggen ze vast zoals dit scenario ze nodig heeft, of ze nu kloppen of niet.".to_owned(),
        (Language::English, _) if enough => "This is no validation. There are no more uncertain inputs than figures: the figures hold them as this scenario needs them, right or wrong.".to_owned(),
        (Language::Dutch, 1) => format!(
            "Dit is geen validatie. Eén cijfer kan geen {inputs} onzekere invoeren bepalen: het legt hoogstens één combinatie ervan vast, en al het andere blijft zoals het scenario het aannam."
        ),
        (Language::English, 1) => format!(
            "This is no validation. One figure cannot identify {inputs} uncertain inputs: it holds at most one combination of them, and all else stays as the scenario assumed it."
        ),
        (Language::Dutch, _) => format!(
            "Dit is geen validatie. {figures} cijfers kunnen geen {inputs} onzekere invoeren bepalen: ze leggen hoogstens {held} combinaties ervan vast, en al het andere blijft zoals het scenario het aannam."
        ),
        (Language::English, _) => format!(
            "This is no validation. {figures} figures cannot identify {inputs} uncertain inputs: they hold at most {held} combinations of them, and all else stays as the scenario assumed it."
        ),
    };
    // With several separate ways to the figures inputs become wider, and the sum says nothing.
    if let Some(informed) = found.posterior.as_ref().map(|posterior| posterior.informed)
        && informed.value > 2.0 * informed.error
    {
        let value = telling.numbers.decimal(informed.value, 1);
        let measured = match telling.language {
            Language::Dutch => {
                format!(" Gemeten: ze zeggen iets over {value} van {inputs} richtingen.")
            }
            Language::English => {
                format!(" Measured: they inform about {value} of {inputs} directions.")
            }
        };
        text.push_str(&measured);
    }
    let mostly = |posterior: &Posterior| {
        posterior.checks.iter().all(|check| check.posterior.agrees.value > 0.5)
    };
    if found.posterior.as_ref().is_some_and(mostly) {
        text.push(' ');
        text.push_str(&telling.say(
            "Dat de cijfers hierna kloppen, komt doordat ze erin zijn gestopt.",
            "That the figures agree after this is because they were put in.",
        ));
    }
    text
}
