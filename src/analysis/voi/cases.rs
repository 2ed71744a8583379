//! Decisions whose values of information are known in closed form, for tests.

use rand::Rng;

use crate::numeric::special::{normal_cdf, normal_density, normal_quantile};
use crate::streams::{Purpose, Source, unit};

/// A column of independent standard normal numbers.
pub(super) fn normals(rows: usize, seed: u64, name: &str) -> Vec<f64> {
    let mut bits = Source::new(seed, Purpose::Parameter, name).bits();
    (0..rows).map(|_| normal_quantile(unit(bits.next_u64()))).collect()
}

/// The rows of all columns in another order, the same for each column.
pub(super) fn shuffled(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    // 7919 is a prime above every length used here that it could divide.
    let order = |column: &Vec<f64>| {
        let rows = column.len();
        (0..rows).map(|k| column[(k * 7919 + 13) % rows]).collect()
    };
    columns.iter().map(order).collect()
}

/// `E max(0, X) - max(0, E X)` for a normal `X`: what learning it is worth to who may take it or leave it.
pub(super) fn unit_loss(mean: f64, sd: f64) -> f64 {
    let u = mean / sd;
    mean * normal_cdf(u) + sd * normal_density(u) - mean.max(0.0)
}

/// Option 0 yields 0, option 1 yields `k p1 - p2` with `p1 ~ N(mean, 1)` and `p2 ~ N(0, sd 2)`.
#[derive(Clone, Copy)]
pub(super) struct Linear {
    /// Mean of `p1`.
    pub(super) mean: f64,
    /// What a unit of `p1` yields.
    pub(super) k: f64,
}

impl Linear {
    /// Columns of `p1` and `p2`.
    pub(super) fn inputs(self, rows: usize, seed: u64) -> Vec<Vec<f64>> {
        vec![
            normals(rows, seed, "p1").iter().map(|z| self.mean + z).collect(),
            normals(rows, seed, "p2").iter().map(|z| 2.0 * z).collect(),
        ]
    }

    /// Net benefits of both options.
    pub(super) fn nets(self, rows: usize, seed: u64) -> Vec<Vec<f64>> {
        let inputs = self.inputs(rows, seed);
        vec![
            vec![0.0; rows],
            inputs[0].iter().zip(&inputs[1]).map(|(p1, p2)| self.k * p1 - p2).collect(),
        ]
    }

    pub(super) fn evpi(self) -> f64 {
        unit_loss(self.k * self.mean, self.k.hypot(2.0))
    }

    pub(super) fn evppi_p1(self) -> f64 {
        unit_loss(self.k * self.mean, self.k)
    }

    pub(super) fn evppi_p2(self) -> f64 {
        unit_loss(self.k * self.mean, 2.0)
    }

    /// Of a study of `n` persons that observes `p1` with standard deviation `sd`: `k` times the sd of the posterior mean.
    pub(super) fn evsi_p1(self, n: f64, sd: f64) -> f64 {
        unit_loss(self.k * self.mean, self.k / (1.0 + sd * sd / n).sqrt())
    }
}
