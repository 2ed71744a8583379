//! What was run, how to run it again, and how to read it.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use crate::report::{Language, Material, Numbers, words};

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        "Run",
        say(
            language,
            "De run: hoe gemaakt, hoe te lezen",
            "The run: how it was made, how to read it",
        ),
        language,
    )?;
    let mut row = 2;
    for (label, value) in facts(material, language) {
        page.text(row, 0, label, Style::Wrapped)?;
        page.text(row, 1, &value, Style::Wrapped)?;
        row += 1;
    }
    row += 1;
    row = part(&mut page, row, say(language, "Hoe te lezen", "How to read it"), reading(language))?;
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
    part(&mut page, row + 1, say(language, "Waarschuwingen", "Warnings"), &told)?;
    page.widths(&[30.0, 120.0])?;
    Ok(page)
}

/// A heading and paragraphs below it. Returns the row after them.
fn part(page: &mut Page, row: u32, heading: &str, texts: &[&str]) -> Result<u32, XlsxError> {
    page.text(row, 0, heading, Style::Heading)?;
    let mut row = row + 1;
    for text in texts {
        page.text(row, 1, text, Style::Wrapped)?;
        row += 1;
    }
    Ok(row)
}

fn facts(material: &Material, language: Language) -> Vec<(&'static str, String)> {
    let (view, run) = (&material.view, &material.run);
    let numbers = Numbers(language);
    let mut facts = vec![
        (say(language, "Scenario", "Scenario"), view.scenario.clone()),
        (say(language, "Titel", "Title"), view.title.clone().unwrap_or_default()),
        (
            say(language, "Omschrijving", "Description"),
            material.description.clone().unwrap_or_default().replace('\n', " "),
        ),
        (say(language, "Trekkingen", "Trials"), numbers.whole(run.trials as f64)),
        (say(language, "Zaad", "Seed"), run.seed.to_string()),
        (say(language, "Opzet van de trekkingen", "Design of the draws"), run.design.clone()),
        (say(language, "Toeval", "Chance"), run.chance.clone()),
        (
            say(language, "Onafhankelijke herhalingen", "Independent replicates"),
            run.replicates.to_string(),
        ),
        (say(language, "Programma", "Program"), format!("wijkimpact {}", run.version)),
        (say(language, "Toevalsgenerator", "Random generator"), run.generator.clone()),
        (
            say(language, "SHA-256 van scenario.toml", "SHA-256 of scenario.toml"),
            run.scenario_sha256.clone(),
        ),
        (say(language, "Gemaakt (UTC)", "Made (UTC)"), run.started.clone()),
        (say(language, "Opnieuw maken", "Make it again"), run.command.clone()),
    ];
    facts.retain(|(_, value)| !value.trim().is_empty());
    if run.of_another_version() {
        facts.push((
            say(language, "Let op", "Mind"),
            format!(
                "{} wijkimpact {}.",
                say(
                    language,
                    "Dit werkboek is gemaakt met een andere versie van het programma:",
                    "This workbook was made by another version of the program:"
                ),
                run.this_version
            ),
        ));
    }
    facts
}

fn reading(language: Language) -> &'static [&'static str] {
    match language {
        Language::Dutch => &[
            "Alles is vergeleken met helemaal geen programma, tenzij er staat: ten opzichte van nu.",
            "Een 90%-band zegt hoe ver de uitkomst uiteen kan lopen door wat we niet weten (onzekere waarden) en door toeval bij kleine aantallen mensen. Wat niet in het model zit, zit ook niet in de band.",
            "Bedragen zijn reële euro's van één prijsjaar. Contante waarde: latere jaren tellen minder mee, volgens de discontovoet van het scenario.",
            "Verzilverbaar is het deel van de baten dat een partij echt in geld kan omzetten. De rest is welvaart, geen begrotingsruimte.",
            "Hoe zwakker het bewijs (blad Parameters), hoe voorzichtiger met de uitkomst.",
        ],
        Language::English => &[
            "Everything is compared with no programme at all, unless it says: compared with now.",
            "A 90% band tells how far the result may lie apart because of what we do not know (uncertain values) and because of chance with few people. What is not in the model is not in the band either.",
            "Amounts are real euros of one price year. Present value: later years count less, by the discount rate of the scenario.",
            "Cashable is the part of the benefits that a party can really turn into money. The rest is welfare, not room in a budget.",
            "The weaker the evidence (sheet Parameters), the more careful with the result.",
        ],
    }
}
