//! Text that users wrote: reading it, finding places in it, and showing what is wrong with it.

mod cells;
mod code;
mod file;
mod problem;
mod render;
mod syntax;
mod tree;

pub use cells::Cells;
pub use code::{Code, Severity};
pub use file::{FILE_CODES, read_text};
pub use problem::Problem;
pub use render::render;
pub use syntax::SYNTAX;
pub use tree::{Content, Entry, Node, parse};
