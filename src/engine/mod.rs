//! From a model and a plan to a sample: draws, blocks of trials in parallel, columns of results.

mod columns;
mod copula;
mod counts;
mod design;
mod draw;
mod luck;
mod rounds;
mod run;
mod sample;
mod sobol;
mod tally;

pub use luck::{Addresses, Sampled};
pub use run::{EngineError, extend, run};
pub use sample::{Flow, Measure, Sample};
