//! Small worlds, each with one thing to prove; populations of a hundred, so that going person by person is quick.

use wijkimpact::model::Measure::{
    Change, OddsRatio, RateRatio, RelativeRisk, RiskDifference, StandardisedMeanDifference,
};
use wijkimpact::model::{
    Among::{Completers, Participants},
    Kind, Model, Timing,
};

use crate::support::World;

const GEMEENTE: usize = 0;
const VERZEKERAAR: usize = 1;
const INWONER: usize = 2;
const RIJK: usize = 4;

/// A group of 100 in two strata, a pool that is drawn, matching with friction, three service years with turnover.
fn three_years() -> World {
    World::new()
        .years(6, 3)
        .rate(0.03, Timing::Middle)
        .group("jeugd", 100.0)
        .strata(&[(0.6, 0.5), (0.4, 0.9)])
        .turnover(0.15)
        .exit(0.06)
        .programme("straat")
        .staff(1.2, 9.0, 1000.0)
        .reach(0.8)
        .uptake(0.7)
        .friction(2.0)
        .completion(0.75)
}

pub(crate) fn recurring() -> Model {
    three_years()
        .outcome("delict", Kind::Event, &[0.3, 0.6])
        .service_year_share(0.5)
        .by_age(&[1.0, 0.9, 0.7])
        .at_risk(5)
        .benefit("politie", 100.0)
        .effect(Participants, RelativeRisk, 0.4)
        .half_life(2.0)
        .corrected(0.8, 0.9, 0.1)
        .outcome("crisis", Kind::Event, &[0.5, 0.4])
        .benefit("opvang", 40.0)
        .effect(Completers, OddsRatio, 0.3)
        .study_baseline(0.3)
        .outcome("klacht", Kind::Event, &[0.9, 0.7])
        .benefit("meldpunt", 10.0)
        .effect(Participants, RiskDifference, -0.25)
        .build()
}

pub(crate) fn once() -> Model {
    three_years()
        .outcome("uitval", Kind::Once, &[0.2, 0.5])
        .by_age(&[1.0, 1.3])
        .service_year_share(0.6)
        .benefit("school", 100.0)
        .spread(0.7)
        .effect(Participants, RelativeRisk, 0.5)
        .half_life(3.0)
        .outcome("opname", Kind::Once, &[0.3, 0.4])
        .at_risk(4)
        .benefit("bed", 40.0)
        .effect(Completers, StandardisedMeanDifference, -0.6)
        .build()
}

pub(crate) fn visits() -> Model {
    three_years()
        .leaves(VERZEKERAAR, 0.2)
        .outcome("huisarts", Kind::Use, &[0.5, 1.4])
        .service_year_share(0.5)
        .benefit("consult", 30.0)
        .to(VERZEKERAAR)
        .spread(1.5)
        .effect(Participants, RateRatio, 0.6)
        .half_life(1.5)
        .build()
}

pub(crate) fn states() -> Model {
    three_years()
        .qalys(100.0, Some(0.01))
        .state("schuld", &[0.5, 0.8], 0.8, 0.1)
        .service_year_share(0.4)
        .benefit("incasso", 50.0)
        .spread(0.5)
        .effect(Completers, RelativeRisk, 0.3)
        .outcome("eenzaam", Kind::Score, &[])
        .service_year_share(0.5)
        .benefit("welzijn", 7.0)
        .qaly(0.02)
        .effect(Participants, Change, 1.5)
        .half_life(2.0)
        .corrected(0.7, 0.9, 0.2)
        .build()
}

pub(crate) fn harm() -> Model {
    three_years()
        .outcome("delict", Kind::Event, &[0.3, 0.5])
        .benefit("politie", 100.0)
        .effect(Participants, RelativeRisk, 1.8)
        .outcome("uitval", Kind::Once, &[0.2, 0.45])
        .benefit("school", 70.0)
        .effect(Completers, RelativeRisk, 1.9)
        .half_life(2.0)
        .outcome("huisarts", Kind::Use, &[0.5, 1.2])
        .benefit("consult", 30.0)
        .effect(Participants, RateRatio, 1.6)
        .state("schuld", &[0.3, 0.4], 0.8, 0.1)
        .service_year_share(0.4)
        .benefit("incasso", 50.0)
        .effect(Completers, RiskDifference, 0.2)
        .build()
}

/// Two programmes for one group, targeting, shortage of staff, places that are scarce or registered.
pub(crate) fn crowded() -> Model {
    World::new()
        .years(4, 4)
        .levels(&[0.0, 1.0, 3.0])
        .group("ouderen", 121.0)
        .strata(&[(0.35, 0.5), (0.4, 0.8), (0.25, 1.0)])
        .turnover(0.2)
        .exit(0.08)
        .outcome("val", Kind::Event, &[0.3, 0.4, 0.5])
        .benefit("spoed", 100.0)
        .programme("bezoek")
        .staff(1.5, 8.0, 900.0)
        .reach(0.9)
        .uptake(0.6)
        .friction(1.3)
        .targeting(&[1.0, 2.0, 0.4])
        .completion(0.6)
        .hireable(0.7)
        .ramp(2.0)
        .returns(0.8)
        .fixed(300.0)
        .overhead(0.15)
        .per_participant(25.0)
        .paid_by(&[(GEMEENTE, 0.7), (VERZEKERAAR, 0.3)], &[(RIJK, 1.0)])
        .effect(Completers, RelativeRisk, 0.5)
        .programme("eettafel")
        .participants_now(14.0)
        .staff(0.8, 1.0, 500.0)
        .reach(0.7)
        .uptake(0.9)
        .friction(4.0)
        .hireable(0.9)
        .effect(Participants, OddsRatio, 0.6)
        .build()
}

pub(crate) fn money() -> Model {
    three_years()
        .leaves(GEMEENTE, 0.1)
        .leaves(VERZEKERAAR, 0.25)
        .qalys(200.0, None)
        .state("zonder werk", &[0.6, 0.7], 0.85, 0.15)
        .benefit("uitkering", 90.0)
        .to(GEMEENTE)
        .transfer(INWONER)
        .growth(0.02)
        .cashable(0.6)
        .spread(0.4)
        .effect(Completers, RelativeRisk, 0.4)
        .outcome("zorgvraag", Kind::Event, &[0.5, 0.8])
        .service_year_share(0.5)
        .benefit("wijkzorg", 40.0)
        .to(VERZEKERAAR)
        .paid(1, 3)
        .overlap(0.25)
        .spread(1.2)
        .cashable(0.3)
        .care(0, 120.0)
        .benefit("kwaliteit", 0.0)
        .paid(0, 2)
        .qaly(0.05)
        .care(1, 10.0)
        .effect(Participants, RelativeRisk, 0.5)
        .build()
}

/// One year, one event; its risk is the argument.
pub(crate) fn slightly_off(risk: f64) -> Model {
    World::new()
        .group("jeugd", 100.0)
        .programme("straat")
        .staff(1.0, 40.0, 0.0)
        .outcome("delict", Kind::Event, &[risk])
        .benefit("politie", 1.0)
        .effect(Participants, RelativeRisk, 0.0)
        .build()
}
