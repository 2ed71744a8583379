//! Bad tables of wijken: what is left out, what is refused, how it is told, and a table of a million rows.

use std::fmt::Write as _;
use std::time::Instant;

use super::cases::{BOTH, CBS, RIVM, cells, codes, faults, judged, problems, scenario, values};
use super::{Ask, Fault, Note, judge};
use crate::source::Cells;

#[test]
fn every_bad_area_is_left_out_with_row_value_and_rule_and_sinks_no_other() {
    let text = "code,soort,groups.mensen.size,outcomes.crisis.baseline\nWK000001,Wijk,10,0.1\nWK000002,Wijk,10,20\nWK000003,Wijk,veel,0.1\nWK000004,Wijk,-5,1.5\nWK000001,Wijk,11,0.1\nWK000005,Wijk,10\nWK000006,Buurt,10,0.1\n,Wijk,10,0.1\nWK000007,Wijk,0,0.1\nWK000008,Wijk,.,x\na/b,,10,0.1\nwk0000aa,Wijk,10,0.2";
    let areas = judged("", &[text]);
    assert_eq!((codes(&areas), values(&areas)), (vec!["WK0000AA"], vec![vec![10.0, 0.2]]));
    assert_eq!(
        areas.told_left_out(),
        [
            "row 1, `WK000001`: the code stands in rows 1 and 5",
            "row 2, `WK000002`: `outcomes.crisis.baseline` is 20, and must be between 0 and 1 (20 % is 0.2)",
            "row 3, `WK000003`: column `groups.mensen.size`: `veel` is no number",
            "row 4, `WK000004`: `groups.mensen.size` is -5, and must be between 0 and 100000000",
            "row 4, `WK000004`: `outcomes.crisis.baseline` is 1.5, and must be between 0 and 1 (1.5 % is 0.015)",
            "row 5, `WK000001`: the code stands in rows 1 and 5",
            "row 6, `WK000005`: row 6 has 3 cells, not 4",
            "row 7, `WK000006`: the code is not that of a \"Buurt\"",
            "row 8: there is no code",
            "row 11, `a/b`: the code cannot be used; a name is 1 to 100 letters, digits, `_`, `-` and spaces, begins with a letter, digit or `_` and does not end with a space: it becomes part of paths and columns",
            "`groups.mensen.size` is missing for 1 wijk and there is nothing to fill it from: WK000008 (row 10)",
            "`outcomes.crisis.baseline` is missing for 1 wijk and there is nothing to fill it from: WK000008 (row 10)",
            "1 wijk has no people: WK000007 (row 9)",
        ]
    );
    let strict = Ask { strict: true, ..Ask::default() };
    let error = judge(&scenario(""), &[cells("a.csv", text)], strict).unwrap_err();
    assert!(matches!(&error.faults[..], [Fault::Strict { count: 10, .. }]), "{error}");
}

#[test]
fn of_many_bad_areas_a_dozen_is_told_and_the_rest_counted() {
    let mut text = "code,groups.mensen.size\nA,1\n".to_owned();
    for number in 0..40 {
        let _ = writeln!(text, "W{number},-1");
    }
    let told = judged("", &[&text]).told_left_out();
    assert_eq!((told.len(), told.last().map(String::as_str)), (13, Some("and 28 more")));
}

#[test]
fn unknown_columns_are_refused_with_what_was_meant_unless_ignored() {
    let text = "code,groups.mensen.sise,naam,bewoners,programmes.werk.fte\nA,1,x,9,1";
    let told = faults("", &[text])[0].to_string();
    assert!(told.contains("`groups.mensen.sise` (column 2; did you mean `groups.mensen.size`?)"));
    assert!(told.contains("`bewoners` (column 4)") && told.contains("2 columns are"), "{told}");
    for areas in
        ["[areas]\nignore = \"all\"", "[areas]\nignore = [\"bewoners\", \"groups.mensen.sise\"]"]
    {
        assert_eq!(values(&judged(areas, &[text])), [[1.0]]);
    }
    let ask = Ask { ignore_unknown: true, ..Ask::default() };
    assert!(judge(&scenario(""), &[cells("a.csv", text)], ask).is_ok());
}

#[test]
fn what_makes_a_table_unusable_is_told_all_at_once() {
    assert_eq!(judge(&scenario(""), &[], Ask::default()).unwrap_err().faults, [Fault::NoTable]);
    let none = faults("", &["code,groups.mensen.size"]);
    assert_eq!(none, [Fault::NoRows { file: "a.csv".into() }]);
    let same = faults("", &["code,x,x\nA,1,2"]);
    assert!(matches!(&same[..], [Fault::SameName { columns: [2, 3], .. }, Fault::Unknown { .. }]));
    assert!(matches!(&faults("", &["x,y\nA,1"])[..], [Fault::NoCode { .. }]));
    assert!(matches!(&faults("", &["code,name\nA,1"])[..], [Fault::NothingReplaced { .. }]));
    let slip = "[areas]\ncode = \"kode\"\nname = \"groups.mensen.size\"";
    let slip = faults(slip, &["code,groups.mensen.size\nA,1"]);
    assert!(slip[0].to_string().contains("did you mean `code`?"), "{slip:?}");
    let lost = faults(BOTH, &[CBS]);
    assert!(
        matches!(&lost[..], [Fault::NoColumn { column, .. }] if column == "ernstig_eenzaam_65plus")
    );
    let two = faults("", &["code,groups.mensen.size\nA,1", "code,groups.mensen.size\nA,2"]);
    assert!(matches!(&two[..], [Fault::Twice { .. }]));
    let twice = faults(BOTH, &[CBS, CBS, RIVM]);
    assert!(matches!(&twice[..], [Fault::Ambiguous { found, .. }] if found.len() == 2));
    let bad = faults("", &["code,groups.mensen.size\nA,-1\nB,x1"]);
    assert!(matches!(&bad[..], [Fault::NoArea { told }] if told.len() == 2));
}

