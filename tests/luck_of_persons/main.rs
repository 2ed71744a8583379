//! Luck belongs to the person: arms change nothing for each other, and large counts follow the exact laws jointly over arms.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed; --nocapture shows how close the bounds are"
)]

mod arms;
mod large_counts;
#[path = "../support/mod.rs"]
mod support;
