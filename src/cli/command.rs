//! From the words typed to a verb, and from its end to an exit code.

use std::io;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use clap::{CommandFactory as _, Parser as _};

use super::args::{Cli, LanguageWord, RunArgs, Verb};
use super::{print, progress};
use crate::app::{self, AppError, Door};
use crate::report::{compare_json, compare_text, summary_json, summary_text};

/// Reads the command line, does what it says and returns the exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, with code 0. A closed pipe is no matter.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match perform(cli.verb) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            print::err(&error.render(print::colour(&io::stderr())));
            ExitCode::from(error.exit_code())
        }
    }
}

fn perform(verb: Verb) -> Result<u8, AppError> {
    match verb {
        Verb::Run(args) => run(&args)?,
        Verb::Check { scenario } => {
            let checked = app::check(&scenario);
            print::out(&checked.render(print::colour(&io::stdout())))?;
            return Ok(checked.exit_code());
        }
        Verb::Compare(args) => {
            let compared = app::compare(&args.runs)?;
            let language = args.lang.map_or_else(print::language, LanguageWord::language);
            print::out(&if args.json {
                format!("{:#}\n", compare_json(&compared))
            } else {
                compare_text(&compared, language, print::width())
            })?;
        }
        Verb::Report(args) => {
            print::out(&format!("{}\n", app::report(&args.request())?.display()))?;
        }
        Verb::Schema => print::out(&app::schema())?,
        Verb::New { name } => print::out(&format!("{}\n", app::new(&name)?.display()))?,
        Verb::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "wijkimpact", &mut script);
            print::out(&String::from_utf8_lossy(&script))?;
        }
    }
    Ok(0)
}

fn run(args: &RunArgs) -> Result<(), AppError> {
    let bar = progress::bar(args.quiet);
    // Ctrl-C ends the process on the spot: what was being written is hidden, and cleared up by the next run.
    let never = AtomicBool::new(false);
    let door = Door {
        start: &|trials| bar.set_length(trials as u64),
        progress: &|done| bar.set_position(done as u64),
        cancel: &never,
    };
    let view = app::run(&args.request(), door);
    bar.finish_and_clear();
    let view = view?;
    if args.json {
        return print::out(&format!("{:#}\n", summary_json(&view)));
    }
    if args.quiet {
        return Ok(());
    }
    let language = args.lang.map_or_else(print::language, LanguageWord::language);
    print::out(&summary_text(&view, language, print::width()))
}
