//! A run over many wijken as JSON, for `--json`: stable keys, null where there is nothing to tell.

use serde_json::{Value, json};

use super::nation::Nation;

/// What a run over many wijken found, every wijk included.
pub fn nation_json(nation: &Nation) -> Value {
    let ranked = nation.ranked.iter().map(|row| {
        json!({
            "code": row.code,
            "name": row.name,
            "place": row.place,
            "place_p05": row.low,
            "place_p95": row.high,
            "net": row.net,
            "cost": row.cost,
            "net_per_euro": row.per_euro,
            "fte_now": row.fte_now,
            "fte_more": row.placed_fte,
            "fte_even": row.even_fte,
            "imputed": row.imputed,
        })
    });
    let imputed = nation.imputed.iter().map(|filled| {
        json!({
            "path": filled.path,
            "column": filled.column,
            "from_municipality": filled.from_municipality,
            "from_country": filled.from_country,
        })
    });
    let placing = (nation.fte_more > 0.0).then(|| {
        json!({
            "asked": nation.fte_more,
            "placed": nation.fte_placed,
            "that_gain": nation.fte_that_gain,
            "net": band(nation.placed_net),
            "even_loss": band(nation.even_loss),
            "may_miss": nation.may_miss,
        })
    });
    json!({
        "arm": nation.arm,
        "other": nation.other,
        "areas": nation.areas,
        "net_per_euro": nation.per_euro(),
        "next_fte": placing,
        "ranked": ranked.collect::<Vec<Value>>(),
        "imputed": imputed.collect::<Vec<Value>>(),
        "left_out": nation.left_out,
    })
}

fn band([mean, p05, p95]: [f64; 3]) -> Value {
    json!({ "mean": mean, "p05": p05, "p95": p95 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::nation::tests::{hostile, nation};

    #[test]
    fn every_wijk_is_there_and_what_does_not_exist_is_null() {
        let told = nation_json(&nation(40, 0.0));
        assert_eq!(told["ranked"].as_array().unwrap().len(), 40);
        assert_eq!((&told["ranked"][3]["place"], &told["arm"]), (&json!(4), &json!("2x")));
        assert_eq!(told["next_fte"]["even_loss"]["p95"], 610_000.0);
        let told = nation_json(&hostile("x"));
        assert!(told["next_fte"]["net"]["mean"].is_null());
        assert!(
            told["ranked"][1]["net_per_euro"].is_null() && told["ranked"][1]["place_p05"].is_null()
        );
        assert!(nation_json(&Nation::default())["next_fte"].is_null());
    }
}
