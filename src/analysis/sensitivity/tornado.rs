//! A tornado averaged over the others: what the mean becomes with one input low, and with it high.
//!
//! For each input `E f` given that its uniform is at a low and at a high place, all others as uncertain as they are. Unlike a
//! tornado at the means of the others this holds whatever bends or interacts. The points of the others are the same for all
//! inputs and both ends, so that differences are sharp.
//!
//! Correlated inputs: the uniform is held before coupling, so that later members of its group move with it.

use super::function::{BLOCK, Batch, Fault, Function};
use super::interval::{Index, ROUNDING, confidence, student};
use super::saltelli::{REPLICATES, rows_each};
use crate::engine::Points;

/// Means with one input held low and held high, in the unit of the function.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// Mean with the input low, and its standard error.
    pub low: [f64; 2],
    /// Mean with the input high, and its standard error.
    pub high: [f64; 2],
    /// High less low, from the same points; not distinguishable where the interval includes 0.
    pub swing: Index,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// Mean with nothing held, and its standard error.
    pub mean: [f64; 2],
    /// In the order of the inputs.
    pub swings: Vec<Swing>,
    /// Evaluations made: `points (2 inputs + 1)`.
    pub evaluations: usize,
}

/// Swings between two places of each uniform, as 0.05 and 0.95, over `points` points (a multiple of 16), with intervals of the
/// swing from 16 replicates at a level of confidence in (0, 1).
///
/// # Errors
/// [`Fault::Request`] for what cannot be asked, and the faults of the function.
pub fn tornado<E>(
    seed: u64,
    names: &[String],
    points: usize,
    [low, high]: [f64; 2],
    level: f64,
    function: Function<E>,
) -> Result<Tornado, Fault<E>> {
    confidence(level).map_err(Fault::Request)?;
    let rows = rows_each(names, points).map_err(Fault::Request)?;
    if !(low > 0.0 && low < high && high < 1.0) {
        return Err(Fault::Request(
            "the low and the high place must lie in this order between 0 and 1",
        ));
    }
    let each = 2 * names.len() + 1;
    let at_once = (BLOCK / each).max(1);
    let mut batch = Batch::new(function, names.len());
    let mut means = vec![Vec::with_capacity(REPLICATES); each];
    // Sums are taken from the first value, so that a large mean costs no digits.
    let mut shift = None;
    for replicate in 0..REPLICATES {
        let columns: Vec<Points> =
            names.iter().map(|name| Points::new(seed, name, replicate)).collect();
        let mut sums = vec![0.0; each];
        for first in (0..rows).step_by(at_once) {
            for row in first..rows.min(first + at_once) {
                let base: Vec<f64> = columns.iter().map(|points| points.at(row)).collect();
                batch.push(|input| base[input])?;
                for held in 0..names.len() {
                    for place in [low, high] {
                        batch.push(|input| if input == held { place } else { base[input] })?;
                    }
                }
            }
            let values = batch.take()?;
            let shift = *shift.get_or_insert_with(|| values.first().copied().unwrap_or(0.0));
            for row in values.chunks_exact(each) {
                for (sum, value) in sums.iter_mut().zip(row) {
                    *sum += value - shift;
                }
            }
        }
        for (means, sum) in means.iter_mut().zip(sums) {
            means.push(shift.unwrap_or(0.0) + sum / rows as f64);
        }
    }
    let quantile = student(level, (REPLICATES - 1) as f64);
    let rounding =
        ROUNDING * means.iter().flatten().fold(0.0, |most: f64, mean| most.max(mean.abs()));
    let swings = means[1..].chunks_exact(2).map(|ends| {
        let between: Vec<f64> =
            ends[1].iter().zip(&ends[0]).map(|(high, low)| high - low).collect();
        let [value, error] = mean_and_error(&between);
        Swing {
            low: mean_and_error(&ends[0]),
            high: mean_and_error(&ends[1]),
            swing: Index::around(value, quantile * error, rounding),
        }
    });
    Ok(Tornado {
        mean: mean_and_error(&means[0]),
        swings: swings.collect(),
        evaluations: batch.evaluations(),
    })
}

/// Mean over replicates, and its standard error.
fn mean_and_error(values: &[f64]) -> [f64; 2] {
    [crate::numeric::mean(values), crate::numeric::sd(values) / (values.len() as f64).sqrt()]
}

#[cfg(test)]
mod tests {
    use super::super::cases::{columns, ishigami, linear, names};
    use super::*;

    fn found(inputs: usize, f: impl Fn(&[f64]) -> f64) -> Tornado {
        tornado::<()>(1, &names(inputs), 1024, [0.05, 0.95], 0.999, &mut columns(f)).unwrap()
    }

    #[test]
    fn of_a_plane_swings_are_exact_and_ends_are_near() {
        let found = found(5, linear);
        assert_eq!(found.evaluations, 1024 * 11);
        for (swing, slope) in found.swings.iter().zip([5.0, 4.0, 3.0, 2.0, 1.0]) {
            assert!((swing.swing.value - 0.9 * slope).abs() < 1e-12);
            assert!(swing.swing.hi - swing.swing.lo < 1e-12 && swing.swing.distinguishable);
            // The mean is 7.5; without this input, less half its slope.
            for ([mean, error], place) in [(swing.low, 0.05), (swing.high, 0.95)] {
                assert!((mean - (7.5 + slope * (place - 0.5))).abs() < 4.1 * error);
            }
        }
        assert!((found.mean[0] - 7.5).abs() < 4.1 * found.mean[1] && found.mean[1] < 0.01);
    }

    #[test]
    fn the_others_are_averaged_over() {
        // Ishigami at x = -0.9 pi and 0.9 pi: 3.5 -+ sin 0.9 pi (1 + 0.1 pi^4 / 5); y and z have no swing, being even.
        let found = found(3, ishigami);
        let pi = std::f64::consts::PI;
        let x = found.swings[0].swing;
        let exact = 2.0 * (0.9 * pi).sin() * (1.0 + 0.02 * pi.powi(4));
        assert!(x.lo < exact && exact < x.hi && x.distinguishable && x.hi - x.lo < 0.5, "{x:?}");
        assert!(found.swings[1..].iter().all(|swing| !swing.swing.distinguishable));
    }

    #[test]
    fn requests_out_of_range_are_refused() {
        for (places, points) in [([0.0, 0.5], 64), ([0.6, 0.5], 64), ([0.1, 0.9], 20)] {
            let found = tornado::<()>(1, &names(1), points, places, 0.9, &mut columns(|u| u[0]));
            assert!(matches!(found, Err(Fault::Request(_))));
        }
    }
}
