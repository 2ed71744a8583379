//! Random numbers are addresses: trials, threads and things that are added elsewhere move nothing.

use wijkimpact::engine::{Measure, Sample};
use wijkimpact::model::Measure::{RateRatio, RelativeRisk};
use wijkimpact::model::{Among::Participants, Kind};
use wijkimpact::plan::{Design, Plan};

use crate::support::bits::{bits_of_arm, bits_of_first};
use crate::support::number::between;
use crate::support::statistics::{deviations, estimate, z_bound};
use crate::support::{World, plan, run, run_on, sampled};

/// Uncertain inputs of every part, and luck of every kind.
fn world() -> World {
    World::new()
        .years(3, 2)
        .group("jeugd", between(80.0, 200.0))
        .turnover(0.2)
        .programme("straat")
        .staff(between(1.0, 3.0), 20.0, 50_000.0)
        .uptake(between(0.3, 0.9))
        .friction(between(1.0, 5.0))
        .completion(0.8)
        .outcome("delict", Kind::Event, &[0.3])
        .benefit("politie", between(500.0, 1500.0))
        .spread(0.9)
        .effect(Participants, RelativeRisk, between(0.3, 1.2))
        .outcome("huisarts", Kind::Use, &[3.0])
        .benefit("consult", 40.0)
        .effect(Participants, RateRatio, between(0.7, 1.0))
        .correlated("straat.uptake", "politie.euro", 0.5)
}

#[test]
fn a_longer_run_repeats_a_shorter_one() {
    // 100 and 1,003 are no multiples of a block of 64 or of the sixteen replicates; 2,500 passes the first wave of blocks on two threads.
    let model = world().build();
    for design in [Design::Sobol, Design::MonteCarlo] {
        let of = |trials| run(&model, &Plan { design, ..plan(trials, 5) });
        let longest = of(2500);
        for trials in [16, 100, 1003] {
            assert!(
                bits_of_first(&of(trials), trials) == bits_of_first(&longest, trials),
                "{design:?} {trials}"
            );
        }
    }
}

#[test]
fn one_two_and_seven_threads_give_the_same_bits() {
    let model = world().build();
    for design in Design::ALL {
        let plan = Plan { design, ..plan(2500, 6) };
        let one = bits_of_first(&run_on(&model, &plan, Some(1)), 2500);
        for threads in [Some(2), Some(7), None] {
            assert!(
                bits_of_first(&run_on(&model, &plan, threads), 2500) == one,
                "{design:?} {threads:?}"
            );
        }
    }
}

fn arms_agree(a: &Sample, b: &Sample) -> bool {
    (0..3).all(|arm| bits_of_arm(a, arm) == bits_of_arm(b, arm))
}

#[test]
fn a_parameter_that_nothing_uses_moves_nothing() {
    for design in Design::ALL {
        let plan = Plan { design, ..plan(300, 7) };
        let before = run(&world().build(), &plan);
        let after = run(&world().unused("extra", between(0.0, 1.0)).build(), &plan);
        assert!(arms_agree(&before, &after), "{design:?}");
    }
}

/// All columns that the first programme decides: its effects, and the books of all parties.
fn first_programme(sample: &Sample) -> Vec<u64> {
    let mut out = Vec::new();
    for arm in 0..3 {
        for effect in 0..2 {
            out.extend(sample.avoided(effect, arm).iter().map(|x| x.to_bits()));
            out.extend(sample.worth(effect, arm).iter().map(|x| x.to_bits()));
        }
    }
    out.extend(sample.years.iter().map(|x| x.to_bits()));
    out.extend(sample.parties.iter().map(|x| x.to_bits()));
    out
}

#[test]
fn an_outcome_or_a_programme_for_another_group_moves_nothing_else() {
    for design in Design::ALL {
        let plan = Plan { design, ..plan(300, 8) };
        let before = run(&world().build(), &plan);
        let outcome = world()
            .outcome("schuld", Kind::Once, &[0.3])
            .effect(Participants, RelativeRisk, between(0.2, 0.9))
            .build();
        let outcome = run(&outcome, &plan);
        assert!(first_programme(&before) == first_programme(&outcome), "{design:?}");
        let programme = world()
            .group("ouderen", between(50.0, 500.0))
            .outcome("val", Kind::Event, &[0.2])
            .programme("bezoek")
            .uptake(between(0.1, 0.4))
            .effect(Participants, RelativeRisk, 0.5)
            .build();
        let programme = run(&programme, &plan);
        assert!(first_programme(&before) == first_programme(&programme), "{design:?}");
    }
}

#[test]
fn consecutive_seeds_are_uncorrelated() {
    // Covariance of net benefits of the same trials under seeds s and s + 1; 64 pairs, each |z| below a bound that one seed
    // in a million would pass by chance.
    let model = world().build();
    let trials = 2000;
    let net = |seed| sampled(&model, trials, seed).measure(Measure::NetPv, 2).to_vec();
    let mut before = net(0);
    let mut squares = 0.0;
    for seed in 1..=64 {
        let now = net(seed);
        let (covariance, error) = estimate(&deviations(&before, &now));
        let z = covariance / error.sqrt();
        assert!(z.abs() < z_bound(64), "seeds {} and {seed}: {z}", seed - 1);
        squares += z * z;
        before = now;
    }
    // Together: 64 nearly independent squares have mean 64 and sd sqrt(128) = 11.3; 5 sd above.
    assert!(squares < 64.0 + 5.0 * 11.4, "{squares}");
}
