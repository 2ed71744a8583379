//! The expected value of sample information: what a study of a certain size would be worth.

use rayon::prelude::*;

use super::evpi::evpi;
use super::evppi::{Evppi, Group, Method, evppi, increments, one};
use super::fault::Fault;
use super::study::Study;
use crate::numeric::isotonic::rising;
use crate::streams::{Purpose, Source};

/// What a study is worth before its cost; money in the unit of the net benefits.
#[derive(Debug, Clone, PartialEq)]
pub struct Evsi {
    /// Value of knowing the input itself: no study of it is worth more.
    pub limit: Evppi,
    /// One for each size asked for, in that order.
    pub sizes: Vec<EvsiPoint>,
}

/// What a study of one size is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvsiPoint {
    /// Participants, or participants of each arm.
    pub participants: u64,
    /// Expected value of sample information, from 0 to the value of the input; it does not fall from one size to the next.
    pub value: f64,
    /// Its standard error, as if the value had not been put in order.
    pub error: f64,
    /// The estimate of this size alone, before values were put in order.
    pub alone: f64,
}

/// Expected value of sample information of a study of one input, for each of `sizes`.
///
/// In each draw the study is done once with the draw's own value of the input as truth; then net benefits are regressed on what it
/// would find, as for an input in [`evppi`](super::evppi()) (Strong, Oakley, Brennan and Breeze 2015, doi 10.1177/0272989X15575286). The data must depend
/// on nothing else that varies. A value above that of the input is set to it, and values that fall from one size
/// to a larger one are replaced by their mean (the nearest sequence that rises): both hold for the truth.
///
/// `name` is the address of the study's random numbers beside `seed`: other studies have other luck. `replicates` is
/// explained at [`evppi`](super::evppi()).
///
/// # Errors
///
/// Those of [`evppi`](super::evppi()); sizes that do not ascend from at least 1; a study that cannot have its input as truth.
pub fn evsi(
    nets: &[Vec<f64>],
    input: &[f64],
    (study, sizes): (Study, &[u64]),
    (seed, name): (u64, &str),
    replicates: Option<usize>,
) -> Result<Evsi, Fault> {
    if let Some(&first) = sizes.first()
        && (first < 1 || !sizes.is_sorted_by(|a, b| a < b))
    {
        let rule = "the first of sizes that ascend from at least 1";
        return Err(Fault::Range { what: "participants", value: first as f64, rule });
    }
    let best = evpi(nets, replicates)?.best;
    let group = Group { name: name.to_owned(), members: vec![0] };
    let limit = evppi(nets, &[input.to_vec()], &[group], replicates)?.swap_remove(0);
    if limit.method == Method::DoesNotVary {
        let nothing =
            |&participants| EvsiPoint { participants, value: 0.0, error: 0.0, alone: 0.0 };
        return Ok(Evsi { limit, sizes: sizes.iter().map(nothing).collect() });
    }
    let source = Source::new(seed, Purpose::Study, name);
    let summaries = study.summaries(input, sizes, &source)?;
    let increments = increments(nets, best);
    let found: Vec<Evppi> = summaries
        .par_iter()
        .map(|summary| {
            // A study that finds the same in every draw tells nothing.
            let varies = summary.iter().any(|x| x.total_cmp(&summary[0]).is_ne());
            let set: &[usize] = if varies { &[0] } else { &[] };
            one(std::slice::from_ref(summary), set, &increments, replicates)
        })
        .collect::<Result<_, _>>()?;
    let below: Vec<f64> = found.iter().map(|one| one.value.min(limit.value)).collect();
    let points = sizes.iter().zip(&found).zip(rising(&below));
    let sizes = points
        .map(|((&participants, one), value)| EvsiPoint {
            participants,
            value,
            error: one.error,
            alone: one.value,
        })
        .collect();
    Ok(Evsi { limit, sizes })
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::super::cases::{Linear, normals, unit_loss};
    use super::*;
    use crate::numeric::special::normal_cdf;

    const SIZES: [u64; 5] = [1, 4, 16, 64, 1024];

    /// Within four standard errors. Where next to no draw would change the choice, the error is as good as none: a gain of 0.1
    /// in one of 16,384 draws may be missed.
    fn close(point: &EvsiPoint, known: f64) {
        let reach = 4.0 * point.error + 0.1 / 16_384.0;
        assert!((point.value - known).abs() < reach, "{known}: {point:?}");
    }

    #[test]
    fn a_normal_mean_in_the_linear_model_has_its_closed_value() {
        for (mean, k) in [(1.0, 2.0), (1.0, 3.0), (0.0, 1.0)] {
            let case = Linear { mean, k };
            let (nets, inputs) = (case.nets(16_384, 31), case.inputs(16_384, 31));
            let study = Study::Mean { sd: 4.0 };
            let found = evsi(&nets, &inputs[0], (study, &SIZES), (1, "p1"), None).unwrap();
            for point in &found.sizes {
                close(point, case.evsi_p1(point.participants as f64, 4.0));
                assert!(point.value <= found.limit.value);
            }
            assert!(found.sizes.is_sorted_by(|a, b| a.value <= b.value));
            assert!(found.sizes[4].value > 0.9 * found.limit.value);
        }
    }

    #[test]
    fn a_share_with_a_flat_prior_has_its_closed_value() {
        // p uniform, net p - 0.4. After s of n the mean is (s + 1) / (n + 2), and each s is equally likely.
        let rows = 16_384;
        let p: Vec<f64> = normals(rows, 12, "p").into_iter().map(normal_cdf).collect();
        let noise = normals(rows, 12, "noise");
        let net = p.iter().zip(noise).map(|(p, e)| p - 0.4 + 0.3 * e).collect();
        let nets = [vec![0.0; rows], net];
        let found = evsi(&nets, &p, (Study::Share, &[1, 5, 20, 200]), (1, "p"), None).unwrap();
        for point in &found.sizes {
            let n = point.participants as f64;
            let gain = |s: u64| ((s as f64 + 1.0) / (n + 2.0) - 0.4).max(0.0) / (n + 1.0);
            close(point, (0..=point.participants).map(gain).sum::<f64>() - 0.1);
        }
    }

    #[test]
    fn a_large_study_of_a_relative_risk_nears_its_normal_value() {
        // ln RR ~ N(-0.2, 0.1^2), net = -(ln RR) - 0.2: with the standard error of Katz at the mean the posterior mean has
        // variance s^4 / (s^2 + e^2).
        let rows = 16_384;
        let input: Vec<f64> = normals(rows, 40, "rr").iter().map(|z| -0.2 + 0.1 * z).collect();
        let nets = [vec![0.0; rows], input.iter().map(|x| -x - 0.2).collect()];
        let study = Study::LogRelativeRisk { risk: 0.3 };
        let sizes = [500, 2000, 8000];
        let found = evsi(&nets, &input, (study, &sizes), (1, "rr"), None).unwrap();
        for point in &found.sizes {
            let n = point.participants as f64;
            let with = 0.3 * (-0.2_f64).exp();
            let square = 0.7 / (0.3 * n) + (1.0 - with) / (with * n);
            let known = unit_loss(0.0, 0.01 / (0.01 + square).sqrt());
            // The standard error itself moves with the input by some per cent: half of a per cent of the value.
            assert!(
                (point.value - known).abs() < 4.0 * point.error + 0.005 * known,
                "{known} {point:?}"
            );
        }
    }

    #[test]
    fn what_is_known_needs_no_study() {
        let nets = Linear { mean: 0.0, k: 1.0 }.nets(200, 1);
        let found = evsi(&nets, &[0.5; 200], (Study::Share, &[10, 20]), (1, "p"), None).unwrap();
        assert!(found.sizes.iter().all(|point| point.value.to_bits() == 0.0_f64.to_bits()));
        assert_eq!(found.limit.method, Method::DoesNotVary);
    }

    #[test]
    fn sizes_must_ascend_from_one() {
        let case = Linear { mean: 0.0, k: 1.0 };
        let (nets, inputs) = (case.nets(200, 1), case.inputs(200, 1));
        for sizes in [&[0, 1][..], &[5, 5], &[9, 3]] {
            let found = evsi(&nets, &inputs[0], (Study::Mean { sd: 1.0 }, sizes), (1, "p"), None);
            assert!(matches!(found, Err(Fault::Range { what: "participants", .. })));
        }
    }

    #[test]
    fn a_fault_of_the_input_is_told_before_the_study() {
        let nets = Linear { mean: 0.0, k: 1.0 }.nets(200, 1);
        let mut input = vec![0.5; 200];
        input[3] = f64::NAN;
        let found = evsi(&nets, &input, (Study::Share, &[10]), (1, "p"), None);
        assert_eq!(found, Err(Fault::NotFinite { column: Column::Input(0), count: 1, first: 3 }));
    }
}
