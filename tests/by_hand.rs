//! The worked example of `docs/by-hand.md`: what the program gives is what a calculator gives.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::float_cmp, reason = "zero and one are exact here")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use wijkimpact::analysis::{Reference, Row, decide, summarise};
use wijkimpact::engine;
use wijkimpact::plan::{Chance, Design, Plan};
use wijkimpact::scenario;

/// The page rounds to cents (and counts to four decimals): half a unit in the last place.
const CENT: f64 = 0.005;
const COUNT: f64 = 0.000_05;

fn run(chance: Chance) -> (scenario::Loaded, engine::Sample) {
    let loaded = scenario::load(Path::new("scenarios/eenvoudig.toml")).unwrap();
    let plan = Plan { seed: 1, trials: Plan::TRIALS, design: Design::Sobol, chance };
    let sample = engine::run(&loaded.model, &plan, None, &|_| {}, &AtomicBool::new(false)).unwrap();
    (loaded, sample)
}

fn row<'a>(rows: &'a [Row], arm: usize, measure: &str) -> &'a Row {
    rows.iter()
        .find(|row| row.arm == arm && row.reference == Reference::None && row.measure == measure)
        .unwrap()
}

#[test]
fn the_expected_pass_gives_the_means_of_the_page() {
    let (loaded, sample) = run(Chance::Expected);
    let rows = summarise(&loaded.model, &sample);
    // Means over a linear function of one stratified uniform: 16 x 512 points, each within its interval of 1/512, so the
    // mean of R is off by less than 0.5 / 512 / sqrt(8192) x 5 = 5.4e-5 of its range at 5 sd; times 32,459 euro that is 1.8.
    let stratified = 65_000.0 * 0.5 * 5.4e-5;
    for (measure, one, two, bound) in [
        ("participants", 13.3333, 20.0, COUNT),
        ("contacts", 16.6667, 25.0, COUNT),
        ("need_served", 0.2667, 0.4, COUNT),
        ("cost_pv", 60_000.0, 120_000.0, CENT),
        ("benefit_yearly", 6_666.67, 10_000.0, CENT + stratified),
        ("benefit_steady", 33_333.33, 50_000.0, CENT + 2.0 * stratified),
        ("benefit_future", 25_792.93, 38_689.39, CENT + 2.0 * stratified),
        ("benefit_pv", 32_459.59, 48_689.39, CENT + 2.0 * stratified),
        ("net_pv", -27_540.41, -71_310.61, CENT + 2.0 * stratified),
    ] {
        for (arm, wanted) in [(1, one), (2, two)] {
            let mean = row(&rows, arm, measure).band.value.mean;
            assert!((mean - wanted).abs() <= bound, "{measure} {arm}: {mean}, not {wanted}");
        }
        let nothing = row(&rows, 0, measure).band.value.mean;
        assert!(nothing == 0.0, "{measure} of 0x: {nothing}");
    }
}

#[test]
fn the_expected_pass_gives_the_band_of_the_page() {
    let (loaded, sample) = run(Chance::Expected);
    let rows = summarise(&loaded.model, &sample);
    for (arm, slope, table) in [
        (1, 64_919.19, [-42_147.22, -35_655.30, -27_540.41, -19_425.51, -12_933.59]),
        (2, 97_378.78, [-93_220.84, -83_482.96, -71_310.61, -59_138.26, -49_400.38]),
    ] {
        let v = row(&rows, arm, "net_pv").band.value;
        // Every replicate has one point in each of 512 intervals, so a quantile of R is off by less than one interval.
        let bound = slope * 0.5 / 512.0;
        for (found, wanted) in [v.p05, v.p25, v.p50, v.p75, v.p95].into_iter().zip(table) {
            assert!((found - wanted).abs() <= bound, "arm {arm}: {found}, not {wanted}");
        }
        assert!(v.p_positive == 0.0);
    }
    // The sd of the page, to within the same shift of every point by less than an interval.
    let sd = row(&rows, 1, "net_pv").band.value.sd;
    assert!((sd - 9_370.28).abs() < 64_919.19 * 0.5 / 512.0, "{sd}");
}

#[test]
fn doing_nothing_is_best_in_every_trial_with_the_regret_of_the_page() {
    let (loaded, sample) = run(Chance::Sampled);
    let verdicts = decide(&loaded.model, &sample);
    assert!(verdicts[0].p_best == 1.0 && verdicts[0].expected_regret == 0.0);
    for (arm, regret) in [(1, 27_540.41), (2, 71_310.61)] {
        // As above: the mean is within 2 x 1.8 euro.
        assert!((verdicts[arm].expected_regret - regret).abs() < 4.0);
    }
}

#[test]
fn the_sampled_pass_has_the_means_of_the_page() {
    let (loaded, sample) = run(Chance::Sampled);
    let rows = summarise(&loaded.model, &sample);
    // Section 6: participants average 13.288 and 19.924 when the pool is Binomial(100, 0.4). A participant's trial sd is
    // below 2.5, so the mean of 8,192 trials lies within 5 x 2.5 / sqrt(8192) = 0.14.
    for (arm, wanted) in [(1, 13.288), (2, 19.924)] {
        let mean = row(&rows, arm, "participants").band.value.mean;
        assert!((mean - wanted).abs() < 0.14, "{mean}, not {wanted}");
    }
}
