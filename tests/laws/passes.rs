//! Sampled and expected pass: equal means where the model is linear in its counts, and the gap where it is not.

use statrs::distribution::{Binomial, Discrete};
use wijkimpact::engine::{Measure, Sample};
use wijkimpact::model::Measure::{Change, RateRatio, RelativeRisk};
use wijkimpact::model::{
    Among::{Completers, Participants},
    Kind, Model,
};

use crate::support::statistics::{estimate, mean, z_bound};
use crate::support::{World, sampled};

/// Everybody belongs to the pool, so the number who take part is known but for rounding, and everything after is linear.
fn linear() -> Model {
    World::new()
        .years(6, 1)
        .group("g", 150.0)
        .strata(&[(0.4, 1.0), (0.6, 1.0)])
        .exit(0.07)
        .programme("p")
        .staff(1.3, 37.0, 1000.0)
        .friction(2.0)
        .targeting(&[1.0, 2.2])
        .completion(0.65)
        .per_participant(11.0)
        .outcome("event", Kind::Event, &[0.3, 0.6])
        .benefit("b", 100.0)
        .spread(1.1)
        .effect(Participants, RelativeRisk, 0.4)
        .half_life(2.0)
        .outcome("once", Kind::Once, &[0.2, 0.5])
        .benefit("b", 300.0)
        .effect(Completers, RelativeRisk, 0.5)
        .half_life(4.0)
        .outcome("use", Kind::Use, &[1.0, 2.0])
        .benefit("b", 30.0)
        .effect(Participants, RateRatio, 1.4)
        .state("state", &[0.5, 0.3], 0.8, 0.1)
        .benefit("b", 50.0)
        .effect(Completers, RelativeRisk, 0.2)
        .outcome("score", Kind::Score, &[])
        .benefit("b", 5.0)
        .effect(Participants, Change, 0.4)
        .build()
}

#[test]
fn where_the_model_is_linear_the_mean_of_the_sampled_pass_is_the_expected_pass() {
    let sample = sampled(&linear(), 40_000, 31);
    let expected = crate::support::expected(&linear());
    // Two arms of five effects, participants, completers, cost, net.
    let bound = z_bound(18);
    for arm in 1..3 {
        let mut pairs = Vec::new();
        for effect in 0..5 {
            let of = |s: &Sample| s.avoided(effect, arm).to_vec();
            pairs.push((format!("avoided {effect}"), of(&sample), of(&expected)[0]));
        }
        for m in [Measure::Participants, Measure::Completers, Measure::CostPv, Measure::NetPv] {
            let of = |s: &Sample| s.measure(m, arm).to_vec();
            pairs.push((m.name().to_owned(), of(&sample), of(&expected)[0]));
        }
        for (name, x, want) in pairs {
            let (got, error) = estimate(&x);
            let z = (got - want) / error.sqrt();
            assert!(z.abs() < bound, "{name}, arm {arm}: {got} {want} z {z}");
        }
        // The expected net beside a sampled run is that of the expected run; the net there is summed in another order.
        let column = sample.measure(Measure::NetPvExpected, arm);
        let net = expected.measure(Measure::NetPvExpected, arm)[0];
        assert!(column.iter().all(|x| x.total_cmp(&net).is_eq()));
        let summed = expected.measure(Measure::NetPv, arm)[0];
        assert!((net - summed).abs() <= 1e-12 * net.abs());
    }
}

#[test]
fn where_the_pool_is_random_the_expected_pass_lies_above_by_the_concavity_of_matching() {
    // P = W g(A / W) is concave in W, so the plug-in is above the mean, by what the exact binomial law of W says.
    let (n, chance, places, k) = (30.0, 0.4, 12.0, 6.0);
    let model = World::new()
        .group("g", n)
        .programme("p")
        .staff(1.0, places, 0.0)
        .uptake(chance)
        .friction(k)
        .build();
    let matched = |w: f64| {
        let x: f64 = places / w;
        if w > 0.0 { w * x / (1.0 + x.powf(k)).powf(1.0 / k) } else { 0.0 }
    };
    let law = Binomial::new(chance, n as u64).unwrap();
    let exact: f64 = (0..=n as u64).map(|w| law.pmf(w) * matched(w as f64)).sum();
    let plug_in = matched(n * chance);
    let expected = crate::support::expected(&model);
    let got = expected.measure(Measure::Participants, 1)[0];
    assert!((got - plug_in).abs() < 1e-12 * plug_in);
    let took = sampled(&model, 40_000, 32).measure(Measure::Participants, 1).to_vec();
    let (average, error) = estimate(&took);
    let z = (average - exact) / error.sqrt();
    assert!(z.abs() < z_bound(1), "{average} {exact} z {z}");
    // The gap is a quarter of a person here, a hundred standard errors: the plug-in is not the mean, and is not meant to be.
    assert!(plug_in - mean(&took) > 20.0 * error.sqrt(), "{plug_in} {average}");
}
