//! The slow simulator, second half: what happens to the people helped, and what it is worth; from the model page alone.

use wijkimpact::model::{
    Among, Baseline, Benefit, Effect, Kind, Ledger, Measure, Model, Outcome, Programme, Quantity,
};

use crate::luck::Luck;
use crate::service::{Service, value};

/// Yearly books of one arm: `[party][year]` in euros, `[year]` in QALYs, `[sector]` in FTE-years.
pub(crate) struct Yield {
    pub(crate) benefit: Vec<Vec<f64>>,
    pub(crate) cashable: Vec<Vec<f64>>,
    pub(crate) qaly: Vec<f64>,
    pub(crate) care: Vec<f64>,
    /// Net avoided units by effect.
    pub(crate) avoided: Vec<f64>,
}

/// `b_h` at age 0 for a full year.
fn baseline(model: &Model, outcome: &Outcome, h: usize) -> f64 {
    let b = match outcome.baseline[h] {
        Baseline::Value(b) => value(model, b),
        Baseline::Ratio { first, ratio } => value(model, first) * value(model, ratio),
    };
    b * outcome.by_age[0]
}

/// `R_h`, corrected, at age 0.
fn relative_risk(model: &Model, effect: &Effect, outcome: &Outcome, h: usize) -> f64 {
    let v = |q: Quantity| value(model, q);
    let b = effect.study_baseline.map_or_else(|| baseline(model, outcome, h), v);
    let causal = v(effect.causal);
    let from_odds = |odds: f64| odds / (1.0 - b + b * odds);
    let caused = match effect.measure {
        Measure::RelativeRisk(q) | Measure::RateRatio(q) => (causal * v(q).ln()).exp(),
        Measure::OddsRatio(q) => (causal * from_odds(v(q)).ln()).exp(),
        Measure::StandardisedMeanDifference(q) => {
            let odds = (std::f64::consts::PI * v(q) / 3.0_f64.sqrt()).exp();
            (causal * from_odds(odds).ln()).exp()
        }
        Measure::RiskDifference(q) => (1.0 + causal * v(q) / b).max(0.0),
        Measure::Change(_) => 1.0,
    };
    1.0 - (1.0 - caused) * v(effect.attribution) * (1.0 - v(effect.displacement))
}

/// One effect of one programme in one arm.
struct Follow<'a> {
    model: &'a Model,
    p: usize,
    programme: &'a Programme,
    index: usize,
    effect: &'a Effect,
    outcome: &'a Outcome,
    /// `K` as `[year][stratum]`.
    helped: &'a [Vec<usize>],
}

