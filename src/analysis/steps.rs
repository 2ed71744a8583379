//! One step more: what each arm has more than the next lower one, beside what their separate bands would make of it.

use super::bands::Band;
use super::decision::Verdict;
use super::summary::{Reference, Row};

/// What an arm has more than the next lower one.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Index of the arm in [`crate::model::Model::arms`]; the step comes from the arm before it.
    pub arm: usize,
    /// FTE hired more.
    pub fte: Band,
    /// Net present value more, EUR; the difference is taken within each trial.
    pub net: Band,
    /// Expected net more per FTE hired more, EUR; NaN where no more FTE are hired.
    pub net_per_fte: f64,
    /// The least and the most that the two 90 % bands allow when they are set against each other as if the arms had nothing in
    /// common: `p05` less the lower arm's `p95`, and `p95` less its `p05`, EUR. The same draws move both arms, so the truth is
    /// narrower.
    pub apart: [f64; 2],
}

/// Every step, from the lowest arm upwards, from the rows of the summary and the verdicts.
pub fn steps(rows: &[Row], verdicts: &[Verdict]) -> Vec<Step> {
    let find = |arm: usize, reference: Reference, measure: &str| {
        rows.iter()
            .find(|row| row.arm == arm && row.reference == reference && row.measure == measure)
            .map(|row| row.band)
    };
    verdicts
        .iter()
        .filter_map(|verdict| {
            let arm = verdict.arm;
            let upper = find(arm, Reference::None, "net_pv")?.value;
            let lower = find(arm.checked_sub(1)?, Reference::None, "net_pv")?.value;
            Some(Step {
                arm,
                fte: find(arm, Reference::Previous, "fte_hired")?,
                net: find(arm, Reference::Previous, "net_pv")?,
                net_per_fte: verdict.marginal_net_per_fte,
                apart: [upper.p05 - lower.p95, upper.p95 - lower.p05],
            })
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;
    use crate::analysis::{decide, summarise};
    use crate::engine::Measure;
    use crate::model_for_tests::{model, sample};

    #[test]
    fn what_both_arms_share_drops_out_of_the_pairs_and_not_of_the_bands() {
        let (model, mut sample) = (model(), sample(101));
        // Nets 0; 0, 1 … 100; and 7 more than that in every trial.
        for trial in 0..101 {
            let net = trial as f64;
            for (arm, net) in [0.0, net, net + 7.0].into_iter().enumerate() {
                for measure in [Measure::NetPv, Measure::NetPvExpected] {
                    sample.measures[[measure.index(), arm, trial]] = net;
                }
            }
        }
        let found = steps(&summarise(&model, &sample), &decide(&model, &sample));
        let [first, second] = &found[..] else { panic!("two steps: {found:?}") };
        assert_eq!((first.arm, second.arm), (1, 2));
        // From nothing, both ways are the same: 5 to 95.
        assert_eq!(first.apart, [5.0, 95.0]);
        assert_eq!((first.net.value.p05, first.net.value.p95), (5.0, 95.0));
        // Paired the second step is 7 and nothing else; set apart, 12 - 95 to 102 - 5.
        let paired = second.net.value;
        assert_eq!((paired.p05, paired.mean, paired.p95, paired.p_positive), (7.0, 7.0, 7.0, 1.0));
        assert_eq!(second.apart, [-83.0, 97.0]);
        // The sample of the tests hires 0, 2 and 3.5 FTE.
        assert_eq!((second.fte.value.mean, second.net_per_fte), (1.5, 7.0 / 1.5));
    }
}
