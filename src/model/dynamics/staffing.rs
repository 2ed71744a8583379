//! Staff wanted and hired, what an FTE costs, and how many people the staff can guide.

use super::values::Values;
use crate::model::luck::Grid;
use crate::model::{Arm, Capacity, Programme, Wanted};

/// Staff of one programme in one year: (arm, trial) each.
pub(super) struct Staff {
    /// FTE wanted.
    pub wanted: Grid,
    /// FTE hired.
    pub hired: Grid,
    /// Euro per FTE, FTE-weighted mean over roles, before overhead.
    pub cost_per_fte: Grid,
    /// `A`, people the staff can guide in the year.
    pub places: Grid,
}

/// `F_m`, `FTE(t)` and `A(t)`; `now` holds `kappa` in trials where it follows from registered participants.
pub(super) fn staff(
    programme: &Programme,
    arms: &[Arm],
    index: usize,
    values: &Values,
    year: usize,
    kappa_now: Option<&[f64]>,
) -> Staff {
    let shape = (arms.len(), values.trials());
    let mut staff = Staff {
        wanted: Grid::zeros(shape),
        hired: Grid::zeros(shape),
        cost_per_fte: Grid::zeros(shape),
        places: Grid::zeros(shape),
    };
    let (phi, ramp) = (values.of(programme.hireable), values.of(programme.ramp));
    let epsilon = values.of(programme.returns_to_scale);
    for k in 0..shape.1 {
        let present: Vec<f64> = programme.roles.iter().map(|r| values.of(r.fte)[k]).collect();
        let f1: f64 = present.iter().sum();
        let present_kappa = mean_places(programme, values, k, &present);
        for (j, arm) in arms.iter().enumerate() {
            let (wanted, mix) = match &arm.wanted[index] {
                Wanted::Level(level) => (level * f1, &present),
                Wanted::Fte(fte) => (*fte, &present),
                Wanted::Roles(roles) => (roles.iter().sum(), roles),
            };
            let hired = if wanted <= f1 {
                wanted
            } else {
                f1 + (wanted - f1) * phi[k] * ((year as f64 + 1.0) / ramp[k]).min(1.0)
            };
            let mixed_kappa = mean_places(programme, values, k, mix);
            let kappa = match (kappa_now, mixed_kappa, present_kappa) {
                // The present mix reproduces the registered number; another mix in proportion to its places.
                (Some(now), Some(mixed), Some(present)) if present > 0.0 => {
                    now[k] * mixed / present
                }
                (Some(now), _, _) => now[k],
                (None, mixed, _) => mixed.unwrap_or(0.0),
            };
            staff.wanted[[j, k]] = wanted;
            staff.hired[[j, k]] = hired;
            staff.cost_per_fte[[j, k]] =
                mean(mix, |r| Some(values.of(programme.roles[r].cost_per_fte)[k])).unwrap_or(0.0);
            staff.places[[j, k]] = if hired <= 0.0 {
                0.0
            } else if f1 > 0.0 {
                kappa * f1 * (hired / f1).powf(epsilon[k])
            } else {
                kappa * hired
            };
        }
    }
    staff
}

/// `kappa` so that present staffing reproduces the registered participants, and the trials in which the pool is drawn
/// too small for them: `y = min(now / E, 0.98)`, `kappa = E y (1 - y^k)^(-1/k) / F_1`.
pub(super) fn kappa_now(
    programme: &Programme,
    values: &Values,
    expected_pool: &[f64],
) -> Option<(Vec<f64>, usize)> {
    let Capacity::ParticipantsNow(now) = programme.capacity else { return None };
    let (now, friction) = (values.of(now), values.of(programme.friction));
    let mut too_small = 0;
    let kappa = (0..values.trials())
        .map(|i| {
            let f1: f64 = programme.roles.iter().map(|r| values.of(r.fte)[i]).sum();
            let (e, k) = (expected_pool[i], friction[i]);
            if e <= 0.0 || f1 <= 0.0 {
                too_small += usize::from(now[i] > 0.0);
                return 0.0;
            }
            too_small += usize::from(now[i] / e > MOST_SERVED);
            let y = (now[i] / e).min(MOST_SERVED);
            // (1 - y^k)^(-1/k), with ln_1p so that a large k keeps its digits.
            e * y * (-(-y.powf(k)).ln_1p() / k).exp() / f1
        })
        .collect();
    Some((kappa, too_small))
}

/// No more than this share of the pool is served at present: with all of it, `kappa` would be infinite.
const MOST_SERVED: f64 = 0.98;

/// FTE-weighted mean of the places per FTE of the roles; none where a role has none.
fn mean_places(programme: &Programme, values: &Values, trial: usize, mix: &[f64]) -> Option<f64> {
    mean(mix, |r| programme.roles[r].places_per_fte.map(|q| values.of(q)[trial]))
}

/// Mean over roles weighted by FTE, or unweighted where there is no staff at all.
fn mean(mix: &[f64], value: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let total: f64 = mix.iter().sum();
    let mut sum = 0.0;
    for (role, fte) in mix.iter().enumerate() {
        let weight = if total > 0.0 { fte / total } else { 1.0 / mix.len() as f64 };
        sum += weight * value(role)?;
    }
    Some(sum)
}
