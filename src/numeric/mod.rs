//! Numerical ground: special functions, incomplete gamma and beta ratios with their inverses, a root finder, moments
//! and quantiles of columns; eigenvectors, splines and sequences that rise, for regressions.

pub mod expansion;
pub mod halves;
pub mod incomplete_beta;
pub mod incomplete_gamma;
pub mod isotonic;
mod moments;
mod quantile;
pub mod root;
pub mod special;
pub mod spline;
pub mod stirling;
pub mod symmetric;
pub mod tail;

pub use moments::{correlation, mean, sd, sum};
pub use quantile::{quantile_of_sorted, quantiles};
