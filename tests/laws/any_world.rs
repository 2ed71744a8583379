//! Random small worlds with every kind of outcome, for property tests.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use wijkimpact::model::Measure::{Change, RateRatio, RelativeRisk};
use wijkimpact::model::{
    Among::{Completers, Participants},
    Kind, Timing,
};

use crate::support::World;

/// The same cases on every machine and every day; a failure is shrunk and shown, nothing is written.
pub(crate) fn cases(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(20_250_101),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Numbers of a random world.
#[derive(Clone, Debug)]
pub(crate) struct Any {
    pub(crate) size: f64,
    pub(crate) share: f64,
    pub(crate) need: (f64, f64),
    pub(crate) turnover: f64,
    pub(crate) exit: f64,
    pub(crate) years: usize,
    pub(crate) more: usize,
    pub(crate) places: f64,
    pub(crate) reach: f64,
    pub(crate) uptake: f64,
    pub(crate) friction: f64,
    pub(crate) weight: f64,
    pub(crate) completion: f64,
    pub(crate) risk: f64,
    pub(crate) half_life: f64,
    pub(crate) rate: f64,
    pub(crate) seed: u64,
}

pub(crate) fn any() -> impl Strategy<Value = Any> {
    let people = (1.0..400.0, 0.1..0.9, (0.05..1.0, 0.05..1.0), 0.0..0.5, 0.0..0.3);
    let years = (1_usize..4, 0_usize..4);
    let staff = (0.5..150.0, 0.2..1.0, 0.2..1.0, 0.3..30.0, 0.0..4.0, 0.0..1.0);
    let outcome = (0.02..0.6, 0.3..20.0, 0.0..0.06, proptest::num::u64::ANY);
    (people, years, staff, outcome).prop_map(
        |(
            (size, share, need, turnover, exit),
            (years, more),
            (places, reach, uptake, friction, weight, completion),
            (risk, half_life, rate, seed),
        )| Any {
            size,
            share,
            need,
            turnover,
            exit,
            years,
            more,
            places,
            reach,
            uptake,
            friction,
            weight,
            completion,
            risk,
            half_life,
            rate,
            seed,
        },
    )
}

impl Any {
    /// The group and its programme, without outcomes. Levels 0, 1, 1.5, 3.
    pub(crate) fn people(&self) -> World {
        World::new()
            .years(self.years + self.more, self.years)
            .rate(self.rate, Timing::Middle)
            .levels(&[0.0, 1.0, 1.5, 3.0])
            .leaves(1, 0.2)
            .group("groep", self.size)
            .strata(&[(self.share, self.need.0), (1.0 - self.share, self.need.1)])
            .turnover(self.turnover)
            .exit(self.exit)
            .programme("werk")
            .staff(1.0, self.places, 50_000.0)
            .fixed(1000.0)
            .per_participant(35.0)
            .paid_by(&[(0, 0.8), (1, 0.2)], &[(4, 1.0)])
            .reach(self.reach)
            .uptake(self.uptake)
            .friction(self.friction)
            .targeting(&[1.0, self.weight])
            .completion(self.completion)
    }

    /// With five outcomes; `r` is the relative risk of all, `change` that of the score.
    pub(crate) fn world(&self, r: f64, change: f64) -> World {
        self.outcomes(self.people(), self.risk, r, change)
    }

    /// Adds five outcomes, with a first baseline of `b` in both strata.
    pub(crate) fn outcomes(&self, world: World, b: f64, r: f64, change: f64) -> World {
        let b = &[b, b];
        self.fading(
            world
                .qalys(30_000.0, Some(0.015))
                .outcome("event", Kind::Event, b)
                .service_year_share(0.5)
                .benefit("real", 100.0)
                .to(1)
                .paid(0, 3)
                .spread(0.8)
                .effect(Participants, RelativeRisk, r),
        )
        .outcome("once", Kind::Once, b)
        .benefit("real", 300.0)
        .effect(Completers, RelativeRisk, r)
        .outcome("use", Kind::Use, b)
        .benefit("moved", 20.0)
        .to(0)
        .transfer(2)
        .effect(Participants, RateRatio, r)
        .state("state", b, 0.8, 0.1)
        .benefit("health", 3.0)
        .qaly(0.01)
        .effect(Completers, RelativeRisk, r)
        .outcome("score", Kind::Score, &[])
        .benefit("points", 2.0)
        .effect(Participants, Change, change)
    }

    fn fading(&self, world: World) -> World {
        // A half-life of more than 15 years stands for an effect that stays.
        if self.half_life < 15.0 { world.half_life(self.half_life) } else { world }
    }
}
