//! Horizontal bars from one value to another.

use super::canvas::Canvas;
use super::scale::Scale;

/// A bar between two values around the height `y`. Nothing is drawn where there is nothing to tell.
pub(super) fn bar(
    canvas: &mut Canvas,
    scale: &Scale,
    [from, to]: [f64; 2],
    [y, thickness]: [f64; 2],
    (colour, opacity): (&str, f64),
    class: &str,
) {
    if !from.is_finite() || !to.is_finite() {
        return;
    }
    let half = thickness / 2.0;
    canvas.rectangle([scale.at(from), y - half], [scale.at(to), y + half], colour, opacity, class);
}
