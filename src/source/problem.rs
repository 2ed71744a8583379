//! One problem in a text: what was found, where, which rule it breaks, and what might help.

use std::fmt;
use std::ops::Range;

use super::code::{Code, Severity};

/// One problem in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether the text can still be used.
    pub severity: Severity,
    /// Kebab-case name of the kind of problem.
    pub code: &'static str,
    /// Where it is, as a dotted path (`programmes.jongerenwerk.uptake`); empty for the whole text.
    pub path: String,
    /// Where it is, in bytes of the text, where that is known.
    pub span: Option<Range<usize>>,
    /// What is wrong, with the value found.
    pub message: String,
    /// The rule that is broken; may be empty.
    pub rule: String,
    /// What might mend it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of this kind at this path.
    pub fn new(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: code.severity,
            code: code.name,
            path: path.into(),
            span: None,
            message: message.into(),
            rule: String::new(),
            help: None,
        }
    }

    /// The same problem, with the rule it breaks.
    #[must_use]
    pub fn rule(mut self, rule: impl Into<String>) -> Self {
        self.rule = rule.into();
        self
    }

    /// The same problem, with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same problem, with advice where there is any.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The same problem, with its place in the text.
    #[must_use]
    pub fn at(mut self, span: Option<Range<usize>>) -> Self {
        self.span = span.or(self.span);
        self
    }

    /// Whether it makes the text unusable.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.is_error() { "error" } else { "warning" };
        write!(out, "{word}[{}]", self.code)?;
        if !self.path.is_empty() {
            write!(out, " {}", self.path)?;
        }
        write!(out, ": {}", self.message)
    }
}
