//! Syntax problems in words: one for each line, with what was probably meant.

use std::ops::Range;

use super::code::Code;
use super::problem::Problem;

/// The text is not TOML.
pub const SYNTAX: Code = Code::error("syntax");

/// Most syntax problems reported at once: after a broken quote they are mostly echoes.
const MOST: usize = 20;

/// What the TOML reader stumbled over.
pub(super) struct Stumble {
    /// Where.
    pub(super) span: Range<usize>,
    /// In its words.
    pub(super) message: String,
}

/// The problems behind what the TOML reader stumbled over, in the order of the text.
pub(super) fn problems(text: &str, mut stumbles: Vec<Stumble>) -> Vec<Problem> {
    if stumbles.is_empty() {
        return Vec::new();
    }
    if !is_text(text) {
        let message = "this is no scenario: it has no `[table]` and no `key = value`";
        return vec![Problem::new(SYNTAX, "", message).rule("a scenario is a TOML file")];
    }
    stumbles.sort_by_key(|stumble| stumble.span.start);
    let open = unclosed(text);
    let mut found: Vec<Problem> = Vec::new();
    let mut last_line = None;
    for stumble in &stumbles {
        let line = line_around(text, stumble.span.start);
        // After a brace that is not closed everything is read as something else.
        if open.as_ref().is_some_and(|open| line.end > open.start) {
            break;
        }
        if last_line.replace(line.start) == Some(line.start) {
            continue;
        }
        found.push(problem(text, &line, stumble));
    }
    found.truncate(MOST);
    found.extend(open.map(|span| {
        let message = format!("the `{{` on line {} is not closed", number_of(text, span.start));
        Problem::new(SYNTAX, "", message).at(Some(span)).help("add `}` at the end of the line")
    }));
    found
}

fn problem(text: &str, line: &Range<usize>, stumble: &Stumble) -> Problem {
    let typed = &text[line.clone()];
    if stumble.message.contains("duplicate key") {
        return twice(text, line, stumble);
    }
    let bare = without_strings(typed);
    let habit = HABITS.iter().find_map(|habit| habit(&bare));
    let Some(Habit { at, help }) = habit else {
        let message = format!("this is not TOML: {}", stumble.message);
        return Problem::new(SYNTAX, "", message).at(Some(stumble.span.clone()));
    };
    let shown = &typed[at.clone()];
    let span = line.start + at.start..line.start + at.end;
    Problem::new(SYNTAX, "", format!("this is not TOML: `{shown}`")).at(Some(span)).help(help)
}

/// A table or key that is there twice.
fn twice(text: &str, line: &Range<usize>, stumble: &Stumble) -> Problem {
    let typed = &text[line.clone()];
    let head = |line: &str| {
        let line = line.trim();
        let is_header = line.starts_with('[');
        let end = if is_header { line.rfind(']').map(|at| at + 1) } else { line.find('=') };
        line[..end.unwrap_or(line.len())].trim().to_owned()
    };
    let name = head(typed);
    let mut first = None;
    for (position, other) in text[..line.start].lines().enumerate() {
        if !name.starts_with('[') && other.trim_start().starts_with('[') {
            first = None;
        }
        if first.is_none() && head(other) == name {
            first = Some(position + 1);
        }
    }
    let shown = text.get(stumble.span.clone()).filter(|shown| !shown.contains('\n'));
    let message = match (first, shown) {
        (Some(first), _) => format!("`{name}` is here twice; first on line {first}"),
        (None, Some(shown)) => format!("`{shown}` is here twice"),
        (None, None) => "a key is here twice".to_owned(),
    };
    Problem::new(SYNTAX, "", message).at(Some(stumble.span.clone())).help("leave one out")
}

/// Something that is right elsewhere and not in TOML, and what to write instead.
struct Habit {
    at: Range<usize>,
    help: String,
}

/// Each looks at a line with its strings and comment blanked out.
const HABITS: [fn(&str) -> Option<Habit>; 6] =
    [curly_quotes, euro_sign, percentage, decimal_comma, semicolon, bare_word];

fn curly_quotes(bare: &str) -> Option<Habit> {
    let (at, quote) = bare.char_indices().find(|(_, letter)| "“”„‟‘’‚«»".contains(*letter))?;
    let help = "straight quotes: \"…\"".to_owned();
    Some(Habit { at: at..at + quote.len_utf8(), help })
}

fn euro_sign(bare: &str) -> Option<Habit> {
    let at = bare.find('€')?;
    let help = "no euro sign: write the number alone".to_owned();
    Some(Habit { at: at..at + '€'.len_utf8(), help })
}

