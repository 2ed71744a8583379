//! The command line.

mod args;
mod command;
mod evidence;
mod inquiry;
mod print;
mod progress;
mod values;

pub use command::main;
