//! Reads a value: makes its distribution, checks it against its legal range, and keeps where it comes from.

use super::codes::{
    BAD_TRUNCATION, NO_GRADE, NO_PRICE_INDEX, NO_SOURCE, NOT_MONEY, OUT_OF_RANGE, REF_NOT_ALONE,
};
use super::evidence::Evidence;
use super::family;
use super::range::LegalRange;
use super::raw::{RawParameter, RawValue};
use super::reader::Reader;
use super::reindex::rescale;
use super::words::digits;
use crate::distributions::Distribution;
use crate::model::{Input, Quantity};
use crate::source::Problem;

/// A probability that no run will meet: four million trials come this far out once in a hundred million runs or so.
/// What lies beyond does not count, so that a normal distribution of a cost far from 0 need not be truncated.
const TINY: f64 = 1e-15;

impl Reader<'_> {
    /// The input at a path: a number or distribution that lies in this range.
    pub(super) fn quantity(&mut self, path: &str, raw: &RawValue, range: LegalRange) -> Quantity {
        self.value(path, raw, range, false)
    }

    /// The same for an amount of money, re-indexed to the scenario's price year.
    pub(super) fn money(&mut self, path: &str, raw: &RawValue, range: LegalRange) -> Quantity {
        self.value(path, raw, range, true)
    }

    /// The same for a value that may be left out.
    pub(super) fn optional(
        &mut self,
        path: &str,
        raw: Option<&RawValue>,
        range: LegalRange,
    ) -> Option<Quantity> {
        raw.map(|raw| self.quantity(path, raw, range))
    }

    fn value(&mut self, path: &str, raw: &RawValue, range: LegalRange, money: bool) -> Quantity {
        if let RawValue::Parameter(parameter) = raw
            && let Some(name) = &parameter.reference
        {
            return self.reference(path, name, parameter, range, money);
        }
        if self.tree.holds(path) && !self.usual.contains(path) {
            self.note_evidence(path, raw);
        }
        let (distribution, varies) = match raw {
            RawValue::Number(number) => (Some(Distribution::Fixed(*number)), false),
            RawValue::Parameter(parameter) => {
                if parameter.price_year.is_some() && !money {
                    self.not_money(path, "price_year");
                }
                (self.distribution(path, parameter), parameter.varies_between.is_some())
            }
        };
        if let Some(distribution) = &distribution {
            self.check_support(path, distribution, range);
        }
        let input = Input {
            path: path.to_owned(),
            distribution: distribution.unwrap_or(Distribution::Fixed(0.0)),
            varies_between_wijken: varies,
        };
        let quantity = self.inputs.add(input);
        self.quantities.insert(path.to_owned(), quantity);
        self.ranges.insert(path.to_owned(), range);
        if let RawValue::Parameter(parameter) = raw
            && let (Some(list), None) = (&parameter.empirical, parameter.truncate)
            && list.weights.is_none()
        {
            self.lists.insert(quantity, list.values.clone());
        }
        quantity
    }

    /// Reads every named parameter, so that `ref`s find them.
    pub(super) fn named_parameters(&mut self) {
        let raw = self.raw;
        for (name, parameter) in &raw.parameters {
            let path = format!("parameters.{name}");
            self.check_name("parameter", name, &path);
            let value = RawValue::Parameter(Box::new(parameter.clone()));
            if let Some(other) = &parameter.reference {
                let message = format!("parameter `{name}` refers to `{other}`");
                self.report(
                    Problem::new(REF_NOT_ALONE, path, message)
                        .rule("a named parameter has a value or a family of its own"),
                );
            } else {
                self.value(&path, &value, LegalRange::ANY, true);
            }
        }
    }

    fn reference(
        &mut self,
        path: &str,
        name: &str,
        parameter: &RawParameter,
        range: LegalRange,
        money: bool,
    ) -> Quantity {
        let alone = RawParameter {
            reference: Some(name.to_owned()),
            note: parameter.note.clone(),
            ..RawParameter::default()
        };
        if *parameter != alone {
            let message = format!("`{path}` has a `ref` and more");
            self.report(
                Problem::new(REF_NOT_ALONE, path, message)
                    .rule("`ref` stands alone, but for a `note`: value, source and grade belong to the parameter it refers to"),
            );
        }
        let raw = self.raw;
        let target = format!("parameters.{name}");
        let Some(named) = raw.parameters.get(name) else {
            let known = raw.parameters.keys().map(String::as_str);
            self.unknown("parameter", name, &format!("{path}.ref"), known);
            return self.inputs.fixed(path, 0.0);
        };
        self.used_parameters.insert(name.to_owned());
        let Some(&quantity) = self.quantities.get(&target) else {
            // Its own problem is reported where it stands.
            return self.inputs.fixed(path, 0.0);
        };
        if named.price_year.is_some() && !money {
            self.not_money(path, &format!("price_year of `{target}`"));
        }
        let distribution = self.inputs.get(quantity).distribution.clone();
        self.check_support(path, &distribution, range);
        self.quantities.insert(path.to_owned(), quantity);
        self.ranges.insert(path.to_owned(), range);
        quantity
    }

    /// The distribution of a parameter, re-indexed and truncated; nothing if it is wrong, which is reported.
    fn distribution(&mut self, path: &str, parameter: &RawParameter) -> Option<Distribution> {
        let mut parameter = parameter.clone();
        if let Some(year) = parameter.price_year {
            let factor = self.price_factor(path, year)?;
            if !rescale(&mut parameter, factor) {
                self.not_money(path, "beta");
                return None;
            }
        }
        match family::distribution(&parameter) {
            Ok(distribution) => match parameter.truncate {
                None => Some(distribution),
                Some([low, high]) => self.truncated(path, distribution, low, high),
            },
            Err(fault) => {
                let at = fault.step.map_or(path.to_owned(), |step| format!("{path}.{step}"));
                self.report(Problem::new(fault.code, at, fault.message).rule(fault.rule));
                None
            }
        }
    }

    fn truncated(
        &mut self,
        path: &str,
        distribution: Distribution,
        low: f64,
        high: f64,
    ) -> Option<Distribution> {
        match distribution.truncated(low, high) {
            Ok(distribution) => Some(distribution),
            Err(error) => {
                let message = format!("`{path}` cannot be truncated to [{low}, {high}]: {error}");
                self.report(
                    Problem::new(BAD_TRUNCATION, format!("{path}.truncate"), message).rule(
                        "`truncate = [lo, hi]` has lo below hi and leaves some of the distribution",
                    ),
                );
                None
            }
        }
    }

    /// Prices of the scenario's price year over those of another year; nothing if unknown, which is reported.
    fn price_factor(&mut self, path: &str, year: i32) -> Option<f64> {
        let wanted = self.raw.scenario.price_year();
        let sources = ["scenario.base_year", "scenario.price_year", "prices"];
        let in_doubt = sources.iter().any(|path| self.holds_doubt(path));
        if year == wanted || in_doubt {
            return Some(1.0);
        }
        let index = self.raw.prices.as_ref().map(|prices| &prices.index);
        let level = |year: i32| index.and_then(|index| index.get(&year.to_string()).copied());
        let factor = match (level(year), level(wanted)) {
            (Some(from), Some(to)) => return (from > 0.0).then(|| to / from),
            (None, None) => format!("{year} and {wanted}"),
            (None, Some(_)) => year.to_string(),
            (Some(_), None) => wanted.to_string(),
        };
        let message = format!("`[prices]` has no index for {factor}");
        self.report(
            Problem::new(NO_PRICE_INDEX, format!("{path}.price_year"), message)
                .rule(format!(
                    "an amount of {year} needs an index for {year} and for {wanted}, the price year"
                ))
                .help(format!("[prices] index = {{ {year} = …, {wanted} = … }}")),
        );
        None
    }

    fn not_money(&mut self, path: &str, what: &str) {
        let message = if what == "beta" {
            format!("`{path}` is money in another year and has a beta distribution")
        } else {
            format!("`{path}` has a {what}")
        };
        let rule = if what == "beta" {
            "a beta distribution lies between 0 and 1 and cannot be re-indexed"
        } else {
            "only money has a price year"
        };
        self.report(Problem::new(NOT_MONEY, path, message).rule(rule));
    }

    fn check_support(&mut self, path: &str, distribution: &Distribution, range: LegalRange) {
        if let Some(problem) = beyond(path, distribution, range) {
            self.report(problem);
        }
    }

    pub(super) fn note_evidence(&mut self, path: &str, raw: &RawValue) {
        let evidence = Evidence::new(path, raw);
        if evidence.source.as_deref().is_none_or(|source| source.trim().is_empty()) {
            let message = format!("`{path}` = {} has no source", evidence.known);
            self.report(
                Problem::new(NO_SOURCE, path, message)
                    .rule("every figure says where it comes from"),
            );
        } else if evidence.grade.is_none() {
            let message = format!("`{path}` has a source and no grade");
            self.report(
                Problem::new(NO_GRADE, path, message)
                    .rule("A randomised or registry, B pooled controlled studies, C observational or official average, D expert judgement"),
            );
        }
        self.evidence.push(evidence);
    }
}

