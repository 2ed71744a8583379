//! What lies ahead of people once they are served, whoever and however many they are: risks, prices, tariffs.

use super::account::Yields;
use super::follow::Case;
use super::money::{Books, Prices, Tariff};
use super::present::Factors;
use super::values::Values;
use crate::model::Model;

/// Everything about the years after service that does not depend on how many people there are. Wijken that differ in people and
/// staff alone share it.
pub struct Outlook<'a> {
    pub(super) values: &'a Values,
    pub(super) prices: Prices<'a>,
    /// By effect, in the order of [`Model::effects`].
    pub(super) cases: Vec<Case<'a>>,
    /// By outcome and benefit entry.
    tariffs: Vec<Vec<Tariff<'a>>>,
}

impl<'a> Outlook<'a> {
    /// From the draws of a block.
    pub fn new(model: &'a Model, values: &'a Values) -> Self {
        let prices = Prices::new(model, values);
        let tariffs = model.outcomes.iter().map(|outcome| {
            let tariff = |benefit| Tariff::new(model, values, &prices, benefit);
            outcome.benefits.iter().map(tariff).collect()
        });
        let tariffs = tariffs.collect();
        let cases = model.effects().map(|(p, e)| Case::new(model, p, e, values)).collect();
        Self { values, prices, cases, tariffs }
    }

    /// Number of trials.
    pub fn trials(&self) -> usize {
        self.values.trials()
    }

    /// Discount factors, and what a QALY is worth.
    pub(crate) fn factors(&self) -> &Factors<'a> {
        &self.prices.factors
    }

    /// Pays out what was avoided; `parties`: also tells who gains.
    pub fn settle(&self, model: &Model, books: &[Books], parties: bool) -> Yields {
        let mut yields = Yields::new(model, self.values.trials(), parties);
        for (index, (case, books)) in self.cases.iter().zip(books).enumerate() {
            let outcome = case.effect.outcome;
            books.pay(model, index, &self.prices, &self.tariffs[outcome], &mut yields);
            case.mark_cut(&mut yields.baseline_cut[outcome]);
        }
        yields
    }

    /// Empty books, by effect.
    pub fn books(&self, model: &Model) -> Vec<Books<'a>> {
        self.cases.iter().map(|case| Books::new(model, case.outcome, self.values)).collect()
    }
}
