//! The world of a wijk: people, programmes, outcomes, money; and what happens in one block of trials.
//!
//! Types here are the meaning of a scenario, free of text and of randomness. `dynamics` computes with them.

mod ahead;
mod arm;
mod correlation;
pub mod dynamics;
mod effect;
mod inputs;
pub mod luck;
mod outcome;
mod population;
mod programme;
mod valuation;
mod wijk;

pub use arm::{Arm, Wanted};
pub use correlation::CorrelatedGroup;
pub use effect::{Among, Effect, Measure};
pub use inputs::{Correlation, Input, Inputs, Quantity, Rows};
pub use outcome::{Baseline, Kind, Outcome};
pub use population::{Group, Stratum};
pub use programme::{Capacity, Costs, Programme, Role};
pub use valuation::{Benefit, Care, Discounting, Ledger, Party, Stream, Timing};
pub use wijk::Model;
