//! Many wijken at once: every wijk as it would be alone, the nation as their sum, whoever does the work and in what pieces.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use ndarray::{Array, Array1, Dimension};
use wijkimpact::engine::areas::{Area, AreaProblem, AreaSample, Areas, AreasRun, Totals};
use wijkimpact::engine::{self, EngineError, Flow, Measure, Sample};
use wijkimpact::model::{Correlation, Input, Inputs, Model, Quantity};
use wijkimpact::plan::{Chance, Design, Plan};
use wijkimpact::scenario;

const SCENARIOS: [&str; 5] = [
    "benches/areas/ouderen.toml",
    "scenarios/moerwijk.toml",
    "scenarios/oosterwolde.toml",
    "scenarios/soesterkwartier.toml",
    "scenarios/bloemhof.toml",
];

fn model(path: &str) -> Model {
    scenario::load(Path::new(path))
        .unwrap_or_else(|refused| panic!("{}", refused.render(false)))
        .model
}

fn plan(trials: usize) -> Plan {
    Plan { seed: 5, trials, design: Design::Sobol, chance: Chance::Sampled }
}

/// Group sizes and staff.
fn people_and_staff(model: &Model) -> Vec<Quantity> {
    let mut all: Vec<Quantity> = model.groups.iter().map(|group| group.size).collect();
    all.extend(model.programmes.iter().flat_map(|p| p.roles.iter().map(|role| role.fte)));
    all.sort_unstable();
    all.dedup();
    all
}

/// Wijken of very different sizes, one without people and one without staff.
#[expect(clippy::needless_pass_by_value, reason = "callers write the list where they call")]
fn areas(model: &Model, inputs: Vec<Quantity>, count: usize) -> Areas {
    let middle: Vec<f64> =
        inputs.iter().map(|input| model.inputs.get(*input).distribution.mean()).collect();
    let list = (0..count).map(|area| {
        let size = [0.3, 1.0, 0.0, 0.05, 1.7][area % 5] * (1.0 + area as f64 / 100.0);
        let value = |(place, mean): (usize, &f64)| {
            let is_size = model.groups.iter().any(|group| group.size == inputs[place]);
            let none = area == 1 && !is_size;
            if none { 0.0 } else { mean * size * (1.0 + 0.1 * (area + place) as f64) }
        };
        Area {
            code: format!("WK{area:06}"),
            name: format!("wijk {area}"),
            values: middle.iter().enumerate().map(value).collect(),
        }
    });
    Areas::new(model, inputs.clone(), list.collect()).unwrap()
}

fn alone(model: &Model, plan: &Plan) -> Sample {
    engine::run(model, plan, Some(2), &|_| (), &AtomicBool::new(false)).unwrap()
}

fn all(run: &AreasRun, trials: std::ops::Range<usize>) -> (Vec<AreaSample>, Totals) {
    let mut totals = Totals::zero(&run.shape(), trials.len());
    let mut found = Vec::new();
    run.run::<_, EngineError>(
        0..run.blocks(),
        trials,
        &|_, sample| sample.clone(),
        &mut |block| {
            found.extend(block.told);
            totals.add(&block.totals).unwrap();
            Ok(())
        },
        &|_| (),
        &AtomicBool::new(false),
    )
    .unwrap();
    (found, totals)
}

fn on<R: Send>(threads: usize, f: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(f)
}

/// To the bit, NaN included.
fn same<D: Dimension>(what: &str, a: &Array<f64, D>, b: &Array<f64, D>) {
    assert_eq!(a.shape(), b.shape(), "{what}");
    assert!(a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits()), "{what}");
}

fn same_as_alone(what: &str, model: &Model, areas: &Areas, plan: &Plan) -> Vec<Sample> {
    let run = AreasRun::new(model, plan, areas).unwrap();
    let (found, _) = all(&run, 0..plan.trials);
    assert_eq!(found.len(), areas.list().len());
    let mut samples = Vec::new();
    for (number, area) in found.iter().enumerate() {
        let sample = alone(&areas.model(model, number).unwrap(), plan);
        let what = format!("{what}, wijk {number}");
        same(&what, &area.sample.measures, &sample.measures);
        same(&what, &area.sample.outcomes, &sample.outcomes);
        same(&what, &area.sample.care, &sample.care);
        same(&what, &area.sample.also, &sample.also);
        assert_eq!(area.sample.pool_too_small, sample.pool_too_small);
        assert_eq!(area.sample.baseline_cut, sample.baseline_cut);
        if run.by_party() {
            same(&what, &area.sample.parties, &sample.parties);
            same(&what, &area.sample.years, &sample.years);
        }
        samples.push(sample);
    }
    samples
}

