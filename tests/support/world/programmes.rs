//! Programmes of a hand-made world: staff, pool, matching and costs.

use wijkimpact::model::{Capacity, Costs, Programme, Role};

use super::{GEMEENTE, World};
use crate::support::number::Number;

impl World {
    /// A programme for the latest group.
    pub(crate) fn programme(mut self, name: &str) -> Self {
        let [none, one, ten] = [0.0, 1.0, 10.0].map(|x| self.number("default", x));
        let queue = self.number("queue", 1e4);
        let group = self.model.groups.len() - 1;
        let targeting = vec![one; self.model.groups[group].strata.len()];
        let role =
            Role { name: name.to_owned(), fte: one, cost_per_fte: none, places_per_fte: Some(ten) };
        self.model.programmes.push(Programme {
            name: name.to_owned(),
            group,
            roles: vec![role],
            capacity: Capacity::PlacesPerFte,
            hireable: one,
            ramp: one,
            returns_to_scale: one,
            reach: one,
            uptake: one,
            friction: queue,
            completion: one,
            targeting,
            costs: Costs {
                overhead: none,
                fixed: none,
                per_participant: none,
                paid_by: vec![(GEMEENTE, 1.0)],
                extra_paid_by: vec![(GEMEENTE, 1.0)],
            },
            effects: Vec::new(),
        });
        self
    }

    pub(super) fn latest_programme(&mut self) -> &mut Programme {
        self.model.programmes.last_mut().unwrap()
    }

    numbers! { latest_programme,
        hireable => hireable; ramp => ramp; returns => returns_to_scale; reach => reach; uptake => uptake;
        friction => friction; completion => completion; overhead => costs.overhead; fixed => costs.fixed;
        per_participant => costs.per_participant;
    }

    /// Staff in one role: FTE, places and euro per FTE.
    pub(crate) fn staff(
        mut self,
        fte: impl Into<Number>,
        places: impl Into<Number>,
        euro: f64,
    ) -> Self {
        self.latest_programme().roles.clear();
        self.role("staff", fte, Some(places.into()), euro)
    }

    /// One role more.
    pub(crate) fn role(
        mut self,
        name: &str,
        fte: impl Into<Number>,
        places: Option<Number>,
        euro: f64,
    ) -> Self {
        let path = format!("{}.{name}", self.latest_programme().name);
        let role = Role {
            name: name.to_owned(),
            fte: self.number(&format!("{path}.fte"), fte),
            cost_per_fte: self.number(&format!("{path}.cost"), euro),
            places_per_fte: places.map(|places| self.number(&format!("{path}.places"), places)),
        };
        self.latest_programme().roles.push(role);
        self
    }

    pub(crate) fn without_roles(mut self) -> Self {
        self.latest_programme().roles.clear();
        self
    }

    pub(crate) fn participants_now(mut self, now: impl Into<Number>) -> Self {
        let now = self.number("participants_now", now);
        self.latest_programme().capacity = Capacity::ParticipantsNow(now);
        self
    }

    pub(crate) fn targeting(mut self, weights: &[f64]) -> Self {
        let weights = weights.iter().map(|w| self.number("targeting", *w)).collect();
        self.latest_programme().targeting = weights;
        self
    }

    pub(crate) fn paid_by(mut self, present: &[(usize, f64)], extra: &[(usize, f64)]) -> Self {
        let costs = &mut self.latest_programme().costs;
        costs.paid_by = present.to_vec();
        costs.extra_paid_by = extra.to_vec();
        self
    }
}
