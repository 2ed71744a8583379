//! Many wijken: which come first, how sure that is, where the next staff belong, and all of them in a table.

use maud::{Markup, html};

use super::figure::drawn;
use super::table::Table;
use crate::report::nation::{Nation, NationRow};
use crate::report::nation_figures::{ranked, spread};
use crate::report::sentences::{National, STANDS_IN, Said};

/// Wijken in the first table.
const FIRST: usize = 25;

/// Wijken in the table that unfolds: more make a page that browsers are slow to open.
const MOST: usize = 500;

/// Lines on what was left out; the rest is counted.
const LINES: usize = 12;

/// The chapter.
pub(super) fn nation(nation: &Nation, said: Said) -> Markup {
    let told = National::new(nation, said);
    let t = |dutch, english| said.one(dutch, english);
    let is_ordered = !nation.in_order().is_empty();
    html! {
        h2 id="nation" { (t("Waar het eerst", "Where first")) }
        p { (told.asked()) }
        div.answer { p { (told.verdict()) } }
        @if is_ordered {
            p { @for sentence in told.how_sure() { (sentence) " " } }
            (drawn(said, "ranked", |look| ranked(look, &told), &Table::default()))
            (drawn(said, "spread", |look| spread(look, &told), &Table::default()))
            (placing(&told))
            h3 { (t("De eerste wijken", "The first wijken")) }
            (table(&told, FIRST).render())
            (remarks(&told))
            h3 { (t("Hoe u een plaats leest", "How to read a place")) }
            @for paragraph in told.shared_and_own() { p { (paragraph) } }
            (all(&told))
        }
        (gaps(&told))
    }
}

fn placing(told: &National) -> Markup {
    let sentences = told.placing();
    html! {
        @if !sentences.is_empty() {
            h3 { (told.said.one("Waar de volgende FTE horen", "Where the next FTE belong")) }
            p { @for sentence in sentences { (sentence) " " } }
        }
    }
}

/// The first `most` wijken; those without extra cost stand at their end.
fn table(told: &National, most: usize) -> Table {
    let caption = told.said.one(
        "Naar verwachting; netto is contante waarde; in 90% van de berekeningen ligt de plaats binnen de band",
        "As expected; net is present value; in 90% of the calculations the place lies within the band",
    );
    let head = told.said.one(
        ["Wijk", "Plaats (90%)", "Netto per euro", "Netto", "FTE nu", "FTE erbij", "Bij spreiden"],
        ["Wijk", "Place (90%)", "Net per euro", "Net", "FTE now", "FTE more", "If spread"],
    );
    let is_placed = told.nation.fte_more > 0.0;
    let columns = if is_placed { head.len() } else { head.len() - 2 };
    let head = head.into_iter().take(columns).map(str::to_owned);
    let mut table = Table::of_things(caption, head);
    for row in told.nation.ranked.iter().take(most) {
        table.row(label(told, row), cells(told, row).into_iter().take(columns - 1));
    }
    table
}

fn label(told: &National, row: &NationRow) -> String {
    format!("{}. {}", told.count(row.place), told.marked(row))
}

fn cells(told: &National, row: &NationRow) -> [String; 6] {
    let places = if row.per_euro.is_finite() { told.places(row) } else { "–".to_owned() };
    [
        places,
        told.per_euro(row.per_euro),
        told.said.money(row.net, 2),
        told.fte(row.fte_now),
        told.fte(row.placed_fte),
        told.fte(row.even_fte),
    ]
}

/// What the mark means, and who has no place.
fn remarks(told: &National) -> Markup {
    let marked = told.nation.filled() > 0;
    let mark = told.said.one(
        format!("{STANDS_IN} met een cijfer van de gemeente of het land."),
        format!("{STANDS_IN} with a figure of the municipality or the country."),
    );
    let without = told.without_place();
    html! {
        @if marked || without.is_some() {
            p.quiet { @if marked { (mark) " " } @if let Some(without) = without { (without) } }
        }
    }
}

/// All wijken, in a table that unfolds; nothing where the first table has them all.
fn all(told: &National) -> Markup {
    let count = told.nation.ranked.len();
    let summary = if count > MOST {
        let [most, count] = [MOST, count].map(|count| told.count(count));
        told.said.one(
            format!("De eerste {most} van {count} wijken"),
            format!("The first {most} of {count} wijken"),
        )
    } else {
        let count = told.count(count);
        told.said.one(format!("Alle {count} wijken"), format!("All {count} wijken"))
    };
    html! {
        @if count > FIRST {
            details { summary { (summary) } (table(told, MOST).render()) }
        }
    }
}

/// What was filled in and what was left out.
fn gaps(told: &National) -> Markup {
    let filled = told.filled();
    let lines = &told.nation.left_out;
    let more = lines.len().saturating_sub(LINES);
    let more_told = told.count(more);
    html! {
        @if !filled.is_empty() || !lines.is_empty() {
            h3 { (told.said.one("Wat er ontbrak", "What was missing")) }
        }
        @if let Some((first, columns)) = filled.split_first() {
            p { (first) }
            @if !columns.is_empty() { ul { @for column in columns { li { (column) } } } }
        }
        @if !lines.is_empty() {
            p { (told.said.one("Niet meegerekend:", "Left out:")) }
            ul {
                @for line in lines.iter().take(LINES) { li { (line) } }
                @if more > 0 { li { (told.said.one(
                    format!("en nog {more_told} regels"),
                    format!("and {more_told} more lines"),
                )) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::nation::tests::{hostile, nation as made};
    use crate::report::numbers::Language;

    fn told(of: &Nation, language: Language) -> String {
        nation(of, Said::new(language)).into_string()
    }

    #[test]
    fn at_most_five_hundred_rows_unfold() {
        let page = told(&made(3393, 0.0), Language::Dutch);
        assert_eq!(page.matches("<tr>").count(), 2 + FIRST + MOST);
        assert!(page.contains("De eerste 500 van 3.393 wijken"));
        let page = told(&made(100, 0.0), Language::English);
        assert_eq!(page.matches("<tr>").count(), 2 + FIRST + 100);
        assert!(page.contains("All 100 wijken"));
        let page = told(&made(20, 0.0), Language::English);
        assert_eq!(page.matches("<tr>").count(), 1 + 20);
    }

    #[test]
    fn names_are_text_and_nothing_to_tell_is_no_table() {
        for language in [Language::Dutch, Language::English] {
            let page = told(&hostile("<script>alert('x')</script>"), language);
            assert!(!page.to_lowercase().contains("<script") && page.contains("&lt;script&gt;"));
            let page = told(&Nation::default(), language);
            assert!(!page.contains("<table") && !page.contains("<svg"), "{page}");
        }
    }

    #[test]
    fn a_table_without_placing_has_no_columns_for_it() {
        let mut one = made(30, 0.0);
        assert!(told(&one, Language::English).contains("If spread"));
        one.fte_more = 0.0;
        let page = told(&one, Language::English);
        assert!(!page.contains("If spread") && !page.contains("next FTE belong"));
    }
}
