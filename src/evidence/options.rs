//! What may be chosen for a pool, and what is taken where nothing is chosen.

use super::measure::Measure;

/// How the variance between studies, tau2, is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tau2Method {
    /// Restricted maximum likelihood: nearly unbiased and efficient (Viechtbauer 2005, doi 10.3102/10769986030003261).
    #[default]
    Reml,
    /// DerSimonian and Laird 1986, doi 10.1016/0197-2456(86)90046-2.
    Dl,
    /// Maximum likelihood.
    Ml,
    /// Paule and Mandel 1982, doi 10.6028/jres.087.022.
    Pm,
    /// Hedges 1983; Hedges and Olkin 1985: the variance component estimator.
    He,
    /// Sidik and Jonkman 2005, doi 10.1111/j.1467-9876.2005.00489.x.
    Sj,
    /// None: a common effect.
    Ce,
}

impl Tau2Method {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Reml, Self::Dl, Self::Ml, Self::Pm, Self::He, Self::Sj, Self::Ce];

    /// The word on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reml => "reml",
            Self::Dl => "dl",
            Self::Ml => "ml",
            Self::Pm => "pm",
            Self::He => "he",
            Self::Sj => "sj",
            Self::Ce => "ce",
        }
    }

    /// The method of a word, in capitals or not.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(word))
    }

    /// Its name in a sentence, the same in both languages but for the common effect.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reml => "REML",
            Self::Dl => "DerSimonian-Laird",
            Self::Ml => "ML",
            Self::Pm => "Paule-Mandel",
            Self::He => "Hedges",
            Self::Sj => "Sidik-Jonkman",
            Self::Ce => "common effect",
        }
    }
}

/// How the interval around the pooled effect is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalMethod {
    /// Normal, as if tau2 were known.
    Z,
    /// Hartung and Knapp 2001, doi 10.1002/sim.791; Sidik and Jonkman 2002, doi 10.1002/sim.1262: t with k - 1 degrees of freedom.
    Hk,
    /// The same, but with a standard error that is never below the ordinary one.
    HkAdhoc,
}

impl IntervalMethod {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Z, Self::Hk, Self::HkAdhoc];

    /// The word on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Z => "z",
            Self::Hk => "hk",
            Self::HkAdhoc => "hk-adhoc",
        }
    }

    /// The method of a word, in capitals or not.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(word))
    }

    /// Its name in a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Z => "normal",
            Self::Hk => "Hartung-Knapp-Sidik-Jonkman",
            Self::HkAdhoc => "Hartung-Knapp-Sidik-Jonkman, never narrower than the ordinary one",
        }
    }
}

/// How the interval for the effect in a new setting is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PredictionMethod {
    /// t with k - 1 degrees of freedom and the Hartung-Knapp standard error (Partlett and Riley 2017, doi 10.1002/sim.7140).
    #[default]
    Hk,
    /// Normal with the ordinary standard error: too narrow for few studies.
    Normal,
    /// t with k - 2 degrees of freedom and the ordinary standard error (Higgins, Thompson and Spiegelhalter 2009, doi
    /// 10.1111/j.1467-985X.2008.00552.x).
    Hts,
}

impl PredictionMethod {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Hk, Self::Normal, Self::Hts];

    /// The word on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hk => "hk",
            Self::Normal => "normal",
            Self::Hts => "hts",
        }
    }

    /// The method of a word, in capitals or not.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(word))
    }
}

/// What is asked of the studies.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// What they measured; none: what the columns say, where they leave no choice.
    pub measure: Option<Measure>,
    /// Variance between studies.
    pub tau2: Tau2Method,
    /// Interval of the pooled effect; none: `z` for a common effect, else `hk`, whatever the number of studies. With many studies
    /// the two agree, with few only `hk` covers what it promises.
    pub interval: Option<IntervalMethod>,
    /// Interval of a new setting.
    pub prediction: PredictionMethod,
    /// Confidence of every interval, in (0, 1).
    pub level: f64,
    /// Only rows where a column holds this text: column and text.
    pub only: Option<(String, String)>,
    /// Column of subgroups.
    pub subgroups: Option<String>,
    /// Columns of a meta-regression, numbers; empty: none is done.
    pub moderators: Vec<String>,
    /// Whether to pool again without each study.
    pub leave_one_out: bool,
    /// Whether to test for a funnel that leans.
    pub egger: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            measure: None,
            tau2: Tau2Method::default(),
            interval: None,
            prediction: PredictionMethod::default(),
            level: 0.95,
            only: None,
            subgroups: None,
            moderators: Vec::new(),
            leave_one_out: true,
            egger: true,
        }
    }
}

impl Options {
    /// The interval that is used where there is more than one study.
    pub fn interval_method(&self) -> IntervalMethod {
        let default =
            if self.tau2 == Tau2Method::Ce { IntervalMethod::Z } else { IntervalMethod::Hk };
        self.interval.unwrap_or(default)
    }
}
