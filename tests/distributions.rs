//! Laws of the distributions: the quantile inverts the distribution function, never falls and stays in the support;
//! the mean is the integral of the quantile; draws have the moments that an independent sampler has.

#![expect(clippy::unwrap_used, reason = "a wrong set-up should stop the test")]

use proptest::{prelude::*, test_runner::RngSeed};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::Distribution as _;
use wijkimpact::distributions::{
    Beta, Distribution, Empirical, Gamma, Lognormal, Mixture, Normal, Pert, Quantiles, Triangular,
    Uniform,
};

/// Continuous distributions of every family, with shapes from awkward to usual.
fn continuous() -> impl Strategy<Value = Distribution> {
    let shape = || (-3.0..10.0f64).prop_map(f64::exp);
    let three = || (-50.0..50.0f64, 0.01..50.0f64, 0.01..50.0f64);
    prop_oneof![
        three().prop_map(|(low, a, _)| Distribution::Uniform(Uniform::new(low, low + a).unwrap())),
        three().prop_map(|(low, a, b)| Distribution::Triangular(
            Triangular::new(low, low + a, low + a + b).unwrap()
        )),
        three().prop_map(|(low, a, b)| Distribution::Pert(
            Pert::new(low, low + a, low + a + b).unwrap()
        )),
        three().prop_map(|(mean, sd, _)| Distribution::Normal(Normal::new(mean, sd).unwrap())),
        (0.01..50.0f64, 0.01..1.5f64)
            .prop_map(|(m, s)| Distribution::Lognormal(Lognormal::new(m, s).unwrap())),
        (shape(), shape()).prop_map(|(a, b)| Distribution::Beta(Beta::new(a, b).unwrap())),
        (shape(), 0.01..50.0f64).prop_map(|(a, s)| Distribution::Gamma(Gamma::new(a, s).unwrap())),
        three().prop_map(|(p05, a, b)| Distribution::Quantiles(
            Quantiles::new(p05, p05 + a, p05 + a + b).unwrap()
        )),
    ]
}

/// Any distribution: continuous, truncated, a list, or mixtures of these with point masses.
fn any() -> impl Strategy<Value = Distribution> {
    let truncated = (continuous(), 0.0..0.4f64, 0.6..1.0f64).prop_map(|(inner, from, to)| {
        let (low, high) = (inner.quantile(from), inner.quantile(to));
        inner.truncated(low, high).unwrap()
    });
    let list = prop::collection::vec(-5.0..5.0f64, 1..6)
        .prop_map(|values| Distribution::Empirical(Empirical::new(&values).unwrap()));
    let single = || prop_oneof![continuous(), (-5.0..5.0f64).prop_map(Distribution::Fixed)];
    let mixture =
        (single(), single(), single(), 0.1..0.4f64, 0.1..0.4f64).prop_map(|(a, b, c, p, q)| {
            Distribution::Mixture(Mixture::new(vec![(p, a), (q, b), (1.0 - p - q, c)]).unwrap())
        });
    prop_oneof![continuous(), truncated, list, mixture]
}

/// Probabilities with both tails well covered.
fn probability() -> impl Strategy<Value = f64> {
    prop_oneof![
        0.0001..0.9999f64,
        (-10.0..-1.0f64).prop_map(|e| 10f64.powf(e)),
        (-10.0..-1.0f64).prop_map(|e| 1.0 - 10f64.powf(e))
    ]
}

/// The next double in the direction of `sign`, a few units away.
fn beside(x: f64, sign: f64) -> f64 {
    // 16 units: the quantile's own rounding, and that of the affine map to the family's unit.
    x + sign * (16.0 * f64::EPSILON * x.abs() + f64::MIN_POSITIVE)
}

