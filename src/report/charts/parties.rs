//! Who pays and who gains: cost to the left, benefit to the right, and the net with its bands.

use super::bar::bar;
use super::canvas::{Canvas, Caption};
use super::dot::{Interval, dot};
use super::look::{COST, GAIN, INK, Look};
use super::rows::{Heading, row_scale, rows};

/// One party, in the unit of the axis.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct PartyBars {
    /// Its name.
    pub(in crate::report) name: String,
    /// Its net in words.
    pub(in crate::report) value: String,
    /// What it pays on average.
    pub(in crate::report) cost: f64,
    /// What it gains on average; negative where it loses by a transfer.
    pub(in crate::report) benefit: f64,
    /// Its net.
    pub(in crate::report) net: Interval,
}

impl PartyBars {
    /// Where the bars of cost and benefit begin and end. What points the same way stands end to end.
    fn spans(&self) -> [[f64; 2]; 2] {
        let (cost, benefit) = (-self.cost, self.benefit);
        let start = if cost * benefit > 0.0 { cost } else { 0.0 };
        [[0.0, cost], [start, start + benefit]]
    }
}

/// The figure.
pub(in crate::report) fn parties(look: &Look, caption: &Caption, data: &[PartyBars]) -> String {
    let mut canvas = Canvas::new(look, caption);
    let values =
        data.iter().flat_map(|party| party.spans().into_iter().flatten().chain(party.net.values()));
    let scale = row_scale(&canvas, values);
    let headings: Vec<Heading> = data
        .iter()
        .map(|party| Heading { name: party.name.clone(), value: party.value.clone() })
        .collect();
    let middles = rows(&mut canvas, look.numbers, &scale, &headings, 30.0);
    for (party, y) in data.iter().zip(middles) {
        let [cost, benefit] = party.spans();
        bar(&mut canvas, &scale, cost, [y - 8.0, 12.0], (COST, 1.0), "cost");
        bar(&mut canvas, &scale, benefit, [y - 8.0, 12.0], (GAIN, 1.0), "benefit");
        dot(&mut canvas, &scale, &party.net, y + 8.0, INK);
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::{Picture, caption, looks};

    fn party(name: &str, cost: f64, benefit: f64) -> PartyBars {
        let mean = benefit - cost;
        PartyBars {
            name: name.into(),
            value: format!("€ {mean}"),
            cost,
            benefit,
            net: Interval {
                mean,
                p05: mean - 30.0,
                p25: mean - 9.0,
                p75: mean + 9.0,
                p95: mean + 30.0,
            },
        }
    }

    #[test]
    fn mixed_signs_end_where_they_should() {
        let data = [
            party("gemeente", 100.0, 40.0),
            party("zorgverzekeraar", 0.0, 150.0),
            party("rijk", 20.0, -50.0),
        ];
        for look in looks() {
            let picture = Picture::read(&parties(&look, &caption(), &data));
            picture.is_tidy();
            let x = picture.horizontal_axis();
            let spans = |class| -> Vec<[f64; 2]> {
                picture.boxes(class).iter().map(|b| [x(b.left), x(b.right)]).collect()
            };
            let near = |found: Vec<[f64; 2]>, wanted: [[f64; 2]; 3]| {
                for (found, wanted) in found.iter().zip(wanted) {
                    assert!((found[0] - wanted[0]).abs() < 1.0, "{found:?} {wanted:?}");
                    assert!((found[1] - wanted[1]).abs() < 1.0, "{found:?} {wanted:?}");
                }
            };
            near(spans("cost"), [[-100.0, 0.0], [0.0, 0.0], [-20.0, 0.0]]);
            near(spans("benefit"), [[0.0, 40.0], [0.0, 150.0], [-70.0, -20.0]]);
            near(spans("band90"), [[-90.0, -30.0], [120.0, 180.0], [-100.0, -40.0]]);
        }
    }
}
