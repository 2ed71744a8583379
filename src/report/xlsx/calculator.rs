//! The calculation sheet: the means of the run as data, prices and shares as inputs, totals as living formulas.

use rust_xlsxwriter::XlsxError;

use super::book::Named;
use super::calculator_inputs::Typed;
use super::cells::RangeNames;
use super::page::{Page, lines, say, width_of};
use crate::analysis::Crosstable;
use crate::report::{Language, Material, words};

/// Rows that the chart beside the inputs takes.
const CHART_ROWS: u32 = 21;

/// The last column that the chart covers.
const LAST_OF_CHART: u16 = 9;

/// Everything the sheet is made of.
pub(super) struct Calculator<'a> {
    pub(super) material: &'a Material,
    pub(super) table: &'a Crosstable,
    pub(super) typed: &'a Typed,
    pub(super) language: Language,
    /// Parties with money, as indices in the model.
    pub(super) parties: Vec<usize>,
    /// The arm whose figures stand beside the inputs.
    pub(super) shown: usize,
    pub(super) places: Places,
}

/// Names of input cells that formulas use.
pub(super) struct Inputs {
    pub(super) factors: String,
    pub(super) cost_per_fte: String,
    pub(super) cost_shares: String,
}

/// In which row what begins.
pub(super) struct Places {
    /// First outcome.
    pub(super) outcomes: u32,
    /// Number of outcomes, with the row of what cannot be assigned.
    pub(super) outcome_count: u32,
    /// The cost per FTE.
    pub(super) fte: u32,
    /// First party.
    pub(super) parties: u32,
    party_count: u32,
    /// Head of the results.
    pub(super) results: u32,
    /// First row of the data of the first arm.
    data: u32,
}

impl Places {
    pub(super) fn last_outcome(&self) -> u32 {
        self.outcomes + self.outcome_count.saturating_sub(1)
    }

    pub(super) fn last_party(&self) -> u32 {
        self.parties + self.party_count.saturating_sub(1)
    }

    /// The heading of the data of an arm.
    pub(super) fn data_of(&self, arm: usize) -> u32 {
        self.data + arm as u32 * (2 * self.outcome_count + 6)
    }

    /// First benefit of an arm.
    pub(super) fn benefit(&self, arm: usize) -> u32 {
        self.data_of(arm) + 2
    }

    /// Cost of staff of an arm; the other costs are in the next row.
    pub(super) fn staff(&self, arm: usize) -> u32 {
        self.benefit(arm) + self.outcome_count
    }

    /// First benefit of an arm that can be turned into money.
    pub(super) fn cashable(&self, arm: usize) -> u32 {
        self.staff(arm) + 3
    }
}

impl<'a> Calculator<'a> {
    pub(super) fn new(
        material: &'a Material,
        table: &'a Crosstable,
        typed: &'a Typed,
        language: Language,
    ) -> Self {
        let has_money = |party: &usize| {
            table.arms.iter().any(|arm| {
                let benefits = arm.benefit.iter().chain(&arm.cashable).map(|row| row[*party]);
                let rests = [&arm.rest_benefit, &arm.rest_cashable, &arm.staff, &arm.other];
                benefits.chain(rests.map(|row| row[*party])).any(|value| value.abs() > 0.0)
            })
        };
        let all = material.model.parties.len();
        let mut parties: Vec<usize> = (0..all).filter(has_money).collect();
        if parties.is_empty() {
            parties = (0..all).collect();
        }
        let places = Self::lay_out(table, parties.len() as u32, language);
        Self { material, table, typed, language, parties, shown: material.view.present, places }
    }

    fn lay_out(table: &Crosstable, party_count: u32, language: Language) -> Places {
        // Without outcomes one row stays, so that no range is empty.
        let outcome_count = (table.outcomes.len() as u32 + u32::from(table.has_rest())).max(1);
        let remarks = remarks(language).iter().map(|remark| lines(remark).len()).sum::<usize>();
        let outcomes = remarks as u32 + 4;
        let fte = outcomes + outcome_count;
        let parties = fte + 4;
        let results = (parties + party_count + 4).max(outcomes + CHART_ROWS);
        let data = results + 8 + 6 * party_count + 2;
        Places { outcomes, outcome_count, fte, parties, party_count, results, data }
    }

