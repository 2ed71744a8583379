//! Draws problems as a picture of the text: the line, a caret, the rule and what might help.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::problem::Problem;

/// Most problems drawn at once; the rest is only counted.
const MOST_DRAWN: usize = 100;

/// Longest line drawn as it stands, in bytes; of a longer one only the part with the caret is drawn.
const LONGEST_LINE: usize = 400;

/// Draws problems with the lines they are about, in the order given.
///
/// `name` is the name of the file, `text` what stands in it, `colour` whether the picture has terminal colours.
pub fn render(problems: &[Problem], name: &str, text: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut picture = String::new();
    for problem in problems.iter().take(MOST_DRAWN) {
        picture.push_str(&renderer.render(&[group(problem, name, text)]));
        picture.push_str("\n\n");
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len() - errors;
    if problems.len() > MOST_DRAWN {
        let _ = writeln!(picture, "… and {} more", problems.len() - MOST_DRAWN);
    }
    let _ =
        writeln!(picture, "{name}: {}, {}", counted(errors, "error"), counted(warnings, "warning"));
    picture
}

fn counted(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

fn group<'a>(problem: &'a Problem, name: &'a str, text: &'a str) -> Group<'a> {
    let level = if problem.is_error() { Level::ERROR } else { Level::WARNING };
    let title = level.primary_title(&problem.message).id(problem.code);
    let mut group = match problem.span.clone().and_then(|span| excerpt(text, &span)) {
        Some(excerpt) => title.element(
            Snippet::source(excerpt.line)
                .line_start(excerpt.number)
                .path(name)
                .annotation(AnnotationKind::Primary.span(excerpt.caret).label(&problem.path)),
        ),
        None => title.element(Origin::path(name)),
    };
    if !problem.rule.is_empty() {
        group = group.element(Level::NOTE.message(&problem.rule));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    group
}

/// A line of the text with the part the problem is about.
struct Excerpt<'a> {
    line: &'a str,
    number: usize,
    caret: Range<usize>,
}

/// The first line a span touches, and the part of the span on it.
fn excerpt<'a>(text: &'a str, span: &Range<usize>) -> Option<Excerpt<'a>> {
    let before = text.get(..span.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let length = text[span.start..].find('\n');
    let end = length.map_or(text.len(), |length| span.start + length);
    let number = 1 + before.matches('\n').count();
    let last = span.end.clamp(span.start, end);
    let (from, to) = if end - start > LONGEST_LINE {
        let half = LONGEST_LINE / 2;
        (
            boundary(text, start.max(span.start.saturating_sub(half))),
            boundary(text, end.min(span.start + half)),
        )
    } else {
        (start, end)
    };
    let line = text.get(from..to)?;
    let caret = span.start.checked_sub(from)?..last.min(to).checked_sub(from)?;
    Some(Excerpt { line, number, caret })
}

/// The start of the character in which this byte lies.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Code, parse};

    const WRONG: Code = Code::error("wrong");

    #[test]
    fn the_picture_has_line_caret_rule_and_help() {
        let text = "[a]\nshare = 1.2\n";
        let problem = Problem::new(WRONG, "a.share", "1.2 is too much")
            .at(parse(text).unwrap().place("a.share"))
            .rule("at most 1")
            .help("write less");
        let picture = render(&[problem], "x.toml", text, false);
        for part in [
            "error[wrong]: 1.2 is too much",
            "x.toml:2:9",
            "share = 1.2",
            "^^^",
            "note: at most 1",
            "help: write less",
        ] {
            assert!(picture.contains(part), "{part} is not in\n{picture}");
        }
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_caret() {
        let text = format!("a = \"{}é{}\"\n", "x".repeat(5000), "y".repeat(5000));
        let problem = Problem::new(WRONG, "a", "wrong").at(Some(4000..9000));
        let picture = render(&[problem], "x.toml", &text, false);
        assert!(picture.len() < 2000, "{}", picture.len());
    }

    #[test]
    fn a_span_outside_the_text_is_no_disaster() {
        let problem = Problem::new(WRONG, "a", "wrong").at(Some(40..90));
        assert!(render(&[problem], "x.toml", "a = 1", false).contains("wrong"));
    }
}
