//! What must be true of the inputs for a run to agree with published figures: reach, moves, conflict, and joint samples.

mod ask;
mod calibrate;
#[cfg(test)]
mod cases;
mod cloud;
mod factor;
mod nearest;
mod of_model;
#[cfg(test)]
mod proof;
mod reach;
mod resample;
mod rows;
mod summary;
mod target;
mod tempering;
mod weights;

pub use ask::{Fault, Figures, Values};
pub use calibrate::{Calibration, PARTICLES, POINTS, Posterior, Request, calibrate};
pub use of_model::{Wanted, calibrate_model, coupled};
pub use reach::{Nearest, PLAUSIBLE, RARE, Reach, Together};
pub use rows::{NoRows, Rows};
pub use summary::{Check, Estimate, Move, Spread};
pub use target::{TOLERANCE, Target, TargetError};
pub use tempering::Tempering;
pub use weights::{Diagnostics, ENOUGH, HEAVY, Method};
