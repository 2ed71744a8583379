//! The workbook as a spreadsheet program calculates it: its totals are those of the run, and inputs move them as they should.
//!
//! Needs LibreOffice (`soffice`, Debian package libreoffice-calc). Without it the test says so, and fails where CI is set.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "says when there is nothing to recalculate with")]

use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use wijkimpact::app::{self, Door, RunRequest};
use wijkimpact::report::xlsx::{Typed, workbook, workbook_with};
use wijkimpact::report::{Language, Material};

/// Relative error that summing in another order may give.
const EXACT: f64 = 1e-9;

/// A short run of a scenario, read back from its folder.
fn material(name: &str) -> Material {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(name);
    let request = RunRequest {
        scenario: Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml")),
        trials: Some(256),
        out: Some(out.clone()),
        ..RunRequest::default()
    };
    let cancel = AtomicBool::new(false);
    let door = Door { start: &|_| (), progress: &|_| (), cancel: &cancel };
    app::run(&request, door).unwrap();
    app::material(app::open(&out).unwrap()).unwrap()
}

/// Whether LibreOffice is there. In CI it must be.
fn has_soffice() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "soffice is not installed");
    if !found {
        println!("soffice is not installed: nothing was recalculated");
    }
    found
}

/// The cells of a sheet after LibreOffice has calculated every formula anew.
fn calculated(folder: &Path, bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let profile = folder.join("profile/user");
    std::fs::create_dir_all(&profile).unwrap();
    // 0 is "always recalculate"; otherwise LibreOffice believes the numbers in the file.
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"#;
    std::fs::write(profile.join("registrymodifications.xcu"), settings).unwrap();
    std::fs::write(folder.join("book.xlsx"), bytes).unwrap();
    let told = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to"])
        // Every sheet to a file of its own, in UTF-8, numbers with all their digits.
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
        .arg("--outdir")
        .arg(folder)
        .arg(folder.join("book.xlsx"))
        .output()
        .unwrap();
    let file = folder.join(format!("book-{sheet}.csv"));
    let text = std::fs::read_to_string(&file);
    assert!(text.is_ok(), "no {}: {}", file.display(), String::from_utf8_lossy(&told.stderr));
    text.unwrap().lines().map(cells).collect()
}

/// The cells of a line of a CSV file.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

/// The calculation sheet of a run as LibreOffice calculates it.
struct Sheet(Vec<Vec<String>>);

impl Sheet {
    fn of(material: &Material, typed: &Typed) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bytes = workbook_with(material, Language::Dutch, typed).unwrap();
        Self(calculated(folder.path(), &bytes, "Rekenblad"))
    }

    /// The number of an arm in the first row with this label after the row that begins with `after`.
    fn number(&self, after: &str, label: &str, arm: usize) -> f64 {
        let mut rows = self.0.iter().skip_while(|row| row[0] != "3. Uitkomst (formules)");
        rows.find(|row| row[0] == after).unwrap_or_else(|| panic!("no row {after}"));
        let row =
            rows.find(|row| row[0].trim() == label).unwrap_or_else(|| panic!("no row {label}"));
        row[1 + arm].parse().unwrap_or_else(|_| panic!("{label} is {:?}", row[1 + arm]))
    }
}

#[track_caller]
fn same(found: f64, wanted: f64, scale: f64) {
    assert!((found - wanted).abs() <= EXACT * scale.abs().max(1.0), "{found} is not {wanted}");
}

fn figures(material: &Material, arm: usize, party: &str) -> [f64; 4] {
    ["cost_pv", "benefit_pv", "cashable_pv", "net_pv"]
        .map(|what| material.view.mean(arm, &format!("party.{party}.{what}")))
}

#[test]
fn recalculated_totals_are_those_of_the_run() {
    if !has_soffice() {
        return;
    }
    for name in ["moerwijk", "bloemhof"] {
        let material = material(name);
        let sheet = Sheet::of(&material, &Typed::default());
        for arm in 0..material.view.arms.len() {
            let told = |what| material.view.mean(arm, what);
            let scale = told("benefit_pv").abs() + told("cost_pv");
            let society = |label| sheet.number("Samenleving", label, arm);
            same(society("Kosten*"), told("cost_pv"), scale);
            same(society("Baten*"), told("benefit_pv"), scale);
            same(society("Netto*"), told("net_pv"), scale);
            same(society("Verschil met de run"), 0.0, scale);
            for party in &material.model.parties {
                let figures = figures(&material, arm, &party.name);
                if figures.iter().all(|figure| figure.abs() == 0.0) {
                    continue;
                }
                let labels = ["kosten*", "baten*", "waarvan verzilverbaar*", "netto*"];
                for (label, wanted) in labels.into_iter().zip(figures) {
                    let party = party.name.replace('_', " ").replace("(elsewhere)", "(elders)");
                    same(sheet.number(&party, label, arm), wanted, scale);
                }
            }
        }
    }
}

