//! From avoided units to euros: streams of payments by party, care hours and QALYs.

use std::borrow::Cow;

use super::account::Yields;
use super::present::Factors;
use super::values::{Table, Values, powers, product};
use crate::model::luck::{Grid, Luck, Site, Sum};
use crate::model::{Benefit, Ledger, Model, Outcome, Party, Stream};

/// Where units are entered as they are avoided.
pub(super) trait Entries {
    /// Enters a count of a cell: `weight` holds the sign and, for a part of a year, the share.
    fn enter(
        &mut self,
        s: usize,
        t: usize,
        site: &Site,
        count: &Grid,
        weight: &[f64],
        luck: &mut impl Luck,
    );

    /// Enters a pooled count, shared out over the service years in proportion to their exposure.
    #[expect(clippy::too_many_arguments, reason = "a pooled count and what it was pooled from")]
    fn enter_pooled(
        &mut self,
        cohorts: &[(usize, Grid)],
        exposure: &Grid,
        t: usize,
        site: &Site,
        count: &Grid,
        sign: &[f64],
        luck: &mut impl Luck,
    );

    /// Enters units without luck.
    fn enter_units(&mut self, s: usize, t: usize, units: &Grid);
}

/// Units of one effect as they are avoided, by service year and year, and the same per benefit entry with a spread.
pub struct Books<'a> {
    outcome: &'a Outcome,
    values: &'a Values,
    /// Net avoided units: `[service year][year]`.
    units: Vec<Vec<Sum>>,
    /// Units weighted by the spread between cases, for entries that have one: `[benefit][service year][year]`.
    cases: Vec<Option<Vec<Vec<Sum>>>>,
}

impl<'a> Books<'a> {
    pub(super) fn new(model: &Model, outcome: &'a Outcome, values: &'a Values) -> Self {
        let empty = || vec![vec![Sum::default(); model.horizon]; model.years];
        let has_spread = |b: &Benefit| b.stream.as_ref().is_some_and(|s| s.spread.is_some());
        Self {
            outcome,
            values,
            units: empty(),
            cases: outcome.benefits.iter().map(|b| has_spread(b).then(empty)).collect(),
        }
    }

    /// Benefit entries with a spread between cases, and its coefficient of variation.
    fn spreads(&self) -> Vec<(usize, &'a [f64])> {
        let spread = |b: &Benefit| b.stream.as_ref().and_then(|s| s.spread);
        self.outcome
            .benefits
            .iter()
            .enumerate()
            .filter_map(|(i, b)| spread(b).map(|q| (i, self.values.of(q))))
            .collect()
    }

    /// The address of the spread of an entry: that of its count, and the entry's name.
    fn cost_site<'b>(&self, site: &Site<'b>, index: usize) -> Site<'b>
    where
        'a: 'b,
    {
        Site { detail: &self.outcome.benefits[index].name, ..*site }
    }

    /// Every sum of the books, in an order that depends on the model alone.
    pub(crate) fn sums(&self) -> impl Iterator<Item = &Sum> {
        let cases = self.cases.iter().flatten().flatten().flatten();
        self.units.iter().flatten().chain(cases)
    }

    /// The same to write to.
    pub(crate) fn sums_mut(&mut self) -> impl Iterator<Item = &mut Sum> {
        let cases = self.cases.iter_mut().flatten().flatten().flatten();
        self.units.iter_mut().flatten().chain(cases)
    }

    /// Pays everything out, by the tariffs of the outcome's benefit entries.
    pub(super) fn pay(
        &self,
        model: &Model,
        effect: usize,
        prices: &Prices,
        tariffs: &[Tariff],
        yields: &mut Yields,
    ) {
        for units in self.units.iter().flatten().filter_map(Sum::grid) {
            yields.avoided[effect].add(units);
        }
        for ((benefit, cases), tariff) in self.outcome.benefits.iter().zip(&self.cases).zip(tariffs)
        {
            let mut pay = Payment { model, effect, prices, benefit, tariff, yields };
            for (s, units) in self.units.iter().enumerate() {
                let worth = cases.as_ref().map(|cases| &cases[s]);
                for year in 0..model.horizon {
                    let Some(paid) = in_payment(benefit, units, year) else { continue };
                    let worth = worth.and_then(|cases| in_payment(benefit, cases, year));
                    pay.year(s, year, &paid, worth.as_deref().unwrap_or(&paid));
                }
            }
        }
    }
}

