//! Present values: discount factors of a block, and what yearly amounts are worth under them.

use super::values::{Table, Values, powers};
use crate::model::Model;
use crate::model::luck::{Grid, Sum, add_scaled, scale};

/// Discount factors, and what a QALY is worth.
#[derive(Debug, Clone)]
pub(crate) struct Factors<'a> {
    /// `[year][trial]` for money.
    pub money: Table,
    /// `[year][trial]` for QALYs.
    pub qaly: Table,
    /// Euro per QALY by trial; none where QALYs are not priced.
    pub value_of_qaly: Option<&'a [f64]>,
}

impl<'a> Factors<'a> {
    /// Those of the model.
    pub(crate) fn new(model: &Model, values: &'a Values) -> Self {
        let rate = values.of(model.discounting.rate);
        let qaly_rate = model.discounting.qaly_rate.map_or(rate, |q| values.of(q));
        Self {
            money: discount(model, rate),
            qaly: discount(model, qaly_rate),
            value_of_qaly: model.value_of_qaly.map(|q| values.of(q)),
        }
    }

    /// Those at another rate of money. A QALY rate of its own stays; one that follows the main rate follows this one too.
    pub(crate) fn at(&self, model: &Model, rate: f64) -> Self {
        let trials = self.money.first().map_or(0, Vec::len);
        let money = discount(model, &vec![rate; trials]);
        let own = model.discounting.qaly_rate.is_some();
        let qaly = if own { self.qaly.clone() } else { money.clone() };
        Self { money, qaly, value_of_qaly: self.value_of_qaly }
    }

    /// Present value of QALYs in euros; none where QALYs are not priced.
    pub(crate) fn qaly_euro(&self, years: &[Sum], shape: (usize, usize)) -> Option<Grid> {
        let value = self.value_of_qaly?;
        let mut total = present(years, &self.qaly, shape);
        scale(&mut total, value);
        Some(total)
    }
}

/// Present value of yearly sums, as a grid of a shape.
pub(crate) fn present(years: &[Sum], factors: &Table, shape: (usize, usize)) -> Grid {
    let mut total = Grid::zeros(shape);
    for (year, factor) in years.iter().zip(factors) {
        if let Some(year) = year.grid() {
            add_scaled(&mut total, year, factor);
        }
    }
    total
}

/// `(1 + r)^-(t + o)` for every year of the horizon: `[year][trial]`.
fn discount(model: &Model, rate: &[f64]) -> Table {
    let offset = model.discounting.timing.offset();
    let first = rate.iter().map(|r| (1.0 + r).powf(-offset)).collect();
    powers(first, |trial| 1.0 / (1.0 + rate[trial]), model.horizon)
}
