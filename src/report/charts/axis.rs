//! Axes: thin grid lines, their numbers, and a black line at zero.

use super::canvas::{Anchor, Canvas, Type};
use super::label::width_of;
use super::look::{GRID, INK, QUIET, SMALL};
use super::scale::{Scale, tick};
use crate::report::numbers::Numbers;

/// Horizontal grid lines for a vertical scale, with numbers to the left of `left`.
pub(super) fn horizontal_grid(
    canvas: &mut Canvas,
    scale: &Scale,
    [left, right]: [f64; 2],
    label: impl Fn(f64) -> String,
) {
    for value in scale.ticks() {
        let y = scale.at(value);
        let (colour, width, class) = line_at(value);
        canvas.line([left, y], [right, y], colour, width, class);
        canvas.text(
            [left - 6.0, y + SMALL * 0.35],
            &label(value),
            Type::new(SMALL, QUIET).anchored(Anchor::End),
        );
    }
}

/// Vertical grid lines for a horizontal scale, with numbers below `bottom`; fewer numbers where they would touch.
pub(super) fn vertical_grid(
    canvas: &mut Canvas,
    scale: &Scale,
    [top, bottom]: [f64; 2],
    label: impl Fn(f64) -> String,
) {
    let scale = readable(scale, &label);
    for value in scale.ticks() {
        let x = scale.at(value);
        let (colour, width, class) = line_at(value);
        canvas.line([x, top], [x, bottom], colour, width, class);
        numbered(canvas, x, bottom, &label(value));
    }
}

/// Numbers below a plot without grid lines: years.
pub(super) fn numbers_below(
    canvas: &mut Canvas,
    scale: &Scale,
    bottom: f64,
    label: impl Fn(f64) -> String,
) {
    let scale = readable(scale, &label);
    for value in scale.ticks() {
        numbered(canvas, scale.at(value), bottom, &label(value));
    }
}

/// A number below a plot, kept within the figure.
pub(super) fn numbered(canvas: &mut Canvas, x: f64, bottom: f64, text: &str) {
    let half = width_of(text, SMALL, false) / 2.0;
    let x = x.clamp(half, (canvas.width - half).max(half));
    canvas.text([x, bottom + SMALL * 1.5], text, Type::new(SMALL, QUIET).anchored(Anchor::Middle));
}

/// The scale with so few ticks that their numbers stand apart.
fn readable(scale: &Scale, label: &impl Fn(f64) -> String) -> Scale {
    let mut scale = *scale;
    for _ in 0..12 {
        let ticks = scale.ticks();
        let clash = ticks.windows(2).any(|pair| {
            let room = (scale.at(pair[1]) - scale.at(pair[0])).abs();
            let [a, b] = [pair[0], pair[1]].map(|value| width_of(&label(value), SMALL, false));
            room < f64::midpoint(a, b) + 10.0
        });
        if !clash {
            break;
        }
        scale = scale.coarser();
    }
    scale
}

const fn line_at(value: f64) -> (&'static str, f64, &'static str) {
    if value == 0.0 { (INK, 1.2, "zero") } else { (GRID, 1.0, "grid") }
}

/// How to write the numbers of a scale.
pub(super) fn plain(numbers: Numbers, scale: &Scale) -> impl Fn(f64) -> String {
    let decimals = scale.decimals();
    move |value| tick(numbers, value, decimals)
}

/// Room that the widest number along a scale needs.
pub(super) fn widest(scale: &Scale, label: impl Fn(f64) -> String) -> f64 {
    scale.ticks().into_iter().map(|v| width_of(&label(v), SMALL, false)).fold(0.0, f64::max)
}
