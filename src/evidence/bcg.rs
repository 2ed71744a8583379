//! The thirteen trials of BCG vaccine, to the digits that are printed elsewhere.
//!
//! Data: Colditz et al. 1994, JAMA 271, 698-702, as distributed with metafor (`dat.bcg`). Log risk ratios.

use super::options::{IntervalMethod, Options, PredictionMethod, Tau2Method};
use super::{Evidence, Measure, Pooled, analyse, pool, studies};

/// The table.
pub(super) const BCG: &str = include_str!("bcg.csv");

pub(super) fn options() -> Options {
    Options { measure: Some(Measure::RiskRatio), ..Options::default() }
}

fn found(tau2: Tau2Method, interval: IntervalMethod) -> Evidence {
    let evidence = analyse(BCG, &Options { tau2, interval: Some(interval), ..options() }).unwrap();
    assert!(evidence.pooled.converged);
    evidence
}

fn pooled(tau2: Tau2Method, interval: IntervalMethod) -> Pooled {
    found(tau2, interval).pooled
}

/// Equal to all printed digits.
fn meets(found: f64, printed: f64, digits: i32) {
    let half = 0.5 * 10.0_f64.powi(-digits) * (1.0 + 1e-9);
    assert!((found - printed).abs() <= half, "{found} is not {printed}");
}

fn both(found: [f64; 2], printed: [f64; 2], digits: i32) {
    meets(found[0], printed[0], digits);
    meets(found[1], printed[1], digits);
}

#[test]
fn effects_are_those_of_the_list() {
    let found = studies(BCG, &options()).unwrap();
    let printed = [
        (-0.8893, 0.3256),
        (-1.5854, 0.1946),
        (-1.3481, 0.4154),
        (-1.4416, 0.0200),
        (-0.2175, 0.0512),
        (-0.7861, 0.0069),
        (-1.6209, 0.2230),
        (0.0120, 0.0040),
        (-0.4694, 0.0564),
        (-1.3713, 0.0730),
        (-0.3394, 0.0124),
        (0.4459, 0.5325),
        (-0.0173, 0.0714),
    ];
    assert_eq!(found.studies.len(), printed.len());
    for (study, (y, v)) in found.studies.iter().zip(printed) {
        meets(study.yi, y, 4);
        meets(study.vi, v, 4);
    }
    // Two studies of one name are told apart by their year.
    assert_eq!(found.studies[2].name, "Rosenthal et al 1960");
}

#[test]
fn the_common_effect_is_met() {
    let found = pooled(Tau2Method::Ce, IntervalMethod::Z);
    meets(found.q, 152.233_01, 5);
    assert_eq!((found.q_df, found.tau2, found.prediction), (12, Some(0.0), None));
    meets(found.estimate, -0.4303, 4);
    both(found.ci, [-0.5097, -0.3509], 4);
}

#[test]
fn every_estimator_meets_its_printed_figures() {
    for (method, tau2, digits, mean, se, normal, hartung_knapp) in [
        (Tau2Method::Dl, 0.3088, 4, -0.7141, 0.1787, [-1.0644, -0.3638], [-1.1078, -0.3204]),
        (Tau2Method::Reml, 0.3132, 4, -0.7145, 0.1798, [-1.0669, -0.3622], [-1.1084, -0.3206]),
        (
            Tau2Method::Pm,
            0.318_068,
            6,
            -0.714_968,
            0.180_892,
            [-1.0695, -0.3604],
            [-1.1091, -0.3208],
        ),
        (
            Tau2Method::Ml,
            0.280_028,
            6,
            -0.711_199,
            0.171_897,
            [-1.0481, -0.3743],
            [-1.1035, -0.3189],
        ),
        (
            Tau2Method::He,
            0.328_564,
            6,
            -0.715_879,
            0.183_280,
            [-1.0751, -0.3567],
            [-1.1105, -0.3213],
        ),
        (
            Tau2Method::Sj,
            0.345_516,
            6,
            -0.717_249,
            0.187_059,
            [-1.0839, -0.3506],
            [-1.1125, -0.3219],
        ),
    ] {
        let found = pooled(method, IntervalMethod::Z);
        meets(found.tau2.unwrap(), tau2, digits);
        meets(found.estimate, mean, digits);
        meets(found.se, se, digits);
        both(found.ci, normal, 4);
        let found = pooled(method, IntervalMethod::Hk);
        assert_eq!(found.df, Some(12.0));
        both(found.ci, hartung_knapp, 4);
    }
}

#[test]
fn heterogeneity_is_met() {
    let dl = pooled(Tau2Method::Dl, IntervalMethod::Z);
    meets(dl.i2.unwrap(), 92.1173, 4);
    meets(dl.h2.unwrap(), 12.6861, 4);
    both(dl.tau2_ci.unwrap(), [0.1197, 1.1115], 4);
    let reml = pooled(Tau2Method::Reml, IntervalMethod::Hk);
    meets(reml.tau2_se.unwrap(), 0.1664, 4);
    meets(reml.i2.unwrap(), 92.22, 2);
    meets(reml.h2.unwrap(), 12.86, 2);
    meets(pooled(Tau2Method::Ml, IntervalMethod::Hk).ln_likelihood.unwrap(), -12.6651, 4);
}

#[test]
fn hartung_knapp_is_the_ordinary_error_at_paule_mandel() {
    let found = pooled(Tau2Method::Pm, IntervalMethod::Hk);
    assert!((found.se / found.se_ordinary - 1.0).abs() < 1e-12);
}

