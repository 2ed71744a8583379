//! From inputs and published figures to what must be true for them to agree.

use super::ask::{Asker, Fault, Figures, Values, uniforms};
use super::cloud::{BATCHES, Cloud};
use super::nearest::{Foot, nearest};
use super::reach::{Nearest, Reach, Together, reach, together};
use super::summary::{Check, Estimate, Move, coupled_scores, effective_between, moves, spread};
use super::target::Target;
use super::tempering::temper;
use super::weights::{Diagnostics, ENOUGH, HEAVY, Method, effective, normalised, tail};
use crate::analysis::sensitivity::Coupled;
use crate::engine::Points;
use crate::numeric::special::normal_quantile;

/// Prior draws when nobody says otherwise.
pub const POINTS: usize = 65_536;

/// Points of the tempering when nobody says otherwise.
pub const PARTICLES: usize = 4096;

/// The least and most points of either kind.
const LEAST: usize = 256;
const MOST: usize = 4_194_304;

/// Effective islands of 16 that make their weights worth something.
const ISLANDS: f64 = 8.0;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// Seed of all points.
    pub seed: u64,
    /// Names of the uncertain inputs, in the order of the columns.
    pub names: &'r [String],
    /// Which of them are correlated.
    pub coupled: &'r [Coupled],
    /// The published figures, in the order of the columns of the function.
    pub targets: &'r [Target],
    /// Prior draws, from 256 to 4,194,304; made a multiple of 16.
    pub points: usize,
    /// Points of the tempering, in the same range.
    pub particles: usize,
}

/// What must be true of the inputs. No validation: figures that agree after this agree because they were made to.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Seed of all points.
    pub seed: u64,
    /// Names of the inputs.
    pub names: Vec<String>,
    /// The published figures.
    pub targets: Vec<Target>,
    /// Prior draws.
    pub points: usize,
    /// Points at which the model was asked in all.
    pub evaluations: usize,
    /// How far each figure is from the inputs as they stand.
    pub reach: Vec<Reach>,
    /// All figures at once; none where there is only one.
    pub together: Option<Together>,
    /// Whether to believe the posterior.
    pub diagnostics: Diagnostics,
    /// The inputs given the figures; none where no way led there.
    pub posterior: Option<Posterior>,
}

/// The inputs given the figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// How far each input must move, the farthest first.
    pub moves: Vec<Move>,
    /// Each figure before and after.
    pub checks: Vec<Check>,
    /// Directions in which the figures say anything: sum over inputs of `1 - variance of the score`, before coupling.
    pub informed: Estimate,
    pub(super) cloud: Cloud,
}

impl Calibration {
    /// Whether plausible inputs reach every figure, and all at once.
    pub fn plausible(&self) -> bool {
        self.reach.iter().all(|reach| reach.plausible)
            && self.together.as_ref().is_none_or(|together| together.plausible)
    }
}

/// Finds what must be true of the inputs for the figures to come out. The same on any number of threads.
///
/// # Errors
/// [`Fault`].
pub fn calibrate<E>(
    request: &Request,
    figures: Figures<E>,
    values: Values,
) -> Result<Calibration, Fault<E>> {
    sound(request).map_err(Fault::Request)?;
    let Request { seed, names, coupled, targets, .. } = *request;
    let mut asker = Asker::new(figures, targets);
    let prior = prior(&mut asker, request)?;
    let (diagnostics, cloud) = posterior(&mut asker, request, &prior)?;
    let feet = feet(&mut asker, &prior, cloud.as_ref())?;
    let mut shown = feet.into_iter().map(|foot| {
        let columns: Vec<Vec<f64>> = foot.scores.iter().map(|&z| vec![z]).collect();
        Nearest {
            reached: foot.reached,
            distance: foot.distance,
            scores: coupled_scores(&columns, coupled).concat(),
            values: values(&uniforms(&columns)).concat(),
            figures: foot.figures,
        }
    });
    let alone: Vec<Reach> = targets
        .iter()
        .enumerate()
        .zip(shown.by_ref())
        .map(|((at, target), nearest)| reach(&prior, at, target, nearest))
        .collect();
    let joint = shown.next().map(|nearest| together(&prior, targets, &alone, nearest));
    let told = cloud.map(|cloud| {
        let bands = |cloud: &Cloud| -> Vec<[f64; 3]> {
            values(&uniforms(&cloud.scores))
                .iter()
                .map(|column| cloud.quantiles(column, [0.05, 0.5, 0.95]))
                .collect()
        };
        let checks = targets.iter().enumerate().map(|(at, target)| Check {
            prior: spread(&prior, at, target),
            posterior: spread(&cloud, at, target),
        });
        let (value, error) = cloud.informed();
        Posterior {
            moves: moves(names, coupled, &cloud, &bands(&prior), &bands(&cloud)),
            checks: checks.collect(),
            informed: Estimate { value, error },
            cloud,
        }
    });
    Ok(Calibration {
        seed,
        names: names.to_vec(),
        targets: targets.to_vec(),
        points: prior.weights.len(),
        evaluations: asker.evaluations,
        reach: alone,
        together: joint,
        diagnostics,
        posterior: told,
    })
}

