//! The tables with a row for each trial, a block of trials at a time, ordered by trial, then arm.

use std::ops::Range;

use super::parquet::TRIALS_PER_ROW_GROUP;
use super::table::Table;
use crate::engine::{Flow, Measure, Sample};
use crate::model::Model;

/// The blocks of trials that become row groups. They depend on the number of trials alone, so that a run made in parts
/// can write the same file.
pub fn row_groups(trials: usize) -> impl Iterator<Item = Range<usize>> {
    (0..trials)
        .step_by(TRIALS_PER_ROW_GROUP)
        .map(move |start| start..trials.min(start + TRIALS_PER_ROW_GROUP))
}

/// Rows of `trials.parquet`.
pub fn trials<'a>(model: &'a Model, sample: &Sample, block: Range<usize>) -> Table<'a> {
    let rows = Rows { block, arms: model.arms.len(), others: 1 };
    let mut table = Table::default()
        .integers(rows.trials())
        .text(rows.cells(|_, arm, _| model.arms[arm].name.as_str()))
        .numbers(rows.cells(|_, arm, _| model.arms[arm].level.unwrap_or(f64::NAN)));
    for measure in Measure::ALL {
        let values = |trial: usize, arm: usize, _| sample.measures[[measure.index(), arm, trial]];
        table = if measure == Measure::PaybackYear {
            let year = |trial, arm, other| {
                let year: f64 = values(trial, arm, other);
                (!year.is_nan()).then_some(year as i32)
            };
            table.integers(rows.cells(year))
        } else {
            table.numbers(rows.cells(values))
        };
    }
    table
}

/// Rows of `parties.parquet`.
pub fn parties<'a>(model: &'a Model, sample: &Sample, block: Range<usize>) -> Table<'a> {
    let rows = Rows { block, arms: model.arms.len(), others: model.parties.len() };
    let value = |flow: Flow, party: usize, arm: usize, trial: usize| {
        sample.parties[[flow.index(), party, arm, trial]]
    };
    let column = |flow| rows.cells(move |trial, arm, party| value(flow, party, arm, trial));
    Table::default()
        .integers(rows.trials())
        .text(rows.cells(|_, arm, _| model.arms[arm].name.as_str()))
        .text(rows.cells(|_, _, party| model.parties[party].name.as_str()))
        .numbers(column(Flow::Cost))
        .numbers(column(Flow::Benefit))
        .numbers(column(Flow::Cashable))
        .numbers(rows.cells(|trial, arm, party| {
            value(Flow::Benefit, party, arm, trial) - value(Flow::Cost, party, arm, trial)
        }))
}

/// Rows of `outcomes.parquet`.
pub fn outcomes<'a>(model: &'a Model, sample: &Sample, block: Range<usize>) -> Table<'a> {
    let names: Vec<(&str, &str)> = model
        .effects()
        .map(|(programme, effect)| {
            (programme.name.as_str(), model.outcomes[effect.outcome].name.as_str())
        })
        .collect();
    let rows = Rows { block, arms: model.arms.len(), others: names.len() };
    Table::default()
        .integers(rows.trials())
        .text(rows.cells(|_, arm, _| model.arms[arm].name.as_str()))
        .text(rows.cells(|_, _, effect| names[effect].0))
        .text(rows.cells(|_, _, effect| names[effect].1))
        .numbers(rows.cells(|trial, arm, effect| sample.outcomes[[0, effect, arm, trial]]))
        .numbers(rows.cells(|trial, arm, effect| sample.outcomes[[1, effect, arm, trial]]))
}

/// Rows of `parameters.parquet`.
pub fn parameters<'a>(sample: &Sample, block: Range<usize>) -> Table<'a> {
    let rows = Rows { block: block.clone(), arms: 1, others: 1 };
    sample
        .parameters
        .outer_iter()
        .fold(Table::default().integers(rows.trials()), |table, column| {
            table.numbers(block.clone().map(|trial| column[trial]))
        })
}

/// The rows of a block: trial, then arm, then whatever else there is.
struct Rows {
    block: Range<usize>,
    arms: usize,
    others: usize,
}

impl Rows {
    /// A column, from the trial, the arm and the rest of each row.
    fn cells<T>(&self, value: impl Fn(usize, usize, usize) -> T) -> impl Iterator<Item = T> {
        let (arms, others) = (self.arms, self.others);
        let per_trial = arms * others;
        let rows = self.block.start * per_trial..self.block.end * per_trial;
        rows.map(move |row| value(row / per_trial, row / others % arms, row % others))
    }

    fn trials(&self) -> impl Iterator<Item = Option<i32>> {
        self.cells(|trial, _, _| i32::try_from(trial).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::table::Cells;

    #[test]
    fn rows_go_by_trial_then_arm_then_the_rest() {
        let rows = Rows { block: 5..7, arms: 2, others: 2 };
        let all: Vec<_> = rows.cells(|trial, arm, other| (trial, arm, other)).collect();
        assert_eq!(
            all,
            [
                (5, 0, 0),
                (5, 0, 1),
                (5, 1, 0),
                (5, 1, 1),
                (6, 0, 0),
                (6, 0, 1),
                (6, 1, 0),
                (6, 1, 1)
            ]
        );
        let none = Rows { block: 0..4, arms: 2, others: 0 };
        assert_eq!(none.cells(|_, _, _| ()).count(), 0);
    }

    #[test]
    fn blocks_cover_every_trial_once() {
        for trials in [16, TRIALS_PER_ROW_GROUP, 2 * TRIALS_PER_ROW_GROUP + 1] {
            let all: Vec<usize> = row_groups(trials).flatten().collect();
            assert_eq!(all, (0..trials).collect::<Vec<_>>());
        }
    }

    #[test]
    fn never_paid_back_is_nothing() {
        use crate::model_for_tests::{model, sample};
        let (model, sample) = (model(), sample(16));
        let table = trials(&model, &sample, 0..16);
        let Cells::Integers(payback) = &table.columns[3 + Measure::PaybackYear.index()] else {
            panic!("payback is a column of whole numbers");
        };
        let nan = |row: usize| sample.measure(Measure::PaybackYear, row % 3)[row / 3].is_nan();
        assert!((0..48).all(|row| payback[row].is_none() == nan(row)));
        assert!(payback.contains(&None) && payback.contains(&Some(2)));
    }
}
