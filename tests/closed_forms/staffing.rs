//! Staff, places and participants by hand: hiring, returns to scale, matching limits, registered participants, costs.

use wijkimpact::engine::{Flow, Measure};
use wijkimpact::model::{Model, Wanted};

use crate::support::{World, expected};
use crate::{close, within};

fn get(model: &Model, measure: Measure, arm: usize) -> f64 {
    expected(model).measure(measure, arm)[0]
}

#[test]
fn no_friction_is_a_queue_and_much_friction_is_harmonic() {
    for places in [20.0, 99.0, 100.0, 250.0] {
        let world = || World::new().group("g", 100.0).programme("p").staff(1.0, places, 0.0);
        // |g - min(x, 1)| is largest at x = 1: 1 - 2^(-1/k) < ln 2 / k.
        let queue = get(&world().friction(1e5).build(), Measure::Participants, 1);
        within(queue, places.min(100.0), 100.0 * 0.7e-5);
        let x = places / 100.0;
        close(get(&world().friction(1.0).build(), Measure::Participants, 1), 100.0 * x / (1.0 + x));
        let two = 100.0 * x / (1.0 + x * x).sqrt();
        close(get(&world().friction(2.0).build(), Measure::Participants, 1), two);
    }
}

#[test]
fn targeting_splits_the_same_total_by_the_equations_of_the_page() {
    let world = World::new().group("g", 200.0).strata(&[(0.5, 1.0), (0.3, 1.0), (0.2, 1.0)]);
    let model = world
        .programme("p")
        .staff(1.0, 130.0, 0.0)
        .friction(2.0)
        .targeting(&[1.0, 3.0, 0.5])
        .outcome("a", wijkimpact::model::Kind::Event, &[1.0, 0.0, 0.0])
        .effect(
            wijkimpact::model::Among::Participants,
            wijkimpact::model::Measure::RelativeRisk,
            0.0,
        )
        .outcome("b", wijkimpact::model::Kind::Event, &[0.0, 1.0, 0.0])
        .effect(
            wijkimpact::model::Among::Participants,
            wijkimpact::model::Measure::RelativeRisk,
            0.0,
        )
        .outcome("c", wijkimpact::model::Kind::Event, &[0.0, 0.0, 1.0])
        .effect(
            wijkimpact::model::Among::Participants,
            wijkimpact::model::Measure::RelativeRisk,
            0.0,
        )
        .build();
    let sample = expected(&model);
    let p: Vec<f64> = (0..3).map(|e| sample.avoided(e, 1)[0]).collect();
    let x: f64 = 130.0 / 200.0;
    let total = 200.0 * x / (1.0 + x * x).sqrt();
    within(p.iter().sum::<f64>(), total, 1e-11 * total);
    // P_h / W_h = g(lambda w_h), so lambda = g^-1(P_h / W_h) / w_h must be one number; g^-1(y) = y / sqrt(1 - y^2).
    let lambda: Vec<f64> = [(100.0, 1.0), (60.0, 3.0), (40.0, 0.5)]
        .iter()
        .zip(&p)
        .map(|((w, weight), p)| {
            let y: f64 = p / w;
            y / (1.0 - y * y).sqrt() / weight
        })
        .collect();
    within(lambda[0], lambda[1], 1e-11 * lambda[0]);
    within(lambda[0], lambda[2], 1e-11 * lambda[0]);
}

#[test]
fn registered_participants_come_back_at_present_staffing() {
    for (now, friction) in [(30.0, 0.6), (30.0, 1.0), (30.0, 5.0), (44.0, 2.0), (3.0, 80.0)] {
        let model = World::new()
            .group("g", 100.0)
            .strata(&[(0.5, 0.6), (0.5, 0.8)])
            .programme("p")
            .reach(0.8)
            .uptake(0.9)
            .friction(friction)
            .participants_now(now)
            .build();
        let sample = expected(&model);
        close(sample.measure(Measure::Participants, 1)[0], now);
        assert_eq!(sample.pool_too_small, [0]);
    }
}

#[test]
fn more_registered_than_the_pool_holds_is_cut_at_98_percent_and_counted() {
    let model =
        World::new().group("g", 100.0).programme("p").friction(1.0).participants_now(99.0).build();
    let sample = expected(&model);
    close(sample.measure(Measure::Participants, 1)[0], 98.0);
    assert_eq!(sample.pool_too_small, [sample.measures.shape()[2]]);
}

#[test]
fn extra_staff_is_hired_in_part_and_grows_in_while_less_staff_is_at_once() {
    let model = World::new()
        .years(3, 3)
        .levels(&[0.0, 0.5, 1.0, 2.0])
        .group("g", 1e6)
        .programme("p")
        .staff(4.0, 10.0, 100.0)
        .hireable(0.6)
        .ramp(2.0)
        .overhead(0.25)
        .build();
    // FTE: 4 + 4 x 0.6 x (1/2, 1, 1).
    let hired = [5.2, 6.4, 6.4];
    close(get(&model, Measure::FteWanted, 3), 8.0);
    close(get(&model, Measure::FteHired, 3), hired.iter().sum::<f64>() / 3.0);
    close(get(&model, Measure::FteHired, 1), 2.0);
    close(get(&model, Measure::CostPv, 3), hired.iter().sum::<f64>() * 125.0);
    close(get(&model, Measure::Participants, 3), 10.0 * hired.iter().sum::<f64>());
    close(get(&model, Measure::CostPv, 0), 0.0);
}

