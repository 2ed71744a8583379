//! Tests of hypotheses with a stated chance of a false alarm: z, chi-square and Kolmogorov-Smirnov.
//!
//! Every bound is a quantile of the statistic under the hypothesis that engine and law agree, at a chance of `ALARM`
//! shared out over the comparisons of a test (Bonferroni). Seeds are fixed, so a test that passes passes for ever.

use std::collections::BTreeMap;

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};

/// Chance that a whole family of comparisons would raise a false alarm under another seed.
pub(crate) const ALARM: f64 = 1e-6;

/// The largest |z| to accept in a family of `comparisons`.
pub(crate) fn z_bound(comparisons: usize) -> f64 {
    // Two sides; by symmetry the lower tail, where the quantile keeps its digits.
    -Normal::new(0.0, 1.0).unwrap().inverse_cdf(ALARM / (2.0 * comparisons as f64))
}

pub(crate) fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// Mean and squared standard error of the mean.
pub(crate) fn estimate(x: &[f64]) -> (f64, f64) {
    let m = mean(x);
    let n = x.len() as f64;
    (m, x.iter().map(|v| (v - m) * (v - m)).sum::<f64>() / (n - 1.0) / n)
}

/// Products of deviations from the means: their mean is the covariance, their spread its standard error.
pub(crate) fn deviations(x: &[f64], y: &[f64]) -> Vec<f64> {
    let (mx, my) = (mean(x), mean(y));
    // n / (n - 1): the covariance without bias.
    let unbias = x.len() as f64 / (x.len() as f64 - 1.0);
    x.iter().zip(y).map(|(a, b)| (a - mx) * (b - my) * unbias).collect()
}

/// z of two independent estimates of one number; 0 where both are the same without error.
pub(crate) fn z_of_two(a: (f64, f64), b: (f64, f64)) -> f64 {
    let error = (a.1 + b.1).sqrt();
    // Two constants that differ by rounding only count as the same.
    let scale = a.0.abs().max(b.0.abs());
    if (a.0 - b.0).abs() <= 1e-9 * scale { 0.0 } else { (a.0 - b.0) / error }
}

/// z of an estimate against the true value, with the standard error that the law gives.
pub(crate) fn z_of_mean(x: &[f64], truth: f64, sd: f64) -> f64 {
    (mean(x) - truth) / (sd / (x.len() as f64).sqrt())
}

/// Upper tail of the chi-square law.
fn chi_square_tail(statistic: f64, freedom: usize) -> f64 {
    if freedom == 0 { 1.0 } else { ChiSquared::new(freedom as f64).unwrap().sf(statistic) }
}

/// p-value that counts follow a law on the integers. Neighbouring values are pooled until a cell expects at least `n / 50`
/// (and at least 5): some fifty cells, so that the chi-square approximation holds and power is not thinned out.
pub(crate) fn p_of_counts(counts: &[f64], cdf: impl Fn(f64) -> f64) -> f64 {
    let n = counts.len() as f64;
    let least = (n / 50.0).max(5.0);
    let mut seen: BTreeMap<i64, f64> = BTreeMap::new();
    for c in counts {
        *seen.entry(c.round() as i64).or_default() += 1.0;
    }
    // Upper ends of cells, by halving: the smallest value at which the cell expects enough.
    let (mut statistic, mut cells, mut start, mut below) = (0.0, 0, -1_i64, 0.0);
    let top = seen.keys().next_back().map_or(0, |k| k + 1);
    while below < 1.0 - 1e-12 {
        let (mut lo, mut hi) = (start, top.max(start + 1));
        while n * (cdf(hi as f64) - below) < least && hi < start + 100_000_000 {
            hi += (hi - start).max(1);
            if cdf(hi as f64) > 1.0 - 1e-13 {
                break;
            }
        }
        while hi - lo > 1 {
            let middle = lo + (hi - lo) / 2;
            if n * (cdf(middle as f64) - below) < least { lo = middle } else { hi = middle }
        }
        // The last cell takes all that is left when the rest could not fill another.
        let last = n * (1.0 - cdf(hi as f64)) < least;
        let above = if last { 1.0 } else { cdf(hi as f64) };
        let expect = n * (above - below);
        let end = if last { i64::MAX } else { hi };
        let got: f64 = seen.range(start + 1..=end).map(|(_, c)| c).sum();
        statistic += (got - expect) * (got - expect) / expect;
        cells += 1;
        start = end;
        below = above;
    }
    chi_square_tail(statistic, cells - 1)
}

