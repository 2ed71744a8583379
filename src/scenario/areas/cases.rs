//! Tables of wijken as people have them: what is read, what is filled in, what is joined.

use super::{Area, Areas, Ask, Fault, Imputed, Note, Reason, judge};
use crate::scenario::{Loaded, differences, read, resolved};
use crate::source::{Cells, Problem};

const SCENARIO: &str = include_str!("../../../scenarios/eenvoudig.toml");
pub(super) const CBS: &str = include_str!("../../../tests/areas/cbs_kwb_2024_excerpt.csv");
pub(super) const RIVM: &str = include_str!("../../../tests/areas/rivm_2020_excerpt.csv");

pub(super) const BOTH: &str = r#"
[areas]
ignore = ["dwellings"]
[areas.columns."groups.mensen.size"]
product = ["inhabitants"]
times = { value = 0.205, source = "national share of 65+ in 2024, from memory", grade = "D" }
[areas.columns."outcomes.crisis.baseline"]
product = ["ernstig_eenzaam_65plus"]
percent = true
"#;

pub(super) fn scenario(areas: &str) -> Loaded {
    read("s.toml", &format!("{SCENARIO}\n{areas}")).unwrap_or_else(|refused| panic!("{refused}"))
}

pub(super) fn problems(areas: &str) -> Vec<(&'static str, String)> {
    let refused = read("s.toml", &format!("{SCENARIO}\n{areas}")).unwrap_err();
    let errors = refused.problems.into_iter().filter(Problem::is_error);
    errors.map(|problem| (problem.code, problem.path)).collect()
}

pub(super) fn cells(file: &str, text: &str) -> Cells {
    let mut lines = text.lines();
    let names = lines.next().unwrap_or_default();
    let mark = if names.contains(';') { ';' } else { ',' };
    let mut cells = Cells::new(file, names.split(mark), mark == ';');
    for line in lines {
        cells.push(line.split(mark));
    }
    cells
}

pub(super) fn judged(areas: &str, tables: &[&str]) -> Areas {
    let tables: Vec<Cells> = tables.iter().map(|text| cells("a.csv", text)).collect();
    judge(&scenario(areas), &tables, Ask::default()).unwrap_or_else(|error| panic!("{error}"))
}

pub(super) fn faults(areas: &str, tables: &[&str]) -> Vec<Fault> {
    let tables: Vec<Cells> = tables.iter().map(|text| cells("a.csv", text)).collect();
    judge(&scenario(areas), &tables, Ask::default()).unwrap_err().faults
}

pub(super) fn codes(areas: &Areas) -> Vec<&str> {
    areas.list.iter().map(|area| area.code.as_str()).collect()
}

pub(super) fn values(areas: &Areas) -> Vec<Vec<f64>> {
    areas.list.iter().map(|area| area.values.clone()).collect()
}

