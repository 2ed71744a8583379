//! How precise a mean is: the variance over seeds of the mean of a smooth result, against theory.

use statrs::distribution::{ChiSquared, ContinuousCDF};
use wijkimpact::engine::Measure;
use wijkimpact::model::{Among::Participants, Kind, Measure as Effect, Model};
use wijkimpact::plan::{Chance, Design, Plan};

use crate::support::number::between;
use crate::support::statistics::{ALARM, mean};
use crate::support::{World, plan, run};

const SEEDS: u64 = 300;
const TRIALS: usize = 1024;

/// Ten participants; three prices and a fixed cost that are uniform: net is a sum of one-dimensional parts.
fn additive() -> (Model, f64, f64) {
    let model = World::new()
        .group("g", 100.0)
        .programme("p")
        .fixed(between(0.0, 600.0))
        .per_participant(between(0.0, 20.0))
        .outcome("a", Kind::Event, &[0.5])
        .benefit("a", between(0.0, 100.0))
        .effect(Participants, Effect::RelativeRisk, 0.4)
        .outcome("b", Kind::Event, &[1.0])
        .benefit("b", between(50.0, 90.0))
        .effect(Participants, Effect::RelativeRisk, 0.0)
        .build();
    // Slopes on the unit interval: 600, 200, 300, 400.
    let slopes = [600.0_f64, 200.0, 300.0, 400.0];
    (model, -300.0 - 100.0 + 150.0 + 700.0, slopes.iter().map(|c| c * c / 12.0).sum())
}

/// Product of two uncertain factors and smooth bends beside: uptake in the pool, friction, a relative risk, a price.
fn bent() -> Model {
    World::new()
        .group("g", 100.0)
        .programme("p")
        .staff(1.0, 30.0, 0.0)
        .uptake(between(0.3, 0.8))
        .friction(between(1.0, 4.0))
        .outcome("a", Kind::Event, &[0.5])
        .benefit("a", between(50.0, 150.0))
        .effect(Participants, Effect::RelativeRisk, between(0.3, 0.9))
        .build()
}

/// Means of net at present staffing, one a seed.
fn means(model: &Model, design: Design, seeds: u64) -> Vec<f64> {
    (0..seeds)
        .map(|seed| {
            let plan = Plan { design, chance: Chance::Expected, ..plan(TRIALS, seed) };
            mean(&run(model, &plan).measure(Measure::NetPv, 1).to_vec())
        })
        .collect()
}

#[test]
fn the_variance_of_a_mean_is_what_theory_says_for_each_design() {
    // 1,024 trials are 16 independent replicates of m = 64 points. Independent draws: variance s^2 / 1024. One point in each
    // of the m intervals, and within them pairwise independent and uniform (the lower digits of two scrambled Sobol' points
    // are pairwise independent; a Latin hypercube draws them so): the variance of a linear part shrinks by m^2 = 4,096. Means
    // are sums of a thousand bounded terms, nearly normal, so SEEDS times the ratio to theory is chi-square.
    let (model, truth, variance) = additive();
    let law = ChiSquared::new(SEEDS as f64).unwrap();
    let (lo, hi) = (law.inverse_cdf(ALARM / 6.0), law.inverse_cdf(1.0 - ALARM / 6.0));
    for (design, gain) in
        [(Design::MonteCarlo, 1.0), (Design::LatinHypercube, 4096.0), (Design::Sobol, 4096.0)]
    {
        let theory = variance / TRIALS as f64 / gain;
        let squares: f64 = means(&model, design, SEEDS).iter().map(|m| (m - truth).powi(2)).sum();
        let statistic = squares / theory;
        println!("{design:?}: variance of the mean {:.3} of theory", statistic / SEEDS as f64);
        assert!(statistic > lo && statistic < hi, "{design:?}: {lo} < {statistic} < {hi}");
    }
}

#[test]
fn sobol_and_latin_hypercube_are_more_precise_than_independent_draws_on_a_bent_result() {
    // Most of the variance of this result is in its one-dimensional parts, which the designs take away; what is left (products)
    // is on average as for independent draws. Mean squares over seeds: a ratio below the 1e-6 quantile of F(300, 300) = 0.575
    // could not come from designs that are equally precise.
    let model = bent();
    let reference = mean(&means(&model, Design::Sobol, SEEDS));
    let square = |design| {
        let x = means(&model, design, SEEDS);
        x.iter().map(|m| (m - reference).powi(2)).sum::<f64>() / SEEDS as f64
    };
    let independent = square(Design::MonteCarlo);
    for design in [Design::LatinHypercube, Design::Sobol] {
        let ratio = square(design) / independent;
        println!("{design:?}: variance of the mean is {ratio:.4} of that of independent draws");
        assert!(ratio < 0.575, "{design:?}: {ratio}");
    }
}
