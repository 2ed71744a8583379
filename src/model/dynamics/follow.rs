//! Follows the people of a service year through the years after: how many units of an outcome are avoided, and when.

use super::money::Books;
use super::risk::{Risk, change};
use super::values::{Table, Values};
use crate::model::luck::{Grid, Luck, Site, add_scaled, scale};
use crate::model::{Effect, Group, Kind, Model, Outcome, Programme};

/// One effect and everybody it acts on.
pub(super) struct Case<'a> {
    pub model: &'a Model,
    pub programme: &'a Programme,
    pub group: &'a Group,
    pub effect: &'a Effect,
    pub outcome: &'a Outcome,
    pub values: &'a Values,
    /// `K` by service year and stratum.
    pub people: &'a [Vec<Grid>],
    /// `e` by trial.
    pub exit: &'a [f64],
    /// `S = (1 - e)^a`: `[age][trial]`.
    pub alive: &'a Table,
}

impl Case<'_> {
    /// Follows every cell (stratum, service year) to the horizon and enters what is avoided in the books.
    /// Marks in `cut` the trials in which a baseline was cut at 1.
    pub(super) fn follow(&self, luck: &mut impl Luck, books: &mut Books, cut: &mut [bool]) {
        if self.outcome.kind == Kind::Score {
            self.score(books);
            return;
        }
        let risks: Vec<Risk> = (0..self.group.strata.len())
            .map(|h| Risk::new(self.outcome, self.effect, h, self.values))
            .collect();
        if self.outcome.kind == Kind::Use {
            self.usage(&risks, luck, books);
        } else {
            for (h, risk) in risks.iter().enumerate() {
                for s in 0..self.people.len() {
                    match self.outcome.kind {
                        Kind::Once => self.once(h, s, risk, luck, books),
                        Kind::State { keep, natural } => {
                            let (keep, natural) = (self.values.of(keep), self.values.of(natural));
                            self.state(h, s, risk, (keep, natural), luck, books);
                        }
                        _ => self.event(h, s, risk, luck, books),
                    }
                }
            }
        }
        for risk in &risks {
            for (cut, here) in cut.iter_mut().zip(&risk.cut) {
                *cut |= here;
            }
        }
    }

    /// Ages at which the people of service year `s` are followed.
    fn ages(&self, s: usize) -> std::ops::Range<usize> {
        0..self.outcome.at_risk.min(self.model.horizon - s)
    }

    /// `S = (1 - e)^a`, by trial.
    fn survival(&self, age: usize) -> &[f64] {
        &self.alive[age]
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
    fn event(&self, h: usize, s: usize, risk: &Risk, luck: &mut impl Luck, books: &mut Books) {
        let sign = risk.sign();
        for a in self.ages(s) {
            let mut chance = risk.at(a).differ;
            multiply(&mut chance, self.survival(a));
            let site = self.site(Some(h), Some(s), s + a, "avoided");
            let avoided = luck.successes(&site, &self.people[s][h], &chance);
            books.enter(s, s + a, &site, &avoided, &sign, luck);
        }
    }

    /// Two worlds side by side, so that prevention is told from postponement: `B` has no event yet in either, `V` had it
    /// only in the worse world.
    fn once(&self, h: usize, s: usize, risk: &Risk, luck: &mut impl Luck, books: &mut Books) {
        let sign = risk.sign();
        let minus: Vec<f64> = sign.iter().map(|x| -x).collect();
        let stay: Vec<f64> = self.exit.iter().map(|e| 1.0 - e).collect();
        let mut b = self.people[s][h].clone();
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
            books.enter(s, t, &site("avoided"), &avoided, &sign, luck);
            books.enter(s, t, &site("returned"), &returned, &minus, luck);
        }
    }

    /// avoided `~ Poisson(sum over strata and cohorts of K S b (1 - R(a)))`, pooled: the service years share the units
    /// in proportion to what is expected of them.
    fn usage(&self, risks: &[Risk], luck: &mut impl Luck, books: &mut Books) {
        let sign = risks[0].sign();
        for t in 0..self.model.horizon {
            let mut cohorts: Vec<(usize, Grid)> = Vec::new();
            for s in 0..self.people.len().min(t + 1) {
                if !self.ages(s).contains(&(t - s)) {
                    continue;
                }
                let alive = self.survival(t - s);
                let mut mean = Grid::zeros(self.people[s][0].dim());
                for (people, risk) in self.people[s].iter().zip(risks) {
                    let mut rate = risk.at(t - s).differ;
                    multiply(&mut rate, alive);
                    add_scaled(&mut mean, people, &rate);
                }
                cohorts.push((s, mean));
            }
            let Some((_, first)) = cohorts.first() else { continue };
            let mut exposure = first.clone();
            for (_, mean) in &cohorts[1..] {
                exposure += mean;
            }
            let site = self.site(None, None, t, "avoided");
            let avoided = luck.points(&site, &exposure);
            books.enter_pooled(&cohorts, &exposure, t, &site, &avoided, &sign, luck);
        }
    }

    /// freed `~ Binomial(K, b (1 - R))` in the year of service; still free next year
    /// `~ Binomial(previous, keep (1 - natural) (1 - e))`. A unit is a person-year.
    fn state(
        &self,
        h: usize,
        s: usize,
        risk: &Risk,
        (keep, natural): (&[f64], &[f64]),
        luck: &mut impl Luck,
        books: &mut Books,
    ) {
        let still: Vec<f64> = (0..self.values.trials())
            .map(|k| keep[k] * (1.0 - natural[k]) * (1.0 - self.exit[k]))
            .collect();
        let share = self.values.of(self.outcome.service_year_share);
        let sign = risk.sign();
        let in_part: Vec<f64> = sign.iter().zip(share).map(|(sign, share)| sign * share).collect();
        let mut free = self.people[s][h].clone();
        for a in self.ages(s) {
            let t = s + a;
            let (step, chance) =
                if a == 0 { ("freed", &risk.at(0).differ) } else { ("kept", &still) };
            let site = self.site(Some(h), Some(s), t, step);
            free = luck.successes(&site, &free, chance);
            books.enter(s, t, &site, &free, if a == 0 { &in_part } else { &sign }, luck);
        }
    }

    /// `K S change 2^(-a / half_life)` point-years; no luck.
    fn score(&self, books: &mut Books) {
        for s in 0..self.people.len() {
            for a in self.ages(s) {
                let mut per_person = change(self.outcome, self.effect, a, self.values);
                multiply(&mut per_person, self.survival(a));
                for people in &self.people[s] {
                    let mut points = people.clone();
                    scale(&mut points, &per_person);
                    books.enter_units(s, s + a, &points);
                }
            }
        }
    }
}

/// Multiplies trial by trial.
fn multiply(values: &mut [f64], factors: &[f64]) {
    for (value, factor) in values.iter_mut().zip(factors) {
        *value *= factor;
    }
}
