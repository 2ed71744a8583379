//! The values of a scenario in the order in which a reader should doubt them.

use crate::scenario::Evidence;
use crate::scenario::raw::Grade;

/// Without a grade first, then D to A; within a grade in the order of the scenario.
pub(super) fn weakest_first(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut sorted: Vec<&Evidence> = evidence.iter().collect();
    sorted.sort_by_key(|known| match known.grade {
        None => 0,
        Some(Grade::D) => 1,
        Some(Grade::C) => 2,
        Some(Grade::B) => 3,
        Some(Grade::A) => 4,
    });
    sorted
}
