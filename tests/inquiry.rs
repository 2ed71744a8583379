//! Sensitivity and the value of information as a user asks for them: from a scenario, a run folder, and anybody's sample.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::f64::consts::PI;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;
use wijkimpact::analysis::voi::{Population, Study, StudyCost, nested};
use wijkimpact::app::{
    Door, DriversRequest, GivenDataRequest, Layout, NamedGroup, RunRequest, SensitivityMethod,
    SensitivityRequest, StudyRequest, VoiRequest, What, drivers, export, given_data, run,
    sensitivity, voi,
};
use wijkimpact::engine::{Draws, Evaluator, Measure};
use wijkimpact::numeric::special::normal_quantile;
use wijkimpact::plan::Chance;
use wijkimpact::report::{
    Answer, Found, Language, answer_json, answer_text, driven_figure, driven_json, driven_text,
    sensitivity_figure, sensitivity_json, sensitivity_text, valued_figure, valued_json,
    valued_text,
};

fn door(never: &AtomicBool) -> Door<'_> {
    Door { start: &|_| (), progress: &|_| (), cancel: never }
}

fn scenario(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

/// A finished run of 512 trials.
fn finished() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("run");
    let request = RunRequest {
        scenario: scenario("oosterwolde.toml"),
        trials: Some(512),
        out: Some(out.clone()),
        ..RunRequest::default()
    };
    run(&request, door(&AtomicBool::new(false))).unwrap();
    (place, out)
}

fn ask(method: SensitivityMethod, points: usize) -> SensitivityRequest {
    SensitivityRequest {
        scenario: scenario("eenvoudig.toml"),
        method,
        of: None,
        arm: None,
        points: Some(points),
        level: 0.95,
        seed: Some(3),
        groups: Vec::new(),
        together: false,
        second: false,
        convergence: false,
        threads: Some(2),
    }
}

/// A table as CSV.
fn csv(names: &[&str], rows: &[Vec<f64>]) -> String {
    let mut text = names.join(",") + "\n";
    for row in rows {
        let cells: Vec<String> = row.iter().map(f64::to_string).collect();
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    text
}

/// Writes inputs and outputs and asks.
fn given(
    what: What,
    inputs: &str,
    outputs: &str,
    groups: Vec<NamedGroup>,
) -> Result<Answer, String> {
    let place = tempfile::tempdir().unwrap();
    let (x, y) = (place.path().join("x.csv"), place.path().join("y.csv"));
    fs::write(&x, inputs).unwrap();
    fs::write(&y, outputs).unwrap();
    let request = GivenDataRequest {
        inputs: Some(x),
        outputs: y,
        what,
        groups,
        params: Vec::new(),
        level: 0.95,
    };
    given_data(&request).map_err(|error| error.to_string())
}

#[test]
fn every_method_tells_of_every_input_and_draws_a_figure() {
    for (method, points) in [
        (SensitivityMethod::Sobol, 256),
        (SensitivityMethod::Tornado, 64),
        (SensitivityMethod::Shapley, 64),
        (SensitivityMethod::Morris, 16),
    ] {
        let mut request = ask(method, points);
        request.convergence = method == SensitivityMethod::Sobol;
        request.second = request.convergence;
        let found = sensitivity(&request, door(&AtomicBool::new(false))).unwrap();
        let names = match &found.found {
            Found::Sobol { labels, .. } => labels.clone(),
            Found::Shapley { names, .. }
            | Found::Morris { names, .. }
            | Found::Tornado { names, .. } => names.clone(),
        };
        assert!(!names.is_empty());
        let json = sensitivity_json(&found).to_string();
        assert!(names.iter().all(|name| json.contains(name)), "{json}");
        for language in [Language::Dutch, Language::English] {
            for width in [40, 80, 120] {
                let text = sensitivity_text(&found, language, width);
                assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
            }
            for convergence in [false, true] {
                let figure = sensitivity_figure(&found, language, convergence);
                assert!(figure.contains("<svg") && !figure.contains("NaN"), "{method:?}");
            }
        }
    }
}

#[test]
fn a_sensitivity_is_the_same_on_any_number_of_threads() {
    let of = |threads| {
        let request =
            SensitivityRequest { threads: Some(threads), ..ask(SensitivityMethod::Sobol, 256) };
        sensitivity_json(&sensitivity(&request, door(&AtomicBool::new(false))).unwrap()).to_string()
    };
    assert_eq!(of(1), of(3));
}

#[test]
fn shares_alone_are_no_larger_than_with_others_and_what_is_asked_for_is_looked_at() {
    let request = SensitivityRequest {
        of: Some("benefit_pv".to_owned()),
        arm: Some("2x".to_owned()),
        ..ask(SensitivityMethod::Sobol, 1024)
    };
    let found = sensitivity(&request, door(&AtomicBool::new(false))).unwrap();
    let Found::Sobol { indices, labels, .. } = &found.found else { panic!("Sobol' was asked for") };
    for ((first, total), label) in indices.first.iter().zip(&indices.total).zip(labels) {
        let (Some(first), Some(total)) = (first, total) else { panic!("benefits vary") };
        // Within the errors of both.
        assert!(
            first.value <= total.value + (total.hi - total.lo) + (first.hi - first.lo),
            "{label}"
        );
    }
    assert_eq!((found.arm.as_str(), found.measure.name()), ("2x", "benefit_pv"));
    for (of, arm) in [(Some("nothing"), None), (None, Some("17x"))] {
        let request = SensitivityRequest {
            of: of.map(str::to_owned),
            arm: arm.map(str::to_owned),
            ..ask(SensitivityMethod::Morris, 4)
        };
        let error = sensitivity(&request, door(&AtomicBool::new(false))).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{error}");
    }
}

#[test]
fn correlated_inputs_are_refused_alone_and_told_together() {
    let mut request = SensitivityRequest {
        scenario: scenario("moerwijk.toml"),
        ..ask(SensitivityMethod::Sobol, 64)
    };
    let error = sensitivity(&request, door(&AtomicBool::new(false))).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains("--method shapley"), "{error}");
    request.together = true;
    let found = sensitivity(&request, door(&AtomicBool::new(false))).unwrap();
    let Found::Sobol { labels, indices, .. } = found.found else { panic!("Sobol' was asked for") };
    assert!(labels.iter().any(|label| label.contains(" + ")));
    assert_eq!(labels.len(), indices.total.len());
}

