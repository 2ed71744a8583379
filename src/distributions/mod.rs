//! Probability distributions of uncertain inputs, sampled by their quantile functions.

mod beta;
mod beta_fit;
mod distribution;
mod empirical;
mod error;
mod gamma;
mod lognormal;
mod mixture;
mod normal;
mod pert;
mod quantiles;
mod spread;
mod tabulated;
mod triangular;
mod truncated;
mod uniform;

pub use beta::Beta;
pub use distribution::Distribution;
pub use empirical::Empirical;
pub use error::DistributionError;
pub use gamma::Gamma;
pub use lognormal::Lognormal;
pub use mixture::Mixture;
pub use normal::Normal;
pub use pert::Pert;
pub use quantiles::Quantiles;
pub use tabulated::Tabulated;
pub use triangular::Triangular;
pub use truncated::Truncated;
pub use uniform::Uniform;
