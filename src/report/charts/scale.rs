//! From values to places along an axis, with round numbers for its ticks, and the unit its numbers are told in.

use crate::report::numbers::{Language, Numbers};

/// A straight line from values to coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// A scale over zero and every finite value, from round number to round number, with at most `ticks` steps.
    pub(super) fn covering(
        values: impl IntoIterator<Item = f64>,
        [from, to]: [f64; 2],
        ticks: usize,
    ) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        if high - low <= 0.0 {
            high = 1.0;
        }
        let step = round_step((high - low) / ticks.max(1) as f64);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step, from, to }
    }

    /// A scale over exactly these values.
    pub(super) fn exact([low, high]: [f64; 2], [from, to]: [f64; 2], ticks: usize) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, step: round_step((high - low) / ticks.max(1) as f64), from, to }
    }

    /// A scale over exactly these whole numbers, with a tick at each.
    pub(super) fn whole(values: [f64; 2], ends: [f64; 2]) -> Self {
        Self { step: 1.0, ..Self::exact(values, ends, 1) }
    }

    /// The coordinate of a value; what lies outside goes to the edge.
    pub(super) fn at(&self, value: f64) -> f64 {
        let part = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.from + part * (self.to - self.from)
    }

    /// The round numbers along the axis.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step).ceil();
        let count = ((self.high / self.step).floor() - first).max(0.0) as usize;
        (0..=count).map(|i| (first + i as f64) * self.step).collect()
    }

    /// Decimals that tell one tick from the next.
    pub(super) fn decimals(&self) -> usize {
        (-self.step.log10().floor()).max(0.0) as usize
    }

    /// The same scale with fewer, wider steps.
    pub(super) fn coarser(&self) -> Self {
        let step = round_step(self.step * 1.5);
        Self { step, ..*self }
    }
}

/// The least of 1, 2 and 5 times a power of ten that is not below `least`.
pub(super) fn round_step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|times| times * power)
        .find(|&step| step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Euros, thousands or millions: whatever keeps the numbers along an axis short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::report) struct Unit {
    /// Euros in one.
    pub(in crate::report) euros: f64,
    /// What to call it.
    pub(in crate::report) name: &'static str,
}

impl Unit {
    /// The unit for values up to this size.
    pub(in crate::report) fn of(language: Language, values: impl IntoIterator<Item = f64>) -> Self {
        let most = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold(0.0_f64, |most, value| most.max(value.abs()));
        let (euros, dutch, english) = match most {
            most if most >= 1.5e6 => (1e6, "miljoen euro", "million euros"),
            most if most >= 5e3 => (1e3, "duizend euro", "thousand euros"),
            _ => (1.0, "euro", "euros"),
        };
        Self { euros, name: if language == Language::Dutch { dutch } else { english } }
    }
}

/// A number along an axis, with a real minus.
pub(super) fn tick(numbers: Numbers, value: f64, decimals: usize) -> String {
    numbers.decimal(value, decimals).replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers_around_the_values() {
        for (values, ticks, expected) in [
            (vec![1.0, 9.7], 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (vec![-3.0, 4.0], 4, vec![-4.0, -2.0, 0.0, 2.0, 4.0]),
            (vec![-120.0, -10.0], 3, vec![-150.0, -100.0, -50.0, 0.0]),
            (vec![f64::NAN], 2, vec![0.0, 0.5, 1.0]),
            (vec![], 1, vec![0.0, 1.0]),
        ] {
            assert_eq!(Scale::covering(values, [0.0, 1.0], ticks).ticks(), expected);
        }
    }

    #[test]
    fn a_value_has_its_place() {
        let scale = Scale::covering([-10.0, 10.0], [200.0, 0.0], 4);
        for (value, place) in [(-10.0, 200.0), (0.0, 100.0), (5.0, 50.0), (99.0, 0.0)] {
            assert!((scale.at(value) - place).abs() < 1e-9);
        }
    }

    #[test]
    fn decimals_follow_the_step() {
        assert_eq!(Scale::covering([0.4], [0.0, 1.0], 4).decimals(), 1);
        assert_eq!(Scale::covering([0.04], [0.0, 1.0], 4).decimals(), 2);
        assert_eq!(Scale::covering([400.0], [0.0, 1.0], 4).decimals(), 0);
    }

    #[test]
    fn units_of_their_size() {
        let name = |value| Unit::of(Language::Dutch, [value]).name;
        assert_eq!(
            [name(900.0), name(-40_000.0), name(2e6)],
            ["euro", "duizend euro", "miljoen euro"]
        );
        assert_eq!(Unit::of(Language::English, [f64::NAN]).name, "euros");
    }
}
