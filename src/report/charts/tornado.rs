//! Tornado: how far the net moves when one input goes from low to high.

use super::bar::bar;
use super::canvas::{Anchor, Canvas, Caption, Type};
use super::label::{cut, width_of};
use super::look::{COST, INK, Look, MAIN, SMALL};
use super::rows::{Heading, row_scale, rows};

/// One input, in the unit of the axis.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Swing {
    /// What it is.
    pub(in crate::report) name: String,
    /// Mean net where the input is low.
    pub(in crate::report) at_low: f64,
    /// Mean net where the input is high.
    pub(in crate::report) at_high: f64,
    /// What low is.
    pub(in crate::report) low: String,
    /// What high is.
    pub(in crate::report) high: String,
}

/// The figure; `base` is the mean over everything.
pub(in crate::report) fn tornado(
    look: &Look,
    caption: &Caption,
    base: f64,
    swings: &[Swing],
) -> String {
    let mut canvas = Canvas::new(look, caption);
    let values = swings.iter().flat_map(|swing| [swing.at_low, swing.at_high]).chain([base]);
    let scale = row_scale(&canvas, values);
    let headings: Vec<Heading> = swings
        .iter()
        .map(|swing| Heading { name: swing.name.clone(), value: String::new() })
        .collect();
    let top = canvas.bottom;
    let middles = rows(&mut canvas, look.numbers, &scale, &headings, 30.0);
    for (swing, y) in swings.iter().zip(middles) {
        let row = y - 8.0;
        bar(&mut canvas, &scale, [base, swing.at_low], [row, 13.0], (COST, 1.0), "low");
        bar(&mut canvas, &scale, [base, swing.at_high], [row, 13.0], (MAIN, 1.0), "high");
        ends(&mut canvas, swing, [scale.at(swing.at_low), scale.at(swing.at_high)], y + 12.0);
    }
    let bottom = canvas.bottom - SMALL * 1.7;
    if base.is_finite() && !swings.is_empty() {
        canvas.line([scale.at(base), top], [scale.at(base), bottom], INK, 0.8, "base");
    }
    canvas.finish()
}

/// Between the labels of one bar: so much that nobody reads them as one.
const APART: f64 = 26.0;

/// What low and high are, each below its end of the bar and apart from each other.
fn ends(canvas: &mut Canvas, swing: &Swing, [low, high]: [f64; 2], baseline: f64) {
    if !low.is_finite() || !high.is_finite() {
        return;
    }
    let half = (canvas.width - APART) / 2.0;
    let (mut left, mut right) = ((low, &swing.low, COST), (high, &swing.high, MAIN));
    if left.0 > right.0 {
        (left, right) = (right, left);
    }
    let texts = [left.1, right.1].map(|text| cut(text, half, SMALL, false));
    let widths = texts.each_ref().map(|text| width_of(text, SMALL, false));
    // The left label ends where its bar begins to shrink; both are pushed apart and into the figure.
    let mut start = (left.0 - widths[0] / 2.0).clamp(0.0, canvas.width - widths[0]);
    let mut from = (right.0 - widths[1] / 2.0).clamp(0.0, canvas.width - widths[1]);
    if start + widths[0] + APART > from {
        // Between the bars there is no room for both: they end and begin at equal distances from the middle, within the figure.
        let least = widths[0] + APART / 2.0;
        let most = (canvas.width - widths[1] - APART / 2.0).max(least);
        let middle = f64::midpoint(left.0, right.0).clamp(least, most);
        (start, from) = (middle - APART / 2.0 - widths[0], middle + APART / 2.0);
    }
    for (text, x, colour) in [(&texts[0], start, left.2), (&texts[1], from, right.2)] {
        let look = Type::new(SMALL, colour).anchored(Anchor::Start);
        canvas.text([x, baseline], text, look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    #[test]
    fn the_labels_of_a_bar_never_read_as_one() {
        let long = "x".repeat(90);
        for (at_low, at_high) in
            [(-1.0, 1.0), (1.0, -1.0), (0.0, 0.0), (-100.0, -99.0), (99.0, 100.0)]
        {
            for label in ["783", "2.888", &long] {
                let swing = Swing {
                    name: "bedrag per keer".into(),
                    at_low,
                    at_high,
                    low: format!("laag: {label}"),
                    high: format!("hoog: {label}"),
                };
                let edges = Swing { at_low: -100.0, at_high: 100.0, ..swing.clone() };
                for look in looks() {
                    let swings = [swing.clone(), edges.clone()];
                    let picture = Picture::read(&tornado(&look, &caption(), 0.0, &swings));
                    picture.is_tidy();
                    picture.texts_stand_apart(20.0);
                }
            }
        }
    }

    #[test]
    fn bars_run_from_the_mean_to_their_ends() {
        let swing = |name: &str, at_low, at_high| Swing {
            name: name.into(),
            at_low,
            at_high,
            low: "laag: 12%".into(),
            high: "hoog: 48%".into(),
        };
        let swings = [
            swing("aandeel oorzakelijk", -80.0, 120.0),
            swing("prijs van een plaats", 40.0, -30.0),
            swing("iets zonder gewicht", 10.0, 10.0),
            swing("aan de rand", -80.0, -79.0),
            swing("aan de andere rand met een tamelijk lange naam", 120.0, 119.0),
        ];
        for look in looks() {
            let picture = Picture::read(&tornado(&look, &caption(), 10.0, &swings));
            picture.is_tidy();
            let x = picture.horizontal_axis();
            for (class, wanted) in
                [("low", [[-80.0, 10.0], [10.0, 40.0]]), ("high", [[10.0, 120.0], [-30.0, 10.0]])]
            {
                for (found, wanted) in picture.boxes(class).iter().zip(wanted) {
                    assert!((x(found.left) - wanted[0]).abs() < 1.0);
                    assert!((x(found.right) - wanted[1]).abs() < 1.0);
                }
            }
            assert!((x(picture.boxes("base")[0].left) - 10.0).abs() < 1.0);
            picture.texts_stand_apart(20.0);
        }
    }
}
