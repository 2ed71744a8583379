//! What a run says, told to people and to programs.

mod arms;
mod json;
mod layout;
mod notes;
mod numbers;
mod teller;
mod text;
mod told;
mod view;
mod whom;
mod words;

pub use json::summary_json;
pub use numbers::{Language, Numbers};
pub use text::summary_text;
pub use view::{Notice, View};
