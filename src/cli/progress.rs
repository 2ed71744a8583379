//! The progress bar: on standard error, and only where somebody watches.

use std::io::{IsTerminal as _, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::print::colour;

/// A bar for the trials of a run; invisible when standard error is no terminal or the user wants it quiet. Its length is
/// set when the run starts.
pub(super) fn bar(quiet: bool) -> ProgressBar {
    if quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = if colour(&stderr()) {
        "{bar:40.cyan} {human_pos}/{human_len} trials, {eta} left"
    } else {
        "{bar:40} {human_pos}/{human_len} trials, {eta} left"
    };
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    // A template that does not parse leaves the plain bar.
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
