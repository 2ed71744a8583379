//! Where a number may lie: one value that is the check, the words of the rule, and the bound in the JSON Schema.

use schemars::Schema;

use super::words::digits;

/// A legal range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LegalRange {
    low: f64,
    low_is_open: bool,
    high: f64,
    high_is_open: bool,
}

impl LegalRange {
    /// Any finite number.
    pub(crate) const ANY: Self = Self::new(f64::NEG_INFINITY, true, f64::INFINITY, true);
    /// A share or probability.
    pub(crate) const SHARE: Self = Self::new(0.0, false, 1.0, false);
    /// A number that cannot be negative.
    pub(crate) const NON_NEGATIVE: Self = Self::new(0.0, false, f64::INFINITY, true);
    /// A number of people in one group: more than live in any country's city, and few enough to count one by one.
    pub(crate) const PEOPLE: Self = Self::new(0.0, false, 1e8, false);
    /// A number above zero.
    pub(crate) const POSITIVE: Self = Self::new(0.0, true, f64::INFINITY, true);
    /// A number of at least one.
    pub(crate) const AT_LEAST_ONE: Self = Self::new(1.0, false, f64::INFINITY, true);
    /// A yearly rate of growth or discounting.
    pub(crate) const RATE: Self = Self::new(-1.0, true, f64::INFINITY, true);
    /// A difference of two shares, or a correlation.
    pub(crate) const DIFFERENCE: Self = Self::new(-1.0, false, 1.0, false);

    const fn new(low: f64, low_is_open: bool, high: f64, high_is_open: bool) -> Self {
        Self { low, low_is_open, high, high_is_open }
    }

    /// Whatever lies in both.
    pub(crate) fn meet(self, other: Self) -> Self {
        let (low, low_is_open) = if self.low > other.low {
            (self.low, self.low_is_open)
        } else if self.low < other.low {
            (other.low, other.low_is_open)
        } else {
            (self.low, self.low_is_open || other.low_is_open)
        };
        let (high, high_is_open) = if self.high < other.high {
            (self.high, self.high_is_open)
        } else if self.high > other.high {
            (other.high, other.high_is_open)
        } else {
            (self.high, self.high_is_open || other.high_is_open)
        };
        Self { low, low_is_open, high, high_is_open }
    }

    /// At most this number, and in the range.
    pub(crate) fn at_most(self, high: f64) -> Self {
        self.meet(Self { high, high_is_open: false, ..Self::ANY })
    }

    /// Whether all of it lies between 0 and 1.
    pub(crate) fn is_share(self) -> bool {
        self.low >= 0.0 && self.high <= 1.0
    }

    /// From the bounds of a JSON Schema.
    pub(crate) fn from_bounds(
        low: Option<f64>,
        above: Option<f64>,
        high: Option<f64>,
        below: Option<f64>,
    ) -> Self {
        Self {
            low: low.or(above).unwrap_or(f64::NEG_INFINITY),
            low_is_open: low.is_none() && above.is_some(),
            high: high.or(below).unwrap_or(f64::INFINITY),
            high_is_open: high.is_none() && below.is_some(),
        }
    }

    /// The number itself, or the bound it is beyond.
    pub(crate) fn nearest(self, number: f64) -> f64 {
        number.max(self.low).min(self.high)
    }

    /// Whether a number lies in it.
    pub(crate) fn holds(self, number: f64) -> bool {
        let above = if self.low_is_open { number > self.low } else { number >= self.low };
        let below = if self.high_is_open { number < self.high } else { number <= self.high };
        above && below
    }

    /// Probability outside it, from a distribution function.
    pub(crate) fn outside(self, cdf: impl Fn(f64) -> f64) -> f64 {
        let below = if self.low.is_finite() { cdf(self.low) } else { 0.0 };
        let above = if self.high.is_finite() { 1.0 - cdf(self.high) } else { 0.0 };
        (below + above).clamp(0.0, 1.0)
    }

    /// The rule in words, to follow "must be".
    pub(crate) fn words(self) -> String {
        let low = match (self.low.is_finite(), self.low_is_open) {
            (false, _) => None,
            (true, true) => Some(format!("above {}", self.low)),
            (true, false) => Some(format!("at least {}", self.low)),
        };
        let high = match (self.high.is_finite(), self.high_is_open) {
            (false, _) => None,
            (true, true) => Some(format!("below {}", self.high)),
            (true, false) => Some(format!("at most {}", self.high)),
        };
        match (low, high) {
            (Some(_), Some(_)) if !self.low_is_open && !self.high_is_open => {
                format!("between {} and {}", self.low, self.high)
            }
            (Some(low), Some(high)) => format!("{low} and {high}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "a finite number".to_owned(),
        }
    }

    /// What may have been meant by a number outside it.
    pub(crate) fn hint(self, number: f64) -> Option<String> {
        let percentage = self.is_share() && number > 1.0 && number <= 100.0;
        percentage.then(|| format!("{} % is {}", digits(number), digits(number / 100.0)))
    }

    /// Writes the bounds into a schema; they hold for a bare number, not for a table.
    fn describe(self, schema: &mut Schema) {
        let bounds = [
            (self.low, self.low_is_open, "exclusiveMinimum", "minimum"),
            (self.high, self.high_is_open, "exclusiveMaximum", "maximum"),
        ];
        for (bound, is_open, open, closed) in bounds {
            if bound.is_finite() {
                let key = if is_open { open } else { closed };
                schema.insert(key.to_owned(), bound.into());
            }
        }
    }
}

/// How far a sum of shares may be from one: what is left of typing them in decimals.
const TOLERANCE: f64 = 1e-9;

/// A sum of shares that is not one, rounded to what people can read.
pub(crate) fn not_one(sum: f64) -> Option<f64> {
    ((sum - 1.0).abs() > TOLERANCE).then(|| (sum * 1e9).round() / 1e9)
}

/// Marks a field as a share.
pub(crate) fn as_share(schema: &mut Schema) {
    LegalRange::SHARE.describe(schema);
}

/// Marks a field as a number that cannot be negative.
pub(crate) fn as_non_negative(schema: &mut Schema) {
    LegalRange::NON_NEGATIVE.describe(schema);
}

/// Marks a field as a number above zero.
pub(crate) fn as_positive(schema: &mut Schema) {
    LegalRange::POSITIVE.describe(schema);
}

/// Marks a field as a number of at least one.
pub(crate) fn as_at_least_one(schema: &mut Schema) {
    LegalRange::AT_LEAST_ONE.describe(schema);
}

/// Marks a field as a yearly rate.
pub(crate) fn as_rate(schema: &mut Schema) {
    LegalRange::RATE.describe(schema);
}

/// Marks a field as a difference of two shares.
pub(crate) fn as_difference(schema: &mut Schema) {
    LegalRange::DIFFERENCE.describe(schema);
}

/// Marks a field as a correlation.
pub(crate) fn as_correlation(schema: &mut Schema) {
    LegalRange::DIFFERENCE.describe(schema);
}
