//! Walks all trials of a block side by side: in each round every trial that still walks gets one uniform.

use super::counts::Place;

/// Below one walker in so many trials each reads its number by itself: to start the generator costs as much as to read on.
const SPARSE: usize = 24;

/// Reused room for the rounds of a block.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    /// Trials that still walk, counted from the first of the block, in order.
    walking: Vec<usize>,
    /// The uniforms of a round.
    uniforms: Vec<f64>,
}

impl Rounds {
    /// Room for blocks of `trials` trials.
    pub(super) fn new(trials: usize) -> Self {
        Self { walking: Vec::with_capacity(trials), uniforms: vec![0.0; trials] }
    }

    /// The uniforms of the first round, one for each of `trials` trials.
    pub(super) fn one(&mut self, at: Place, trials: usize) -> &[f64] {
        self.uniforms.resize(trials, 0.0);
        at.source.round(0, at.first, &mut self.uniforms);
        &self.uniforms
    }

    /// Gives every trial that `starts` uniform after uniform until `step` (trial, uniform) says that it is done.
    pub(super) fn walk(
        &mut self,
        at: Place,
        starts: impl Fn(usize) -> bool,
        mut step: impl FnMut(usize, f64) -> bool,
    ) {
        let Self { walking, uniforms } = self;
        walking.clear();
        walking.extend((0..uniforms.len()).filter(|&k| starts(k)));
        let mut round = 0;
        while let (Some(&low), Some(&high)) = (walking.first(), walking.last()) {
            let read = &mut uniforms[low..=high];
            if walking.len() * SPARSE < read.len() {
                walking.retain(|&k| {
                    let mut u = [0.0];
                    at.source.round(round, at.first + k, &mut u);
                    step(k, u[0])
                });
            } else {
                at.source.round(round, at.first + low, read);
                walking.retain(|&k| step(k, uniforms[k]));
            }
            round += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::{Purpose, Source};

    #[test]
    fn a_trial_gets_the_same_numbers_whoever_walks_beside_it() {
        let source = Source::new(3, Purpose::Luck, "here");
        let at = Place { source: &source, first: 128 };
        // Trial k takes `steps(k)` numbers.
        let taken = |steps: &dyn Fn(usize) -> usize| {
            let mut taken: Vec<Vec<f64>> = vec![Vec::new(); 64];
            let mut room = Rounds::new(64);
            room.walk(
                at,
                |k| steps(k) > 0,
                |k, u| {
                    taken[k].push(u);
                    taken[k].len() < steps(k)
                },
            );
            taken
        };
        let (alone, all) = (taken(&|k| if k == 40 { 9 } else { 0 }), taken(&|k| 3 + k % 7));
        assert_eq!((alone[40].len(), all[40].len()), (9, 8));
        assert_eq!(alone[40][..8], all[40][..]);
    }
}
