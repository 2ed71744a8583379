//! The three designs: marginals exactly even, ranks as asked, means as precise as theory says.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod precision;
#[path = "../support/mod.rs"]
mod support;
mod uniforms;
