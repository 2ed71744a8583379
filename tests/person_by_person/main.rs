//! The engine against an independent simulator that goes person by person: the same joint law over arms.
//!
//! The slow simulator (`luck`, `service`, `outcomes`) is written from the model page alone, one arm after the other and one
//! person after the other. All parameters are fixed, so only luck is compared.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed; --nocapture shows how close the bounds are"
)]

mod compare;
mod luck;
mod outcomes;
mod service;
mod slow;
#[path = "../support/mod.rs"]
mod support;
mod worlds;

use worlds::*;

#[test]
fn recurring_events_with_fading_effects_agree() {
    compare::agree(&recurring(), 40_000, 1);
}

#[test]
fn events_that_happen_once_agree_with_their_returns_and_exits() {
    compare::agree(&once(), 40_000, 2);
}

#[test]
fn visits_as_points_of_one_poisson_process_agree() {
    compare::agree(&visits(), 40_000, 3);
}

#[test]
fn states_with_relapse_and_scores_agree() {
    compare::agree(&states(), 40_000, 4);
}

#[test]
fn harm_agrees_in_every_kind() {
    compare::agree(&harm(), 40_000, 5);
}

#[test]
fn pools_matching_and_turnover_with_two_programmes_agree() {
    compare::agree(&crowded(), 40_000, 6);
}

#[test]
fn money_that_moves_leaves_and_varies_between_cases_agrees() {
    compare::agree(&money(), 40_000, 7);
}

#[test]
#[should_panic(expected = "differs")]
fn a_world_that_differs_a_little_is_told_apart() {
    // The comparison must be able to fail: the engine gets a risk of 0.255 where the slow simulator has 0.25.
    compare::compare(&slightly_off(0.255), &slightly_off(0.25), 40_000, 8);
}
