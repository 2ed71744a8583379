//! The means of the run that the calculation sheet calculates with, one block for each arm.

use rust_xlsxwriter::XlsxError;

use super::calculator::Calculator;
use super::page::Page;
use super::style::Style;
use crate::report::words;

impl Calculator<'_> {
    /// Writes the blocks.
    pub(super) fn data(&self, page: &mut Page) -> Result<(), XlsxError> {
        (0..self.material.model.arms.len()).try_for_each(|arm| self.block(page, arm))
    }

    fn block(&self, page: &mut Page, arm: usize) -> Result<(), XlsxError> {
        let (place, table) = (&self.places, &self.table.arms[arm]);
        let heading = format!(
            "{} {}",
            self.say("4. Gegevens uit de run, bezetting", "4. Data of the run, staffing"),
            self.material.model.arms[arm].name
        );
        page.text(place.data_of(arm), 0, &heading, Style::Heading)?;
        self.part(
            page,
            place.benefit(arm),
            self.say("Baten*", "Benefit*"),
            &table.benefit,
            &table.rest_benefit,
        )?;
        let costs = [
            (self.say("Kosten van personeel", "Cost of staff"), &table.staff),
            (self.say("Overige kosten", "Other costs"), &table.other),
        ];
        for (row, (label, values)) in (place.staff(arm)..).zip(costs) {
            self.row(page, row, label, values)?;
        }
        self.part(
            page,
            place.cashable(arm),
            self.say("Waarvan verzilverbaar*", "Of which cashable*"),
            &table.cashable,
            &table.rest_cashable,
        )
    }

    /// A table of outcomes by party, its head in the row before `first`.
    fn part(
        &self,
        page: &mut Page,
        first: u32,
        label: &str,
        rows: &[Vec<f64>],
        rest: &[f64],
    ) -> Result<(), XlsxError> {
        let model = &self.material.model;
        let parties: Vec<String> =
            self.parties.iter().map(|&party| self.party_name(party)).collect();
        let heads: Vec<&str> = std::iter::once(label)
            .chain(parties.iter().map(String::as_str))
            .chain([self.say("Samen", "Together")])
            .collect();
        page.heads(first - 1, &heads)?;
        page.sheet.set_row_height(first - 1, 32)?;
        let mut row = first;
        for (&outcome, values) in self.table.outcomes.iter().zip(rows) {
            self.row(page, row, &words::plain_name(&model.outcomes[outcome].name), values)?;
            row += 1;
        }
        if self.table.has_rest() {
            self.row(page, row, self.say("niet toe te delen", "cannot be assigned"), rest)?;
        }
        Ok(())
    }

    fn row(&self, page: &mut Page, row: u32, label: &str, values: &[f64]) -> Result<(), XlsxError> {
        page.text(row, 0, label, Style::Label)?;
        let mut total = 0.0;
        let mut column = 1;
        for &party in &self.parties {
            page.number(row, column, values[party], Style::Euro)?;
            total += values[party];
            column += 1;
        }
        page.formula(
            (row, column),
            &format!("=SUM({})", super::page::across(row, 1, column - 1)),
            &total.to_string(),
            Style::EuroBold,
        )
    }
}
