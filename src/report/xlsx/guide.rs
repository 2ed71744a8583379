//! The second sheet: what is where, which cells to change, names for formulas, and how to read the figures.

use rust_xlsxwriter::{Url, XlsxError};

use super::book::Named;
use super::cells::quoted;
use super::page::{Page, say};
use super::run::part;
use super::style::Style;
use crate::report::Language;

/// Width of the column with what is told, letters.
const WIDTH: f64 = 100.0;

/// The sheet, about these sheets and the names of their ranges.
pub(super) fn page(pages: &[Page], named: &[Named], language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Leeswijzer", "Guide"),
        say(
            language,
            "Leeswijzer: wat waar staat, wat u kunt wijzigen",
            "Guide: what is where, what you can change",
        ),
        language,
    )?;
    let mut row = 2;
    page.heads(row, &[say(language, "Blad", "Sheet")])?;
    page.text(row, 1, say(language, "Wat erop staat", "What is on it"), Style::HeadLeft)?;
    row += 1;
    for sheet in pages {
        let url = Url::new(format!("internal:{}!A1", quoted(&sheet.name)));
        let format = Style::Link.format();
        page.sheet.write_url_with_format(row, 0, url.set_text(&sheet.name), &format)?;
        page.text(row, 1, &sheet.about, Style::Wrapped)?;
        row += 1;
    }
    row = part(
        &mut page,
        row + 1,
        say(language, "Wat u kunt wijzigen", "What you can change"),
        changing(language),
        WIDTH,
    )?;
    row = part(
        &mut page,
        row + 1,
        say(language, "Hoe te lezen", "How to read it"),
        reading(language),
        WIDTH,
    )?;
    page.text(
        row + 1,
        0,
        say(language, "Namen voor eigen formules", "Names for formulas of your own"),
        Style::Heading,
    )?;
    row += 2;
    for (column, head) in (0..).zip([
        say(language, "Naam", "Name"),
        say(language, "Wat de cellen bevatten", "What the cells hold"),
        say(language, "Cellen", "Cells"),
    ]) {
        page.text(row, column, head, Style::HeadLeft)?;
    }
    for Named { name, range, what } in named {
        row += 1;
        page.text(row, 0, name, Style::Wrapped)?;
        page.text(row, 1, what, Style::Wrapped)?;
        page.text(row, 2, &range.replace(['$', '\''], ""), Style::Wrapped)?;
    }
    page.widths(&[34.0, WIDTH, 26.0])?;
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(page)
}

fn changing(language: Language) -> &'static [&'static str] {
    match language {
        Language::Dutch => &[
            "Alleen de gele cellen op het blad Rekenblad: de factor op de prijs van elke uitkomst, de factor op de kosten per fte, en per partij haar deel van de kosten en het verzilverbare deel van haar baten. Alle totalen op dat blad rekenen mee.",
            "Een leeg deel betekent: zoals in de run. Wie één deel van de kosten invult, vult ze alle in: lege delen tellen dan als nul, en de controle eronder zegt of ze samen 100% zijn.",
            "Alle andere bladen tonen wat de run gaf en veranderen niet mee. Meer fte, een ander effect of een andere band vraagt om een nieuwe run.",
        ],
        Language::English => &[
            "Only the yellow cells on the sheet Calculator: the factor on the price of each outcome, the factor on the cost per FTE, and for each party its share of the cost and the cashable share of its benefit. All totals on that sheet follow.",
            "An empty share means: as in the run. Who fills in one share of the cost fills in all of them: empty ones then count as nothing, and the check below tells whether together they are 100%.",
            "All other sheets show what the run gave and do not follow. More FTE, another effect or another band takes a new run.",
        ],
    }
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