/// The most plausible points for each figure, and for all where there is more than one.
fn feet<E>(
    asker: &mut Asker<E>,
    prior: &Cloud,
    posterior: Option<&Cloud>,
) -> Result<Vec<Foot>, Fault<E>> {
    let figures = asker.targets().len();
    let mean = posterior
        .map(|cloud| cloud.scores.iter().map(|z| cloud.mean(|point| z[point]).0).collect());
    let mut known: Vec<Vec<f64>> = mean.into_iter().collect();
    let mut feet = Vec::new();
    if figures > 1 {
        let all: Vec<usize> = (0..figures).collect();
        let foot = nearest(asker, prior, &all, &known)?;
        // A place for all is one for each: none can be farther.
        known.push(foot.scores.clone());
        feet.push(foot);
    }
    for at in 0..figures {
        feet.push(nearest(asker, prior, &[at], &known)?);
    }
    feet.rotate_left(usize::from(figures > 1));
    Ok(feet)
}

fn sound(request: &Request) -> Result<(), &'static str> {
    if request.names.is_empty() {
        return Err("no input is uncertain: nothing can move");
    }
    if request.targets.is_empty() {
        return Err("the scenario has no published figure to agree with");
    }
    let range = LEAST..=MOST;
    if !range.contains(&request.points) || !range.contains(&request.particles) {
        return Err("points must lie between 256 and 4,194,304");
    }
    if request.coupled.iter().any(|group| !group.is_sound(request.names.len())) {
        return Err("correlated inputs must have a triangular factor each");
    }
    Ok(())
}

/// Sobol' points by name in 16 replicates, and the figures there.
fn prior<E>(asker: &mut Asker<E>, request: &Request) -> Result<Cloud, Fault<E>> {
    let points = request.points.next_multiple_of(BATCHES);
    let scores: Vec<Vec<f64>> = request
        .names
        .iter()
        .map(|name| {
            let batches: Vec<Points> =
                (0..BATCHES).map(|batch| Points::new(request.seed, name, batch)).collect();
            let uniform = |point: usize| batches[point % BATCHES].at(point / BATCHES);
            (0..points).map(|point| normal_quantile(uniform(point))).collect()
        })
        .collect();
    let figures = asker.at(&scores)?;
    let whole = |point: usize| figures.iter().all(|column| column[point].is_finite());
    if !(0..points).any(whole) {
        return Err(Fault::NoValues(points));
    }
    Ok(Cloud { scores, figures, weights: vec![1.0 / points as f64; points] })
}

/// By importance where that will do, otherwise by tempering.
fn posterior<E>(
    asker: &mut Asker<E>,
    request: &Request,
    prior: &Cloud,
) -> Result<(Diagnostics, Option<Cloud>), Fault<E>> {
    let ln: Vec<f64> = (0..prior.weights.len())
        .map(|point| {
            let row: Vec<f64> = prior.figures.iter().map(|column| column[point]).collect();
            asker.ln_likelihood(&row)
        })
        .collect();
    let weights = normalised(&ln);
    let prior_effective = weights.as_deref().map_or(0.0, effective);
    let shape = weights.as_deref().and_then(tail);
    let mut told = Diagnostics {
        method: Method::Importance,
        prior_effective,
        tail: shape,
        effective: prior_effective,
        tempering: None,
        trusted: prior_effective >= ENOUGH && shape.is_none_or(|k| k <= HEAVY),
    };
    if let (true, Some(weights)) = (told.trusted, weights) {
        return Ok((told, Some(Cloud { weights, ..prior.clone() })));
    }
    told.method = Method::Tempering;
    told.trusted = false;
    let inputs = request.names.len();
    let Some((cloud, went)) = temper(asker, request.seed, inputs, request.particles)? else {
        told.effective = 0.0;
        return Ok((told, None));
    };
    told.effective = effective_between(&cloud);
    told.tempering = Some(went);
    told.trusted = went.settled && went.islands >= ISLANDS && told.effective >= ENOUGH;
    Ok((told, Some(cloud)))
}
