//! What the analysis found as tables for the run folder.

use super::bands::Band;
use super::decision::Verdict;
use super::paths::Path;
use super::summary::Row;
use crate::model::Model;
use crate::results::Table;

/// Rows of `summary.parquet`.
pub fn summary_table<'a>(model: &'a Model, rows: impl IntoIterator<Item = &'a Row>) -> Table<'a> {
    let rows: Vec<&Row> = rows.into_iter().collect();
    let keys = Table::default()
        .text(rows.iter().map(|row| model.arms[row.arm].name.as_str()))
        .text(rows.iter().map(|row| row.reference.name()))
        .text(rows.iter().map(|row| row.measure.as_str()));
    let bands: Vec<Band> = rows.iter().map(|row| row.band).collect();
    let told = with_bands(keys, &bands)
        .numbers(bands.iter().map(|band| band.value.p_positive))
        .text(rows.iter().map(|row| row.unit.as_str()));
    // The error of the mean already stands in `mcse`.
    (1..8).fold(told, |table, which| {
        table.numbers(bands.iter().map(move |band| band.mcse.list()[which]))
    })
}

/// Rows of `years.parquet`.
pub fn years_table<'a>(model: &'a Model, paths: &[Path]) -> Table<'a> {
    let keys = Table::default()
        .text(paths.iter().map(|path| model.arms[path.arm].name.as_str()))
        .text(
            paths
                .iter()
                .map(|path| path.party.map_or("all", |party| model.parties[party].name.as_str())),
        )
        .integers(paths.iter().map(|path| Some(path.year)))
        .text(paths.iter().map(|path| path.quantity.name()));
    with_bands(keys, &paths.iter().map(|path| path.band).collect::<Vec<_>>())
}

/// Rows of `decision.parquet`.
pub fn decision_table<'a>(model: &'a Model, verdicts: &[Verdict]) -> Table<'a> {
    let column = |value: fn(&Verdict) -> f64| verdicts.iter().map(value);
    Table::default()
        .text(verdicts.iter().map(|verdict| model.arms[verdict.arm].name.as_str()))
        .numbers(verdicts.iter().map(|verdict| model.arms[verdict.arm].level.unwrap_or(f64::NAN)))
        .numbers(column(|verdict| verdict.fte_hired))
        .numbers(column(|verdict| verdict.expected_net))
        .numbers(column(|verdict| verdict.expected_net_mcse))
        .numbers(column(|verdict| verdict.marginal_net_per_fte))
        .numbers(column(|verdict| verdict.p_best))
        .numbers(column(|verdict| verdict.expected_regret))
        .numbers(column(|verdict| verdict.luck_share))
}

/// Mean, sd, quantiles and the error of the mean.
fn with_bands<'a>(keys: Table<'a>, bands: &[Band]) -> Table<'a> {
    (0..7)
        .fold(keys, |table, which| {
            table.numbers(bands.iter().map(move |band| band.value.list()[which]))
        })
        .numbers(bands.iter().map(|band| band.mcse.mean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{decide, paths, summarise};
    use crate::model_for_tests::{model, sample};
    use crate::results::file;

    #[test]
    fn every_table_has_the_columns_of_its_file() {
        let (model, sample) = (model(), sample(32));
        let (rows, paths, verdicts) =
            (summarise(&model, &sample), paths(&model, &sample), decide(&model, &sample));
        for (name, table) in [
            ("summary.parquet", summary_table(&model, &rows)),
            ("years.parquet", years_table(&model, &paths)),
            ("decision.parquet", decision_table(&model, &verdicts)),
        ] {
            assert_eq!(table.columns.len(), file(name).unwrap().columns.len(), "{name}");
            assert!(table.columns.iter().all(|cells| cells.len() == table.columns[0].len()));
        }
    }
}
