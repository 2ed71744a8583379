//! Cheap functions of scores for tests.

use super::ask::{Asker, uniforms};
use super::cloud::{BATCHES, Cloud};
use super::target::Target;
use crate::engine::Draws;
use crate::numeric::special::normal_quantile;

/// Figures of columns of uniforms from a function of scores.
pub(super) fn columns(
    f: impl Fn(&[f64]) -> Vec<f64>,
) -> impl FnMut(&[Vec<f64>]) -> Result<Vec<Vec<f64>>, ()> {
    move |uniforms| {
        let points = uniforms[0].len();
        let rows: Vec<Vec<f64>> = (0..points)
            .map(|at| {
                let z: Vec<f64> = uniforms.iter().map(|u| normal_quantile(u[at])).collect();
                f(&z)
            })
            .collect();
        Ok(super::ask::turned(&rows))
    }
}

/// Inputs that are their own scores.
pub(super) fn scores(uniforms: &[Vec<f64>]) -> Vec<Vec<f64>> {
    uniforms.iter().map(|u| u.iter().map(|&u| normal_quantile(u)).collect()).collect()
}

/// Something done with an asker of a function.
pub(super) fn asked<T>(
    f: impl Fn(&[f64]) -> Vec<f64>,
    targets: &[Target],
    work: impl FnOnce(&mut Asker<()>) -> T,
) -> T {
    let mut function = columns(f);
    work(&mut Asker::new(&mut function, targets))
}

/// Independent prior draws.
pub(super) fn prior(asker: &mut Asker<()>, inputs: usize, points: usize) -> Cloud {
    assert!(points.is_multiple_of(BATCHES));
    let mut draws = Draws::new(5, "prior of a test");
    let drawn: Vec<Vec<f64>> =
        (0..inputs).map(|_| (0..points).map(|_| draws.uniform()).collect()).collect();
    let scores = scores(&drawn);
    assert_eq!(uniforms(&scores).len(), inputs);
    let figures = asker.at(&scores).unwrap();
    Cloud { scores, figures, weights: vec![1.0 / points as f64; points] }
}

/// Names of so many inputs.
pub(super) fn names(inputs: usize) -> Vec<String> {
    (0..inputs).map(|input| format!("z{input}")).collect()
}