#[test]
fn a_wijk_among_many_is_the_wijk_alone_to_the_bit() {
    for path in SCENARIOS {
        let model = model(path);
        let areas = areas(&model, people_and_staff(&model), 6);
        for (design, chance) in [
            (Design::Sobol, Chance::Sampled),
            (Design::LatinHypercube, Chance::Sampled),
            (Design::MonteCarlo, Chance::Expected),
        ] {
            // Not a whole number of pieces.
            let plan = Plan { design, chance, ..plan(150) };
            assert!(!AreasRun::new(&model, &plan, &areas).unwrap().by_party());
            same_as_alone(path, &model, &areas, &plan);
        }
    }
}

#[test]
fn whichever_input_is_a_wijks_own_the_wijk_is_the_wijk_alone() {
    for path in
        ["benches/areas/ouderen.toml", "scenarios/moerwijk.toml", "scenarios/oosterwolde.toml"]
    {
        let model = model(path);
        let mut apart = 0;
        for (quantity, input) in model.inputs.uncertain_inputs() {
            let value = |u| input.distribution.quantile(u);
            let area = |number: usize, u| Area {
                code: format!("WK{number:06}"),
                name: String::new(),
                values: vec![value(u)],
            };
            let list = vec![area(0, 0.1), area(1, 0.8)];
            let areas = Areas::new(&model, vec![quantity], list).unwrap();
            let plan = plan(16);
            same_as_alone(&input.path, &model, &areas, &plan);
            apart += usize::from(AreasRun::new(&model, &plan, &areas).unwrap().by_party());
        }
        // Both ways of working were tried: with a shared outlook and without.
        let uncertain = model.inputs.uncertain_inputs().count();
        assert!(apart > 0 && apart < uncertain, "{path}: {apart} of {uncertain}");
    }
}

/// The inputs of a model with one of them declared to vary between wijken.
fn varying(model: &Model, path: &str) -> Model {
    let mut inputs = Inputs::default();
    for input in model.inputs.list() {
        let varies_between_wijken = input.varies_between_wijken || input.path == path;
        inputs.add(Input { varies_between_wijken, ..input.clone() });
    }
    inputs.correlations.clone_from(&model.inputs.correlations);
    Model { inputs, ..model.clone() }
}

fn find(model: &Model, path: &str) -> Quantity {
    let mut all = model.inputs.uncertain_inputs();
    all.find(|(_, input)| input.path == path).unwrap_or_else(|| panic!("{path}")).0
}

#[test]
fn what_varies_between_wijken_follows_what_it_is_correlated_with_and_never_moves_it() {
    // Whichever of the two comes first in the file.
    let reach = "programmes.ontmoeting.reach";
    let others = [
        "programmes.ontmoeting.completion",
        "groups.ouderen.exit",
        "outcomes.opname.baseline.first",
    ];
    for other in others {
        let mut model = varying(&model(SCENARIOS[0]), reach);
        let other = model
            .inputs
            .uncertain_inputs()
            .map(|(_, input)| input.path.clone())
            .find(|path| path.starts_with(other.trim_end_matches(".first")))
            .unwrap();
        let (a, b) = (find(&model, reach), find(&model, &other));
        model.inputs.correlations.push(Correlation { a, b, rank: 0.8 });
        let areas = areas(&model, people_and_staff(&model), 3);
        let plan = plan(2048);
        let samples = same_as_alone(&other, &model, &areas, &plan);
        let row = |path: &str| {
            let own = areas.model(&model, 0).unwrap();
            own.inputs.uncertain_inputs().position(|(_, input)| input.path == path).unwrap()
        };
        let column = |sample: &Sample, path: &str| sample.parameters.row(row(path)).to_owned();
        assert_eq!(column(&samples[0], &other), column(&samples[1], &other));
        assert_ne!(column(&samples[0], reach), column(&samples[1], reach));
        let r = ranks(&column(&samples[2], reach), &column(&samples[2], &other));
        // The sd of a rank correlation of 2,048 independent pairs at 0.8 is below 0.36 / sqrt(2,048) = 0.008; five of them.
        assert!((r - 0.8).abs() < 0.04, "{other}: {r}");
    }
}

