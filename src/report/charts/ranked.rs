//! The ranked dot plot: who comes first and last, each with its place and how far that place can move.

use svg::node::element::Circle;

use super::axis::numbered;
use super::canvas::{Anchor, Canvas, Caption, Type, at};
use super::label::{cut, width_of};
use super::look::{GRID, INK, LABEL, Look, MAIN, QUIET, SMALL};
use super::scale::Scale;
use crate::report::numbers::Numbers;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Placed {
    /// Whose it is.
    pub(in crate::report) name: String,
    /// Its band of places in words.
    pub(in crate::report) places: String,
    /// Its value in words.
    pub(in crate::report) told: String,
    /// Low end, place and high end.
    pub(in crate::report) ends: [f64; 3],
    /// Drawn as an open dot.
    pub(in crate::report) is_open: bool,
}

/// All of a ranked dot plot.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Order {
    /// Words above the columns: names, places, values.
    pub(in crate::report) header: [String; 3],
    /// The first rows.
    pub(in crate::report) first: Vec<Placed>,
    /// What lies between, in words.
    pub(in crate::report) between: String,
    /// The last rows; none: all are in [`Self::first`].
    pub(in crate::report) last: Vec<Placed>,
    /// The last place.
    pub(in crate::report) places: f64,
}

/// Height of a row.
const ROW: f64 = 19.0;

/// Height that a row has more on a telephone, for its strip.
const STRIP: f64 = 15.0;

/// Radius of a dot.
const DOT: f64 = 4.5;

/// Room around dots at the edges.
const EDGE: f64 = 9.0;

/// Width of a column of numbers at most.
const COLUMN: f64 = 110.0;

/// Where the columns stand.
struct Columns {
    name: f64,
    plot: [f64; 2],
    places: f64,
    told: f64,
    is_wide: bool,
}

/// The figure. Both parts have an axis of their own.
pub(in crate::report) fn ranked(look: &Look, caption: &Caption, data: &Order) -> String {
    let mut canvas = Canvas::new(look, caption);
    let columns = Columns::of(&canvas, data);
    let baseline = canvas.bottom + SMALL;
    let below = if columns.is_wide { baseline } else { baseline + SMALL * 1.3 };
    let header = Type::new(SMALL, QUIET);
    let [name, place, told] = &data.header;
    canvas.text([0.0, baseline], name, header);
    canvas.text([columns.places, below], place, header.anchored(Anchor::End));
    canvas.text([columns.told, baseline], told, header.anchored(Anchor::End));
    canvas.bottom = below + SMALL * 0.6;
    let places = if data.places.is_finite() { data.places.max(1.0) } else { 1.0 };
    let reach = |rows: &[Placed], from: f64, pick: fn(f64, f64) -> f64| {
        let ends = rows.iter().flat_map(|row| row.ends);
        ends.filter(|end| end.is_finite()).fold(from, pick)
    };
    let top = reach(&data.first, 1.0, f64::max).min(places);
    panel(&mut canvas, look.numbers, &columns, &data.first, [1.0, top], 1.0);
    if !data.last.is_empty() {
        canvas.bottom += SMALL * 2.2;
        let middle = canvas.width / 2.0;
        let between = cut(&data.between, canvas.width, SMALL, false);
        canvas.text([middle, canvas.bottom], &between, header.anchored(Anchor::Middle));
        canvas.bottom += SMALL;
        let low = reach(&data.last, places, f64::min).max(1.0);
        panel(&mut canvas, look.numbers, &columns, &data.last, [low, places], places);
    }
    canvas.bottom += 4.0;
    canvas.finish()
}

