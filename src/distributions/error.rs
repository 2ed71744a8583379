//! What can be wrong with the numbers that describe a distribution, and the rules they broke.

/// A refused description of a distribution: the value found and the rule it broke.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DistributionError {
    /// A value is infinite or not a number.
    #[error("{name} is {value}, must be a finite number")]
    NotFinite {
        /// The key as written in a scenario.
        name: &'static str,
        /// The value found.
        value: f64,
    },
    /// A value is zero or negative.
    #[error("{name} is {value}, must be greater than 0")]
    NotPositive {
        /// The key as written in a scenario.
        name: &'static str,
        /// The value found.
        value: f64,
    },
    /// A spread of zero: the value is certain, and a number says so better.
    #[error("{name} is 0, must be greater than 0; to leave no doubt write the number {instead}")]
    NoSpread {
        /// The key as written in a scenario.
        name: &'static str,
        /// The only value the distribution could take.
        instead: f64,
    },
    /// Two limits are equal: the value is certain, and a number says so better.
    #[error(
        "{low_name} and {high_name} are both {value}; to leave no doubt write the number {value}"
    )]
    NoWidth {
        /// The key of the lower limit.
        low_name: &'static str,
        /// The key of the upper limit.
        high_name: &'static str,
        /// The value of both.
        value: f64,
    },
    /// Two values are in the wrong order.
    #[error("{low_name} is {low}, must be less than {high_name}, which is {high}")]
    OutOfOrder {
        /// The key that must be the smaller.
        low_name: &'static str,
        /// Its value.
        low: f64,
        /// The key that must be the larger.
        high_name: &'static str,
        /// Its value.
        high: f64,
    },
    /// A value lies outside its range.
    #[error("{name} is {value}, must lie {}between {low} and {high}", if *.strictly { "strictly " } else { "" })]
    OutOfRange {
        /// The key as written in a scenario.
        name: &'static str,
        /// The value found.
        value: f64,
        /// The smallest value of the range.
        low: f64,
        /// The largest value of the range.
        high: f64,
        /// Whether the ends themselves are refused.
        strictly: bool,
    },
    /// A standard deviation that no beta distribution with this mean has.
    #[error(
        "sd is {sd}, must be less than {largest}: the largest a beta distribution with mean {mean} can have"
    )]
    SdTooLarge {
        /// The mean given.
        mean: f64,
        /// The standard deviation given.
        sd: f64,
        /// `sqrt(mean (1 - mean))`.
        largest: f64,
    },
    /// No distribution of the family has these properties.
    #[error("no {family} distribution has {wanted}")]
    Impossible {
        /// Name of the family.
        family: &'static str,
        /// What was asked for, in words and numbers.
        wanted: String,
    },
    /// A list has too few entries.
    #[error("{name} has {count} entries, must have at least {least}")]
    TooFew {
        /// The key of the list.
        name: &'static str,
        /// Entries found.
        count: usize,
        /// Entries needed.
        least: usize,
    },
    /// Two lists that belong together differ in length.
    #[error("{first} has {first_count} entries and {second} has {second_count}, must have as many")]
    UnequalLengths {
        /// The key of one list.
        first: &'static str,
        /// Its number of entries.
        first_count: usize,
        /// The key of the other list.
        second: &'static str,
        /// Its number of entries.
        second_count: usize,
    },
    /// The weights of a mixture do not sum to one.
    #[error("weights sum to {sum}, must sum to 1")]
    WeightsSum {
        /// The sum found.
        sum: f64,
    },
    /// A truncation leaves almost nothing of the distribution.
    #[error(
        "truncating to [{low}, {high}] keeps a share {mass:e} of the distribution, must keep at least {least:e}"
    )]
    TooLittleMass {
        /// Lower limit of the truncation.
        low: f64,
        /// Upper limit of the truncation.
        high: f64,
        /// Probability between them.
        mass: f64,
        /// The least that is accepted.
        least: f64,
    },
}

/// Refuses infinities and NaN.
pub(super) fn finite(name: &'static str, value: f64) -> Result<f64, DistributionError> {
    if value.is_finite() { Ok(value) } else { Err(DistributionError::NotFinite { name, value }) }
}

/// Refuses what is not a finite number greater than zero.
pub(super) fn positive(name: &'static str, value: f64) -> Result<f64, DistributionError> {
    if finite(name, value)? > 0.0 {
        Ok(value)
    } else {
        Err(DistributionError::NotPositive { name, value })
    }
}

/// Refuses a standard deviation that is not positive, with a hint when it is zero.
pub(super) fn spread(
    name: &'static str,
    value: f64,
    instead: f64,
) -> Result<f64, DistributionError> {
    if value == 0.0 {
        Err(DistributionError::NoSpread { name, instead })
    } else {
        positive(name, value)
    }
}

/// Refuses limits that are not finite and in order, with a hint when they are equal.
pub(super) fn ordered(
    low_name: &'static str,
    low: f64,
    high_name: &'static str,
    high: f64,
) -> Result<(), DistributionError> {
    finite(low_name, low)?;
    finite(high_name, high)?;
    if low < high {
        Ok(())
    } else if low > high {
        Err(DistributionError::OutOfOrder { low_name, low, high_name, high })
    } else {
        Err(DistributionError::NoWidth { low_name, high_name, value: low })
    }
}

/// Refuses a 95 % interval that is not in order or does not hold the mean.
pub(super) fn mean_inside(mean: f64, low: f64, high: f64) -> Result<(), DistributionError> {
    finite("mean", mean)?;
    ordered("interval[0]", low, "interval[1]", high)?;
    if low < mean && mean < high {
        Ok(())
    } else {
        Err(DistributionError::OutOfRange { name: "mean", value: mean, low, high, strictly: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_plain_sentences() {
        let text = |result: Result<f64, DistributionError>| result.unwrap_err().to_string();
        assert_eq!(text(positive("shape", -1.0)), "shape is -1, must be greater than 0");
        assert_eq!(
            text(spread("sd", 0.0, 3.5)),
            "sd is 0, must be greater than 0; to leave no doubt write the number 3.5"
        );
        assert_eq!(text(finite("mean", f64::NAN)), "mean is NaN, must be a finite number");
        let text = |result: Result<(), DistributionError>| result.unwrap_err().to_string();
        assert_eq!(
            text(ordered("low", 3.0, "high", 2.0)),
            "low is 3, must be less than high, which is 2"
        );
        assert_eq!(
            text(ordered("low", 2.0, "high", 2.0)),
            "low and high are both 2; to leave no doubt write the number 2"
        );
        assert_eq!(
            text(mean_inside(3.0, 1.0, 2.0)),
            "mean is 3, must lie strictly between 1 and 2"
        );
    }
}
