//! Tables: of numbers, which scroll in a box of their own, of things with a row each, and of text; both stack on a telephone.

use maud::{Markup, html};

/// Columns of numbers side by side; more go on in a table below.
const COLUMNS: usize = 5;

/// Rows that stay together on paper; a longer table may go on overleaf, below its headings again.
const SHORT: usize = 7;

/// A table of numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// What it tells.
    pub(super) caption: String,
    /// Heading of the first column, then of the others.
    pub(super) head: Vec<String>,
    /// Label and cells of each row.
    pub(super) rows: Vec<(String, Vec<String>)>,
    /// Each row is a thing with its properties: its columns stay together, and stack on a telephone.
    things: bool,
}

impl Table {
    pub(super) fn new(caption: impl Into<String>, head: impl IntoIterator<Item = String>) -> Self {
        Self {
            caption: caption.into(),
            head: head.into_iter().collect(),
            rows: Vec::new(),
            things: false,
        }
    }

    /// A table in which each row is a thing (a party, a step) and each column one of its properties.
    pub(super) fn of_things(
        caption: impl Into<String>,
        head: impl IntoIterator<Item = String>,
    ) -> Self {
        Self { things: true, ..Self::new(caption, head) }
    }

    pub(super) fn row(
        &mut self,
        label: impl Into<String>,
        cells: impl IntoIterator<Item = String>,
    ) {
        self.rows.push((label.into(), cells.into_iter().collect()));
    }

    /// In one or more boxes with at most [`COLUMNS`] columns each.
    pub(super) fn render(&self) -> Markup {
        let Some((first, heads)) = self.head.split_first() else { return html! {} };
        // Tables of about the same width, rather than a last one with a single column.
        let count = if self.things { 1 } else { heads.len().div_ceil(COLUMNS).max(1) };
        let most = heads.len().div_ceil(count).max(1);
        let blocks: Vec<usize> = (0..heads.len().max(1)).step_by(most).collect();
        html! {
            @for &from in &blocks {
                div.scroll.short[self.rows.len() <= SHORT] tabindex="0" role="region" aria-label=(self.caption) {
                    table.numbers.things[self.things] {
                        @if !self.caption.is_empty() { caption { (self.caption) } }
                        thead { tr {
                            th scope="col" { (first) }
                            @for head in heads.iter().skip(from).take(most) {
                                th scope="col" { (head) }
                            }
                        } }
                        tbody {
                            @for (label, cells) in &self.rows { tr {
                                th scope="row" { (label) }
                                @for (cell, head) in cells.iter().zip(heads).skip(from).take(most) {
                                    td data-label=[self.things.then_some(head)] { (cell) }
                                }
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// A table of text: a heading for each column and the cells of each row, already marked up. `kind` is for the style sheet,
/// which gives the columns their widths.
pub(super) fn text_table(kind: &str, caption: &str, head: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table.text.(kind) {
            @if !caption.is_empty() { caption { (caption) } }
            thead { tr { @for head in head { th scope="col" { (head) } } } }
            tbody {
                @for row in rows { tr {
                    @for (index, cell) in row.iter().enumerate() {
                        @if index == 0 {
                            th scope="row" { (cell) }
                        } @else {
                            td data-label=[head.get(index)] { (cell) }
                        }
                    }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_keep_their_columns_together_and_name_them_in_each_cell() {
        let mut table = Table::of_things("c", (0..=7).map(|column| format!("h{column}")));
        table.row("r", (1..=7).map(|column| format!("v{column}")));
        let told = table.render().into_string();
        assert_eq!(told.matches("<table").count(), 1);
        for column in 1..=7 {
            assert!(told.contains(&format!("data-label=\"h{column}\">v{column}<")), "{told}");
        }
    }

    #[test]
    fn many_columns_go_on_below() {
        let mut table = Table::new("c", (0..=7).map(|column| format!("h{column}")));
        table.row("r", (1..=7).map(|column| format!("v{column}")));
        let told = table.render().into_string();
        assert_eq!(told.matches("<table").count(), 2);
        assert_eq!(told.matches("h0").count(), 2);
        for column in 1..=7 {
            assert_eq!(told.matches(&format!("v{column}<")).count(), 1);
        }
    }
}