impl Follow<'_> {
    fn v(&self, q: Quantity) -> f64 {
        value(self.model, q)
    }

    fn exit(&self) -> f64 {
        self.v(self.model.groups[self.programme.group].exit)
    }

    fn half_life(&self) -> f64 {
        self.effect.half_life.map_or(f64::INFINITY, |q| self.v(q))
    }

    fn place(&self, step: &'static str, h: usize, s: usize, t: usize) -> crate::luck::Place {
        (step, [self.p, h, s, t, self.effect.outcome])
    }

    /// `lo` and `hi` at an age, and the sign.
    fn risks(&self, h: usize, a: usize) -> (f64, f64, f64) {
        let state = matches!(self.outcome.kind, Kind::State { .. });
        let by_age = &self.outcome.by_age;
        let mut b =
            baseline(self.model, self.outcome, h) / by_age[0] * by_age[a.min(by_age.len() - 1)];
        if a == 0 && !state {
            b *= self.v(self.outcome.service_year_share);
        }
        let r = relative_risk(self.model, self.effect, self.outcome, h);
        let with = b * r.powf(2.0_f64.powf(-(a as f64) / self.half_life()));
        let with = if self.outcome.kind == Kind::Use { with } else { with.min(1.0) };
        (b.min(with), b.max(with), if r > 1.0 { -1.0 } else { 1.0 })
    }

    /// Calls `book` with service year, year, net units, and a way to draw what they cost at a spread: units weighted.
    fn run(&self, luck: &mut Luck, out: &mut Yield) {
        let last = |s: usize| (self.model.horizon - s).min(self.outcome.at_risk);
        let alive = |a: usize| (1.0 - self.exit()).powi(i32::try_from(a).unwrap());
        if self.outcome.kind == Kind::Use {
            for t in 0..self.model.horizon {
                let means: Vec<(usize, f64, f64)> = (0..self.helped.len())
                    .filter(|s| t >= *s && t - s < last(*s))
                    .flat_map(|s| (0..self.helped[s].len()).map(move |h| (s, h)))
                    .map(|(s, h)| {
                        let (lo, hi, sign) = self.risks(h, t - s);
                        (s, self.helped[s][h] as f64 * alive(t - s) * (hi - lo), sign)
                    })
                    .collect();
                let all: f64 = means.iter().map(|(_, m, _)| m).sum();
                if all > 0.0 {
                    let n = luck.points(self.place("avoided", 0, 0, t), all);
                    let shares: Vec<(usize, f64)> =
                        means.iter().map(|(s, m, sign)| (*s, sign * m / all)).collect();
                    self.book(("avoided", 0, 0, t), n, &shares, luck, out);
                }
            }
            return;
        }
        for s in 0..self.helped.len() {
            for (h, k) in self.helped[s].iter().enumerate() {
                let (mut both, mut one, mut free) = (*k, 0, *k);
                for a in 0..last(s) {
                    let t = s + a;
                    // A score has no risk.
                    let (lo, hi, sign) = if self.outcome.kind == Kind::Score {
                        (0.0, 0.0, 1.0)
                    } else {
                        self.risks(h, a)
                    };
                    match self.outcome.kind {
                        Kind::Event => {
                            let place = self.place("avoided", h, s, t);
                            let n = luck.successes(place, *k, alive(a) * (hi - lo));
                            self.book(("avoided", h, s, t), n, &[(s, sign)], luck, out);
                        }
                        Kind::Once => {
                            if a > 0 {
                                let stay = 1.0 - self.exit();
                                both = luck.successes(self.place("lives", h, s, t), both, stay);
                                one = luck.successes(self.place("lives too", h, s, t), one, stay);
                            }
                            let n = luck.successes(self.place("avoided", h, s, t), both, hi - lo);
                            let chance = lo / (1.0 - (hi - lo));
                            let common =
                                luck.successes(self.place("common", h, s, t), both - n, chance);
                            let back = luck.successes(self.place("returned", h, s, t), one, lo);
                            both -= n + common;
                            one = one + n - back;
                            self.book(("avoided", h, s, t), n, &[(s, sign)], luck, out);
                            self.book(("returned", h, s, t), back, &[(s, -sign)], luck, out);
                        }
                        Kind::State { keep, natural } => {
                            let stay = self.v(keep) * (1.0 - self.v(natural)) * (1.0 - self.exit());
                            let chance = if a == 0 { hi - lo } else { stay };
                            free = luck.successes(self.place("free", h, s, t), free, chance);
                            let part =
                                if a == 0 { self.v(self.outcome.service_year_share) } else { 1.0 };
                            self.book(("free", h, s, t), free, &[(s, sign * part)], luck, out);
                        }
                        Kind::Score => {
                            let Measure::Change(q) = self.effect.measure else { unreachable!() };
                            let kept = self.v(self.effect.causal)
                                * self.v(self.effect.attribution)
                                * (1.0 - self.v(self.effect.displacement));
                            let left = 2.0_f64.powf(-(a as f64) / self.half_life());
                            let part =
                                if a == 0 { self.v(self.outcome.service_year_share) } else { 1.0 };
                            let units = *k as f64 * alive(a) * self.v(q) * kept * left * part;
                            self.pay_all(s, t, units, |_| units, out);
                        }
                        Kind::Use => unreachable!(),
                    }
                }
            }
        }
    }

    /// `n` whole cases, of which each service year gets a signed share.
    fn book(
        &self,
        (step, h, s, t): (&'static str, usize, usize, usize),
        n: usize,
        shares: &[(usize, f64)],
        luck: &mut Luck,
        out: &mut Yield,
    ) {
        let drawn: Vec<f64> = self
            .outcome
            .benefits
            .iter()
            .enumerate()
            .map(|(i, benefit)| match benefit.stream.as_ref().and_then(|s| s.spread) {
                Some(cv) => {
                    let (what, mut at) = self.place(step, h, s, t);
                    at[4] += 100 * (i + 1);
                    luck.costs((what, at), n, self.v(cv))
                }
                None => n as f64,
            })
            .collect();
        for (s, share) in shares {
            self.pay_all(*s, t, n as f64 * share, |i| drawn[i] * share, out);
        }
    }

    fn pay_all(
        &self,
        s: usize,
        t: usize,
        units: f64,
        cases: impl Fn(usize) -> f64,
        out: &mut Yield,
    ) {
        out.avoided[self.index] += units;
        for (i, benefit) in self.outcome.benefits.iter().enumerate() {
            for year in t + benefit.after..t + benefit.after + benefit.lasts {
                if year < self.model.horizon {
                    self.pay(benefit, s, year, units, cases(i), out);
                }
            }
        }
    }

    /// One payment year of one entry.
    fn pay(
        &self,
        benefit: &Benefit,
        s: usize,
        year: usize,
        units: f64,
        cases: f64,
        out: &mut Yield,
    ) {
        let counted = 1.0 - self.v(benefit.overlap);
        if let Some(care) = &benefit.care {
            let per_fte = self.v(self.model.hours_per_fte);
            out.care[care.sector] += units * counted * self.v(care.hours) / per_fte;
        }
        if let Some(qaly) = benefit.qaly {
            out.qaly[year] += units * counted * self.v(qaly);
        }
        let Some(stream) = &benefit.stream else { return };
        let grown = (1.0 + self.v(stream.growth)).powi(i32::try_from(year).unwrap());
        let money = cases * counted * self.v(stream.euro) * grown;
        let mut to = |party: usize, money: f64, cashable: f64| {
            let (left, elsewhere) =
                self.model.parties[party].leaves.map_or((0.0, party), |(l, e)| {
                    (1.0 - (1.0 - self.v(l)).powi(i32::try_from(year - s).unwrap()), e)
                });
            for (party, share) in [(party, 1.0 - left), (elsewhere, left)] {
                out.benefit[party][year] += money * share;
                out.cashable[party][year] += money * share * cashable;
            }
        };
        to(stream.to, money, self.v(stream.cashable));
        if let Ledger::Transfer { from } = stream.ledger {
            to(from, -money, 1.0);
        }
    }
}

/// Everything the arm's people avoid, and its worth.
pub(crate) fn follow(model: &Model, service: &Service, luck: &mut Luck) -> Yield {
    let years = || vec![vec![0.0; model.horizon]; model.parties.len()];
    let mut out = Yield {
        benefit: years(),
        cashable: years(),
        qaly: vec![0.0; model.horizon],
        care: vec![0.0; model.sectors.len()],
        avoided: vec![0.0; model.effects().count()],
    };
    let mut index = 0;
    for (p, programme) in model.programmes.iter().enumerate() {
        for effect in &programme.effects {
            let helped = match effect.among {
                Among::Participants => &service.participants[p],
                Among::Completers => &service.completers[p],
            };
            let outcome = &model.outcomes[effect.outcome];
            Follow { model, p, programme, index, effect, outcome, helped }.run(luck, &mut out);
            index += 1;
        }
    }
    out
}
