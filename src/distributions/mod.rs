//! Probability distributions of uncertain inputs, sampled by their quantile functions.
