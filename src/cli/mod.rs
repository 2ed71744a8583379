//! The command line.

mod args;
mod cluster;
mod command;
mod evidence;
mod inquiry;
mod print;
mod progress;
mod values;

pub use command::main;
