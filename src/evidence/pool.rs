//! The pooled effect of studies.

use super::fit::{Fit, NoFit};
use super::least_squares::Data;
use super::options::{IntervalMethod, Options, PredictionMethod, Tau2Method};
use super::student::Reference;
use super::studies::Study;
use super::warning::Warning;

/// Studies pooled into one effect. All on the scale of analysis: logarithms for ratios.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// Studies.
    pub k: usize,
    /// Variance between studies; 0 for a common effect, none for one study or where it was not found.
    pub tau2: Option<f64>,
    /// Its standard error, for `reml`, `ml` and `dl`.
    pub tau2_se: Option<f64>,
    /// Its interval by Q profile; none for a common effect or one study.
    pub tau2_ci: Option<[f64; 2]>,
    /// Logarithm of the likelihood, for `reml` and `ml`.
    pub ln_likelihood: Option<f64>,
    /// Whether tau2 was found.
    pub converged: bool,
    /// The pooled effect: the mean over settings, or the common effect.
    pub estimate: f64,
    /// Its standard error by the interval method.
    pub se: f64,
    /// Its ordinary standard error, as if tau2 were known.
    pub se_ordinary: f64,
    /// The interval method that was used; `z` for one study, whatever was asked.
    pub interval: IntervalMethod,
    /// Degrees of freedom of the interval; none for `z`.
    pub df: Option<f64>,
    /// Interval of the pooled effect.
    pub ci: [f64; 2],
    /// Estimate over standard error.
    pub statistic: f64,
    /// Probability of one as far from 0 if there were no effect.
    pub p: f64,
    /// Interval for the true effect in a new setting; none for a common effect, or too few studies.
    pub prediction: Option<[f64; 2]>,
    /// Cochran's Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
    /// Probability of a larger Q if all studies measured one effect; none for one study.
    pub q_p: Option<f64>,
    /// Share of the variance of effects that is not sampling, in per cent; none for one study.
    pub i2: Option<f64>,
    /// Variance of effects over that from sampling alone; none for one study.
    pub h2: Option<f64>,
    /// The studies, in order.
    pub studies: Vec<Weighted>,
    /// What should be known beside.
    pub warnings: Vec<Warning>,
}

/// A study in a pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// The study.
    pub study: Study,
    /// Its normal interval.
    pub ci: [f64; 2],
    /// Its weight in per cent.
    pub weight: f64,
}

/// Pools studies by the methods of `options`; columns and selections in it are not looked at.
///
/// `mu = sum w y / sum w`, `w = 1 / (v + tau2)`, ordinary variance `1 / sum w`. Hartung-Knapp: times `sum w (y - mu)^2 / (k - 1)`.
/// Where tau2 is not found, a common effect is given and said. None for no study.
pub fn pool(studies: &[Study], options: &Options) -> Option<Pooled> {
    let data = data_of(studies);
    let (fit, converged) = match Fit::of(&data, options) {
        Ok(fit) => (fit, true),
        Err(NoFit::Collinear) => return None,
        Err(NoFit::NotConverged) => {
            let common = Options { tau2: Tau2Method::Ce, ..options.clone() };
            (Fit::of(&data, &common).ok()?, false)
        }
    };
    let estimate = *fit.solved.beta.first()?;
    let se = fit.error(0, fit.interval);
    let half = fit.reference().critical(options.level) * se;
    let i2_h2 = fit.i2_h2(options.tau2).filter(|_| converged);
    let statistic = estimate / se;
    let tau2 = fit.tau2.filter(|_| converged);
    let mut pooled = Pooled {
        k: studies.len(),
        tau2: tau2.map(|tau2| tau2.value),
        tau2_se: tau2.and_then(|tau2| tau2.se),
        tau2_ci: fit.tau2_interval.map(|interval| interval.0),
        ln_likelihood: tau2.and_then(|tau2| tau2.ln_likelihood),
        converged,
        estimate,
        se,
        se_ordinary: fit.error(0, IntervalMethod::Z),
        interval: fit.interval,
        df: fit.reference_df(),
        ci: [estimate - half, estimate + half],
        statistic,
        p: if se > 0.0 { fit.reference().two_sided(statistic) } else { f64::NAN },
        prediction: prediction(&fit, options).filter(|_| converged),
        q: fit.heterogeneity.q,
        q_df: studies.len() - 1,
        q_p: fit.heterogeneity.p,
        i2: i2_h2.map(|both| both[0]),
        h2: i2_h2.map(|both| both[1]),
        studies: weighted(studies, &fit, options.level),
        warnings: Vec::new(),
    };
    pooled.warnings = warnings(&pooled, &fit);
    Some(pooled)
}

pub(super) fn data_of(studies: &[Study]) -> Data {
    Data::constant(
        studies.iter().map(|study| study.yi).collect(),
        studies.iter().map(|study| study.vi).collect(),
    )
}

fn prediction(fit: &Fit, options: &Options) -> Option<[f64; 2]> {
    if options.tau2 == Tau2Method::Ce {
        return None;
    }
    let k = fit.solved.w.len() as f64;
    let guarded = match options.interval_method() {
        IntervalMethod::HkAdhoc => IntervalMethod::HkAdhoc,
        IntervalMethod::Hk | IntervalMethod::Z => IntervalMethod::Hk,
    };
    let (error, reference) = match options.prediction {
        PredictionMethod::Hk => (guarded, Reference::Student(k - 1.0)),
        PredictionMethod::Normal => (IntervalMethod::Z, Reference::Normal),
        PredictionMethod::Hts => (IntervalMethod::Z, Reference::Student(k - 2.0)),
    };
    if k < 2.0 || reference == Reference::Student(0.0) {
        return None;
    }
    let spread = fit.error(0, error).hypot(fit.tau2().sqrt());
    let half = reference.critical(options.level) * spread;
    let estimate = *fit.solved.beta.first()?;
    Some([estimate - half, estimate + half])
}

fn weighted(studies: &[Study], fit: &Fit, level: f64) -> Vec<Weighted> {
    let all: f64 = fit.solved.w.iter().sum();
    let normal = Reference::Normal.critical(level);
    let both = studies.iter().zip(&fit.solved.w);
    both.map(|(study, w)| {
        let half = normal * study.vi.sqrt();
        Weighted {
            study: study.clone(),
            ci: [study.yi - half, study.yi + half],
            weight: 100.0 * w / all,
        }
    })
    .collect()
}

fn warnings(pooled: &Pooled, fit: &Fit) -> Vec<Warning> {
    let mut warnings = Vec::new();
    match pooled.k {
        1 => warnings.push(Warning::OneStudy),
        2 => warnings.push(Warning::TwoStudies),
        _ => {}
    }
    if !pooled.converged {
        warnings.push(Warning::NotConverged);
    }
    if fit.tau2_interval.is_some_and(|(_, is_empty)| is_empty) {
        warnings.push(Warning::LessThanChance);
    }
    let ratio = pooled.se / pooled.se_ordinary;
    // Where they are equal but for rounding nothing is narrower.
    if pooled.interval == IntervalMethod::Hk && ratio < 1.0 - 1e-9 {
        warnings.push(Warning::Narrower { ratio });
    }
    warnings
}
