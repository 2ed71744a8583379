//! What a finished run over many wijken says of them, read back from its folder.

use std::path::Path;

use super::error::AppError;
use crate::report::{Filled, Nation, NationRow};
use crate::results::{AREAS, Frame, ReadError, RunFolder};

/// What is told of the wijken of a run; none if it is a run of one wijk.
///
/// # Errors
/// When the run cannot be opened.
pub fn told_wijken(folder: &Path) -> Result<Option<Nation>, AppError> {
    Ok(of(&RunFolder::open(folder)?)?)
}

/// The same of a run that is open.
pub(super) fn of(run: &RunFolder) -> Result<Option<Nation>, ReadError> {
    let Some(record) = run.manifest().areas.clone() else { return Ok(None) };
    let table = run.table(AREAS.name, &[])?;
    let mut ranked = rows(&table).map_err(|reason| run.unreadable(AREAS.name, &reason))?;
    // Without a place there was only one arm, and nothing to rank.
    ranked.retain(|row| row.place > 0);
    ranked.sort_by_key(|row| row.place);
    let filled = record.filled.into_iter().map(|(path, column, municipality, country)| Filled {
        path,
        column,
        from_municipality: municipality,
        from_country: country,
    });
    Ok(Some(Nation {
        arm: record.ranked_by,
        other: "1x".to_owned(),
        areas: record.count,
        left_out: record.told,
        imputed: filled.collect(),
        ranked,
        fte_more: record.fte_placed,
        fte_placed: record.fte_placed,
        fte_that_gain: record.fte_that_gain,
        placed_net: record.net_placed,
        even_loss: record.even_loses,
        may_miss: record.may_miss,
    }))
}

fn rows(table: &Frame) -> Result<Vec<NationRow>, String> {
    let (codes, names) = (table.texts("area")?, table.texts("name")?);
    let (places, filled) = (table.integers("place")?, table.integers("filled")?);
    let number = |name: &str| table.numbers(name);
    let (low, high) = (number("place_p05")?, number("place_p95")?);
    let (net, cost) = (number("net_more")?, number("cost_more")?);
    let (per_euro, now) = (number("net_per_euro")?, number("fte_now")?);
    let (placed, even) = (number("fte_placed")?, number("fte_even")?);
    Ok((0..table.height())
        .map(|row| NationRow {
            code: codes[row].to_owned(),
            name: names[row].to_owned(),
            place: places[row].and_then(|place| usize::try_from(place).ok()).unwrap_or(0),
            low: low[row],
            high: high[row],
            net: net[row],
            cost: cost[row],
            per_euro: per_euro[row],
            fte_now: now[row],
            placed_fte: placed[row],
            even_fte: even[row],
            imputed: filled[row].is_some_and(|count| count > 0),
        })
        .collect())
}