    pub(super) fn say<'b>(&self, dutch: &'b str, english: &'b str) -> &'b str {
        say(self.language, dutch, english)
    }

    /// A party as people call it.
    pub(super) fn party_name(&self, party: usize) -> String {
        words::party(self.language, &self.material.model.parties[party].name)
    }

    /// Benefit of a party in an arm, as delivered.
    pub(super) fn benefit(&self, arm: usize, party: usize) -> f64 {
        let table = &self.table.arms[arm];
        table.benefit.iter().map(|row| row[party]).sum::<f64>() + table.rest_benefit[party]
    }

    /// The part of it that can be turned into money, as delivered.
    pub(super) fn cashable(&self, arm: usize, party: usize) -> f64 {
        let table = &self.table.arms[arm];
        table.cashable.iter().map(|row| row[party]).sum::<f64>() + table.rest_cashable[party]
    }

    /// Cost of a party in an arm, as delivered.
    pub(super) fn cost(&self, arm: usize, party: usize) -> f64 {
        self.table.arms[arm].staff[party] + self.table.arms[arm].other[party]
    }

    /// The sheet; adds the names of its ranges.
    pub(super) fn page(
        &self,
        names: &mut RangeNames,
        named: &mut Vec<Named>,
    ) -> Result<Page, XlsxError> {
        let mut page = Page::new(
            self.say("Rekenblad", "Calculator"),
            self.say(
                "Rekenblad: zelf verder rekenen met deze run",
                "Calculator: go on calculating with this run",
            ),
            self.language,
        )?;
        page.notes(1, remarks(self.language))?;
        let inputs = self.inputs(&mut page, names, named)?;
        self.results(&mut page, &inputs, names, named)?;
        self.data(&mut page)?;
        let model = &self.material.model;
        let labels =
            self.table.outcomes.iter().map(|&outcome| model.outcomes[outcome].name.as_str());
        let parties: Vec<String> =
            self.parties.iter().map(|&party| self.party_name(party)).collect();
        let widest = width_of(parties.iter().map(String::as_str), 16.0, 34.0) + 16.0;
        page.widths(&[width_of(labels, widest.max(38.0), 52.0)])?;
        let most = self.parties.len().max(model.arms.len()) as u16 + 1;
        for column in 1..=most.max(LAST_OF_CHART) {
            page.sheet.set_column_width(column, 16.0)?;
        }
        page.sheet.set_freeze_panes(1, 1)?;
        // The data below is for the formulas, not for paper.
        let last = (model.arms.len() as u16).max(LAST_OF_CHART);
        page.sheet.set_print_area(0, 0, self.places.data.saturating_sub(2), last)?;
        Ok(page)
    }
}

const fn remarks(language: Language) -> &'static [&'static str] {
    match language {
        Language::Dutch => &[
            "Gele cellen zijn invoer; alle totalen rekenen direct mee. Zoals geleverd geven ze de gemiddelden van de run (controleregel: verschil 0).",
            "Alle bedragen zijn contante waarden in euro, gemiddeld over de trekkingen en vergeleken met geen programma.",
            "Een factor op de prijs schaalt alle baten van die uitkomst bij iedereen die eraan wint of verliest, ook overdrachten en gewaardeerde QALY's.",
            "De verdeling van een uitkomst over partijen staat niet in de map van de run: iedere uitkomst is met dezelfde trekkingen nog eens apart gesimuleerd.",
            "Het gemiddelde rekent zo precies mee; de banden en kansen op de andere bladen veranderen niet. Meer fte of een ander effect: nieuwe run.",
            "Kosten per fte: het deel van betaalde kosten dat bij personeel hoort schaalt mee, bij iedere partij zoals in de run.",
        ],
        Language::English => &[
            "Yellow cells are inputs; all totals follow at once. As delivered they give the means of the run (check row: difference 0).",
            "All amounts are present values in euro, means over the trials, compared with no programme.",
            "A factor on the price scales all benefits of that outcome for everyone who gains or loses by it, transfers and priced QALYs too.",
            "How an outcome divides over parties is not in the folder of the run: each outcome was simulated once more by itself, with the same trials.",
            "So the mean follows exactly; bands and chances on the other sheets do not change. More FTE or another effect: a new run.",
            "Cost per FTE: the part of the cost that belongs to staff scales along, for each party as in the run.",
        ],
    }
}
