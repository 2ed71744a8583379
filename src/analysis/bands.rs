//! Statistics of a column over trials, each with its Monte Carlo standard error.

use crate::numeric::{mean, quantile_of_sorted, quantiles, sd};
use crate::plan::Plan;

/// The probabilities of the quantiles of a band.
const PROBABILITIES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The 97.5 % quantile of Student's t with 15 degrees of freedom: so many errors make an interval of 95 %, as the errors
/// come from [`Plan::REPLICATES`] replicates.
pub const T95: f64 = 2.131_449_545_559_323;

/// What is told of a column; every number in the unit of the column, NaN where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statistics {
    /// Mean over trials.
    pub mean: f64,
    /// Standard deviation over trials (`n - 1`).
    pub sd: f64,
    /// 5 % of trials lie below.
    pub p05: f64,
    /// 25 % of trials lie below.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75 % of trials lie below.
    pub p75: f64,
    /// 95 % of trials lie below.
    pub p95: f64,
    /// Share of trials above zero, in [0, 1].
    pub p_positive: f64,
}

impl Statistics {
    /// Nothing to tell.
    pub const NONE: Self = Self {
        mean: f64::NAN,
        sd: f64::NAN,
        p05: f64::NAN,
        p25: f64::NAN,
        p50: f64::NAN,
        p75: f64::NAN,
        p95: f64::NAN,
        p_positive: f64::NAN,
    };

    /// The numbers in the order of the columns of `summary.parquet`, `p_positive` last.
    pub const fn list(&self) -> [f64; 8] {
        let Self { mean, sd, p05, p25, p50, p75, p95, p_positive } = *self;
        [mean, sd, p05, p25, p50, p75, p95, p_positive]
    }

    pub(super) const fn from_list(list: [f64; 8]) -> Self {
        let [mean, sd, p05, p25, p50, p75, p95, p_positive] = list;
        Self { mean, sd, p05, p25, p50, p75, p95, p_positive }
    }
}

impl Statistics {
    /// Those of a column whose quantiles are known.
    fn of(column: &[f64], [p05, p25, p50, p75, p95]: [f64; 5]) -> Self {
        let positive = column.iter().filter(|&&x| x > 0.0).count() as f64;
        Self {
            mean: mean(column),
            sd: sd(column),
            p05,
            p25,
            p50,
            p75,
            p95,
            p_positive: positive / column.len() as f64,
        }
    }
}

/// Statistics of a column and how far each would move in another run of the same size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The statistics themselves.
    pub value: Statistics,
    /// Their Monte Carlo standard errors, in the same units; NaN where a replicate has too few trials to tell.
    pub mcse: Statistics,
}

impl Band {
    /// The band of a column with one value for each trial, in the order of the trials.
    ///
    /// All errors come from the [`Plan::REPLICATES`] replicates, which are independent under every design, whatever happens
    /// within one. A mean or a share has the standard deviation of the replicates' means, divided by the root of their
    /// number. The standard deviation `s` has the error of the mean of `(x - mean)^2`, divided by `2 s`. A quantile `q` at
    /// probability `p` has the error `e` of the share of trials up to `q`, read back from shares to values: the distance
    /// between the quantiles at `p - t e` and `p + t e`, divided by `2 t` (Woodruff 1952, doi 10.1080/01621459.1952.10483443).
    /// With `t` of [`T95`] an interval of 95 % has the width it should, and more trials lie in between than with `t = 1`.
    pub fn of(column: &[f64]) -> Self {
        if let Some(&first) = column.first()
            && column.iter().all(|value| value.total_cmp(&first).is_eq())
        {
            return Self::constant(first);
        }
        let mut sorted = column.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let quantile = |p: f64| quantile_of_sorted(&sorted, p);
        let value = Statistics::of(column, PROBABILITIES.map(quantile));
        let (center, [p05, p25, p50, p75, p95]) = (value.mean, PROBABILITIES.map(quantile));
        let share = |at_most: f64| error_of_mean(column, |x| f64::from(u8::from(x <= at_most)));
        let mut error = Statistics {
            mean: error_of_mean(column, |x| x - center),
            p_positive: error_of_mean(column, |x| f64::from(u8::from(x > 0.0))),
            ..Statistics::NONE
        };
        // A replicate of one trial has a mean and a share above zero, but no spread.
        if column.len() >= 2 * Plan::REPLICATES {
            error.sd = error_of_mean(column, |x| (x - center) * (x - center)) / (2.0 * value.sd);
            let of = |p: f64, found: f64| {
                let reach = T95 * share(found);
                (quantile((p + reach).min(1.0)) - quantile((p - reach).max(0.0))) / (2.0 * T95)
            };
            error.p05 = of(0.05, p05);
            error.p25 = of(0.25, p25);
            error.p50 = of(0.5, p50);
            error.p75 = of(0.75, p75);
            error.p95 = of(0.95, p95);
        }
        Self { value, mcse: error }
    }

