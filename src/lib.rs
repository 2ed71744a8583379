//! Monte Carlo simulation of what social work in a wijk costs and yields.
//!
//! Rooms in floor order: `source` (texts, places, problems), `streams` (random numbers as addresses), `distributions`,
//! `model` (the world and one block of trials), `plan` (the question), `scenario` (text to model and plan), `engine`
//! (trials in parallel).

pub mod distributions;
pub mod engine;
pub mod model;
pub mod numeric;
pub mod plan;
pub mod scenario;
pub mod source;
pub mod streams;
