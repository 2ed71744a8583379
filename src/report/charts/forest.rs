//! The forest plot: each study with its interval, the pool as a diamond, and the interval of a new setting.

use svg::node::element::Path;

use super::canvas::{Anchor, Canvas, Caption, Type, at};
use super::effect_axis::EffectAxis;
use super::label::{cut, lines, width_of};
use super::look::{COST, GRID, INK, LABEL, Look, MAIN, QUIET, SMALL};

/// One study.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Planted {
    /// Its name.
    pub(in crate::report) name: String,
    /// Its effect and interval in words.
    pub(in crate::report) told: String,
    /// Its weight in words.
    pub(in crate::report) weight_told: String,
    /// Low end, effect and high end, on the scale of analysis.
    pub(in crate::report) ends: [f64; 3],
    /// Weight in per cent.
    pub(in crate::report) weight: f64,
}

/// All of a forest plot. Values are those of the scale of analysis.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Forest {
    /// Whether the axis shows ratios.
    pub(in crate::report) is_log: bool,
    /// Words above the columns: studies, effects, weights.
    pub(in crate::report) header: [String; 3],
    /// The studies.
    pub(in crate::report) studies: Vec<Planted>,
    /// Name of the pool, its effect in words, and low end, effect and high end; none for one study.
    pub(in crate::report) pooled: Option<(String, String, [f64; 3])>,
    /// Name of the prediction, its interval in words, and its ends.
    pub(in crate::report) prediction: Option<(String, String, [f64; 2])>,
}

/// Height of a line of text.
const LINE: f64 = 16.0;

/// Room around the lines of a row.
const PAD: f64 = 5.0;

/// Height of the strip below a name on a telephone.
const STRIP: f64 = 16.0;

/// Lines of a name at most.
const MOST_LINES: usize = 3;

/// Half the size of an arrow.
const ARROW: f64 = 5.0;

/// Where the columns stand.
struct Columns {
    name: f64,
    plot: [f64; 2],
    told: f64,
    weight: f64,
    is_wide: bool,
}

/// The figure.
pub(in crate::report) fn forest(look: &Look, caption: &Caption, data: &Forest) -> String {
    let mut canvas = Canvas::new(look, caption);
    let columns = Columns::of(&canvas, data);
    let axis = EffectAxis::new(look.numbers, data.is_log, reach(data), columns.plot);
    let top = canvas.bottom;
    let header = Type::new(SMALL, QUIET);
    let [name, told, weight] = &data.header;
    canvas.text([0.0, top + SMALL], name, header);
    canvas.text([columns.told, top + SMALL], told, header.anchored(Anchor::End));
    canvas.text([columns.weight, top + SMALL], weight, header.anchored(Anchor::End));
    let first = top + SMALL * 1.6;
    let rows = data.studies.iter().map(|study| columns.lines(&study.name, false));
    let rows: Vec<Vec<String>> = rows.collect();
    let last: Vec<(&str, &str)> = data
        .pooled
        .iter()
        .map(|pooled| (pooled.0.as_str(), pooled.1.as_str()))
        .chain(data.prediction.iter().map(|new| (new.0.as_str(), new.1.as_str())))
        .collect();
    let height = |count: usize| columns.height(count);
    let split = first + rows.iter().map(|lines| height(lines.len())).sum::<f64>();
    let named: Vec<Vec<String>> = last.iter().map(|(name, _)| columns.lines(name, true)).collect();
    let end = split + 4.0 + named.iter().map(|lines| height(lines.len())).sum::<f64>();
    axis.draw(&mut canvas, [first, end]);
    if !last.is_empty() {
        canvas.line([0.0, split + 2.0], [canvas.width, split + 2.0], GRID, 1.0, "split");
    }
    let mut y = first;
    for (study, lines) in data.studies.iter().zip(rows) {
        let middle = columns.row(&mut canvas, y, &lines, [&study.told, &study.weight_told], false);
        draw_study(&mut canvas, &axis, study, middle);
        y += height(lines.len());
    }
    y = split + 4.0;
    let mut named = named.into_iter();
    if let (Some((_, told, ends)), Some(lines)) = (&data.pooled, named.next()) {
        let middle = columns.row(&mut canvas, y, &lines, [told, ""], true);
        diamond(&mut canvas, &axis, *ends, middle);
        y += height(lines.len());
    }
    if let (Some((_, told, ends)), Some(lines)) = (&data.prediction, named.next()) {
        let middle = columns.row(&mut canvas, y, &lines, [told, ""], true);
        let [low, high] = ends.map(|end| axis.at(end));
        canvas.rectangle([low, middle - 4.0], [high, middle + 4.0], COST, 0.8, "prediction");
        arrows(&mut canvas, &axis, *ends, middle, COST);
    }
    canvas.bottom = end + SMALL * 1.8;
    canvas.finish()
}

