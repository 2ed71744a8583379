//! Luck drawn: the number of successes among the first n people, the same people in every arm.
//!
//! Each method takes the luck of one site for a whole block of trials from one address, so the joint law over arms is that
//! of persons with uniforms of their own, and an arm more or less moves nothing.

use super::counts;
use crate::model::luck::{Grid, Luck, Site};
use crate::streams::{Purpose, Source, Uniforms, WINDOW};

/// The luck of a block of trials.
#[derive(Debug)]
pub(super) struct Sampled<'a> {
    seed: u64,
    wijk: &'a str,
    /// The first trial of the block.
    first: usize,
    /// Reused room for the uniforms of a site.
    window: Vec<f64>,
}

impl<'a> Sampled<'a> {
    /// The luck of the trials from `first` on.
    pub(super) fn new(seed: u64, wijk: &'a str, first: usize) -> Self {
        Self { seed, wijk, first, window: Vec::new() }
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
        Source::new(self.seed, Purpose::Luck, &name)
    }

    /// Calls `draw` for each trial with its uniforms, its people in each arm and room for the result, which is zero.
    fn each_trial(
        &mut self,
        site: &Site,
        people: &Grid,
        mut draw: impl FnMut(usize, &Source, &mut Uniforms, &[f64], &mut [f64]),
    ) -> Grid {
        let source = self.source(site);
        let (arms, trials) = people.dim();
        self.window.resize(trials * WINDOW, 0.0);
        source.fill(self.first, WINDOW, &mut self.window);
        let mut result = Grid::zeros(people.dim());
        // The arms of a trial side by side: they share every random number.
        let (mut n, mut out) = (vec![0.0; arms], vec![0.0; arms]);
        for (k, window) in self.window.chunks_exact(WINDOW).enumerate() {
            for (n, people) in n.iter_mut().zip(people.column(k)) {
                *n = *people;
            }
            out.fill(0.0);
            draw(k, &source, &mut Uniforms::new(&source, self.first + k, window), &n, &mut out);
            for (result, out) in result.column_mut(k).iter_mut().zip(&out) {
                *result = *out;
            }
        }
        result
    }
}

impl Luck for Sampled<'_> {
    fn successes(&mut self, site: &Site, people: &Grid, chance: &[f64]) -> Grid {
        if people.iter().all(|n| *n == 0.0) || chance.iter().all(|p| *p <= 0.0) {
            return Grid::zeros(people.dim());
        }
        if chance.iter().all(|p| *p >= 1.0) {
            return people.clone();
        }
        let first = self.first;
        self.each_trial(site, people, |k, source, uniforms, n, out| {
            counts::binomial(source, first + k, uniforms, chance[k], n, out);
        })
    }

    fn successes_by_arm(&mut self, site: &Site, people: &Grid, chance: &Grid) -> Grid {
        self.each_trial(site, people, |k, _, uniforms, n, out| {
            // Every person has a uniform and succeeds in the arms where it lies below the arm's chance.
            let p = chance.column(k);
            if p.iter().all(|p| *p >= 1.0) {
                out.copy_from_slice(n);
                return;
            }
            let most = n.iter().copied().fold(0.0, f64::max) as usize;
            for person in 0..most {
                let u = uniforms.draw();
                for ((out, n), p) in out.iter_mut().zip(n).zip(p) {
                    *out += f64::from(u8::from((person as f64) < *n && u < *p));
                }
            }
        })
    }

    fn points(&mut self, site: &Site, exposure: &Grid) -> Grid {
        if exposure.iter().all(|m| *m <= 0.0) {
            return Grid::zeros(exposure.dim());
        }
        let first = self.first;
        self.each_trial(site, exposure, |k, source, uniforms, mean, out| {
            counts::poisson(source, first + k, uniforms, mean, out);
        })
    }

    fn spread(&mut self, site: &Site, cases: &Grid, variation: &[f64]) -> Grid {
        let mut out = Grid::zeros(cases.dim());
        if cases.iter().all(|n| *n == 0.0) {
            return out;
        }
        let source = self.source(site);
        for (k, cv) in variation.iter().enumerate() {
            let n = cases.column(k).to_vec();
            let mut sums = vec![0.0; n.len()];
            counts::gamma_sums(&source, self.first + k, *cv, &n, &mut sums);
            for (out, sum) in out.column_mut(k).iter_mut().zip(sums) {
                *out = sum;
            }
        }
        out
    }

    fn whole(&mut self, site: &Site, people: &Grid, at_most: &Grid) -> Grid {
        let mut out = self.each_trial(site, people, |_, _, uniforms, exact, out| {
            let u = uniforms.draw();
            for (out, exact) in out.iter_mut().zip(exact) {
                *out = (exact + u).floor();
            }
        });
        out.zip_mut_with(at_most, |p, w| *p = p.min(*w));
        out
    }
}
