//! Texts of a scenario that would like to be formulas, markup or cells of a table stay texts in every report.
//!
//! Unzips with `unzip`, and opens the workbook with LibreOffice. Without them that part says so, and fails where CI is set.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "says when a program is not installed")]

use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use wijkimpact::app::{self, Door, ReportFormat, ReportRequest, RunRequest};
use wijkimpact::report::Language;

/// Texts for titles, units, sources and notes; each holds the word below.
const TEXTS: [&str; 9] = [
    "=cmd|' /C calc'!A0 VIJAND",
    "<script>alert('VIJAND')</script>",
    "+1 VIJAND",
    "@SUM(1) VIJAND",
    "|pijp| VIJAND |",
    "-1+VIJAND",
    "[x](javascript:VIJAND) ![y](z) `c`",
    "'aan' \"halen\" & VIJAND <b>",
    "=HYPERLINK(\"http://x\",\"VIJAND\")",
];

/// Something no formula may hold, in capitals or not.
const WORD: &str = "vijand";

/// A name that the format allows, longer than a sheet's may be.
const NAME: &str = "vijand É - 1 met een naam van veel meer dan eenendertig letters";

/// The smallest scenario with a hostile text wherever a user may write one.
fn scenario() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/eenvoudig.toml");
    let mut next = TEXTS.iter().cycle();
    let mut text = || toml::Value::from(*next.next().unwrap()).to_string();
    let mut out = String::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let mut line = line.to_owned();
        for key in ["title", "description", "unit"] {
            if line.starts_with(&format!("{key} =")) {
                line = format!("{key} = {}", text());
            }
        }
        if line.contains("source =") {
            let source = format!("source = {}", text());
            line = line.replace("source = \"made up for the worked example\"", &source);
        }
        if line.contains("note =") {
            let note = format!("note = {}", text());
            line = line.replace("note = \"The one uncertain number.\"", &note);
        }
        for (what, name) in [("crisis", "c"), ("werk", "w"), ("mensen", "m")] {
            let quoted = format!("\"{name} {NAME}\"");
            line = line.replace(&format!(".{what}]"), &format!(".{quoted}]"));
            line = line.replace(&format!(".{what}."), &format!(".{quoted}."));
            line = line.replace(&format!("\"{what}\""), &quoted);
        }
        if line.starts_with("to =") || line.starts_with("paid_by =") {
            line = line.replace("gemeente", &format!("p {NAME}"));
        }
        out.push_str(&line);
        out.push('\n');
    }
    let (name, source, note) = (format!("a {NAME}"), text(), text());
    out + &format!(
        "[[staffing.arms]]\nname = \"{name}\"\nfte = {{ \"w {NAME}\" = 3.0 }}\n\n[parties.\"p {NAME}\"]\nleaves = {{ value = 0.1, source = {source}, grade = \"D\" }}\n\n[[published]]\nmeasure = \"benefit_pv\"\narm = \"{name}\"\nvalue = 1000\nsource = {source}\nnote = {note}\n"
    )
}

/// Runs it and writes a report.
fn report(folder: &Path, format: ReportFormat) -> std::path::PathBuf {
    let run = folder.join("run");
    if !run.exists() {
        let path = folder.join("scenario.toml");
        std::fs::write(&path, scenario()).unwrap();
        let request = RunRequest {
            scenario: path,
            trials: Some(64),
            out: Some(run.clone()),
            ..RunRequest::default()
        };
        let cancel = AtomicBool::new(false);
        let door = Door { start: &|_| (), progress: &|_| (), cancel: &cancel };
        let told = app::run(&request, door);
        assert!(told.is_ok(), "{}", told.err().map(|e| e.render(false)).unwrap_or_default());
    }
    let out = folder.join(format!("book.{}", format.name()));
    let request = ReportRequest { run, format, language: Language::Dutch, out: Some(out.clone()) };
    app::report(&request).unwrap();
    out
}

/// Whether a program is there. In CI it must be.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--help").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "{program} is not installed");
    if !found {
        println!("{program} is not installed: not everything was checked");
    }
    found
}