#[test]
fn excerpts_of_cbs_and_rivm_are_joined_and_filled_from_municipality_and_country() {
    let loaded = scenario(BOTH);
    let tables = [cells("cbs.csv", CBS), cells("rivm.csv", RIVM)];
    let areas = judge(&loaded, &tables, Ask::default()).unwrap();
    assert_eq!(codes(&areas), ["WK003406", "WK0363AD", "WK048205", "WK051836", "WK197901"]);
    assert_eq!(areas.quantities, ["groups.mensen.size", "outcomes.crisis.baseline"]);
    let baselines: Vec<f64> = areas.list.iter().map(|area| area.values[1] * 100.0).collect();
    // Moerwijk has its own; WK1979 (Eemsdelta) merged after 2020 and takes the country's.
    for (found, published) in baselines.iter().zip([10.2, 13.9, 10.7, 20.0, 10.4]) {
        assert!((found - published).abs() < 1e-12, "{baselines:?}");
    }
    assert!((areas.list[3].values[0] - 21_555.0 * 0.205).abs() < 1e-9);
    assert_eq!(areas.list[3].name, "'s-Gravenhage");
    assert_eq!(areas.list[3].municipality.as_deref(), Some("GM0518"));
    assert_eq!(
        areas.imputed,
        [Imputed {
            path: "outcomes.crisis.baseline".into(),
            column: "ernstig_eenzaam_65plus".into(),
            from_municipality: 3,
            from_country: 1,
        }]
    );
    assert_eq!(areas.left_out.len(), 1);
    assert_eq!(areas.left_out[0].reasons, [Reason::Empty]);
    assert_eq!(areas.told_left_out(), ["1 wijk has no people: WK003415 (row 6)"]);
    assert!(areas.notes.contains(&Note::NotFound {
        table: 1,
        count: 2,
        example: "WK0363AD".into()
    }));
    assert_eq!(
        areas.told_notes(),
        [
            "rivm.csv: nothing uses `eenzaam_18plus`, `eenzaam_65plus`, `moeite_rondkomen_65plus`",
            "rivm.csv does not have 2 wijken, e.g. WK0363AD",
        ]
    );
    let inputs = loaded.model.inputs.list();
    let replaced: Vec<&str> =
        areas.inputs.iter().map(|one| inputs[one.index()].path.as_str()).collect();
    assert_eq!(replaced, areas.quantities);
    // A wijk where nobody lives is no fault.
    assert!(judge(&loaded, &tables, Ask { strict: true, ..Ask::default() }).is_ok());
}

#[test]
fn columns_called_by_a_path_replace_what_stands_there() {
    let areas = judged(
        "",
        &[
            "code,name,groups.mensen.size,programmes.werk.fte,outcomes.crisis.baseline\nA,Wijk A,120,1.5,0.1\nB,,80,0,0.25",
        ],
    );
    assert_eq!(
        areas.list[0],
        Area {
            code: "A".into(),
            name: "Wijk A".into(),
            municipality: None,
            values: vec![120.0, 1.5, 0.1],
            filled: 0,
        }
    );
    assert_eq!(
        (areas.list[1].name.as_str(), areas.list[1].values.clone()),
        ("B", vec![80.0, 0.0, 0.25])
    );
    assert!(areas.left_out.is_empty() && areas.notes.is_empty() && areas.imputed.is_empty());
}

#[test]
fn names_of_cbs_are_understood_as_they_come() {
    let size = "[areas.columns.\"groups.mensen.size\"]\nproduct = [\"a_65_oo\"]";
    let kwb = "gwb_code_10;gwb_code_8;regio;gm_naam;recs;ind_wbi;a_inw;a_65_oo;p_hh_li\nGM0518;0518;'s-Gravenhage;'s-Gravenhage;Gemeente;1;566221;85000;40,1\nWK051836;051836;Wijk 36 Moerwijk;'s-Gravenhage;Wijk;1;21555;2100;60,5\nBU05183637;05183637;Moerwijk-Oost;'s-Gravenhage;Buurt;.;.;.;.";
    let statline = "WijkenEnBuurten,Gemeentenaam_1,SoortRegio_2,Codering_3,AantalInwoners_5,k_65JaarOfOuder_12\nNL00      ,Nederland ,Land      ,NL00      ,17942942,3700000\nWK051836  ,'s-Gravenhage  ,Wijk      ,WK051836  ,     21555,      2100";
    let map = "wijkcode,wijknaam,gemeentecode,gemeentenaam,aantal_inwoners,k_65JaarOfOuder,water\nWK051836,Wijk 36 Moerwijk,GM0518,'s-Gravenhage,21555,2100,NEE";
    for (text, name) in [(kwb, "Wijk 36 Moerwijk"), (statline, "'s-Gravenhage")] {
        let areas = judged(size, &[text]);
        assert_eq!(areas.list.len(), 1);
        assert_eq!((areas.list[0].name.as_str(), &areas.list[0].values), (name, &vec![2100.0]));
    }
    let ignoring = format!("[areas]\nignore = [\"water\"]\n{size}");
    assert_eq!(judged(&ignoring, &[map]).list[0].name, "Wijk 36 Moerwijk");
    let unused = judged(size, &[kwb]).notes;
    assert_eq!(
        unused,
        [Note::Unused {
            table: 0,
            columns: ["gwb_code_8", "gm_naam", "ind_wbi", "a_inw", "p_hh_li"]
                .map(Into::into)
                .into()
        }]
    );
}

