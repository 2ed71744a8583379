//! Sentences that tell a result to somebody who never took statistics, one for every way it can turn out.

mod advice;
mod answer;
mod choice;
mod finding;
mod freed;
mod headline;
mod said;
mod terms;

pub(super) use advice::advice;
pub(super) use answer::{Answer, Asked};
pub(super) use choice::Choice;
pub(super) use finding::Outcome;
pub(super) use freed::freed;
pub(super) use headline::{composition_title, drivers_title, fan_title, parties_title};
pub(super) use said::Said;
pub(super) use terms::terms;
