//! Client cases told: in the terminal, on a time line, as JSON and as a figure.

mod figure;
mod json;
mod line;
mod text;
mod words;

pub use figure::cases_figure;
pub use json::cases_json;
pub use line::case_line;
pub use text::cases_text;
