//! A language with its numbers, for making sentences.

use crate::report::numbers::{Language, Numbers};

/// Makes sentences in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Said {
    /// How numbers are written, and with that the language.
    pub(in crate::report) numbers: Numbers,
}

impl Said {
    /// In this language.
    pub(in crate::report) const fn new(language: Language) -> Self {
        Self { numbers: Numbers(language) }
    }

    /// The language.
    pub(in crate::report) const fn language(self) -> Language {
        self.numbers.0
    }

    /// One of two texts, by language.
    pub(in crate::report) fn one<T>(self, dutch: T, english: T) -> T {
        match self.language() {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    /// An amount that no line breaks.
    pub(in crate::report) fn money(self, euros: f64, digits: u32) -> String {
        self.numbers.money(euros, digits).replace(' ', "\u{a0}")
    }

    /// An amount for tables, as exact as its Monte Carlo error supports.
    pub(in crate::report) fn within(self, euros: f64, mcse: f64) -> String {
        self.numbers.money_within(euros, mcse).replace(' ', "\u{a0}")
    }
}