    /// The same statistics with no error but that of the mean: without the others nothing need be sorted.
    pub fn with_error_of_mean(column: &[f64]) -> Self {
        if let Some(&first) = column.first()
            && column.iter().all(|value| value.total_cmp(&first).is_eq())
        {
            let Self { value, mcse } = Self::constant(first);
            return Self { value, mcse: Statistics { mean: mcse.mean, ..Statistics::NONE } };
        }
        let value = Statistics::of(column, quantiles(&mut column.to_vec(), PROBABILITIES));
        let error = error_of_mean(column, |x| x - value.mean);
        Self { value, mcse: Statistics { mean: error, ..Statistics::NONE } }
    }

    /// The band of a column of which only the mean is told.
    pub fn of_mean(column: &[f64]) -> Self {
        Self::single(mean(column), mcse(column, mean))
    }

    /// A band with nothing but a mean (a probability, a ratio of means) and its error.
    pub const fn single(mean: f64, mcse: f64) -> Self {
        Self {
            value: Statistics { mean, ..Statistics::NONE },
            mcse: Statistics { mean: mcse, ..Statistics::NONE },
        }
    }

    /// The same band without its share above zero, where that says nothing.
    #[must_use]
    pub const fn without_sign(mut self) -> Self {
        self.value.p_positive = f64::NAN;
        self.mcse.p_positive = f64::NAN;
        self
    }

    const fn constant(value: f64) -> Self {
        let p_positive = if value > 0.0 { 1.0 } else { 0.0 };
        let list = [value, 0.0, value, value, value, value, value, p_positive];
        Self { value: Statistics::from_list(list), mcse: Statistics::from_list([0.0; 8]) }
    }
}

/// Monte Carlo standard error of any statistic of a column, from the replicates.
pub fn mcse(column: &[f64], statistic: impl Fn(&[f64]) -> f64) -> f64 {
    standard_error(&std::array::from_fn(|replicate| {
        let part = column.iter().skip(replicate).step_by(Plan::REPLICATES);
        statistic(&part.copied().collect::<Vec<f64>>())
    }))
}

/// Standard error of the mean of `f`, from the replicates: all sixteen side by side, one number of each at a time.
fn error_of_mean(column: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    // `Plan::replicate` deals the trials round.
    let mut sums = [0.0; Plan::REPLICATES];
    let (rounds, rest) = column.as_chunks::<{ Plan::REPLICATES }>();
    for round in rounds {
        for (sum, x) in sums.iter_mut().zip(round) {
            *sum += f(*x);
        }
    }
    for (sum, x) in sums.iter_mut().zip(rest) {
        *sum += f(*x);
    }
    for (replicate, sum) in sums.iter_mut().enumerate() {
        *sum /= (rounds.len() + usize::from(replicate < rest.len())) as f64;
    }
    standard_error(&sums)
}

