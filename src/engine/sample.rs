//! What a run returns: one number per trial, arm and measure, with nothing of text or files.

use ndarray::{Array2, Array3, Array4, Array5};

/// The measures of a trial and arm: the columns of `trials.parquet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// FTE wanted, mean over the programme years.
    FteWanted,
    /// FTE hired, mean over the programme years.
    FteHired,
    /// People who took part, summed over the programme years.
    Participants,
    /// People who completed, summed over the programme years.
    Completers,
    /// People approached, summed over the programme years.
    Contacts,
    /// Share of the people in need served in a year, mean over the programme years.
    NeedServed,
    /// Present value of costs.
    CostPv,
    /// Undiscounted benefits in the programme years, per programme year.
    BenefitYearly,
    /// Present value of the benefits after the programme years.
    BenefitFuture,
    /// All undiscounted benefits, per programme year.
    BenefitSteady,
    /// Present value of benefits to society.
    BenefitPv,
    /// Present value of benefits less costs.
    NetPv,
    /// The same with every count at its expectation.
    NetPvExpected,
    /// First year (0 = the first) from which the cumulative discounted net stays at or above zero; NaN: not within the horizon.
    PaybackYear,
    /// Present value of QALYs.
    Qaly,
    /// Care work freed within the horizon, FTE-years.
    CareFte,
}

impl Measure {
    /// Every measure, in the order of the columns.
    pub const ALL: [Self; 16] = [
        Self::FteWanted,
        Self::FteHired,
        Self::Participants,
        Self::Completers,
        Self::Contacts,
        Self::NeedServed,
        Self::CostPv,
        Self::BenefitYearly,
        Self::BenefitFuture,
        Self::BenefitSteady,
        Self::BenefitPv,
        Self::NetPv,
        Self::NetPvExpected,
        Self::PaybackYear,
        Self::Qaly,
        Self::CareFte,
    ];

    /// Name of its column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FteWanted => "fte_wanted",
            Self::FteHired => "fte_hired",
            Self::Participants => "participants",
            Self::Completers => "completers",
            Self::Contacts => "contacts",
            Self::NeedServed => "need_served",
            Self::CostPv => "cost_pv",
            Self::BenefitYearly => "benefit_yearly",
            Self::BenefitFuture => "benefit_future",
            Self::BenefitSteady => "benefit_steady",
            Self::BenefitPv => "benefit_pv",
            Self::NetPv => "net_pv",
            Self::NetPvExpected => "net_pv_expected",
            Self::PaybackYear => "payback_year",
            Self::Qaly => "qaly",
            Self::CareFte => "care_fte",
        }
    }

    /// Unit of its column.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::FteWanted | Self::FteHired => "FTE",
            Self::Participants | Self::Completers | Self::Contacts => "people",
            Self::NeedServed => "share",
            Self::BenefitYearly | Self::BenefitSteady => "EUR/year",
            Self::CostPv
            | Self::BenefitFuture
            | Self::BenefitPv
            | Self::NetPv
            | Self::NetPvExpected => "EUR",
            Self::PaybackYear => "year",
            Self::Qaly => "QALY",
            Self::CareFte => "FTE-year",
        }
    }

    /// The measure of a column.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// Its place in the first axis of [`Sample::measures`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A yearly flow of euros: the first axis of [`Sample::years`] and [`Sample::parties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// What a party pays.
    Cost,
    /// What a party gains (negative: loses, as the giver of a transfer does).
    Benefit,
    /// The part of the gain that it can turn into money.
    Cashable,
}

impl Flow {
    /// Every flow, in the order of the axis.
    pub const ALL: [Self; 3] = [Self::Cost, Self::Benefit, Self::Cashable];

    /// Its place in the axis.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Every trial of a run. The last axis is always the trial, so that a column is contiguous.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// (measure, arm, trial), see [`Measure`].
    pub measures: Array3<f64>,
    /// (flow, party, arm, trial): present values.
    pub parties: Array4<f64>,
    /// (0 = avoided units, 1 = present value of benefits to society; effect, arm, trial); effects in the order of
    /// [`crate::model::Model::effects`].
    pub outcomes: Array4<f64>,
    /// (sector, arm, trial): FTE-years of care work freed within the horizon.
    pub care: Array3<f64>,
    /// (rate, arm, trial): net present value at the further rates of [`crate::model::Discounting::also`].
    pub also: Array3<f64>,
    /// (flow, party, year, arm, trial): undiscounted, in real euros.
    pub years: Array5<f64>,
    /// (parameter, trial): uncertain inputs in the order of [`crate::model::Inputs::uncertain_inputs`].
    pub parameters: Array2<f64>,
    /// Trials in which `participants_now` was more than 0.98 of the pool, for each programme.
    pub pool_too_small: Vec<usize>,
    /// Trials in which a baseline probability was cut at 1, for each outcome.
    pub baseline_cut: Vec<usize>,
}
