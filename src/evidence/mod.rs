//! Studies of others pooled into one answer: effect sizes, heterogeneity, intervals, and what the pool depends on.

mod analyse;
mod cells;
mod convert;
mod effect;
mod egger;
mod fit;
mod heterogeneity;
mod least_squares;
mod leave_one_out;
mod likelihood;
mod measure;
mod options;
mod pool;
mod problem;
mod regression;
mod student;
mod studies;
mod subgroups;
mod table;
mod tau2;
mod value;
mod warning;

#[cfg(test)]
mod bcg;
#[cfg(test)]
mod coverage;

pub use analyse::{Evidence, analyse, studies};
pub use egger::Egger;
pub use leave_one_out::LeftOut;
pub use measure::Measure;
pub use options::{IntervalMethod, Options, PredictionMethod, Tau2Method};
pub use pool::{Pooled, Weighted, pool};
pub use problem::{EvidenceError, TableProblem};
pub use regression::{Regression, Slope};
pub use studies::{Studies, Study};
pub use subgroups::{Subgroup, Subgroups};
pub use table::Table;
pub use value::{PooledValue, Use, ValueRequest, pooled_value};
pub use warning::Warning;
