//! For those at the table: what each party pays, wins and could carry, and whether that is enough.

use rust_xlsxwriter::XlsxError;

use super::page::{Page, say};
use super::style::Style;
use super::summary::arm_name;
use crate::analysis::{Negotiation, Stake, Terms};
use crate::report::sentences::{Deal, Said};
use crate::report::{Language, Material, Numbers, words};

/// Heads and widths of the columns.
const HEADS: [(&str, &str, f64); 13] = [
    ("Bezetting", "Staffing", 12.0),
    ("Partij", "Party", 26.0),
    ("Deel van de kosten nu", "Share of cost now", 12.0),
    ("Alle baten: kans dat ze de kosten dekken", "All benefits: chance to cover the cost", 14.0),
    ("Deel van de winst", "Share of gain", 12.0),
    ("Scheef: winst min kosten", "Gap: gain less cost", 12.0),
    ("Ruimte om te dragen", "Room to carry", 12.0),
    ("Deel naar rato van winst", "Share in proportion to gain", 13.0),
    ("Alleen geld: kans dat het de kosten dekt", "Only cash: chance to cover the cost", 14.0),
    ("Deel van de winst", "Share of gain", 12.0),
    ("Scheef: winst min kosten", "Gap: gain less cost", 12.0),
    ("Ruimte om te dragen", "Room to carry", 12.0),
    ("Deel naar rato van winst", "Share in proportion to gain", 13.0),
];

/// The sheet.
pub(super) fn page(material: &Material, language: Language) -> Result<Page, XlsxError> {
    let mut page = Page::new(
        say(language, "Onderhandeling", "Negotiation"),
        say(language, "Wie kan wat dragen", "Who can carry what"),
        language,
    )?;
    let certainty = material.negotiation.first().map_or(f64::NAN, |told| told.certainty);
    let sure = Numbers(language).percent(certainty);
    let notes = match language {
        Language::Dutch => [
            "Winst: wat een partij meer heeft dan zonder programma, contante waarde. Eerst telt alles, daarna alleen wat in geld terugkomt. Scheef: boven nul wint een partij meer dan zij betaalt.".to_owned(),
            format!("Ruimte: het grootste deel van de kosten dat een partij kan dragen en met {sure} zekerheid terugziet. Samen minder dan 100%: geen verdeling die voor iedereen uitkan (tabel onderaan)."),
        ],
        Language::English => [
            "Gain: what a party has more than without a programme, present value. First everything counts, then only what comes back as money. Gap: above zero a party gains more than it pays for.".to_owned(),
            format!("Room: the largest share of the cost that a party can carry and see back with {sure} certainty. Together less than 100%: there is no split that pays for everyone (table at the bottom)."),
        ],
    };
    let head = page.notes(1, &notes.each_ref().map(String::as_str))? + 1;
    page.wide_heads(head, &HEADS, language)?;
    let mut row = head + 1;
    for told in &material.negotiation {
        for seat in &told.seats {
            let name = &material.model.parties[seat.party].name;
            page.text(row, 0, &arm_name(&material.view, told.arm, language), Style::Label)?;
            page.text(row, 1, &words::party(language, name), Style::Label)?;
            page.number(row, 2, seat.share_now, Style::Percent)?;
            stake(&mut page, row, 3, &seat.welfare)?;
            stake(&mut page, row, 8, &seat.cashable)?;
            row += 1;
        }
    }
    if row > head + 1 {
        page.sheet.autofilter(head, 0, row - 1, HEADS.len() as u16 - 1)?;
    }
    splits(&mut page, row + 1, material, language)?;
    page.freeze(head, 2)?;
    Ok(page)
}

fn stake(page: &mut Page, row: u32, first: u16, stake: &Stake) -> Result<(), XlsxError> {
    let Stake { p_covers, share_of_gain, gap, room, proportional, .. } = *stake;
    let cells = [
        (p_covers, Style::Percent),
        (share_of_gain, Style::Percent),
        (gap, Style::Points),
        (room, Style::Percent),
        (proportional, Style::Percent),
    ];
    for (column, (value, style)) in (first..).zip(cells) {
        page.number(row, column, value, style)?;
    }
    Ok(())
}

/// For each arm with a cost: whether there is a split that everyone can carry.
fn splits(
    page: &mut Page,
    first: u32,
    material: &Material,
    language: Language,
) -> Result<(), XlsxError> {
    page.text(
        first,
        0,
        say(
            language,
            "Is er een verdeling waarbij ieder haar deel terugziet?",
            "Is there a split in which everyone sees its share back?",
        ),
        Style::Heading,
    )?;
    let heads = match language {
        Language::Dutch => [
            "Bezetting",
            "Wat telt",
            "Ruimte samen",
            "Tekort, deel van de kosten",
            "Tekort",
            "Hoogst haalbare zekerheid",
            "In woorden",
        ],
        Language::English => [
            "Staffing",
            "What counts",
            "Room together",
            "Shortfall, share of cost",
            "Shortfall",
            "Highest certainty possible",
            "In words",
        ],
    };
    for (column, text) in (0..).zip(heads) {
        let style = if (2..6).contains(&column) { Style::Head } else { Style::HeadLeft };
        page.text(first + 1, column, text, style)?;
    }
    page.sheet.set_row_height(first + 1, 48)?;
    let mut row = first + 2;
    for told in material.negotiation.iter().filter(|told| told.cost.value.mean > 0.0) {
        let counted = [
            (say(language, "alle baten", "all benefits"), &told.welfare),
            (say(language, "alleen geld", "only cash"), &told.cashable),
        ];
        for (what, found) in counted {
            page.text(row, 0, &arm_name(&material.view, told.arm, language), Style::Label)?;
            page.text(row, 1, what, Style::Label)?;
            page.number(row, 2, found.rooms, Style::Percent)?;
            page.number(row, 3, found.shortfall, Style::Percent)?;
            page.number(row, 4, found.shortfall_euro, Style::Euro)?;
            page.number(row, 5, found.certainty_possible.unwrap_or(f64::NAN), Style::Percent)?;
            page.text(row, 6, &in_words(told, found, material, language), Style::Apart)?;
            row += 1;
        }
    }
    Ok(())
}

/// The terms, short enough to stand in a line: the first of their sentences.
fn in_words(told: &Negotiation, found: &Terms, material: &Material, language: Language) -> String {
    let name = |party: usize| words::party(language, &material.model.parties[party].name);
    let told = Deal::of(told.certainty, found, name).sentences(Said::new(language));
    told.into_iter().next().unwrap_or_default()
}