#[test]
fn inputs_move_the_totals_as_by_hand() {
    if !has_soffice() {
        return;
    }
    let material = material("moerwijk");
    let (outcome, party) = ("delict", "gemeente");
    let as_run = Sheet::of(&material, &Typed::default());
    let typed = Typed { price_factors: vec![(outcome.to_owned(), 3.0)], ..Typed::default() };
    let sheet = Sheet::of(&material, &typed);
    let arm = material.view.present;
    // Effects on this outcome are worth this much to society, so three times the price adds twice that.
    let worth: f64 = material
        .model
        .effects()
        .enumerate()
        .filter(|(_, (_, effect))| material.model.outcomes[effect.outcome].name == outcome)
        .map(|(index, _)| material.sample.worth(index, arm).mean().unwrap())
        .sum();
    let told = |what| material.view.mean(arm, what);
    let scale = told("benefit_pv").abs() + told("cost_pv");
    assert!(worth.abs() > 1e-4 * scale, "this outcome shows nothing");
    same(sheet.number("Samenleving", "Baten*", arm), told("benefit_pv") + 2.0 * worth, scale);
    same(sheet.number("Samenleving", "Verschil met de run", arm), 2.0 * worth, scale);
    same(sheet.number("Samenleving", "Kosten*", arm), told("cost_pv"), scale);

    // All of the programme's cost is staff.
    let typed = Typed {
        cost_per_fte: Some(1.5),
        cost_shares: vec![(party.to_owned(), 0.6), ("zorgverzekeraar".to_owned(), 0.4)],
        cashable_shares: vec![(party.to_owned(), 0.25)],
        ..Typed::default()
    };
    let sheet = Sheet::of(&material, &typed);
    let cost = 1.5 * told("cost_pv");
    let [_, benefit, ..] = figures(&material, arm, party);
    same(sheet.number("Samenleving", "Kosten*", arm), cost, scale);
    same(sheet.number(party, "kosten*", arm), 0.6 * cost, scale);
    same(sheet.number("zorgverzekeraar", "kosten*", arm), 0.4 * cost, scale);
    same(sheet.number(party, "waarvan verzilverbaar*", arm), 0.25 * benefit, scale);
    same(sheet.number(party, "netto*", arm), benefit - 0.6 * cost, scale);
    let other = |sheet: &Sheet| sheet.number("zorgverzekeraar", "waarvan verzilverbaar*", arm);
    same(other(&sheet), other(&as_run), scale);
}

#[test]
fn parties_add_up_and_a_split_that_is_not_whole_is_said() {
    if !has_soffice() {
        return;
    }
    let material = material("moerwijk");
    let arm = material.view.present;
    let of = |shares: [f64; 2]| {
        let [one, other] = shares;
        let cost_shares = vec![("gemeente".to_owned(), one), ("rijk".to_owned(), other)];
        let price_factors = vec![("schooluitval".to_owned(), 2.5), ("delict".to_owned(), 0.5)];
        Sheet::of(&material, &Typed { price_factors, cost_shares, ..Typed::default() })
    };
    let check = |sheet: &Sheet| {
        let row = sheet.0.iter().find(|row| row[0].starts_with("Controle"));
        row.map(|row| row[1].clone()).unwrap()
    };
    let whole = of([0.75, 0.25]);
    assert_eq!(check(&whole), "in orde");
    let parties: Vec<String> = whole
        .0
        .iter()
        .skip_while(|row| row[0] != "Partij")
        .skip(1)
        .take_while(|row| row[0] != "Samen")
        .map(|row| row[0].clone())
        .collect();
    assert!(parties.len() > 3, "{parties:?}");
    for label in ["Kosten*", "Baten*", "Netto*"] {
        let all = whole.number("Samenleving", label, arm);
        let sum: f64 =
            parties.iter().map(|party| whole.number(party, &label.to_lowercase(), arm)).sum();
        same(sum, all, material.view.mean(arm, "cost_pv"));
    }
    assert_eq!(check(&of([0.6, 0.3])), "telt niet op tot 100%");
}

#[test]
fn the_same_run_gives_the_same_file_in_each_language() {
    for name in ["moerwijk", "bloemhof"] {
        let material = material(name);
        for (language, word) in [(Language::Dutch, "nl"), (Language::English, "en")] {
            let bytes = workbook(&material, language).unwrap();
            assert!(bytes.starts_with(b"PK"));
            assert!(bytes == workbook(&material, language).unwrap());
            // To look at.
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{word}.xlsx"));
            std::fs::write(path, bytes).unwrap();
        }
    }
}
