//! What the programmes of a hand-made world do to its outcomes.

use wijkimpact::model::{Among, Effect, Measure, Quantity};

use super::World;
use crate::support::number::Number;

impl World {
    /// What the latest programme does to the latest outcome.
    pub(crate) fn effect(
        self,
        among: Among,
        measure: fn(Quantity) -> Measure,
        value: impl Into<Number>,
    ) -> Self {
        let outcome = self.model.outcomes.len() - 1;
        self.effect_on(outcome, among, measure, value)
    }

    /// What the latest programme does to an outcome.
    pub(crate) fn effect_on(
        mut self,
        outcome: usize,
        among: Among,
        measure: fn(Quantity) -> Measure,
        value: impl Into<Number>,
    ) -> Self {
        let path = format!("{}.{outcome}.effect", self.latest_programme().name);
        let (value, all) = (self.number(&path, value), self.number("all", 1.0));
        let none = self.number("none", 0.0);
        self.latest_programme().effects.push(Effect {
            outcome,
            among,
            measure: measure(value),
            study_baseline: None,
            causal: all,
            attribution: all,
            displacement: none,
            half_life: None,
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
}
