//! Every kind of problem a scenario can have; `docs/problems.md` says of each what it means and how to mend it.

use crate::source::{Code, FILE_CODES, SYNTAX};

// Structure: the text as a tree.
pub(super) const UNKNOWN_KEY: Code = Code::error("unknown-key");
pub(super) const MISSING_KEY: Code = Code::error("missing-key");
pub(super) const WRONG_TYPE: Code = Code::error("wrong-type");
pub(super) const UNKNOWN_WORD: Code = Code::error("unknown-word");
pub(super) const WRONG_LENGTH: Code = Code::error("wrong-length");
pub(super) const NOT_FINITE: Code = Code::error("not-finite");
pub(super) const OUT_OF_RANGE: Code = Code::error("out-of-range");
pub(crate) const UNREADABLE: Code = Code::error("unreadable");

// Names and references.
pub(super) const BAD_NAME: Code = Code::error("bad-name");
pub(super) const RESERVED_NAME: Code = Code::error("reserved-name");
pub(crate) const SAME_NAME: Code = Code::error("same-name");
pub(crate) const UNKNOWN_NAME: Code = Code::error("unknown-name");

// Values.
pub(crate) const AMBIGUOUS_VALUE: Code = Code::error("ambiguous-value");
pub(super) const REF_NOT_ALONE: Code = Code::error("ref-not-alone");
pub(super) const WRONG_FIGURES: Code = Code::error("wrong-figures");
pub(super) const BAD_DISTRIBUTION: Code = Code::error("bad-distribution");
pub(crate) const BAD_TRUNCATION: Code = Code::error("bad-truncation");
pub(crate) const BAD_LIST: Code = Code::error("bad-list");
pub(super) const BAD_EVIDENCE: Code = Code::error("bad-evidence");
pub(super) const PRICE_NOT_ALONE: Code = Code::error("price-not-alone");
pub(crate) const NOT_MONEY: Code = Code::error("not-money");
pub(crate) const NO_PRICE_INDEX: Code = Code::error("no-price-index");
pub(super) const NO_SUM_TO_ONE: Code = Code::error("no-sum-to-one");

// Tables.
pub(super) const EMPTY_SCENARIO: Code = Code::error("empty-scenario");
pub(super) const TOO_MANY_YEARS: Code = Code::error("too-many-years");
pub(super) const NEED_MISSING: Code = Code::error("need-missing");
pub(super) const STAFF_MISSING: Code = Code::error("staff-missing");
pub(super) const STAFF_TWICE: Code = Code::error("staff-twice");
pub(super) const PLACES_MISSING: Code = Code::error("places-missing");
pub(super) const PLACES_TWICE: Code = Code::error("places-twice");
pub(super) const NO_STAFF_NOW: Code = Code::error("no-staff-now");
pub(super) const NO_TARGET: Code = Code::error("no-target");
pub(super) const ONE_MEASURE: Code = Code::error("one-measure");
pub(super) const WRONG_MEASURE: Code = Code::error("wrong-measure");
pub(super) const WRONG_FOR_KIND: Code = Code::error("wrong-for-kind");
pub(super) const OTHER_GROUP: Code = Code::error("other-group");
pub(super) const BASELINE_MISSING: Code = Code::error("baseline-missing");
pub(super) const BASELINE_ABOVE_ONE: Code = Code::error("baseline-above-one");
pub(crate) const EMPTY_LIST: Code = Code::error("empty-list");
pub(super) const EMPTY_BENEFIT: Code = Code::error("empty-benefit");
pub(crate) const PARTY_MISSING: Code = Code::error("party-missing");
pub(super) const WRONG_TRANSFER: Code = Code::error("wrong-transfer");
pub(super) const REPEATED_LEVEL: Code = Code::error("repeated-level");
pub(super) const NOT_UNCERTAIN: Code = Code::error("not-uncertain");
pub(super) const CORRELATED_TWICE: Code = Code::error("correlated-twice");
pub(super) const IMPOSSIBLE_CORRELATIONS: Code = Code::error("impossible-correlations");
pub(super) const BAD_ROWS: Code = Code::error("bad-rows");
pub(super) const BAD_AREA_COLUMN: Code = Code::error("bad-area-column");
pub(super) const ONE_FIGURE: Code = Code::error("one-figure");

// Warnings.
pub(crate) const NO_SOURCE: Code = Code::warning("no-source");
pub(crate) const NO_GRADE: Code = Code::warning("no-grade");
pub(super) const EVIDENCE_DOUBT: Code = Code::warning("evidence-doubt");
pub(crate) const OLD_PRICE: Code = Code::warning("old-price");
pub(super) const UNUSED: Code = Code::warning("unused");
pub(super) const DOUBLE_COUNTING: Code = Code::warning("double-counting");
pub(super) const BEYOND_HORIZON: Code = Code::warning("beyond-horizon");
pub(super) const NO_STAFF: Code = Code::warning("no-staff");
pub(super) const IMPLAUSIBLE: Code = Code::warning("implausible");

const OWN: &[Code] = &[
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNKNOWN_WORD,
    WRONG_LENGTH,
    NOT_FINITE,
    OUT_OF_RANGE,
    UNREADABLE,
    BAD_NAME,
    RESERVED_NAME,
    SAME_NAME,
    UNKNOWN_NAME,
    AMBIGUOUS_VALUE,
    REF_NOT_ALONE,
    WRONG_FIGURES,
    BAD_DISTRIBUTION,
    BAD_TRUNCATION,
    BAD_LIST,
    BAD_EVIDENCE,
    PRICE_NOT_ALONE,
    NOT_MONEY,
    NO_PRICE_INDEX,
    NO_SUM_TO_ONE,
    EMPTY_SCENARIO,
    TOO_MANY_YEARS,
    NEED_MISSING,
    STAFF_MISSING,
    STAFF_TWICE,
    PLACES_MISSING,
    PLACES_TWICE,
    NO_STAFF_NOW,
    NO_TARGET,
    ONE_MEASURE,
    WRONG_MEASURE,
    WRONG_FOR_KIND,
    OTHER_GROUP,
    BASELINE_MISSING,
    BASELINE_ABOVE_ONE,
    EMPTY_LIST,
    EMPTY_BENEFIT,
    PARTY_MISSING,
    WRONG_TRANSFER,
    REPEATED_LEVEL,
    NOT_UNCERTAIN,
    CORRELATED_TWICE,
    IMPOSSIBLE_CORRELATIONS,
    BAD_ROWS,
    BAD_AREA_COLUMN,
    ONE_FIGURE,
    NO_SOURCE,
    NO_GRADE,
    OLD_PRICE,
    EVIDENCE_DOUBT,
    UNUSED,
    DOUBLE_COUNTING,
    BEYOND_HORIZON,
    NO_STAFF,
    IMPLAUSIBLE,
];

/// Every kind of problem that reading a scenario can give.
pub fn codes() -> Vec<Code> {
    let mut all = FILE_CODES.to_vec();
    all.push(SYNTAX);
    all.extend_from_slice(OWN);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_this_file_is_in_the_list() {
        let declared = include_str!("codes.rs").matches(": Code = Code::").count();
        assert_eq!(declared - 1, OWN.len(), "the -1 is this test's own text");
    }
}
