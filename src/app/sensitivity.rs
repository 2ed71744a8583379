//! `sensitivity`: which inputs carry the result, by new evaluations of the model.

use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use rayon::ThreadPoolBuilder;

use super::choice::{self, NamedGroup};
use super::error::AppError;
use super::run::Door;
use crate::analysis::sensitivity::{
    Coupled, Fault, Request, ShapleyRequest, indices, screen, shapley, tornado,
};
use crate::analysis::{convergence_sizes, one_by_one};
use crate::engine::{EngineError, Evaluator, Measure};
use crate::model::{CorrelatedGroup, Model};
use crate::numeric::mean;
use crate::report::{Found, Sensitivity};
use crate::scenario;

/// A method of sensitivity analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SensitivityMethod {
    /// Each input low and high.
    Tornado,
    /// Shares of the variance of independent inputs.
    Sobol,
    /// Shares of the variance of correlated inputs.
    Shapley,
    /// Elementary effects.
    Morris,
}

impl SensitivityMethod {
    /// Points, orders or paths when nobody says otherwise.
    pub const fn points(self) -> usize {
        match self {
            Self::Tornado => 1024,
            Self::Sobol => 8192,
            Self::Shapley => 2048,
            Self::Morris => 64,
        }
    }
}

/// What is asked of `sensitivity`.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityRequest {
    /// The scenario.
    pub scenario: PathBuf,
    /// How.
    pub method: SensitivityMethod,
    /// A measure of `trials.parquet`; none: `net_pv_expected`.
    pub of: Option<String>,
    /// An arm; none: the one with staff that is best on average.
    pub arm: Option<String>,
    /// Points, orders or paths; none: [`SensitivityMethod::points`].
    pub points: Option<usize>,
    /// Confidence of intervals, in (0, 1).
    pub level: f64,
    /// Seed; none: the scenario's.
    pub seed: Option<u64>,
    /// Groups that move as one (Sobol').
    pub groups: Vec<NamedGroup>,
    /// Whether correlated inputs move as one (Sobol').
    pub together: bool,
    /// Whether pairs are asked for (Sobol').
    pub second: bool,
    /// Whether indices at smaller numbers of points are asked for too (Sobol').
    pub convergence: bool,
    /// Number of threads; none: all cores.
    pub threads: Option<usize>,
}

/// Evaluates the model as often as the method takes.
///
/// # Errors
/// When the scenario has problems, something asked is not there, or the method does not suit the scenario.
pub fn sensitivity(request: &SensitivityRequest, door: Door) -> Result<Sensitivity, AppError> {
    let loaded = scenario::load(&request.scenario)?;
    let mut builder = ThreadPoolBuilder::new();
    if let Some(threads) = request.threads {
        builder = builder.num_threads(threads);
    }
    let pool = builder.build().map_err(|error| EngineError::Threads {
        threads: request.threads.unwrap_or(0),
        reason: error.to_string(),
    })?;
    let seed = request.seed.unwrap_or(loaded.plan.seed);
    pool.install(|| of_model(&loaded.model, seed, request, door))
}

fn of_model(
    model: &Model,
    seed: u64,
    request: &SensitivityRequest,
    door: Door,
) -> Result<Sensitivity, AppError> {
    let measure = choice::measure(request.of.as_deref())?;
    let names = choice::paths(model);
    let groups = choice::groups(&names, &request.groups)?;
    let points = request.points.unwrap_or(request.method.points());
    let evaluator = Evaluator::new(model);
    let best = || best_arm(model, &evaluator);
    let arm = choice::arm(model, request.arm.as_deref(), best)?;
    let done = AtomicUsize::new(0);
    let mut function = |columns: &[Vec<f64>]| {
        let size = columns.first().map_or(0, Vec::len);
        let fill = |input: usize, first: usize, out: &mut [f64]| {
            out.copy_from_slice(&columns[input][first..first + out.len()]);
        };
        let before = done.load(Relaxed);
        let progress = |now: usize| (door.progress)(before + now);
        let values = evaluator.measure(measure, size, &fill, &progress, door.cancel)?;
        done.fetch_add(size, Relaxed);
        Ok::<_, EngineError>(values.row(arm).to_vec())
    };
    if !model.inputs.rows.is_empty() && request.method != SensitivityMethod::Sobol {
        return Err(AppError::Usage(
            "the scenario holds a joint sample (`[[joint]]`), whose inputs cannot move one by one; --method sobol --together lets each \
             sample move as one, and `drivers` tells what goes with the result"
                .to_owned(),
        ));
    }
    let found = match request.method {
        SensitivityMethod::Sobol => {
            let units = units(model, &names, request.together)?;
            let (labels, sets): (Vec<_>, Vec<_>) = units.into_iter().chain(groups).unzip();
            let ask = |points| Request {
                seed,
                names: &names,
                groups: &sets,
                points,
                second: request.second,
                level: request.level,
            };
            let sizes = if request.convergence { convergence_sizes(points) } else { Vec::new() };
            let all = sizes.iter().chain([&points]).map(|n| ask(*n).evaluations()).sum();
            (door.start)(all);
            let convergence = sizes
                .iter()
                .map(|n| Ok((*n, indices(&ask(*n), &mut function).map_err(fault)?)))
                .collect::<Result<_, AppError>>()?;
            let indices = indices(&ask(points), &mut function).map_err(fault)?;
            Found::Sobol { labels, indices, convergence }
        }
        SensitivityMethod::Shapley => {
            let coupled = coupled(model);
            let ask = ShapleyRequest {
                seed,
                inputs: names.len(),
                coupled: &coupled,
                orders: points,
                level: request.level,
            };
            (door.start)(ask.evaluations());
            Found::Shapley { names, shapley: shapley(&ask, &mut function).map_err(fault)? }
        }
        SensitivityMethod::Morris => {
            (door.start)(points * (names.len() + 1));
            let screening = screen(seed, names.len(), points, &mut function).map_err(fault)?;
            Found::Morris { names, screening }
        }
        SensitivityMethod::Tornado => {
            (door.start)(points * (2 * names.len() + 1));
            let averaged =
                tornado(seed, &names, points, [0.05, 0.95], request.level, &mut function)
                    .map_err(fault)?;
            let alone = (measure == Measure::NetPvExpected).then(|| one_by_one(model, arm));
            Found::Tornado { names, averaged, alone }
        }
    };
    Ok(Sensitivity {
        scenario: model.name.clone(),
        measure,
        arm: model.arms[arm].name.clone(),
        arms: model.arms.iter().map(|arm| arm.name.clone()).collect(),
        points,
        level: request.level,
        seed,
        found,
    })
}

