//! The value of information: what knowing more would be worth to whoever has to choose.
//!
//! Everything here works on plain columns, one number a draw, so that draws of other programs can be asked as well.

mod basis;
mod budget;
mod clark;
mod evpi;
mod evppi;
mod evsi;
mod fault;
mod nested;
mod partial;
mod payoff;
mod population;
mod smooth;
mod spread;
mod study;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod coverage;

pub use budget::{Affordable, Best, within_budgets};
pub use evpi::{Evpi, evpi};
pub use evppi::{Evppi, Group, Method, evppi};
pub use evsi::{Evsi, EvsiPoint, evsi};
pub use fault::{Column, Fault};
pub use nested::{Nested, nested};
pub use payoff::{Payoff, Payoffs, StudyCost, payoffs};
pub use population::{Population, annuity};
pub use study::Study;
