//! What was run, how to run it again, and what the program warned of.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use crate::report::{Language, Material, words};

/// Width of the column with what is told, letters.
const WIDTH: f64 = 120.0;

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        "Run",
        say(
            language,
            "De run: hoe gemaakt en hoe opnieuw te maken",
            "The run: how it was made and how to make it again",
        ),
        language,
    )?;
    let mut row = 2;
    for (label, value) in facts(material, language) {
        page.text(row, 0, label, Style::Wrapped)?;
        match value {
            Fact::Text(text) => {
                page.text(row, 1, &text, Style::Wrapped)?;
                page.fit_height(row, &[(&text, WIDTH)])?;
            }
            Fact::Number(number, style) => page.number(row, 1, number, style)?,
        }
        row += 1;
    }
    let warnings: Vec<String> = material
        .view
        .warnings
        .iter()
        .map(|warning| {
            let message = words::notice(language, warning, material.view.trials);
            format!("{} ({}): {message}", warning.path, warning.code)
        })
        .collect();
    let told: Vec<&str> = if warnings.is_empty() {
        vec![say(language, "Geen.", "None.")]
    } else {
        warnings.iter().map(String::as_str).collect()
    };
    part(&mut page, row + 1, say(language, "Waarschuwingen", "Warnings"), &told, WIDTH)?;
    page.widths(&[30.0, WIDTH])?;
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(page)
}

/// A heading and paragraphs below it, in the second column of this width. Returns the row after them.
pub(super) fn part(
    page: &mut Page,
    row: u32,
    heading: &str,
    texts: &[&str],
    width: f64,
) -> Result<u32, XlsxError> {
    page.text(row, 0, heading, Style::Heading)?;
    let mut row = row + 1;
    for text in texts {
        page.text(row, 1, text, Style::Wrapped)?;
        page.fit_height(row, &[(text, width)])?;
        row += 1;
    }
    Ok(row)
}

/// What is told of the run.
enum Fact {
    Text(String),
    Number(f64, Style),
}

/// The largest whole number that a cell holds to the last digit.
const LARGEST: u64 = 999_999_999_999_999;

fn facts(material: &Material, language: Language) -> Vec<(&'static str, Fact)> {
    let (view, run) = (&material.view, &material.run);
    let text = |text: &str| Fact::Text(text.to_owned());
    let count = |count: usize| Fact::Number(count as f64, Style::WholeLeft);
    let seed = if run.seed <= LARGEST {
        Fact::Number(run.seed as f64, Style::CodeLeft)
    } else {
        text(&run.seed.to_string())
    };
    let mut facts = vec![
        (say(language, "Scenario", "Scenario"), text(&view.scenario)),
        (say(language, "Titel", "Title"), text(view.title.as_deref().unwrap_or_default())),
        (
            say(language, "Omschrijving", "Description"),
            text(&material.description.as_deref().unwrap_or_default().replace('\n', " ")),
        ),
        (say(language, "Trekkingen", "Trials"), count(run.trials)),
        (say(language, "Zaad", "Seed"), seed),
        (say(language, "Opzet van de trekkingen", "Design of the draws"), text(&run.design)),
        (say(language, "Toeval", "Chance"), text(&run.chance)),
        (
            say(language, "Onafhankelijke herhalingen", "Independent replicates"),
            count(run.replicates),
        ),
        (say(language, "Programma", "Program"), text(&format!("wijkimpact {}", run.version))),
        (say(language, "Toevalsgenerator", "Random generator"), text(&run.generator)),
        (
            say(language, "SHA-256 van scenario.toml", "SHA-256 of scenario.toml"),
            text(&run.scenario_sha256),
        ),
        (say(language, "Gemaakt (UTC)", "Made (UTC)"), text(&run.started)),
        (say(language, "Opnieuw maken", "Make it again"), text(&run.command)),
    ];
    facts.retain(|(_, fact)| !matches!(fact, Fact::Text(text) if text.trim().is_empty()));
    if run.of_another_version() {
        facts.push((
            say(language, "Let op", "Mind"),
            text(&format!(
                "{} wijkimpact {}.",
                say(
                    language,
                    "Dit werkboek is gemaakt met een andere versie van het programma:",
                    "This workbook was made by another version of the program:"
                ),
                run.this_version
            )),
        ));
    }
    facts
}
