//! What a run says, told to people and to programs.

mod evidence;
mod json;
mod layout;
pub mod markdown;
mod material;
mod numbers;
mod text;
mod view;
mod words;
pub mod xlsx;

pub use json::summary_json;
pub use material::{Material, Provenance};
pub use numbers::{Language, Numbers};
pub use text::summary_text;
pub use view::{Notice, View};