#[test]
fn a_finished_run_tells_its_drivers_and_what_knowing_more_is_worth() {
    let (_place, folder) = finished();
    let request = DriversRequest { run: folder.clone(), of: None, arm: None, level: 0.9 };
    let driven = drivers(&request).unwrap();
    assert!(driven.inputs.len() > 10);
    assert!(driven.inputs.iter().all(|input| input.first.is_some() == input.delta.is_some()));
    let (first, last) = (&driven.inputs[0], &driven.inputs[driven.inputs.len() - 1]);
    assert!(first.first.unwrap().value >= last.first.map_or(0.0, |index| index.value));
    let text = driven_text(&driven, Language::Dutch, 80);
    assert!(text.contains(&first.path[..8]), "{text}");
    assert!(driven_json(&driven)["inputs"][&first.path]["first"]["value"].is_number());
    assert!(driven_figure(&driven, Language::English).contains("<svg"));

    let some: Vec<String> = driven.inputs.iter().take(3).map(|input| input.path.clone()).collect();
    let group = NamedGroup { name: "samen".to_owned(), members: some.clone() };
    let request = VoiRequest {
        run: folder.clone(),
        groups: vec![group],
        params: some.clone(),
        budgets: vec![0.0, 1e9],
        population: Population { wijken_per_year: 10.0, years: 4.0, rate: 0.0225 },
        study: Some(StudyRequest {
            input: some[0].clone(),
            design: Study::Mean { sd: 1.0 },
            sizes: vec![20, 80],
            cost: StudyCost { fixed: 1000.0, per_participant: 50.0 },
        }),
    };
    let valued = voi(&request).unwrap();
    let evpi = valued.evpi.value;
    for (name, value) in valued.inputs.iter().chain(&valued.groups) {
        assert!((0.0..=evpi).contains(&value.value), "{name}: {value:?} against {evpi}");
    }
    let group = valued.groups[0].1.value;
    assert!(valued.inputs.iter().all(|(_, value)| value.value <= group + 1e-9 * evpi));
    // Forty decisions, the later ones discounted.
    assert!(valued.decisions > 38.0 && valued.decisions < 40.0);
    assert!(valued.budgets[1].best.as_ref().unwrap().evpi <= evpi * (1.0 + 1e-12));
    let json = valued_json(&valued);
    assert!(
        json["evppi"]["samen"]["value"].is_number()
            && json["study"]["sizes"][0]["evsi"].is_number()
    );
    for language in [Language::Dutch, Language::English] {
        for width in [40, 80, 120] {
            let text = valued_text(&valued, language, width);
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
        assert!(valued_figure(&valued, language).contains("<svg"));
    }
    let unknown = VoiRequest { params: vec!["programmes.x".to_owned()], ..request };
    assert_eq!(voi(&unknown).unwrap_err().exit_code(), 2);
}

#[test]
fn the_regression_agrees_with_two_levels_of_simulation() {
    // What the third parameter of the made-up wijk is worth, from a finished run and by brute force: 512 outer draws of
    // it, with twice 64 inner draws of all others.
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("run");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/wijk.toml");
    let request = RunRequest {
        scenario: path.clone(),
        trials: Some(8192),
        out: Some(out.clone()),
        chance: Some(Chance::Expected),
        ..RunRequest::default()
    };
    run(&request, door(&AtomicBool::new(false))).unwrap();
    let name = "parameters.causal".to_owned();
    let request = VoiRequest {
        run: out,
        groups: Vec::new(),
        params: vec![name.clone()],
        budgets: Vec::new(),
        population: Population { wijken_per_year: 1.0, years: 1.0, rate: 0.0 },
        study: None,
    };
    let regression = voi(&request).unwrap().inputs[0].1.clone();

    let model = wijkimpact::scenario::load(&path).unwrap().model;
    let number = model.inputs.uncertain_inputs().position(|(_, input)| input.path == name).unwrap();
    let evaluator = Evaluator::new(&model);
    let mut draws = Draws::new(9, "outer");
    let outer: Vec<f64> = (0..512).map(|_| draws.uniform()).collect();
    let mut inner = Draws::new(10, "inner");
    let inputs = model.inputs.uncertain_inputs().count();
    let two_levels = nested(
        &outer,
        |held| {
            let others: Vec<Vec<f64>> =
                (0..inputs).map(|_| (0..128).map(|_| inner.uniform()).collect()).collect();
            let fill = |input: usize, first: usize, out: &mut [f64]| {
                let end = first + out.len();
                out.copy_from_slice(&others[input][first..end]);
                if input == number {
                    out.fill(*held);
                }
            };
            let never = AtomicBool::new(false);
            let net =
                evaluator.measure(Measure::NetPvExpected, 128, &fill, &|_| (), &never).unwrap();
            [0..64, 64..128].map(|half| {
                net.rows()
                    .into_iter()
                    .map(|row| half.clone().map(|point| row[point]).sum::<f64>() / 64.0)
                    .collect()
            })
        },
        None,
    )
    .unwrap();
    // Four combined standard errors: one time in 16,000 by chance.
    let error = regression.error.hypot(two_levels.error);
    let gap = (regression.value - two_levels.value).abs();
    assert!(gap < 4.0 * error, "{regression:?} {two_levels:?}");
    assert!(regression.value > 4.0 * regression.error, "worth something: {regression:?}");
}

#[test]
fn a_run_goes_to_other_tools_and_comes_back_with_the_same_value() {
    let (place, folder) = finished();
    let out = place.path().join("savi");
    let files = export(&folder, Layout::Savi, &out).unwrap();
    assert_eq!(files.len(), 3);
    let table = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let rows = |text: &str| -> Vec<Vec<f64>> {
        text.lines()
            .skip(1)
            .map(|line| line.split(',').map(|x| x.parse().unwrap()).collect())
            .collect()
    };
    let (costs, effects) = (rows(&table("costs.csv")), rows(&table("effects.csv")));
    let nets: Vec<Vec<f64>> = effects
        .iter()
        .zip(&costs)
        .map(|(effects, costs)| effects.iter().zip(costs).map(|(e, c)| e - c).collect())
        .collect();
    let names: Vec<&str> =
        table("costs.csv").lines().next().unwrap().to_owned().leak().split(',').collect();
    let answer = given(What::Evpi, "x\n1\n", &csv(&names, &nets), Vec::new()).unwrap();
    let Answer::Evpi { evpi, .. } = answer else { panic!("EVPI was asked for") };
    let request = VoiRequest {
        run: folder.clone(),
        groups: Vec::new(),
        params: Vec::new(),
        budgets: Vec::new(),
        population: Population { wijken_per_year: 1.0, years: 1.0, rate: 0.0 },
        study: None,
    };
    let own = voi(&request).unwrap().evpi;
    // Net plus cost less cost: a rounding of some millions.
    assert!((evpi.value - own.value).abs() < 1e-6, "{} {}", evpi.value, own.value);
    let files = export(&folder, Layout::Salib, &place.path().join("salib")).unwrap();
    let problem: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&files[0]).unwrap()).unwrap();
    assert_eq!(problem["num_vars"], problem["names"].as_array().unwrap().len());
}

