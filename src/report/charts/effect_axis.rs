//! The axis of effects: straight for differences, logarithmic for ratios, with an end where extreme intervals are cut.

use super::axis::numbered;
use super::canvas::Canvas;
use super::label::width_of;
use super::look::{GRID, INK, SMALL};
use super::scale::{round_step, tick};
use crate::report::numbers::{Language, Numbers};

/// Room between the numbers along the axis.
const APART: f64 = 10.0;

/// An axis; values are those of the scale of analysis, logarithms for ratios.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EffectAxis {
    ends: [f64; 2],
    place: [f64; 2],
    ticks: Vec<(f64, String)>,
}

impl EffectAxis {
    /// An axis between two values, drawn between two coordinates.
    pub(super) fn new(
        numbers: Numbers,
        is_log: bool,
        [low, high]: [f64; 2],
        place: [f64; 2],
    ) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low - 0.5, low + 0.5) };
        let mut axis = Self { ends: [low, high], place, ticks: Vec::new() };
        let choices = if is_log { log_ticks(low, high) } else { straight_ticks(low, high) };
        for values in choices {
            let ticks: Vec<(f64, String)> =
                values.into_iter().map(|(value, shown)| (value, written(numbers, shown))).collect();
            let is_more = ticks.len() > axis.ticks.len();
            if ticks.len() < 9 && axis.has_room(&ticks) && is_more {
                axis.ticks = ticks;
                if axis.ticks.len() > 2 {
                    break;
                }
            }
        }
        axis
    }

    fn has_room(&self, ticks: &[(f64, String)]) -> bool {
        ticks.windows(2).all(|pair| {
            let [(a, one), (b, other)] = pair else { return true };
            let widths = [one, other].map(|text| width_of(text, SMALL, false));
            self.at(*b) - self.at(*a) >= f64::midpoint(widths[0], widths[1]) + APART
        })
    }

    /// The coordinate of a value; what lies outside goes to the edge.
    pub(super) fn at(&self, value: f64) -> f64 {
        let [low, high] = self.ends;
        let part = (value.clamp(low, high) - low) / (high - low);
        self.place[0] + part * (self.place[1] - self.place[0])
    }

    /// Whether a value lies below or above what is drawn.
    pub(super) fn is_outside(&self, value: f64) -> [bool; 2] {
        [value < self.ends[0], value > self.ends[1]]
    }

    /// Grid lines between two heights, numbers below, and a black line where there is no effect.
    pub(super) fn draw(&self, canvas: &mut Canvas, [top, bottom]: [f64; 2]) {
        for (value, text) in &self.ticks {
            let x = self.at(*value);
            let (colour, width, class) =
                if value.abs() < 1e-12 { (INK, 1.2, "zero") } else { (GRID, 1.0, "grid") };
            canvas.line([x, top], [x, bottom], colour, width, class);
            numbered(canvas, x, bottom, text);
        }
        let none_drawn = self.ticks.iter().all(|(value, _)| value.abs() >= 1e-12);
        if none_drawn && self.is_outside(0.0) == [false; 2] {
            canvas.line([self.at(0.0), top], [self.at(0.0), bottom], INK, 1.2, "none");
        }
    }
}

fn written(numbers: Numbers, value: f64) -> String {
    let size = value.abs();
    if size > 0.0 && !(1e-4..1e7).contains(&size) {
        let text = format!("{value:e}").replace('-', "\u{2212}");
        return if numbers.0 == Language::Dutch { text.replace('.', ",") } else { text };
    }
    // As many decimals as the number itself has.
    let decimals = (0..6)
        .find(|&d| {
            let shifted = size * 10.0_f64.powi(d);
            (shifted - shifted.round()).abs() < 1e-6
        })
        .unwrap_or(6);
    tick(numbers, value, usize::try_from(decimals).unwrap_or(0))
}

/// Places and numbers of ticks, the finest choice first.
fn straight_ticks(low: f64, high: f64) -> Vec<Vec<(f64, f64)>> {
    let mut step = round_step((high - low) / 8.0);
    let mut choices = Vec::new();
    for _ in 0..5 {
        choices.push(multiples(low, high, step).into_iter().map(|x| (x, x)).collect());
        step = round_step(step * 1.5);
    }
    choices
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step).ceil();
    let count = ((high / step).floor() - first).clamp(-1.0, 50.0);
    (0..=(count as i32)).filter(|_| count >= 0.0).map(|i| (first + f64::from(i)) * step).collect()
}

/// For ratios: even steps where the axis is short, else 1, 2, 5 in each power of ten, else powers of ten.
fn log_ticks(low: f64, high: f64) -> Vec<Vec<(f64, f64)>> {
    let mut choices = Vec::new();
    if high - low < 1.5 {
        for ticks in straight_ticks(low.exp(), high.exp()) {
            choices.push(ticks.into_iter().map(|(_, ratio)| (ratio.ln(), ratio)).collect());
        }
    }
    let ten = 10.0_f64.ln();
    let powers = (((low / ten).floor() - 1.0).max(-300.0), ((high / ten).ceil() + 1.0).min(300.0));
    let mut add = |parts: &[f64], every: i32| {
        let mut ticks = Vec::new();
        for power in (powers.0 as i32)..=(powers.1 as i32) {
            if power.rem_euclid(every) != 0 {
                continue;
            }
            for part in parts {
                let ratio = part * 10.0_f64.powi(power);
                if (low..=high).contains(&ratio.ln()) {
                    ticks.push((ratio.ln(), ratio));
                }
            }
        }
        choices.push(ticks);
    };
    add(&[1.0, 2.0, 5.0], 1);
    for every in [1, 2, 3, 5, 10, 20, 50, 100, 200] {
        add(&[1.0], every);
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(is_log: bool, ends: [f64; 2], width: f64) -> Vec<String> {
        let axis = EffectAxis::new(Numbers(Language::Dutch), is_log, ends, [0.0, width]);
        axis.ticks.into_iter().map(|tick| tick.1).collect()
    }

    #[test]
    fn ticks_are_round_on_both_scales() {
        let ln = |low: f64, high: f64| [low.ln(), high.ln()];
        assert_eq!(told(true, ln(0.08, 6.0), 300.0), ["0,1", "0,2", "0,5", "1", "2", "5"]);
        assert_eq!(told(true, ln(0.8, 1.25), 300.0), ["0,8", "0,9", "1", "1,1", "1,2"]);
        assert!(told(false, [3.0, 3.0], 300.0).len() > 1);
        assert!(told(true, [-600.0, 600.0], 300.0).len() > 1);
    }

    #[test]
    fn what_lies_outside_goes_to_the_edge() {
        let axis = EffectAxis::new(Numbers(Language::Dutch), false, [-1.0, 3.0], [100.0, 300.0]);
        for (value, place) in
            [(-1.0, 100.0), (1.0, 200.0), (9.0, 300.0), (f64::NEG_INFINITY, 100.0)]
        {
            assert!((axis.at(value) - place).abs() < 1e-9);
        }
        assert_eq!(axis.is_outside(4.0), [false, true]);
    }
}
