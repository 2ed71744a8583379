//! A fluent builder of models: every part has a plain default, and each call changes the part that was named last.

use wijkimpact::model::{
    Among, Arm, Baseline, Benefit, Capacity, Care, Correlation, Costs, Discounting, Effect, Group, Input,
    Inputs, Kind, Ledger, Measure, Model, Outcome, Party, Programme, Quantity, Role, Stratum, Stream,
    Timing, Wanted,
};

use super::number::Number;

/// A model under construction. Defaults: one year, no discounting, no luck that was not asked for (all shares 1, no
/// turnover, no exit, practically a perfect queue), one FTE with ten places and no cost.
pub(crate) struct World {
    model: Model,
    arms: Vec<(String, Option<f64>, Vec<f64>)>,
}

/// Places of the default parties.
pub(crate) const GEMEENTE: usize = 0;
pub(crate) const VERZEKERAAR: usize = 1;
pub(crate) const INWONER: usize = 2;
pub(crate) const ELDERS: usize = 3;
pub(crate) const RIJK: usize = 4;

/// Setters of one number of the latest part.
macro_rules! numbers {
    ($part:ident, $($name:ident => $($field:ident).+;)*) => {
        $(pub(crate) fn $name(mut self, value: impl Into<Number>) -> Self {
            let path = format!("{}.{}", self.$part().name, stringify!($name));
            let quantity = self.number(&path, value);
            self.$part().$($field).+ = quantity;
            self
        })*
    };
}

impl World {
    pub(crate) fn new() -> Self {
        let mut inputs = Inputs::default();
        let rate = inputs.fixed("discounting.rate", 0.0);
        let hours = inputs.fixed("hours_per_fte", 1000.0);
        let party = |name: &str| Party { name: name.to_owned(), leaves: None };
        let model = Model {
            name: "by hand".to_owned(),
            wijk: "WK000000".to_owned(),
            horizon: 1,
            years: 1,
            base_year: 2025,
            price_year: 2025,
            inputs,
            discounting: Discounting { rate, qaly_rate: None, timing: Timing::Start, also: Vec::new() },
            hours_per_fte: hours,
            value_of_qaly: None,
            parties: ["gemeente", "verzekeraar", "inwoner", "elders", "rijk"].map(party).to_vec(),
            inwoner: INWONER,
            sectors: vec!["wijkverpleging".to_owned(), "ggz".to_owned()],
            groups: Vec::new(),
            programmes: Vec::new(),
            outcomes: Vec::new(),
            arms: Vec::new(),
        };
        Self { model, arms: Vec::new() }.levels(&[0.0, 1.0, 2.0])
    }

    /// Adds an input; one that replaces a default leaves the old one unused.
    pub(crate) fn number(&mut self, path: &str, value: impl Into<Number>) -> Quantity {
        match value.into() {
            Number::Known(value) => self.model.inputs.fixed(path, value),
            Number::Drawn(distribution) => self.model.inputs.add(Input {
                path: path.to_owned(),
                distribution,
                varies_between_wijken: false,
            }),
        }
    }

    pub(crate) fn years(mut self, horizon: usize, years: usize) -> Self {
        self.model.horizon = horizon;
        self.model.years = years;
        self
    }

    pub(crate) fn rate(mut self, rate: impl Into<Number>, timing: Timing) -> Self {
        self.model.discounting.rate = self.number("discounting.rate", rate);
        self.model.discounting.timing = timing;
        self
    }

    pub(crate) fn also(mut self, rates: &[f64]) -> Self {
        self.model.discounting.also = rates.to_vec();
        self
    }

    pub(crate) fn qalys(mut self, value: impl Into<Number>, rate: Option<f64>) -> Self {
        self.model.value_of_qaly = Some(self.number("value_of_qaly", value));
        self.model.discounting.qaly_rate = rate.map(|rate| self.number("qaly_rate", rate));
        self
    }

    pub(crate) fn leaves(mut self, party: usize, share: f64) -> Self {
        let share = self.number("leaves", share);
        self.model.parties[party].leaves = Some((share, ELDERS));
        self
    }

    /// A group with one stratum of which everybody is in need.
    pub(crate) fn group(mut self, name: &str, size: impl Into<Number>) -> Self {
        let size = self.number(&format!("{name}.size"), size);
        let (none, all) = (self.number("none", 0.0), self.number("all", 1.0));
        let strata = vec![Stratum { name: "all".to_owned(), share: 1.0, need: all }];
        self.model.groups.push(Group { name: name.to_owned(), size, turnover: none, exit: none, strata });
        self
    }

    fn latest_group(&mut self) -> &mut Group {
        self.model.groups.last_mut().unwrap()
    }

    numbers! { latest_group, turnover => turnover; exit => exit; }

    /// Strata with their share and need; call it before the group's programmes.
    pub(crate) fn strata(mut self, strata: &[(f64, f64)]) -> Self {
        let made = strata
            .iter()
            .enumerate()
            .map(|(h, (share, need))| {
                let need = self.number(&format!("need {h}"), *need);
                Stratum { name: format!("h{h}"), share: *share, need }
            })
            .collect();
        self.latest_group().strata = made;
        self
    }

