//! What the studies measured, and the scale on which it is pooled.

/// A measure of effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Any number with a variance, pooled as it is.
    Plain,
    /// Risk ratio, pooled as logarithm.
    RiskRatio,
    /// Odds ratio, pooled as logarithm.
    OddsRatio,
    /// Difference of two risks.
    RiskDifference,
    /// Standardised mean difference: Hedges' g.
    MeanDifference,
    /// Any ratio above 0, such as benefits over costs, pooled as logarithm.
    Ratio,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Plain,
        Self::RiskRatio,
        Self::OddsRatio,
        Self::RiskDifference,
        Self::MeanDifference,
        Self::Ratio,
    ];

    /// The word on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "yi",
            Self::RiskRatio => "rr",
            Self::OddsRatio => "or",
            Self::RiskDifference => "rd",
            Self::MeanDifference => "smd",
            Self::Ratio => "ratio",
        }
    }

    /// The measure of a word, in capitals or not.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name().eq_ignore_ascii_case(word))
    }

    /// Whether it is pooled as natural logarithm.
    pub const fn is_log(self) -> bool {
        matches!(self, Self::RiskRatio | Self::OddsRatio | Self::Ratio)
    }

    /// A value of the scale of analysis as people read it.
    pub fn natural(self, value: f64) -> f64 {
        if self.is_log() { value.exp() } else { value }
    }

    /// What stands for no effect, as people read it: 1 for ratios, 0 for differences.
    pub const fn no_effect(self) -> f64 {
        if self.is_log() { 1.0 } else { 0.0 }
    }
}
