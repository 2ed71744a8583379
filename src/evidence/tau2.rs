//! The variance between studies, by the estimators that metafor has.

use super::heterogeneity::tau2_at;
use super::least_squares::Data;
use super::likelihood::{Kind, Likelihood};
use super::options::Tau2Method;

/// An estimate of tau2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tau2 {
    /// The estimate, at least 0.
    pub(super) value: f64,
    /// Its standard error, for likelihoods and DerSimonian-Laird.
    pub(super) se: Option<f64>,
    /// Logarithm of the likelihood there, for likelihoods.
    pub(super) ln_likelihood: Option<f64>,
}

impl Tau2 {
    const fn only(value: f64) -> Self {
        Self { value, se: None, ln_likelihood: None }
    }

    /// The estimate of a method; none if it was not found. `data` must leave degrees of freedom.
    ///
    /// With `P` of weights `w`, `RSS = y'Py`, `df = k - p`:
    ///
    /// - DL, `w = 1 / v`: `(RSS - df) / tr P`
    /// - HE, `w = 1`: `(RSS - tr(P V)) / df`
    /// - SJ, `w = 1 / (v + t)` with `t = sum (y - mean)^2 / k`: `t RSS / df`
    /// - PM: the tau2 at which `RSS = df`
    /// - ML, REML: the highest point of the likelihood
    ///
    /// What would be below 0 is 0. Definitions: Viechtbauer 2010, doi 10.18637/jss.v036.i03; Veroniki et al. 2016, doi
    /// 10.1002/jrsm.1164.
    pub(super) fn of(method: Tau2Method, data: &Data) -> Option<Self> {
        let df = data.df();
        let at_least_zero = |value: f64| Self::only(value.max(0.0));
        let found = match method {
            Tau2Method::Ce => Self::only(0.0),
            Tau2Method::Dl => {
                let solved = data.solve(data.weights(0.0))?;
                let (trace, squares) = (solved.trace(), solved.trace_squared());
                let tau2 = ((solved.rss() - df) / trace).max(0.0);
                let variance = 2.0 * df + 4.0 * tau2 * trace + 2.0 * tau2 * tau2 * squares;
                Self { value: tau2, se: Some(variance.sqrt() / trace), ln_likelihood: None }
            }
            Tau2Method::He => {
                let solved = data.solve(vec![1.0; data.k()])?;
                at_least_zero((solved.rss() - solved.trace_with(&data.v)) / df)
            }
            Tau2Method::Sj => {
                let k = data.k() as f64;
                let mean = data.y.iter().sum::<f64>() / k;
                let start = data.y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / k;
                at_least_zero(start * data.solve(data.weights(start))?.rss() / df)
            }
            Tau2Method::Pm => at_least_zero(tau2_at(data, df)?),
            Tau2Method::Ml => Self::likely(Kind::Full, data)?,
            Tau2Method::Reml => Self::likely(Kind::Restricted, data)?,
        };
        found.value.is_finite().then_some(found)
    }

    fn likely(kind: Kind, data: &Data) -> Option<Self> {
        let likelihood = Likelihood { data, kind };
        let value = likelihood.highest()?;
        let ln_likelihood = Some(likelihood.ln(value));
        Some(Self { value, se: likelihood.error(value), ln_likelihood })
    }
}
