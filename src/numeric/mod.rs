//! Numerical ground: special functions, incomplete gamma and beta ratios with their inverses, and a root finder.

pub mod expansion;
pub mod incomplete_beta;
pub mod incomplete_gamma;
pub mod root;
pub mod special;
pub mod stirling;
pub mod tail;