#[test]
fn buurten_are_areas_only_without_wijken_or_on_request() {
    let buurten = "code,groups.mensen.size\nGM0518,9\nBU05183637,50\nBU0363AD01,60";
    let areas = judged("", &[buurten]);
    assert_eq!(codes(&areas), ["BU05183637", "BU0363AD01"]);
    assert_eq!(areas.notes, [Note::Buurten]);
    let both = &format!("{buurten}\nWK051836,100\nPV28,5");
    assert_eq!(codes(&judged("", &[both])), ["WK051836"]);
    assert_eq!(judged("[areas]\nlevel = \"buurten\"", &[both]).list.len(), 2);
    assert_eq!(codes(&judged("[areas]\nlevel = \"gemeenten\"", &[both])), ["GM0518"]);
    let only = "code,groups.mensen.size\nGM0518,9\nNL00,90";
    let faults = faults("", &[only]);
    assert!(matches!(&faults[..], [Fault::NoArea { told }] if told[0].contains("gemeenten")));
}

#[test]
fn a_share_is_filled_and_a_size_is_not_unless_asked() {
    let text = "code,inwoners,aandeel\nGM0001,1000,50\nNL00,9000,40\nWK000101,.,30\nWK000102,10,.\nWK000201,20,-99997\nWK000202,20,";
    let areas = |impute: &str| {
        let areas = format!(
            "[areas.columns.\"groups.mensen.size\"]\nproduct = [\"inwoners\", \"aandeel\"]\npercent = [\"aandeel\"]\n{impute}"
        );
        judged(&areas, &[text])
    };
    let usual = areas("");
    assert_eq!(codes(&usual), ["WK000102", "WK000201", "WK000202"]);
    assert_eq!(values(&usual), [[5.0], [8.0], [8.0]]);
    assert_eq!((usual.imputed[0].from_municipality, usual.imputed[0].from_country), (1, 2));
    assert_eq!(usual.left_out[0].reasons, [Reason::Missing { table: 0, column: 1 }]);
    assert_eq!(areas("impute = true").list.len(), 4);
    let never = "[areas.columns.\"outcomes.crisis.baseline\"]\nproduct = [\"aandeel\"]\npercent = true\nimpute = false\n[areas.columns.\"groups.mensen.size\"]\nproduct = [\"inwoners\"]";
    assert!(matches!(&faults(never, &[text])[..], [Fault::NoArea { .. }]));
}

#[test]
fn areas_of_ones_own_say_their_municipality_in_a_column() {
    let text = "code,gm_code,outcomes.crisis.baseline\nGM0001,GM0001,0.3\nA,GM0001,.\nB,,0.1";
    let areas = judged("", &[text]);
    assert_eq!((codes(&areas), values(&areas)), (vec!["A", "B"], vec![vec![0.3], vec![0.1]]));
    assert_eq!(areas.list[0].municipality.as_deref(), Some("GM0001"));
}

#[test]
fn a_later_table_is_joined_by_code_whatever_its_order() {
    let first = "code,groups.mensen.size\nB,20\nA,10\nC,5";
    let later = "code,outcomes.crisis.baseline\nA,0.1\nD,0.4\nB,0.2\nC,0.3\nC,0.3\nD,0.5";
    let areas = judged("", &[first, later]);
    assert_eq!(
        (codes(&areas), values(&areas)),
        (vec!["B", "A"], vec![vec![20.0, 0.2], vec![10.0, 0.1]])
    );
    assert_eq!(areas.left_out[0].reasons, [Reason::Twice { table: 1, rows: [4, 5] }]);
    assert_eq!(areas.notes, [Note::OnlyLater { table: 1, count: 2, example: "D".into() }]);
}

