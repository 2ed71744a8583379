//! Texts and names that a workbook can hold: nothing a user wrote becomes a formula or breaks the file.

use std::collections::BTreeSet;

/// Longest text of a cell, UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

/// Longest name of a sheet, UTF-16 units.
const LONGEST_SHEET: usize = 31;

/// Longest name of a range; Excel allows 255.
const LONGEST_NAME: usize = 100;

/// A text as a cell can hold it: without control characters (but for line breaks) and not too long.
pub(super) fn clean(text: &str) -> String {
    let allowed = |letter: &char| {
        let forbidden = letter.is_control() && *letter != '\n';
        !forbidden && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    cut(text.chars().filter(allowed), LONGEST_TEXT)
}

/// Whether a spreadsheet would take the text for a formula when somebody types it again.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// A name that a sheet may have.
pub(super) fn sheet_name(text: &str) -> String {
    let named = clean(text).replace('\n', " ");
    let allowed = named.chars().map(|letter| {
        if matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { '_' } else { letter }
    });
    let name = cut(allowed, LONGEST_SHEET);
    let name = name.trim().trim_matches('\'');
    // `History` is a word that Excel keeps for itself.
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// A sheet's name as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// Names of ranges, each only once; Excel does not tell capitals apart.
#[derive(Debug, Default)]
pub(super) struct RangeNames(BTreeSet<String>);

impl RangeNames {
    /// `prefix_text` as a name that no range has yet. The prefix has letters only, so that the name is never a cell.
    pub(super) fn name(&mut self, prefix: &str, text: &str) -> String {
        let letters = text.chars().map(|letter| if is_of_name(letter) { letter } else { '_' });
        let whole = if text.is_empty() {
            prefix.to_owned()
        } else {
            let letters = cut(letters, LONGEST_NAME);
            let parts: Vec<&str> = letters.split('_').filter(|part| !part.is_empty()).collect();
            format!("{prefix}_{}", parts.join("_"))
        };
        let mut name = whole.clone();
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            name = format!("{whole}_{number}");
            number += 1;
        }
        name
    }
}

/// Whether a name of a range may hold the letter. Of digits only the plain ones: `²` and `½` are numbers, not digits.
fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || letter.is_ascii_digit() || letter == '.'
}

/// The first letters that fit in so many UTF-16 units.
fn cut(letters: impl Iterator<Item = char>, longest: usize) -> String {
    let mut length = 0;
    letters
        .take_while(|letter| {
            length += letter.len_utf16();
            length <= longest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_the_rest_stays() {
        assert_eq!(clean("a\u{0}b\u{1b}[1m\nc\td\u{7f}\u{ffff}"), "ab[1m\ncd");
        assert_eq!(clean("=SUM(A1) é 😀"), "=SUM(A1) é 😀");
        assert_eq!(clean(&"😀".repeat(20_000)).encode_utf16().count(), 32_766);
    }

    #[test]
    fn what_looks_like_a_formula_is_seen() {
        for text in ["=1+1", "+1", "-1", "@x"] {
            assert!(looks_like_formula(text), "{text}");
        }
        for text in ["", "a=1", "1-1", " =1"] {
            assert!(!looks_like_formula(text), "{text}");
        }
    }

    #[test]
    fn sheets_have_names_that_excel_allows() {
        for (text, name) in [
            ("Jaren", "Jaren"),
            ("a/b\\c:d*e?f[g]h", "a_b_c_d_e_f_g_h"),
            ("'x'", "x"),
            ("History", "_History"),
            ("", "_"),
            ("1234567890123456789012345678901234567890", "1234567890123456789012345678901"),
        ] {
            assert_eq!(sheet_name(text), name);
        }
        assert_eq!(quoted("d'Amour"), "'d''Amour'");
    }

    #[test]
    fn ranges_have_distinct_names() {
        let mut names = RangeNames::default();
        assert_eq!(names.name("prijs", "school-uitval (16+)"), "prijs_school_uitval_16");
        assert_eq!(names.name("prijs", "Crisis"), "prijs_Crisis");
        assert_eq!(names.name("prijs", "crisis"), "prijs_crisis_2");
        assert_eq!(names.name("deel", "m² (½)"), "deel_m");
        assert_eq!(names.name("factor", ""), "factor");
        assert!(names.name("prijs", &"x".repeat(300)).len() <= 255);
    }
}
