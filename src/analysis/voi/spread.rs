//! Means of columns with their standard errors, for independent draws and for replicates.

use crate::numeric::{mean, sd};

/// Standard error of the mean of `values`, in their unit.
///
/// `replicates` none: all draws are independent, `sd / sqrt(rows)`. Some `R`: draw `k` belongs to replicate `k mod R`, only replicates
/// are independent of each other, and the error is the standard deviation of their means divided by `sqrt(R)`; an interval
/// from it needs Student's t with `R - 1` degrees of freedom.
pub(super) fn error_of_mean(values: &[f64], replicates: Option<usize>) -> f64 {
    let Some(replicates) = replicates else {
        return sd(values) / (values.len() as f64).sqrt();
    };
    let means: Vec<f64> = (0..replicates)
        .map(|first| {
            mean(&values.iter().skip(first).step_by(replicates).copied().collect::<Vec<f64>>())
        })
        .collect();
    sd(&means) / (replicates as f64).sqrt()
}

/// Place of the highest number, the first of equals; 0 for none.
pub(super) fn highest(values: &[f64]) -> usize {
    (1..values.len()).fold(0, |best, place| if values[place] > values[best] { place } else { best })
}

/// `a - b`, draw by draw.
pub(super) fn less(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// The mean product of two columns.
pub(super) fn mean_product(a: &[f64], b: &[f64]) -> f64 {
    // Four sums side by side: one after another would wait for each addition.
    let mut sums = [0.0; 4];
    let (fours, rest) = a.as_chunks::<4>();
    let (others, last) = b.as_chunks::<4>();
    for (x, y) in fours.iter().zip(others) {
        for k in 0..4 {
            sums[k] += x[k] * y[k];
        }
    }
    let rest: f64 = rest.iter().zip(last).map(|(x, y)| x * y).sum();
    ((sums[0] + sums[1]) + (sums[2] + sums[3]) + rest) / a.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replicates_that_agree_leave_no_error() {
        // 0, 1, 0, 1 …: two draws of each replicate of four differ from those of the others, of two not at all within one.
        let values: Vec<f64> = (0..32).map(|k| f64::from(k / 2 % 2)).collect();
        assert!(error_of_mean(&values, Some(2)).abs() < 1e-15);
        assert!(
            (error_of_mean(&values, None) - (8.0_f64 / 31.0).sqrt() / 32.0_f64.sqrt()).abs()
                < 1e-15
        );
        // Means of four replicates: 0, 0, 1, 1; their sd is sqrt(1 / 3).
        assert!((error_of_mean(&values, Some(4)) - (1.0_f64 / 12.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_mean_product_counts_every_row() {
        for rows in 1..20 {
            let ones = vec![1.0; rows];
            let values: Vec<f64> = (0..rows).map(|k| k as f64).collect();
            assert!((mean_product(&ones, &values) - (rows - 1) as f64 / 2.0).abs() < 1e-14);
        }
    }
}
