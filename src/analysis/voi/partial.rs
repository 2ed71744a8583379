//! What a choice after seeing conditional means is worth more than one before.

use super::basis::margin;
use super::clark::expected_highest;
use super::smooth::{Fit, Smooth};
use super::spread::{error_of_mean, less, mean_product};
use crate::numeric::mean;

/// An expected gain with what is known about its errors.
pub(super) struct Gain {
    /// Expected gain, the upward bias taken off; may lie below 0 by noise.
    pub value: f64,
    /// Standard error.
    pub error: f64,
    /// The bias that was taken off, at least 0.
    pub bias: f64,
    /// Free numbers of the regression that used most.
    pub terms: f64,
}

/// The gain of choosing by the conditional mean of each increment over the option that is best without it.
///
/// `increments` has a column for every other option; all have means of at most 0. Three steps:
///
/// 1. `g_d`, the conditional mean of increment `d`, and `mean_k max(0, g_1k, g_2k, …)` (Strong, Oakley and Brennan 2014).
/// 2. The highest of noisy numbers is too high on average. In row `k` the noise of the `g` is about normal with
///    covariance `C / rows sum_j z_jk^2 f_jd f_jd'`: `C` that of the residuals, `z` the basis, `f` what is kept of it. The mean
///    of `E max(g + noise) - max g` is taken off. The means themselves are left out: EVPI has their noise too.
/// 3. The error is that of the mean of `max(0, g) + sum_d (S_d v_d) r_d`: `v_d` is 1 where `d` is chosen, `S_d` the regression as
///    a linear operation, `r_d` the residual. It is the derivative of step 1 in each row, so the spread of inputs, the noise of
///    the regression, unequal variances and replicates are all in it. It is blind to changes of the chosen option.
pub(super) fn gain(
    smooth: &Smooth,
    bend: bool,
    increments: &[Vec<f64>],
    replicates: Option<usize>,
) -> Gain {
    let mut fits: Vec<Fit> = increments.iter().map(|target| smooth.fit(target)).collect();
    let bent: Vec<Option<Bent>> =
        fits.iter_mut().map(|fit| if bend { bent(fit) } else { None }).collect();
    let rows = increments.first().map_or(0, Vec::len);
    let mut highest = vec![0.0; rows];
    let mut chosen = vec![None; rows];
    for (d, fit) in fits.iter().enumerate() {
        for ((highest, chosen), &g) in highest.iter_mut().zip(&mut chosen).zip(&fit.fitted) {
            if g > *highest {
                (*highest, *chosen) = (g, Some(d));
            }
        }
    }
    let bias = bias(smooth, &fits, &highest);
    let mut influence = highest.clone();
    for (d, fit) in fits.iter().enumerate() {
        let taken: Vec<f64> =
            chosen.iter().map(|chosen| f64::from(u8::from(*chosen == Some(d)))).collect();
        // Residuals are smaller than the noise, for the fit has followed part of it.
        let grown = (rows as f64 / (rows as f64 - fit.terms).max(1.0)).sqrt();
        let spread = match &bent[d] {
            None => smooth.applied(&fit.kept, &taken),
            // What the bends do not take the surface may.
            Some(Bent { basis, kept }) => {
                let first = around(basis.applied(kept, &taken));
                let rest = smooth.applied(&fit.kept, &less(&taken, &first));
                first.iter().zip(rest).map(|(a, b)| a + b).collect()
            }
        };
        for ((influence, share), rest) in influence.iter_mut().zip(spread).zip(&fit.residual) {
            *influence += share * rest * grown;
        }
    }
    Gain {
        value: mean(&highest) - bias,
        error: error_of_mean(&influence, replicates),
        bias,
        terms: fits.iter().fold(1.0, |most, fit| fit.terms.max(most)),
    }
}

/// A second regression, of what the first left over on what it found.
struct Bent {
    basis: Smooth,
    kept: Vec<f64>,
}

/// Bends what a fit found where that comes nearer to the target: none where it does not.
///
/// A surface of low degree that follows a steep product rises again where it should be flat, and conditional means that are wrong in
/// this way can make the value too high. The mean given what was found cannot, by Jensen's inequality.
fn bent(fit: &mut Fit) -> Option<Bent> {
    let first = fit.fitted.first()?;
    if fit.fitted.iter().all(|g| g.total_cmp(first).is_eq()) {
        return None;
    }
    let basis = margin(&fit.fitted, &[]).bends();
    let second = basis.fit(&fit.residual);
    if second.terms <= 1.0 {
        return None;
    }
    for ((g, rest), more) in fit.fitted.iter_mut().zip(&mut fit.residual).zip(&second.fitted) {
        *g += more;
        *rest -= more;
    }
    fit.terms += second.terms - 1.0;
    Some(Bent { basis, kept: second.kept })
}

/// Values less their mean.
fn around(values: Vec<f64>) -> Vec<f64> {
    let center = mean(&values);
    values.into_iter().map(|x| x - center).collect()
}

/// The mean over rows of `E max(g + noise) - max g`.
fn bias(smooth: &Smooth, fits: &[Fit], highest: &[f64]) -> f64 {
    let rows = highest.len() as f64;
    // Covariance of residuals over rows, lower triangle.
    let noise: Vec<Vec<f64>> = fits
        .iter()
        .enumerate()
        .map(|(d, a)| {
            let of = |b: &Fit| {
                let free = ((rows - a.terms) * (rows - b.terms)).max(1.0).sqrt();
                mean_product(&a.residual, &b.residual) / free
            };
            fits[..=d].iter().map(of).collect()
        })
        .collect();
    let spreads: Vec<Vec<Vec<f64>>> = fits
        .iter()
        .enumerate()
        .map(|(d, a)| fits[..=d].iter().map(|b| leverage(smooth, a, b, highest.len())).collect())
        .collect();
    let excess: Vec<f64> = (0..highest.len())
        .map(|k| {
            let mut means = vec![0.0];
            let mut covariance = vec![vec![0.0]];
            for (d, fit) in fits.iter().enumerate() {
                let mut row = vec![0.0];
                row.extend((0..=d).map(|e| noise[d][e] * spreads[d][e][k]));
                means.push(fit.fitted[k]);
                covariance.push(row);
            }
            // Eight standard deviations below the highest nothing is left to expect.
            let near = |d: usize| {
                let gap = highest[k] - means[d];
                gap > 0.0 && gap * gap < 64.0 * 2.0 * (covariance[d][d] + top(&means, &covariance))
            };
            if (0..means.len()).any(near) {
                (expected_highest(&means, &covariance) - highest[k]).max(0.0)
            } else {
                0.0
            }
        })
        .collect();
    mean(&excess)
}

/// Variance of the number with the highest mean.
fn top(means: &[f64], covariance: &[Vec<f64>]) -> f64 {
    let best = super::spread::highest(means);
    covariance[best][best]
}

/// `sum_j z_jk^2 f_j f'_j` in each row `k`.
fn leverage(smooth: &Smooth, a: &Fit, b: &Fit, rows: usize) -> Vec<f64> {
    let mut sum = vec![0.0; rows];
    for (column, weight) in
        smooth.columns.iter().zip(a.kept.iter().zip(&b.kept).map(|(a, b)| a * b))
    {
        for (sum, z) in sum.iter_mut().zip(column) {
            *sum += weight * z * z;
        }
    }
    sum
}
