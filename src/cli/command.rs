//! From the words typed to a verb, and from its end to an exit code.

use std::io;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use clap::{CommandFactory as _, Parser as _};

use super::args::{Cli, LanguageWord, RunArgs, Verb};
use super::evidence::{CalibrateArgs, CasesArgs, EvidenceVerb, ListArgs, ListWord, PoolArgs};
use super::inquiry::{SensitivityArgs, Telling};
use super::{print, progress};
use crate::app::{self, AppError, Door};
use crate::report::{
    Language, View, answer_json, answer_text, business_cases_json, business_cases_text,
    calibrated_json, calibrated_text, case_line, cases_figure, cases_json, cases_text,
    compare_json, compare_text, driven_figure, driven_json, driven_text, evidence_json,
    evidence_text, forest_figure, funnel_figure, nation_json, nation_text, outcomes_json,
    outcomes_text, prices_json, prices_text, sensitivity_figure, sensitivity_json,
    sensitivity_text, summary_json, summary_text, valued_figure, valued_json, valued_text,
};

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
        Verb::Slurm(args) => print::out(&app::slurm(&args.request())?)?,
        Verb::Merge(args) => {
            let view = app::merge(&args.run, args.force, args.fte_more)?;
            told(&view, (args.json, args.quiet), spoken(args.lang))?;
        }
        Verb::Check { scenario } => {
            let checked = app::check(&scenario);
            print::out(&checked.render(print::colour(&io::stdout())))?;
            return Ok(checked.exit_code());
        }
        Verb::Compare(args) => {
            let compared = app::compare(&args.runs)?;
            let language = spoken(args.lang);
            print::out(&if args.json {
                format!("{:#}\n", compare_json(&compared))
            } else {
                compare_text(&compared, language, print::width())
            })?;
        }
        Verb::Report(args) => {
            print::out(&format!("{}\n", app::report(&args.request())?.display()))?;
        }
        Verb::Sensitivity(args) => sensitivity(&args)?,
        Verb::Drivers(args) => {
            let found = app::drivers(&args.request())?;
            let language = spoken(args.telling.lang);
            let tell = Tell {
                json: driven_json(&found),
                text: &|width| driven_text(&found, language, width),
                figure: &|| driven_figure(&found, language),
            };
            tell.out(&args.telling)?;
        }
        Verb::Voi(args) => {
            let found = app::voi(&args.request()?)?;
            let language = spoken(args.telling.lang);
            let tell = Tell {
                json: valued_json(&found),
                text: &|width| valued_text(&found, language, width),
                figure: &|| valued_figure(&found, language),
            };
            tell.out(&args.telling)?;
        }
        Verb::GivenData(args) => {
            let found = app::given_data(&args.request())?;
            print::out(&if args.json {
                format!("{:#}\n", answer_json(&found))
            } else {
                answer_text(&found, spoken(args.lang), print::width())
            })?;
        }
        Verb::Export(args) => {
            for path in app::export(&args.run, args.layout(), &args.out)? {
                print::out(&format!("{}\n", path.display()))?;
            }
        }
        Verb::Evidence(EvidenceVerb::List(args)) => list(&args)?,
        Verb::Evidence(EvidenceVerb::Pool(args)) => pool(&args)?,
        Verb::Evidence(EvidenceVerb::Cases(args)) => cases(&args)?,
        Verb::Calibrate(args) => calibrate(&args)?,
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

/// The language asked for, or else that of the surroundings.
fn spoken(asked: Option<LanguageWord>) -> Language {
    asked.map_or_else(print::language, LanguageWord::language)
}

/// A finding in its three forms.
struct Tell<'f> {
    json: serde_json::Value,
    text: &'f dyn Fn(usize) -> String,
    figure: &'f dyn Fn() -> String,
}

impl Tell<'_> {
    /// Prints it and, if asked, writes its figure.
    fn out(&self, how: &Telling) -> Result<(), AppError> {
        if let Some(path) = &how.figure {
            app::write_figure(path, &(self.figure)())?;
        }
        if how.json {
            return print::out(&format!("{:#}\n", self.json));
        }
        print::out(&(self.text)(print::width()))
    }
}

fn pool(args: &PoolArgs) -> Result<(), AppError> {
    let found = app::pool(&args.studies, &args.options()?)?;
    let language = spoken(args.lang);
    app::figure(args.forest.as_ref(), || forest_figure(&found, language, false))?;
    app::figure(args.funnel.as_ref(), || funnel_figure(&found, language, false))?;
    print::out(&if args.json {
        format!("{:#}\n", evidence_json(&found))
    } else {
        evidence_text(&found, language, print::width())
    })
}

