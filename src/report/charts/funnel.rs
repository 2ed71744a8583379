//! The funnel plot: effects against their standard errors, and where they would lie if only chance moved them.

use svg::node::element::{Circle, Path};

use super::axis::{horizontal_grid, plain, widest};
use super::canvas::{Canvas, Caption, Type, at};
use super::effect_axis::EffectAxis;
use super::look::{COST, Look, MAIN, QUIET, SMALL};
use super::scale::Scale;

/// All of a funnel plot. Values are those of the scale of analysis.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Funnel {
    /// Whether the axis shows ratios.
    pub(in crate::report) is_log: bool,
    /// Effect and standard error of each study.
    pub(in crate::report) studies: Vec<[f64; 2]>,
    /// The pooled effect.
    pub(in crate::report) pooled: f64,
    /// Standard errors from the pooled effect to the edge of the funnel.
    pub(in crate::report) critical: f64,
    /// What the vertical axis shows.
    pub(in crate::report) error_told: String,
}

/// Height of the plot.
const HEIGHT: f64 = 260.0;

/// The figure.
pub(in crate::report) fn funnel(look: &Look, caption: &Caption, data: &Funnel) -> String {
    let mut canvas = Canvas::new(look, caption);
    canvas.text([0.0, canvas.bottom + SMALL], &data.error_told, Type::new(SMALL, QUIET));
    let top = canvas.bottom + SMALL * 2.2;
    let bottom = top + HEIGHT;
    let most = data.studies.iter().map(|study| study[1]).fold(0.0, f64::max);
    let errors = Scale::covering([most], [top, bottom], 4);
    let left = widest(&errors, plain(look.numbers, &errors)) + 10.0;
    let right = canvas.width - 8.0;
    let deepest = errors.ticks().last().copied().unwrap_or(most);
    let half = data.critical * deepest;
    let effects = data.studies.iter().map(|study| study[0]);
    let [low, high] = effects.fold([data.pooled - half, data.pooled + half], |ends, effect| {
        [ends[0].min(effect), ends[1].max(effect)]
    });
    let edge = 0.04 * (high - low);
    let axis =
        EffectAxis::new(look.numbers, data.is_log, [low - edge, high + edge], [left + 8.0, right]);
    axis.draw(&mut canvas, [top, bottom]);
    horizontal_grid(&mut canvas, &errors, [left, right], plain(look.numbers, &errors));
    let (middle, from, to) = (
        at(axis.at(data.pooled)),
        at(axis.at(data.pooled - half)),
        at(axis.at(data.pooled + half)),
    );
    let (apex, base) = (at(errors.at(0.0)), at(errors.at(deepest)));
    canvas.add(
        Path::new()
            .set("class", "funnel")
            .set("d", format!("M{middle} {apex} L{from} {base} L{to} {base} Z"))
            .set("fill", COST)
            .set("fill-opacity", 0.1)
            .set("stroke", COST)
            .set("stroke-width", 1),
    );
    canvas.line([middle, apex], [middle, base], COST, 1.5, "pooled");
    for [effect, error] in &data.studies {
        canvas.add(
            Circle::new()
                .set("class", "study")
                .set("cx", at(axis.at(*effect)))
                .set("cy", at(errors.at(*error)))
                .set("r", 4)
                .set("fill", MAIN)
                .set("fill-opacity", 0.8)
                .set("stroke", "#ffffff"),
        );
    }
    canvas.bottom = bottom + SMALL * 1.8;
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    #[test]
    fn studies_and_funnel_stand_at_their_values() {
        let studies = vec![[-1.0, 0.5], [-0.4, 0.1], [0.3, 0.38], [-0.7, 0.02]];
        let data = Funnel {
            is_log: true,
            studies: studies.clone(),
            pooled: -0.5,
            critical: 1.96,
            error_told: "standaardfout".into(),
        };
        for look in looks() {
            let picture = Picture::read(&funnel(&look, &caption(), &data));
            picture.is_tidy();
            let (x, y) = (picture.logarithmic_axis(), picture.vertical_axis());
            for (found, [effect, error]) in picture.boxes("study").iter().zip(&studies) {
                assert!((x(f64::midpoint(found.left, found.right)) - effect).abs() < 0.02);
                assert!((y(f64::midpoint(found.top, found.bottom)) - error).abs() < 0.005);
            }
            // Each edge lies 1.96 errors from the pool.
            let path = &picture.paths("funnel")[0];
            for corner in &path[1..] {
                let distance = (x(corner[0]) + 0.5).abs();
                assert!((distance - 1.96 * y(corner[1])).abs() < 0.02);
            }
        }
    }

    #[test]
    fn equal_and_huge_studies_are_drawn() {
        for studies in [vec![[1.0, 0.1]; 3], vec![[1e9, 1e-3], [-1e9, 1e6]], vec![[0.0, 1e-9]]] {
            for is_log in [false, true] {
                let data = Funnel {
                    is_log,
                    studies: studies.clone(),
                    pooled: 1.0,
                    critical: 1.96,
                    error_told: "standaardfout".into(),
                };
                for look in looks() {
                    Picture::read(&funnel(&look, &caption(), &data)).is_tidy();
                }
            }
        }
    }
}
