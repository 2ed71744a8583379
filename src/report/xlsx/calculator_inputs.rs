//! The yellow cells of the calculation sheet.

use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, DataValidationRule, XlsxError};

use super::book::Named;
use super::calculator::{Calculator, Inputs};
use super::cells::{RangeNames, quoted};
use super::page::{Page, absolute, absolute_range};
use super::style::Style;
use crate::report::words;

/// What somebody typed into the input cells; nothing typed gives the means of the run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Typed {
    /// Name of an outcome and the factor on all its prices; 1 where not named.
    pub price_factors: Vec<(String, f64)>,
    /// Factor on the cost per FTE.
    pub cost_per_fte: Option<f64>,
    /// Name of a party and its share of all costs, in [0, 1]; none: as in the run.
    pub cost_shares: Vec<(String, f64)>,
    /// Name of a party and the share of its benefits it can turn into money, in [0, 1]; not named: as in the run.
    pub cashable_shares: Vec<(String, f64)>,
}

impl Calculator<'_> {
    /// Writes the input cells.
    pub(super) fn inputs(
        &self,
        page: &mut Page,
        names: &mut RangeNames,
        named: &mut Vec<Named>,
    ) -> Result<Inputs, XlsxError> {
        let place = &self.places;
        let sheet = quoted(&page.name);
        let mut name = |prefix: &str, text: &str, range: &str, what: String| {
            let name = names.name(prefix, text);
            let range = format!("{sheet}!{range}");
            named.push(Named { name: name.clone(), range, what });
            name
        };
        self.prices(page, &mut name)?;
        let cost_per_fte = name(
            self.say("kosten_per_fte_factor", "cost_per_fte_factor"),
            "",
            &absolute(place.fte, 1),
            self.say("invoer: factor op de kosten per fte", "input: factor on the cost per FTE")
                .to_owned(),
        );
        let factor = self.typed.cost_per_fte.unwrap_or(1.0);
        page.text(
            place.fte,
            0,
            self.say(
                "Kosten per fte (personeel met overhead)",
                "Cost per FTE (staff with overhead)",
            ),
            Style::Label,
        )?;
        page.number(place.fte, 1, factor, Style::InputFactor)?;
        self.shares(page, &mut name)?;
        page.sheet.add_data_validation(
            place.outcomes,
            1,
            place.fte,
            1,
            &at_least_nothing(self)?,
        )?;
        for column in [1, 3] {
            let last = place.last_party();
            page.sheet.add_data_validation(place.parties, column, last, column, &a_share(self)?)?;
        }
        let factors = absolute_range(place.outcomes, place.last_outcome(), 1);
        let shares = absolute_range(place.parties, place.last_party(), 1);
        Ok(Inputs {
            factors: name(
                self.say("prijsfactoren", "price_factors"),
                "",
                &factors,
                self.say("alle factoren op prijzen", "all factors on prices").to_owned(),
            ),
            cost_per_fte,
            cost_shares: name(
                self.say("kostendelen", "cost_shares"),
                "",
                &shares,
                self.say("alle delen van de kosten", "all shares of the cost").to_owned(),
            ),
        })
    }

    fn prices(
        &self,
        page: &mut Page,
        name: &mut impl FnMut(&str, &str, &str, String) -> String,
    ) -> Result<(), XlsxError> {
        let place = &self.places;
        let (model, shown) = (&self.material.model, self.shown);
        page.text(
            place.outcomes - 2,
            0,
            self.say("1. Invoer: prijzen", "1. Inputs: prices"),
            Style::Heading,
        )?;
        let benefit = format!(
            "{} {}",
            self.say("Baten* in de run bij", "Benefit* in the run at"),
            model.arms[shown].name
        );
        page.heads(
            place.outcomes - 1,
            &[
                self.say("Uitkomst", "Outcome"),
                self.say("Factor op de prijs", "Factor on the price"),
                &benefit,
            ],
        )?;
        // Last, so that a long unit goes on over the empty cells beside it.
        page.text(place.outcomes - 1, 3, self.say("  Per", "  Per"), Style::HeadLeft)?;
        page.sheet.set_row_height(place.outcomes - 1, 32)?;
        for (row, &outcome) in (place.outcomes..).zip(&self.table.outcomes) {
            let outcome = &model.outcomes[outcome];
            let index = (row - place.outcomes) as usize;
            page.text(row, 0, &words::plain_name(&outcome.name), Style::Label)?;
            page.number(
                row,
                1,
                typed(&self.typed.price_factors, &outcome.name).unwrap_or(1.0),
                Style::InputFactor,
            )?;
            page.number(row, 2, self.table.arms[shown].benefit[index].iter().sum(), Style::Euro)?;
            page.text(row, 3, &outcome.unit, Style::Apart)?;
            name(
                self.say("prijsfactor", "price_factor"),
                &outcome.name,
                &absolute(row, 1),
                format!(
                    "{} {}",
                    self.say("invoer: factor op de prijs van", "input: factor on the price of"),
                    words::plain_name(&outcome.name)
                ),
            );
        }
        if self.table.has_rest() {
            let row = place.last_outcome();
            page.text(row, 0, self.say("niet toe te delen", "cannot be assigned"), Style::Label)?;
            page.number(row, 1, 1.0, Style::General)?;
            page.number(row, 2, self.table.arms[shown].rest_benefit.iter().sum(), Style::Euro)?;
            page.text(row, 3, "", Style::Label)?;
        }
        Ok(())
    }

    fn shares(
        &self,
        page: &mut Page,
        name: &mut impl FnMut(&str, &str, &str, String) -> String,
    ) -> Result<(), XlsxError> {
        let place = &self.places;
        page.text(
            place.parties - 2,
            0,
            self.say(
                "2. Invoer: partijen (leeg = zoals in de run)",
                "2. Inputs: parties (empty = as in the run)",
            ),
            Style::Heading,
        )?;
        let at = &self.material.model.arms[self.shown].name;
        let heads = [
            self.say("Partij", "Party").to_owned(),
            self.say("Deel van de kosten", "Share of the cost").to_owned(),
            format!("{} {at}", self.say("In de run bij", "In the run at")),
            self.say("Verzilverbaar deel van de baten", "Cashable share of the benefit").to_owned(),
            format!("{} {at}", self.say("In de run bij", "In the run at")),
        ];
        page.heads(place.parties - 1, &heads.each_ref().map(String::as_str))?;
        page.sheet.set_row_height(place.parties - 1, 48)?;
        let table = &self.table.arms[self.shown];
        let cost: f64 = table.staff.iter().chain(&table.other).sum();
        for (row, &party) in (place.parties..).zip(&self.parties) {
            let named = &self.material.model.parties[party].name;
            let whose = self.party_name(party);
            page.text(row, 0, &whose, Style::Label)?;
            share_cell(page, row, 1, typed(&self.typed.cost_shares, named))?;
            page.number(row, 2, (table.staff[party] + table.other[party]) / cost, Style::Percent1)?;
            share_cell(page, row, 3, typed(&self.typed.cashable_shares, named))?;
            let benefit = self.benefit(self.shown, party);
            let share =
                if benefit > 0.0 { self.cashable(self.shown, party) / benefit } else { f64::NAN };
            page.number(row, 4, share, Style::Percent1)?;
            let what = self.say("invoer: deel van de kosten,", "input: share of the cost,");
            name(
                self.say("kostendeel", "cost_share"),
                &whose,
                &absolute(row, 1),
                format!("{what} {whose}"),
            );
            let what = self.say("invoer: verzilverbaar deel,", "input: cashable share,");
            name(
                self.say("verzilverbaar", "cashable"),
                &whose,
                &absolute(row, 3),
                format!("{what} {whose}"),
            );
        }
        self.check(page)
    }

    /// Under the shares of the cost: what they add up to, and whether that will do.
    fn check(&self, page: &mut Page) -> Result<(), XlsxError> {
        let place = &self.places;
        let range = absolute_range(place.parties, place.last_party(), 1);
        let row = place.last_party() + 1;
        page.text(row, 0, self.say("Samen", "Together"), Style::LabelBold)?;
        let as_run = self.say("zoals in de run", "as in the run");
        page.formula(
            (row, 1),
            &format!("=IF(COUNT({range})=0,\"{as_run}\",SUM({range}))"),
            as_run,
            Style::PercentBold,
        )?;
        let told = absolute_range(place.parties, place.last_party(), 2);
        page.formula((row, 2), &format!("=SUM({told})"), "1", Style::PercentBold)?;
        page.text(
            row + 1,
            0,
            self.say("Controle: samen 100% van de kosten", "Check: together 100% of the cost"),
            Style::Check,
        )?;
        let wrong = format!("AND(COUNT({range})>0,ABS(SUM({range})-1)>=0.0005)");
        let (good, bad) = (
            self.say("in orde", "in order"),
            self.say("telt niet op tot 100%", "does not add up to 100%"),
        );
        let formula = format!("=IF({wrong},\"{bad}\",\"{good}\")");
        page.formula((row + 1, 1), &formula, good, Style::Check)?;
        let alarm = ConditionalFormatFormula::new()
            .set_rule(format!("={wrong}").as_str())
            .set_format(Style::Alarm.format());
        page.sheet.add_conditional_format(row + 1, 1, row + 1, 1, &alarm)?;
        Ok(())
    }
}

