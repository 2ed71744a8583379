//! A fluent builder of models: every part has a plain default, and each call changes the part that was named last.

use wijkimpact::model::{
    Arm, Correlation, Discounting, Group, Input, Inputs, Model, Party, Quantity, Stratum, Timing,
    Wanted,
};

use super::number::Number;

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

mod effects;
mod outcomes;
mod programmes;

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
            discounting: Discounting {
                rate,
                qaly_rate: None,
                timing: Timing::Start,
                also: Vec::new(),
            },
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
        self.model.groups.push(Group {
            name: name.to_owned(),
            size,
            turnover: none,
            exit: none,
            strata,
        });
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
