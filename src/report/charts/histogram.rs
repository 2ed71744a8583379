//! How many lie where: bars of counts along an axis of values, with one value marked.

use super::axis::{horizontal_grid, plain, vertical_grid, widest};
use super::canvas::{Anchor, Canvas, Caption, Type};
use super::label::width_of;
use super::look::{COST, INK, LABEL, Look, MAIN, QUIET, SMALL};
use super::scale::{Scale, round_step};

/// What is counted.
#[derive(Debug, Clone)]
pub(in crate::report) struct Counted {
    /// Values, and whether each is counted apart, in a lighter colour.
    pub(in crate::report) values: Vec<(f64, bool)>,
    /// A value to mark and what to call it.
    pub(in crate::report) mark: Option<(f64, String)>,
    /// What to say of values beyond the ends of the axis, which are counted at the edges; takes their number.
    pub(in crate::report) beyond: fn(usize) -> String,
}

/// Height of the highest bar.
const HEIGHT: f64 = 120.0;

/// Bars at most.
const BARS: f64 = 40.0;

/// How far the axis goes beyond the middle half of values, in widths of that half.
const FAR: f64 = 3.0;

/// The ends of the axis and the width of a bar: round numbers around all values that are not far out, and around zero where it is near.
fn reach(values: &[f64], most: f64) -> ([f64; 2], f64) {
    let (Some(&least), Some(&top)) = (values.first(), values.last()) else {
        return ([0.0, 1.0], 1.0);
    };
    let at = |share: f64| values.get((share * (values.len() - 1) as f64) as usize).copied();
    let [low, high] = [at(0.25).unwrap_or(least), at(0.75).unwrap_or(top)];
    let spread = if high > low { high - low } else { (top - least).max(0.02 * top.abs()) };
    let spread = if spread > 0.0 { spread } else { 1.0 };
    let (mut from, mut to) = (least.max(low - FAR * spread), top.min(high + FAR * spread));
    if from > 0.0 && from <= to - from {
        from = 0.0;
    }
    if to < 0.0 && -to <= to - from {
        to = 0.0;
    }
    let width = round_step((to - from).max(0.1 * spread) / most);
    let from = (from / width + 1e-9).floor() * width;
    let to = (to / width - 1e-9).ceil() * width;
    ([from, to.max(from + width)], width)
}

