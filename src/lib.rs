//! Monte Carlo simulation of what social work in a wijk costs and yields.
//!
//! Rooms in floor order: `numeric` (special functions, moments) and `source` (texts, places, problems), `distributions`
//! and `streams` (chance), `model` (the world and one block of trials), `plan` (the question) and `evidence` (studies of others,
//! pooled), `scenario` (from text to model and plan), `engine` (trials in parallel), `casebook` (client cases), `results` (the run
//! folder), `analysis` (bands and decisions), `report` (telling), `app` (the verbs), `cli` (the command line).

pub mod analysis;
pub mod app;
pub mod casebook;
pub mod cli;
pub mod distributions;
pub mod engine;
pub mod evidence;
pub mod model;
#[cfg(test)]
mod model_for_tests;
pub mod numeric;
pub mod plan;
pub mod report;
pub mod results;
pub mod scenario;
pub mod source;
pub mod streams;
