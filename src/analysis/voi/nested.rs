//! The value of learning some inputs by two-level simulation: dear, but without any regression; a check.

use super::fault::{Column, Fault, checked_choice};
use super::spread::{error_of_mean, highest};
use crate::numeric::mean;

/// An EVPPI by two-level simulation; money in the unit of the net benefits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nested {
    /// The value, the upward bias taken off; may lie below 0 by noise.
    pub value: f64,
    /// Its standard error, over outer draws.
    pub error: f64,
    /// Upward bias of the inner draws that was taken off.
    pub bias: f64,
}

/// Expected value of partial perfect information by two-level simulation.
///
/// Each item of `outer` is one draw of the inputs that would be learned. `inner` draws all other inputs given it, and tells
/// the mean net benefit of each option over two halves of its draws, of equal size and independent of each other.
///
/// The highest of noisy means is too high, by `b / n` to first order with `n` inner draws (Brennan, Kharroubi, O'Hagan and Chilcott
/// 2007, doi 10.1177/0272989X07302555). Each half is too high by `2 b / n`. So `2 max(mean) - (max(half) + max(other half)) / 2` is
/// right to first order (the antithetic difference of Giles and Goda 2019, doi 10.1007/s11222-018-9835-1), and that is used.
/// The error is that of the mean of this less the mean of the best option, so it has the noise of inner draws in it.
///
/// `replicates` is explained at [`evppi`](super::evppi()); an outer draw counts as a draw.
///
/// # Errors
///
/// Those of [`evpi`](super::evpi()); `rows` are then outer draws. Halves of different lengths are told as ragged columns.
pub fn nested<T>(
    outer: &[T],
    mut inner: impl FnMut(&T) -> [Vec<f64>; 2],
    replicates: Option<usize>,
) -> Result<Nested, Fault> {
    let mut halves: [Vec<Vec<f64>>; 2] = [Vec::new(), Vec::new()];
    for draw in outer {
        for (all, half) in halves.iter_mut().zip(inner(draw)) {
            if all.is_empty() {
                all.resize(half.len(), Vec::with_capacity(outer.len()));
            }
            // Options that a draw leaves out make their column too short, which is found below.
            for (column, value) in all.iter_mut().zip(half) {
                column.push(value);
            }
        }
    }
    let [first, second] = halves;
    let rows = checked_choice(&first, replicates)?;
    if second.len() != first.len() {
        let column = Column::Net(first.len().min(second.len()));
        return Err(Fault::Ragged { column, rows: 0, expected: rows });
    }
    super::fault::checked(&second, rows, Column::Net)?;
    let whole: Vec<Vec<f64>> = first
        .iter()
        .zip(&second)
        .map(|(a, b)| a.iter().zip(b).map(|(a, b)| 0.5 * (a + b)).collect())
        .collect();
    let best = highest(&whole.iter().map(|net| mean(net)).collect::<Vec<f64>>());
    let most = |nets: &[Vec<f64>], k: usize| {
        nets.iter().fold(f64::NEG_INFINITY, |most, net| most.max(net[k]))
    };
    let excess: Vec<f64> =
        (0..rows).map(|k| 0.5 * (most(&first, k) + most(&second, k)) - most(&whole, k)).collect();
    let gains: Vec<f64> = (0..rows).map(|k| most(&whole, k) - whole[best][k] - excess[k]).collect();
    Ok(Nested {
        value: mean(&gains),
        error: error_of_mean(&gains, replicates),
        bias: mean(&excess),
    })
}

#[cfg(test)]
mod tests {
    use super::super::cases::{Linear, normals};
    use super::*;

    /// Means over two halves of `n` inner draws of `k p1 - p2` given `p1`.
    fn given_p1(k: f64, p1: f64, p2: &[f64]) -> [Vec<f64>; 2] {
        let (one, other) = p2.split_at(p2.len() / 2);
        [one, other].map(|half| vec![0.0, k * p1 - mean(half)])
    }

    #[test]
    fn the_linear_model_has_its_closed_value() {
        for k in [1.0, 2.0, 3.0] {
            let case = Linear { mean: 1.0, k };
            let p1 = &case.inputs(4000, 77)[0];
            let inner: Vec<f64> = normals(4000 * 32, 78, "inner").iter().map(|z| 2.0 * z).collect();
            let mut chunks = inner.chunks(32);
            let found = nested(p1, |&p1| given_p1(k, p1, chunks.next().unwrap()), None).unwrap();
            // Four standard errors. The bias that is left is of second order; what was taken off is larger than an error.
            assert!((found.value - case.evppi_p1()).abs() < 4.0 * found.error, "{k}: {found:?}");
            assert!(found.bias > 0.0 && found.error < 0.02);
        }
    }

    #[test]
    fn a_regression_and_two_levels_agree_where_nothing_is_closed() {
        // Net exp(x / 2) y - 1 + z with y uniform on (0, 2): a product of a skewed and a flat input.
        let rows = 16_384;
        let columns: Vec<Vec<f64>> = ["x", "y", "z"].map(|name| normals(rows, 6, name)).to_vec();
        let net = |x: f64, y: f64, z: f64| {
            (0.5 * x).exp() * 2.0 * crate::numeric::special::normal_cdf(y) - 1.0 + z
        };
        let nets = [
            vec![0.0; rows],
            (0..rows).map(|k| net(columns[0][k], columns[1][k], columns[2][k])).collect(),
        ];
        let group = super::super::Group { name: "x and y".into(), members: vec![0, 1] };
        let found = super::super::evppi(&nets, &columns, &[group], None).unwrap();
        let outer: Vec<(f64, f64)> =
            normals(rows, 7, "x").into_iter().zip(normals(rows, 7, "y")).collect();
        let noise = normals(16 * rows, 8, "z");
        let mut chunks = noise.chunks(8);
        let half = |(x, y): (f64, f64), z: &[f64]| {
            vec![0.0, mean(&z.iter().map(|z| net(x, y, *z)).collect::<Vec<f64>>())]
        };
        let check =
            nested(&outer, |&point| [0, 1].map(|_| half(point, chunks.next().unwrap())), None)
                .unwrap();
        let apart = found[0].error.hypot(check.error);
        assert!((found[0].value - check.value).abs() < 4.0 * apart, "{found:?} {check:?}");
        assert!(apart < 0.02);
    }

    #[test]
    fn halves_of_different_sizes_are_a_fault() {
        let found = nested(&[0.0; 9], |_| [vec![0.0, 1.0], vec![0.0]], None);
        assert_eq!(found, Err(Fault::Ragged { column: Column::Net(1), rows: 0, expected: 9 }));
        let none = nested(&[0.0; 0], |_: &f64| [vec![], vec![]], None);
        assert_eq!(none, Err(Fault::NoChoice { options: 0 }));
    }
}
