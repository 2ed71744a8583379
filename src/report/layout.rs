//! Text laid out for a terminal: tables that go on below when they are too wide, and wrapped paragraphs.

use std::ops::Range;

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

/// Least width we lay out for, columns.
pub(super) const NARROWEST: usize = 80;

/// Greatest width we lay out for: longer lines read badly.
pub(super) const WIDEST: usize = 100;

/// A line under the header and nothing else: figures are the picture.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Stands for a blank at which no line may break; [`wrapped`] turns it into a blank.
pub(super) const GLUE: char = '\u{a0}';

/// A table with a label before each row. Columns that do not fit in `width` go on in a table below it.
pub(super) fn labelled_table(
    header: &[String],
    labels: &[&str],
    columns: &[Vec<String>],
    width: usize,
) -> String {
    let length = |text: &str| text.chars().count();
    let label = labels.iter().map(|text| length(text)).max().unwrap_or(0);
    let tables: Vec<String> = blocks(header, columns, width.saturating_sub(label + 1))
        .into_iter()
        .map(|block| {
            let mut table = Table::new();
            table.load_style(STYLE);
            let names = header[block.clone()].iter().cloned();
            table.set_header(std::iter::once(String::new()).chain(names));
            for (row, label) in labels.iter().enumerate() {
                let cells = columns[block.clone()].iter().map(|column| column[row].clone());
                table.add_row(std::iter::once((*label).to_owned()).chain(cells));
            }
            for column in table.column_iter_mut() {
                column.set_padding((1, 0));
            }
            for column in table.column_iter_mut().skip(1) {
                column.set_cell_alignment(CellAlignment::Right);
            }
            table.trim_fmt()
        })
        .collect();
    tables.join("\n\n")
}

/// As many columns in each table as fit in `room`, at least one.
fn blocks(header: &[String], columns: &[Vec<String>], room: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut left = 0;
    for (index, (name, column)) in header.iter().zip(columns).enumerate() {
        let widest = column.iter().chain([name]).map(|text| text.chars().count()).max();
        // The style puts one blank between columns and we one before each.
        let needs = widest.unwrap_or(0) + 2;
        match blocks.last_mut() {
            Some(block) if needs <= left => {
                block.end = index + 1;
                left -= needs;
            }
            _ => {
                blocks.push(index..index + 1);
                left = room.saturating_sub(needs);
            }
        }
    }
    blocks
}

/// A paragraph in lines of at most `width`, the later ones indented. Longer words stand alone.
pub(super) fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut line = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            line = indent;
        } else if line > 0 {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += length;
    }
    out.replace(GLUE, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_at_most_as_wide_as_asked() {
        let text = "de kat krabt de krullen van de trap en gaat weer slapen";
        let told = wrapped(text, 20, 2);
        assert!(told.lines().all(|line| line.chars().count() <= 20), "{told}");
        assert_eq!(told.split_whitespace().collect::<Vec<_>>().join(" "), text);
        assert!(told.lines().nth(1).unwrap().starts_with("  "));
        assert_eq!(wrapped("a b €\u{a0}12", 5, 0), "a b\n€ 12");
    }

    #[test]
    fn what_does_not_fit_goes_on_below() {
        let header: Vec<String> = (0..7).map(|i| format!("{i}x")).collect();
        let columns = vec![vec!["EUR 1.23 million".to_owned()]; 7];
        let told = labelled_table(&header, &["Netto"], &columns, NARROWEST);
        assert!(told.lines().all(|line| line.chars().count() <= NARROWEST), "{told}");
        assert_eq!(told.matches("Netto").count(), 2);
        assert_eq!(told.matches("EUR 1.23 million").count(), 7);
    }
}
