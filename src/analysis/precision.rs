//! How large the error of the simulation still is beside what is told.

use super::bands::Band;
use super::figures::measured;
use crate::engine::{Measure, Sample};

/// The largest, over arms with staff, of the Monte Carlo standard error of the mean net, as a share of that mean or of half its
/// 90 % band, whichever is larger.
///
/// Of the mean alone it would be beyond bounds for an arm that just breaks even. Zero where nothing is uncertain; NaN with too
/// few trials to know the error.
pub fn relative_error(sample: &Sample) -> f64 {
    let arms = 0..sample.measures.len_of(ndarray::Axis(1));
    arms.map(|arm| {
        let band = Band::of(&measured(sample, Measure::NetPv, arm));
        let half = (band.value.p95 - band.value.p05) / 2.0;
        let scale = band.value.mean.abs().max(half);
        // An arm without staff has nothing to be uncertain about.
        if scale > 0.0 { band.mcse.mean / scale } else { 0.0 }
    })
    // Unlike `f64::max` this keeps NaN.
    .fold(0.0, |worst: f64, next| if next > worst || next.is_nan() { next } else { worst })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::sample;

    /// All arms 0 but the last, where every replicate is a constant: 0 or 2, half of the sixteen each, plus `shift`.
    fn two_values(shift: f64) -> Sample {
        let mut sample = sample(64);
        for arm in 0..3 {
            for trial in 0..64 {
                let value = if arm < 2 { 0.0 } else { shift + f64::from(trial as u32 % 2) * 2.0 };
                sample.measures[[Measure::NetPv.index(), arm, trial]] = value;
            }
        }
        sample
    }

    #[test]
    fn the_scale_is_the_mean_or_half_the_band() {
        // Sixteen replicate means, eight 0 and eight 2: sd sqrt(16 / 15), divided by 4. The band goes from 0 to 2.
        let error = (16.0_f64 / 15.0).sqrt() / 4.0;
        assert!((relative_error(&two_values(-1.0)) - error).abs() < 1e-12);
        assert!((relative_error(&two_values(9.0)) - error / 10.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_uncertain_has_no_error() {
        let mut sample = sample(64);
        sample.measures.fill(3.0);
        assert!(relative_error(&sample) == 0.0);
    }
}
