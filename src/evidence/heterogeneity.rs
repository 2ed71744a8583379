//! How far studies differ: Q, I2, H2, and the interval of tau2.

use crate::numeric::root::find_root;

use super::least_squares::Data;
use super::student::{chi_squared_above, chi_squared_quantile};

/// Cochran's Q and what is told of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Heterogeneity {
    /// Weighted sum of squared differences from the common effect (Cochran 1954, doi 10.2307/3001666).
    pub(super) q: f64,
    /// Degrees of freedom.
    pub(super) df: f64,
    /// Probability of a larger Q if all studies measured one effect; none without degrees of freedom.
    pub(super) p: Option<f64>,
    /// Typical sampling variance (Higgins and Thompson 2002, doi 10.1002/sim.1186, equation 9).
    typical: f64,
}

impl Heterogeneity {
    pub(super) fn of(data: &Data) -> Option<Self> {
        let solved = data.solve(data.weights(0.0))?;
        let (q, df) = (if data.df() > 0.0 { solved.rss() } else { 0.0 }, data.df());
        let p = (df > 0.0).then(|| chi_squared_above(q, df));
        Some(Self { q, df, p, typical: df / solved.trace() })
    }

    /// I2 in per cent and H2, from tau2; none without degrees of freedom.
    ///
    /// `I2 = tau2 / (tau2 + s2)`, `H2 = (tau2 + s2) / s2` with `s2` the typical sampling variance, as metafor has them.
    pub(super) fn of_tau2(&self, tau2: f64) -> Option<[f64; 2]> {
        (self.df > 0.0)
            .then(|| [100.0 * tau2 / (tau2 + self.typical), (tau2 + self.typical) / self.typical])
    }

    /// I2 in per cent and H2 of a common effect, from Q.
    pub(super) fn of_q(&self) -> Option<[f64; 2]> {
        let i2 = if self.q > 0.0 { (100.0 * (self.q - self.df) / self.q).max(0.0) } else { 0.0 };
        (self.df > 0.0).then(|| [i2, self.q / self.df])
    }
}

/// The weighted sum of squares at a tau2; it falls as tau2 rises.
pub(super) fn q_at(data: &Data, tau2: f64) -> f64 {
    data.solve(data.weights(tau2)).map_or(f64::NAN, |solved| solved.rss())
}

/// The tau2 at which Q has this value; 0 if it is below it from the start, none if it is not found.
pub(super) fn tau2_at(data: &Data, q: f64) -> Option<f64> {
    let at_zero = q_at(data, 0.0);
    if at_zero <= q {
        return Some(0.0);
    }
    let mut high = data.v.iter().copied().fold(0.0, f64::max);
    for _ in 0..400 {
        if q_at(data, high) <= q {
            return find_root(|tau2| q_at(data, tau2) - q, 0.0, high);
        }
        high *= 2.0;
    }
    None
}

/// Interval of tau2, and whether no tau2 fits: Q profile (Viechtbauer 2007, doi 10.1002/sim.2514).
pub(super) fn q_profile(data: &Data, level: f64) -> Option<([f64; 2], bool)> {
    if data.df() <= 0.0 {
        return None;
    }
    let tail = (1.0 - level) / 2.0;
    let [least, most] = [tail, 1.0 - tail].map(|p| chi_squared_quantile(p, data.df()));
    let is_empty = q_at(data, 0.0) < least;
    Some(([tau2_at(data, most)?, tau2_at(data, least)?], is_empty))
}
