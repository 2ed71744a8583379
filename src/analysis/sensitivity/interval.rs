//! An estimate with its interval, and intervals from independent replicates.

use crate::numeric::incomplete_beta::IncompleteBeta;
use crate::numeric::special::normal_quantile;

/// What differs by less than this share is told apart by rounding alone.
pub(super) const ROUNDING: f64 = 1e-12;

/// An estimate with an interval of a stated confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// The estimate as it came out. It can lie below 0 by chance; then it is no fact, see [`Index::distinguishable`].
    pub value: f64,
    /// Lower end of the interval.
    pub lo: f64,
    /// Upper end of the interval.
    pub hi: f64,
    /// False where the interval includes 0: to be told as "not distinguishable from 0", not as a number.
    pub distinguishable: bool,
}

impl Index {
    /// The estimate plus and minus `half`; what is not above `rounding` in size is not told from 0.
    pub(super) fn around(value: f64, half: f64, rounding: f64) -> Self {
        let (lo, hi) = (value - half, value + half);
        Self { value, lo, hi, distinguishable: lo > rounding || hi < -rounding }
    }

    /// A share of a variance plus and minus `half`.
    pub(super) fn share(value: f64, half: f64) -> Self {
        Self::around(value, half, ROUNDING)
    }

    /// A share of a variance by the jackknife over independent replicates (Tukey 1958; Efron and Stein 1981, doi 10.1214/aos/1176345462): `whole` is
    /// the estimate from all, `without[r]` from all but replicate `r`, `quantile` that of Student's t with one degree of
    /// freedom less than replicates.
    ///
    /// `error^2 = (R - 1) / R sum over r of (without[r] - mean of without)^2`
    ///
    /// Where an estimate does not exist without some replicate, the interval has no ends: minus infinity to infinity.
    pub(super) fn jackknife(whole: f64, without: &[f64], quantile: f64) -> Self {
        if without.iter().any(|value| !value.is_finite()) {
            return Self::share(whole, f64::INFINITY);
        }
        let count = without.len() as f64;
        let mean = crate::numeric::mean(without);
        let squares: f64 = without.iter().map(|value| (value - mean).powi(2)).sum();
        Self::share(whole, quantile * ((count - 1.0) / count * squares).sqrt())
    }
}

/// Refuses a level of confidence outside (0, 1).
pub(super) fn confidence(level: f64) -> Result<(), &'static str> {
    let inside = level > 0.0 && level < 1.0;
    if inside { Ok(()) } else { Err("the level of confidence must lie between 0 and 1") }
}

/// The `t` with probability `level` between `-t` and `t` under Student's t.
///
/// With `nu` degrees of freedom `P(|T| > t) = I_x(nu / 2, 1 / 2)` at `x = nu / (nu + t^2)` (Abramowitz and Stegun 1964, 26.7.1).
pub(in crate::analysis) fn student(level: f64, freedom: f64) -> f64 {
    let x = IncompleteBeta::new(freedom / 2.0, 0.5).quantile(1.0 - level);
    (freedom * (1.0 - x) / x).sqrt()
}

/// The `z` with probability `level` between `-z` and `z` under the normal law.
pub(super) fn normal(level: f64) -> f64 {
    normal_quantile(f64::midpoint(1.0, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        assert!((student(0.95, 15.0) - 2.131_449_545_559_323).abs() < 1e-9);
        assert!((student(0.99, 15.0) - 2.946_712_883_338_613).abs() < 1e-9);
        // With one degree of freedom: tan(pi level / 2).
        assert!((student(0.5, 1.0) - 1.0).abs() < 1e-9);
        assert!((normal(0.95) - 1.959_963_984_540_054).abs() < 1e-12);
    }

    #[test]
    fn the_jackknife_of_a_mean_is_its_standard_error() {
        let values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
        let sum: f64 = values.iter().sum();
        let without: Vec<f64> = values.iter().map(|value| (sum - value) / 7.0).collect();
        let index = Index::jackknife(sum / 8.0, &without, 1.0);
        let error = crate::numeric::sd(&values) / 8.0_f64.sqrt();
        assert!((index.hi - index.value - error).abs() < 1e-12);
        assert!(index.distinguishable);
    }

    #[test]
    fn an_estimate_that_hangs_on_one_replicate_has_no_ends() {
        let index = Index::jackknife(0.5, &[0.4, f64::NAN, 0.6], 2.0);
        assert_eq!((index.lo, index.hi), (f64::NEG_INFINITY, f64::INFINITY));
        assert!(!index.distinguishable);
    }

    #[test]
    fn an_interval_around_0_is_not_distinguishable_from_0() {
        assert!(!Index::share(-0.1, 0.2).distinguishable);
        assert!(!Index::share(0.0, 0.0).distinguishable);
        assert!(!Index::share(1e-17, 0.0).distinguishable);
        assert!(Index::share(-0.3, 0.2).distinguishable);
    }

    #[test]
    fn a_level_lies_inside_0_and_1() {
        assert!(confidence(0.9).is_ok());
        assert!([0.0, 1.0, f64::NAN].into_iter().all(|level| confidence(level).is_err()));
    }
}
