//! A tail probability with its slope, and the inverse of one by a guarded Halley iteration.

use super::special::normal_cdf;

/// Which tail of a distribution is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `P(X <= x)`.
    Lower,
    /// `P(X > x)`.
    Upper,
}

/// A tail probability at one point, on the scale `t` (a logarithm or a logit) on which its density is log-concave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// Logarithm of the probability.
    pub ln: f64,
    /// Density with respect to `t`, divided by the probability.
    pub rate: f64,
}

impl Tail {
    /// The other tail: one minus this one.
    #[must_use]
    pub fn complement(self) -> Self {
        // What rounds to nothing is half a unit in the last place of 1, so that a logarithm exists.
        let other = (-self.ln.exp_m1()).max(0.5 * f64::EPSILON);
        Self { ln: other.ln(), rate: self.rate * self.ln.exp() / other }
    }
}

/// A tail from the uniform expansion: `Phi(-+z)` and a correction, with the density already known.
///
/// `lower` and `upper` tails are `Phi(z) - correction` and `Phi(-z) + correction`.
pub fn from_normal(side: Side, z: f64, correction: f64, density: f64) -> Tail {
    let probability = match side {
        Side::Lower => normal_cdf(z) - correction,
        Side::Upper => normal_cdf(-z) + correction,
    };
    Tail { ln: probability.ln(), rate: density / probability }
}

/// The `t` where the tail probability has logarithm `target`.
///
/// `evaluate(t)` gives the tail and the slope of the log-density at `t`. A distribution with a log-concave density has
/// log-concave tails (M. Bagnoli and T. Bergstrom 2005, Economic Theory 26, 445-469, doi:10.1007/s00199-004-0514-4),
/// so Newton's step on the logarithm of the tail converges from any start: the tangent lies above the curve, and after
/// one step the iterate stays on the side where the probability is too small. Halley's correction makes it third order.
pub fn solve(side: Side, target: f64, start: f64, evaluate: impl Fn(f64) -> (Tail, f64)) -> f64 {
    let sign = match side {
        Side::Lower => 1.0,
        Side::Upper => -1.0,
    };
    let mut t = start;
    // Two or three steps do from the starts in use; the limit only keeps NaN from looping.
    for _ in 0..100 {
        let (tail, slope) = evaluate(t);
        let newton = sign * (tail.ln - target) / tail.rate;
        // g''/g' of g = ln tail: the slope of the log-density minus (lower) or plus (upper) the rate.
        let curvature = slope - sign * tail.rate;
        let step = newton / (1.0 - 0.5 * newton * curvature).clamp(0.5, 2.0);
        t -= step;
        // Third order: what is left after this step is about (step * scale)^3 / scale, below 1e-15.
        if step.abs() * (1.0 + slope.abs() + tail.rate) < 1e-5 || !t.is_finite() {
            break;
        }
    }
    t
}
