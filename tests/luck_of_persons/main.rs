//! Luck belongs to the person: arms change nothing for each other, and large counts follow the exact laws jointly over arms.

mod arms;
mod large_counts;
#[path = "../support/mod.rs"]
mod support;
