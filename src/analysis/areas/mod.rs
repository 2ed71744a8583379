//! Many wijken: what is told of each, where a euro does most first, and where the next FTE belong.

mod allocation;
mod curve;
mod envelope;
mod ranking;
mod summary;
mod told;

pub use allocation::{Allocation, AllocationError, Placed, allocate};
pub use curve::{AreaCurve, kept_trials, ladder};
pub use ranking::{Ranked, RankingError, rank};
pub use summary::{AreaRow, FIGURES, summarise_area};
pub use told::AreaTold;