/// Spearman's rank correlation.
fn ranks(a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    let rank = |x: &Array1<f64>| {
        let mut order: Vec<usize> = (0..x.len()).collect();
        order.sort_by(|&i, &j| x[i].total_cmp(&x[j]));
        let mut rank = vec![0.0; x.len()];
        order.into_iter().enumerate().for_each(|(place, i)| rank[i] = place as f64);
        rank
    };
    let n = a.len() as f64;
    let gaps: f64 = rank(a).iter().zip(rank(b)).map(|(x, y)| (x - y) * (x - y)).sum();
    1.0 - 6.0 * gaps / (n * (n * n - 1.0))
}

/// Sums as the nation makes them: four wijken one after the other, those sums one after the other; below 256 wijken one block.
fn by_hand<D: Dimension>(columns: &[Array<f64, D>]) -> Array<f64, D> {
    let zero = Array::zeros(columns[0].raw_dim());
    columns.chunks(4).fold(zero.clone(), |total, span| {
        total + span.iter().fold(zero.clone(), |sum, next| sum + next)
    })
}

#[test]
fn the_nation_is_the_sum_of_its_wijken_in_every_trial() {
    for (path, own) in SCENARIOS
        .map(|path| (path, false))
        .into_iter()
        .chain([(SCENARIOS[1], true), (SCENARIOS[0], true)])
    {
        let mut model = model(path);
        let mut inputs = people_and_staff(&model);
        if own {
            // Wijken that differ in a price and a risk.
            let (price, _) =
                model.inputs.uncertain_inputs().find(|(_, i)| i.path.ends_with("euro")).unwrap();
            inputs.push(price);
            model = varying(
                &model,
                &model.inputs.list()[model.outcomes[0].benefits[0].overlap.index()].path.clone(),
            );
        }
        let areas = areas(&model, inputs, 11);
        let plan = plan(80);
        let run = AreasRun::new(&model, &plan, &areas).unwrap();
        assert_eq!(run.by_party(), own);
        let (_, totals) = all(&run, 0..80);
        let nation = run.nation(0..80, &totals).unwrap();
        let samples: Vec<Sample> =
            (0..11).map(|area| alone(&areas.model(&model, area).unwrap(), &plan)).collect();
        let sum = |measure: Measure, arm: usize| {
            let columns: Vec<_> =
                samples.iter().map(|s| s.measure(measure, arm).to_owned()).collect();
            by_hand(&columns)
        };
        for arm in 0..model.arms.len() {
            for measure in Measure::ALL {
                if !matches!(measure, Measure::PaybackYear | Measure::NeedServed) {
                    let what = format!("{path} {} {arm}", measure.name());
                    same(&what, &nation.measure(measure, arm).to_owned(), &sum(measure, arm));
                }
            }
            let served = &nation.measure(Measure::NeedServed, arm);
            assert!(served.iter().all(|share| (0.0..=1.0).contains(share)));
        }
        let of = |f: fn(&Sample) -> &ndarray::Array4<f64>| {
            by_hand(&samples.iter().map(|s| f(s).clone()).collect::<Vec<_>>())
        };
        same(path, &nation.outcomes, &of(|s| &s.outcomes));
        same(
            path,
            &nation.care,
            &by_hand(&samples.iter().map(|s| s.care.clone()).collect::<Vec<_>>()),
        );
        same(
            path,
            &nation.also,
            &by_hand(&samples.iter().map(|s| s.also.clone()).collect::<Vec<_>>()),
        );
        let parties = of(|s| &s.parties);
        let years = by_hand(&samples.iter().map(|s| s.years.clone()).collect::<Vec<_>>());
        if own {
            same(path, &nation.parties, &parties);
            same(path, &nation.years, &years);
        } else {
            // Paid out once: the same but for some hundred roundings of the largest term.
            let most = parties.iter().chain(&years).fold(0.0, |most: f64, x| most.max(x.abs()));
            let near = |a: &f64, b: &f64| (a - b).abs() < 1e-13 * most;
            assert!(nation.parties.iter().zip(&parties).all(|(a, b)| near(a, b)), "{path}");
            assert!(nation.years.iter().zip(&years).all(|(a, b)| near(a, b)), "{path}");
        }
    }
}