/// p-value that two independent samples of labels come from one law. Labels that are too rare to expect 5 in each
/// sample share one cell.
pub(crate) fn p_of_two_tables<L: Ord + Clone>(a: &[L], b: &[L]) -> f64 {
    let mut table: BTreeMap<L, [f64; 2]> = BTreeMap::new();
    for (side, sample) in [a, b].into_iter().enumerate() {
        for label in sample {
            table.entry(label.clone()).or_default()[side] += 1.0;
        }
    }
    let (n, m) = (a.len() as f64, b.len() as f64);
    let share = n / (n + m);
    let mut rare = [0.0; 2];
    let mut cells: Vec<[f64; 2]> = Vec::new();
    for cell in table.values() {
        if (cell[0] + cell[1]) * share.min(1.0 - share) >= 5.0 {
            cells.push(*cell);
        } else {
            rare[0] += cell[0];
            rare[1] += cell[1];
        }
    }
    if (rare[0] + rare[1]) * share.min(1.0 - share) >= 5.0 {
        cells.push(rare);
    } else if let Some(last) = cells.last_mut() {
        last[0] += rare[0];
        last[1] += rare[1];
    }
    let statistic: f64 = cells
        .iter()
        .map(|[x, y]| {
            let (ex, ey) = ((x + y) * share, (x + y) * (1.0 - share));
            (x - ex) * (x - ex) / ex + (y - ey) * (y - ey) / ey
        })
        .sum();
    chi_square_tail(statistic, cells.len().saturating_sub(1))
}

/// p-value of a Kolmogorov-Smirnov distance `d` at an effective sample size, by Kolmogorov's limit: `2 sum
/// (-1)^(j-1) exp(-2 j^2 l^2)` with `l = (sqrt n + 0.12 + 0.11 / sqrt n) d` (Stephens 1970, doi
/// 10.1111/j.2517-6161.1970.tb00821.x). With ties (atoms) it is too large, so it never raises a false alarm.
fn kolmogorov_tail(d: f64, n: f64) -> f64 {
    let l = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * d;
    let terms = (1..100).map(|j| {
        let j = f64::from(j);
        let sign = if j % 2.0 > 0.5 { 1.0 } else { -1.0 };
        sign * (-2.0 * j * j * l * l).exp()
    });
    if l < 0.2 { 1.0 } else { (2.0 * terms.sum::<f64>()).clamp(0.0, 1.0) }
}

/// p-value that a sample follows a continuous law.
pub(crate) fn p_of_law(x: &[f64], cdf: impl Fn(f64) -> f64) -> f64 {
    let mut x = x.to_vec();
    x.sort_by(f64::total_cmp);
    let n = x.len() as f64;
    let d = x.iter().enumerate().fold(0.0_f64, |d, (i, v)| {
        let f = cdf(*v);
        d.max(f - i as f64 / n).max((i as f64 + 1.0) / n - f)
    });
    kolmogorov_tail(d, n)
}

/// p-value that two independent samples come from one law.
pub(crate) fn p_of_two(a: &[f64], b: &[f64]) -> f64 {
    // Sums in another order differ in the last bits: round them off so that equal values tie.
    let tidy = |x: &[f64]| {
        let mut x: Vec<f64> = x.iter().map(|v| (v * 1e6).round() / 1e6).collect();
        x.sort_by(f64::total_cmp);
        x
    };
    let (a, b) = (tidy(a), tidy(b));
    let (n, m) = (a.len() as f64, b.len() as f64);
    let (mut i, mut j, mut d) = (0, 0, 0.0_f64);
    while i < a.len() && j < b.len() {
        let v = a[i].min(b[j]);
        while i < a.len() && a[i] <= v {
            i += 1;
        }
        while j < b.len() && b[j] <= v {
            j += 1;
        }
        d = d.max((i as f64 / n - j as f64 / m).abs());
    }
    kolmogorov_tail(d, n * m / (n + m))
}
