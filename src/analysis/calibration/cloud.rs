//! Weighted points in batches independent of each other, and what their means, spreads and quantiles are.

/// Independent batches; Monte Carlo errors come from the differences between them.
pub(super) const BATCHES: usize = 16;

/// Points with weights that sum to one. Point `i` belongs to batch `i mod 16`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cloud {
    /// Normal scores before coupling, one column an input.
    pub(super) scores: Vec<Vec<f64>>,
    /// One column a figure.
    pub(super) figures: Vec<Vec<f64>>,
    pub(super) weights: Vec<f64>,
}

impl Cloud {
    /// Mean of a function of the points and its jackknife error over batches, `sqrt(15/16 sum (m_(b) - m)^2)` with `m_(b)` the
    /// mean without batch `b` (Tukey 1958; a ratio, so that weights may differ between batches).
    pub(super) fn mean(&self, value: impl Fn(usize) -> f64) -> (f64, f64) {
        let mut sums = [[0.0; 2]; BATCHES];
        for (point, &weight) in self.weights.iter().enumerate() {
            if weight > 0.0 {
                let [weights, values] = &mut sums[point % BATCHES];
                *weights += weight;
                *values += weight * value(point);
            }
        }
        jackknife(|left| {
            let kept = || sums.iter().enumerate().filter(|(batch, _)| Some(*batch) != left);
            let weights: f64 = kept().map(|(_, sum)| sum[0]).sum();
            kept().map(|(_, sum)| sum[1]).sum::<f64>() / weights
        })
    }

    /// Mean and standard deviation of a column of scores.
    pub(super) fn spread(&self, column: &[f64]) -> (f64, f64) {
        let (mean, _) = self.mean(|point| column[point]);
        let (variance, _) = self.mean(|point| (column[point] - mean).powi(2));
        (mean, variance.sqrt())
    }

    /// Sum over inputs of `1 - variance of the score`, and its error: the trace of what the figures took away.
    pub(super) fn informed(&self) -> (f64, f64) {
        // Moments of every input in every batch.
        let moments: Vec<[[f64; 3]; BATCHES]> = self
            .scores
            .iter()
            .map(|column| {
                let mut sums = [[0.0; 3]; BATCHES];
                for (point, (&z, &weight)) in column.iter().zip(&self.weights).enumerate() {
                    if weight > 0.0 {
                        let sum = &mut sums[point % BATCHES];
                        for (sum, term) in sum.iter_mut().zip([1.0, z, z * z]) {
                            *sum += weight * term;
                        }
                    }
                }
                sums
            })
            .collect();
        jackknife(|left| {
            moments
                .iter()
                .map(|batches| {
                    let mut total = [0.0; 3];
                    for (_, sum) in batches.iter().enumerate().filter(|(at, _)| Some(*at) != left) {
                        for (total, sum) in total.iter_mut().zip(sum) {
                            *total += sum;
                        }
                    }
                    let mean = total[1] / total[0];
                    1.0 - (total[2] / total[0] - mean * mean)
                })
                .sum()
        })
    }

    /// Quantiles of a column at ascending probabilities: the least value at or below which lies that much weight. Values that are
    /// no numbers are left out; NaN where nothing is left.
    pub(super) fn quantiles<const N: usize>(&self, column: &[f64], at: [f64; N]) -> [f64; N] {
        let mut order: Vec<(f64, f64)> = column
            .iter()
            .zip(&self.weights)
            .filter(|(value, weight)| !value.is_nan() && **weight > 0.0)
            .map(|(value, weight)| (*value, *weight))
            .collect();
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let total: f64 = order.iter().map(|(_, weight)| weight).sum();
        let mut found = [f64::NAN; N];
        let (mut below, mut place) = (0.0, 0);
        for (found, probability) in found.iter_mut().zip(at) {
            // Sums of weights are exact to rounding only.
            let enough = probability * total * (1.0 - 1e-12);
            while place + 1 < order.len() && below + order[place].1 < enough {
                below += order[place].1;
                place += 1;
            }
            *found = order.get(place).map_or(f64::NAN, |(value, _)| *value);
        }
        found
    }
}

/// An estimate from all batches and its jackknife error from those without one each.
fn jackknife(estimate: impl Fn(Option<usize>) -> f64) -> (f64, f64) {
    let without: Vec<f64> = (0..BATCHES).map(|batch| estimate(Some(batch))).collect();
    let centre = crate::numeric::mean(&without);
    let squares: f64 = without.iter().map(|value| (value - centre).powi(2)).sum();
    let error = (squares * (BATCHES - 1) as f64 / BATCHES as f64).sqrt();
    // Where one batch holds all the weight, nothing is known of the error.
    (estimate(None), if error.is_nan() { f64::INFINITY } else { error })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    fn cloud(weights: Vec<f64>, column: Vec<f64>) -> Cloud {
        Cloud { scores: vec![column], figures: vec![], weights }
    }

    #[test]
    fn equal_weights_give_the_mean_and_its_usual_error() {
        // One point a batch: the jackknife is sd / sqrt(16), sd^2 = 16 17 / 12 for 0 … 15.
        let values: Vec<f64> = (0..16).map(f64::from).collect();
        let cloud = cloud(vec![1.0 / 16.0; 16], values.clone());
        let (mean, error) = cloud.mean(|point| values[point]);
        assert!((mean - 7.5).abs() < 1e-12);
        assert!((error - (17.0_f64 / 12.0).sqrt()).abs() < 1e-12);
        let (informed, _) = cloud.informed();
        assert!((informed - (1.0 - 255.0 / 12.0)).abs() < 1e-9);
        assert_eq!(cloud.quantiles(&values, [0.0, 0.5, 1.0]), [0.0, 7.0, 15.0]);
    }

    #[test]
    fn one_batch_with_all_the_weight_has_no_known_error() {
        let mut weights = vec![0.0; 32];
        weights[3] = 1.0;
        let column: Vec<f64> = (0..32).map(f64::from).collect();
        let cloud = cloud(weights, column.clone());
        assert_eq!(cloud.mean(|point| column[point]), (3.0, f64::INFINITY));
        assert_eq!(cloud.quantiles(&column, [0.05, 0.95]), [3.0, 3.0]);
        assert!(cloud.quantiles(&[f64::NAN; 32], [0.5])[0].is_nan());
    }
}
