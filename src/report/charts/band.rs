//! Bands between two lines, and lines.

use svg::node::element::Path;
use svg::node::element::path::Data;

use super::canvas::{Canvas, at};

/// A filled area between a lower and an upper line.
pub(super) fn band(
    canvas: &mut Canvas,
    lower: &[[f64; 2]],
    upper: &[[f64; 2]],
    colour: &str,
    opacity: f64,
    class: &str,
) {
    let around: Vec<[f64; 2]> = upper.iter().chain(lower.iter().rev()).copied().collect();
    let Some(data) = drawn(&around) else { return };
    canvas.add(
        Path::new()
            .set("class", class)
            .set("d", data.close())
            .set("fill", colour)
            .set("fill-opacity", opacity),
    );
}

/// A line through points; the later dashes tell series of one colour apart.
pub(super) fn line(
    canvas: &mut Canvas,
    points: &[[f64; 2]],
    colour: &str,
    dashes: &str,
    class: &str,
) {
    let Some(data) = drawn(points) else { return };
    let mut path = Path::new()
        .set("class", class)
        .set("d", data)
        .set("fill", "none")
        .set("stroke", colour)
        .set("stroke-width", 2.2)
        .set("stroke-linejoin", "round");
    if !dashes.is_empty() {
        path = path.set("stroke-dasharray", dashes);
    }
    canvas.add(path);
}

fn drawn(points: &[[f64; 2]]) -> Option<Data> {
    let mut points = points.iter().filter(|point| point.iter().all(|x| x.is_finite()));
    let [x, y] = points.next()?;
    let start = Data::new().move_to((at(*x), at(*y)));
    Some(points.fold(start, |data, [x, y]| data.line_to((at(*x), at(*y)))))
}
