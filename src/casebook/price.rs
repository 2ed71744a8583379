//! Prices of the list as the cases use them: found by name, brought to the casebook's year, warned of where they are old or unsourced.

use indexmap::IndexMap;

use super::case::Priced;
use crate::distributions::Distribution;
use crate::scenario::shared::codes::{
    NO_GRADE, NO_PRICE_INDEX, NO_SOURCE, OLD_PRICE, UNKNOWN_NAME,
};
use crate::scenario::shared::{self, LegalRange, Prices, beyond, short, suggestion};
use crate::scenario::{Consulted, Price, Role};
use crate::source::Problem;

/// A price list in use.
pub(super) struct InUse {
    prices: Prices,
    year: i32,
    used: IndexMap<String, Option<Distribution>>,
}

impl InUse {
    pub(super) fn new(prices: Prices, year: i32) -> Self {
        Self { prices, year, used: IndexMap::new() }
    }

    /// Index of a price among those used, with what the list says of it; nothing where it cannot be used, which is reported.
    pub(super) fn find(
        &mut self,
        name: &str,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<(usize, Price)> {
        let Some(price) = self.prices.list.prices.get(name).cloned() else {
            let known = self.prices.list.prices.keys().map(String::as_str);
            let message =
                format!("there is no price called `{}` in `{}`", short(name), self.prices.file);
            problems.push(
                Problem::new(UNKNOWN_NAME, path, message)
                    .rule("`price` names a price of the list; `wijkimpact evidence list prices` lists them")
                    .maybe_help(suggestion(name, known)),
            );
            return None;
        };
        if !self.used.contains_key(name) {
            let found = self.first_use(name, &price, path, problems);
            self.used.insert(name.to_owned(), found);
        }
        let (index, _, found) = self.used.get_full(name)?;
        found.as_ref().map(|_| (index, price))
    }

    fn first_use(
        &self,
        name: &str,
        price: &Price,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Distribution> {
        self.warn(name, price, path, problems);
        let factor = self.factor(price.price_year, path, problems)?;
        match shared::distribution(&price.euro, factor) {
            Ok(made) => {
                let wrong = beyond(path, &made, LegalRange::NON_NEGATIVE);
                let fine = wrong.is_none();
                problems.extend(wrong);
                fine.then_some(made)
            }
            Err(fault) => {
                let message = format!("price `{name}` cannot be used: {}", fault.message);
                problems.push(Problem::new(fault.code, path, message).rule(fault.rule));
                None
            }
        }
    }

    fn warn(&self, name: &str, price: &Price, path: &str, problems: &mut Vec<Problem>) {
        if let Some(until) = price.valid_until.filter(|until| self.year > *until) {
            let message =
                format!("price `{name}` was meant to be used until {until}, not in {}", self.year);
            problems.push(
                Problem::new(OLD_PRICE, path, message)
                    .rule("an old price may no longer be what is paid, even when re-indexed")
                    .help("look for a newer figure and put it in a price list of your own: `[about] prices = \"…\"`"),
            );
        }
        if price.source.as_deref().is_none_or(|source| source.trim().is_empty()) {
            let message = format!("price `{name}` has no source");
            problems.push(
                Problem::new(NO_SOURCE, path, message)
                    .rule("every figure says where it comes from"),
            );
        } else if price.grade.is_none() {
            let message = format!("price `{name}` has a source and no grade");
            problems.push(
                Problem::new(NO_GRADE, path, message)
                    .rule("A randomised or registry, B pooled controlled studies, C observational or official average, D expert judgement"),
            );
        }
    }

    /// Prices of the casebook's year over those of another year; nothing if unknown, which is reported.
    pub(super) fn factor(&self, year: i32, path: &str, problems: &mut Vec<Problem>) -> Option<f64> {
        if year == self.year {
            return Some(1.0);
        }
        let levels = self.prices.list.index.as_ref().map(|index| &index.levels);
        let level = |year: i32| {
            let level = levels?.get(&year.to_string()).copied()?;
            (level.is_finite() && level > 0.0).then_some(level)
        };
        let missing = match (level(year), level(self.year)) {
            (Some(from), Some(to)) => return Some(to / from),
            (None, Some(_)) => year.to_string(),
            (Some(_), None) => self.year.to_string(),
            (None, None) => format!("{year} and {}", self.year),
        };
        let message = format!("`{}` has no index for {missing}", self.prices.file);
        problems.push(Problem::new(NO_PRICE_INDEX, path, message).rule(format!(
            "an amount of {year} needs an index above 0 for {year} and for {}, the price year",
            self.year
        )));
        None
    }

    /// Who the list says pay.
    pub(super) fn payers(&self) -> impl Iterator<Item = &str> + Clone {
        self.prices.list.prices.values().filter_map(|price| price.payer.as_deref())
    }

    /// The prices in use, and the text they come from.
    pub(super) fn finish(self) -> (Vec<Priced>, Vec<Consulted>) {
        let consulted = Consulted {
            role: Role::Prices,
            file: self.prices.file,
            text: self.prices.text,
            taken: self.used.keys().cloned().collect(),
        };
        let none = consulted.taken.is_empty();
        let prices = self
            .used
            .into_iter()
            .map(|(name, euro)| Priced { name, euro: euro.unwrap_or(Distribution::Fixed(0.0)) });
        (prices.collect(), if none { Vec::new() } else { vec![consulted] })
    }
}