#[test]
fn the_nation_pays_back_when_its_own_cumulative_net_does() {
    for own in [false, true] {
        let model = model(SCENARIOS[0]);
        let mut inputs = people_and_staff(&model);
        if own {
            inputs.push(find(&model, "outcomes.opname.benefits.verpleeghuis.euro"));
        }
        let areas = areas(&model, inputs, 9);
        let plan = plan(512);
        let run = AreasRun::new(&model, &plan, &areas).unwrap();
        let (found, totals) = all(&run, 0..512);
        let nation = run.nation(0..512, &totals).unwrap();
        let (mut early, mut never, mut other) = (0, 0, 0);
        for arm in 0..model.arms.len() {
            for trial in 0..512 {
                let mut first = f64::NAN;
                let mut cumulative = 0.0;
                for year in 0..model.horizon {
                    for party in 0..model.parties.len() {
                        let flow = |flow: Flow| nation.flow(flow, party, year, arm)[trial];
                        cumulative +=
                            (flow(Flow::Benefit) - flow(Flow::Cost)) / 1.0225_f64.powf(year as f64);
                    }
                    first = if cumulative < 0.0 {
                        f64::NAN
                    } else if first.is_nan() {
                        year as f64
                    } else {
                        first
                    };
                }
                let told = nation.measure(Measure::PaybackYear, arm)[trial];
                assert!(
                    told.to_bits() == first.to_bits() || (told.is_nan() && first.is_nan()),
                    "{arm} {trial}: {told} {first}"
                );
                never += usize::from(told.is_nan());
                early += usize::from(told > 0.0);
                let one = found[0].sample.measure(Measure::PaybackYear, arm)[trial];
                other += usize::from(one.to_bits() != told.to_bits());
            }
        }
        assert!(early > 100 && never > 100 && other > 100, "{early} {never} {other}");
    }
}

#[test]
fn need_served_in_the_nation_weighs_wijken_by_people_in_need() {
    let model = model(SCENARIOS[0]);
    let areas = areas(&model, people_and_staff(&model), 5);
    let plan = plan(32);
    let run = AreasRun::new(&model, &plan, &areas).unwrap();
    let (found, totals) = all(&run, 0..32);
    let nation = run.nation(0..32, &totals).unwrap();
    for arm in 0..model.arms.len() {
        for trial in 0..32 {
            let need: f64 = found.iter().map(|area| area.need[trial]).sum();
            let served: f64 = found
                .iter()
                .map(|area| area.need[trial] * area.sample.measure(Measure::NeedServed, arm)[trial])
                .sum();
            let told = nation.measure(Measure::NeedServed, arm)[trial];
            assert!((told - served / need).abs() < 1e-12, "{told} {served} {need}");
        }
    }
}

#[test]
fn threads_shards_and_pieces_of_the_trials_move_nothing() {
    let model = model(SCENARIOS[0]);
    let areas = areas(&model, people_and_staff(&model), 520);
    let plan = plan(20);
    let run = AreasRun::new(&model, &plan, &areas).unwrap();
    assert_eq!(run.blocks(), 3);
    let (found, totals) = on(1, || all(&run, 0..20));
    for threads in [2, 7] {
        let (again, sums) = on(threads, || all(&run, 0..20));
        assert!(bitwise(&found, &again), "{threads} threads");
        assert!(totals_bits(&totals) == totals_bits(&sums), "{threads} threads");
    }
    // Shards made in any order, kept as numbers, and added in the order of the blocks.
    for shards in [2, 5] {
        let kept = Mutex::new(std::collections::BTreeMap::new());
        for shard in (0..shards).rev() {
            run.run::<_, EngineError>(
                run.shard(shard, shards),
                0..20,
                &|area, _| area,
                &mut |block| {
                    let numbers: Vec<Vec<f64>> = block.totals.slices().map(<[f64]>::to_vec).into();
                    let counts: Vec<Vec<usize>> =
                        block.totals.counts().map(<[usize]>::to_vec).into();
                    assert!(block.told.iter().copied().eq(block.areas));
                    assert!(kept.lock().unwrap().insert(block.number, (numbers, counts)).is_none());
                    Ok(())
                },
                &|_| (),
                &AtomicBool::new(false),
            )
            .unwrap();
        }
        let mut merged = Totals::zero(&run.shape(), 20);
        for (_, (numbers, counts)) in kept.into_inner().unwrap() {
            let mut block = Totals::zero(&run.shape(), 20);
            for (to, from) in block.slices_mut().into_iter().zip(&numbers) {
                to.copy_from_slice(from);
            }
            for (to, from) in block.counts_mut().into_iter().zip(&counts) {
                to.copy_from_slice(from);
            }
            merged.add(&block).unwrap();
        }
        assert!(totals_bits(&merged) == totals_bits(&totals), "{shards} shards");
        assert_eq!(merged.counts(), totals.counts());
    }
    // Trials in two pieces.
    let (_, mut early) = all(&run, 0..17);
    let (_, late) = all(&run, 17..20);
    early.append(&late).unwrap();
    assert!(totals_bits(&early) == totals_bits(&totals));
    let (whole, parts) = (run.nation(0..20, &totals).unwrap(), run.nation(0..20, &early).unwrap());
    same("nation", &whole.measures, &parts.measures);
    same("nation", &whole.years, &parts.years);
}

