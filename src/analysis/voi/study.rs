//! A study that could be done, and the data it would find.

use rand::Rng;
use rand_distr::{Binomial, Distribution};

use super::fault::Fault;
use crate::numeric::special::normal_quantile;
use crate::streams::{Source, unit};

/// A study of one input, by what it observes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Study {
    /// Each participant has the outcome or not, with the input as probability. Summary: the share that has it.
    Share,
    /// Each participant is measured once, around the input with this standard deviation (above 0, in the unit of the
    /// input). Summary: the mean.
    Mean {
        /// Standard deviation between participants.
        sd: f64,
    },
    /// Two arms of `n` participants each. The input is the natural logarithm of the relative risk; the outcome has
    /// probability `risk` without the programme and `risk exp(input)` with it. Summary: the logarithm of the relative risk
    /// found, with half an outcome added to each arm so that none is none. Its standard error is about
    /// `sqrt((1 - p0) / (n p0) + (1 - p1) / (n p1))` (Katz, Baptista, Azen and Pike 1978, doi 10.2307/2530610).
    LogRelativeRisk {
        /// Probability of the outcome without the programme, in (0, 1).
        risk: f64,
    },
}

impl Study {
    /// What the study would find in each draw, at each of the `sizes`, ascending: a column of summaries for each size.
    ///
    /// Within a draw the larger study is the smaller one with more participants, so that sizes differ by what the additional ones
    /// tell and not by other luck. Binomial counts by Kachitvichyanukul and Schmeiser (1988), doi 10.1145/42372.42381.
    ///
    /// # Errors
    ///
    /// A standard deviation or risk outside its range; an input that leads to a probability outside [0, 1].
    pub(super) fn summaries(
        self,
        truths: &[f64],
        sizes: &[u64],
        source: &Source,
    ) -> Result<Vec<Vec<f64>>, Fault> {
        self.check()?;
        let mut columns = vec![Vec::with_capacity(truths.len()); sizes.len()];
        for (row, &truth) in truths.iter().enumerate() {
            let mut rng = source.page(row, 0);
            let (mut seen, mut first, mut second) = (0, 0.0, 0.0);
            for (&size, column) in sizes.iter().zip(&mut columns) {
                let more = size - seen;
                seen = size;
                let n = size as f64;
                column.push(match self {
                    Self::Share => {
                        first += count(truth, more, row, &mut rng)?;
                        first / n
                    }
                    Self::Mean { sd } => {
                        let z = normal_quantile(unit(rng.next_u64()));
                        first += more as f64 * truth + sd * (more as f64).sqrt() * z;
                        first / n
                    }
                    Self::LogRelativeRisk { risk } => {
                        first += count(risk, more, row, &mut rng)?;
                        second += count(risk * truth.exp(), more, row, &mut rng)?;
                        ((second + 0.5) / (first + 0.5)).ln()
                    }
                });
            }
        }
        Ok(columns)
    }

    fn check(self) -> Result<(), Fault> {
        match self {
            Self::Mean { sd } if !(sd.is_finite() && sd > 0.0) => {
                Err(Fault::Range { what: "sd", value: sd, rule: "above 0" })
            }
            Self::LogRelativeRisk { risk } if !(risk > 0.0 && risk < 1.0) => {
                Err(Fault::Range { what: "risk", value: risk, rule: "between 0 and 1" })
            }
            _ => Ok(()),
        }
    }
}

/// How many of `n` participants have an outcome of this probability.
fn count(value: f64, n: u64, row: usize, rng: &mut impl Rng) -> Result<f64, Fault> {
    let law = Binomial::new(n, value).map_err(|_| Fault::NoProbability { row, value })?;
    Ok(law.sample(rng) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{mean, sd};
    use crate::streams::Purpose;

    fn source() -> Source {
        Source::new(3, Purpose::Study, "test")
    }

    #[test]
    fn summaries_have_the_mean_and_spread_of_their_law() {
        let rows = 20_000;
        let cases = [
            (Study::Share, 0.3, 0.3, 0.3 * 0.7),
            (Study::Mean { sd: 2.0 }, 5.0, 5.0, 4.0),
            // Relative risk 1/2 of 0.4; the logarithm is off by about (1 - p) / (2 n p) terms that nearly cancel.
            (
                Study::LogRelativeRisk { risk: 0.4 },
                -0.5_f64.ln().abs(),
                -0.5_f64.ln().abs(),
                0.6 / 0.4 + 0.8 / 0.2,
            ),
        ];
        for (study, truth, center, variance) in cases {
            let found = study.summaries(&vec![truth; rows], &[100, 400], &source()).unwrap();
            for (column, n) in found.iter().zip([100.0_f64, 400.0]) {
                let spread = (variance / n).sqrt();
                // Five standard errors of a mean, and the second order of the logarithm, below 1 / n.
                let error = 5.0 * spread / (rows as f64).sqrt()
                    + 1.0 / n * f64::from(u8::from(truth < 0.0));
                assert!((mean(column) - center).abs() < error, "{study:?} {n}: {}", mean(column));
                // The sd of an sd is sd / sqrt(2 rows): 0.5 %; the logarithm is a few per cent off at 100.
                assert!((sd(column) / spread - 1.0).abs() < 0.06, "{study:?} {n}: {}", sd(column));
            }
        }
    }

    #[test]
    fn a_larger_study_contains_the_smaller() {
        let truths = vec![0.4; 500];
        let both = Study::Share.summaries(&truths, &[20, 50], &source()).unwrap();
        for (small, large) in both[0].iter().zip(&both[1]) {
            let more = (large * 50.0 - small * 20.0).round();
            assert!((0.0..=30.0).contains(&more));
        }
        // What a small study finds does not depend on whether a larger one is asked about.
        assert_eq!(both[0], Study::Share.summaries(&truths, &[20], &source()).unwrap()[0]);
    }

    #[test]
    fn impossible_truths_and_designs_are_faults() {
        let fault = Study::Share.summaries(&[0.5, 1.25], &[10], &source());
        assert_eq!(fault, Err(Fault::NoProbability { row: 1, value: 1.25 }));
        for study in [
            Study::Mean { sd: 0.0 },
            Study::Mean { sd: f64::NAN },
            Study::LogRelativeRisk { risk: 1.0 },
        ] {
            assert!(matches!(study.summaries(&[0.0], &[10], &source()), Err(Fault::Range { .. })));
        }
        let high = Study::LogRelativeRisk { risk: 0.5 }.summaries(&[1.0], &[10], &source());
        assert!(matches!(high, Err(Fault::NoProbability { row: 0, .. })));
    }
}
