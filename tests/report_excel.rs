//! The workbook as a spreadsheet program calculates it: its totals are those of the run, and inputs move them as they should.
//!
//! Needs LibreOffice (`soffice`, Debian package libreoffice-calc). Without it the test says so, and fails where CI is set.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

use wijkimpact::analysis;
use wijkimpact::engine;
use wijkimpact::plan::Plan;
use wijkimpact::report::xlsx::{Typed, workbook_with};
use wijkimpact::report::{Language, Material, Provenance, View};
use wijkimpact::scenario;

/// Relative error that summing in another order may give.
const EXACT: f64 = 1e-9;

/// A scenario with transfers, people who move away and two payers, and a short run of it.
fn material(name: &str) -> Material {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.toml"));
    let loaded = scenario::load(&path).unwrap();
    let model = loaded.model.clone();
    let plan = Plan { trials: 256, ..loaded.plan.clone() };
    let sample = engine::run(&model, &plan, None, &|_| (), &AtomicBool::new(false)).unwrap();
    let rows = analysis::summarise(&model, &sample);
    Material {
        view: View {
            scenario: model.name.clone(),
            title: loaded.raw.scenario.title.clone(),
            base_year: model.base_year,
            price_year: model.price_year,
            horizon: model.horizon,
            years: model.years,
            seed: plan.seed,
            trials: plan.trials,
            design: plan.design.name().to_owned(),
            chance: plan.chance.name().to_owned(),
            arms: model.arms.iter().map(|arm| (arm.name.clone(), arm.level)).collect(),
            present: model.present_arm(),
            rows,
            verdicts: analysis::decide(&model, &sample),
            published: Vec::new(),
            warnings: Vec::new(),
            weakest: 0,
            values: loaded.evidence.len(),
            folder: PathBuf::new(),
        },
        description: loaded.raw.scenario.description.clone(),
        paths: analysis::paths(&model, &sample),
        model,
        sample,
        evidence: loaded.evidence,
        published: loaded.published,
        run: Provenance {
            version: "0.0.0".to_owned(),
            this_version: "0.0.0".to_owned(),
            generator: "ChaCha8".to_owned(),
            seed: plan.seed,
            trials: plan.trials,
            replicates: Plan::REPLICATES,
            design: plan.design.name().to_owned(),
            chance: plan.chance.name().to_owned(),
            started: "2026-01-01T00:00:00Z".to_owned(),
            seconds: 1.0,
            command: "wijkimpact run scenario.toml".to_owned(),
            scenario_sha256: "0".repeat(64),
        },
    }
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
                    same(sheet.number(&party.name, label, arm), wanted, scale);
                }
            }
        }
    }
}