#[test]
fn decimal_commas_are_read_and_thousands_points_refused() {
    let text = "code;groups.mensen.size;programmes.werk.fte\nA;1234;1,5\nB;1.234;1,5\nC;1 234;0.5";
    let areas = judged("", &[text]);
    assert_eq!(values(&areas), [[1234.0, 1.5], [1234.0, 0.5]]);
    assert!(areas.told_left_out()[0].contains("between thousands"));
}

#[test]
fn a_shared_parameter_is_replaced_by_its_own_path_only() {
    let shared = SCENARIO.replace(
        "baseline = { value = 0.2, source = \"made up for the worked example\", grade = \"D\" }",
        "baseline = { ref = \"vaak\" }",
    );
    let text = format!("{shared}\n[parameters.vaak]\nvalue = 0.2\nsource = \"s\"\ngrade = \"D\"\n");
    let loaded = read("s.toml", &text).unwrap();
    let table = |name: &str, value: f64| {
        let text = format!("code,{name}\nA,{value}");
        judge(&loaded, &[cells("a.csv", &text)], Ask::default())
    };
    let refused = table("outcomes.crisis.baseline", 0.3).unwrap_err();
    assert!(refused.to_string().contains("name `parameters.vaak` to replace it everywhere"));
    let areas = table("parameters.vaak", 0.3).unwrap();
    assert_eq!(loaded.model.inputs.get(areas.inputs[0]).path, "parameters.vaak");
    // It must lie where all places that use it allow.
    assert!(table("parameters.vaak", 1.2).is_err());
    let both = ["groups.mensen.sise", "outcomes.crisis.baseline", "groups.mensen.size"];
    assert_eq!(loaded.places.apply(both).unwrap_err().len(), 2);
    assert_eq!(loaded.places.apply(["groups.mensen.size"]).unwrap().len(), 1);
}

#[test]
fn participants_now_need_staff_in_every_wijk() {
    let now = SCENARIO.replace("places_per_fte = { value = 20", "participants_now = { value = 20");
    let loaded = read("s.toml", &now).unwrap();
    let table = cells("a.csv", "code,programmes.werk.fte\nA,0\nB,1");
    let areas = judge(&loaded, &[table], Ask::default()).unwrap();
    assert_eq!(codes(&areas), ["B"]);
    assert_eq!(areas.left_out[0].reasons, [Reason::NoStaff { programme: "werk".into() }]);
}

#[test]
fn a_baseline_stays_a_probability_at_its_highest_age() {
    let aged = SCENARIO.replace("at_risk = 3", "at_risk = 3\nby_age = [1.0, 2.0, 1.0]");
    let loaded = read("s.toml", &aged).unwrap();
    let table = cells("a.csv", "code,outcomes.crisis.baseline\nA,0.6\nB,0.5");
    let areas = judge(&loaded, &[table], Ask::default()).unwrap();
    assert_eq!((codes(&areas), areas.rules[0].as_str()), (vec!["B"], "between 0 and 0.5"));
}

#[test]
fn the_table_areas_is_kept_written_out_and_changes_nothing_else() {
    let (with, without) = (scenario(BOTH), scenario(""));
    assert_eq!(with.model, without.model);
    let written = resolved(&with.raw);
    assert!(written.contains("[areas.columns.\"groups.mensen.size\"]"), "{written}");
    let again = read("again.toml", &written).unwrap();
    assert_eq!(again.raw.areas, with.raw.areas);
    assert_eq!(differences(&with.raw, &again.raw), []);
    let times = "areas.columns.groups.mensen.size.times";
    assert!(with.evidence.iter().any(|one| one.path == times && one.source.is_some()));
    assert!(!resolved(&without.raw).contains("areas"));
}