impl Columns {
    fn of(canvas: &Canvas, data: &Forest) -> Self {
        let is_wide = canvas.width > 500.0;
        let width = |texts: &mut dyn Iterator<Item = &String>, size: f64, bold: bool| {
            texts.map(|text| width_of(text, size, bold)).fold(0.0, f64::max)
        };
        let [_, told, weight] = &data.header;
        let weight = width(
            &mut data.studies.iter().map(|study| &study.weight_told).chain([weight]),
            LABEL,
            false,
        );
        let last = data.pooled.iter().map(|pooled| &pooled.1);
        let last = last.chain(data.prediction.iter().map(|new| &new.1));
        let told = width(&mut data.studies.iter().map(|study| &study.told), LABEL, false)
            .max(width(&mut last.clone(), LABEL, true))
            .max(width_of(told, SMALL, false));
        let right = canvas.width - 1.0;
        let told_at = right - weight - 12.0;
        let (name, plot) = if is_wide {
            let names = data.studies.iter().map(|study| &study.name);
            let names = width(&mut names.clone(), LABEL, false).clamp(90.0, canvas.width * 0.32);
            (names, [names + 16.0, (told_at - told - 16.0).max(names + 116.0)])
        } else {
            (canvas.width - 2.0, [8.0, canvas.width - 8.0])
        };
        Self { name, plot, told: told_at, weight: right, is_wide }
    }

    fn lines(&self, name: &str, is_bold: bool) -> Vec<String> {
        let mut found = lines(name, self.name, LABEL, is_bold);
        if found.len() > MOST_LINES {
            let rest = found.split_off(MOST_LINES - 1).join(" ");
            found.push(cut(&rest, self.name, LABEL, is_bold));
        }
        if found.is_empty() {
            found.push(String::new());
        }
        found
    }

    fn height(&self, lines: usize) -> f64 {
        lines as f64 * LINE + PAD + if self.is_wide { 0.0 } else { LINE + STRIP }
    }

    /// Writes a row and gives the height of the middle of its marks.
    fn row(
        &self,
        canvas: &mut Canvas,
        top: f64,
        lines: &[String],
        [told, weight]: [&str; 2],
        is_bold: bool,
    ) -> f64 {
        let look = Type { bold: is_bold, ..Type::new(LABEL, INK) };
        let text = lines.len() as f64 * LINE;
        let baseline = |line: usize| top + PAD / 2.0 + LINE * line as f64 + LABEL * 0.95;
        if !self.is_wide {
            // The line of no effect must not run through letters.
            let widths = lines.iter().map(|line| width_of(line, LABEL, is_bold));
            let name = widths.fold(0.0, f64::max);
            let number = self.told - width_of(told, LABEL, is_bold);
            for ([left, right], line, count) in
                [([0.0, name], 0, lines.len()), ([number, self.told], lines.len(), 1)]
            {
                let (from, to) = (baseline(line) - LABEL, baseline(line + count - 1) + 3.0);
                canvas.rectangle([left, from], [right, to], "#ffffff", 0.85, "ground");
            }
        }
        for (at, line) in lines.iter().enumerate() {
            canvas.text([0.0, baseline(at)], line, look);
        }
        // On a telephone the numbers stand below the name.
        let shift = if self.is_wide { (text - LINE) / 2.0 } else { text };
        canvas.text([self.told, baseline(0) + shift], told, look.anchored(Anchor::End));
        if !weight.is_empty() {
            canvas.text([self.weight, baseline(0) + shift], weight, look.anchored(Anchor::End));
        }
        if self.is_wide {
            top + PAD / 2.0 + text / 2.0
        } else {
            top + text + LINE + PAD / 2.0 + 9.0
        }
    }
}

