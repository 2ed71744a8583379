//! Numbers of people and of work as people say them: two figures, and no more.

use super::numbers::{Language, Numbers};

/// More decimals than this say nothing in any unit.
const MOST_DECIMALS: usize = 9;

impl Numbers {
    /// A number to two significant figures: what lies behind them is false precision for what people gain. Without zeros at
    /// its end: `0,075`, `2`, `34`, `320`.
    pub fn rough(self, value: f64) -> String {
        self.rough_within(value, MOST_DECIMALS)
    }

    /// The same with at most so many decimals.
    pub fn rough_within(self, value: f64, most: usize) -> String {
        if !value.is_finite() || value == 0.0 {
            return self.whole(value);
        }
        let (rounded, decimals) = two_figures(value);
        let decimals = decimals.min(most);
        let told = self.decimal(rounded, decimals);
        let told = if decimals > 0 {
            told.trim_end_matches('0').trim_end_matches([',', '.'])
        } else {
            &told
        };
        // What was cut to nothing has no sign.
        (if told == "-0" { "0" } else { told }).to_owned()
    }

    /// The decimals that two significant figures of a number take; of nothing, all.
    pub fn rough_decimals(self, value: f64) -> usize {
        if !value.is_finite() || value == 0.0 { MOST_DECIMALS } else { two_figures(value).1 }
    }

    /// A mean, and in brackets its band where it has one, to two figures: `1,7 (0 tot 6)`. No edge has more decimals than the
    /// mean; beside a mean of nothing they say as much as they can.
    pub fn mean_and_band(self, [mean, low, high]: [f64; 3]) -> String {
        let decimals = self.rough_decimals(mean);
        let (told, from, to) =
            (self.rough(mean), self.rough_within(low, decimals), self.rough_within(high, decimals));
        if low.is_nan() || (from == to && from == told) {
            return told;
        }
        let word = match self.0 {
            Language::Dutch => "tot",
            Language::English => "to",
        };
        // The band stays in one line, below the mean if need be.
        format!("{told} ({from}\u{a0}{word}\u{a0}{to})")
    }
}

/// A number rounded to two significant figures, and the decimals that they take.
fn two_figures(value: f64) -> (f64, usize) {
    // Scientific notation rounds, and its exponent is that of the rounded number.
    let text = format!("{value:.1e}");
    let exponent: i32 =
        text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let decimals = usize::try_from(1 - exponent).unwrap_or(0).min(MOST_DECIMALS);
    (text.parse().unwrap_or(value), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUTCH: Numbers = Numbers(Language::Dutch);

    #[test]
    fn numbers_of_people_have_two_figures() {
        for (value, dutch) in [
            (0.0751, "0,075"),
            (0.0996, "0,1"),
            (0.0073, "0,0073"),
            (-0.504, "-0,5"),
            (2.04, "2"),
            (9.96, "10"),
            (33.5, "34"),
            (323.0, "320"),
            (100.0, "100"),
            (12_345.0, "12.000"),
            (0.0, "0"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(DUTCH.rough(value), dutch);
        }
        let english = Numbers(Language::English);
        assert_eq!(
            (english.rough(0.0751), english.rough_decimals(0.0751)),
            ("0.075".to_owned(), 3)
        );
    }

    #[test]
    fn an_edge_has_no_more_decimals_than_its_mean() {
        for (value, most, dutch) in
            [(-0.000_83, 3, "-0,001"), (0.0004, 3, "0"), (-0.0004, 3, "0"), (10.4, 1, "10")]
        {
            assert_eq!(DUTCH.rough_within(value, most), dutch);
        }
        assert_eq!(DUTCH.mean_and_band([0.0751, 0.0, 0.3312]), "0,075 (0\u{a0}tot\u{a0}0,33)");
        assert_eq!(DUTCH.mean_and_band([3.5, 3.5, 3.5]), "3,5");
        assert_eq!(DUTCH.mean_and_band([3.5, f64::NAN, f64::NAN]), "3,5");
    }
}