#[test]
fn prediction_intervals_of_three_conventions_are_met() {
    for (prediction, printed) in [
        (PredictionMethod::Hk, [-1.9960, 0.5670]),
        (PredictionMethod::Normal, [-1.8667, 0.4376]),
        (PredictionMethod::Hts, [-2.0084, 0.5793]),
    ] {
        let found = analyse(BCG, &Options { prediction, ..options() }).unwrap().pooled;
        both(found.prediction.unwrap(), printed, 4);
    }
    let default = analyse(BCG, &options()).unwrap().pooled;
    both(default.prediction.unwrap().map(f64::exp), [0.14, 1.76], 2);
}

#[test]
fn the_test_of_a_leaning_funnel_is_met() {
    let found = analyse(BCG, &options()).unwrap().egger.unwrap();
    meets(found.statistic, -0.7812, 4);
    assert_eq!(found.df, Some(11.0));
    meets(found.p, 0.4512, 4);
    // Egger's own regression, by numpy: y / s on 1 / s.
    meets(found.classic_t.unwrap(), -1.4013, 4);
    meets(found.classic_p.unwrap(), 0.1887, 4);
}

#[test]
fn leaving_the_first_study_out_is_met() {
    let found = analyse(BCG, &options()).unwrap().leave_one_out;
    assert_eq!((found.len(), found[0].study.as_str()), (13, "Aronson"));
    meets(found[0].pooled.estimate, -0.707_083_8, 7);
    meets(found[0].pooled.tau2.unwrap(), 0.336_156_7, 7);
}

#[test]
fn a_regression_on_latitude_and_year_is_met() {
    // As metafor prints them (Viechtbauer 2010, doi 10.18637/jss.v036.i03, section on mixed-effects models), from memory.
    let moderators = vec!["ablat".to_owned(), "year".to_owned()];
    let asked = Options { moderators, interval: Some(IntervalMethod::Z), ..options() };
    let found = analyse(BCG, &asked).unwrap().regression.unwrap();
    meets(found.tau2, 0.1108, 4);
    meets(found.tau2_se.unwrap(), 0.0845, 4);
    meets(found.i2.unwrap(), 71.98, 2);
    meets(found.h2.unwrap(), 3.57, 2);
    meets(found.r2.unwrap(), 64.63, 2);
    meets(found.qe, 28.3251, 4);
    // metafor stops within 1e-5 of its tau2, on which the fourth digit of these two hangs: it prints 12.2043 and -3.5455.
    meets(found.qm, 12.204, 3);
    meets(found.slopes[0].value, -3.5455, 3);
    meets(found.qm_p, 0.0022, 4);
    meets(found.slopes[0].se, 29.0959, 3);
    meets(found.slopes[0].p, 0.9030, 4);
    for (slope, [value, se, z, p]) in found.slopes[1..]
        .iter()
        .zip([[-0.0280, 0.0102, -2.7371, 0.0062], [0.0019, 0.0147, 0.1299, 0.8966]])
    {
        meets(slope.value, value, 4);
        meets(slope.se, se, 4);
        meets(slope.statistic, z, 4);
        meets(slope.p, p, 4);
    }
}

#[test]
fn pools_of_the_sort_of_allocation_add_up() {
    let asked = Options { subgroups: Some("alloc".to_owned()), ..options() };
    let found = analyse(BCG, &asked).unwrap().subgroups.unwrap();
    let names: Vec<(&str, usize)> =
        found.groups.iter().map(|group| (group.name.as_str(), group.pooled.k)).collect();
    assert_eq!(names, [("random", 7), ("alternate", 2), ("systematic", 4)]);
    // Each is what the pool of its rows alone is.
    for group in &found.groups {
        let only = Some(("alloc".to_owned(), group.name.clone()));
        let alone = analyse(BCG, &Options { only, ..options() }).unwrap().pooled;
        assert_eq!(alone.estimate.to_bits(), group.pooled.estimate.to_bits());
        assert_eq!(alone.ci.map(f64::to_bits), group.pooled.ci.map(f64::to_bits));
    }
    // The sum of squares of three, from their estimates and errors.
    let (mut sums, mut squares) = ([0.0; 2], 0.0);
    for group in &found.groups {
        let w = group.pooled.se_ordinary.powi(-2);
        sums = [sums[0] + w, sums[1] + w * group.pooled.estimate];
        squares += w * group.pooled.estimate.powi(2);
    }
    assert!((found.q_between - (squares - sums[1].powi(2) / sums[0])).abs() < 1e-9);
    assert_eq!(found.df, 2);
    // With two groups of one study each it is Cochran's Q.
    let text = "study,g,yi,vi\na,x,1,0.5\nb,y,2,0.25\n";
    let asked = Options { subgroups: Some("g".into()), ..Options::default() };
    let found = analyse(text, &asked).unwrap();
    assert!((found.subgroups.unwrap().q_between - found.pooled.q).abs() < 1e-12);
}

#[test]
fn the_order_of_studies_does_not_matter() {
    let mut studies = studies(BCG, &options()).unwrap().studies;
    let one = pool(&studies, &options()).unwrap();
    studies.reverse();
    let other = pool(&studies, &options()).unwrap();
    assert!((one.estimate - other.estimate).abs() < 1e-10);
    assert!((one.tau2.unwrap() - other.tau2.unwrap()).abs() < 1e-10);
}
