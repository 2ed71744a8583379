//! The page of a finished run in Markdown, for notebooks and e-mail.

mod cells;
mod choice;
mod drivers;
mod nation;
mod page;
mod parties;
mod peers;
mod people;
mod sources;
mod staffings;

pub use page::page;
pub(super) use sources::verdict;
