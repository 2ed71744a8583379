//! Text laid out for a terminal: tables that go on below when they are too wide, and wrapped paragraphs.

use std::ops::Range;

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

/// Least width we lay out for, columns.
pub(super) const NARROWEST: usize = 40;

/// Greatest width we lay out for, columns.
pub(super) const WIDEST: usize = 200;

/// Greatest width of sentences, columns: longer lines read badly.
pub(super) const PROSE: usize = 100;

/// Below this width labels and cells go on in a second line, so that a table keeps more than one column.
const ROOMY: usize = 72;

/// Width of a label and of a cell in a narrow terminal, columns.
const SHORT: usize = 18;

/// A line under the header and nothing else: figures are the picture.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Stands for a blank at which no line may break; [`wrapped`] turns it into a blank.
pub(super) const GLUE: char = '\u{a0}';

/// A table with a label before each row and a word in its corner. Columns that do not fit in `width` go on in a table
/// below it.
pub(super) fn labelled_table(
    corner: &str,
    header: &[String],
    labels: &[String],
    columns: &[Vec<String>],
    width: usize,
) -> String {
    let (labels, header, columns) = folded(labels, header, columns, width);
    let corner = if width < ROOMY { wrapped(corner, SHORT, 0) } else { corner.to_owned() };
    let tables: Vec<String> = blocks(&header, &columns, room(&corner, &labels, width))
        .into_iter()
        .map(|block| {
            let mut table = Table::new();
            table.load_style(STYLE);
            let names = header[block.clone()].iter().cloned();
            table.set_header(std::iter::once(corner.clone()).chain(names));
            for (row, label) in labels.iter().enumerate() {
                let cells = columns[block.clone()].iter().map(|column| column[row].clone());
                table.add_row(std::iter::once(label.clone()).chain(cells));
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

/// Whether a table fits without going on below.
pub(super) fn fits(
    labels: &[String],
    header: &[String],
    columns: &[Vec<String>],
    width: usize,
) -> bool {
    let (labels, header, columns) = folded(labels, header, columns, width);
    blocks(&header, &columns, room("", &labels, width)).len() <= 1
}

/// Labels, header and cells with line breaks where they are too wide: names of arms always, the others in a narrow
/// terminal.
fn folded(
    labels: &[String],
    header: &[String],
    columns: &[Vec<String>],
    width: usize,
) -> (Vec<String>, Vec<String>, Vec<Vec<String>>) {
    let narrow = width < ROOMY;
    let fold = |text: &String| {
        let indent = text.len() - text.trim_start().len();
        let text = if narrow {
            wrapped(text.trim_start(), SHORT - indent, 2)
        } else {
            return text.replace(GLUE, " ");
        };
        let indent = " ".repeat(indent);
        text.lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
    };
    let cell =
        |text: &String| if narrow { wrapped(text, SHORT, 0) } else { text.replace(GLUE, " ") };
    let columns: Vec<Vec<String>> =
        columns.iter().map(|column| column.iter().map(cell).collect()).collect();
    let header = header
        .iter()
        .zip(&columns)
        .map(|(name, column)| {
            let widest = column.iter().map(|text| widest(text)).max().unwrap_or(0);
            // A short name with a word in brackets stays on one line.
            wrapped(name, widest.max(8), 0)
        })
        .collect();
    (labels.iter().map(fold).collect(), header, columns)
}

/// Columns left beside the labels.
fn room(corner: &str, labels: &[String], width: usize) -> usize {
    let label = labels.iter().map(|text| widest(text)).max().unwrap_or(0);
    width.saturating_sub(label.max(widest(corner)) + 1)
}

/// Length of the longest line, in characters.
fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// As many columns in each table as fit in `room`, at least one.
fn blocks(header: &[String], columns: &[Vec<String>], room: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut left = 0;
    for (index, (name, column)) in header.iter().zip(columns).enumerate() {
        let widest = column.iter().chain([name]).map(|text| widest(text)).max();
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
        let told = labelled_table("", &header, &["Netto".to_owned()], &columns, 80);
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
        assert_eq!(told.matches("Netto").count(), 2);
        assert_eq!(told.matches("EUR 1.23 million").count(), 7);
    }

    #[test]
    fn long_names_and_labels_go_on_in_a_second_line() {
        let columns = vec![vec!["EUR -460,000".to_owned()]; 2];
        let header = ["alleen maatjes erbij", "1x (nu)"].map(str::to_owned);
        let labels = ["Benefit per programme year".to_owned()];
        let wide = labelled_table("", &header, &labels, &columns, 100);
        assert!(wide.contains("Benefit per programme year") && !wide.contains("maatjes erbij"));
        for width in [40, 50, 60] {
            let told = labelled_table("1x (nu)", &header, &labels, &columns, width);
            assert!(told.lines().all(|line| line.chars().count() <= width), "{told}");
            assert!(told.contains("1x (nu)"), "{told}");
        }
    }
}
