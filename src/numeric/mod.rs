//! Arithmetic that knows nothing of the model: sums in a fixed order, moments, quantiles.

mod moments;
mod quantile;

pub use moments::{correlation, mean, sd, sum};
pub use quantile::quantiles;
