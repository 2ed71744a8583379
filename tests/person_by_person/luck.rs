//! Luck of persons: at every place each person has a uniform of their own, the same in every arm.

use std::collections::BTreeMap;

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp1, Gamma};

/// Where chance acts: what happens, programme, stratum, year of service, year, and a last index.
pub(crate) type Place = (&'static str, [usize; 5]);

/// The luck of one trial, made up as it is asked for.
pub(crate) struct Luck<'a> {
    rng: &'a mut ChaCha8Rng,
    uniforms: BTreeMap<Place, Vec<f64>>,
    points: BTreeMap<Place, Vec<f64>>,
    costs: BTreeMap<Place, Vec<f64>>,
}

impl<'a> Luck<'a> {
    pub(crate) fn new(rng: &'a mut ChaCha8Rng) -> Self {
        Self { rng, uniforms: BTreeMap::new(), points: BTreeMap::new(), costs: BTreeMap::new() }
    }

    /// The uniform of a person (0, 1, …).
    pub(crate) fn uniform(&mut self, place: Place, person: usize) -> f64 {
        let known = self.uniforms.entry(place).or_default();
        while known.len() <= person {
            known.push((self.rng.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0);
        }
        known[person]
    }

    /// Persons among the first `people` whose uniform lies below the chance.
    pub(crate) fn successes(&mut self, place: Place, people: usize, chance: f64) -> usize {
        (0..people).filter(|person| self.uniform(place, *person) < chance).count()
    }

    /// Points of one Poisson process of rate 1 up to `exposure`: their gaps are exponential.
    pub(crate) fn points(&mut self, place: Place, exposure: f64) -> usize {
        let points = self.points.entry(place).or_default();
        while points.last().is_none_or(|last| *last < exposure) {
            let gap: f64 = Exp1.sample(self.rng);
            points.push(points.last().unwrap_or(&0.0) + gap);
        }
        points.iter().filter(|point| **point < exposure).count()
    }

    /// What the first `cases` cost together when each costs 1 on average with coefficient of variation `cv`.
    pub(crate) fn costs(&mut self, place: Place, cases: usize, cv: f64) -> f64 {
        let costs = self.costs.entry(place).or_default();
        let law = Gamma::new(1.0 / (cv * cv), cv * cv).unwrap();
        while costs.len() < cases {
            costs.push(law.sample(self.rng));
        }
        costs[..cases].iter().sum()
    }
}
