//! Random numbers as addresses: (seed, purpose, name, trial) to uniforms. The only file that knows the generator.
//!
//! A ChaCha8 key is derived from (seed, purpose, name) by SHA-256. Within a key, stream `r` holds the uniforms of round `r`
//! for every trial, one after the other, so that a block of trials reads its numbers at sequential speed; who needs a number
//! that is hard to foresee in advance reads the trial's own stream. Nothing is shared, so threads, order and newly added
//! names move nothing (Bernstein 2008, "ChaCha, a variant of Salsa20").

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

/// Streams from here on belong to single trials, those below to rounds.
const OWN: u64 = 1 << 63;

/// What a random number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The value of an input.
    Parameter,
    /// The chance of people.
    Luck,
    /// The scrambling of a Sobol' or Latin hypercube design.
    Design,
    /// The data that a study yet to be done would find.
    Study,
}

impl Purpose {
    /// The word in the address.
    const fn word(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Luck => "luck",
            Self::Design => "design",
            Self::Study => "study",
        }
    }
}

/// All random numbers of one (seed, purpose, name).
#[derive(Debug, Clone, Copy)]
pub struct Source {
    key: [u8; 32],
}

impl Source {
    /// The numbers of this address.
    pub fn new(seed: u64, purpose: Purpose, name: &str) -> Self {
        let mut hash = Sha256::new();
        // The version is in the key: a change of this scheme must move every number at once, not some.
        hash.update(b"wijkimpact 3");
        hash.update(seed.to_le_bytes());
        hash.update(purpose.word().as_bytes());
        hash.update([0]);
        hash.update(name.as_bytes());
        Self { key: hash.finalize().into() }
    }

    /// Fills `out` with the uniforms of a round, one for each trial from `first` on.
    pub fn round(&self, round: usize, first: usize, out: &mut [f64]) {
        let mut rng = ChaCha8Rng::from_seed(self.key);
        rng.set_stream(round as u64);
        // Two words of 32 bits to a uniform.
        rng.set_word_pos((first * 2) as u128);
        for value in out {
            *value = unit(rng.next_u64());
        }
    }

    /// The trial's own stream, at a page that leaves 2^32 words to each.
    pub fn page(&self, trial: usize, page: usize) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::from_seed(self.key);
        rng.set_stream(OWN | trial as u64);
        rng.set_word_pos((page as u128) << 32);
        rng
    }

    /// The bits behind this address from the start of stream 0, for designs.
    pub fn bits(&self) -> ChaCha8Rng {
        ChaCha8Rng::from_seed(self.key)
    }
}

/// 52 bits to the middle of their interval: in (0, 1), never 0 or 1. With one bit more the last middle would round to 1.
pub fn unit(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * f64::EPSILON
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_the_same_whatever_block_it_is_read_in() {
        let source = Source::new(7, Purpose::Luck, "here");
        for round in [0, 3] {
            let mut whole = vec![0.0; 40];
            source.round(round, 0, &mut whole);
            for first in [1, 7, 16, 33] {
                let mut part = vec![0.0; 5];
                source.round(round, first, &mut part);
                assert_eq!(part, whole[first..first + 5]);
            }
        }
    }

    #[test]
    fn seed_purpose_name_trial_and_round_each_change_the_numbers() {
        let first = |seed, purpose, name: &str, trial, round| {
            let mut out = [0.0];
            Source::new(seed, purpose, name).round(round, trial, &mut out);
            out[0]
        };
        let base = first(1, Purpose::Luck, "a", 0, 0);
        for other in [
            first(0, Purpose::Luck, "a", 0, 0),
            first(1, Purpose::Parameter, "a", 0, 0),
            first(1, Purpose::Luck, "b", 0, 0),
            first(1, Purpose::Luck, "a", 1, 0),
            first(1, Purpose::Luck, "a", 0, 1),
        ] {
            assert!((base - other).abs() > 0.0);
        }
    }

    #[test]
    fn a_trials_own_stream_is_not_a_round() {
        let source = Source::new(7, Purpose::Luck, "here");
        let own = unit(source.page(0, 0).next_u64());
        let mut rounds = [0.0; 3];
        for (round, out) in rounds.iter_mut().enumerate() {
            source.round(round, 0, std::slice::from_mut(out));
        }
        assert!(rounds.iter().all(|other| (own - other).abs() > 0.0));
    }

    #[test]
    fn uniforms_stay_inside_the_open_interval() {
        assert!(unit(0) > 0.0 && unit(u64::MAX) < 1.0);
    }
}
