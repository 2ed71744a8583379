//! Kinds of problem that only a file of client cases can have; `docs/cases.md` lists them.

use crate::source::Code;

pub(super) const NO_ITEMS: Code = Code::error("no-items");
pub(super) const TOO_MANY_CASES: Code = Code::error("too-many-cases");
pub(super) const SERVICE_WITHOUT: Code = Code::error("service-without");
pub(super) const NO_SERVICE: Code = Code::warning("no-service");
pub(super) const NO_REFERENCE: Code = Code::warning("no-reference");
pub(super) const NO_OPTIMISM: Code = Code::warning("no-optimism");
pub(super) const UNKNOWN_PARTY: Code = Code::warning("unknown-party");

/// Kinds of problem beside those of scenarios.
pub fn codes() -> Vec<Code> {
    vec![
        NO_ITEMS,
        TOO_MANY_CASES,
        SERVICE_WITHOUT,
        NO_SERVICE,
        NO_REFERENCE,
        NO_OPTIMISM,
        UNKNOWN_PARTY,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_the_list_and_in_the_book() {
        let declared = include_str!("codes.rs").matches(": Code = Code::").count();
        assert_eq!(declared - 1, codes().len(), "the -1 is this test's own text");
        let book = include_str!("../../docs/cases.md");
        for code in codes() {
            assert!(book.contains(&format!("`{}`", code.name)), "{}", code.name);
        }
    }
}
