//! Net benefit of each arm with its 50 % and 90 % bands.

use super::canvas::{Canvas, Caption};
use super::dot::{Interval, dot};
use super::look::{Look, MAIN};
use super::rows::{Heading, row_scale, rows};

/// One arm.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct ArmBand {
    /// Its name.
    pub(in crate::report) name: String,
    /// Its net in words.
    pub(in crate::report) value: String,
    /// Its net in the unit of the axis.
    pub(in crate::report) net: Interval,
}

/// The figure.
pub(in crate::report) fn net_benefit(look: &Look, caption: &Caption, arms: &[ArmBand]) -> String {
    let mut canvas = Canvas::new(look, caption);
    let scale = row_scale(&canvas, arms.iter().flat_map(|arm| arm.net.values()));
    let headings: Vec<Heading> = arms
        .iter()
        .map(|arm| Heading { name: arm.name.clone(), value: arm.value.clone() })
        .collect();
    let middles = rows(&mut canvas, look.numbers, &scale, &headings, 16.0);
    for (arm, y) in arms.iter().zip(middles) {
        dot(&mut canvas, &scale, &arm.net, y, MAIN);
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    fn arms() -> Vec<ArmBand> {
        let interval = |mean: f64| Interval {
            mean,
            p05: mean - 40.0,
            p25: mean - 10.0,
            p75: mean + 10.0,
            p95: mean + 40.0,
        };
        vec![
            ArmBand { name: "0x".into(), value: "€ 0".into(), net: interval(0.0).in_units(1e9) },
            ArmBand { name: "1x (nu)".into(), value: "€ -12.000".into(), net: interval(-12.0) },
            ArmBand {
                name: "een arm met een lange naam die nergens op een telefoon past <b>".into(),
                value: "€ 1,23 mln".into(),
                net: interval(60.0),
            },
        ]
    }

    #[test]
    fn bands_stand_where_the_axis_says() {
        for look in looks() {
            let picture = Picture::read(&net_benefit(&look, &caption(), &arms()));
            picture.is_tidy();
            let x = picture.horizontal_axis();
            let bands = picture.boxes("band90");
            for (band, [low, high]) in bands.iter().zip([[0.0, 0.0], [-52.0, 28.0], [20.0, 100.0]])
            {
                assert!((x(band.left) - low).abs() < 0.5 && (x(band.right) - high).abs() < 0.5);
            }
            let inner = picture.boxes("band50");
            assert!((x(inner[1].left) + 22.0).abs() < 0.5 && (x(inner[1].right) + 2.0).abs() < 0.5);
            let zero = picture.boxes("zero");
            assert_eq!(zero.len(), 1);
            assert!(x(zero[0].left).abs() < 0.5);
        }
    }

    #[test]
    fn an_arm_without_numbers_is_no_fault() {
        let nothing =
            Interval { mean: f64::NAN, p05: f64::NAN, p25: f64::NAN, p75: f64::NAN, p95: f64::NAN };
        for look in looks() {
            let arm = ArmBand { name: "x".into(), value: "–".into(), net: nothing };
            Picture::read(&net_benefit(&look, &caption(), &[arm])).is_tidy();
            Picture::read(&net_benefit(&look, &caption(), &[])).is_tidy();
        }
    }
}
