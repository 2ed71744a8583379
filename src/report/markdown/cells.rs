//! Texts and tables as Markdown.

use std::fmt::Write as _;

/// A text of a user as Markdown shows it: on one line, without markup, without cells.
pub(super) fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // `$` begins a formula in notebooks.
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '$' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' | '\r' | '\t' => safe.push(' '),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// A table of numbers; the first column is text. Cells are already safe, heads are not.
pub(super) fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    aligned(heads, rows, " ---: |")
}

/// A table of texts.
pub(super) fn text_table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = heads.iter().map(|&head| head.to_owned()).collect();
    aligned(&heads, rows, " --- |")
}

fn aligned(heads: &[String], rows: &[Vec<String>], alignment: &str) -> String {
    let heads: Vec<String> = heads.iter().map(|head| plain(head)).collect();
    let mut text = format!("| {} |\n| --- |", heads.join(" | "));
    text.push_str(&alignment.repeat(heads.len().saturating_sub(1)));
    for row in rows {
        let _ = write!(text, "\n| {} |", row.join(" | "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_write_is_shown_as_written() {
        assert_eq!(plain("a|b <i>x</i>"), "a\\|b &lt;i&gt;x&lt;/i&gt;");
        assert_eq!(plain("twee\nregels\u{0}"), "twee regels");
        assert_eq!(plain("school_uitval*"), "school\\_uitval\\*");
        assert_eq!(plain("[x](y) `z`"), "\\[x\\](y) \\`z\\`");
        assert_eq!(plain("$x$"), "\\$x\\$");
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells() {
        let rows = [vec![plain("x|y"), "1".to_owned()]];
        let text = table(&["a".to_owned(), "b*".to_owned()], &rows);
        assert_eq!(text, "| a | b\\* |\n| --- | ---: |\n| x\\|y | 1 |");
        assert_eq!(text_table(&["a", "b"], &rows), "| a | b |\n| --- | --- |\n| x\\|y | 1 |");
    }
}
