//! A sheet of the workbook while it is written: cells by place, and the settings every sheet has.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::cells::{clean, looks_like_formula, sheet_name};
use super::style::Style;
use crate::report::Language;
use crate::report::layout::wrapped;

/// A4.
const PAPER: u8 = 9;

/// Letters in a line of a remark.
const LINE: usize = 118;

/// Height of a line of text, points.
const LINE_HEIGHT: f64 = 15.0;

/// Greatest height of a row, points.
const HIGHEST_ROW: f64 = 409.0;

/// A sheet that is being written.
pub(super) struct Page {
    pub(super) sheet: Worksheet,
    pub(super) name: String,
    /// What is on it, in a line: its title, but for the first sheet.
    pub(super) about: String,
    language: Language,
}

impl Page {
    /// An empty sheet with its title in the first cell.
    pub(super) fn new(name: &str, title: &str, language: Language) -> Result<Self, XlsxError> {
        let name = sheet_name(name);
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?;
        sheet
            .set_paper_size(PAPER)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_screen_gridlines(false)
            .set_footer("&L&8&F&C&8&A&R&8&P / &N");
        let mut page = Self { sheet, name, about: title.to_owned(), language };
        page.text(0, 0, title, Style::Title)?;
        Ok(page)
    }

    /// The Dutch or the English text.
    pub(super) fn say<'b>(&self, dutch: &'b str, english: &'b str) -> &'b str {
        say(self.language, dutch, english)
    }

    /// A text, always as text.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        style: Style,
    ) -> Result<(), XlsxError> {
        let text = clean(text);
        let format = style.format();
        let format = if looks_like_formula(&text) { format.set_quote_prefix() } else { format };
        self.sheet.write_string_with_format(row, column, &text, &format)?;
        Ok(())
    }

    /// A number; a dash where there is none.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u16,
        value: f64,
        style: Style,
    ) -> Result<(), XlsxError> {
        if value.is_finite() {
            self.sheet.write_number_with_format(row, column, value, &style.format())?;
            Ok(())
        } else {
            self.text(row, column, "–", Style::Nothing)
        }
    }

    /// A formula and the number it gives now, for programs that do not calculate.
    pub(super) fn formula(
        &mut self,
        (row, column): (u32, u16),
        formula: &str,
        value: &str,
        style: Style,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(value);
        self.sheet.write_formula_with_format(row, column, formula, &style.format())?;
        Ok(())
    }

    /// Heads of columns, the first of text and the others of numbers.
    pub(super) fn heads(&mut self, row: u32, heads: &[&str]) -> Result<(), XlsxError> {
        for (column, head) in (0..).zip(heads) {
            let style = if column == 0 { Style::HeadLeft } else { Style::Head };
            self.text(row, column, head, style)?;
        }
        Ok(())
    }

    /// Remarks from a row on, in lines that fit on the page. Returns the row after them.
    pub(super) fn notes(&mut self, mut row: u32, notes: &[&str]) -> Result<u32, XlsxError> {
        for note in notes {
            for line in lines(note) {
                self.text(row, 0, &line, Style::Note)?;
                row += 1;
            }
        }
        Ok(row)
    }

    /// Makes a row as high as its texts need in columns of these widths. Not every program does that by itself.
    pub(super) fn fit_height(&mut self, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
        let lines = |&(text, width): &(&str, f64)| -> usize {
            text.lines().map(|line| wrapped(line, width as usize, 0).lines().count()).sum()
        };
        let most = texts.iter().map(lines).max().unwrap_or(1).max(1);
        if most > 1 {
            self.sheet.set_row_height(row, (most as f64 * LINE_HEIGHT).min(HIGHEST_ROW))?;
        }
        Ok(())
    }

    /// Widths of columns from the first on, in letters.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, &width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, width)?;
        }
        Ok(())
    }

    /// Heads of a table of arms and parties in this row: Dutch, English, and the width of the column. The first two name the row.
    pub(super) fn wide_heads(
        &mut self,
        row: u32,
        heads: &[(&str, &str, f64)],
        language: Language,
    ) -> Result<(), XlsxError> {
        for (column, (dutch, english, width)) in (0..).zip(heads) {
            let style = if column < 2 { Style::HeadLeft } else { Style::Head };
            let head = match language {
                Language::Dutch => dutch,
                Language::English => english,
            };
            self.text(row, column, head, style)?;
            self.sheet.set_column_width(column, *width)?;
        }
        self.sheet.set_row_height(row, 64)?;
        Ok(())
    }

    /// Keeps the rows to and with `head` and the first columns in sight, and repeats the head on every printed page.
    pub(super) fn freeze(&mut self, head: u32, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(head + 1, columns)?;
        self.sheet.set_repeat_rows(head, head)?;
        Ok(())
    }
}

/// The lines of a remark.
pub(super) fn lines(note: &str) -> Vec<String> {
    wrapped(&clean(note), LINE, 0).lines().map(str::to_owned).collect()
}

/// The Dutch or the English text.
pub(super) const fn say<'a>(language: Language, dutch: &'a str, english: &'a str) -> &'a str {
    match language {
        Language::Dutch => dutch,
        Language::English => english,
    }
}

/// A width that holds the longest of some texts, between two bounds, in letters.
pub(super) fn width_of<'a>(texts: impl IntoIterator<Item = &'a str>, least: f64, most: f64) -> f64 {
    let longest = texts.into_iter().map(|text| text.chars().count()).max().unwrap_or(0);
    (longest as f64 * 1.05 + 2.0).clamp(least, most)
}

/// A cell as formulas write it: `$B$3`.
pub(super) fn absolute(row: u32, column: u16) -> String {
    rust_xlsxwriter::utility::row_col_to_cell_absolute(row, column)
}

/// Some cells of a column as formulas write them: `$B$3:$B$9`.
pub(super) fn absolute_range(first: u32, last: u32, column: u16) -> String {
    format!("{}:{}", absolute(first, column), absolute(last, column))
}

/// Some cells of a row as formulas write them: `$B$3:$F$3`.
pub(super) fn across(row: u32, first: u16, last: u16) -> String {
    format!("{}:{}", absolute(row, first), absolute(row, last))
}
