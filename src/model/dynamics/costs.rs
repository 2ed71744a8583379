//! What a programme costs in a year and who pays it.

use super::account::Service;
use super::staffing::Staff;
use super::values::Values;
use crate::model::luck::Grid;
use crate::model::{Model, Programme};

/// `FTE(t) cost_per_fte (1 + overhead) + fixed [if FTE(t) > 0] + P(t) cost_per_participant`, split by `paid_by`; what
/// exceeds the cost at present staffing, by `extra_paid_by`.
pub(super) fn enter(
    model: &Model,
    programme: &Programme,
    values: &Values,
    year: usize,
    staff: &Staff,
    participants: &Grid,
    service: &mut Service,
) {
    let costs = &programme.costs;
    let (overhead, fixed) = (values.of(costs.overhead), values.of(costs.fixed));
    let each = values.of(costs.per_participant);
    let cost = Grid::from_shape_fn(participants.dim(), |(j, k)| {
        let fte = staff.hired[[j, k]];
        let standing = if fte > 0.0 { fixed[k] } else { 0.0 };
        fte * staff.cost_per_fte[[j, k]] * (1.0 + overhead[k])
            + standing
            + participants[[j, k]] * each[k]
    });
    let present = model.present_arm();
    let base = Grid::from_shape_fn(cost.dim(), |(j, k)| cost[[j, k]].min(cost[[present, k]]));
    let extra = &cost - &base;
    let ones = vec![1.0; values.trials()];
    for (amount, payers) in [(&base, &costs.paid_by), (&extra, &costs.extra_paid_by)] {
        for (party, share) in payers {
            let part: Vec<f64> = ones.iter().map(|one| one * share).collect();
            service.cost[*party][year].add_scaled(amount, &part);
        }
    }
}
