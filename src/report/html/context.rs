//! What every section needs: the material, the language, and short ways to ask for a number.

use crate::analysis::{Band, Statistics};
use crate::model::Model;
use crate::report::charts::{Interval, Unit};
use crate::report::material::Material;
use crate::report::numbers::Numbers;
use crate::report::sentences::{Outcome, Said};
use crate::report::view::View;
use crate::report::words;

/// What a section is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) material: &'a Material,
    pub(super) said: Said,
}

impl<'a> Context<'a> {
    pub(super) const fn view(&self) -> &'a View {
        &self.material.view
    }

    pub(super) const fn model(&self) -> &'a Model {
        &self.material.model
    }

    /// One of two fixed texts.
    pub(super) fn text(&self, dutch: &'static str, english: &'static str) -> &'static str {
        self.said.one(dutch, english)
    }

    /// Every arm by its index.
    pub(super) fn arms(&self) -> std::ops::Range<usize> {
        0..self.view().arms.len()
    }

    /// An arm as it is called in a sentence.
    pub(super) fn arm(&self, arm: usize) -> String {
        let name = self.view().arms.get(arm).map_or("", |(name, _)| name.as_str());
        if arm == self.view().present {
            format!("{name} ({})", self.text("nu", "now"))
        } else {
            name.to_owned()
        }
    }

    /// Mean staff hired.
    pub(super) fn fte(&self, arm: usize) -> f64 {
        self.view().mean(arm, "fte_hired")
    }

    /// The arm that figures of a single arm are about: present staffing, or else the first with staff.
    pub(super) fn focus(&self) -> usize {
        let present = self.view().present;
        std::iter::once(present)
            .chain(self.arms())
            .find(|&arm| self.fte(arm) > 0.0)
            .unwrap_or(present)
    }

    pub(super) fn statistics(&self, arm: usize, measure: &str) -> Statistics {
        self.view().band(arm, measure).map_or(Statistics::NONE, |band| band.value)
    }

    pub(super) fn outcome(&self, arm: usize) -> Outcome {
        Outcome {
            name: self.arm(arm),
            fte: self.fte(arm),
            benefit: self.statistics(arm, "benefit_pv"),
            net: self.statistics(arm, "net_pv"),
        }
    }

    /// A mean amount of an arm, for tables.
    pub(super) fn euros(&self, arm: usize, measure: &str) -> String {
        self.view().band(arm, measure).map_or_else(|| "–".to_owned(), |band| self.mean_euros(band))
    }

    pub(super) fn mean_euros(&self, band: &Band) -> String {
        self.said.within(band.value.mean, band.mcse.mean)
    }

    /// `from … to …` of the 90 % band of an amount.
    pub(super) fn band_euros(&self, band: &Band) -> String {
        if band.value.p05.is_nan() {
            return "–".to_owned();
        }
        let low = self.said.within(band.value.p05, band.mcse.p05);
        let high = self.said.within(band.value.p95, band.mcse.p95);
        self.between(low, &high)
    }

    /// A mean amount and its 90 % band in brackets, where it has one.
    pub(super) fn euros_and_band(&self, band: &Band) -> String {
        let (mean, range) = (self.mean_euros(band), self.band_euros(band));
        if range == mean || range == "–" { mean } else { format!("{mean} ({range})") }
    }

    /// `from … to …` of two amounts.
    pub(super) fn range_euros(&self, [low, high]: [f64; 2]) -> String {
        self.between(self.said.money(low, 2), &self.said.money(high, 2))
    }

    /// `from … to …`; one of them where they are the same.
    pub(super) fn between(&self, low: String, high: &str) -> String {
        if low == high { low } else { format!("{low} {}\u{a0}{high}", self.text("tot", "to")) }
    }

    /// The mean of a number that is not money, and its 90 % band in brackets where it has one, to two significant figures.
    pub(super) fn mean_and_band(&self, band: &Band) -> String {
        let (mean, decimals) = rough(self.said.numbers, band.value.mean, MOST_DECIMALS);
        // No edge needs more decimals than the mean; of a mean of nothing they say as much as they can.
        let edge = |value| rough(self.said.numbers, value, decimals).0;
        let (low, high) = (edge(band.value.p05), edge(band.value.p95));
        if band.value.p05.is_nan() || (low == high && low == mean) {
            return mean;
        }
        let to = self.text("tot", "to");
        format!("{mean} ({low} {to}\u{a0}{high})")
    }

    /// `from … to …` of the 90 % band of a number that is not money.
    pub(super) fn band_number(&self, band: &Band) -> String {
        self.between(self.number(band.value.p05), &self.number(band.value.p95))
    }

    /// Two numbers that stand together: the smaller has no more decimals than two figures of the larger take.
    pub(super) fn pair(&self, values: [f64; 2]) -> [String; 2] {
        let largest = values[0].abs().max(values[1].abs());
        let decimals = rough(self.said.numbers, largest, MOST_DECIMALS).1;
        values.map(|value| {
            if value.abs() >= 0.095 {
                self.number(value)
            } else {
                rough(self.said.numbers, value, decimals).0
            }
        })
    }

    /// A number to two significant figures: what lies behind them is false precision for what people gain.
    pub(super) fn rough(&self, value: f64) -> String {
        rough(self.said.numbers, value, MOST_DECIMALS).0
    }

    /// A number with as many decimals as its size asks for.
    pub(super) fn number(&self, value: f64) -> String {
        let numbers = self.said.numbers;
        match value.abs() {
            size if size >= 100.0 => numbers.whole(value),
            size if size >= 1.0 || size == 0.0 => numbers.short(value),
            size if size >= 0.095 => numbers.decimal(value, 2),
            size if size.is_nan() => "–".to_owned(),
            _ => self.rough(value),
        }
    }

    pub(super) fn percent(&self, share: f64) -> String {
        self.said.numbers.percent(share)
    }

    /// A party as people call it.
    pub(super) fn party(&self, party: usize) -> String {
        self.model()
            .parties
            .get(party)
            .map_or_else(String::new, |party| words::party(self.said.language(), &party.name))
    }

    /// The unit for amounts up to the size of these intervals.
    pub(super) fn unit<'b>(&self, intervals: impl IntoIterator<Item = &'b Interval>) -> Unit {
        Unit::of(self.said.language(), intervals.into_iter().flat_map(Interval::values))
    }
}