#[test]
fn returns_to_scale_bend_the_places_around_present_staffing() {
    let model = World::new()
        .levels(&[0.0, 0.5, 1.0, 4.0])
        .group("g", 1e6)
        .programme("p")
        .staff(3.0, 10.0, 0.0)
        .returns(0.5)
        .build();
    for (arm, want) in [(1, 30.0 * 0.5_f64.sqrt()), (2, 30.0), (3, 60.0)] {
        close(get(&model, Measure::Participants, arm), want);
    }
}

#[test]
fn a_mix_of_roles_has_the_weighted_places_and_cost() {
    let mut model = World::new()
        .levels(&[0.0, 1.0, 2.0])
        .group("g", 1e6)
        .programme("p")
        .without_roles()
        .role("hbo", 2.0, Some(30.0.into()), 80_000.0)
        .role("mbo", 1.0, Some(60.0.into()), 50_000.0)
        .arm("more mbo", &[0.0])
        .build();
    model.arms[3].wanted = vec![Wanted::Roles(vec![1.0, 4.0])];
    for (arm, places, cost) in [(1, 120.0, 210_000.0), (2, 240.0, 420_000.0), (3, 270.0, 280_000.0)]
    {
        close(get(&model, Measure::Participants, arm), places);
        close(get(&model, Measure::CostPv, arm), cost);
    }
}

#[test]
fn without_present_staff_arms_in_fte_have_places() {
    let model = World::new()
        .group("g", 1e6)
        .programme("p")
        .staff(0.0, 12.0, 0.0)
        .arm("two", &[2.0])
        .build();
    close(get(&model, Measure::Participants, 1), 0.0);
    close(get(&model, Measure::Participants, 3), 24.0);
}

#[test]
fn costs_are_staff_fixed_and_per_participant_and_the_extra_has_its_own_payer() {
    let model = World::new()
        .levels(&[0.0, 0.5, 1.0, 2.0])
        .group("g", 1e6)
        .programme("p")
        .staff(2.0, 10.0, 1000.0)
        .overhead(0.1)
        .fixed(300.0)
        .per_participant(7.0)
        .paid_by(&[(0, 0.75), (1, 0.25)], &[(4, 1.0)])
        .build();
    let sample = expected(&model);
    // 2,200 + 300 + 140 at present; half staff 1,100 + 300 + 70; twice 4,400 + 300 + 280.
    for (arm, who) in [
        (0, [0.0, 0.0, 0.0]),
        (1, [1102.5, 367.5, 0.0]),
        (2, [1980.0, 660.0, 0.0]),
        (3, [1980.0, 660.0, 2340.0]),
    ] {
        for (party, want) in [0, 1, 4].into_iter().zip(who) {
            close(sample.party(Flow::Cost, party, arm)[0], want);
        }
    }
}

#[test]
fn the_pool_shrinks_by_who_took_part_and_by_turnover_and_is_refilled() {
    // W(0) = 1000 x 0.3 = 300; twenty places a year and a pool that is followed by hand; friction 1.
    let model = World::new()
        .years(3, 3)
        .group("g", 1000.0)
        .strata(&[(1.0, 0.5)])
        .turnover(0.1)
        .programme("p")
        .staff(1.0, 20.0, 0.0)
        .reach(0.75)
        .uptake(0.8)
        .friction(1.0)
        .completion(0.7)
        .build();
    let (mut w, mut all) = (300.0, 0.0);
    for _ in 0..3 {
        let p = w * (20.0 / w) / (1.0 + 20.0 / w);
        all += p;
        w = (w - p) * 0.9 + 1000.0 * 0.1 * 0.3;
    }
    close(get(&model, Measure::Participants, 1), all);
    close(get(&model, Measure::Completers, 1), 0.7 * all);
    close(get(&model, Measure::Contacts, 1), all / 0.8);
    close(get(&model, Measure::NeedServed, 1), all / 500.0 / 3.0);
}

#[test]
fn participants_of_one_programme_leave_the_pools_of_the_others() {
    let model = World::new()
        .group("g", 1000.0)
        .strata(&[(1.0, 0.5)])
        .programme("first")
        .staff(1.0, 100.0, 0.0)
        .programme("second")
        .reach(0.4)
        .staff(1.0, 200.0, 0.0)
        .friction(1.0)
        .build();
    // The first takes 100 of 500 in need; of the second's 200 a fifth is gone; x = 200 / 160.
    close(get(&model, Measure::Participants, 1), 100.0 + 160.0 * 1.25 / 2.25);
}

#[test]
fn strata_are_whole_people_by_largest_remainder() {
    // 10 x (0.35, 0.35, 0.3) = 3.5, 3.5, 3: the first of the equal remainders is rounded up. Size 10.4 is 10 people.
    let model = World::new()
        .group("g", 10.4)
        .strata(&[(0.35, 1.0), (0.35, 0.0), (0.3, 0.0)])
        .programme("p")
        .staff(1.0, 1000.0, 0.0)
        .build();
    within(get(&model, Measure::Participants, 1), 4.0, 1e-9);
}
