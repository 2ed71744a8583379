//! From avoided units to euros: streams of payments by party, care hours and QALYs.

use ndarray::Array2;

use super::account::Account;
use super::values::Values;
use crate::model::luck::{Grid, Luck, Site, add_scaled, scale_rows};
use crate::model::{Benefit, Ledger, Model, Outcome, Stream};

/// Units of one effect as they are avoided, by service year and year, and the same per benefit entry with a spread.
pub(super) struct Books<'a> {
    outcome: &'a Outcome,
    values: &'a Values,
    /// Net avoided units: `[service year][year]`.
    units: Vec<Vec<Option<Grid>>>,
    /// Units weighted by the spread between cases, for entries that have one: `[benefit][service year][year]`.
    cases: Vec<Option<Vec<Vec<Option<Grid>>>>>,
}

impl<'a> Books<'a> {
    pub(super) fn new(model: &Model, outcome: &'a Outcome, values: &'a Values) -> Self {
        let empty = || vec![vec![None; model.horizon]; model.years];
        let has_spread = |b: &Benefit| b.stream.as_ref().is_some_and(|s| s.spread.is_some());
        Self {
            outcome,
            values,
            units: empty(),
            cases: outcome.benefits.iter().map(|b| has_spread(b).then(empty)).collect(),
        }
    }

    /// Enters a count of a cell: `weight` holds the sign and, for a part of a year, the share.
    pub(super) fn enter(
        &mut self,
        s: usize,
        t: usize,
        site: &Site,
        count: &Grid,
        weight: &[f64],
        luck: &mut impl Luck,
    ) {
        add(&mut self.units[s][t], count, weight);
        for (index, spread) in self.spreads() {
            let cases = luck.spread(&self.cost_site(site, index), count, spread);
            if let Some(years) = &mut self.cases[index] {
                add(&mut years[s][t], &cases, weight);
            }
        }
    }

    /// Enters a pooled count, shared out over the service years in proportion to their exposure.
    #[expect(clippy::too_many_arguments, reason = "a pooled count and what it was pooled from")]
    pub(super) fn enter_pooled(
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
            add(&mut self.units[*s][t], &part(cohort, count), sign);
        }
        for (index, spread) in self.spreads() {
            let cases = luck.spread(&self.cost_site(site, index), count, spread);
            for (s, cohort) in cohorts {
                if let Some(years) = &mut self.cases[index] {
                    add(&mut years[*s][t], &part(cohort, &cases), sign);
                }
            }
        }
    }

    /// Enters units without luck.
    pub(super) fn enter_units(&mut self, s: usize, t: usize, units: &Grid) {
        match &mut self.units[s][t] {
            Some(total) => *total += units,
            empty => *empty = Some(units.clone()),
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

    /// Pays everything out into the account.
    pub(super) fn pay(self, model: &Model, effect: usize, prices: &Prices, account: &mut Account) {
        let mut pay = Payment { model, values: self.values, effect, prices, account };
        for (s, years) in self.units.iter().enumerate() {
            for (t, units) in years.iter().enumerate() {
                let Some(units) = units else { continue };
                pay.account.avoided[effect] += units;
                for (benefit, cases) in self.outcome.benefits.iter().zip(&self.cases) {
                    let worth = cases.as_ref().and_then(|c| c[s][t].as_ref()).unwrap_or(units);
                    pay.entry(benefit, s, t, units, worth);
                }
            }
        }
    }
}

/// Discount factors and prices of a block.
pub(super) struct Prices {
    /// (year, trial) for money.
    pub money: Array2<f64>,
    /// (year, trial) for QALYs.
    pub qaly: Array2<f64>,
}

/// Where payments of one effect go.
struct Payment<'a> {
    model: &'a Model,
    values: &'a Values,
    effect: usize,
    prices: &'a Prices,
    account: &'a mut Account,
}

