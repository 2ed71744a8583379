//! Numbers as people write them, in Dutch and in English.

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Nederlands: `€ 1,2 mln`, `1.234,5`.
    Dutch,
    /// English: `EUR 1.2 million`, `1,234.5`.
    #[default]
    English,
}

/// Writes numbers in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers(pub Language);

/// Most digits of a rounded amount: what lies behind them is false precision in any social forecast.
const MOST_DIGITS: u32 = 3;

/// Least digits of a rounded amount: fewer would hide differences between arms.
const LEAST_DIGITS: u32 = 2;

impl Numbers {
    /// A number with this many decimals and thousands apart: `1.234,5`.
    pub fn decimal(self, value: f64, decimals: usize) -> String {
        if value.is_nan() {
            return "–".to_owned();
        }
        if value.is_infinite() {
            return if value > 0.0 { "∞".to_owned() } else { "-∞".to_owned() };
        }
        let (thousands, point) = match self.0 {
            Language::Dutch => ('.', ','),
            Language::English => (',', '.'),
        };
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        // What rounds to nothing has no sign.
        let negative = value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
        let mut text = String::from(if negative { "-" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(fraction);
        }
        text
    }

    /// A whole number: `1.234`.
    pub fn whole(self, value: f64) -> String {
        self.decimal(value, 0)
    }

    /// A number with one decimal where it has one: `11,9`, `14`.
    pub fn short(self, value: f64) -> String {
        let rounded = (value * 10.0).round() / 10.0;
        self.decimal(rounded, usize::from(rounded.fract() != 0.0))
    }

    /// A number rounded to `digits` significant figures, with no more than two decimals: `12.000`, `3,3`, `0,05`.
    pub fn figure(self, value: f64, digits: u32) -> String {
        if !value.is_finite() {
            return self.decimal(value, 0);
        }
        let rounded = significant(value, digits);
        let before = if rounded == 0.0 { 1 } else { rounded.abs().log10().floor() as i32 + 1 };
        let decimals = (digits.cast_signed() - before).clamp(0, 2) as usize;
        self.decimal(rounded, if rounded == 0.0 { 0 } else { decimals })
    }

    /// A number of any kind with as many decimals as its size asks for: `1.234`, `11,9`, `0,45`, `0,0031`.
    pub fn natural(self, value: f64) -> String {
        match value.abs() {
            size if size >= 100.0 => self.whole(value),
            size if size >= 1.0 || size == 0.0 => self.short(value),
            size if size >= 0.095 => self.decimal(value, 2),
            size if size.is_nan() => "–".to_owned(),
            _ => self.rough(value),
        }
    }

    /// An amount rounded to `digits` significant figures: `€ 1,2 mln`, `EUR 123,000`, `EUR 1.2 million`.
    pub fn money(self, euros: f64, digits: u32) -> String {
        let words = match self.0 {
            Language::Dutch => [" mln", " mld"],
            Language::English => [" million", " billion"],
        };
        self.amount(euros, digits, words)
    }

    /// The same, shorter, for tables: `€ 1,2 mln`, `EUR 1.2m`.
    pub fn money_short(self, euros: f64, digits: u32) -> String {
        let words = match self.0 {
            Language::Dutch => [" mln", " mld"],
            Language::English => ["m", "bn"],
        };
        self.amount(euros, digits, words)
    }

    /// An amount for tables, rounded to what its Monte Carlo error supports, to two or three significant figures.
    pub fn money_within(self, euros: f64, mcse: f64) -> String {
        self.money_short(euros, supported(euros, mcse))
    }

    fn amount(self, euros: f64, digits: u32, [million, billion]: [&str; 2]) -> String {
        if !euros.is_finite() {
            return self.decimal(euros, 0);
        }
        let rounded = significant(euros, digits);
        let (scale, word) = match rounded.abs() {
            amount if amount >= 1e9 => (1e9, billion),
            amount if amount >= 1e6 => (1e6, million),
            _ => (1.0, ""),
        };
        let shown = rounded / scale;
        // The last significant figure stands behind the point only where the number is short enough.
        let before = if shown == 0.0 { 1 } else { shown.abs().log10().floor() as i32 + 1 };
        let decimals =
            if scale > 1.0 { (digits.cast_signed() - before).max(0) as usize } else { 0 };
        let currency = if self.0 == Language::Dutch { "€" } else { "EUR" };
        format!("{currency} {}{word}", self.decimal(shown, decimals))
    }

    /// A share as a percentage. What is not certain is never rounded to certainty: `<1%`, `>99%`.
    pub fn percent(self, share: f64) -> String {
        let percentage = share * 100.0;
        if share > 0.0 && percentage < 1.0 {
            "<1%".to_owned()
        } else if share < 1.0 && percentage > 99.0 {
            ">99%".to_owned()
        } else if share.is_nan() {
            "–".to_owned()
        } else {
            format!("{}%", self.whole(percentage))
        }
    }
}

/// A number rounded to significant figures.
fn significant(value: f64, digits: u32) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let exponent = value.abs().log10().floor() as i32 + 1 - digits.cast_signed();
    let step = 10.0_f64.powi(exponent.abs());
    if exponent > 0 { (value / step).round() * step } else { (value * step).round() / step }
}