/// The arm with staff that has the highest mean of the expected net over some hundred points.
fn best_arm(model: &Model, evaluator: &Evaluator) -> usize {
    // The middle of 256 equal parts, in another order for each input: any even spread will do to pick an arm.
    let fill = |input: usize, first: usize, out: &mut [f64]| {
        for (point, u) in (first..).zip(out) {
            let place = (point * (2 * input + 1)) % 256;
            *u = (place as f64 + 0.5) / 256.0;
        }
    };
    let never = std::sync::atomic::AtomicBool::new(false);
    let net = evaluator.measure(Measure::NetPvExpected, 256, &fill, &|_| (), &never);
    let Ok(net) = net else { return model.present_arm() };
    (0..model.arms.len())
        .filter(|&arm| model.arms[arm].level != Some(0.0))
        .map(|arm| (mean(&net.row(arm).to_vec()), arm))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map_or_else(|| model.present_arm(), |(_, arm)| arm)
}

/// What Sobol' indices are told of: every input, and with `together` each set of correlated inputs as one, for sets are independent
/// of each other. Correlated inputs alone are refused: shares of the variance of what moves together do not add up.
fn units(
    model: &Model,
    names: &[String],
    together: bool,
) -> Result<Vec<(String, Vec<usize>)>, AppError> {
    let correlated = coupled(model).into_iter().map(|set| set.members);
    let sets: Vec<Vec<usize>> = correlated.chain(in_rows(model)).collect();
    if !model.inputs.rows.is_empty() && !together {
        return Err(AppError::Usage(
            "--method sobol: the scenario holds a joint sample (`[[joint]]`); --together lets it move as one".to_owned(),
        ));
    }
    if let Some(tied) = sets.first()
        && !together
    {
        return Err(AppError::Usage(format!(
            "--method sobol: inputs are correlated (`{}` with `{}`), and Sobol' indices share out the variance of independent inputs; \
             --method shapley takes correlation into account, and --together lets correlated inputs move as one",
            names[tied[0]], names[tied[1]]
        )));
    }
    let alone = (0..names.len()).filter(|input| !sets.iter().any(|set| set.contains(input)));
    let joined = |set: &Vec<usize>| {
        let members: Vec<&str> = set.iter().map(|&input| names[input].as_str()).collect();
        (members.join(" + "), set.clone())
    };
    Ok(alone
        .map(|input| (names[input].clone(), vec![input]))
        .chain(sets.iter().map(joined))
        .collect())
}

/// Correlated inputs by their number among the uncertain ones.
fn coupled(model: &Model) -> Vec<Coupled> {
    let uncertain: Vec<usize> =
        model.inputs.uncertain_inputs().map(|(quantity, _)| quantity.index()).collect();
    CorrelatedGroup::of(&model.inputs)
        .into_iter()
        .filter_map(|group| {
            let members = group
                .members
                .iter()
                .map(|index| uncertain.iter().position(|other| other == index))
                .collect::<Option<_>>()?;
            Some(Coupled { members, factor: group.factor? })
        })
        .collect()
}

/// Inputs of a joint sample by their number among the uncertain ones.
fn in_rows(model: &Model) -> impl Iterator<Item = Vec<usize>> {
    let uncertain: Vec<usize> =
        model.inputs.uncertain_inputs().map(|(quantity, _)| quantity.index()).collect();
    model.inputs.rows.iter().map(move |rows| {
        let number = |index: usize| uncertain.iter().position(|other| *other == index);
        rows.members.iter().filter_map(|member| number(member.index())).collect()
    })
}

fn fault(fault: Fault<EngineError>) -> AppError {
    match fault {
        Fault::Function(error) => AppError::Engine(error),
        other => AppError::Usage(other.to_string()),
    }
}
