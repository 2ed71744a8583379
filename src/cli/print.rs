//! Standard output and standard error, without panics: a reader may go away at any time.

use std::io::{self, IsTerminal, Write};

use crate::app::AppError;
use crate::report::Language;

/// Writes a result to standard output. A reader who has seen enough (`| head`) is no error.
///
/// # Errors
/// When standard output cannot be written for another reason, such as a full disk.
pub(super) fn out(text: &str) -> Result<(), AppError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(AppError::Write { path: "standard output".to_owned(), reason: error.to_string() })
        }
        _ => Ok(()),
    }
}

/// Writes a message to standard error; if that is gone too, nobody is left to tell.
pub(super) fn err(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether text on this stream may have colours (<https://no-color.org>).
pub(super) fn colour(stream: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    stream.is_terminal() && !refused && !dumb
}

/// Columns where there is no terminal to ask: a file, a pipe.
const NO_TERMINAL: usize = 100;

/// Columns to write in: what COLUMNS says, else those of the terminal.
pub(super) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || console::Term::stdout().size_checked().map(|(_, columns)| columns.into());
    // A terminal that does not know its width says 0.
    told.or_else(terminal).filter(|columns| *columns > 0).unwrap_or(NO_TERMINAL)
}

/// The language of the surroundings.
pub(super) fn language() -> Language {
    of_locale(&std::env::var("LANG").unwrap_or_default())
}

/// The language of a locale such as `nl_NL.UTF-8`.
fn of_locale(locale: &str) -> Language {
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("nl") { Language::Dutch } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_locale() {
        for (locale, language) in [
            ("nl_NL.UTF-8", Language::Dutch),
            ("nl", Language::Dutch),
            ("nl-BE", Language::Dutch),
            ("en_US.UTF-8", Language::English),
            ("C.UTF-8", Language::English),
            ("", Language::English),
            ("nlx", Language::English),
        ] {
            assert_eq!(of_locale(locale), language, "{locale}");
        }
    }
}