impl Columns {
    fn of(canvas: &Canvas, data: &Order) -> Self {
        let rows = || data.first.iter().chain(&data.last);
        let widest = |texts: &mut dyn Iterator<Item = &String>, head: &String| {
            let cells = texts.map(|text| width_of(text, LABEL, false));
            cells.fold(width_of(head, SMALL, false), f64::max).min(COLUMN)
        };
        let [_, places, told] = &data.header;
        let places = widest(&mut rows().map(|row| &row.places), places);
        let told_width = widest(&mut rows().map(|row| &row.told), told);
        let told = canvas.width - 1.0;
        if canvas.width < 500.0 {
            // On a telephone places stand beside the strip, below the value.
            let (name, plot) = (told - told_width - 10.0, [EDGE, told - places - 10.0 - EDGE]);
            return Self { name, plot, places: told, told, is_wide: false };
        }
        let places_at = told - told_width - 14.0;
        let left = places_at - places - 14.0;
        let names = rows().map(|row| width_of(&row.name, LABEL, false));
        let name = names.fold(90.0, f64::max).min(canvas.width * 0.36).min(left - 120.0);
        let plot = [name + 14.0 + EDGE, left - EDGE];
        Self { name, plot, places: places_at, told, is_wide: true }
    }
}

/// Rows with their axis below; `end` is the place that is always written.
fn panel(
    canvas: &mut Canvas,
    numbers: Numbers,
    columns: &Columns,
    rows: &[Placed],
    ends: [f64; 2],
    end: f64,
) {
    let height = if columns.is_wide { ROW } else { ROW + STRIP };
    let top = canvas.bottom;
    let bottom = top + height * rows.len() as f64 + 2.0;
    let room = width_of(&numbers.whole(ends[1]), SMALL, false) + 18.0;
    let [from, to] = columns.plot;
    let ticks = ((to - from) / room).max(1.0) as usize;
    let scale = if ends[1] - ends[0] <= ticks as f64 {
        Scale::whole([ends[0], ends[1].max(ends[0] + 1.0)], columns.plot)
    } else {
        Scale::exact(ends, columns.plot, ticks)
    };
    let mut marks = scale.ticks();
    marks.retain(|&mark| (scale.at(mark) - scale.at(end)).abs() >= room - 8.0);
    for mark in marks.into_iter().chain([end]) {
        let x = scale.at(mark);
        if columns.is_wide {
            canvas.line([x, top], [x, bottom], GRID, 1.0, "grid");
        } else {
            // The grid does not run through names.
            for row in 0..rows.len() {
                let strip = top + height * row as f64 + ROW;
                canvas.line([x, strip - 1.0], [x, strip + STRIP], GRID, 1.0, "grid");
            }
        }
        numbered(canvas, x, bottom, &numbers.whole(mark));
    }
    for (index, row) in rows.iter().enumerate() {
        let row_top = top + height * index as f64;
        let baseline = row_top + LABEL * 1.05;
        let look = Type::new(LABEL, INK);
        canvas.text([0.0, baseline], &cut(&row.name, columns.name, LABEL, false), look);
        let quiet = Type::new(LABEL, QUIET).anchored(Anchor::End);
        let below = if columns.is_wide { baseline } else { baseline + STRIP + 4.0 };
        canvas.text([columns.places, below], &cut(&row.places, COLUMN, LABEL, false), quiet);
        let told = cut(&row.told, COLUMN, LABEL, false);
        canvas.text([columns.told, baseline], &told, look.anchored(Anchor::End));
        let y = if columns.is_wide { row_top + LABEL * 0.72 } else { row_top + ROW + STRIP / 2.0 };
        draw(canvas, &scale, row, y);
    }
    canvas.bottom = bottom + SMALL * 1.7;
}

