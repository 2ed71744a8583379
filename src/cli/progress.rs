//! The progress bar: on standard error, and only where somebody watches.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::print::colour;
use crate::report::{Language, Numbers};

/// What a bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// Trials of a run.
    Trials,
    /// Evaluations of a model.
    Evaluations,
}

/// A bar for the trials of a run; invisible when standard error is no terminal or the user wants it quiet. Its length is
/// set when the run starts.
pub(super) fn bar(quiet: bool, language: Language, counted: Counted) -> ProgressBar {
    if quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = if colour(&stderr()) { "{bar:30.cyan} {told}" } else { "{bar:30} {told}" };
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let words = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let all = state.len().unwrap_or(0);
        // A bar that cannot be written is no matter.
        let _ = out.write_str(&told(language, counted, state.pos(), all, state.eta()));
    };
    // A template that does not parse leaves the plain bar.
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.with_key("told", words)),
        Err(_) => bar,
    }
}

/// Moves the bar; blocks may report out of turn.
pub(super) fn show(bar: &ProgressBar, done: u64) {
    bar.set_position(bar.position().max(done));
    if bar.length().is_some_and(|all| done >= all) {
        // What comes now takes a while and does not report.
        bar.force_draw();
    }
}

/// What stands beside the bar.
fn told(language: Language, counted: Counted, done: u64, all: u64, left: Duration) -> String {
    if all > 0 && done >= all && counted == Counted::Trials {
        return match language {
            Language::Dutch => "uitkomsten schrijven…",
            Language::English => "writing results…",
        }
        .to_owned();
    }
    let numbers = Numbers(language);
    let (counted, time) = match (language, counted) {
        (Language::Dutch, Counted::Trials) => ("trekkingen", ("nog ", "")),
        (Language::Dutch, Counted::Evaluations) => ("berekeningen", ("nog ", "")),
        (Language::English, Counted::Trials) => ("trials", ("", " left")),
        (Language::English, Counted::Evaluations) => ("evaluations", ("", " left")),
    };
    let mut told =
        format!("{}/{} {counted}", numbers.whole(done as f64), numbers.whole(all as f64));
    // Before the first block nothing is known of the rest.
    if done > 0 {
        let seconds = left.as_secs().max(1);
        let _ = if seconds < 60 {
            write!(told, ", {}{seconds} s{}", time.0, time.1)
        } else {
            write!(told, ", {}{} min{}", time.0, seconds.div_ceil(60), time.1)
        };
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_beside_the_bar() {
        for (done, seconds, dutch, english) in [
            (0, 0, "0/8.192 trekkingen", "0/8,192 trials"),
            (1024, 2, "1.024/8.192 trekkingen, nog 2 s", "1,024/8,192 trials, 2 s left"),
            (1024, 61, "1.024/8.192 trekkingen, nog 2 min", "1,024/8,192 trials, 2 min left"),
            (8192, 0, "uitkomsten schrijven…", "writing results…"),
        ] {
            let left = Duration::from_secs(seconds);
            assert_eq!(told(Language::Dutch, Counted::Trials, done, 8192, left), dutch);
            assert_eq!(told(Language::English, Counted::Trials, done, 8192, left), english);
        }
    }
}
