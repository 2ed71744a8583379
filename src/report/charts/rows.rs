//! Figures in rows: a name and a value above each strip, and one value axis below all.

use super::axis::{plain, vertical_grid};
use super::canvas::{Anchor, Canvas, Type};
use super::label::{lines, width_of};
use super::look::{INK, LABEL, SMALL};
use super::scale::Scale;
use crate::report::numbers::Numbers;

/// What stands above a strip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// Left: whose strip it is.
    pub(super) name: String,
    /// Right: the number.
    pub(super) value: String,
}

/// Room on both sides, so that a dot on the edge is whole.
const EDGE: f64 = 8.0;

/// The horizontal scale of a figure in rows.
pub(super) fn row_scale(canvas: &Canvas, values: impl IntoIterator<Item = f64>) -> Scale {
    let steps = if canvas.width < 500.0 { 4 } else { 7 };
    Scale::covering(values, [EDGE, canvas.width - EDGE], steps)
}

/// Draws grid and headings, and returns the heights of the middles of the strips.
pub(super) fn rows(
    canvas: &mut Canvas,
    numbers: Numbers,
    scale: &Scale,
    headings: &[Heading],
    strip: f64,
) -> Vec<f64> {
    let top = canvas.bottom;
    let mut height = top;
    let mut placed = Vec::new();
    for heading in headings {
        let taken = if heading.value.is_empty() {
            0.0
        } else {
            width_of(&heading.value, LABEL, false) + 12.0
        };
        let name = lines(&heading.name, canvas.width - taken - 2.0, LABEL, true);
        placed.push((height, name.clone()));
        height += name.len().max(1) as f64 * LABEL * 1.3 + strip + 13.0;
    }
    vertical_grid(canvas, scale, [top, height], plain(numbers, scale));
    let middles = placed
        .into_iter()
        .zip(headings)
        .map(|((from, name), heading)| {
            let mut baseline = from + LABEL;
            if !heading.value.is_empty() {
                let right = canvas.width - 1.0;
                let look = Type::new(LABEL, INK).anchored(Anchor::End);
                canvas.text([right, baseline], &heading.value, look);
            }
            let count = name.len().max(1) as f64;
            for line in name {
                canvas.text([0.0, baseline], &line, Type::new(LABEL, INK).bold());
                baseline += LABEL * 1.3;
            }
            from + count * LABEL * 1.3 + 4.0 + strip / 2.0
        })
        .collect();
    canvas.bottom = height + SMALL * 1.7;
    middles
}
