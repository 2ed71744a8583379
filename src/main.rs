//! The program `wijkimpact`: the command line and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    wijkimpact::cli::main()
}
