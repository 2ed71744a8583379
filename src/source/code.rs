//! The kinds of problem: each has a name that documents, tests and users can hold on to.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The text cannot be used.
    Error,
    /// The text can be used; somebody should look at this.
    Warning,
}

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case name, unique, listed in `docs/problems.md`.
    pub name: &'static str,
    /// Whether the text can still be used.
    pub severity: Severity,
}

impl Code {
    /// A kind of problem that makes the text unusable.
    pub const fn error(name: &'static str) -> Self {
        Self { name, severity: Severity::Error }
    }

    /// A kind of problem that leaves the text usable.
    pub const fn warning(name: &'static str) -> Self {
        Self { name, severity: Severity::Warning }
    }
}
