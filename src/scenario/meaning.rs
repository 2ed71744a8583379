//! The meaning check: from a scenario as typed to a model, a plan, and everything that is wrong with it.

use super::areas::Places;
use super::codes::{OUT_OF_RANGE, TOO_MANY_YEARS, UNKNOWN_NAME};
use super::evidence::Evidence;
use super::names;
use super::published::Published;
use super::range::LegalRange;
use super::raw::{RawScenario, RawTiming};
use super::reader::Reader;
use super::structure::Checked;
use super::words::digits;
use crate::model::{Discounting, Model, Timing};
use crate::plan::Plan;
use crate::source::{Node, Problem};

/// What a scenario means; to be used only if there are no errors among the problems.
pub(super) struct Meaning {
    /// The world.
    pub(super) model: Model,
    /// The question.
    pub(super) plan: Plan,
    /// Figures to hold a run against.
    pub(super) published: Vec<Published>,
    /// Where the values come from.
    pub(super) evidence: Vec<Evidence>,
    /// What a table of wijken may replace.
    pub(super) places: Places,
    /// Everything that is wrong.
    pub(super) problems: Vec<Problem>,
}

/// Reads a scenario as typed, after the problems that are known already.
pub(super) fn read(raw: &RawScenario, tree: &Node, checked: Checked) -> Meaning {
    let Checked { problems, usual, doubts, .. } = checked;
    let mut reader = Reader::new(raw, tree, &usual, &doubts);
    reader.problems = problems;
    reader.check_about();
    reader.check_something_to_do();
    reader.check_prices();
    reader.named_parameters();
    let about = &raw.scenario;
    let discounting = reader.discounting();
    let hours_per_fte =
        reader.quantity("scenario.hours_per_fte", &about.hours_per_fte, LegalRange::POSITIVE);
    let value_of_qaly = about
        .value_of_qaly
        .as_ref()
        .map(|value| reader.money("scenario.value_of_qaly", value, LegalRange::NON_NEGATIVE));
    let parties = reader.parties();
    let groups = reader.groups();
    let programmes = reader.programmes();
    let (outcomes, sectors) = reader.outcomes();
    let arms = reader.arms(&programmes);
    let correlations = reader.correlations();
    reader.inputs.rows = reader.joint(&correlations);
    reader.inputs.correlations = correlations;
    let places = Places::new(&reader.quantities, &reader.ranges, &reader.inputs);
    reader.check_areas(&places);
    reader.look_back(&outcomes, discounting.rate);
    let inwoner = parties.iter().position(|party| party.name == names::INWONER).unwrap_or(0);
    let mut model = Model {
        name: about.name.clone(),
        wijk: about.wijk().to_owned(),
        horizon: about.horizon as usize,
        years: about.years as usize,
        base_year: about.base_year,
        price_year: about.price_year(),
        inputs: std::mem::take(&mut reader.inputs),
        discounting,
        hours_per_fte,
        value_of_qaly,
        parties,
        inwoner,
        sectors,
        groups,
        programmes,
        outcomes,
        arms,
    };
    model.arrange_arms();
    let published = reader.published(&model.arms);
    let plan = Plan {
        seed: about.seed,
        trials: Plan::TRIALS,
        design: crate::plan::Design::default(),
        chance: crate::plan::Chance::default(),
    };
    let (evidence, problems) = (reader.evidence, reader.problems);
    Meaning { model, plan, published, evidence, places, problems }
}

impl Reader<'_> {
    fn check_about(&mut self) {
        let about = &self.raw.scenario;
        let wijk = about.wijk.as_ref().map(|wijk| ("wijk", wijk, "scenario.wijk"));
        for (kind, name, path) in
            [("scenario", &about.name, "scenario.name")].into_iter().chain(wijk)
        {
            let spaced = names::spaced(kind, name, path);
            if let Some(problem) = names::wrong(kind, name, path).or(spaced) {
                self.report(problem);
            }
        }
        if about.years > about.horizon && !self.is_in_doubt("scenario.horizon") {
            let message = format!(
                "the programmes run {} years and the horizon is {}",
                about.years, about.horizon
            );
            self.report(
                Problem::new(TOO_MANY_YEARS, "scenario.years", message)
                    .rule("`years` is at most `horizon`"),
            );
        }
    }

    fn check_prices(&mut self) {
        let Some(prices) = &self.raw.prices else { return };
        for (year, level) in &prices.index {
            let path = format!("prices.index.{year}");
            if year.parse::<i32>().is_err() {
                let message = format!("`{year}` in `prices.index` is not a year");
                self.report(
                    Problem::new(UNKNOWN_NAME, &path, message)
                        .rule("the index has calendar years: `{ 2014 = 76.2, 2024 = 100.0 }`"),
                );
            }
            self.check_number(&path, *level, LegalRange::POSITIVE);
        }
    }

    #[expect(clippy::float_cmp, reason = "the same number typed twice is exactly the same")]
    fn discounting(&mut self) -> Discounting {
        let raw = &self.raw.discounting;
        for (position, rate) in raw.also.iter().enumerate() {
            let path = format!("discounting.also.{position}");
            self.check_number(&path, *rate, LegalRange::RATE);
            if raw.also[..position].iter().any(|other| other == rate) {
                let message = format!("rate {} is listed twice", digits(*rate));
                self.report(Problem::new(OUT_OF_RANGE, path, message).rule("further rates differ"));
            }
        }
        Discounting {
            rate: self.quantity("discounting.rate", &raw.rate, LegalRange::RATE),
            qaly_rate: self.optional(
                "discounting.qaly_rate",
                raw.qaly_rate.as_ref(),
                LegalRange::RATE,
            ),
            timing: match raw.timing {
                RawTiming::Start => Timing::Start,
                RawTiming::Middle => Timing::Middle,
                RawTiming::End => Timing::End,
            },
            also: raw.also.clone(),
        }
    }
}
