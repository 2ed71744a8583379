//! The page of a finished run in Markdown, for notebooks and e-mail.

mod cells;
mod page;
mod parts;

pub use page::page;
pub(super) use parts::verdict;
