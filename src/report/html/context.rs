//! What every section needs: the material, the language, and short ways to ask for a number.

use crate::analysis::{Band, Statistics};
use crate::model::Model;
use crate::report::charts::{Interval, Unit};
use crate::report::material::Material;
use crate::report::sentences::Said;
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
        self.view().arm_name(arm, self.said.language())
    }

    /// Mean staff hired.
    pub(super) fn fte(&self, arm: usize) -> f64 {
        self.view().mean(arm, "fte_hired")
    }

    /// The arm that figures of a single arm are about: present staffing, or else the first with staff.
    pub(super) fn focus(&self) -> usize {
        self.view().focus()
    }

    pub(super) fn statistics(&self, arm: usize, measure: &str) -> Statistics {
        self.view().statistics(arm, measure)
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
        if low == high { low } else { format!("{low}\u{a0}{}\u{a0}{high}", self.text("tot", "to")) }
    }

    /// The mean of a number that is not money, and its 90 % band in brackets where it has one, to two significant figures.
    pub(super) fn mean_and_band(&self, band: &Band) -> String {
        let value = &band.value;
        self.said.numbers.mean_and_band([value.mean, value.p05, value.p95])
    }

    /// `from … to …` of the 90 % band of a number that is not money.
    pub(super) fn band_number(&self, band: &Band) -> String {
        self.between(self.number(band.value.p05), &self.number(band.value.p95))
    }

    /// Two numbers that stand together: the smaller has no more decimals than two figures of the larger take.
    pub(super) fn pair(&self, values: [f64; 2]) -> [String; 2] {
        let largest = values[0].abs().max(values[1].abs());
        let decimals = self.said.numbers.rough_decimals(largest);
        values.map(|value| {
            if value.abs() >= 0.095 {
                self.number(value)
            } else {
                self.said.numbers.rough_within(value, decimals)
            }
        })
    }

    /// A number to two significant figures: what lies behind them is false precision for what people gain.
    pub(super) fn rough(&self, value: f64) -> String {
        self.said.numbers.rough(value)
    }

    /// A number with as many decimals as its size asks for.
    pub(super) fn number(&self, value: f64) -> String {
        self.said.numbers.natural(value)
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
