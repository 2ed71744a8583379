//! Who tells the summary: what is told, in which language.

use super::layout::GLUE;
use super::numbers::{Language, Numbers};
use super::view::View;
use super::words::Words;

/// A run and the language to tell it in.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) view: &'a View,
    pub(super) language: Language,
    pub(super) numbers: Numbers,
}

impl<'a> Teller<'a> {
    pub(super) const fn new(view: &'a View, language: Language) -> Self {
        Self { view, language, numbers: Numbers(language) }
    }

    pub(super) const fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// One of two sentences, by language.
    pub(super) fn say(&self, dutch: String, english: String) -> String {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    /// The same for fixed texts.
    pub(super) const fn word(&self, dutch: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    /// An amount in a sentence, which no line may break.
    pub(super) fn amount(&self, euros: f64, digits: u32) -> String {
        glued(&self.numbers.money(euros, digits))
    }

    /// The name of an arm, with a word where it is the present one.
    pub(super) fn arm_name(&self, arm: usize) -> String {
        self.view.arm_name(arm, self.language)
    }

    /// Whether there are enough trials to quote a band.
    pub(super) const fn quotable(&self) -> bool {
        self.view.quotable()
    }
}

/// The same text, which no line may break.
pub(super) fn glued(text: &str) -> String {
    text.replace(' ', &GLUE.to_string())
}