fn percentage(bare: &str) -> Option<Habit> {
    let sign = bare.find('%')?;
    let before = bare[..sign].trim_end();
    let start = before.trim_end_matches(is_of_number).len();
    let start = start + before[start..].find(|letter: char| letter.is_ascii_digit())?;
    let number: f64 = before[start..].replace(',', ".").parse().ok()?;
    let share = (number * 1e6).round() / 1e8;
    let help = format!("write {share}, a share, not a percentage");
    Some(Habit { at: start..sign + 1, help })
}

fn decimal_comma(bare: &str) -> Option<Habit> {
    let bytes = bare.as_bytes();
    let comma = (0..bytes.len()).find(|&at| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        bytes[at] == b',' && at > 0 && digit(at - 1) && digit(at + 1)
    })?;
    let digits = |letter: char| !letter.is_ascii_digit();
    let start = bare[..comma].trim_end_matches(is_of_number).len();
    let after = &bare[comma + 1..];
    let end = comma + 1 + after.find(digits).unwrap_or(after.len());
    let (whole, part) = (&bare[start..comma], &bare[comma + 1..end]);
    let help = if part.len() == 3 && whole.trim_start_matches('-') != "0" {
        format!("no comma in a number: {whole}{part} for thousands, {whole}.{part} for decimals")
    } else {
        format!("a decimal point, not a comma: {whole}.{part}")
    };
    Some(Habit { at: start..end, help })
}

fn semicolon(bare: &str) -> Option<Habit> {
    let at = bare.find(';')?;
    Some(Habit { at: at..at + 1, help: "comments start with #".to_owned() })
}

fn bare_word(bare: &str) -> Option<Habit> {
    let mut from = 0;
    while let Some(sign) = bare[from..].find('=') {
        let after = from + sign + 1;
        let start = after + (bare[after..].len() - bare[after..].trim_start().len());
        let length = bare[start..].find([',', '}', ']', '#', '=']).unwrap_or(bare.len() - start);
        let word = bare[start..start + length].trim_end();
        let is_word = word.starts_with(char::is_alphabetic)
            && !matches!(word, "true" | "false" | "inf" | "nan");
        if is_word {
            let at = start..start + word.len();
            return Some(Habit { at, help: format!("put text in double quotes: \"{word}\"") });
        }
        from = after;
    }
    None
}

fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '_')
}

/// A line with its strings and its comment blanked out, letter places kept.
fn without_strings(line: &str) -> String {
    let mut quote = None;
    let mut escaped = false;
    let mut comment = false;
    let mut bare = String::with_capacity(line.len());
    for letter in line.chars() {
        let opens = quote.is_none() && matches!(letter, '"' | '\'');
        let inside = quote.is_some() || opens;
        comment |= !inside && letter == '#';
        if inside || comment {
            bare.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            bare.push(letter);
        }
        if opens && !comment {
            quote = Some(letter);
        } else if quote == Some(letter) && !escaped {
            quote = None;
        }
        escaped = quote == Some('"') && letter == '\\' && !escaped;
    }
    bare
}

/// The first `{` after which a new line begins with a key or a table although nothing asked for more.
fn unclosed(text: &str) -> Option<Range<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut lists = 0_usize;
    let mut last = '\n';
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.contains("\"\"\"") || line.contains("'''") {
            return None;
        }
        let bare = without_strings(line);
        let first = bare.trim_start().chars().next().or(line.trim_start().chars().next());
        let goes_on = matches!(last, ',' | '{' | '[' | '=')
            || matches!(first, None | Some('}' | ']' | ',' | '#'));
        if let Some(&at) = open.first()
            && !goes_on
            && lists == 0
        {
            return Some(at..at + 1);
        }
        for (at, letter) in bare.char_indices() {
            match letter {
                '{' => open.push(start + at),
                '}' => {
                    open.pop();
                }
                '[' if !open.is_empty() => lists += 1,
                ']' if !open.is_empty() => lists = lists.saturating_sub(1),
                _ => {}
            }
        }
        let end = if line.trim().ends_with('"') { Some('"') } else { None };
        last = end.or(bare.trim_end().chars().next_back()).unwrap_or(last);
        start += line.len();
    }
    open.first().map(|&at| at..at + 1)
}

/// Whether it looks like TOML at all.
fn is_text(text: &str) -> bool {
    let strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    !text.contains('\0')
        && text.chars().filter(|letter| strange(*letter)).count() < 20
        && text.lines().any(|line| line.contains('=') || line.trim_start().starts_with('['))
}

/// The line in which a place lies, without its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    start..end
}

fn number_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}
