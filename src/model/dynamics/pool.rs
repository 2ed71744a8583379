//! The pool of a programme: people in need who can be found and would take part, followed over the programme years.

use super::values::Values;
use crate::model::luck::{Grid, Luck, Site};
use crate::model::{Group, Programme};

/// The pool of one programme: one [`Grid`] (arm, trial) for each stratum.
pub(super) struct Pool {
    /// `W_h`, people in the pool.
    pub waiting: Vec<Grid>,
    /// `N_h`, people in the stratum, by trial.
    people: Vec<Vec<f64>>,
    /// `v_h rho u`, chance that a person of the stratum belongs to the pool, by trial.
    chance: Vec<Vec<f64>>,
}

/// `N_h` by stratum and trial: the size rounded to whole people, split by largest remainder.
pub(super) fn people(group: &Group, values: &Values) -> Vec<Vec<f64>> {
    let mut people = vec![vec![0.0; values.trials()]; group.strata.len()];
    for (trial, size) in values.of(group.size).iter().enumerate() {
        for (stratum, n) in group.split(size.round()).into_iter().enumerate() {
            people[stratum][trial] = n;
        }
    }
    people
}

impl Pool {
    /// `W_h(0) ~ Binomial(N_h, v_h rho u)`.
    pub(super) fn new(
        programme: &Programme,
        group: &Group,
        values: &Values,
        arms: usize,
        luck: &mut impl Luck,
    ) -> Self {
        let people = people(group, values);
        let (reach, uptake) = (values.of(programme.reach), values.of(programme.uptake));
        let chance: Vec<Vec<f64>> = group
            .strata
            .iter()
            .map(|stratum| {
                let need = values.of(stratum.need);
                (0..values.trials()).map(|k| need[k] * reach[k] * uptake[k]).collect()
            })
            .collect();
        let waiting = (0..people.len())
            .map(|h| {
                let site = site(programme, group, h, 0, "pool", "");
                columns(&luck.shared(&site, &people[h], &chance[h]), arms)
            })
            .collect();
        Self { waiting, people, chance }
    }

    /// `E = sum_h N_h v_h rho u`, by trial.
    pub(super) fn expected(&self) -> Vec<f64> {
        let trials = self.people[0].len();
        (0..trials)
            .map(|k| self.people.iter().zip(&self.chance).map(|(n, p)| n[k] * p[k]).sum())
            .collect()
    }

    /// Takes the participants of a year out.
    pub(super) fn leave(&mut self, stratum: usize, participants: &Grid) {
        self.waiting[stratum] -= participants;
    }

    /// Takes out whoever took part in another programme for the group: `W ~ Binomial(W, 1 - P_h / (N_h v_h))`.
    #[expect(clippy::too_many_arguments, reason = "an address has this many parts")]
    pub(super) fn thin(
        &mut self,
        programme: &Programme,
        group: &Group,
        other: &Programme,
        stratum: usize,
        year: usize,
        participants: &Grid,
        values: &Values,
        luck: &mut impl Luck,
    ) {
        let need = values.of(group.strata[stratum].need);
        let people = &self.people[stratum];
        let chance = Grid::from_shape_fn(participants.dim(), |(j, k)| {
            let in_need = people[k] * need[k];
            // Luck can bring more people into a pool than are in need on average: then nobody is left.
            if in_need > 0.0 { (1.0 - participants[[j, k]] / in_need).max(0.0) } else { 1.0 }
        });
        let site = site(programme, group, stratum, year, "other programme", &other.name);
        self.waiting[stratum] = luck.successes_by_arm(&site, &self.waiting[stratum], &chance);
    }

    /// The pool of the next year:
    /// `W_h(t+1) = min(N_h, Binomial(W_h(t) - P_h(t), 1 - tau) + Binomial(N_h, tau v_h rho u))`.
    pub(super) fn next_year(
        &mut self,
        programme: &Programme,
        group: &Group,
        year: usize,
        values: &Values,
        luck: &mut impl Luck,
    ) {
        let turnover = values.of(group.turnover);
        let stay: Vec<f64> = turnover.iter().map(|tau| 1.0 - tau).collect();
        for h in 0..self.waiting.len() {
            let enter: Vec<f64> =
                turnover.iter().zip(&self.chance[h]).map(|(tau, chance)| tau * chance).collect();
            let arms = self.waiting[h].nrows();
            let people = &self.people[h];
            let stayed = luck.successes(
                &site(programme, group, h, year, "stay", ""),
                &self.waiting[h],
                &stay,
            );
            let entered =
                luck.shared(&site(programme, group, h, year, "enter", ""), people, &enter);
            let mut next = stayed + columns(&entered, arms);
            next.zip_mut_with(&columns(people, arms), |w, n| *w = w.min(*n));
            self.waiting[h] = next;
        }
    }
}

/// One column repeated for every arm.
pub(super) fn columns(values: &[f64], arms: usize) -> Grid {
    Grid::from_shape_fn((arms, values.len()), |(_, k)| values[k])
}

/// A place in the staffing and the pool of a programme.
pub(super) fn site<'a>(
    programme: &'a Programme,
    group: &'a Group,
    stratum: usize,
    year: usize,
    step: &'a str,
    detail: &'a str,
) -> Site<'a> {
    Site {
        programme: &programme.name,
        group: &group.name,
        stratum: &group.strata[stratum].name,
        service_year: None,
        year,
        outcome: "",
        step,
        detail,
    }
}
