//! Laws that hold in every world, in every trial: properties of random worlds, from a fixed seed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod addresses;
mod any_world;
mod books;
mod counts;
mod mirror;
mod passes;
#[path = "../support/mod.rs"]
mod support;