impl Entries for Books<'_> {
    fn enter(
        &mut self,
        s: usize,
        t: usize,
        site: &Site,
        count: &Grid,
        weight: &[f64],
        luck: &mut impl Luck,
    ) {
        self.units[s][t].add_scaled(count, weight);
        for (index, spread) in self.spreads() {
            let cases = luck.spread(&self.cost_site(site, index), count, spread);
            if let Some(years) = &mut self.cases[index] {
                years[s][t].add_scaled(&cases, weight);
            }
        }
    }

    fn enter_pooled(
        &mut self,
        cohorts: &[(usize, Grid)],
        exposure: &Grid,
        t: usize,
        site: &Site,
        count: &Grid,
        sign: &[f64],
        luck: &mut impl Luck,
    ) {
        let part = |cohort: &Grid, total: &Grid| {
            let mut out = total * cohort;
            out.zip_mut_with(exposure, |x, e| *x = if *e > 0.0 { *x / e } else { 0.0 });
            out
        };
        for (s, cohort) in cohorts {
            self.units[*s][t].add_scaled(&part(cohort, count), sign);
        }
        for (index, spread) in self.spreads() {
            let cases = luck.spread(&self.cost_site(site, index), count, spread);
            for (s, cohort) in cohorts {
                if let Some(years) = &mut self.cases[index] {
                    years[*s][t].add_scaled(&part(cohort, &cases), sign);
                }
            }
        }
    }

    fn enter_units(&mut self, s: usize, t: usize, units: &Grid) {
        self.units[s][t].add(units);
    }
}

/// Units that are paid for in `year`: those avoided `after` to `after + lasts - 1` years before. None where there are none.
fn in_payment<'g>(benefit: &Benefit, units: &'g [Sum], year: usize) -> Option<Cow<'g, Grid>> {
    let end = (year + 1).checked_sub(benefit.after)?;
    let start = end.saturating_sub(benefit.lasts);
    let mut years = units.get(start..end)?.iter().filter_map(Sum::grid);
    let mut total = Cow::Borrowed(years.next()?);
    for grid in years {
        *total.to_mut() += grid;
    }
    Some(total)
}

/// What is the same for every payment of a block.
pub(super) struct Prices<'a> {
    pub factors: Factors<'a>,
    /// Share of people still with a party after `a` years, for parties that people leave: `[a][trial]`.
    staying: Vec<Option<Table>>,
}

impl<'a> Prices<'a> {
    pub(super) fn new(model: &Model, values: &'a Values) -> Self {
        let staying = |party: &Party| {
            party.leaves.map(|(leaves, _)| values.staying(values.of(leaves), model.horizon))
        };
        Self {
            factors: Factors::new(model, values),
            staying: model.parties.iter().map(staying).collect(),
        }
    }
}

/// What a unit of one benefit entry is worth, overlap taken off.
pub(super) struct Tariff<'a> {
    /// Euro per unit, and the present value of it: `[year][trial]`; none if the entry holds no money.
    euro: Option<(Table, Table)>,
    /// Share of it that the gaining party can turn into money.
    cashable: &'a [f64],
    /// FTE-years of care work per unit.
    care: Option<(usize, Vec<f64>)>,
    /// QALY per unit, and the present value of it: `[year][trial]`.
    qaly: Option<(Vec<f64>, Table)>,
}

