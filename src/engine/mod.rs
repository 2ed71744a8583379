//! From a model and a plan to a sample: draws, blocks of trials in parallel, columns of results.

mod columns;
mod sample;

pub use sample::{Flow, Measure, Sample};
