//! The expected value of perfect information: what knowing everything before choosing would be worth.

use super::fault::{Fault, checked_choice};
use super::spread::{error_of_mean, highest, less};
use crate::numeric::mean;

/// What uncertainty costs whoever has to choose. Lists are in the order of the options; money in the unit of the net benefits.
#[derive(Debug, Clone, PartialEq)]
pub struct Evpi {
    /// Expected value of perfect information, at least 0: the smallest of [`Self::expected_loss`].
    pub value: f64,
    /// Its standard error.
    pub error: f64,
    /// The option with the highest mean net benefit, the first of equals.
    pub best: usize,
    /// Mean net benefit.
    pub expected_net: Vec<f64>,
    /// Share of draws in which no other option has a higher net benefit, in [0, 1]; a tie goes to the first. They sum to one.
    pub p_best: Vec<f64>,
    /// Mean of what the best option of each draw has more than this one, at least 0.
    pub expected_loss: Vec<f64>,
}

/// Expected value of perfect information, `mean_k max_d net_dk - max_d mean_k net_dk`.
///
/// Source: H. Raiffa and R. Schlaifer (1961), Applied Statistical Decision Theory; for health economics K. Claxton (1999),
/// doi 10.1016/S0167-6296(98)00039-3. The error is that of the mean loss of the best option, as if it were known which that is.
/// Where the best two are as good as equal, the highest of means tends to be too high, and the value too low, by less
/// than its error.
///
/// `nets` has a column for each option; `replicates` is explained at [`evppi`](super::evppi()).
///
/// # Errors
///
/// Fewer than two options, columns of different lengths, numbers that are not finite, fewer than two draws, or replicates
/// that the draws cannot fill.
pub fn evpi(nets: &[Vec<f64>], replicates: Option<usize>) -> Result<Evpi, Fault> {
    let rows = checked_choice(nets, replicates)?;
    let winners: Vec<usize> = (0..rows)
        .map(|k| {
            (1..nets.len()).fold(0, |best, d| if nets[d][k] > nets[best][k] { d } else { best })
        })
        .collect();
    let most: Vec<f64> = winners.iter().enumerate().map(|(k, &d)| nets[d][k]).collect();
    let losses: Vec<Vec<f64>> = nets.iter().map(|net| less(&most, net)).collect();
    let expected_loss: Vec<f64> = losses.iter().map(|loss| mean(loss)).collect();
    let expected_net: Vec<f64> = nets.iter().map(|net| mean(net)).collect();
    let best = highest(&expected_net);
    let won = |d| winners.iter().filter(|&&winner| winner == d).count();
    Ok(Evpi {
        value: expected_loss[best],
        error: error_of_mean(&losses[best], replicates),
        best,
        expected_net,
        p_best: (0..nets.len()).map(|d| won(d) as f64 / rows as f64).collect(),
        expected_loss,
    })
}

#[cfg(test)]
mod tests {
    use super::super::cases::{Linear, shuffled};
    use super::*;

    #[test]
    fn the_linear_model_has_its_closed_value() {
        for (mean, k) in [(1.0, 1.0), (1.0, 2.0), (1.0, 3.0), (0.0, 1.0)] {
            let case = Linear { mean, k };
            let found = evpi(&case.nets(65_536, 11), None).unwrap();
            // Four standard errors: one in 16,000 by chance.
            assert!((found.value - case.evpi()).abs() < 4.0 * found.error, "{mean} {k}: {found:?}");
            assert!(found.error < 0.01);
        }
    }

    #[test]
    fn published_digits() {
        let digits = [
            (1.0, 1.0, 0.479_810_7),
            (1.0, 2.0, 0.399_282_5),
            (1.0, 3.0, 0.409_463_4),
            (0.0, 1.0, 0.892_062_1),
        ];
        for (mean, k, known) in digits {
            assert!((Linear { mean, k }.evpi() - known).abs() < 1e-7, "{mean} {k}");
        }
    }

    #[test]
    fn by_hand_with_ties() {
        // Option 2 gains 3 in a quarter of the draws and loses 1 in the others.
        let gain = |k: usize| if k.is_multiple_of(4) { 3.0 } else { -1.0 };
        let nets = [vec![0.0; 64], vec![0.0; 64], (0..64).map(gain).collect()];
        let found = evpi(&nets, Some(16)).unwrap();
        assert_eq!(found.p_best, [0.75, 0.0, 0.25]);
        assert_eq!(found.expected_loss, [0.75, 0.75, 0.75]);
        assert_eq!((found.best, found.value.to_bits()), (0, 0.75_f64.to_bits()));
    }

    #[test]
    fn the_value_is_the_lower_envelope_of_the_losses_and_shuffling_changes_nothing() {
        for seed in 0..20 {
            let nets: Vec<Vec<f64>> = (0..4)
                .filter_map(|d| {
                    Linear { mean: 0.2 * f64::from(d), k: 1.0 }
                        .nets(500, seed + 100 * d as u64)
                        .pop()
                })
                .collect();
            let found = evpi(&nets, None).unwrap();
            let least = found.expected_loss.iter().copied().fold(f64::INFINITY, f64::min);
            assert!((found.value - least).abs() < 1e-12 && found.value >= 0.0);
            assert!((found.p_best.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let other = evpi(&shuffled(&nets), None).unwrap();
            assert!((found.value - other.value).abs() < 1e-12);
            assert!((found.error - other.error).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_to_choose_is_a_fault() {
        assert_eq!(evpi(&[vec![1.0; 9]], None), Err(Fault::NoChoice { options: 1 }));
        assert_eq!(evpi(&[], None), Err(Fault::NoChoice { options: 0 }));
    }
}
