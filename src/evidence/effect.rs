//! Effect sizes of single studies with their sampling variances, as `escalc` of metafor defines them.

use crate::numeric::special::normal_quantile;
use crate::numeric::stirling::ln_beta;

use super::measure::Measure;

/// An effect on the scale of analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Effect {
    /// The effect.
    pub(super) y: f64,
    /// Its sampling variance.
    pub(super) v: f64,
}

/// Events and non-events of the treated, then of the controls.
pub(super) type Cells = [f64; 4];

/// What is added to every cell of a table that has an empty one.
const CORRECTION: f64 = 0.5;

/// The table as it is used: with a half in every cell if one is empty, and whether that was so.
pub(super) fn corrected(cells: Cells) -> (Cells, bool) {
    let is_empty = cells.iter().any(|&count| count <= 0.0);
    (if is_empty { cells.map(|count| count + CORRECTION) } else { cells }, is_empty)
}

/// Effect of a 2 x 2 table without empty cells; none for a measure of something else.
///
/// `a, b` and `c, d` events and non-events, `n1 = a + b`, `n2 = c + d`:
///
/// - risk ratio: `ln(a / n1) - ln(c / n2)`, variance `1/a - 1/n1 + 1/c - 1/n2`
/// - odds ratio: `ln(a d / (b c))`, variance `1/a + 1/b + 1/c + 1/d`
/// - risk difference: `a/n1 - c/n2`, variance `a b / n1^3 + c d / n2^3`
///
/// Source: Fleiss and Berlin 2009, in The Handbook of Research Synthesis and Meta-Analysis, 2nd edition, 237-253.
pub(super) fn of_table(measure: Measure, [a, b, c, d]: Cells) -> Option<Effect> {
    let (n1, n2) = (a + b, c + d);
    let (y, v) = match measure {
        // 1/a - 1/n1 in one fraction loses nothing where nearly all had the event.
        Measure::RiskRatio => ((a / n1).ln() - (c / n2).ln(), b / (a * n1) + d / (c * n2)),
        Measure::OddsRatio => ((a / b).ln() - (c / d).ln(), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d),
        Measure::RiskDifference => {
            (a / n1 - c / n2, a / n1 * (b / n1) / n1 + c / n2 * (d / n2) / n2)
        }
        Measure::Plain | Measure::MeanDifference | Measure::Ratio => return None,
    };
    Some(Effect { y, v })
}

/// Mean, standard deviation and number of people of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Group {
    pub(super) mean: f64,
    pub(super) sd: f64,
    pub(super) n: f64,
}

/// Hedges' g: the difference of means in pooled standard deviations, times the exact correction for small groups.
///
/// `J(m) = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2))` with `m = n1 + n2 - 2`, variance `1/n1 + 1/n2 + g^2 / (2 (n1 + n2))`.
/// Source: Hedges 1981, doi 10.3102/10769986006002107; Hedges and Olkin 1985. `n1 + n2` must be at least 4.
pub(super) fn standardised(one: Group, two: Group) -> Effect {
    let m = one.n + two.n - 2.0;
    let squares = (one.n - 1.0) * one.sd * one.sd + (two.n - 1.0) * two.sd * two.sd;
    let y = small_sample(m) * (one.mean - two.mean) / (squares / m).sqrt();
    Effect { y, v: 1.0 / one.n + 1.0 / two.n + y * y / (2.0 * (one.n + two.n)) }
}

/// `J(m)`, for `m` above 1. As `sqrt(pi) / B((m - 1) / 2, 1 / 2)`, which keeps its digits for large groups.
fn small_sample(m: f64) -> f64 {
    let half_ln_pi = 0.5 * std::f64::consts::PI.ln();
    (half_ln_pi - ln_beta(f64::midpoint(m, -1.0), 0.5) - 0.5 * (m / 2.0).ln()).exp()
}

/// Standard error behind a confidence interval that is normal on its scale.
pub(super) fn error_of_interval([low, high]: [f64; 2], level: f64) -> f64 {
    (high - low) / (2.0 * normal_quantile(0.5 + level / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Effect, y: f64, v: f64, within: f64) {
        assert!((found.y - y).abs() < within && (found.v - v).abs() < within, "{found:?}");
    }

    #[test]
    fn the_first_trial_of_bcg_is_that_of_metafor() {
        // dat.bcg: yi -0.8893, vi 0.3256 (metafor-project.org, tips: testing factors).
        let cells = [4.0, 119.0, 11.0, 128.0];
        near(of_table(Measure::RiskRatio, cells).unwrap(), -0.8893, 0.3256, 5e-5);
        // By hand: ln(4 * 128 / (119 * 11)), and the sum of the inverses.
        let v = 0.25 + 1.0 / 119.0 + 1.0 / 11.0 + 1.0 / 128.0;
        near(of_table(Measure::OddsRatio, cells).unwrap(), (512.0_f64 / 1309.0).ln(), v, 1e-12);
        let (p, q) = (4.0 / 123.0, 11.0 / 139.0);
        let v = p * (1.0 - p) / 123.0 + q * (1.0 - q) / 139.0;
        near(of_table(Measure::RiskDifference, cells).unwrap(), p - q, v, 1e-12);
        assert_eq!(of_table(Measure::Ratio, cells), None);
    }

    #[test]
    fn only_tables_with_an_empty_cell_get_a_half() {
        assert_eq!(corrected([0.0, 5.0, 2.0, 3.0]), ([0.5, 5.5, 2.5, 3.5], true));
        assert_eq!(corrected([1.0, 5.0, 2.0, 3.0]), ([1.0, 5.0, 2.0, 3.0], false));
    }

    #[test]
    fn the_small_sample_correction_is_exact() {
        // J(2) = Gamma(1) / (1 * Gamma(1/2)) = 1 / sqrt(pi); J(3) = sqrt(pi) / 2 / sqrt(3/2).
        assert!((small_sample(2.0) - 1.0 / std::f64::consts::PI.sqrt()).abs() < 1e-14);
        let expected = std::f64::consts::PI.sqrt() / 2.0 / 1.5_f64.sqrt();
        assert!((small_sample(3.0) - expected).abs() < 1e-14);
        // Hedges' approximation 1 - 3 / (4 m - 1) is off by less than m^-3.
        assert!((small_sample(1e6) - (1.0 - 3.0 / (4e6 - 1.0))).abs() < 1e-12);
        let group = |mean, n| Group { mean, sd: 2.0, n };
        let found = standardised(group(3.0, 10.0), group(1.0, 20.0));
        let g = small_sample(28.0);
        near(found, g, 0.15 + g * g / 60.0, 1e-14);
    }
}
