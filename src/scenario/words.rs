//! Parts of messages: what a path leads to, what a value is, numbers people can read.

use crate::source::{Content, Node};

/// A path of one more step.
pub(super) fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}

/// What a path leads to, for a sentence.
pub(super) fn called(path: &str) -> String {
    if path.is_empty() { "the file".to_owned() } else { format!("`{}`", short(path)) }
}

/// A text cut to what fits in a sentence.
pub(crate) fn short(text: &str) -> String {
    if text.chars().count() <= 80 {
        text.to_owned()
    } else {
        text.chars().take(80).chain(['…']).collect()
    }
}

/// What a value is, for a sentence.
pub(super) fn shown(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => format!("the text \"{}\"", short(text)),
        Content::Integer(whole) => format!("the whole number {whole}"),
        Content::Float(number) => format!("the number {}", digits(*number)),
        Content::Flag(flag) => flag.to_string(),
        _ => node.kind().to_owned(),
    }
}

/// Words in quotes.
pub(super) fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(", ")
}

/// A number as it was typed if it is short, or else with six significant digits.
pub(super) fn digits(number: f64) -> String {
    let exact = number.to_string();
    let significant = exact.trim_start_matches(['-', '0', '.']).replace('.', "");
    if !number.is_finite() || significant.trim_end_matches('0').len() <= 6 && exact.len() <= 16 {
        return exact;
    }
    let rounded = format!("{number:.5e}").parse().unwrap_or(number);
    let plain = (1e-4..1e15).contains(&f64::abs(rounded));
    if plain { rounded.to_string() } else { format!("{rounded:e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_at_most_six_digits_that_say_something() {
        for (number, shown) in [
            (1.2, "1.2"),
            (85000.0, "85000"),
            (1_234_567_890.0, "1234570000"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333"),
            (-2.0 / 3.0, "-0.666667"),
            (1e300, "1e300"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(digits(number), shown);
        }
    }
}
