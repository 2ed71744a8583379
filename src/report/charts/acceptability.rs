//! Acceptability: the chance of each arm to be the best, against what something is worth.

use super::axis::{horizontal_grid, numbers_below};
use super::band::line;
use super::canvas::{Anchor, Canvas, Caption, Type};
use super::label::{cut, spread, width_of};
use super::look::{COLOURS, LABEL, Look, QUIET, SMALL};
use super::scale::{Scale, tick};

/// The figure's data.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Curves {
    /// Values along the horizontal axis.
    pub(in crate::report) values: Vec<f64>,
    /// What they are.
    pub(in crate::report) axis: String,
    /// Name and chances of each arm, one chance for each value.
    pub(in crate::report) arms: Vec<(String, Vec<f64>)>,
    /// A value to point at.
    pub(in crate::report) mark: Option<(f64, String)>,
}

/// Dashes that tell arms of one colour apart.
const DASHES: [&str; 3] = ["", "6 4", "2 4"];

/// The figure.
pub(in crate::report) fn acceptability(look: &Look, caption: &Caption, data: &Curves) -> String {
    curves(look, caption, data, |share| look.numbers.whole((share * 100.0).round()) + "%")
}

/// The same of indices of sensitivity: numbers and not percentages along the vertical axis.
pub(in crate::report) fn index_curves(look: &Look, caption: &Caption, data: &Curves) -> String {
    curves(look, caption, data, |index| look.numbers.decimal(index, 1))
}

fn curves(look: &Look, caption: &Caption, data: &Curves, along: impl Fn(f64) -> String) -> String {
    let mut canvas = Canvas::new(look, caption);
    let narrow = look.width < 500.0;
    if let Some((_, text)) = &data.mark {
        canvas.paragraph(text, Type::new(SMALL, QUIET));
    }
    let (top, height) = (canvas.bottom + 8.0, if narrow { 180.0 } else { 230.0 });
    let bottom = top + height;
    let room = look.width * if narrow { 0.3 } else { 0.28 };
    let names: Vec<String> =
        data.arms.iter().map(|(name, _)| cut(name, room, LABEL, true)).collect();
    let taken = names.iter().map(|name| width_of(name, LABEL, true)).fold(0.0, f64::max);
    let (left, right) = (width_of("100%", SMALL, false) + 10.0, look.width - taken - 10.0);
    let y = Scale::covering([1.0], [bottom, top], 5);
    horizontal_grid(&mut canvas, &y, [left, right], along);
    let ends = [data.values.first(), data.values.last()].map(|value| value.copied().unwrap_or(0.0));
    let x = Scale::exact(ends, [left, right], if narrow { 4 } else { 6 });
    numbers_below(&mut canvas, &x, bottom, |value| tick(look.numbers, value, x.decimals()));
    if let Some((value, _)) = &data.mark {
        canvas.line([x.at(*value), top], [x.at(*value), bottom], QUIET, 1.0, "mark");
    }
    let mut wanted = Vec::new();
    for (index, (_, chances)) in data.arms.iter().enumerate() {
        let points: Vec<[f64; 2]> = data
            .values
            .iter()
            .zip(chances)
            .map(|(&value, &chance)| [x.at(value), y.at(chance)])
            .collect();
        wanted.push(points.last().map_or(bottom, |point| point[1]) + LABEL * 0.35);
        let dashes = DASHES[index / COLOURS.len() % DASHES.len()];
        line(&mut canvas, &points, COLOURS[index % COLOURS.len()], dashes, "curve");
    }
    let placed = spread(&wanted, LABEL * 1.25, [top + LABEL * 0.35, bottom + LABEL * 0.35]);
    let mut lowest = bottom;
    for (index, (name, height)) in names.iter().zip(placed).enumerate() {
        let look = Type::new(LABEL, COLOURS[index % COLOURS.len()]).bold();
        canvas.text([right + 6.0, height], name, look);
        lowest = lowest.max(height);
    }
    canvas.bottom = bottom + SMALL * 1.5;
    let axis = cut(&data.axis, look.width, SMALL, false);
    canvas.text(
        [look.width / 2.0, canvas.bottom + SMALL * 1.2],
        &axis,
        Type::new(SMALL, QUIET).anchored(Anchor::Middle),
    );
    canvas.bottom = (canvas.bottom + SMALL * 1.6).max(lowest);
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    #[test]
    fn curves_end_at_their_chances_and_labels_stand_apart() {
        let data = Curves {
            values: vec![0.0, 50.0, 100.0],
            axis: "waarde van een gezond levensjaar, duizend euro".into(),
            arms: vec![
                ("0x".into(), vec![0.9, 0.3, 0.2]),
                ("1x (nu)".into(), vec![0.05, 0.3, 0.21]),
                ("2x".into(), vec![0.03, 0.2, 0.2]),
                ("veel meer dan nu en in alle wijken".into(), vec![0.01, 0.1, 0.19]),
                ("nog een".into(), vec![0.01, 0.1, 0.2]),
            ],
            mark: Some((80.0, "lijn: de waarde waarmee gerekend is, € 80.000".into())),
        };
        for look in looks() {
            let picture = Picture::read(&acceptability(&look, &caption(), &data));
            picture.is_tidy();
            let y = picture.vertical_axis();
            for (curve, (_, chances)) in picture.paths("curve").iter().zip(&data.arms) {
                for (point, chance) in curve.iter().zip(chances) {
                    assert!((y(point[1]) - chance * 100.0).abs() < 0.5);
                }
            }
            let x = picture.boxes("mark")[0].left;
            let curve = &picture.paths("curve")[0];
            assert!((x - (curve[0][0] + 0.8 * (curve[2][0] - curve[0][0]))).abs() < 0.5);
        }
    }
}