/// What stands between `<tag …>` and `</tag>`.
fn between<'a>(xml: &'a str, tag: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    xml.split(open.as_str())
        .skip(1)
        .filter(|rest| rest.starts_with(['>', ' ']))
        .filter_map(|rest| rest.split_once('>')?.1.split_once(close.as_str()).map(|(text, _)| text))
        .collect()
}

#[test]
fn no_text_becomes_a_formula_in_the_workbook() {
    let place = tempfile::tempdir().unwrap();
    let book = report(place.path(), ReportFormat::Xlsx);
    if !has("unzip") {
        return;
    }
    let xml = |part: &str| {
        let told = Command::new("unzip").arg("-p").arg(&book).arg(part).output().unwrap();
        String::from_utf8(told.stdout).unwrap()
    };
    let strings = xml("xl/sharedStrings.xml");
    for text in ["=cmd|' /C calc'!A0 VIJAND", "+1 VIJAND", "@SUM(1) VIJAND", "-1+VIJAND"] {
        assert!(strings.contains(text), "{text} is not among the texts");
    }
    for who in ["a", "c", "p"] {
        assert!(strings.contains(&format!("{who} {NAME}")), "no {who} {NAME}");
    }
    assert!(!strings.contains("<script") && strings.contains("&lt;script&gt;"));
    let sheets = xml("xl/worksheets/*.xml");
    let mut formulas = 0;
    for tag in ["f", "formula", "formula1", "formula2"] {
        for formula in between(&sheets, tag) {
            assert!(!formula.to_lowercase().contains(WORD), "{formula}");
            formulas += 1;
        }
    }
    assert!(formulas > 50, "only {formulas} formulas were found");
    // Cells refer to texts by number and hold none; links lead to our own sheets.
    assert!(!sheets.to_lowercase().contains(WORD));
    assert!(!sheets.contains("t=\"inlineStr\"") && !sheets.contains("r:id=\"rIdLink"));
    let workbook = xml("xl/workbook.xml");
    for range in between(&workbook, "definedName") {
        assert!(!range.to_lowercase().contains(WORD), "{range}");
    }
    for named in workbook.split("definedName name=\"").skip(1) {
        let name = named.split('"').next().unwrap();
        let fits = |letter: char| letter.is_alphanumeric() || "_.".contains(letter);
        assert!(name.starts_with("_xlnm.") || name.chars().all(fits), "{name}");
    }
}

#[test]
fn a_spreadsheet_program_opens_the_workbook_without_errors() {
    if !has("soffice") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let book = report(place.path(), ReportFormat::Xlsx);
    let told = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", place.path().join("profile").display()))
        .args(["--headless", "--convert-to"])
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
        .arg("--outdir")
        .arg(place.path())
        .arg(&book)
        .output()
        .unwrap();
    let mut sheets = 0;
    for entry in std::fs::read_dir(place.path()).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let text = std::fs::read_to_string(&path).unwrap();
            for fault in ["Err:", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!"] {
                assert!(!text.contains(fault), "{fault} in {}", path.display());
            }
            sheets += 1;
        }
    }
    assert!(sheets > 8, "{sheets} sheets: {}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn no_text_becomes_markup_in_markdown() {
    let place = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(report(place.path(), ReportFormat::Md)).unwrap();
    assert!(text.contains("&lt;script&gt;") && !text.contains('<'), "{text}");
    for who in ["a", "c", "p"] {
        assert!(text.contains(&format!("{who} {NAME}")), "no {who} {NAME}");
    }
    // Every row of a table has as many cells as its head.
    let cells = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let mut lines = text.lines().peekable();
    let mut rows = 0;
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else { break };
        if line.starts_with('|') && next.starts_with('|') {
            assert_eq!(cells(line), cells(next), "{line}\n{next}");
            rows += 1;
        }
    }
    assert!(rows > 40, "only {rows} rows");
    for line in text.lines().filter(|line| line.to_lowercase().contains(WORD)) {
        assert!(!line.starts_with(['=', '+', '-', '<']) || line.starts_with("- "), "{line}");
        assert!(!line.contains("](") || line.contains("\\]("), "{line}");
    }
}

#[test]
fn no_text_becomes_markup_on_the_page() {
    let place = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(report(place.path(), ReportFormat::Html)).unwrap();
    assert!(text.contains("&lt;script&gt;alert("));
    assert!(!text.contains("<script") && !text.contains("<b>"));
}
