//! Colours, sizes and widths that all figures share.

use crate::report::numbers::Numbers;

/// Colours of series, in order of use. On white all have a contrast of at least 4.5, so they may colour text.
pub(in crate::report) const COLOURS: [&str; 4] = ["#1f5a7a", "#b5541c", "#3d7f5f", "#6b6b6b"];

/// Blue: the main series, benefits.
pub(super) const MAIN: &str = COLOURS[0];

/// Orange: costs.
pub(super) const COST: &str = COLOURS[1];

/// Green: gains of a party.
pub(super) const GAIN: &str = COLOURS[2];

/// Grey of subtitles, axes and remarks.
pub(super) const QUIET: &str = COLOURS[3];

/// Text and the zero line.
pub(super) const INK: &str = "#1a1a1a";

/// Grid lines.
pub(super) const GRID: &str = "#dddddd";

/// Width of a figure on paper and on a desk, in pixels of 1/96 inch.
pub(in crate::report) const WIDE: f64 = 680.0;

/// Width of a figure on a telephone.
pub(in crate::report) const NARROW: f64 = 328.0;

/// Size of the title.
pub(super) const TITLE: f64 = 16.0;

/// Size of labels.
pub(super) const LABEL: f64 = 13.0;

/// Size of the subtitle and of numbers along an axis.
pub(super) const SMALL: f64 = 12.0;

/// For whom and where a figure is drawn.
#[derive(Debug, Clone)]
pub(in crate::report) struct Look {
    /// How numbers are written.
    pub(in crate::report) numbers: Numbers,
    /// Width, [`WIDE`] or [`NARROW`].
    pub(in crate::report) width: f64,
    /// Name of the figure, unique on its page: letters, digits and hyphens.
    pub(in crate::report) id: String,
}