#[test]
fn a_municipality_whose_cell_is_no_number_counts_as_missing_and_is_told() {
    let text = "code,outcomes.crisis.baseline\nGM0001,veel\nNL00,0.4\nWK000101,";
    let areas = judged("", &[text]);
    assert_eq!(values(&areas), [[0.4]]);
    assert_eq!(areas.notes, [Note::BadReference { table: 0, row: 1, column: 1 }]);
}

#[test]
fn the_table_areas_is_checked_with_all_problems_at_once() {
    let areas = r#"
[areas]
ignore = ["a", "b"]
[areas.columns."groups.mensen.sise"]
product = ["a"]
[areas.columns."groups.mensen.size"]
product = []
times = { uniform = { low = 0, high = 1 } }
[areas.columns."outcomes.crisis.baseline"]
product = ["c", "c"]
percent = ["d"]
impute = 1
"#;
    let found = problems(areas);
    for (code, path) in [
        ("wrong-type", "areas.columns.outcomes.crisis.baseline.impute"),
        ("unknown-name", "areas.columns.groups.mensen.sise"),
        ("bad-area-column", "areas.ignore"),
        ("bad-area-column", "areas.columns.groups.mensen.size.product"),
        ("bad-area-column", "areas.columns.groups.mensen.size.times"),
        ("bad-area-column", "areas.columns.outcomes.crisis.baseline.product"),
        ("unknown-name", "areas.columns.outcomes.crisis.baseline.percent"),
    ] {
        assert!(found.contains(&(code, path.to_owned())), "{code} {path} not in {found:?}");
    }
    assert_eq!(found.len(), 7, "{found:?}");
    for word in ["ignore = \"none\"", "level = \"straten\"", "percent = true"] {
        assert_eq!(problems(&format!("[areas]\n{word}")).len(), 1, "{word}");
    }
    assert_eq!(
        problems("[areas.columns.\"groups.mensen.size\"]\nproduct = [\"a\"]\ntimes = inf").len(),
        1
    );
}

#[test]
fn hostile_tables_never_panic() {
    let pieces = [
        "",
        ",",
        "code",
        ";",
        "\u{feff}code",
        "NL",
        "WK",
        "é,é",
        "code,code",
        "\n\n",
        "GM",
        "1e999",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                let text = format!("{a},groups.mensen.size\n{b},{c}\n{c}{a}");
                let tables = [cells("a.csv", &text), cells("b.csv", &format!("{c},{a}\n{b}"))];
                let _ = judge(&scenario(""), &tables[..1], Ask::default());
                let _ = judge(&scenario(""), &tables, Ask { strict: true, ignore_unknown: true });
            }
        }
    }
}

/// Peak memory of this process in MB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

#[test]
#[ignore = "a million rows; prints time and memory"]
fn a_million_rows_are_judged() {
    let before = peak();
    let names =
        ["code", "name", "groups.mensen.size", "programmes.werk.fte", "outcomes.crisis.baseline"];
    let others = ["a", "b", "c", "d", "e"];
    let mut cells = Cells::new("million.csv", names.into_iter().chain(others), false);
    for row in 0..1_000_000_u32 {
        let code = format!("X{row:07}");
        let name = format!("Wijk {row}");
        let size = (row % 9_000).to_string();
        let share = if row % 10 == 1 { "1.5".to_owned() } else { format!("0.{:03}", row % 1_000) };
        let more = ["12.5", "1", ".", "40.25", "7"];
        let own = [code.as_str(), &name, &size, "1.5", &share];
        cells.push(own.into_iter().chain(more));
    }
    let filled = peak();
    let loaded = scenario("[areas]\nignore = \"all\"");
    let clock = Instant::now();
    let areas = judge(&loaded, &[cells], Ask::default()).unwrap();
    println!(
        "{} areas, {} left out in {:.2} s; peak memory {before:?} MB before, {filled:?} MB with cells, {:?} MB judged",
        areas.list.len(),
        areas.left_out.len(),
        clock.elapsed().as_secs_f64(),
        peak()
    );
    assert_eq!(areas.list.len() + areas.left_out.len(), 1_000_000);
    assert_eq!(areas.told_left_out().len(), 14);
}
