//! What a programme does to an outcome: a relative risk, corrected and fading.

use super::Quantity;

/// Effect of a programme on one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Index of the outcome in [`super::Model::outcomes`].
    pub outcome: usize,
    /// Whom the evidence measured.
    pub among: Among,
    /// How the evidence measured it.
    pub measure: Measure,
    /// Control risk in the evidence, where known.
    pub study_baseline: Option<Quantity>,
    /// Share of the measured effect that is caused, in [0, 1].
    pub causal: Quantity,
    /// Share owed to this programme, in [0, 1].
    pub attribution: Quantity,
    /// Share that is a loss elsewhere, in [0, 1].
    pub displacement: Quantity,
    /// Years in which the effect halves; none: it stays.
    pub half_life: Option<Quantity>,
}

/// Whom an effect was measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Everybody who took part.
    Participants,
    /// Those who completed.
    Completers,
}

/// A measure of effect, as the evidence gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// `R`, at least 0.
    RelativeRisk(Quantity),
    /// `R` of a rate, at least 0.
    RateRatio(Quantity),
    /// `OR`, above 0: `R = OR / (1 - b + b OR)`.
    OddsRatio(Quantity),
    /// `d`, negative is fewer: `OR = exp(pi d / sqrt 3)` (Chinn 2000, doi 10.1002/1097-0258(20001130)19:22<3127::AID-SIM784>3.0.CO;2-M).
    StandardisedMeanDifference(Quantity),
    /// `delta`, negative is fewer: `R = max(0, 1 + delta / b)`.
    RiskDifference(Quantity),
    /// Scale points per person, for a score.
    Change(Quantity),
}

/// An effect's value in one trial, before fading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Corrections {
    /// Share caused.
    pub(super) causal: f64,
    /// Share owed to this programme.
    pub(super) attribution: f64,
    /// Share lost elsewhere.
    pub(super) displacement: f64,
}

impl Corrections {
    /// `attribution (1 - displacement)`: what is left of an effect that is caused.
    fn kept(self) -> f64 {
        self.attribution * (1.0 - self.displacement)
    }

    /// `R` from a ratio: `ln R <- causal ln R`, then `1 - R <- (1 - R) attribution (1 - displacement)`.
    pub(super) fn ratio(self, ratio: f64) -> f64 {
        // powf: 0^0 = 1, so an effect that is not caused is no effect even where R = 0.
        1.0 - (1.0 - ratio.powf(self.causal)) * self.kept()
    }

    /// `R` from a risk difference: `delta <- causal delta`, `R = max(0, 1 + delta / b)`, then as for a ratio.
    /// Where there is no risk (`b = 0`) there is no effect.
    pub(super) fn difference(self, delta: f64, b: f64) -> f64 {
        let ratio = if b > 0.0 { (1.0 + self.causal * delta / b).max(0.0) } else { 1.0 };
        1.0 - (1.0 - ratio) * self.kept()
    }

    /// A change on a scale, corrected like a difference.
    pub(super) fn change(self, change: f64) -> f64 {
        change * self.causal * self.kept()
    }
}

/// `R = OR / (1 - b + b OR)` at control risk `b` (Zhang and Yu 1998, doi 10.1001/jama.280.19.1690).
pub(super) fn odds_to_risk(odds_ratio: f64, b: f64) -> f64 {
    odds_ratio / (1.0 - b + b * odds_ratio)
}

/// `OR = exp(pi d / sqrt 3)` (Chinn 2000): a difference in standard deviations as an odds ratio.
pub(super) fn difference_to_odds(d: f64) -> f64 {
    (std::f64::consts::PI * d / 3.0_f64.sqrt()).exp()
}

/// `R(a) = R ^ left` from `ln R`, where `left` = `2 ^ (-a / half_life)` of the effect is left.
pub(super) fn faded(log_ratio: f64, left: f64) -> f64 {
    // R = 0 has no logarithm; it stays 0 until nothing at all is left of the effect.
    if left > 0.0 { (log_ratio * left).exp() } else { 1.0 }
}
