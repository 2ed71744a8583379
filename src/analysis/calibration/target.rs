//! A published figure as a likelihood: flat where a value agrees with it, Gaussian shoulders beyond.

use thiserror::Error;

/// Tolerance of a published number when nobody says otherwise, as a share of its size: what "half a million" leaves open.
pub const TOLERANCE: f64 = 0.1;

/// A figure that a run is held against.
///
/// With `d` the distance of a value `x` from `[low, high]`, the likelihood is `exp(-d^2 / (2 sd^2))`. A number is an interval
/// without width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    low: f64,
    high: f64,
    sd: f64,
    agrees: [f64; 2],
}

/// Why a figure cannot be held against anything.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum TargetError {
    /// A number that is none.
    #[error("{0} is not a finite number")]
    NotFinite(f64),
    /// An interval the wrong way round.
    #[error("[{low}, {high}]: low must be at most high")]
    Order {
        /// The first number.
        low: f64,
        /// The second.
        high: f64,
    },
    /// No tolerance: no draw would ever agree.
    #[error("tolerance {0}: must be above 0; a published 0 needs one of its own")]
    Tolerance(f64),
}

impl Target {
    /// A number, with a tolerance (one standard deviation, in its own unit, above 0).
    ///
    /// # Errors
    /// [`TargetError`].
    pub fn value(value: f64, tolerance: f64) -> Result<Self, TargetError> {
        finite(value)?;
        let sd = above_zero(tolerance)?;
        Ok(Self { low: value, high: value, sd, agrees: [value - sd, value + sd] })
    }

    /// Words that put it between two numbers; the shoulders have a standard deviation of half the width, and of
    /// [`TOLERANCE`] where there is no width.
    ///
    /// # Errors
    /// [`TargetError`].
    pub fn within(low: f64, high: f64) -> Result<Self, TargetError> {
        finite(low)?;
        finite(high)?;
        if low > high {
            return Err(TargetError::Order { low, high });
        }
        let width = high / 2.0 - low / 2.0;
        if width <= 0.0 {
            return Self::value(low, TOLERANCE * low.abs());
        }
        Ok(Self { low, high, sd: above_zero(width)?, agrees: [low, high] })
    }

    /// The same for a figure that was *counted* in one year, whose luck has this standard deviation: added in quadrature to
    /// the shoulders. A figure that was calculated has no luck.
    ///
    /// # Errors
    /// [`TargetError`] for a number that is negative or not finite.
    pub fn with_luck(self, sd: f64) -> Result<Self, TargetError> {
        finite(sd)?;
        if sd < 0.0 {
            return Err(TargetError::Tolerance(sd));
        }
        Ok(Self { sd: above_zero(self.sd.hypot(sd))?, ..self })
    }

    /// Where a value agrees with the figure: the interval, or the number plus and minus its tolerance.
    pub const fn agrees(&self) -> [f64; 2] {
        self.agrees
    }

    /// Whether a value agrees.
    pub fn agrees_with(&self, value: f64) -> bool {
        (self.agrees[0]..=self.agrees[1]).contains(&value)
    }

    /// Standard deviation of the shoulders.
    pub const fn sd(&self) -> f64 {
        self.sd
    }

    /// Logarithm of the likelihood; minus infinity for what is no finite number.
    pub(super) fn ln_likelihood(&self, value: f64) -> f64 {
        if !value.is_finite() {
            return f64::NEG_INFINITY;
        }
        let away = (self.low - value).max(value - self.high).max(0.0) / self.sd;
        -0.5 * away * away
    }
}

fn finite(value: f64) -> Result<(), TargetError> {
    if value.is_finite() { Ok(()) } else { Err(TargetError::NotFinite(value)) }
}

fn above_zero(sd: f64) -> Result<f64, TargetError> {
    finite(sd)?;
    if sd > 0.0 { Ok(sd) } else { Err(TargetError::Tolerance(sd)) }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    #[test]
    fn inside_nothing_is_lost_and_outside_it_falls_like_a_normal_density() {
        let target = Target::within(400.0, 500.0).unwrap();
        for (value, ln) in [(400.0, 0.0), (450.0, 0.0), (500.0, 0.0), (550.0, -0.5), (300.0, -2.0)]
        {
            assert_eq!(target.ln_likelihood(value), ln);
        }
        assert_eq!(target.ln_likelihood(f64::NAN), f64::NEG_INFINITY);
        let number = Target::value(300.0, 30.0).unwrap();
        assert_eq!(number.ln_likelihood(360.0), -2.0);
        assert!(number.agrees_with(270.0) && !number.agrees_with(331.0));
        let counted = number.with_luck(40.0).unwrap();
        assert_eq!((counted.sd(), counted.agrees()), (50.0, [270.0, 330.0]));
    }

    #[test]
    fn what_cannot_be_a_figure_is_refused_with_the_number() {
        assert_eq!(Target::value(0.0, 0.0), Err(TargetError::Tolerance(0.0)));
        assert_eq!(Target::within(2.0, 1.0), Err(TargetError::Order { low: 2.0, high: 1.0 }));
        assert_eq!(Target::value(f64::INFINITY, 1.0), Err(TargetError::NotFinite(f64::INFINITY)));
        assert_eq!(Target::within(0.0, 0.0), Err(TargetError::Tolerance(0.0)));
        assert_eq!(Target::within(20.0, 20.0).unwrap().sd(), 2.0);
        let wide = Target::within(f64::MIN, f64::MAX).unwrap();
        assert_eq!(wide.sd(), f64::MAX);
    }
}
