//! What the run folder holds of many wijken: a first column in every file, rows of each wijk, and a file of its own.

use super::nation::Many;
use super::wijken::Wijken;
use crate::analysis::areas::{Placed, Ranked};
use crate::analysis::{decision_table, summary_table};
use crate::results::{
    ALL_AREAS, AREA, AREAS, AreasRecord, Column, Provenance, Table, write_parquet,
};

/// Wijken in a row group: fixed, so that the bytes do not depend on how a run was made.
const WIJKEN: usize = 256;

/// The columns of a file, the wijk first.
pub(super) fn led(columns: &[Column]) -> Vec<Column> {
    std::iter::once(AREA).chain(columns.iter().copied()).collect()
}

/// The tables of a file of all wijken together, and after them those of each wijk where it has any.
pub(super) fn tables<'a>(
    name: &str,
    together: impl Iterator<Item = Table<'a>> + 'a,
    wijken: &'a Wijken,
    many: &'a Many,
) -> Box<dyn Iterator<Item = Table<'a>> + 'a> {
    let together = together.map(|table| {
        let rows = table.rows();
        table.led_by(std::iter::repeat_n(ALL_AREAS, rows))
    });
    let groups = wijken.list.chunks(WIJKEN).zip(many.told.chunks(WIJKEN));
    match name {
        "summary.parquet" => Box::new(together.chain(groups.map(|(wijken, told)| {
            let codes = wijken
                .iter()
                .zip(told)
                .flat_map(|(wijk, told)| std::iter::repeat_n(wijk.code.as_str(), told.rows.len()));
            let rows = told.iter().flat_map(|told| &told.rows);
            summary_table(&many.model, rows).led_by(codes)
        }))),
        "decision.parquet" => Box::new(together.chain(groups.map(|(wijken, told)| {
            let codes = wijken.iter().zip(told).flat_map(|(wijk, told)| {
                std::iter::repeat_n(wijk.code.as_str(), told.verdicts.len())
            });
            let verdicts: Vec<_> = told.iter().flat_map(|told| told.verdicts.clone()).collect();
            decision_table(&many.model, &verdicts).led_by(codes)
        }))),
        _ => Box::new(together),
    }
}

/// `areas.parquet`: each wijk with its place, what the plan gives it, and its own numbers.
pub(super) fn file(
    wijken: &Wijken,
    many: &Many,
    provenance: &Provenance,
) -> Result<Vec<u8>, String> {
    let mut places: Vec<Option<&Ranked>> = vec![None; wijken.list.len()];
    for ranked in &many.ranked {
        if let Some(place) = places.get_mut(ranked.area) {
            *place = Some(ranked);
        }
    }
    let placed = |area: usize| many.allocation.as_ref().and_then(|plan| plan.placed.get(area));
    let present = many.arms[1];
    let rank = |of: fn(&Ranked) -> f64| -> Vec<f64> {
        places.iter().map(|ranked| ranked.map_or(f64::NAN, of)).collect()
    };
    let plan = |of: fn(&Placed) -> f64| -> Vec<f64> {
        (0..places.len()).map(|area| placed(area).map_or(0.0, of)).collect()
    };
    let now = many
        .told
        .iter()
        .map(|told| told.verdicts.get(present).map_or(f64::NAN, |verdict| verdict.fte_hired));
    let list = || wijken.list.iter();
    let mut table = Table::default()
        .text(list().map(|wijk| wijk.code.as_str()))
        .text(list().map(|wijk| wijk.name.as_str()))
        .text(list().map(|wijk| wijk.municipality.as_deref().unwrap_or_default()))
        .integers(list().map(|wijk| i32::try_from(wijk.filled).ok()))
        .integers(places.iter().map(|ranked| i32::try_from(ranked.map_or(0, |one| one.place)).ok()))
        .numbers(rank(|one| one.low))
        .numbers(rank(|one| one.median))
        .numbers(rank(|one| one.high))
        .numbers(rank(|one| one.among_first.first().map_or(f64::NAN, |(chance, _)| *chance)))
        .numbers(rank(|one| one.net))
        .numbers(rank(|one| one.cost))
        .numbers(rank(|one| one.per_euro))
        .numbers(now)
        .numbers(plan(|one| one.fte))
        .numbers(plan(|one| one.net))
        .numbers(plan(|one| one.even_fte))
        .numbers(plan(|one| one.even_net));
    for (place, _) in wijken.quantities.iter().enumerate() {
        table = table.numbers(list().map(|wijk| {
            wijk.values.get(place).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
        }));
    }
    let further: Vec<&str> = wijken.quantities.iter().map(String::as_str).collect();
    let mut bytes = Vec::new();
    write_parquet(&mut bytes, AREAS.columns, &further, [table], provenance)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// What the manifest tells of the wijken.
pub(super) fn record(wijken: &Wijken, many: &Many) -> AreasRecord {
    let plan = many.allocation.as_ref();
    let band = |of: fn(&crate::analysis::areas::Allocation) -> &crate::analysis::Band| {
        plan.map_or([0.0; 3], |plan| {
            let value = &of(plan).value;
            [value.mean, value.p05, value.p95]
        })
    };
    AreasRecord {
        count: wijken.list.len(),
        left_out: wijken.left_out,
        quantities: wijken.quantities.clone(),
        filled: wijken.filled.clone(),
        told: wijken.told.clone(),
        ranked_by: many
            .model
            .arms
            .get(many.arms[0])
            .map_or_else(String::new, |arm| arm.name.clone()),
        fte_placed: plan.map_or(0.0, |plan| plan.fte),
        net_placed: band(|plan| &plan.net_band),
        even_loses: band(|plan| &plan.loss_band),
        fte_that_gain: plan.map_or(0.0, |plan| plan.fte_that_gain),
        may_miss: plan.map_or(0.0, |plan| plan.may_miss),
    }
}
