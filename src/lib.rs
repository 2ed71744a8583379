//! Monte Carlo simulation of what social work in a wijk costs and yields.

pub mod scenario;
pub mod source;