/// What the axis shows: effects, and intervals as far as they do not squeeze the rest.
fn reach(data: &Forest) -> [f64; 2] {
    let effects = data.studies.iter().map(|study| study.ends[1]);
    let [mut low, mut high] = span(effects.chain(data.pooled.iter().map(|pooled| pooled.2[1])));
    let mut halves: Vec<f64> =
        data.studies.iter().map(|study| (study.ends[2] - study.ends[0]) / 2.0).collect();
    halves.sort_by(f64::total_cmp);
    let usual = halves.get(halves.len() / 2).copied().unwrap_or(1.0);
    let room = (high - low).max(usual);
    // No effect is shown where it is near.
    if low <= 3.0 * room && -high <= 3.0 * room {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    let beyond = 2.0 * usual.max((high - low) / 3.0);
    let ends = data.studies.iter().flat_map(|study| [study.ends[0], study.ends[2]]);
    let pooled = data.pooled.iter().flat_map(|pooled| pooled.2);
    let new = data.prediction.iter().flat_map(|new| new.2);
    let [least, most] = span(ends.chain(pooled).chain(new));
    let (low, high) = (low.min(least.max(low - beyond)), high.max(most.min(high + beyond)));
    let edge = 0.03 * (high - low);
    [low - edge, high + edge]
}

fn span(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values
        .filter(|value| value.is_finite())
        .fold([f64::INFINITY, f64::NEG_INFINITY], |ends, value| {
            [ends[0].min(value), ends[1].max(value)]
        })
}

fn draw_study(canvas: &mut Canvas, axis: &EffectAxis, study: &Planted, y: f64) {
    let [low, effect, high] = study.ends;
    let [from, to] = [axis.at(low), axis.at(high)];
    canvas.rectangle([from, y - 0.8], [to, y + 0.8], MAIN, 1.0, "interval");
    arrows(canvas, axis, [low, high], y, MAIN);
    if axis.is_outside(effect) == [false; 2] {
        // The area of the square goes with the weight.
        let half = (1.2 * study.weight.max(0.0).sqrt()).clamp(2.0, 7.0);
        let x = axis.at(effect);
        canvas.rectangle([x - half, y - half], [x + half, y + half], MAIN, 1.0, "effect");
    }
}

fn diamond(canvas: &mut Canvas, axis: &EffectAxis, ends: [f64; 3], y: f64) {
    let [low, middle, high] = ends.map(|end| at(axis.at(end)));
    let (top, bottom, y_at) = (at(y - 7.0), at(y + 7.0), at(y));
    let path = format!("M{low} {y_at} L{middle} {top} L{high} {y_at} L{middle} {bottom} Z");
    canvas.add(Path::new().set("class", "pooled").set("d", path).set("fill", COST));
    arrows(canvas, axis, [ends[0], ends[2]], y, COST);
}

/// Arrows where an interval goes on beyond the axis.
fn arrows(canvas: &mut Canvas, axis: &EffectAxis, [low, high]: [f64; 2], y: f64, colour: &str) {
    for (value, side, sign) in [(low, 0, 1.0), (high, 1, -1.0)] {
        let outside = axis.is_outside(value);
        if outside.get(side).copied().unwrap_or(false) {
            let tip = axis.at(value);
            let back = at(tip + sign * 1.6 * ARROW);
            let (top, bottom, tip) = (at(y - ARROW), at(y + ARROW), at(tip));
            let path = format!("M{tip} {} L{back} {top} L{back} {bottom} Z", at(y));
            canvas.add(Path::new().set("class", "arrow").set("d", path).set("fill", colour));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    fn study(name: &str, ends: [f64; 3]) -> Planted {
        Planted {
            name: name.into(),
            told: "0,41 (0,13–1,26)".into(),
            weight_told: "5,1%".into(),
            ends,
            weight: 5.1,
        }
    }

    fn data(is_log: bool, studies: Vec<Planted>) -> Forest {
        Forest {
            is_log,
            header: ["studie", "verhouding (95%)", "gewicht"].map(String::from),
            studies,
            pooled: Some(("Samen".into(), "0,49 (0,33–0,73)".into(), [-1.1, -0.7, -0.3])),
            prediction: Some(("Nieuwe wijk".into(), "(0,14–1,76)".into(), [-2.0, 0.57])),
        }
    }

    #[test]
    fn intervals_diamond_and_prediction_stand_at_their_values() {
        let studies = vec![
            study("Aronson 1948", [-2.0, -0.9, 0.2]),
            study(
                "Een onderzoek met een heel lange naam in Oosterwolde-Zuid en omgeving",
                [-1.0, -0.5, 0.0],
            ),
            study("c", [-1.5, -1.0, -0.5]),
        ];
        for look in looks() {
            for is_log in [true, false] {
                let picture =
                    Picture::read(&forest(&look, &caption(), &data(is_log, studies.clone())));
                picture.is_tidy();
                let x: Box<dyn Fn(f64) -> f64> = if is_log {
                    Box::new(picture.logarithmic_axis())
                } else {
                    Box::new(picture.horizontal_axis())
                };
                for (found, wanted) in picture.boxes("interval").iter().zip(&studies) {
                    let low = x(found.left);
                    assert!((low - wanted.ends[0]).abs() < 0.02, "{low} {wanted:?} {is_log}");
                    assert!((x(found.right) - wanted.ends[2]).abs() < 0.02);
                }
                for (found, wanted) in picture.boxes("effect").iter().zip(&studies) {
                    assert!(
                        (x(f64::midpoint(found.left, found.right)) - wanted.ends[1]).abs() < 0.02
                    );
                }
                let diamond = &picture.paths("pooled")[0];
                for (corner, wanted) in diamond.iter().zip([-1.1, -0.7, -0.3, -0.7]) {
                    assert!((x(corner[0]) - wanted).abs() < 0.02);
                }
                let new = &picture.boxes("prediction")[0];
                assert!((x(new.left) + 2.0).abs() < 0.02 && (x(new.right) - 0.57).abs() < 0.02);
                assert!(picture.paths("arrow").is_empty());
            }
        }
    }

    #[test]
    fn extreme_intervals_end_in_arrows_and_many_studies_fit() {
        let mut studies: Vec<Planted> = (0..40)
            .map(|i| study(&format!("Onderzoek {i}"), [-1.0, -0.01 * f64::from(i), 0.5]))
            .collect();
        studies.push(study("breed", [-40.0, -0.5, 39.0]));
        studies.push(study("heel breed", [f64::NEG_INFINITY, 0.0, f64::INFINITY]));
        for look in looks() {
            let picture = Picture::read(&forest(&look, &caption(), &data(true, studies.clone())));
            picture.is_tidy();
            assert_eq!(picture.paths("arrow").len(), 4);
            // The usual interval still takes a fifth of the width of the widest.
            let found = picture.boxes("interval");
            let width = |at: usize| found[at].right - found[at].left;
            assert!(width(0) > 0.2 * width(40), "{} {}", width(0), width(40));
        }
    }

    #[test]
    fn one_study_and_effects_far_from_none_are_drawn() {
        for (ends, is_log) in
            [([499.0, 500.0, 501.0], false), ([-0.5, 0.0, 0.5], true), ([0.0, 0.0, 0.0], false)]
        {
            let one =
                Forest { pooled: None, prediction: None, ..data(is_log, vec![study("a", ends)]) };
            for look in looks() {
                let picture = Picture::read(&forest(&look, &caption(), &one));
                picture.is_tidy();
                assert_eq!(picture.boxes("effect").len(), 1);
            }
        }
    }
}
