//! Quantiles of a sample.

/// Quantiles of `values` at `probabilities` (each in [0, 1], ascending), type 7 of Hyndman and Fan (1996, doi
/// 10.1080/00031305.1996.10473566), the default of R and NumPy:
///
/// `h = (n - 1) p`, `q = x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h])` with `x` in ascending order.
///
/// NaN for no values, or where a value is NaN. Reorders `values`; nothing is sorted that need not be.
pub fn quantiles<const N: usize>(values: &mut [f64], probabilities: [f64; N]) -> [f64; N] {
    let mut found = [f64::NAN; N];
    if values.is_empty() || values.iter().any(|value| value.is_nan()) {
        return found;
    }
    // Everything before `done` is in its final place or smaller than what follows.
    let mut done = 0;
    for (quantile, probability) in found.iter_mut().zip(probabilities) {
        let position = (values.len() - 1) as f64 * probability;
        let below = (position as usize).clamp(done, values.len() - 1);
        let (_, &mut lower, above) =
            values[done..].select_nth_unstable_by(below - done, f64::total_cmp);
        done = below;
        let share = position - below as f64;
        // The next value is looked for only where it counts.
        *quantile = if share > 0.0 {
            let next = above.iter().copied().fold(f64::INFINITY, f64::min);
            if next > lower { lower + share * (next - lower) } else { lower }
        } else {
            lower
        };
    }
    found
}

/// The quantile of type 7 at `probability` of values in ascending order of [`f64::total_cmp`]; NaN for no values, or where
/// the last value is NaN.
pub fn quantile_of_sorted(sorted: &[f64], probability: f64) -> f64 {
    let Some(&last) = sorted.last().filter(|last| !last.is_nan()) else { return f64::NAN };
    let position = (sorted.len() - 1) as f64 * probability;
    let below = position as usize;
    let (lower, next) = (sorted[below.min(sorted.len() - 1)], sorted.get(below + 1).copied());
    let (share, next) = (position - below as f64, next.unwrap_or(last));
    // Equal neighbours, infinities among them, need no step.
    if next > lower && share > 0.0 { lower + share * (next - lower) } else { lower }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn as_r_and_numpy_give_them() {
        // quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(.05, .25, .5, .75, .95)) in R.
        let mut values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
        let found = quantiles(&mut values, [0.05, 0.25, 0.5, 0.75, 0.95]);
        for (found, known) in found.into_iter().zip([1.0, 1.75, 3.5, 5.25, 7.95]) {
            assert!((found - known).abs() < 1e-12, "{found} {known}");
        }
    }

    #[test]
    fn sorted_or_not_the_quantile_is_the_same() {
        let mut values: Vec<f64> = (0..57).map(|i| f64::from(i * i % 23)).collect();
        let probabilities = [0.0, 0.031, 0.25, 0.5, 0.77, 0.95, 1.0];
        let found = quantiles(&mut values.clone(), probabilities);
        values.sort_unstable_by(f64::total_cmp);
        assert_eq!(found, probabilities.map(|p| quantile_of_sorted(&values, p)));
        assert!(
            quantile_of_sorted(&[], 0.5).is_nan()
                && quantile_of_sorted(&[1.0, f64::NAN], 0.1).is_nan()
        );
    }

    #[test]
    fn the_ends_are_the_least_and_the_most() {
        let mut values: Vec<f64> = (0..1000).map(|i| f64::from((i * 7919) % 1000)).collect();
        assert_eq!(quantiles(&mut values, [0.0, 0.0, 0.5, 1.0]), [0.0, 0.0, 499.5, 999.0]);
    }

    #[test]
    fn one_value_is_every_quantile_and_none_is_nan() {
        assert_eq!(quantiles(&mut [2.0], [0.0, 0.3, 1.0]), [2.0; 3]);
        assert!(quantiles(&mut [], [0.5])[0].is_nan());
        assert!(quantiles(&mut [1.0, f64::NAN], [0.5])[0].is_nan());
    }

    #[test]
    fn infinities_are_no_disaster() {
        let mut values = [f64::INFINITY, f64::INFINITY, 1.0];
        assert_eq!(quantiles(&mut values, [0.9]), [f64::INFINITY]);
    }
}
