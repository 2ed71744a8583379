//! What a sample says: bands with their Monte Carlo error, differences between arms, which arm to prefer.

mod bands;
mod decision;
mod figures;
mod paths;
mod summary;

pub use bands::{Band, Statistics, mcse};
pub use decision::{Verdict, decide};
pub use figures::Figure;
pub use paths::{Path, Quantity, paths};
pub use summary::{Reference, Row, summarise};
