//! The three designs: marginals exactly even, ranks as asked, means as precise as theory says.

mod precision;
mod uniforms;
#[path = "../support/mod.rs"]
mod support;
