//! Which inputs move a result, and how: variance shares, screening, and swings, for any function of uniforms.

#[cfg(test)]
mod cases;
mod conditional;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod coverage_given;
mod delta;
mod function;
mod given;
mod interval;
mod morris;
mod partition;
mod saltelli;
mod shapley;
mod sobol;
mod sums;
mod tornado;

pub use conditional::Coupled;
pub use delta::{Delta, delta};
pub use function::{BLOCK, Fault, Function};
pub use given::{Given, Rows, given};
pub use interval::Index;
pub(super) use interval::student;
pub use morris::{Effect, Screening, screen};
pub use partition::Unusable;
pub use shapley::{Shapley, ShapleyRequest, shapley};
pub use sobol::{Indices, Pair, Request, indices};
pub use tornado::{Swing, Tornado, tornado};
