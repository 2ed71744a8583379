//! What pooled studies say, in words, as JSON and as figures.

mod figures;
mod json;
mod parts;
mod text;
mod words;

pub use figures::{forest_figure, funnel_figure};
pub use json::evidence_json;
pub use text::evidence_text;
