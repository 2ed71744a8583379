//! The workbook of a finished run: a file to go on working in, one sheet a file.

mod book;
mod calculator;
mod calculator_data;
mod calculator_inputs;
mod calculator_results;
mod cells;
mod choice;
mod guide;
mod negotiation;
mod page;
mod parameters;
mod parties;
mod published;
mod run;
mod style;
mod summary;
mod years;

pub use book::{WorkbookError, workbook, workbook_with};
pub use calculator_inputs::Typed;