/// Standard error of the mean of independent replicates.
pub(super) fn standard_error(of_replicates: &[f64; Plan::REPLICATES]) -> f64 {
    sd(of_replicates) / (Plan::REPLICATES as f64).sqrt()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn replicates_are_dealt_as_the_plan_says() {
        // 100 trials: four replicates have seven of them, the others six. Both ways of dealing agree.
        let column: Vec<f64> = (0..100).map(|trial| f64::from(trial * trial % 37)).collect();
        let means: [f64; Plan::REPLICATES] = std::array::from_fn(|replicate| {
            let own = (0..100).filter(|&trial| Plan::replicate(trial) == replicate);
            mean(&own.map(|trial| column[trial]).collect::<Vec<f64>>())
        });
        let known = standard_error(&means);
        assert!((error_of_mean(&column, |x| x) - known).abs() < 1e-12);
        assert!((mcse(&column, mean) - known).abs() < 1e-12);
    }

    #[test]
    fn a_known_column() {
        let column: Vec<f64> = (0..=1600).map(|i| f64::from(i) - 400.0).collect();
        let band = Band::of(&column);
        assert_eq!(band.value.mean, 400.0);
        assert_eq!(
            [band.value.p05, band.value.p25, band.value.p50, band.value.p75, band.value.p95],
            [-320.0, 0.0, 400.0, 800.0, 1120.0]
        );
        assert_eq!(band.value.p_positive, 1200.0 / 1601.0);
    }

    #[test]
    fn the_error_of_the_mean_is_that_of_the_replicates() {
        // Replicate r holds only the value r: the means are 0..15, sd sqrt(16 * 17 / 12), error that over 4.
        let column: Vec<f64> = (0..160).map(|trial| f64::from(trial % 16)).collect();
        let band = Band::of(&column);
        assert!((band.mcse.mean - (16.0_f64 * 17.0 / 12.0).sqrt() / 4.0).abs() < 1e-12);
    }

    #[test]
    fn the_error_of_a_quantile_is_read_back_from_that_of_its_share() {
        // Ten times each of 0..15; replicate r holds only r. The median is 7.5: half of the replicates lie wholly below it. The
        // share has the sd sqrt(4 / 15) over replicates and the error e, that over 4, 0.1291. At ranks 159 (0.5 -+ 2.1314 e),
        // 35.75 and 123.25, lie 3 and 12.
        let column: Vec<f64> = (0..160).map(|trial| f64::from(trial % 16)).collect();
        let band = Band::of(&column);
        assert_eq!((band.value.p50, band.mcse.p50), (7.5, 9.0 / (2.0 * T95)));
        // The mean of (x - 7.5)^2 over replicates: (r - 7.5)^2, with sd 19.51 (n - 1), over 4, over twice the sd 4.624.
        let squares: Vec<f64> = (0..16).map(|r| (f64::from(r) - 7.5).powi(2)).collect();
        assert!((band.mcse.sd - sd(&squares) / 4.0 / (2.0 * band.value.sd)).abs() < 1e-12);
    }

    #[test]
    fn a_quantile_on_a_value_that_many_share_has_no_error() {
        // Six in ten are 0: the quarter lies safely on it.
        let column: Vec<f64> =
            (0..1600).map(|i| f64::max(0.0, f64::from(i * 7 % 10) - 5.0)).collect();
        let band = Band::of(&column);
        assert_eq!((band.value.p25, band.mcse.p25), (0.0, 0.0));
    }

    #[test]
    fn replicates_of_one_trial_tell_the_error_of_means_alone() {
        let column: Vec<f64> = (0..16).map(f64::from).collect();
        let error = Band::of(&column).mcse;
        assert!(error.mean > 0.0 && error.p_positive > 0.0);
        assert!(error.sd.is_nan() && error.p05.is_nan() && error.p95.is_nan());
    }

    #[test]
    fn with_the_error_of_the_mean_alone_the_statistics_are_the_same() {
        for trials in [16_u32, 100, 1601] {
            let column: Vec<f64> =
                (0..trials).map(|i| f64::from(i * 7919 % 1009) / 3.0 - 100.0).collect();
            let (all, some) = (Band::of(&column), Band::with_error_of_mean(&column));
            assert_eq!(all.value, some.value);
            assert_eq!(all.mcse.mean, some.mcse.mean);
            assert!(some.mcse.p50.is_nan());
        }
        let constant = Band::with_error_of_mean(&[2.0; 32]);
        assert_eq!((constant.value.p95, constant.mcse.mean), (2.0, 0.0));
    }

    #[test]
    fn a_constant_column_has_no_error() {
        let band = Band::of(&[0.3; 64]);
        assert_eq!((band.value.mean, band.value.sd, band.value.p05), (0.3, 0.0, 0.3));
        assert_eq!(band.mcse.list(), [0.0; 8]);
        assert_eq!(band.value.p_positive, 1.0);
    }
}
