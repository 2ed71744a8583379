//! One scenario simulated for many wijken: the same draws everywhere, luck of each wijk's own, the nation as their sum.

mod list;
mod nation;
mod one;
mod prepared;
mod run;
mod totals;

pub use list::{Area, AreaProblem, Areas};
pub use one::AreaSample;
pub use run::{AREAS_IN_BLOCK, AreasRun, Block};
pub use totals::{DifferentTotals, Shape, Totals};
