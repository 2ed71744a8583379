//! The command line.

mod args;
mod command;
mod print;
mod progress;

pub use command::main;
