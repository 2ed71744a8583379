//! Reads a number from a cell as people and statistical offices write them.

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A number.
    Number(f64),
    /// Not known, secret or not published.
    Missing,
    /// A point or comma that may stand between thousands.
    Thousands,
    /// Something else.
    NoNumber,
}

/// What stands for "not known" in tables of CBS and RIVM, and in what R, pandas and Excel write of them.
const MISSING: [&str; 13] =
    ["", ".", "-", "x", "X", "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "None"];

/// Numbers that stand for "not known, secret or not published" in the wijk- en buurtkaart of CBS.
const CODES: [f64; 4] = [-99_995.0, -99_997.0, -99_999.0, -99_999_999.0];

/// Reads a cell. In a table with decimal commas a point that has three digits behind it is refused, as it may stand
/// between thousands; in any other table a comma is.
pub(super) fn read(cell: &str, decimal_commas: bool) -> Cell {
    let cell = cell.trim();
    if MISSING.contains(&cell) {
        return Cell::Missing;
    }
    let Some(joined) = without_spaces(cell) else { return Cell::NoNumber };
    let cell = joined.as_deref().unwrap_or(cell);
    let commas = cell.matches(',').count();
    let number = match commas {
        0 if decimal_commas && three_behind(cell, '.') => return Cell::Thousands,
        0 => cell.parse::<f64>(),
        _ if cell.contains('.') || commas > 1 => return Cell::Thousands,
        _ if !decimal_commas && three_behind(cell, ',') => return Cell::Thousands,
        _ => cell.replace(',', ".").parse::<f64>(),
    };
    match number {
        Ok(code) if CODES.iter().any(|other| (code - other).abs() <= 0.0) => Cell::Missing,
        Ok(number) if number.is_finite() => Cell::Number(number),
        _ => Cell::NoNumber,
    }
}

/// Whether every such mark has exactly three digits behind it.
fn three_behind(cell: &str, mark: char) -> bool {
    let mut parts = cell.split(mark).skip(1).peekable();
    let digits = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.peek().is_some() && parts.all(digits)
}

/// The cell without spaces between thousands; nothing if a space stands elsewhere, and itself if there is none.
#[expect(clippy::option_option, reason = "no number, no change, or changed")]
fn without_spaces(cell: &str) -> Option<Option<String>> {
    if cell.is_ascii() && !cell.contains(' ') {
        return Some(None);
    }
    let mut parts = cell.split(char::is_whitespace);
    let first = parts.next().unwrap_or_default();
    let mut joined = first.to_owned();
    let first = first.trim_start_matches(['-', '+']);
    let mut fits = (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit());
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let whole = if parts.peek().is_none() {
            part.split([',', '.']).next().unwrap_or_default()
        } else {
            part
        };
        fits &= whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit());
        joined.push_str(part);
    }
    (fits || joined == cell).then_some(Some(joined))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (cell, number) in [
            ("12", 12.0),
            (" 12.5 ", 12.5),
            ("12,5", 12.5),
            ("0.1234", 0.1234),
            ("1.2345", 1.2345),
            ("-3", -3.0),
            ("1e3", 1000.0),
            ("1 234", 1234.0),
            ("12 345 678,5", 12_345_678.5),
            ("1\u{a0}234", 1234.0),
            ("1234.567", 1234.567),
        ] {
            assert_eq!(read(cell, false), Cell::Number(number), "{cell}");
        }
        assert_eq!(read("1,234", true), Cell::Number(1.234));
        assert_eq!(read("1.5", true), Cell::Number(1.5));
    }

    #[test]
    fn a_mark_that_may_stand_between_thousands_is_refused() {
        for (cell, commas) in [
            ("1.234", true),
            ("1.234.567", true),
            ("1.234,5", true),
            ("1.234,5", false),
            ("1,234", false),
            ("1,234,567", false),
            ("1,234.5", false),
        ] {
            assert_eq!(read(cell, commas), Cell::Thousands, "{cell}");
        }
    }

    #[test]
    fn what_stands_for_not_known_is_missing() {
        let cells = ["", " ", ".", "x", "NA", "NaN", "-", "-99995", "-99997.0", "-99999999"];
        for cell in cells {
            assert_eq!(read(cell, false), Cell::Missing, "{cell}");
        }
    }

    #[test]
    fn anything_else_is_no_number() {
        for cell in
            ["a", "1 2", "12 %", "12%", "inf", "1e999", "é", "1234 567", "--1", "0x10", "1 23"]
        {
            assert_eq!(read(cell, false), Cell::NoNumber, "{cell}");
        }
    }
}