/// A cell for a share: what was typed, or empty: as in the run.
fn share_cell(page: &mut Page, row: u32, column: u16, share: Option<f64>) -> Result<(), XlsxError> {
    if let Some(share) = share {
        return page.number(row, column, share, Style::InputShare);
    }
    page.sheet.write_blank(row, column, &Style::InputShare.format())?;
    Ok(())
}

fn typed(list: &[(String, f64)], name: &str) -> Option<f64> {
    list.iter().find(|(named, _)| named == name).map(|(_, value)| *value)
}

fn at_least_nothing(calculator: &Calculator) -> Result<DataValidation, XlsxError> {
    let (title, rule) = (
        calculator.say("Factor", "Factor"),
        calculator.say(
            "Een getal van 0 of meer; 1 is zoals in de run.",
            "A number of 0 or more; 1 is as in the run.",
        ),
    );
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_input_title(title)?
        .set_input_message(rule)?
        .set_error_title(title)?
        .set_error_message(rule)
}

fn a_share(calculator: &Calculator) -> Result<DataValidation, XlsxError> {
    let (title, rule) = (
        calculator.say("Deel", "Share"),
        calculator.say(
            "Tussen 0% en 100%, of leeg: zoals in de run.",
            "Between 0% and 100%, or empty: as in the run.",
        ),
    );
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, 1.0))
        .set_input_title(title)?
        .set_input_message(rule)?
        .set_error_title(title)?
        .set_error_message(rule)
}
