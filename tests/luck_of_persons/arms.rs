//! An arm more, an arm less or another order moves no bit of any other arm.

use wijkimpact::model::Measure::{Change, RateRatio, RelativeRisk};
use wijkimpact::model::{
    Among::{Completers, Participants},
    Kind, Model, Timing,
};

use crate::support::bits::bits_of_arm;
use crate::support::number::between;
use crate::support::{World, sampled};

/// Every kind of outcome and every source of luck, in numbers that pass from the walked part into the stretches that are split.
fn everything(levels: &[f64]) -> Model {
    World::new()
        .years(4, 2)
        .rate(between(0.01, 0.04), Timing::Middle)
        .also(&[0.016])
        .qalys(50_000.0, Some(0.015))
        .levels(levels)
        .group("ouderen", 4000.0)
        .strata(&[(0.7, 0.6), (0.3, 0.9)])
        .turnover(0.1)
        .exit(0.05)
        .outcome("val", Kind::Event, &[0.4, 0.7])
        .benefit("spoed", 100.0)
        .spread(1.3)
        .outcome("opname", Kind::Once, &[0.3, 0.5])
        .benefit("bed", 1000.0)
        .spread(0.6)
        .outcome("huisarts", Kind::Use, &[3.0, 5.0])
        .benefit("consult", 30.0)
        .spread(0.8)
        .care(0, 12.0)
        .state("eenzaam", &[0.6, 0.7], 0.8, 0.1)
        .benefit("welzijn", 5.0)
        .spread(0.5)
        .qaly(0.02)
        .outcome("regie", Kind::Score, &[])
        .programme("bezoek")
        .staff(3.0, 130.0, 60_000.0)
        .reach(0.8)
        .uptake(between(0.5, 0.9))
        .friction(2.0)
        .targeting(&[1.0, 1.7])
        .completion(0.7)
        .hireable(0.8)
        .effect_on(0, Participants, RelativeRisk, 0.4)
        .effect_on(1, Completers, RelativeRisk, 0.5)
        .half_life(2.0)
        .effect_on(2, Participants, RateRatio, 0.6)
        .effect_on(3, Completers, RelativeRisk, 0.3)
        .effect_on(4, Participants, Change, 0.5)
        .programme("eettafel")
        .staff(2.0, 60.0, 40_000.0)
        .uptake(0.3)
        .effect_on(0, Participants, RelativeRisk, 1.5)
        .build()
}

#[test]
fn an_arm_more_or_less_or_another_order_moves_no_bit_of_the_others() {
    // 200 trials are three whole blocks and a part of one.
    let all = [0.0, 1.0, 1.5, 2.0, 3.0, 5.0];
    let reference = sampled(&everything(&all), 200, 11);
    for some in [
        vec![0.0, 1.0],
        vec![0.0, 1.0, 2.0],
        vec![0.0, 1.0, 3.0],
        vec![0.0, 1.0, 5.0],
        vec![5.0, 1.5, 1.0, 3.0, 0.0, 2.0],
        vec![0.0, 1.0, 1.5, 2.0, 3.0, 5.0, 9.0],
        vec![0.0, 0.7, 1.0, 1.1, 1.2, 1.5],
    ] {
        let other = sampled(&everything(&some), 200, 11);
        for (arm, level) in some.iter().enumerate() {
            if let Some(place) = all.iter().position(|l| l.total_cmp(level).is_eq()) {
                let same = bits_of_arm(&reference, place) == bits_of_arm(&other, arm);
                assert!(same, "arm {level}x moves in the run with arms {some:?}");
            }
        }
    }
}
