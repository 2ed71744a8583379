//! Estimates in rows, each with its interval: indices of sensitivity, values of information.

use svg::node::element::Circle;

use super::bar::bar;
use super::canvas::{Canvas, Caption, Type, at};
use super::label::width_of;
use super::look::{COLOURS, LABEL, Look};
use super::rows::{Heading, row_scale, rows};
use super::scale::Unit;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Estimated {
    /// What it is of.
    pub(in crate::report) name: String,
    /// What stands at its right.
    pub(in crate::report) told: String,
    /// Value and the ends of its interval, in the unit of the axis, one for each series; none: not shown.
    pub(in crate::report) series: Vec<Option<[f64; 3]>>,
}

impl Estimated {
    /// What something is worth, with its 95 % interval as far as that lies above 0; `told` in words, the rest in euros.
    pub(in crate::report) fn worth(
        name: String,
        told: String,
        [value, error]: [f64; 2],
        unit: &Unit,
    ) -> Self {
        let half = 1.96 * error;
        let ends = [value, (value - half).max(0.0), value + half];
        Self { name, told, series: vec![Some(ends.map(|end| end / unit.euros))] }
    }
}

/// Height of the strip of one series.
const STRIP: f64 = 14.0;

/// The figure; `series` are the words of the legend, left out where there is one.
pub(in crate::report) fn estimates(
    look: &Look,
    caption: &Caption,
    series: &[&str],
    data: &[Estimated],
) -> String {
    let mut canvas = Canvas::new(look, caption);
    if series.len() > 1 {
        legend(&mut canvas, series);
    }
    let values = data.iter().flat_map(|row| row.series.iter().flatten().flatten().copied());
    let scale = row_scale(&canvas, values.chain([0.0]));
    let headings: Vec<Heading> = data
        .iter()
        .map(|row| Heading { name: row.name.clone(), value: row.told.clone() })
        .collect();
    let height = STRIP * series.len().max(1) as f64;
    let middles = rows(&mut canvas, look.numbers, &scale, &headings, height);
    for (row, middle) in data.iter().zip(middles) {
        for (index, estimate) in row.series.iter().enumerate() {
            let Some([value, low, high]) = *estimate else { continue };
            let y = middle - height / 2.0 + STRIP * (index as f64 + 0.5);
            let colour = COLOURS[index % COLOURS.len()];
            bar(&mut canvas, &scale, [0.0, value], [y, 8.0], (colour, 0.35), "estimate");
            bar(&mut canvas, &scale, [low, high], [y, 2.0], (colour, 1.0), "interval");
            canvas.add(
                Circle::new()
                    .set("class", "value")
                    .set("cx", at(scale.at(value)))
                    .set("cy", at(y))
                    .set("r", 3.5)
                    .set("fill", colour),
            );
        }
    }
    canvas.finish()
}

/// The names of the series in their colours.
fn legend(canvas: &mut Canvas, series: &[&str]) {
    let mut x = 0.0;
    let baseline = canvas.bottom + LABEL;
    for (index, name) in series.iter().enumerate() {
        let look = Type::new(LABEL, COLOURS[index % COLOURS.len()]).bold();
        canvas.text([x, baseline], name, look);
        x += width_of(name, LABEL, true) + 18.0;
    }
    canvas.bottom = baseline + 14.0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    #[test]
    fn dots_and_intervals_stand_at_their_values() {
        let row = |name: &str, series: Vec<Option<[f64; 3]>>| Estimated {
            name: name.into(),
            told: "0,673".into(),
            series,
        };
        let data = [
            row("iets", vec![Some([60.0, 50.0, 70.0]), Some([80.0, 75.0, 90.0])]),
            row(
                "een tamelijk lange naam van een invoer met veel delen",
                vec![Some([0.0, -5.0, 5.0]), None],
            ),
        ];
        for look in looks() {
            let picture = Picture::read(&estimates(&look, &caption(), &["alleen", "samen"], &data));
            picture.is_tidy();
            let x = picture.horizontal_axis();
            let found = picture.boxes("interval");
            assert_eq!(found.len(), 3);
            for [low, high] in [[50.0, 70.0], [75.0, 90.0], [-5.0, 5.0]] {
                let there = |at: f64, value: f64| (x(at) - value).abs() < 1.0;
                let ends: Vec<[f64; 2]> =
                    found.iter().map(|at| [x(at.left), x(at.right)]).collect();
                let is_drawn = found.iter().any(|at| there(at.left, low) && there(at.right, high));
                assert!(is_drawn, "{low} to {high}: {ends:?}");
            }
        }
        // Nothing to show is a figure too.
        Picture::read(&estimates(&looks()[0], &caption(), &[""], &[])).is_tidy();
    }
}
