//! Monte Carlo simulation of what social work in a wijk costs and yields.
//!
//! Rooms in floor order: `numeric` (special functions) and `source` (texts, places, problems), `distributions` and
//! `streams` (chance), `model` (the world and one block of trials) and `plan` (the question), `scenario` (from text to
//! model and plan), `engine` (trials in parallel).

pub mod distributions;
pub mod engine;
pub mod model;
pub mod numeric;
pub mod plan;
pub mod scenario;
pub mod source;
pub mod streams;
