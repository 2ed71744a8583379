//! What the uncertainty is made of: a bar of 100 % for each arm.

use super::canvas::{Canvas, Caption, Type};
use super::label::{lines, width_of};
use super::look::{INK, LABEL, Look, SMALL};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Composed {
    /// Whose bar it is.
    pub(in crate::report) name: String,
    /// Its parts, from left to right.
    pub(in crate::report) parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Part {
    /// What it is, without its share.
    pub(in crate::report) name: String,
    /// Share, in [0, 1].
    pub(in crate::report) share: f64,
    /// Colour.
    pub(in crate::report) colour: &'static str,
}

/// The figure. The parts of each bar are named below it in their own colour.
pub(in crate::report) fn composition(look: &Look, caption: &Caption, bars: &[Composed]) -> String {
    let mut canvas = Canvas::new(look, caption);
    for bar in bars {
        for line in lines(&bar.name, canvas.width - 2.0, LABEL, true) {
            let baseline = canvas.bottom + LABEL;
            canvas.text([0.0, baseline], &line, Type::new(LABEL, INK).bold());
            canvas.bottom += LABEL * 1.3;
        }
        let (top, mut left) = (canvas.bottom + 3.0, 0.0);
        let total: f64 = bar.parts.iter().map(|p| p.share.max(0.0)).filter(|s| s.is_finite()).sum();
        for part in bar.parts.iter().filter(|part| part.share > 0.0) {
            let right = left + part.share / total * canvas.width;
            canvas.rectangle([left, top], [right, top + 18.0], part.colour, 1.0, "part");
            if left > 0.0 {
                canvas.line([left, top], [left, top + 18.0], "#ffffff", 1.5, "joint");
            }
            left = right;
        }
        canvas.bottom = top + 18.0;
        named(&mut canvas, look, &bar.parts);
        canvas.bottom += 10.0;
    }
    canvas.finish()
}

/// Names with shares, one after the other and on as many lines as they need.
fn named(canvas: &mut Canvas, look: &Look, parts: &[Part]) {
    let mut x = 0.0;
    let mut baseline = canvas.bottom + SMALL * 1.3;
    for part in parts {
        let text = format!("{} {}", part.name, look.numbers.percent(part.share));
        let width = width_of(&text, SMALL, false);
        if x > 0.0 && x + width > canvas.width {
            (x, baseline) = (0.0, baseline + SMALL * 1.35);
        }
        let room = canvas.width - x;
        let text = super::label::cut(&text, room, SMALL, false);
        canvas.text([x, baseline], &text, Type::new(SMALL, part.colour));
        x += width + 16.0;
    }
    canvas.bottom = baseline + SMALL * 0.3;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::look::COLOURS;
    use crate::report::charts::reading::{Picture, caption, looks};

    #[test]
    fn parts_are_as_wide_as_their_share() {
        let part = |name: &str, share, which: usize| Part {
            name: name.into(),
            share,
            colour: COLOURS[which],
        };
        let bars = [
            Composed {
                name: "1x".into(),
                parts: vec![part("toeval", 0.25, 3), part("wat we niet weten", 0.75, 0)],
            },
            Composed {
                name: "een arm met een naam die op een telefoon niet op een regel past".into(),
                parts: vec![
                    part("toeval", 0.0, 3),
                    part("wat we niet weten over het effect", 0.5, 0),
                    part("wat we niet weten over de prijzen", 0.4, 1),
                    part("al het andere bij elkaar", 0.1, 2),
                ],
            },
            Composed { name: "geen".into(), parts: vec![] },
        ];
        for look in looks() {
            let picture = Picture::read(&composition(&look, &caption(), &bars));
            picture.is_tidy();
            let widths: Vec<f64> =
                picture.boxes("part").iter().map(|b| (b.right - b.left) / look.width).collect();
            for (found, wanted) in widths.iter().zip([0.25, 0.75, 0.5, 0.4, 0.1]) {
                assert!((found - wanted).abs() < 0.002, "{widths:?}");
            }
        }
    }
}