fn cases(args: &CasesArgs) -> Result<(), AppError> {
    let priced = app::priced_cases(&args.cases, args.seed, args.draws as usize)?;
    let (language, width) = (spoken(args.lang), print::width());
    if !priced.book.warnings.is_empty() {
        print::err(&priced.book.render(print::colour(&io::stderr())));
    }
    app::figure(args.figure.as_ref(), || cases_figure(&priced.found, language))?;
    let text = if args.json {
        format!("{:#}\n", cases_json(&priced.found, &priced.feeds))
    } else if let Some(name) = &args.case {
        let line = case_line(&priced.found, name, language, width);
        line.map(|line| line + "\n").ok_or_else(|| {
            let names: Vec<&str> =
                priced.found.cases.iter().map(|case| case.name.as_str()).collect();
            AppError::Usage(format!(
                "--case: there is no case `{name}`; known: {}",
                names.join(", ")
            ))
        })?
    } else {
        cases_text(&priced.found, &priced.feeds, language, width)
    };
    print::out(&text)
}

fn calibrate(args: &CalibrateArgs) -> Result<(), AppError> {
    let language = spoken(args.lang);
    let bar = progress::bar(args.json, language, progress::Counted::Evaluations);
    let never = AtomicBool::new(false);
    let door = Door {
        start: &|_| {},
        progress: &|done| progress::show(&bar, done as u64),
        cancel: &never,
    };
    let answer = app::calibrate(&args.request(), door);
    bar.finish_and_clear();
    let answer = answer?;
    print::out(&if args.json {
        format!("{:#}\n", calibrated_json(&answer.told))
    } else {
        calibrated_text(&answer.told, language, print::width())
    })?;
    match answer.written {
        None => Ok(()),
        Some(Ok(path)) => print::out(&format!("{}\n", path.display())),
        Some(Err(error)) => Err(error),
    }
}

fn list(args: &ListArgs) -> Result<(), AppError> {
    let lists = app::lists()?;
    let (language, width) = (spoken(args.lang), print::width());
    let text = match (args.what, args.json) {
        (ListWord::Prices, true) => format!("{:#}\n", prices_json(&lists.prices)),
        (ListWord::Prices, false) => prices_text(&lists.prices, language, width),
        (ListWord::Outcomes, true) => format!("{:#}\n", outcomes_json(&lists.outcomes)),
        (ListWord::Outcomes, false) => outcomes_text(&lists.outcomes, language, width),
        (ListWord::Cases, true) => {
            format!("{:#}\n", business_cases_json(&lists.cases, &lists.quadrants))
        }
        (ListWord::Cases, false) => {
            business_cases_text(&lists.cases, &lists.quadrants, language, width)
        }
    };
    print::out(&text)
}

fn sensitivity(args: &SensitivityArgs) -> Result<(), AppError> {
    let language = spoken(args.telling.lang);
    let bar = progress::bar(args.telling.json, language, progress::Counted::Evaluations);
    let never = AtomicBool::new(false);
    let door = Door {
        start: &|evaluations| bar.set_length(evaluations as u64),
        progress: &|done| progress::show(&bar, done as u64),
        cancel: &never,
    };
    let found = app::sensitivity(&args.request(), door);
    bar.finish_and_clear();
    let found = found?;
    let tell = Tell {
        json: sensitivity_json(&found),
        text: &|width| sensitivity_text(&found, language, width),
        figure: &|| sensitivity_figure(&found, language, args.convergence),
    };
    tell.out(&args.telling)
}

fn run(args: &RunArgs) -> Result<(), AppError> {
    let language = spoken(args.lang);
    let bar = progress::bar(args.quiet, language, progress::Counted::Trials);
    // Ctrl-C ends the process on the spot: what was being written is hidden, and cleared up by the next run.
    let never = AtomicBool::new(false);
    let door = Door {
        start: &|trials| bar.set_length(trials as u64),
        progress: &|done| progress::show(&bar, done as u64),
        cancel: &never,
    };
    if let Some(shard) = args.shard {
        let made = app::run_shard(&args.request(), shard, door);
        bar.finish_and_clear();
        return print::out(&format!("{}\n", made?.display()));
    }
    let view = app::run(&args.request(), door);
    bar.finish_and_clear();
    told(&view?, (args.json, args.quiet), language)
}

/// Prints what a run told.
fn told(view: &View, (json, quiet): (bool, bool), language: Language) -> Result<(), AppError> {
    if json {
        let mut json = summary_json(view);
        if let (Some(nation), Some(map)) = (app::told_wijken(&view.folder)?, json.as_object_mut()) {
            map.insert("nation".to_owned(), nation_json(&nation));
        }
        return print::out(&format!("{json:#}\n"));
    }
    if quiet {
        return Ok(());
    }
    print::out(&summary_text(view, language, print::width()))?;
    match app::told_wijken(&view.folder)? {
        Some(nation) => {
            print::out(&format!("\n{}", nation_text(&nation, language, print::width())))
        }
        None => Ok(()),
    }
}
