//! Numerical ground: special functions, incomplete gamma and beta ratios with their inverses, a root finder, moments
//! and quantiles of columns.

pub mod expansion;
pub mod halves;
pub mod incomplete_beta;
pub mod incomplete_gamma;
mod moments;
mod quantile;
pub mod root;
pub mod special;
pub mod stirling;
pub mod tail;

pub use moments::{correlation, mean, sd, sum};
pub use quantile::{quantile_of_sorted, quantiles};
