//! What published ratios of one kind say together, when nothing is known of how sure each is.

use super::sensitivity::student;
use crate::numeric::{mean, sd};

/// Ratios of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratios {
    /// Geometric mean; NaN where there are none.
    pub mean: f64,
    /// 95 % interval of it, by Student's t on the logarithms; none for fewer than two. The ratios weigh the same, for without
    /// standard errors nothing tells them apart, so this is no pooled effect.
    pub interval: Option<[f64; 2]>,
}

/// What ratios above 0 say together.
pub fn ratios_together(ratios: &[f64]) -> Ratios {
    let logs: Vec<f64> = ratios.iter().map(|ratio| ratio.ln()).collect();
    if logs.is_empty() {
        return Ratios { mean: f64::NAN, interval: None };
    }
    let center = mean(&logs);
    let interval = (logs.len() > 1).then(|| {
        let count = logs.len() as f64;
        let reach = student(0.95, count - 1.0) * sd(&logs) / count.sqrt();
        [(center - reach).exp(), (center + reach).exp()]
    });
    Ratios { mean: center.exp(), interval }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ratios_have_a_mean_and_a_wide_interval_and_one_has_none() {
        let two = ratios_together(&[1.0, 4.0]);
        assert!((two.mean - 2.0).abs() < 1e-12);
        let [low, high] = two.interval.unwrap();
        // sd of (0, ln 4) is ln 4 / sqrt 2, over sqrt 2 again; t(1) at 97.5 % is 12.7062.
        let reach = 12.706_204_736_432_1 * 4.0_f64.ln() / 2.0;
        assert!((high.ln() - 2.0_f64.ln() - reach).abs() < 1e-9 && (low * high - 4.0).abs() < 1e-9);
        assert_eq!(ratios_together(&[3.0]).interval, None);
        assert!(ratios_together(&[]).mean.is_nan());
    }
}