fn totals_bits(totals: &Totals) -> Vec<u64> {
    totals.slices().into_iter().flatten().map(|x| x.to_bits()).collect()
}

fn bitwise(a: &[AreaSample], b: &[AreaSample]) -> bool {
    let bits = |all: &[AreaSample]| -> Vec<u64> {
        all.iter().flat_map(|area| area.sample.measures.iter().map(|x| x.to_bits())).collect()
    };
    bits(a) == bits(b)
}

#[test]
fn what_does_not_fit_is_refused_and_a_stop_is_a_stop() {
    let model = model(SCENARIOS[0]);
    let inputs = people_and_staff(&model);
    let area =
        |code: &str, values: Vec<f64>| Area { code: code.to_owned(), name: String::new(), values };
    let list = vec![
        area("a", vec![1.0, f64::NAN]),
        area("a", vec![1.0]),
        area("b", vec![f64::INFINITY, 0.0]),
    ];
    let problems = Areas::new(&model, inputs.clone(), list).unwrap_err();
    assert_eq!(problems.len(), 4, "{problems:?}");
    assert!(matches!(problems[1], AreaProblem::CodeTwice { area: 1, first: 0, .. }));
    assert_eq!(Areas::new(&model, inputs.clone(), Vec::new()).unwrap_err(), [AreaProblem::None]);
    let twice = Areas::new(&model, vec![inputs[0], inputs[0]], vec![area("a", vec![1.0, 1.0])]);
    assert!(matches!(twice.unwrap_err()[..], [AreaProblem::InputTwice { .. }]));
    let good = areas(&model, inputs, 2);
    for trials in [0, 15] {
        let plan = plan(trials);
        assert!(matches!(AreasRun::new(&model, &plan, &good), Err(EngineError::Trials { .. })));
    }
    let plan = plan(32);
    let run = AreasRun::new(&model, &plan, &good).unwrap();
    let stopped = run.run::<(), EngineError>(
        0..1,
        0..32,
        &|_, _| (),
        &mut |_| Ok(()),
        &|_| (),
        &AtomicBool::new(true),
    );
    assert!(matches!(stopped, Err(EngineError::Interrupted)));
    let mut totals = Totals::zero(&run.shape(), 32);
    assert!(totals.add(&Totals::zero(&run.shape(), 16)).is_err());
    assert!(run.nation(0..16, &totals).is_err());
    let (other_areas, other_plan) = (areas(&model, Vec::new(), 1), self::plan(32));
    let other = self::model(SCENARIOS[1]);
    let strange = AreasRun::new(&other, &other_plan, &other_areas).unwrap();
    assert!(totals.append(&Totals::zero(&strange.shape(), 32)).is_err() && totals.trials() == 32);
    // Nothing to do is no error.
    let none = run.run::<(), EngineError>(
        5..9,
        0..32,
        &|_, _| (),
        &mut |_| Ok(()),
        &|_| (),
        &AtomicBool::new(false),
    );
    assert!(none.is_ok());
    assert!(run.shard(7, 9).len() <= 1 && run.shard(9, 9).is_empty());
}
