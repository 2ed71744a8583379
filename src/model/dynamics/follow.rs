//! Follows the people of a service year through the years after: how many units of an outcome are avoided, and when.

use super::money::Entries;
use super::risk::{Risk, change};
use super::values::{Table, Values, fading};
use crate::model::luck::{Grid, Luck, Site, add_scaled, scale};
use crate::model::{Effect, Group, Kind, Model, Outcome, Programme};

/// One effect of a programme, ready to be followed.
pub(super) struct Case<'a> {
    model: &'a Model,
    programme: &'a Programme,
    group: &'a Group,
    pub effect: &'a Effect,
    pub outcome: &'a Outcome,
    pub values: &'a Values,
    /// `e` by trial.
    exit: &'a [f64],
    /// `S = (1 - e)^a`: `[age][trial]`.
    alive: Table,
    /// By stratum; none for a score.
    risks: Vec<Risk>,
    /// For a score: points per person, `[age][trial]`.
    points: Table,
}

/// The people of a stratum and service year on whom the effect acts.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub service_year: usize,
    pub stratum: usize,
    /// `K`.
    pub people: &'a Grid,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        model: &'a Model,
        programme: &'a Programme,
        effect: &'a Effect,
        values: &'a Values,
    ) -> Self {
        let group = &model.groups[programme.group];
        let outcome = &model.outcomes[effect.outcome];
        let exit = values.of(group.exit);
        let followed = outcome.at_risk.min(model.horizon);
        let alive = values.staying(exit, followed);
        // A state has an effect on entry alone; what happens to it later is up to `keep` and `natural`.
        let ages = if matches!(outcome.kind, Kind::State { .. }) { 1 } else { followed };
        let left = effect.half_life.map(|h| fading(values.of(h), ages));
        let (mut risks, mut points) = (Vec::new(), Table::new());
        if outcome.kind == Kind::Score {
            let full = change(effect, values);
            let share = values.of(outcome.service_year_share);
            for age in 0..ages {
                let mut each = full.clone();
                multiply(&mut each, &alive[age]);
                if let Some(left) = &left {
                    multiply(&mut each, &left[age]);
                }
                if age == 0 {
                    multiply(&mut each, share);
                }
                points.push(each);
            }
        } else {
            risks = (0..group.strata.len())
                .map(|h| Risk::new(outcome, effect, h, values, left.as_ref(), ages))
                .collect();
        }
        Self { model, programme, group, effect, outcome, values, exit, alive, risks, points }
    }

    /// Follows cells, ordered by service year, to the horizon and enters what is avoided in the books.
    pub(super) fn follow(&self, cells: &[Cell], luck: &mut impl Luck, books: &mut impl Entries) {
        if self.outcome.kind == Kind::Use {
            self.usage(cells, luck, books);
            return;
        }
        for cell in cells {
            match self.outcome.kind {
                Kind::Event | Kind::Use => self.event(*cell, luck, books),
                Kind::Once => self.once(*cell, luck, books),
                Kind::State { keep, natural } => {
                    let (keep, natural) = (self.values.of(keep), self.values.of(natural));
                    self.state(*cell, (keep, natural), luck, books);
                }
                Kind::Score => self.score(*cell, books),
            }
        }
    }

    /// Marks the trials in which the baseline of any stratum was cut at 1.
    pub(super) fn mark_cut(&self, cut: &mut [bool]) {
        for risk in &self.risks {
            for (cut, here) in cut.iter_mut().zip(&risk.cut) {
                *cut |= here;
            }
        }
    }

    /// Ages at which the people of service year `s` are followed.
    fn ages(&self, s: usize) -> std::ops::Range<usize> {
        0..self.outcome.at_risk.min(self.model.horizon - s)
    }

    /// The address of a step in a cell.
    fn site<'b>(&'b self, h: Option<usize>, s: Option<usize>, t: usize, step: &'b str) -> Site<'b> {
        Site {
            programme: &self.programme.name,
            group: &self.group.name,
            stratum: h.map_or("", |h| &self.group.strata[h].name),
            service_year: s,
            year: t,
            outcome: &self.outcome.name,
            step,
            detail: "",
        }
    }

    /// avoided `~ Binomial(K, S b (1 - R(a)))`.
    fn event(&self, cell: Cell, luck: &mut impl Luck, books: &mut impl Entries) {
        let Cell { service_year: s, stratum: h, people } = cell;
        let risk = &self.risks[h];
        for a in self.ages(s) {
            let mut chance = risk.at(a).differ.clone();
            multiply(&mut chance, &self.alive[a]);
            let site = self.site(Some(h), Some(s), s + a, "avoided");
            let avoided = luck.successes(&site, people, &chance);
            books.enter(s, s + a, &site, &avoided, &risk.sign, luck);
        }
    }

    /// Two worlds side by side, so that prevention is told from postponement: `B` has no event yet in either, `V` had it
    /// only in the worse world.
    fn once(&self, cell: Cell, luck: &mut impl Luck, books: &mut impl Entries) {
        let Cell { service_year: s, stratum: h, people } = cell;
        let risk = &self.risks[h];
        let minus: Vec<f64> = risk.sign.iter().map(|x| -x).collect();
        let stay: Vec<f64> = self.exit.iter().map(|e| 1.0 - e).collect();
        let mut b = people.clone();
        let mut v = Grid::zeros(b.dim());
        for a in self.ages(s) {
            let t = s + a;
            let site = |step| self.site(Some(h), Some(s), t, step);
            if a > 0 {
                b = luck.successes(&site("exit both"), &b, &stay);
                v = luck.successes(&site("exit one"), &v, &stay);
            }
            let gap = risk.at(a);
            let avoided = luck.successes(&site("avoided"), &b, &gap.differ);
            b -= &avoided;
            // b R / (1 - b (1 - R)): it happens in both worlds, given that it did not happen in one alone.
            let common: Vec<f64> = gap
                .both
                .iter()
                .zip(&gap.differ)
                .map(
                    |(both, differ)| {
                        if *differ < 1.0 { (both / (1.0 - differ)).min(1.0) } else { 0.0 }
                    },
                )
                .collect();
            b -= &luck.successes(&site("common"), &b, &common);
            let returned = luck.successes(&site("returned"), &v, &gap.both);
            v = v + &avoided - &returned;
            books.enter(s, t, &site("avoided"), &avoided, &risk.sign, luck);
            books.enter(s, t, &site("returned"), &returned, &minus, luck);
        }
    }

    /// avoided `~ Poisson(sum over strata and cohorts of K S b (1 - R(a)))`, pooled: the service years share the units
    /// in proportion to what is expected of them.
    fn usage(&self, cells: &[Cell], luck: &mut impl Luck, books: &mut impl Entries) {
        let sign = &self.risks[0].sign;
        for t in 0..self.model.horizon {
            let mut cohorts: Vec<(usize, Grid)> = Vec::new();
            for cell in cells {
                let s = cell.service_year;
                if s > t || !self.ages(s).contains(&(t - s)) {
                    continue;
                }
                let mut rate = self.risks[cell.stratum].at(t - s).differ.clone();
                multiply(&mut rate, &self.alive[t - s]);
                match cohorts.last_mut() {
                    Some((year, mean)) if *year == s => add_scaled(mean, cell.people, &rate),
                    _ => {
                        let mut mean = cell.people.clone();
                        scale(&mut mean, &rate);
                        cohorts.push((s, mean));
                    }
                }
            }
            let Some((_, first)) = cohorts.first() else { continue };
            let mut exposure = first.clone();
            for (_, mean) in &cohorts[1..] {
                exposure += mean;
            }
            let site = self.site(None, None, t, "avoided");
            let avoided = luck.points(&site, &exposure);
            books.enter_pooled(&cohorts, &exposure, t, &site, &avoided, sign, luck);
        }
    }

    /// freed `~ Binomial(K, b (1 - R))` in the year of service; still free next year
    /// `~ Binomial(previous, keep (1 - natural) (1 - e))`. A unit is a person-year.
    fn state(
        &self,
        cell: Cell,
        (keep, natural): (&[f64], &[f64]),
        luck: &mut impl Luck,
        books: &mut impl Entries,
    ) {
        let Cell { service_year: s, stratum: h, people } = cell;
        let risk = &self.risks[h];
        let still: Vec<f64> = (0..self.values.trials())
            .map(|k| keep[k] * (1.0 - natural[k]) * (1.0 - self.exit[k]))
            .collect();
        let share = self.values.of(self.outcome.service_year_share);
        let in_part: Vec<f64> =
            risk.sign.iter().zip(share).map(|(sign, share)| sign * share).collect();
        let mut free = people.clone();
        for a in self.ages(s) {
            let t = s + a;
            let (step, chance) =
                if a == 0 { ("freed", &risk.at(0).differ) } else { ("kept", &still) };
            let site = self.site(Some(h), Some(s), t, step);
            free = luck.successes(&site, &free, chance);
            books.enter(s, t, &site, &free, if a == 0 { &in_part } else { &risk.sign }, luck);
        }
    }

    /// `K S change 2^(-a / half_life)` point-years; no luck.
    fn score(&self, cell: Cell, books: &mut impl Entries) {
        let s = cell.service_year;
        for a in self.ages(s) {
            let mut points = cell.people.clone();
            scale(&mut points, &self.points[a]);
            books.enter_units(s, s + a, &points);
        }
    }
}

/// Multiplies trial by trial.
fn multiply(values: &mut [f64], factors: &[f64]) {
    for (value, factor) in values.iter_mut().zip(factors) {
        *value *= factor;
    }
}