#[test]
fn the_normal_model_of_the_voi_vignette_from_a_sample() {
    // Option 2 is 2 p1 - p2 with p1 ~ N(1, 1), p2 ~ N(0, sd 2): EVPI 0.3992825, EVPPI of either 0.1666309 (exact).
    let mut draws = Draws::new(5, "voi vignette");
    let rows: Vec<[f64; 2]> = (0..20_000)
        .map(|_| [1.0 + normal_quantile(draws.uniform()), 2.0 * normal_quantile(draws.uniform())])
        .collect();
    let inputs = csv(&["p1", "p2"], &rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
    let nets: Vec<Vec<f64>> = rows.iter().map(|[p1, p2]| vec![0.0, 2.0 * p1 - p2]).collect();
    let both =
        NamedGroup { name: "both".to_owned(), members: vec!["p1".to_owned(), "p2".to_owned()] };
    let answer = given(What::Evppi, &inputs, &csv(&["none", "some"], &nets), vec![both]).unwrap();
    let text = answer_text(&answer, Language::English, 80);
    let json = answer_json(&answer);
    let Answer::Evppi { evpi, inputs, groups, .. } = answer else { panic!("EVPPI was asked for") };
    // Four standard errors: one time in 16,000 by chance.
    assert!((evpi.value - 0.399_282_5).abs() < 4.0 * evpi.error, "{evpi:?}");
    for (name, value) in &inputs {
        assert!((value.value - 0.166_630_9).abs() < 4.0 * value.error, "{name}: {value:?}");
        assert!(text.contains(name.as_str()));
    }
    // Knowing both is knowing all.
    assert!((groups[0].1.value - evpi.value).abs() < 0.01, "{groups:?}");
    assert!(json["evppi"]["both"]["se"].is_number());
}

#[test]
fn ishigami_from_a_sample() {
    let mut draws = Draws::new(6, "ishigami");
    let rows: Vec<Vec<f64>> =
        (0..16_384).map(|_| (0..3).map(|_| PI * (2.0 * draws.uniform() - 1.0)).collect()).collect();
    let outputs: Vec<Vec<f64>> = rows
        .iter()
        .map(|x| vec![x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()])
        .collect();
    let answer =
        given(What::Sobol, &csv(&["x1", "x2", "x3"], &rows), &csv(&["y"], &outputs), Vec::new());
    let Answer::Sobol { inputs, .. } = answer.unwrap() else { panic!("Sobol' was asked for") };
    for (input, exact) in inputs.iter().zip([0.313_905_2, 0.442_411_1, 0.0]) {
        let index = input.index.unwrap();
        // Twice the 95 % interval: one time in 10,000 by chance.
        let half = index.hi - index.value;
        assert!((index.value - exact).abs() < 2.0 * half, "{input:?}");
        assert_eq!(index.distinguishable, exact > 0.0, "{input:?}");
    }
}

#[test]
fn bad_samples_are_refused_with_the_reason() {
    let inputs = csv(&["a", "b"], &(0..64).map(|i| vec![f64::from(i), 1.0]).collect::<Vec<_>>());
    let nets = csv(
        &["none", "some"],
        &(0..64).map(|i| vec![0.0, f64::from(i) - 30.0]).collect::<Vec<_>>(),
    );
    let one = csv(&["y"], &(0..64).map(|i| vec![f64::from(i)]).collect::<Vec<_>>());
    let told = |what, x: &str, y: &str| given(what, x, y, Vec::new()).map(|_| ()).unwrap_err();
    assert!(told(What::Sobol, &inputs, &nets).contains("one column"));
    assert!(told(What::Evpi, &inputs, &one).contains("at least two options"));
    assert!(told(What::Evppi, &inputs, "none,some\n1,2\n").contains("64 rows"));
    assert!(
        told(What::Sobol, &inputs, "y\n1\nx\n").contains("row 2, column `y`: `x` is no number")
    );
    assert!(told(What::Sobol, "a,a\n1,2\n", "y\n1\n").contains("two columns are called `a`"));
    let group = vec![NamedGroup { name: "g".to_owned(), members: vec!["c".to_owned()] }];
    assert!(given(What::Evppi, &inputs, &nets, group).unwrap_err().contains("`c`"));
    // A constant is plain: it does not vary.
    let Answer::Sobol { inputs, .. } = given(What::Sobol, &inputs, &one, Vec::new()).unwrap()
    else {
        panic!("Sobol' was asked for")
    };
    assert!(inputs[0].varies && !inputs[1].varies);
}
