//! Two-sided critical values and p values of normal, t, chi-squared and F.

use statrs::function::gamma::checked_gamma_ur;

use crate::numeric::incomplete_beta::IncompleteBeta;
use crate::numeric::incomplete_gamma::IncompleteGamma;
use crate::numeric::special::{normal_cdf, normal_quantile};

/// The reference distribution of an estimate over its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reference {
    Normal,
    Student(f64),
}

impl Reference {
    /// The value that is exceeded in size with probability `1 - level`.
    pub(super) fn critical(self, level: f64) -> f64 {
        match self {
            Self::Normal => normal_quantile(0.5 + level / 2.0),
            Self::Student(df) if level < 0.5 => {
                let y = IncompleteBeta::new(0.5, df / 2.0).quantile(level);
                (df * y / (1.0 - y)).sqrt()
            }
            Self::Student(df) => {
                let x = IncompleteBeta::new(df / 2.0, 0.5).quantile(1.0 - level);
                (df * (1.0 - x) / x).sqrt()
            }
        }
    }

    /// The probability of a value at least as far from 0.
    pub(super) fn two_sided(self, value: f64) -> f64 {
        match self {
            _ if value.is_nan() => f64::NAN,
            Self::Normal => 2.0 * normal_cdf(-value.abs()),
            Self::Student(df) => {
                IncompleteBeta::new(df / 2.0, 0.5).lower(df / (df + value * value))
            }
        }
    }
}

/// The probability that chi-squared exceeds a value.
pub(super) fn chi_squared_above(value: f64, df: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    checked_gamma_ur(df / 2.0, value / 2.0).unwrap_or(f64::NAN)
}

/// The value that chi-squared stays below with this probability.
pub(super) fn chi_squared_quantile(probability: f64, df: f64) -> f64 {
    2.0 * IncompleteGamma::new(df / 2.0).quantile(probability)
}

/// The probability that F exceeds a value.
pub(super) fn f_above(value: f64, [above, below]: [f64; 2]) -> f64 {
    IncompleteBeta::new(below / 2.0, above / 2.0).lower(below / (below + above * value.max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_textbooks_are_met() {
        for (df, level, expected) in [
            (1.0, 0.95, 12.706_204_736),
            (12.0, 0.95, 2.178_812_830),
            (4.0, 0.9, 2.131_846_786),
            (3.0, 0.2, 0.276_670_662),
        ] {
            let found = Reference::Student(df).critical(level);
            assert!((found - expected).abs() < 1e-8, "{df} {level}: {found}");
            assert!((Reference::Student(df).two_sided(-found) - (1.0 - level)).abs() < 1e-12);
        }
        assert!((Reference::Normal.critical(0.95) - 1.959_963_985).abs() < 1e-9);
        assert!((chi_squared_quantile(0.975, 12.0) - 23.336_664).abs() < 1e-6);
        assert!((chi_squared_above(23.336_664, 12.0) - 0.025).abs() < 1e-8);
        // F with one degree of freedom above is the square of t.
        let f = 2.5_f64.powi(2);
        assert!((f_above(f, [1.0, 7.0]) - Reference::Student(7.0).two_sided(2.5)).abs() < 1e-12);
    }
}