    /// A programme for the latest group.
    pub(crate) fn programme(mut self, name: &str) -> Self {
        let [none, one, ten] = [0.0, 1.0, 10.0].map(|x| self.number("default", x));
        let queue = self.number("queue", 1e4);
        let group = self.model.groups.len() - 1;
        let targeting = vec![one; self.model.groups[group].strata.len()];
        let role = Role {
            name: name.to_owned(), fte: one, cost_per_fte: none, places_per_fte: Some(ten),
        };
        self.model.programmes.push(Programme {
            name: name.to_owned(), group, roles: vec![role], capacity: Capacity::PlacesPerFte, hireable: one,
            ramp: one, returns_to_scale: one, reach: one, uptake: one, friction: queue, completion: one,
            targeting,
            costs: Costs {
                overhead: none, fixed: none, per_participant: none,
                paid_by: vec![(GEMEENTE, 1.0)], extra_paid_by: vec![(GEMEENTE, 1.0)],
            },
            effects: Vec::new(),
        });
        self
    }

    fn latest_programme(&mut self) -> &mut Programme {
        self.model.programmes.last_mut().unwrap()
    }

    numbers! { latest_programme,
        hireable => hireable; ramp => ramp; returns => returns_to_scale; reach => reach; uptake => uptake;
        friction => friction; completion => completion; overhead => costs.overhead; fixed => costs.fixed;
        per_participant => costs.per_participant;
    }

    /// Staff in one role: FTE, places and euro per FTE.
    pub(crate) fn staff(mut self, fte: impl Into<Number>, places: impl Into<Number>, euro: f64) -> Self {
        self.latest_programme().roles.clear();
        self.role("staff", fte, Some(places.into()), euro)
    }

    /// One role more.
    pub(crate) fn role(
        mut self, name: &str, fte: impl Into<Number>, places: Option<Number>, euro: f64,
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

    /// An outcome of the latest group, with one baseline for each stratum.
    pub(crate) fn outcome(mut self, name: &str, kind: Kind, baseline: &[f64]) -> Self {
        let baseline = baseline
            .iter()
            .map(|b| Baseline::Value(self.number(&format!("{name}.baseline"), *b)))
            .collect();
        let share = self.number("service_year_share", 1.0);
        self.model.outcomes.push(Outcome {
            name: name.to_owned(), group: self.model.groups.len() - 1, kind, unit: "unit".to_owned(),
            baseline, by_age: vec![1.0], at_risk: self.model.horizon, service_year_share: share,
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
            euro: self.number(&format!("{name}.euro"), euro), reindex: 1.0, to: GEMEENTE,
            ledger: Ledger::Welfare, growth: none, cashable: all, spread: None,
        };
        self.latest_outcome().benefits.push(Benefit {
            name: name.to_owned(), stream: Some(stream), after: 0, lasts: 1, overlap: none, care: None,
            qaly: None, category: None,
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

    /// What the latest programme does to the latest outcome.
    pub(crate) fn effect(self, among: Among, measure: fn(Quantity) -> Measure, value: impl Into<Number>) -> Self {
        let outcome = self.model.outcomes.len() - 1;
        self.effect_on(outcome, among, measure, value)
    }

    /// What the latest programme does to an outcome.
    pub(crate) fn effect_on(
        mut self, outcome: usize, among: Among, measure: fn(Quantity) -> Measure, value: impl Into<Number>,
    ) -> Self {
        let path = format!("{}.{outcome}.effect", self.latest_programme().name);
        let (value, all) = (self.number(&path, value), self.number("all", 1.0));
        let none = self.number("none", 0.0);
        self.latest_programme().effects.push(Effect {
            outcome, among, measure: measure(value), study_baseline: None, causal: all, attribution: all,
            displacement: none, half_life: None,
        });
        self
    }

    fn change_effect(mut self, value: f64, change: impl FnOnce(&mut Effect, Quantity)) -> Self {
        let value = self.number("of effect", value);
        change(self.latest_programme().effects.last_mut().unwrap(), value);
        self
    }

    pub(crate) fn half_life(self, years: f64) -> Self {
        self.change_effect(years, |e, q| e.half_life = Some(q))
    }

    pub(crate) fn study_baseline(self, risk: f64) -> Self {
        self.change_effect(risk, |e, q| e.study_baseline = Some(q))
    }

    pub(crate) fn corrected(self, causal: f64, attribution: f64, displacement: f64) -> Self {
        self.change_effect(causal, |e, q| e.causal = q)
            .change_effect(attribution, |e, q| e.attribution = q)
            .change_effect(displacement, |e, q| e.displacement = q)
    }

    /// Correlates the two inputs added last under these paths.
    pub(crate) fn correlated(mut self, a: &str, b: &str, rank: f64) -> Self {
        let find = |path: &str| {
            self.model.inputs.uncertain_inputs().filter(|(_, i)| i.path == path).last().unwrap().0
        };
        let correlation = Correlation { a: find(a), b: find(b), rank };
        self.model.inputs.correlations.push(correlation);
        self
    }

    /// An uncertain input that nothing uses.
    pub(crate) fn unused(mut self, path: &str, value: impl Into<Number>) -> Self {
        self.number(path, value);
        self
    }

    /// Replaces the arms by levels.
    pub(crate) fn levels(mut self, levels: &[f64]) -> Self {
        self.arms = levels.iter().map(|l| (format!("{l}x"), Some(*l), Vec::new())).collect();
        self
    }

    /// Adds an arm with FTE for each programme.
    pub(crate) fn arm(mut self, name: &str, fte: &[f64]) -> Self {
        self.arms.push((name.to_owned(), None, fte.to_vec()));
        self
    }

    pub(crate) fn build(mut self) -> Model {
        let programmes = self.model.programmes.len();
        self.model.arms = self
            .arms
            .into_iter()
            .map(|(name, level, fte)| match level {
                Some(level) => Arm::level(level, programmes),
                None => Arm { name, level, wanted: fte.into_iter().map(Wanted::Fte).collect() },
            })
            .collect();
        self.model
    }
}
