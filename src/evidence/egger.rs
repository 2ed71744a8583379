//! Whether small studies find other effects than large ones: a funnel that leans.

use super::fit::Fit;
use super::least_squares::Data;
use super::options::{IntervalMethod, Options};
use super::student::Reference;
use super::studies::Study;

/// The regression of effects on their standard errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Egger {
    /// Change of the effect for one more standard error.
    pub slope: f64,
    /// Its standard error.
    pub se: f64,
    /// Slope over standard error.
    pub statistic: f64,
    /// Degrees of freedom, `k - 2`; none for a normal statistic.
    pub df: Option<f64>,
    /// Probability of a slope as far from 0 if the funnel did not lean.
    pub p: f64,
    /// The effect at a standard error of 0.
    pub limit: f64,
    /// Interval of that.
    pub limit_ci: [f64; 2],
    /// The interval method: that of the pool.
    pub interval: IntervalMethod,
    /// Statistic of Egger's own test, with `k - 2` degrees of freedom; none for effects on one line.
    pub classic_t: Option<f64>,
    /// Its p value.
    pub classic_p: Option<f64>,
}

/// A meta-regression on standard errors, with the tau2 and interval methods of the pool; none for fewer than three studies or
/// standard errors that are equal.
///
/// Sterne and Egger 2005, in Publication Bias in Meta-Analysis, 99-110; the same as `regtest` of metafor on the model of the pool.
/// Beside it the classic test: weights `1 / v` and a dispersion in the place of tau2 (Egger et al. 1997, doi
/// 10.1136/bmj.315.7109.629), `regtest(model = "lm")`.
pub(super) fn egger(studies: &[Study], options: &Options) -> Option<Egger> {
    let errors: Vec<f64> = studies.iter().map(|study| study.vi.sqrt()).collect();
    let data = Data {
        y: studies.iter().map(|study| study.yi).collect(),
        v: studies.iter().map(|study| study.vi).collect(),
        x: vec![vec![1.0; studies.len()], errors],
    };
    if data.df() <= 0.0 {
        return None;
    }
    let fit = Fit::of(&data, options).ok()?;
    let (&limit, &slope) = (fit.solved.beta.first()?, fit.solved.beta.get(1)?);
    let [limit_error, se] = [0, 1].map(|at| fit.error(at, fit.interval));
    let (statistic, half) = (slope / se, fit.reference().critical(options.level) * limit_error);
    let classic_t = classic(&data);
    (se > 0.0).then(|| Egger {
        slope,
        se,
        statistic,
        df: fit.reference_df(),
        p: fit.reference().two_sided(statistic),
        limit,
        limit_ci: [limit - half, limit + half],
        interval: fit.interval,
        classic_t,
        classic_p: classic_t.map(|t| Reference::Student(data.df()).two_sided(t)),
    })
}

fn classic(data: &Data) -> Option<f64> {
    let solved = data.solve(data.weights(0.0))?;
    let variance = solved.covariance.get(1)?.get(1)? * solved.rss() / data.df();
    Some(solved.beta.get(1)? / variance.sqrt()).filter(|t| t.is_finite())
}
