//! Findings in the terminal, for somebody who never took statistics.

use super::{Driven, Found, Sensitivity, methods};
use crate::analysis::sensitivity::Index;
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
    pub(super) fn new(language: Language, width: usize) -> Self {
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

    pub(super) fn money(&self, value: f64) -> String {
        self.numbers.money(value, 3)
    }

    /// A share and its interval; what is not told from 0 is said, not printed.
    pub(super) fn share(&self, index: Option<Index>, varies: bool) -> String {
        let Some(index) = index.filter(|_| varies) else {
            return self.say("0, varieert niet", "0, does not vary");
        };
        let decimal = |value: f64| self.numbers.decimal(value, 3);
        if !index.distinguishable {
            return if index.hi.is_finite() {
                format!("≈ 0 (< {})", decimal(index.hi.max(0.0)))
            } else {
                "≈ 0".to_owned()
            };
        }
        format!("{} ({}–{})", decimal(index.value), decimal(index.lo), decimal(index.hi))
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

    /// A path in lines of at most half the width, broken after points: paths have no blanks to break at.
    fn label(&self, path: &str) -> String {
        let most = (self.width / 2).saturating_sub(4);
        let mut lines = vec![String::new()];
        for part in path.split_inclusive(['.', '_']) {
            let last = lines.len() - 1;
            if !lines[last].is_empty() && lines[last].chars().count() + part.chars().count() > most
            {
                lines.push(if self.width < 72 { String::new() } else { "  ".to_owned() });
            }
            let last = lines.len() - 1;
            lines[last].push_str(part);
        }
        lines.join("\n")
    }

    /// A rate of some per cent, with its decimals.
    pub(super) fn rate(&self, rate: f64) -> String {
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
        Language::Dutch => format!("Deel van de spreiding dat met een invoer alleen meegaat; delta: hoe ver de hele verdeling ermee verschuift (0 tot 1). Tussen haakjes {}-intervallen; ≈ 0: niet te onderscheiden van 0. Wat invoeren alleen samen doen, telt niet mee: zie `sensitivity`.", teller.percent(told.level)),
        Language::English => format!("Share of the spread that goes with an input alone; delta: how far the whole distribution moves with it (0 to 1). In brackets {} intervals; ≈ 0: not distinguishable from 0. What inputs do only together is not in it: see `sensitivity`.", teller.percent(told.level)),
    }));
    parts.join("\n\n") + "\n"
}