/// What a probability near `u` can be off besides the relative 1e-10 that is promised.
fn resolution(distribution: &Distribution) -> f64 {
    match distribution {
        // Differences of an inner distribution function, which has about 14 digits (the logarithms in it are below 100
        // and rounded a few times each: 1e-13), divided by the mass kept, here at least 0.2.
        Distribution::Truncated(_) | Distribution::Mixture(_) => 2.0 * 1e-13 / 0.2,
        // A probability near 1 has steps of 1e-16, and some roundings.
        _ => 4e-16,
    }
}

/// Integral of the quantile function over (0, 1) and a bound on its error.
///
/// The quantile never falls, so on each cell of a partition the integral lies between the left and right value times
/// the cell's width: the trapezium is off by at most half of their difference. Cells are equal in the middle and shrink
/// towards 0 and 1; the two open ends, of probability `end`, are closed by the mean square: by Cauchy and Schwarz
/// the integral of |Q| over an end is at most sqrt(end * E X^2).
fn integral(distribution: &Distribution, second_moment: f64) -> (f64, f64) {
    let (cells, end) = (4000, 1e-9f64);
    let logit = (end / (1.0 - end)).ln();
    let at = |i: u32| 1.0 / (1.0 + (-logit * (1.0 - 2.0 * f64::from(i) / f64::from(cells))).exp());
    let at = |i: u32| 1.0 - at(cells - i);
    let (mut sum, mut bound) = (0.0, 2.0 * (end * second_moment).sqrt());
    let (mut u, mut x) = (at(0), distribution.quantile(at(0)));
    for i in 1..=cells {
        let (next_u, next_x) = (at(i), distribution.quantile(at(i)));
        sum += 0.5 * (x + next_x) * (next_u - u);
        bound += 0.5 * (next_x - x).abs() * (next_u - u);
        (u, x) = (next_u, next_x);
    }
    // Rounding: each of 4,000 terms to a few units of the largest partial sum.
    (sum, bound + 1e-12 * second_moment.sqrt())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        cases: 1000,
        ..ProptestConfig::default()
    })]

    /// `quantile(u) = inf { x : cdf(x) >= u }`: a little below it the cdf is below u, a little above it at least u.
    #[test]
    fn the_quantile_inverts_the_distribution_function(distribution in any(), u in probability()) {
        let x = distribution.quantile(u);
        let slack = 1e-10 * u + resolution(&distribution);
        prop_assert!(distribution.cdf(beside(x, 1.0)) >= u - slack, "{x} {}", distribution.cdf(x));
        prop_assert!(distribution.cdf(beside(x, -1.0)) <= u + slack, "{x} {}", distribution.cdf(x));
    }

    #[test]
    fn the_quantile_never_falls(distribution in any(), u in probability(), v in probability()) {
        let (low, high) = (distribution.quantile(u.min(v)), distribution.quantile(u.max(v)));
        prop_assert!(low <= beside(high, 1.0));
    }

    #[test]
    fn draws_stay_in_the_support(distribution in any(), u in probability()) {
        let (low, high) = distribution.support();
        let x = distribution.quantile(u);
        prop_assert!(low <= x && x <= high);
        prop_assert!(distribution.cdf(low - 1.0) == 0.0 || low.is_infinite());
        prop_assert!((distribution.cdf(high) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn the_mean_is_the_integral_of_the_quantile(distribution in any()) {
        // E X^2 from the same partition, doubled for what the open ends hold: every family here has a
        // sigma of the logarithm of at most 1.5, for which the ends beyond 1e-9 hold less than half of E X^2.
        let grid = 20_000;
        let square = (0..grid).map(|i| distribution.quantile((f64::from(i) + 0.5) / f64::from(grid)).powi(2));
        let second_moment = 2.0 * square.sum::<f64>() / f64::from(grid);
        let (value, bound) = integral(&distribution, second_moment);
        prop_assert!((distribution.mean() - value).abs() <= bound, "{} {value} {bound}", distribution.mean());
    }

    #[test]
    fn truncation_stays_inside_and_keeps_the_shape(inner in any(), from in 0.0..0.5f64, to in 0.5..1.0f64, u in probability()) {
        let (low, high) = (inner.quantile(from), inner.quantile(to));
        prop_assume!(low < high);
        let truncated = inner.clone().truncated(low, high).unwrap();
        let x = truncated.quantile(u);
        prop_assert!(low <= x && x <= high);
        prop_assert!(low <= truncated.mean() && truncated.mean() <= high);
    }
}

/// Mean and variance of `count` draws by our quantiles and by another sampler, in units of the standard error.
fn compare(distribution: &Distribution, other: impl rand_distr::Distribution<f64>, seed: u64) {
    let count = 200_000;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let uniform = rand_distr::Open01;
    let ours: Vec<f64> =
        (0..count).map(|_| distribution.quantile(uniform.sample(&mut rng))).collect();
    let theirs: Vec<f64> = (0..count).map(|_| other.sample(&mut rng)).collect();
    // For each power the difference of two means has standard error sqrt((v1 + v2) / n), v the variance of the power.
    // Five of them: a normal variate exceeds that once in 1.7 million, and there are 14 comparisons.
    for power in [1, 2] {
        let moments = |draws: &[f64]| {
            let mean = draws.iter().map(|x| x.powi(power)).sum::<f64>() / f64::from(count);
            let square = draws.iter().map(|x| (x.powi(power) - mean).powi(2)).sum::<f64>()
                / f64::from(count);
            (mean, square)
        };
        let ((mean, variance), (other_mean, other_variance)) = (moments(&ours), moments(&theirs));
        let error = ((variance + other_variance) / f64::from(count)).sqrt();
        assert!(
            (mean - other_mean).abs() < 5.0 * error,
            "{distribution:?} power {power}: {mean} {other_mean}"
        );
    }
}

#[test]
fn draws_have_the_moments_of_an_independent_sampler() {
    compare(
        &Distribution::Normal(Normal::new(3.0, 2.0).unwrap()),
        rand_distr::Normal::new(3.0, 2.0).unwrap(),
        1,
    );
    let lognormal = Lognormal::new(2.0, 0.5).unwrap();
    compare(
        &Distribution::Lognormal(lognormal),
        rand_distr::LogNormal::new(2f64.ln(), 0.5).unwrap(),
        2,
    );
    compare(
        &Distribution::Gamma(Gamma::new(0.4, 3.0).unwrap()),
        rand_distr::Gamma::new(0.4, 3.0).unwrap(),
        3,
    );
    compare(
        &Distribution::Gamma(Gamma::new(40.0, 3.0).unwrap()),
        rand_distr::Gamma::new(40.0, 3.0).unwrap(),
        4,
    );
    compare(
        &Distribution::Beta(Beta::new(0.5, 3.0).unwrap()),
        rand_distr::Beta::new(0.5, 3.0).unwrap(),
        5,
    );
    compare(
        &Distribution::Beta(Beta::new(60.0, 90.0).unwrap()),
        rand_distr::Beta::new(60.0, 90.0).unwrap(),
        6,
    );
    let triangular = Triangular::new(1.0, 2.0, 5.0).unwrap();
    compare(
        &Distribution::Triangular(triangular),
        rand_distr::Triangular::new(1.0, 5.0, 2.0).unwrap(),
        7,
    );
}

#[test]
fn a_family_equals_its_special_case() {
    // Gamma(1, s) is exponential and Beta(1, 1) uniform; Gamma(k) and Beta agree with sums only in moments, above.
    let beta = Distribution::Beta(Beta::new(1.0, 1.0).unwrap());
    let gamma = Distribution::Gamma(Gamma::new(1.0, 3.0).unwrap());
    for u in [1e-10, 1e-4, 0.3, 0.7, 1.0 - 1e-10] {
        assert!((beta.quantile(u) / u - 1.0).abs() < 2e-14, "{u}");
        assert!((gamma.quantile(u) / (-3.0 * f64::ln_1p(-u)) - 1.0).abs() < 2e-14, "{u}");
    }
}
