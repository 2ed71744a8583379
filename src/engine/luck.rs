//! Luck drawn: the number of successes among the first n people, the same people in every arm.
//!
//! Each method takes the luck of one site for a whole block of trials from one address, so the joint law over arms is that
//! of persons with uniforms of their own, and an arm more or less moves nothing.

use std::sync::{PoisonError, RwLock};

use indexmap::IndexMap;
use rand::Rng;

use super::counts::{self, Place};
use super::rounds::Rounds;
use crate::model::luck::{Grid, Luck, Site};
use crate::streams::{Purpose, Source, unit};

/// The addresses of a run. Every block visits the same sites, and to make a key costs more than to look it up.
#[derive(Debug)]
pub struct Addresses<'a> {
    seed: u64,
    wijk: &'a str,
    known: RwLock<IndexMap<String, Source>>,
}

impl<'a> Addresses<'a> {
    /// The addresses of a wijk under a seed.
    pub fn new(seed: u64, wijk: &'a str) -> Self {
        Self { seed, wijk, known: RwLock::new(IndexMap::new()) }
    }

    /// All random numbers of a site.
    fn source(&self, site: &Site) -> Source {
        let year = site.service_year.map_or_else(String::new, |s| s.to_string());
        let name = [
            self.wijk,
            site.programme,
            site.group,
            site.stratum,
            &year,
            &site.year.to_string(),
            site.outcome,
            site.step,
            site.detail,
        ]
        .join("\u{1f}");
        if let Some(source) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return *source;
        }
        let source = Source::new(self.seed, Purpose::Luck, &name);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(name, source);
        source
    }
}

/// The luck of a block of trials, for [`crate::model::dynamics::simulate`].
#[derive(Debug)]
pub struct Sampled<'a> {
    addresses: &'a Addresses<'a>,
    /// The first trial of the block.
    first: usize,
    rounds: Rounds,
}

impl<'a> Sampled<'a> {
    /// The luck of `trials` trials from `first` on.
    pub fn new(addresses: &'a Addresses, first: usize, trials: usize) -> Self {
        Self { addresses, first, rounds: Rounds::new(trials) }
    }
}

impl Luck for Sampled<'_> {
    fn successes(&mut self, site: &Site, people: &Grid, chance: &[f64]) -> Grid {
        if counts::nobody(people) || chance.iter().all(|p| *p <= 0.0) {
            return Grid::zeros(people.dim());
        }
        if chance.iter().all(|p| *p >= 1.0) {
            return people.clone();
        }
        let source = self.addresses.source(site);
        let at = Place { source: &source, first: self.first };
        counts::binomial(at, &mut self.rounds, people, chance)
    }

    fn shared(&mut self, site: &Site, people: &[f64], chance: &[f64]) -> Vec<f64> {
        let source = self.addresses.source(site);
        counts::binomial_shared(Place { source: &source, first: self.first }, people, chance)
    }

    fn successes_by_arm(&mut self, site: &Site, people: &Grid, chance: &Grid) -> Grid {
        let source = self.addresses.source(site);
        let mut result = Grid::zeros(people.dim());
        for (k, mut out) in result.columns_mut().into_iter().enumerate() {
            // Every person has a uniform and succeeds in the arms where it lies below the arm's chance.
            let (n, p) = (people.column(k), chance.column(k));
            if p.iter().all(|p| *p >= 1.0) {
                out.assign(&n);
                continue;
            }
            let most = n.iter().copied().fold(0.0, f64::max) as usize;
            let mut own = source.page(self.first + k, 0);
            for person in 0..most {
                let u = unit(own.next_u64());
                for ((out, n), p) in out.iter_mut().zip(n).zip(p) {
                    *out += f64::from(u8::from((person as f64) < *n && u < *p));
                }
            }
        }
        result
    }

    fn points(&mut self, site: &Site, exposure: &Grid) -> Grid {
        if counts::nobody(exposure) {
            return Grid::zeros(exposure.dim());
        }
        let source = self.addresses.source(site);
        let at = Place { source: &source, first: self.first };
        counts::poisson(at, &mut self.rounds, exposure)
    }

    fn spread(&mut self, site: &Site, cases: &Grid, variation: &[f64]) -> Grid {
        if counts::nobody(cases) {
            return Grid::zeros(cases.dim());
        }
        let source = self.addresses.source(site);
        counts::gamma_sums(Place { source: &source, first: self.first }, cases, variation)
    }

    fn whole(&mut self, site: &Site, people: &Grid, at_most: &Grid) -> Grid {
        let source = self.addresses.source(site);
        let at = Place { source: &source, first: self.first };
        let uniforms = self.rounds.one(at, people.ncols());
        let mut out = people.clone();
        for (mut arm, most) in out.rows_mut().into_iter().zip(at_most.rows()) {
            for ((p, u), most) in arm.iter_mut().zip(uniforms).zip(most) {
                *p = (*p + u).floor().min(*most);
            }
        }
        out
    }
}