/// More decimals than this say nothing in any unit.
const MOST_DECIMALS: usize = 9;

/// A number to two significant figures with at most so many decimals, without zeros at its end (`0,075`, `2`, `34`, `320`), and
/// the decimals that two figures of it take.
fn rough(numbers: Numbers, value: f64, most: usize) -> (String, usize) {
    if !value.is_finite() || value == 0.0 {
        return (numbers.whole(value), MOST_DECIMALS);
    }
    // Scientific notation rounds, and its exponent is that of the rounded number.
    let text = format!("{value:.1e}");
    let exponent: i32 =
        text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let rounded: f64 = text.parse().unwrap_or(value);
    let decimals = usize::try_from(1 - exponent).unwrap_or(0).min(MOST_DECIMALS);
    let told = numbers.decimal(rounded, decimals.min(most));
    let has_point = decimals.min(most) > 0;
    let told =
        if has_point { told.trim_end_matches('0').trim_end_matches([',', '.']) } else { &told };
    // What was cut to nothing has no sign.
    (if told == "-0" { "0" } else { told }.to_owned(), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

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
            assert_eq!(rough(Numbers(Language::Dutch), value, MOST_DECIMALS).0, dutch);
        }
        assert_eq!(
            rough(Numbers(Language::English), 0.0751, MOST_DECIMALS),
            ("0.075".to_owned(), 3)
        );
    }

    #[test]
    fn an_edge_has_no_more_decimals_than_its_mean() {
        for (value, most, dutch) in
            [(-0.000_83, 3, "-0,001"), (0.0004, 3, "0"), (-0.0004, 3, "0"), (10.4, 1, "10")]
        {
            assert_eq!(rough(Numbers(Language::Dutch), value, most).0, dutch);
        }
    }
}
