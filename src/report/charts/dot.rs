//! A dot with its 50 % and 90 % intervals.

use svg::node::element::Circle;

use super::bar::bar;
use super::canvas::{Canvas, at};
use super::scale::Scale;
use crate::analysis::Band;

/// A mean and where the middle 50 and 90 % of trials lie; NaN where a number does not exist.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::report) struct Interval {
    /// Mean over trials.
    pub(in crate::report) mean: f64,
    /// 5 % of trials lie below.
    pub(in crate::report) p05: f64,
    /// 25 % of trials lie below.
    pub(in crate::report) p25: f64,
    /// 75 % of trials lie below.
    pub(in crate::report) p75: f64,
    /// 95 % of trials lie below.
    pub(in crate::report) p95: f64,
}

impl Interval {
    /// The interval of a band.
    pub(in crate::report) const fn of(band: &Band) -> Self {
        let value = band.value;
        Self { mean: value.mean, p05: value.p05, p25: value.p25, p75: value.p75, p95: value.p95 }
    }

    /// The same in another unit.
    pub(in crate::report) fn in_units(self, size: f64) -> Self {
        Self {
            mean: self.mean / size,
            p05: self.p05 / size,
            p25: self.p25 / size,
            p75: self.p75 / size,
            p95: self.p95 / size,
        }
    }

    /// Every number a scale must cover.
    pub(in crate::report) const fn values(&self) -> [f64; 3] {
        [self.p05, self.mean, self.p95]
    }
}

/// The dot of a mean on top of its bands.
pub(super) fn dot(canvas: &mut Canvas, scale: &Scale, interval: &Interval, y: f64, colour: &str) {
    bar(canvas, scale, [interval.p05, interval.p95], [y, 6.0], (colour, 0.25), "band90");
    bar(canvas, scale, [interval.p25, interval.p75], [y, 12.0], (colour, 0.45), "band50");
    if interval.mean.is_finite() {
        canvas.add(
            Circle::new()
                .set("class", "mean")
                .set("cx", at(scale.at(interval.mean)))
                .set("cy", at(y))
                .set("r", 5)
                .set("fill", colour)
                .set("stroke", "#ffffff"),
        );
    }
}
