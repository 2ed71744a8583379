//! Outcomes of a hand-made world, and what avoiding them is worth.

use wijkimpact::model::{Baseline, Benefit, Care, Kind, Ledger, Outcome, Stream};

use super::{GEMEENTE, World};
use crate::support::number::Number;

impl World {
    /// An outcome of the latest group, with one baseline for each stratum.
    pub(crate) fn outcome(mut self, name: &str, kind: Kind, baseline: &[f64]) -> Self {
        let baseline = baseline
            .iter()
            .map(|b| Baseline::Value(self.number(&format!("{name}.baseline"), *b)))
            .collect();
        let share = self.number("service_year_share", 1.0);
        self.model.outcomes.push(Outcome {
            name: name.to_owned(),
            group: self.model.groups.len() - 1,
            kind,
            unit: "unit".to_owned(),
            baseline,
            by_age: vec![1.0],
            at_risk: self.model.horizon,
            service_year_share: share,
            benefits: Vec::new(),
        });
        self
    }

    pub(crate) fn state(mut self, name: &str, baseline: &[f64], keep: f64, natural: f64) -> Self {
        let (keep, natural) = (self.number("keep", keep), self.number("natural", natural));
        self.outcome(name, Kind::State { keep, natural }, baseline)
    }

    fn latest_outcome(&mut self) -> &mut Outcome {
        self.model.outcomes.last_mut().unwrap()
    }

    numbers! { latest_outcome, service_year_share => service_year_share; }

    pub(crate) fn uncertain_baseline(mut self, value: impl Into<Number>) -> Self {
        let path = format!("{}.baseline", self.latest_outcome().name);
        let value = Baseline::Value(self.number(&path, value));
        self.latest_outcome().baseline.fill(value);
        self
    }

    pub(crate) fn by_age(mut self, factors: &[f64]) -> Self {
        self.latest_outcome().by_age = factors.to_vec();
        self
    }

    pub(crate) fn at_risk(mut self, ages: usize) -> Self {
        self.latest_outcome().at_risk = ages;
        self
    }

    /// A benefit entry of the latest outcome: real money to the municipality, once, at once.
    pub(crate) fn benefit(mut self, name: &str, euro: impl Into<Number>) -> Self {
        let (none, all) = (self.number("none", 0.0), self.number("all", 1.0));
        let stream = Stream {
            euro: self.number(&format!("{name}.euro"), euro),
            to: GEMEENTE,
            ledger: Ledger::Welfare,
            growth: none,
            cashable: all,
            spread: None,
        };
        self.latest_outcome().benefits.push(Benefit {
            name: name.to_owned(),
            stream: Some(stream),
            after: 0,
            lasts: 1,
            overlap: none,
            care: None,
            qaly: None,
            category: None,
        });
        self
    }

    fn latest_benefit(&mut self) -> &mut Benefit {
        self.latest_outcome().benefits.last_mut().unwrap()
    }

    numbers! { latest_benefit, overlap => overlap; }

    /// Changes the money of the latest benefit entry.
    pub(crate) fn stream(mut self, change: impl FnOnce(&mut Stream)) -> Self {
        change(self.latest_benefit().stream.as_mut().unwrap());
        self
    }

    pub(crate) fn to(self, party: usize) -> Self {
        self.stream(|s| s.to = party)
    }

    pub(crate) fn transfer(self, from: usize) -> Self {
        self.stream(|s| s.ledger = Ledger::Transfer { from })
    }

    pub(crate) fn growth(mut self, growth: impl Into<Number>) -> Self {
        let growth = self.number("growth", growth);
        self.stream(|s| s.growth = growth)
    }

    pub(crate) fn cashable(mut self, share: f64) -> Self {
        let share = self.number("cashable", share);
        self.stream(|s| s.cashable = share)
    }

    pub(crate) fn spread(mut self, variation: f64) -> Self {
        let variation = self.number("spread", variation);
        self.stream(|s| s.spread = Some(variation))
    }

    pub(crate) fn paid(mut self, after: usize, lasts: usize) -> Self {
        let benefit = self.latest_benefit();
        benefit.after = after;
        benefit.lasts = lasts;
        self
    }

    pub(crate) fn care(mut self, sector: usize, hours: f64) -> Self {
        let hours = self.number("care", hours);
        self.latest_benefit().care = Some(Care { sector, hours });
        self
    }

    pub(crate) fn qaly(mut self, each: impl Into<Number>) -> Self {
        let each = self.number("qaly", each);
        self.latest_benefit().qaly = Some(each);
        self
    }
}