/// The figure.
pub(in crate::report) fn histogram(look: &Look, caption: &Caption, data: &Counted) -> String {
    let mut canvas = Canvas::new(look, caption);
    let mut values: Vec<f64> =
        data.values.iter().map(|value| value.0).filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let ([from, to], width) = reach(&values, if canvas.width < 500.0 { BARS / 2.0 } else { BARS });
    let bins = ((to - from) / width).round().clamp(1.0, 2.0 * BARS) as usize;
    // Own, and counted apart.
    let mut counts = vec![[0_usize; 2]; bins];
    for &(value, is_apart) in data.values.iter().filter(|value| value.0.is_finite()) {
        let bin = ((value - from) / width + 1e-9).floor().clamp(0.0, (bins - 1) as f64) as usize;
        if let Some(counts) = counts.get_mut(bin) {
            counts[usize::from(is_apart)] += 1;
        }
    }
    let outside = values.iter().filter(|&&value| value < from || value > to).count();
    if outside > 0 {
        canvas.paragraph(&(data.beyond)(outside), Type::new(SMALL, QUIET));
    }
    let top = canvas.bottom + if data.mark.is_some() { LABEL * 2.4 } else { SMALL };
    let bottom = top + HEIGHT;
    let most = counts.iter().map(|[own, apart]| own + apart).max().unwrap_or(0) as f64;
    let steps = if most < 3.0 { most.max(1.0) as usize } else { 3 };
    let up = Scale::covering([most], [bottom, top], steps);
    let left = widest(&up, plain(look.numbers, &up)) + 8.0;
    let right = canvas.width - 22.0;
    horizontal_grid(&mut canvas, &up, [left, right], plain(look.numbers, &up));
    let scale = Scale::exact([from, to], [left + 4.0, right], if right < 500.0 { 4 } else { 8 });
    for (bin, [own, apart]) in counts.into_iter().enumerate() {
        let start = from + bin as f64 * width;
        let [x1, x2] = [scale.at(start) + 0.5, scale.at(start + width) - 0.5];
        let [own, all] = [own, own + apart].map(|count| up.at(count as f64));
        canvas.rectangle([x1, own], [x2, bottom], MAIN, 1.0, "own");
        canvas.rectangle([x1, all], [x2, own], MAIN, 0.4, "apart");
    }
    if from <= 0.0 && to >= 0.0 {
        canvas.line([scale.at(0.0), top], [scale.at(0.0), bottom], INK, 1.2, "origin");
    }
    vertical_grid(&mut canvas, &scale, [bottom + 1.0, bottom + 5.0], plain(look.numbers, &scale));
    if let Some((value, name)) = &data.mark
        && value.is_finite()
    {
        let x = scale.at(*value);
        canvas.line([x, top - 9.0], [x, bottom], COST, 2.0, "mark");
        let half = width_of(name, LABEL, true) / 2.0;
        let middle = x.clamp(half, (canvas.width - half).max(half));
        let look = Type::new(LABEL, COST).bold().anchored(Anchor::Middle);
        canvas.text([middle, top - 13.0], name, look);
    }
    canvas.bottom = bottom + SMALL * 2.3;
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    fn data(values: Vec<(f64, bool)>, mark: f64) -> Counted {
        let beyond = |count| format!("{count} wijken liggen verder en staan aan de rand.");
        Counted { values, mark: Some((mark, "het land: −0,5".into())), beyond }
    }

    #[test]
    fn each_bar_is_as_high_as_its_count() {
        let values: Vec<(f64, bool)> =
            (0..200).map(|i| (-f64::from(i % 20) * 0.5 - 0.25, i % 4 == 0)).collect();
        for look in looks() {
            let picture = Picture::read(&histogram(&look, &caption(), &data(values.clone(), -4.0)));
            picture.is_tidy();
            let (x, y) = (picture.horizontal_axis(), picture.vertical_axis());
            let (own, apart) = (picture.boxes("own"), picture.boxes("apart"));
            let mut all = 0.0;
            for (own, apart) in own.iter().zip(&apart) {
                let [from, to] = [x(own.left), x(own.right)];
                let within = |value: f64| from < value && value < to;
                let known = values.iter().filter(|value| within(value.0)).count();
                let count = y(apart.top) - y(own.bottom);
                assert!((count - known as f64).abs() < 0.1, "{count} {known}");
                assert!((own.top - apart.bottom).abs() < 0.02);
                all += count;
            }
            assert!((all - 200.0).abs() < 1.0, "{all}");
            let mark = &picture.boxes("mark")[0];
            assert!((x(mark.left) + 4.0).abs() < 0.05);
        }
    }

    #[test]
    fn what_lies_far_out_is_counted_at_the_edge_and_said() {
        let mut values: Vec<(f64, bool)> =
            (0..100).map(|i| (f64::from(i) / 100.0, false)).collect();
        values.extend([(-800.0, true), (9e9, false)]);
        for look in looks() {
            let told = histogram(&look, &caption(), &data(values.clone(), 9e7));
            assert!(told.contains("2 wijken liggen verder"));
            let picture = Picture::read(&told);
            picture.is_tidy();
            let y = picture.vertical_axis();
            let heights = picture.boxes("own").into_iter().chain(picture.boxes("apart"));
            let all: f64 = heights.map(|bar| y(bar.top) - y(bar.bottom)).sum();
            assert!((all - 102.0).abs() < 1.0, "{all}");
        }
    }

    #[test]
    fn nothing_one_and_equals_are_drawn() {
        for values in [vec![], vec![-0.9], vec![0.0], vec![-0.9; 50], vec![1e300, -1e300, f64::NAN]]
        {
            let values: Vec<(f64, bool)> = values.into_iter().map(|value| (value, true)).collect();
            for look in looks() {
                for mark in [f64::NAN, -0.9, f64::INFINITY] {
                    Picture::read(&histogram(&look, &caption(), &data(values.clone(), mark)))
                        .is_tidy();
                }
            }
        }
    }
}
