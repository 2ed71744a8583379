//! The living formulas of the calculation sheet: costs, benefits and nets of society and of every party.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill,
    XlsxError,
};

use super::book::Named;
use super::calculator::{Calculator, Inputs};
use super::cells::{RangeNames, quoted};
use super::page::{Page, absolute, absolute_range, across};
use super::style::{SERIES, Style};
use crate::report::xlsx::summary::arm_name;

/// A difference of less than this is rounding, EUR.
const CENT: f64 = 0.005;

/// Rows of a party: its name, cost, benefit, cashable, net, cashable less cost.
const OF_PARTY: u32 = 6;

impl Calculator<'_> {
    /// Writes the formulas and the chart of what they give.
    pub(super) fn results(
        &self,
        page: &mut Page,
        inputs: &Inputs,
        names: &mut RangeNames,
        named: &mut Vec<Named>,
    ) -> Result<(), XlsxError> {
        let head = self.places.results + 1;
        page.text(
            head - 1,
            0,
            self.say("3. Uitkomst (formules)", "3. Results (formulas)"),
            Style::Heading,
        )?;
        let arms: Vec<String> = (0..self.table.arms.len())
            .map(|arm| arm_name(&self.material.view, arm, self.language))
            .collect();
        let first = self.say("Samenleving", "Society");
        let heads: Vec<&str> =
            std::iter::once(first).chain(arms.iter().map(String::as_str)).collect();
        page.heads(head, &heads)?;
        self.society(page, inputs, head + 1)?;
        for index in 0..self.parties.len() {
            self.party(page, inputs, index)?;
        }
        let last = self.table.arms.len() as u16;
        let sheet = quoted(&page.name);
        let society = [("kosten", "cost"), ("baten", "benefit"), ("netto", "net")];
        for (row, (dutch, english)) in (head + 1..).zip(society) {
            let (what, all) = (self.say(dutch, english), self.say("totaal", "total"));
            let whose = self.say("samenleving als geheel", "society as a whole");
            named.push(Named {
                name: names.name(what, all),
                range: format!("{sheet}!{}", across(row, 1, last)),
                what: self.by_staffing(what, whose),
            });
        }
        for (index, &party) in self.parties.iter().enumerate() {
            let net = self.say("netto", "net");
            named.push(Named {
                name: names.name(net, &self.party_name(party)),
                range: format!("{sheet}!{}", across(self.of_party(index) + 4, 1, last)),
                what: self.by_staffing(net, &self.party_name(party)),
            });
        }
        let chart = self.chart(page);
        page.sheet.insert_chart(self.places.outcomes - 2, 5, &chart)?;
        Ok(())
    }

    /// What a row of results holds, for the guide.
    fn by_staffing(&self, what: &str, whose: &str) -> String {
        format!(
            "{what}, {whose}: {}",
            self.say("één cel per bezetting", "one cell for each staffing")
        )
    }

    /// The row with the name of a party.
    fn of_party(&self, index: usize) -> u32 {
        self.places.results + 8 + OF_PARTY * index as u32
    }

    fn society(&self, page: &mut Page, inputs: &Inputs, first: u32) -> Result<(), XlsxError> {
        let labels = [
            (self.say("Kosten*", "Cost*"), Style::Label),
            (self.say("Baten*", "Benefit*"), Style::Label),
            (self.say("Netto*", "Net*"), Style::LabelBold),
            (
                self.say("Netto* volgens de run zelf", "Net* according to the run itself"),
                Style::Label,
            ),
            (self.say("Verschil met de run", "Difference from the run"), Style::Label),
        ];
        for (row, (label, style)) in (first..).zip(labels) {
            page.text(row, 0, label, style)?;
        }
        for arm in 0..self.table.arms.len() {
            let column = 1 + arm as u16;
            let sum = |of: &dyn Fn(usize) -> f64| {
                self.parties.iter().map(|&party| of(party)).sum::<f64>()
            };
            let cost = sum(&|party| self.cost(arm, party));
            let benefit = sum(&|party| self.benefit(arm, party));
            let cell = |row: u32| absolute(first + row, column);
            page.formula(
                (first, column),
                &format!("={}", self.total_cost(inputs, arm)),
                &cost.to_string(),
                Style::Euro,
            )?;
            let benefits: Vec<String> = (0..self.parties.len())
                .map(|index| absolute(self.of_party(index) + 2, column))
                .collect();
            page.formula(
                (first + 1, column),
                &format!("={}", benefits.join("+")),
                &benefit.to_string(),
                Style::Euro,
            )?;
            page.formula(
                (first + 2, column),
                &format!("={}-{}", cell(1), cell(0)),
                &(benefit - cost).to_string(),
                Style::EuroBold,
            )?;
            let run = self.material.view.mean(arm, "net_pv");
            page.number(first + 3, column, run, Style::EuroCheck)?;
            let difference = benefit - cost - run;
            page.formula(
                (first + 4, column),
                &format!("=IF(ABS({0}-{1})<{CENT},0,{0}-{1})", cell(2), cell(3)),
                &(if difference.abs() < CENT { 0.0 } else { difference }).to_string(),
                Style::EuroCheck,
            )?;
        }
        Ok(())
    }

    fn party(&self, page: &mut Page, inputs: &Inputs, index: usize) -> Result<(), XlsxError> {
        let party = self.parties[index];
        let first = self.of_party(index);
        page.text(first, 0, &self.party_name(party), Style::LabelBold)?;
        let labels = [
            self.say("  kosten*", "  cost*"),
            self.say("  baten*", "  benefit*"),
            self.say("  waarvan verzilverbaar*", "  of which cashable*"),
            self.say("  netto*", "  net*"),
            self.say("  verzilverbaar min kosten*", "  cashable less cost*"),
        ];
        for (row, label) in (first + 1..).zip(labels) {
            page.text(row, 0, label, Style::Label)?;
        }
        for arm in 0..self.table.arms.len() {
            let column = 1 + arm as u16;
            page.text(first, column, "", Style::LabelBold)?;
            let (cost, benefit, cashable) =
                (self.cost(arm, party), self.benefit(arm, party), self.cashable(arm, party));
            let cell = |row: u32| absolute(first + row, column);
            let formulas = [
                (self.cost_formula(inputs, arm, index), cost),
                (self.weighted(inputs, self.places.benefit(arm), index), benefit),
                (self.cashable_formula(inputs, arm, index, &cell(2)), cashable),
                (format!("{}-{}", cell(2), cell(1)), benefit - cost),
                (format!("{}-{}", cell(3), cell(1)), cashable - cost),
            ];
            for (row, (formula, value)) in (first + 1..).zip(formulas) {
                page.formula(
                    (row, column),
                    &format!("={formula}"),
                    &value.to_string(),
                    Style::Euro,
                )?;
            }
        }
        Ok(())
    }

    /// Benefits of a party, each with the factor on its price.
    fn weighted(&self, inputs: &Inputs, first: u32, index: usize) -> String {
        let last = first + self.places.outcome_count - 1;
        format!("SUMPRODUCT({},{})", inputs.factors, absolute_range(first, last, 1 + index as u16))
    }

    /// Cost of all parties.
    fn total_cost(&self, inputs: &Inputs, arm: usize) -> String {
        let (row, last) = (self.places.staff(arm), self.parties.len() as u16);
        format!(
            "{}*SUM({})+SUM({})",
            inputs.cost_per_fte,
            across(row, 1, last),
            across(row + 1, 1, last)
        )
    }

    /// Cost of a party: as in the run, or its share of the total where any share was typed.
    fn cost_formula(&self, inputs: &Inputs, arm: usize, index: usize) -> String {
        let (row, column) = (self.places.staff(arm), 1 + index as u16);
        format!(
            "IF(COUNT({})=0,{}*{}+{},N({})*({}))",
            inputs.cost_shares,
            inputs.cost_per_fte,
            absolute(row, column),
            absolute(row + 1, column),
            absolute(self.places.parties + index as u32, 1),
            self.total_cost(inputs, arm)
        )
    }

    /// Cashable benefit of a party: as in the run, or a share of its benefit where one was typed.
    fn cashable_formula(&self, inputs: &Inputs, arm: usize, index: usize, benefit: &str) -> String {
        let share = absolute(self.places.parties + index as u32, 3);
        let as_run = self.weighted(inputs, self.places.cashable(arm), index);
        format!("IF(ISNUMBER({share}),{share}*{benefit},{as_run})")
    }

    /// Net of every party by arm; moves with the inputs.
    fn chart(&self, page: &Page) -> Chart {
        let last = self.table.arms.len() as u16;
        let sheet = quoted(&page.name);
        let mut chart = Chart::new_column();
        let arms = format!("{sheet}!{}", across(self.places.results + 1, 1, last));
        for (index, colour) in (0..self.parties.len()).zip(SERIES.into_iter().cycle()) {
            let first = self.of_party(index);
            chart
                .add_series()
                .set_categories(arms.as_str())
                .set_values(format!("{sheet}!{}", across(first + 4, 1, last)).as_str())
                .set_name(format!("{sheet}!{}", absolute(first, 0)).as_str())
                .set_format(
                    ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)),
                );
        }
        chart
            .title()
            .set_name(self.say("Netto per partij (rekent mee)", "Net by party (recalculates)"));
        chart.title().set_font(ChartFont::new().set_size(12).set_bold());
        chart.legend().set_position(ChartLegendPosition::Bottom);
        chart
            .y_axis()
            .set_num_format("\"€\" #,##0")
            .set_name(self.say("euro, contante waarde", "euro, present value"));
        chart.x_axis().set_name(self.say("bezetting", "staffing"));
        chart.x_axis().set_label_position(ChartAxisLabelPosition::Low);
        chart.set_width(560).set_height(400);
        chart
    }
}