impl Payment<'_> {
    /// One entry's stream for the units of service year `s` avoided in year `t`. `worth` are the units weighted by the
    /// spread between cases: money follows them, hours and QALYs follow the units.
    fn entry(&mut self, benefit: &Benefit, s: usize, t: usize, units: &Grid, worth: &Grid) {
        let first = t + benefit.after;
        let counted: Vec<f64> = self.values.of(benefit.overlap).iter().map(|o| 1.0 - o).collect();
        for year in first..(first + benefit.lasts).min(self.model.horizon) {
            if let Some(stream) = &benefit.stream {
                self.money(stream, s, year, &counted, worth);
            }
            if let Some(care) = &benefit.care {
                let hours = self.values.of(care.hours);
                let per_fte = self.values.of(self.model.hours_per_fte);
                let fte: Vec<f64> =
                    (0..hours.len()).map(|k| counted[k] * hours[k] / per_fte[k]).collect();
                add_scaled(&mut self.account.care[care.sector], units, &fte);
            }
            if let Some(qaly) = benefit.qaly {
                let each: Vec<f64> =
                    self.values.of(qaly).iter().zip(&counted).map(|(q, c)| q * c).collect();
                add_scaled(&mut self.account.qaly[year], units, &each);
                let present = product(&each, self.prices.qaly.row(year).iter());
                add_scaled(&mut self.account.effect_qaly[self.effect], units, &present);
            }
        }
    }

    /// The money of one payment year.
    fn money(&mut self, stream: &Stream, s: usize, year: usize, counted: &[f64], worth: &Grid) {
        let (euro, growth) = (self.values.of(stream.euro), self.values.of(stream.growth));
        let amount: Vec<f64> = (0..euro.len())
            .map(|k| {
                // powf, not powi: the same result on every platform's pow is asked of one function only.
                euro[k] * stream.reindex * counted[k] * (1.0 + growth[k]).powf(year as f64)
            })
            .collect();
        let cashable = self.values.of(stream.cashable).to_vec();
        self.to_party(stream.to, s, year, worth, &amount, &cashable);
        match stream.ledger {
            Ledger::Welfare => {
                let present = product(&amount, self.prices.money.row(year).iter());
                add_scaled(&mut self.account.effect_money[self.effect], worth, &present);
            }
            Ledger::Transfer { from } => {
                // What a party gives it loses in full: the cashable share is the receiver's.
                let loss: Vec<f64> = amount.iter().map(|x| -x).collect();
                self.to_party(from, s, year, worth, &loss, &vec![1.0; loss.len()]);
            }
        }
    }

    /// Books an amount per unit with a party, and with its counterpart elsewhere for people who have left:
    /// after `a` years a share `1 - (1 - leaves)^a`, counted from the year of service.
    fn to_party(
        &mut self,
        party: usize,
        s: usize,
        year: usize,
        worth: &Grid,
        amount: &[f64],
        cashable: &[f64],
    ) {
        let mut book = |party: usize, amount: &[f64]| {
            add_scaled(&mut self.account.benefit[party][year], worth, amount);
            let cash = product(amount, cashable.iter());
            add_scaled(&mut self.account.cashable[party][year], worth, &cash);
        };
        match self.model.parties[party].leaves {
            Some((leaves, elsewhere)) if year > s => {
                let stayed: Vec<f64> = self
                    .values
                    .of(leaves)
                    .iter()
                    .map(|leave| (1.0 - leave).powf((year - s) as f64))
                    .collect();
                book(party, &product(amount, stayed.iter()));
                let left: Vec<f64> =
                    amount.iter().zip(&stayed).map(|(x, stay)| x * (1.0 - stay)).collect();
                book(elsewhere, &left);
            }
            _ => book(party, amount),
        }
    }
}

/// Element by element.
fn product<'a>(a: &[f64], b: impl Iterator<Item = &'a f64>) -> Vec<f64> {
    a.iter().zip(b).map(|(x, y)| x * y).collect()
}

/// Adds a weighted grid to a cell that may be empty.
fn add(cell: &mut Option<Grid>, grid: &Grid, weight: &[f64]) {
    if let Some(total) = cell {
        add_scaled(total, grid, weight);
    } else {
        let mut first = grid.clone();
        scale_rows(&mut first, weight);
        *cell = Some(first);
    }
}
