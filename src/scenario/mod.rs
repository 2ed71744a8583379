//! From the text of a scenario to a model and a plan, with every problem at once.

mod range;
pub mod raw;
mod schema;

pub use schema::schema;
