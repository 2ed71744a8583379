//! Sums, means, standard deviations and correlations of columns, in an order that never changes.

/// Numbers added one after another before pairs of sums are added.
const BLOCK: usize = 128;

/// Sum by halves (pairwise summation): the rounding error grows with the logarithm of the length (Higham 1993,
/// doi 10.1137/0914050), and the order depends on the length alone.
pub fn sum(values: &[f64]) -> f64 {
    sum_of(values.len(), &|index| values[index])
}

/// Mean; NaN for no values. A constant column has exactly its constant as mean.
pub fn mean(values: &[f64]) -> f64 {
    let Some(&first) = values.first() else { return f64::NAN };
    // Around the first value, so that constants are exact and large offsets lose no digits.
    first + sum_of(values.len(), &|index| values[index] - first) / values.len() as f64
}

/// Standard deviation with `n - 1`; NaN for fewer than two values, exactly 0 for a constant column.
pub fn sd(values: &[f64]) -> f64 {
    let mean = mean(values);
    squares(values, mean, values, mean).map_or(f64::NAN, f64::sqrt)
}

/// Pearson's correlation of two columns of the same length; NaN where either does not vary.
pub fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let of = |x, mean_x, y, mean_y| squares(x, mean_x, y, mean_y).unwrap_or(f64::NAN);
    let spread = (of(a, mean_a, a, mean_a) * of(b, mean_b, b, mean_b)).sqrt();
    if spread > 0.0 { (of(a, mean_a, b, mean_b) / spread).clamp(-1.0, 1.0) } else { f64::NAN }
}

/// `sum (a - mean_a)(b - mean_b) / (n - 1)`; none for fewer than two values.
fn squares(a: &[f64], mean_a: f64, b: &[f64], mean_b: f64) -> Option<f64> {
    let length = a.len().min(b.len());
    (length > 1).then(|| {
        sum_of(length, &|index| (a[index] - mean_a) * (b[index] - mean_b)) / (length - 1) as f64
    })
}

/// Pairwise sum of `term(0) + … + term(length - 1)`.
fn sum_of(length: usize, term: &impl Fn(usize) -> f64) -> f64 {
    sum_between(0, length, term)
}

fn sum_between(start: usize, end: usize, term: &impl Fn(usize) -> f64) -> f64 {
    if end - start <= BLOCK {
        return (start..end).fold(0.0, |total, index| total + term(index));
    }
    // Halves of whole blocks, so that blocks stay full.
    let middle = start + (end - start).div_ceil(2).next_multiple_of(BLOCK).min(end - start - 1);
    sum_between(start, middle, term) + sum_between(middle, end, term)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn closed_forms() {
        let values: Vec<f64> = (1..=1000).map(f64::from).collect();
        assert_eq!(sum(&values), 500_500.0);
        assert_eq!(mean(&values), 500.5);
        // Variance of 1..n is n (n + 1) / 12.
        assert!((sd(&values).powi(2) - 1000.0 * 1001.0 / 12.0).abs() < 1e-6);
    }

    #[test]
    fn a_constant_column_has_no_spread_at_all() {
        let values = vec![0.1; 777];
        assert_eq!(mean(&values), 0.1);
        assert_eq!(sd(&values), 0.0);
    }

    #[test]
    fn a_large_offset_costs_no_digits() {
        let values: Vec<f64> = (0..4096).map(|i| 1e12 + f64::from(i % 2)).collect();
        assert!((sd(&values).powi(2) - 0.25 * 4096.0 / 4095.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_and_one_have_no_spread() {
        assert!(mean(&[]).is_nan());
        assert!(sd(&[]).is_nan());
        assert!(sd(&[3.0]).is_nan());
        assert_eq!(mean(&[3.0]), 3.0);
        assert_eq!(sum(&[]), 0.0);
    }

    #[test]
    fn correlation_of_a_line_is_one_and_of_a_constant_is_nothing() {
        let a: Vec<f64> = (0..500).map(f64::from).collect();
        let b: Vec<f64> = a.iter().map(|x| 3.0 - 2.0 * x).collect();
        assert!((correlation(&a, &b) + 1.0).abs() < 1e-12);
        assert!(correlation(&a, &vec![1.0; 500]).is_nan());
    }

    #[test]
    fn every_length_sums_every_term_once() {
        for length in 0..1500 {
            assert_eq!(sum(&vec![1.0; length]), length as f64);
        }
    }
}
