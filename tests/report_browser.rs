//! The report in a browser: it fits on a telephone and on A4, and asks nothing of the network.
//!
//! Needs Debian's `chromium`. Without it the tests say so and pass, except where `CI` is set.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "says when there is no browser to look with")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Widths looked at, pixels: a small telephone, and A4 less its margins at 96 pixels an inch.
const WIDTHS: [u32; 2] = [360, 680];

/// Writes into the page how wide it is, which parts are wider, and which tables cannot be seen, for `--dump-dom`. Parts in
/// `skipped` may be wider than the page (they scroll), and what is in `shown` must be visible.
fn measure(skipped: &str, shown: &str) -> String {
    format!(
        "<script>
addEventListener('load', () => {{
  const root = document.documentElement;
  const wide = [...document.querySelectorAll('body *')].filter(element => {{
    if (element.closest('{skipped}')) return false;
    return element.getBoundingClientRect().right > root.clientWidth + 1;
  }});
  const hidden = [...document.querySelectorAll('{shown}')].filter(element => !element.checkVisibility());
  const told = wide.concat(hidden).map(element => element.tagName + '.' + element.className);
  document.title = 'measured:' + root.scrollWidth + ':' + root.clientWidth + ':' + told.join(' ') + ':end';
}});
</script>"
    )
}

fn chromium() -> Option<PathBuf> {
    let path = PathBuf::from("/usr/bin/chromium");
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "chromium is not installed, and CI needs it");
    println!("chromium is not installed: the report was not looked at in a browser");
    None
}

/// The report of a short run of a scenario.
fn report(place: &Path, scenario: &str, language: &str) -> String {
    let program = env!("CARGO_BIN_EXE_wijkimpact");
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario);
    let run = place.join("run");
    let page = place.join(format!("{language}.html"));
    let go = |words: &[&std::ffi::OsStr]| {
        let output = Command::new(program).args(words).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    if !run.exists() {
        let (trials, out) = ("512".as_ref(), run.as_os_str());
        go(&["run".as_ref(), text.as_os_str(), "--trials".as_ref(), trials, "--out".as_ref(), out]);
    }
    let (run, out) = (run.as_os_str(), page.as_os_str());
    go(&["report".as_ref(), run, "--lang".as_ref(), language.as_ref(), "--out".as_ref(), out]);
    fs::read_to_string(page).unwrap()
}

/// Runs the browser in a profile of its own.
fn browse(browser: &Path, place: &TempDir, words: &[String], page: &Path) -> Vec<u8> {
    let profile = place.path().join("profile");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(words)
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Nothing in a page is wider than so many pixels. A headless window is never narrower than 500, so a frame in a page is as
/// wide as asked.
fn fits(browser: &Path, place: &TempDir, html: &str, measure: &str, width: u32) {
    let inner = place.path().join("inner.html");
    fs::write(&inner, html.replace("</head>", &format!("{measure}</head>"))).unwrap();
    let outer = place.path().join("outer.html");
    let listen = "addEventListener('load', () => { document.body.dataset.found = document.querySelector('iframe').contentDocument.title; });";
    let frame = format!(
        "<!DOCTYPE html><body style='margin:0'><iframe src='inner.html' style='width:{width}px;height:4000px;border:0'></iframe><script>{listen}</script></body>"
    );
    fs::write(&outer, frame).unwrap();
    let words = ["--allow-file-access-from-files", "--window-size=1000,4000", "--dump-dom"];
    let dom = browse(browser, place, &words.map(str::to_owned), &outer);
    let dom = String::from_utf8(dom).unwrap();
    let found = dom.split("measured:").nth(1).and_then(|rest| rest.split(":end").next());
    assert!(found.is_some(), "{dom}");
    let found: Vec<&str> = found.unwrap_or_default().split(':').collect();
    let [scroll, client] = [found[0], found[1]].map(|text| text.parse::<u32>().unwrap());
    assert!(client >= width - 20 && client <= width, "{client} of {width}");
    assert!(scroll <= client, "{width}: {scroll} > {client}, {}", found[2]);
    assert_eq!(found[2], "", "{width}: wider than the page, or hidden");
}

#[test]
fn nothing_is_wider_than_a_telephone_or_a_sheet() {
    let Some(browser) = chromium() else { return };
    let place = tempfile::tempdir().unwrap();
    for language in ["nl", "en"] {
        let html = report(place.path(), "moerwijk.toml", language);
        for width in WIDTHS {
            fits(&browser, &place, &html, &measure(".scroll, svg", "h2"), width);
        }
    }
}

#[test]
fn on_paper_no_table_is_cut_and_all_that_folds_is_open() {
    let Some(browser) = chromium() else { return };
    for scenario in ["moerwijk.toml", "oosterwolde.toml"] {
        let place = tempfile::tempdir().unwrap();
        let html = report(place.path(), scenario, "nl");
        // The style of paper, on screen. Tables cannot scroll there, so they count.
        let paper = html
            .replace("@media print", "@media all")
            .replace("@media screen and", "@media print and");
        assert_ne!(paper, html);
        fits(&browser, &place, &paper, &measure("svg", "h2, details table"), WIDTHS[1]);
    }
}

#[test]
fn it_prints() {
    let Some(browser) = chromium() else { return };
    let place = tempfile::tempdir().unwrap();
    report(place.path(), "bloemhof.toml", "nl");
    let pdf = place.path().join("page.pdf");
    let words = [format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer".to_owned()];
    browse(&browser, &place, &words, &place.path().join("nl.html"));
    let printed = fs::read(&pdf).unwrap();
    assert!(printed.starts_with(b"%PDF") && printed.len() > 20_000, "{} bytes", printed.len());
}

#[test]
fn no_request_leaves_the_page() {
    let place = tempfile::tempdir().unwrap();
    let html = report(place.path(), "moerwijk.toml", "nl");
    let lower = html.to_lowercase();
    for word in
        ["<script", "<link", "<iframe", "<img", "<object", "@import", "url(", " src=", "srcset="]
    {
        assert!(!lower.contains(word), "{word}");
    }
    for target in lower.split("href=\"").skip(1) {
        assert!(target.starts_with('#'), "{}", &target[..40]);
    }
}