/// The line of the band, and the dot of the place on it.
fn draw(canvas: &mut Canvas, scale: &Scale, row: &Placed, y: f64) {
    let [low, place, high] = row.ends;
    if low.is_finite() && high.is_finite() {
        let (from, to) = ([scale.at(low), y - 1.0], [scale.at(high), y + 1.0]);
        canvas.rectangle(from, to, MAIN, 0.6, "interval");
    }
    if place.is_finite() {
        canvas.add(
            Circle::new()
                .set("class", "place")
                .set("cx", at(scale.at(place)))
                .set("cy", at(y))
                .set("r", if row.is_open { DOT - 0.75 } else { DOT })
                .set("fill", if row.is_open { "#ffffff" } else { MAIN })
                .set("stroke", if row.is_open { MAIN } else { "#ffffff" })
                .set("stroke-width", if row.is_open { 1.5 } else { 1.0 }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    fn row(name: &str, ends: [f64; 3], is_open: bool) -> Placed {
        let places = format!("{}–{}", ends[0], ends[2]);
        Placed { name: name.into(), places, told: "−0,913".into(), ends, is_open }
    }

    fn data(first: Vec<Placed>, last: Vec<Placed>, places: f64) -> Order {
        let header = ["wijk", "plaats (90%)", "netto per €"].map(String::from);
        Order { header, first, between: "… 40 wijken daartussen …".into(), last, places }
    }

    #[test]
    fn dots_and_lines_stand_at_their_places() {
        let rows: Vec<Placed> = (1..=25)
            .map(|place| {
                let place = f64::from(place);
                let name = "Oosterwolde-Zuid en omgeving (WK008512) & <Oost>";
                row(name, [(place - 9.0).max(1.0), place, place + 30.0], place % 3.0 < 0.5)
            })
            .collect();
        for look in looks() {
            let picture =
                Picture::read(&ranked(&look, &caption(), &data(rows.clone(), Vec::new(), 60.0)));
            picture.is_tidy();
            let x = picture.horizontal_axis();
            let (lines, dots) = (picture.boxes("interval"), picture.boxes("place"));
            assert_eq!((lines.len(), dots.len()), (25, 25));
            for ((line, dot), row) in lines.iter().zip(&dots).zip(&rows) {
                let middle = x(f64::midpoint(dot.left, dot.right));
                assert!((middle - row.ends[1]).abs() < 0.05, "{middle} {row:?}");
                assert!((x(line.left) - row.ends[0]).abs() < 0.05);
                assert!((x(line.right) - row.ends[2]).abs() < 0.05);
                let height = f64::midpoint(line.top, line.bottom);
                assert!((height - f64::midpoint(dot.top, dot.bottom)).abs() < 0.02);
            }
        }
    }

    #[test]
    fn the_last_have_an_axis_of_their_own() {
        let first = vec![row("a", [1.0, 1.0, 297.0], false); 25];
        let last = vec![row("z", [560.0, 630.0, 637.0], true); 5];
        for look in looks() {
            let picture = Picture::read(&ranked(
                &look,
                &caption(),
                &data(first.clone(), last.clone(), 637.0),
            ));
            picture.is_tidy();
            // The lowest numbers are those of the last.
            let x = picture.horizontal_axis();
            let lines = picture.boxes("interval");
            assert!((x(lines[29].left) - 560.0).abs() < 0.1, "{}", x(lines[29].left));
            assert!((x(lines[29].right) - 637.0).abs() < 0.1);
            assert!((lines[0].right - lines[29].right).abs() < 0.02);
        }
    }

    #[test]
    fn few_wijken_large_numbers_and_what_is_no_number_are_drawn() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        for (rows, places) in [
            (vec![], 0.0),
            (vec![row("", [1.0, 1.0, 1.0], true)], 1.0),
            (vec![row("a", [1.0, 1.0, 2.0], false), row("b", [1.0, 2.0, 2.0], true)], 2.0),
            (vec![row("a", odd, false)], f64::NAN),
            (vec![Placed { told: "9".repeat(300), ..row("a", [1.0, 30.0, 99.0], false) }; 7], 20.0),
            (vec![row(&"W".repeat(300), [1.0, 7.0, 249_999.0], false); 9], 250_000.0),
        ] {
            for look in looks() {
                for last in [Vec::new(), rows.clone()] {
                    let told = ranked(&look, &caption(), &data(rows.clone(), last, places));
                    Picture::read(&told).is_tidy();
                }
            }
        }
    }
}
