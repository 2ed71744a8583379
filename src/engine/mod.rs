//! From a model and a plan to a sample: draws, blocks of trials in parallel, columns of results.

pub mod areas;
mod chunk;
mod columns;
mod copula;
mod counts;
mod design;
mod draw;
mod evaluate;
mod luck;
mod points;
mod rounds;
mod run;
mod sample;
mod sobol;
mod splitting;
mod tally;

pub use evaluate::{Evaluator, Fill, net_at};
pub use luck::{Addresses, Sampled};
pub use points::{Draws, Points};
pub use run::{EngineError, Simulation, extend, run};
pub use sample::{Flow, Measure, Sample};