/// The significant figures a Monte Carlo error supports: one unit of the last is at least the error.
pub(super) fn supported(value: f64, mcse: f64) -> u32 {
    // Without knowledge of the error (too few trials) the least.
    if mcse.is_nan() {
        return LEAST_DIGITS;
    }
    // Without error (a constant) the most; where it exceeds the value, the least.
    if mcse == 0.0 {
        return MOST_DIGITS;
    }
    let figures = value.abs().log10().floor() + 1.0 - mcse.log10().ceil();
    figures.clamp(f64::from(LEAST_DIGITS), f64::from(MOST_DIGITS)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const NL: Numbers = Numbers(Language::Dutch);
    const EN: Numbers = Numbers(Language::English);

    #[test]
    fn thousands_and_decimals() {
        for (value, decimals, dutch, english) in [
            (0.0, 0, "0", "0"),
            (-0.0, 1, "0,0", "0.0"),
            (-0.04, 1, "0,0", "0.0"),
            (7.0, 0, "7", "7"),
            (999.0, 0, "999", "999"),
            (1000.0, 0, "1.000", "1,000"),
            (1234.5, 1, "1.234,5", "1,234.5"),
            (-1_234_567.891, 2, "-1.234.567,89", "-1,234,567.89"),
            (-100.0, 0, "-100", "-100"),
            (f64::NAN, 2, "–", "–"),
            (f64::INFINITY, 2, "∞", "∞"),
        ] {
            assert_eq!(NL.decimal(value, decimals), dutch);
            assert_eq!(EN.decimal(value, decimals), english);
        }
    }

    #[test]
    fn short_numbers_have_a_decimal_only_where_it_says_something() {
        for (value, dutch) in
            [(14.0, "14"), (11.94, "11,9"), (13.97, "14"), (0.5, "0,5"), (1234.56, "1.234,6")]
        {
            assert_eq!(NL.short(value), dutch);
        }
    }

    #[test]
    fn money_in_words_of_its_size() {
        for (euros, digits, dutch, english) in [
            (0.0, 3, "€ 0", "EUR 0"),
            (12.34, 3, "€ 12", "EUR 12"),
            (1234.0, 2, "€ 1.200", "EUR 1,200"),
            (98_765.0, 3, "€ 98.800", "EUR 98,800"),
            (-250_400.0, 2, "€ -250.000", "EUR -250,000"),
            (999_600.0, 3, "€ 1,00 mln", "EUR 1.00 million"),
            (1_234_000.0, 2, "€ 1,2 mln", "EUR 1.2 million"),
            (1_234_000.0, 3, "€ 1,23 mln", "EUR 1.23 million"),
            (-12_340_000.0, 3, "€ -12,3 mln", "EUR -12.3 million"),
            (123_456_789.0, 2, "€ 120 mln", "EUR 120 million"),
            (123_456_789.0, 3, "€ 123 mln", "EUR 123 million"),
            (2_500_000_000.0, 2, "€ 2,5 mld", "EUR 2.5 billion"),
            (f64::NAN, 2, "–", "–"),
        ] {
            assert_eq!(NL.money(euros, digits), dutch);
            assert_eq!(EN.money(euros, digits), english);
        }
    }

    #[test]
    fn units_have_as_many_digits_as_asked() {
        for (value, dutch) in [
            (0.0, "0"),
            (12_345.0, "12.000"),
            (123.4, "120"),
            (12.34, "12"),
            (3.333, "3,3"),
            (-0.456, "-0,46"),
            (0.0333, "0,03"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(NL.figure(value, 2), dutch);
        }
    }

    #[test]
    fn figures_follow_the_error() {
        assert_eq!(NL.money_within(1_234_567.0, 900.0), "€ 1,23 mln");
        assert_eq!(NL.money_within(1_234_567.0, 9_000.0), "€ 1,23 mln");
        assert_eq!(NL.money_within(1_234_567.0, 11_000.0), "€ 1,2 mln");
        assert_eq!(NL.money_within(1_234_567.0, 2_000_000.0), "€ 1,2 mln");
        assert_eq!(NL.money_within(1_234_567.0, 0.0), "€ 1,23 mln");
        assert_eq!(NL.money_within(1_234_567.0, f64::NAN), "€ 1,2 mln");
        assert_eq!(NL.money_within(0.0, 0.0), "€ 0");
        assert_eq!(NL.money_within(0.0, 5.0), "€ 0");
        assert_eq!(EN.money_within(-1_234_567.0, 90_000.0), "EUR -1.2m");
        assert_eq!(EN.money_within(2_345_678_901.0, 0.0), "EUR 2.35bn");
    }

    #[test]
    fn shares_never_look_more_certain_than_they_are() {
        for (share, told) in [
            (0.0, "0%"),
            (0.0001, "<1%"),
            (0.016, "2%"),
            (0.934, "93%"),
            (0.9999, ">99%"),
            (1.0, "100%"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(NL.percent(share), told);
        }
    }
}
