//! Words that every telling of client cases uses.

use crate::casebook::Findings;
use crate::report::layout::{GLUE, NARROWEST, PROSE, WIDEST, labelled_table, wrapped};
use crate::report::numbers::{Language, Numbers};

/// One telling, in one language and width.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    pub(super) language: Language,
    pub(super) numbers: Numbers,
    pub(super) width: usize,
}

impl Teller {
    pub(super) fn new(language: Language, width: usize) -> Self {
        Self { language, numbers: Numbers(language), width: width.clamp(NARROWEST, WIDEST) }
    }

    pub(super) const fn word(&self, dutch: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    pub(super) fn prose(&self, text: &str) -> String {
        wrapped(text, self.width.min(PROSE), 0)
    }

    /// An amount in a table: two figures, all that such prices support.
    pub(super) fn euros(&self, euros: f64) -> String {
        self.numbers.money_short(euros, 2)
    }

    /// The same in a sentence, which no line may break.
    pub(super) fn amount(&self, euros: f64) -> String {
        self.euros(euros).replace(' ', &GLUE.to_string())
    }

    pub(super) fn table(
        &self,
        corner: &str,
        header: &[&str],
        rows: &[(String, Vec<String>)],
    ) -> String {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let labels: Vec<String> = rows.iter().map(|(label, _)| cut(label, 36)).collect();
        let column = |at: usize| rows.iter().map(|(_, cells)| cells[at].clone()).collect();
        let columns: Vec<Vec<String>> = (0..header.len()).map(column).collect();
        labelled_table(corner, &header, &labels, &columns, self.width)
    }

    /// The first line of every telling of cases that are made up.
    pub(super) fn warning(&self, found: &Findings) -> Option<&'static str> {
        found.made_up.then(|| {
            self.word(
                "VERZONNEN CASUSSEN: om te leren rekenen, nergens bewijs van.",
                "MADE-UP CASES: to learn from, no evidence of anything.",
            )
        })
    }

    /// "10 client cases".
    pub(super) fn count(&self, cases: usize) -> String {
        let word = match (self.language, cases) {
            (Language::Dutch, 1) => "cliëntcasus",
            (Language::Dutch, _) => "cliëntcasussen",
            (Language::English, 1) => "client case",
            (Language::English, _) => "client cases",
        };
        format!("{} {word}", self.numbers.whole(cases as f64))
    }

    /// What is bought, where the language has a word for it.
    pub(super) fn domain(&self, name: &str) -> String {
        let dutch = match name {
            "care" => "zorg",
            "housing" => "wonen",
            "justice" => "justitie",
            "debt" => "schulden",
            "education" => "onderwijs",
            "income" => "inkomen",
            "administration" => "uitvoering",
            "staff" => "sociaal werk",
            "other" => "overig",
            _ => return plain(name),
        };
        self.word(dutch, "").to_owned() + if self.language == Language::English { name } else { "" }
    }
}

/// A text that users wrote, without what would move a cursor.
pub(super) fn plain(text: &str) -> String {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if hidden(letter) { ' ' } else { letter }).collect()
}

/// The text, or as much of it as fits in so many letters.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = plain(text);
    if text.chars().count() <= most {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}
