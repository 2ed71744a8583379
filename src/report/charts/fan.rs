//! Fan chart: benefit and cost of an arm from year to year, with 50 % and 90 % bands.

use super::axis::{horizontal_grid, numbers_below, plain, widest};
use super::band::{band, line};
use super::canvas::{Canvas, Caption, Type};
use super::dot::Interval;
use super::label::{spread, width_of};
use super::look::{LABEL, Look, SMALL};
use super::scale::Scale;

/// The figure's data.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Fan {
    /// Calendar years.
    pub(in crate::report) years: Vec<i32>,
    /// What flows.
    pub(in crate::report) series: Vec<Series>,
}

/// One flow.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Series {
    /// Label at the right end.
    pub(in crate::report) name: String,
    /// Colour of line and band.
    pub(in crate::report) colour: &'static str,
    /// One interval a year, in the unit of the axis.
    pub(in crate::report) intervals: Vec<Interval>,
}

/// The figure.
pub(in crate::report) fn fan(look: &Look, caption: &Caption, data: &Fan) -> String {
    let mut canvas = Canvas::new(look, caption);
    let (top, height) = (canvas.bottom + 6.0, if look.width < 500.0 { 190.0 } else { 250.0 });
    let bottom = top + height;
    let values = data.series.iter().flat_map(|s| &s.intervals).flat_map(Interval::values);
    let y = Scale::covering(values, [bottom, top], 5);
    let label = plain(look.numbers, &y);
    let left = widest(&y, &label) + 10.0;
    let names = data.series.iter().map(|series| width_of(&series.name, LABEL, true));
    let right = look.width - names.fold(0.0, f64::max) - 10.0;
    horizontal_grid(&mut canvas, &y, [left, right], label);
    let ends =
        [data.years.first(), data.years.last()].map(|year| f64::from(year.copied().unwrap_or(0)));
    let steps = if look.width < 500.0 { 4 } else { 8 };
    let x = Scale::exact(ends, [left + 8.0, right], steps);
    let x =
        if ends[1] - ends[0] < steps as f64 { Scale::whole(ends, [left + 8.0, right]) } else { x };
    numbers_below(&mut canvas, &x, bottom, |year| format!("{}", year.round() as i64));
    for series in &data.series {
        let points = |of: fn(&Interval) -> f64| -> Vec<[f64; 2]> {
            data.years
                .iter()
                .zip(&series.intervals)
                .filter(|(_, interval)| of(interval).is_finite())
                .map(|(&year, interval)| [x.at(f64::from(year)), y.at(of(interval))])
                .collect()
        };
        let (p05, p25) = (points(|i| i.p05), points(|i| i.p25));
        let (p75, p95) = (points(|i| i.p75), points(|i| i.p95));
        band(&mut canvas, &p05, &p95, series.colour, 0.16, "band90");
        band(&mut canvas, &p25, &p75, series.colour, 0.3, "band50");
    }
    let mut wanted = Vec::new();
    for series in &data.series {
        let points: Vec<[f64; 2]> = data
            .years
            .iter()
            .zip(&series.intervals)
            .map(|(&year, interval)| [x.at(f64::from(year)), y.at(interval.mean)])
            .collect();
        wanted.push(points.last().map_or(bottom, |point| point[1]) + LABEL * 0.35);
        line(&mut canvas, &points, series.colour, "", "mean");
    }
    let placed = spread(&wanted, LABEL * 1.3, [top + LABEL, bottom]);
    for (series, height) in data.series.iter().zip(placed) {
        canvas.text([right + 6.0, height], &series.name, Type::new(LABEL, series.colour).bold());
    }
    canvas.bottom = bottom + SMALL * 1.8;
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::look::{COST, MAIN};
    use crate::report::charts::reading::{Picture, caption, looks};

    fn data(years: i32) -> Fan {
        let flat = |mean: f64| Interval { mean, p05: mean, p25: mean, p75: mean, p95: mean };
        Fan {
            years: (2026..2026 + years).collect(),
            series: vec![
                Series {
                    name: "baten".into(),
                    colour: MAIN,
                    intervals: (0..years)
                        .map(|year| {
                            let mean = f64::from(year) * 10.0;
                            Interval {
                                mean,
                                p05: mean - 50.0,
                                p25: mean - 20.0,
                                p75: mean + 20.0,
                                p95: mean + 50.0,
                            }
                        })
                        .collect(),
                },
                Series {
                    name: "kosten".into(),
                    colour: COST,
                    intervals: (0..years).map(|_| flat(f64::from(years) * 10.0 - 12.0)).collect(),
                },
            ],
        }
    }

    #[test]
    fn band_edges_stand_at_the_right_height() {
        for look in looks() {
            let picture = Picture::read(&fan(&look, &caption(), &data(15)));
            picture.is_tidy();
            let y = picture.vertical_axis();
            let corners = picture.paths("band90")[0].clone();
            assert_eq!(corners.len(), 30);
            assert!((y(corners[0][1]) - 50.0).abs() < 0.6, "upper edge in the first year");
            assert!((y(corners[14][1]) - 190.0).abs() < 0.6, "upper edge in the last year");
            assert!((y(corners[15][1]) - 90.0).abs() < 0.6, "lower edge in the last year");
            assert!((y(corners[29][1]) + 50.0).abs() < 0.6, "lower edge in the first year");
            let inner = picture.paths("band50")[0].clone();
            assert!((y(inner[0][1]) - 20.0).abs() < 0.6);
            assert!(y(picture.boxes("zero")[0].top).abs() < 0.6);
        }
    }

    #[test]
    fn one_year_or_none_is_no_fault() {
        for look in looks() {
            for years in [0, 1, 2, 3, 40] {
                Picture::read(&fan(&look, &caption(), &data(years))).is_tidy();
            }
        }
    }
}
