//! A programme of social work: its staff, the people it can find, what it costs and who pays.

use super::{Effect, Quantity};

/// A programme for one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Name in the scenario.
    pub name: String,
    /// Index of its group in [`super::Model::groups`].
    pub group: usize,
    /// The functiemix; one role called like the programme where the scenario gives no roles. At least one.
    pub roles: Vec<Role>,
    /// How many people the staff can guide.
    pub capacity: Capacity,
    /// `phi`, share of extra staff that can be hired, in [0, 1].
    pub hireable: Quantity,
    /// Years in which extra staff grows in, at least 1.
    pub ramp: Quantity,
    /// `epsilon`, returns to scale, at least 0.
    pub returns_to_scale: Quantity,
    /// `rho`, share of people in need who can be found, in [0, 1].
    pub reach: Quantity,
    /// `u`, share of those found who would take part, in [0, 1].
    pub uptake: Quantity,
    /// `k`, friction of matching, above 0; large is a perfect queue.
    pub friction: Quantity,
    /// `chi`, share of participants who complete, in [0, 1].
    pub completion: Quantity,
    /// `w_h`, targeting weight of each stratum of the group, at least 0.
    pub targeting: Vec<Quantity>,
    /// What it costs.
    pub costs: Costs,
    /// What it does, at most one effect an outcome.
    pub effects: Vec<Effect>,
}

/// Staff of one kind: hbo, mbo, volunteers.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Name in the scenario.
    pub name: String,
    /// Present staffing, FTE, at least 0.
    pub fte: Quantity,
    /// Euro per FTE and year.
    pub cost_per_fte: Quantity,
    /// `kappa` of this role: people one FTE guides in a year. Needed by [`Capacity::PlacesPerFte`]; with
    /// [`Capacity::ParticipantsNow`] it weighs a changed mix against the present one.
    pub places_per_fte: Option<Quantity>,
}

/// Where the number of places comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Capacity {
    /// From the places per FTE of the roles.
    PlacesPerFte,
    /// From the people registered at present staffing.
    ParticipantsNow(Quantity),
}

/// What a programme costs and who pays. Shares of payers sum to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Costs {
    /// Share on top of the cost per FTE, at least 0.
    pub overhead: Quantity,
    /// Euro a year while there is staff.
    pub fixed: Quantity,
    /// Euro per participant.
    pub per_participant: Quantity,
    /// Index of the party and the share it pays.
    pub paid_by: Vec<(usize, f64)>,
    /// The same for what exceeds present staffing.
    pub extra_paid_by: Vec<(usize, f64)>,
}
