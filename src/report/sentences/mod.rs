//! Sentences that tell a result to somebody who never took statistics, one for every way it can turn out.

mod answer;
mod budget;
mod cautions;
mod choice;
mod deal;
mod factor;
mod finding;
mod freed;
mod headline;
mod nation;
mod peers;
mod said;
mod steps;

pub(super) use answer::{Answer, Asked};
pub(super) use budget::budget_sentence;
pub(super) use cautions::cautions;
pub(super) use deal::Deal;
pub(super) use factor::factors;
pub(super) use freed::freed;
pub(super) use headline::{composition_title, drivers_title, fan_title, parties_title};
pub(super) use nation::{National, STANDS_IN};
pub(super) use peers::{quadrant, ratio_sentence, term};
pub(super) use said::Said;
pub(super) use steps::{pairing_sentence, steps_sentence};
