//! Meta-regression: what goes with larger effects.

use super::cells::{Rule, no_column, numbers};
use super::fit::{Fit, NoFit};
use super::least_squares::Data;
use super::options::{IntervalMethod, Options, Tau2Method};
use super::problem::{EvidenceError, TableProblem};
use super::student::{chi_squared_above, f_above};
use super::studies::Study;
use super::table::Table;
use super::tau2::Tau2;
use super::warning::Warning;

/// Fewer studies than this for each moderator are warned of.
const STUDIES_EACH: usize = 10;

/// Effects explained by moderators.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// The constant, then each moderator.
    pub slopes: Vec<Slope>,
    /// Variance between studies that the moderators leave.
    pub tau2: f64,
    /// Its standard error, where the method gives one.
    pub tau2_se: Option<f64>,
    /// Its interval.
    pub tau2_ci: Option<[f64; 2]>,
    /// Share of tau2 that the moderators explain, in per cent; none where there was none, or for a common effect.
    pub r2: Option<f64>,
    /// Share of the rest that is not sampling, in per cent.
    pub i2: Option<f64>,
    /// Variance of the rest over that from sampling alone.
    pub h2: Option<f64>,
    /// Test of the rest.
    pub qe: f64,
    /// Its degrees of freedom.
    pub qe_df: usize,
    /// Its p value.
    pub qe_p: Option<f64>,
    /// Test of all moderators: chi-squared, or F with Hartung-Knapp.
    pub qm: f64,
    /// Its degrees of freedom: moderators, and for F the studies that are left.
    pub qm_df: (usize, Option<usize>),
    /// Its p value.
    pub qm_p: f64,
    /// The interval method.
    pub interval: IntervalMethod,
    /// Logarithm of the likelihood, for `reml` and `ml`.
    pub ln_likelihood: Option<f64>,
    /// What should be known beside.
    pub warnings: Vec<Warning>,
}

/// A coefficient.
#[derive(Debug, Clone, PartialEq)]
pub struct Slope {
    /// The moderator; `constant` for the first.
    pub name: String,
    /// Change of the effect for one more.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval.
    pub ci: [f64; 2],
    /// Value over standard error.
    pub statistic: f64,
    /// Probability of one as far from 0 if it did not matter.
    pub p: f64,
}

/// Fits a mixed-effects meta-regression on columns of numbers.
///
/// `y = X b + u + e`, `u` with variance tau2 and `e` with the sampling variances (Berkey et al. 1995, doi 10.1002/sim.4780140406), with
/// the interval of Knapp and Hartung 2003, doi 10.1002/sim.1482. `R2 = 1 - tau2 / tau2 without moderators`, at least 0.
///
/// # Errors
/// Columns that are not there, cells that are no numbers, too few studies, or columns that say the same.
pub(super) fn regression(
    table: &Table,
    studies: &[Study],
    options: &Options,
) -> Result<Regression, EvidenceError> {
    let mut problems = Vec::new();
    let mut x = vec![vec![1.0; studies.len()]];
    for (place, name) in options.moderators.iter().enumerate() {
        if table.column(name).is_none() {
            problems.push(no_column(table, name));
        } else if options.moderators[..place].contains(name) {
            problems.push(TableProblem::whole(format!("moderator `{name}` is named twice")));
        } else {
            let found = numbers(table, name, Rule::Any, &mut problems);
            x.push(found.into_iter().map(|cell| cell.unwrap_or(0.0)).collect());
        }
    }
    let (k, p) = (studies.len(), options.moderators.len() + 1);
    if k <= p {
        let told = format!("{k} studies are too few for {} moderator(s)", p - 1);
        problems.push(TableProblem::whole(told).hint(format!("at least {} are needed", p + 1)));
    }
    if !problems.is_empty() {
        return Err(EvidenceError { problems });
    }
    let data = Data {
        y: studies.iter().map(|study| study.yi).collect(),
        v: studies.iter().map(|study| study.vi).collect(),
        x,
    };
    let fit = Fit::of(&data, options).map_err(|fault| match fault {
        NoFit::Collinear => TableProblem::whole(format!(
            "moderators {} say the same, or one is the same in every study",
            options.moderators.join(", ")
        ))
        .hint("leave one of them out"),
        NoFit::NotConverged => TableProblem::whole("no tau2 was found for the meta-regression")
            .hint("choose another method, such as dl"),
    })?;
    Ok(told(&data, &fit, options))
}

fn told(data: &Data, fit: &Fit, options: &Options) -> Regression {
    let critical = fit.reference().critical(options.level);
    let names = std::iter::once("constant").chain(options.moderators.iter().map(String::as_str));
    let slopes = names.zip(&fit.solved.beta).enumerate().map(|(at, (name, &value))| {
        let se = fit.error(at, fit.interval);
        let statistic = value / se;
        let ci = [value - critical * se, value + critical * se];
        let p = fit.reference().two_sided(statistic);
        Slope { name: name.to_owned(), value, se, ci, statistic, p }
    });
    let m = options.moderators.len();
    let qm = explained(fit);
    let df = data.k() - m - 1;
    let is_f = fit.interval != IntervalMethod::Z;
    let (qm, qm_df, qm_p) = if is_f {
        let f = qm / m as f64;
        (f, (m, Some(df)), f_above(f, [m as f64, df as f64]))
    } else {
        (qm, (m, None), chi_squared_above(qm, m as f64))
    };
    let plain = Tau2::of(options.tau2, &Data::constant(data.y.clone(), data.v.clone()));
    let r2 = plain.map(|plain| plain.value).filter(|&plain| plain > 0.0);
    let i2_h2 = fit.i2_h2(options.tau2);
    let mut warnings = Vec::new();
    if data.k() < STUDIES_EACH * m {
        warnings.push(Warning::FewForRegression { k: data.k(), moderators: m });
    }
    Regression {
        slopes: slopes.collect(),
        tau2: fit.tau2(),
        tau2_se: fit.tau2.and_then(|tau2| tau2.se),
        tau2_ci: fit.tau2_interval.map(|interval| interval.0),
        r2: r2
            .filter(|_| options.tau2 != Tau2Method::Ce)
            .map(|plain| (100.0 * (plain - fit.tau2()) / plain).max(0.0)),
        i2: i2_h2.map(|both| both[0]),
        h2: i2_h2.map(|both| both[1]),
        qe: fit.heterogeneity.q,
        qe_df: df,
        qe_p: fit.heterogeneity.p,
        qm,
        qm_df,
        qm_p,
        interval: fit.interval,
        ln_likelihood: fit.tau2.and_then(|tau2| tau2.ln_likelihood),
        warnings,
    }
}

/// `b' V^-1 b` of all coefficients but the constant, by Cholesky's factor of `V`.
fn explained(fit: &Fit) -> f64 {
    let covariance = fit.covariance();
    let n = covariance.len() - 1;
    let v = |i: usize, j: usize| covariance[i + 1][j + 1];
    let mut l = vec![vec![0.0; n]; n];
    let mut z: Vec<f64> = Vec::with_capacity(n);
    for i in 0..n {
        for j in 0..=i {
            let known: f64 = (0..j).map(|m| l[i][m] * l[j][m]).sum();
            l[i][j] = if i == j { (v(i, i) - known).sqrt() } else { (v(i, j) - known) / l[j][j] };
        }
        let known: f64 = (0..i).map(|m| l[i][m] * z[m]).sum();
        z.push((fit.solved.beta[i + 1] - known) / l[i][i]);
    }
    z.iter().map(|z| z * z).sum()
}
