//! Why a value of information cannot be told.

use std::fmt;

/// A column of what was handed over; numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The net benefits of this option.
    Net(usize),
    /// The costs of this option.
    Cost(usize),
    /// The values of this input.
    Input(usize),
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Net(option) => write!(f, "the net benefits of option {option}"),
            Self::Cost(option) => write!(f, "the costs of option {option}"),
            Self::Input(input) => write!(f, "input {input}"),
        }
    }
}

/// Why a value of information cannot be told.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// Information is worth something only to those who can choose.
    #[error("a choice needs at least two options; here are {options}")]
    NoChoice {
        /// Options that were handed over.
        options: usize,
    },
    /// Columns must have one number for each draw.
    #[error("{column} has {rows} draws where {expected} are expected")]
    Ragged {
        /// The column.
        column: Column,
        /// Its draws.
        rows: usize,
        /// The draws of the first option.
        expected: usize,
    },
    /// Numbers that are NaN or infinite.
    #[error("{column} has {count} numbers that are not finite, the first of them in draw {first}")]
    NotFinite {
        /// The column.
        column: Column,
        /// How many there are.
        count: usize,
        /// Draw of the first, from 0.
        first: usize,
    },
    /// A regression needs more draws.
    #[error("{rows} draws are too few: at least {needed} are needed")]
    TooFewRows {
        /// Draws that were handed over.
        rows: usize,
        /// Draws that suffice.
        needed: usize,
    },
    /// A group names an input that is not there.
    #[error("the group `{group}` has an input {input}, but there are only {inputs}")]
    NoSuchInput {
        /// Name of the group.
        group: String,
        /// The input it names, from 0.
        input: usize,
        /// Inputs there are.
        inputs: usize,
    },
    /// A group without inputs.
    #[error("the group `{group}` has no inputs")]
    EmptyGroup {
        /// Name of the group.
        group: String,
    },
    /// Draws must be spread over at least two replicates, none of them empty.
    #[error(
        "{rows} draws cannot be spread over {replicates} replicates; from 2 to {rows} can be told apart"
    )]
    Replicates {
        /// Replicates asked for.
        replicates: usize,
        /// Draws there are.
        rows: usize,
    },
    /// An input has a value that the study cannot have as its truth.
    #[error("draw {row}: the study would observe a probability of {value}, outside [0, 1]")]
    NoProbability {
        /// The draw, from 0.
        row: usize,
        /// The probability.
        value: f64,
    },
    /// A number that must lie in a range.
    #[error("{what} is {value}; it must be {rule}")]
    Range {
        /// What the number is.
        what: &'static str,
        /// The number.
        value: f64,
        /// The rule, such as "above 0".
        rule: &'static str,
    },
}

/// Columns of the same length with nothing but finite numbers; tells the length.
pub(super) fn checked(
    columns: &[Vec<f64>],
    rows: usize,
    name: fn(usize) -> Column,
) -> Result<(), Fault> {
    for (index, values) in columns.iter().enumerate() {
        let column = name(index);
        if values.len() != rows {
            return Err(Fault::Ragged { column, rows: values.len(), expected: rows });
        }
        if let Some(first) = values.iter().position(|value| !value.is_finite()) {
            let count = values.iter().filter(|value| !value.is_finite()).count();
            return Err(Fault::NotFinite { column, count, first });
        }
    }
    Ok(())
}

/// Checks the net benefits of at least two options and the replicates; tells the number of draws.
pub(super) fn checked_choice(nets: &[Vec<f64>], replicates: Option<usize>) -> Result<usize, Fault> {
    if nets.len() < 2 {
        return Err(Fault::NoChoice { options: nets.len() });
    }
    let rows = nets[0].len();
    checked(nets, rows, Column::Net)?;
    if rows < 2 {
        return Err(Fault::TooFewRows { rows, needed: 2 });
    }
    match replicates {
        Some(replicates) if replicates < 2 || replicates > rows => {
            Err(Fault::Replicates { replicates, rows })
        }
        _ => Ok(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let nets = [vec![0.0; 4], vec![1.0, f64::NAN, 2.0, f64::INFINITY]];
        assert_eq!(
            checked_choice(&nets, None),
            Err(Fault::NotFinite { column: Column::Net(1), count: 2, first: 1 })
        );
        assert_eq!(checked_choice(&nets[..1], None), Err(Fault::NoChoice { options: 1 }));
        let ragged = [vec![0.0; 4], vec![0.0; 3]];
        let told = checked_choice(&ragged, None).unwrap_err().to_string();
        assert_eq!(told, "the net benefits of option 1 has 3 draws where 4 are expected");
        let nets = [vec![0.0; 4], vec![1.0; 4]];
        assert_eq!(checked_choice(&nets, Some(4)), Ok(4));
        for replicates in [0, 1, 5] {
            let fault = checked_choice(&nets, Some(replicates));
            assert_eq!(fault, Err(Fault::Replicates { replicates, rows: 4 }));
        }
    }
}
