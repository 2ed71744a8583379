//! What is asked of the engine: how many trials, from which seed, in which design.

/// How the uniforms behind the parameters are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Design {
    /// Sixteen independently scrambled Sobol' sequences (the default).
    #[default]
    Sobol,
    /// Sixteen independent Latin hypercubes.
    LatinHypercube,
    /// Independent draws.
    MonteCarlo,
}

impl Design {
    /// Every design, in the order of the command line's help.
    pub const ALL: [Self; 3] = [Self::Sobol, Self::LatinHypercube, Self::MonteCarlo];

    /// The word for it on the command line and in the manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sobol => "sobol",
            Self::LatinHypercube => "latin-hypercube",
            Self::MonteCarlo => "monte-carlo",
        }
    }
}

/// What the bands are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chance {
    /// Counts are drawn: ignorance and luck (the default).
    #[default]
    Sampled,
    /// Every count is its expectation: ignorance alone.
    Expected,
}

impl Chance {
    /// The word for it on the command line and in the manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sampled => "sampled",
            Self::Expected => "expected",
        }
    }
}

/// A question to the engine. Together with a [`crate::model::Model`] it fixes every byte of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Seed of every random number; 0 is a seed like any other.
    pub seed: u64,
    /// Number of trials, between [`Plan::REPLICATES`] and [`Plan::MOST_TRIALS`].
    pub trials: usize,
    /// Layout of the parameter draws.
    pub design: Design,
    /// Whether the bands hold luck.
    pub chance: Chance,
}

impl Plan {
    /// Independent replicates of the design; Monte Carlo errors come from the differences between them.
    pub const REPLICATES: usize = 16;
    /// Trials when nobody says otherwise: 16 replicates of 512.
    pub const TRIALS: usize = 8192;
    /// The most trials of one run: results are kept in memory until written.
    pub const MOST_TRIALS: usize = 4_194_304;

    /// Replicates whose trials depend on each other within and not between; none where all trials are independent.
    pub fn independent(&self) -> Option<usize> {
        (self.design != Design::MonteCarlo).then_some(Self::REPLICATES)
    }

    /// The replicate a trial belongs to. Trials go round the replicates, so a longer run repeats a shorter one and
    /// adds to it.
    pub const fn replicate(trial: usize) -> usize {
        trial % Self::REPLICATES
    }
}
