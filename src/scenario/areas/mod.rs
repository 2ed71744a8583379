//! Many wijken at once: from a scenario and tables of wijken to the areas of a run, and everything that is wrong with them.

#[cfg(test)]
mod cases;
mod columns;
mod declared;
mod fault;
mod judge;
mod judged;
mod known;
mod number;
mod places;
#[cfg(test)]
mod refusals;
mod region;
mod rows;
mod tables;
mod told;
mod wanted;

pub use fault::{AreasError, Fault, UnknownColumn};
pub use judge::{Ask, judge};
pub use judged::{Area, Areas, Imputed, LeftOut, Note, Reason};
pub use places::{NotReplaceable, Place, Places};