/// What is wrong with a distribution that reaches beyond its legal range, if it does.
pub(crate) fn beyond(
    path: &str,
    distribution: &Distribution,
    range: LegalRange,
) -> Option<Problem> {
    let (low, high) = distribution.support();
    let ends = [(low, distribution.quantile(TINY)), (high, distribution.quantile(1.0 - TINY))];
    if ends.iter().all(|(end, nearly)| range.holds(*end) || range.holds(*nearly)) {
        return None;
    }
    let rule = format!("must be {}", range.words());
    if distribution.is_fixed() {
        let problem = Problem::new(OUT_OF_RANGE, path, format!("`{path}` is {}", digits(low)));
        return Some(problem.rule(rule).maybe_help(range.hint(low)));
    }
    let outside = 100.0 * range.outside(|x| distribution.cdf(x));
    let share = if outside >= 0.1 { format!("{outside:.1} %") } else { format!("{outside:.1e} %") };
    let message = format!(
        "`{path}` can be anything between {} and {}; with a probability of {share} it is not {}",
        digits(low),
        digits(high),
        range.words()
    );
    let help = "add `truncate = [lo, hi]`, or choose a family that stays within these bounds";
    Some(Problem::new(OUT_OF_RANGE, path, message).rule(rule).help(help))
}