impl<'a> Tariff<'a> {
    pub(super) fn new(
        model: &Model,
        values: &'a Values,
        prices: &Prices,
        benefit: &Benefit,
    ) -> Self {
        let counted: Vec<f64> = values.of(benefit.overlap).iter().map(|o| 1.0 - o).collect();
        let each = |quantity| product(values.of(quantity), &counted);
        let care = benefit.care.as_ref().map(|care| {
            let per_fte = values.of(model.hours_per_fte);
            (care.sector, each(care.hours).iter().zip(per_fte).map(|(h, fte)| h / fte).collect())
        });
        let price = |stream: &Stream| {
            let growth = values.of(stream.growth);
            let euro = powers(each(stream.euro), |k| 1.0 + growth[k], model.horizon);
            let present =
                euro.iter().zip(&prices.factors.money).map(|(e, f)| product(e, f)).collect();
            (euro, present)
        };
        let health = |quantity| {
            let qaly = each(quantity);
            let present = prices.factors.qaly.iter().map(|factor| product(&qaly, factor)).collect();
            (qaly, present)
        };
        Self {
            euro: benefit.stream.as_ref().map(price),
            cashable: benefit.stream.as_ref().map_or(&[], |stream| values.of(stream.cashable)),
            care,
            qaly: benefit.qaly.map(health),
        }
    }
}

/// Payments of one benefit entry of one effect.
struct Payment<'a> {
    model: &'a Model,
    effect: usize,
    prices: &'a Prices<'a>,
    benefit: &'a Benefit,
    tariff: &'a Tariff<'a>,
    yields: &'a mut Yields,
}

impl Payment<'_> {
    /// What is paid in a year for units of service year `s`. `worth` are the units weighted by the spread between cases:
    /// money follows them, hours and QALYs follow the units.
    fn year(&mut self, s: usize, year: usize, units: &Grid, worth: &Grid) {
        if let Some(stream) = &self.benefit.stream {
            self.money(stream, s, year, worth);
        }
        if let Some((sector, fte)) = &self.tariff.care {
            self.yields.care[*sector].add_scaled(units, fte);
        }
        if let Some((qaly, present)) = &self.tariff.qaly {
            self.yields.qaly[year].add_scaled(units, qaly);
            self.yields.effect_qaly[self.effect].add_scaled(units, &present[year]);
        }
    }

    /// The money of one payment year.
    fn money(&mut self, stream: &Stream, s: usize, year: usize, worth: &Grid) {
        let tariff = self.tariff;
        let Some((euro, present)) = &tariff.euro else { return };
        let amount = &euro[year];
        self.book_by_party(stream.to, year - s, year, worth, amount, Some(tariff.cashable));
        match stream.ledger {
            Ledger::Welfare => {
                self.yields.society[year].add_scaled(worth, amount);
                self.yields.effect_money[self.effect].add_scaled(worth, &present[year]);
            }
            Ledger::Transfer { from } => {
                // What a party gives it loses in full: the cashable share is the receiver's.
                let loss: Vec<f64> = amount.iter().map(|x| -x).collect();
                self.book_by_party(from, year - s, year, worth, &loss, None);
            }
        }
    }

    /// Books an amount per unit with a party, and with its counterpart elsewhere for people who have left:
    /// after `age` years a share `1 - (1 - leaves)^age`, counted from the year of service.
    fn book_by_party(
        &mut self,
        party: usize,
        age: usize,
        year: usize,
        worth: &Grid,
        amount: &[f64],
        cashable: Option<&[f64]>,
    ) {
        if self.yields.benefit.is_empty() {
            return;
        }
        let mut book = |party: usize, amount: &[f64]| {
            self.yields.benefit[party][year].add_scaled(worth, amount);
            let cash = cashable.map(|share| product(amount, share));
            let cash = cash.as_deref().unwrap_or(amount);
            self.yields.cashable[party][year].add_scaled(worth, cash);
        };
        match (&self.prices.staying[party], self.model.parties[party].leaves) {
            (Some(staying), Some((_, elsewhere))) if age > 0 => {
                let stayed = product(amount, &staying[age]);
                let left: Vec<f64> =
                    amount.iter().zip(&stayed).map(|(all, stay)| all - stay).collect();
                book(party, &stayed);
                book(elsewhere, &left);
            }
            _ => book(party, amount),
        }
    }
}
