//! Random numbers as addresses: (seed, purpose, name, trial) to uniforms. The only file that knows the generator.
//!
//! A ChaCha8 key is derived from (seed, purpose, name) by SHA-256. Within a key, stream 0 holds a window of a few numbers
//! for every trial, one after the other, so that a block of trials reads its numbers at sequential speed; a place that
//! needs more goes on in stream `trial + 1`, which belongs to that trial alone. Nothing is shared, so threads, order and
//! newly added names move nothing (Bernstein 2008, "ChaCha, a variant of Salsa20").

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

/// Uniforms of one trial in the window of a name; more come from the trial's own stream.
pub const WINDOW: usize = 4;

/// What a random number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The value of an input.
    Parameter,
    /// The chance of people.
    Luck,
    /// The scrambling of a Sobol' or Latin hypercube design.
    Design,
}

impl Purpose {
    /// The word in the address.
    const fn word(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Luck => "luck",
            Self::Design => "design",
        }
    }
}

/// All random numbers of one (seed, purpose, name).
#[derive(Debug, Clone)]
pub struct Source {
    key: [u8; 32],
}

impl Source {
    /// The numbers of this address.
    pub fn new(seed: u64, purpose: Purpose, name: &str) -> Self {
        let mut hash = Sha256::new();
        // The version is in the key: a change of this scheme must move every number at once, not some.
        hash.update(b"wijkimpact 1");
        hash.update(seed.to_le_bytes());
        hash.update(purpose.word().as_bytes());
        hash.update([0]);
        hash.update(name.as_bytes());
        Self { key: hash.finalize().into() }
    }

    /// Fills `out` with `width` uniforms for each trial from `first` on.
    pub fn fill(&self, first: usize, width: usize, out: &mut [f64]) {
        let mut rng = ChaCha8Rng::from_seed(self.key);
        // Two words of 32 bits to a uniform.
        rng.set_word_pos((first * width * 2) as u128);
        for value in out {
            *value = unit(rng.next_u64());
        }
    }

    /// The trial's own stream, at a page that leaves 2^32 words to each.
    pub fn page(&self, trial: usize, page: usize) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::from_seed(self.key);
        rng.set_stream(trial as u64 + 1);
        rng.set_word_pos((page as u128) << 32);
        rng
    }

    /// The bits behind this address from the start of stream 0, for designs.
    pub fn bits(&self) -> ChaCha8Rng {
        ChaCha8Rng::from_seed(self.key)
    }
}

/// The uniforms of one trial at one address: the window first, then the trial's own stream.
#[derive(Debug)]
pub struct Uniforms<'a> {
    window: &'a [f64],
    used: usize,
    source: &'a Source,
    trial: usize,
    more: Option<ChaCha8Rng>,
}

impl<'a> Uniforms<'a> {
    /// Uniforms of `trial`, of which `window` are the first.
    pub fn new(source: &'a Source, trial: usize, window: &'a [f64]) -> Self {
        Self { window, used: 0, source, trial, more: None }
    }

    /// The next uniform, in (0, 1).
    pub fn draw(&mut self) -> f64 {
        if let Some(&value) = self.window.get(self.used) {
            self.used += 1;
            return value;
        }
        let (source, trial) = (self.source, self.trial);
        unit(self.more.get_or_insert_with(|| source.page(trial, 0)).next_u64())
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
    fn a_window_is_the_same_whatever_block_it_is_read_in() {
        let source = Source::new(7, Purpose::Luck, "here");
        let mut whole = vec![0.0; 40 * WINDOW];
        source.fill(0, WINDOW, &mut whole);
        for first in [1, 7, 16, 33] {
            let mut part = vec![0.0; 5 * WINDOW];
            source.fill(first, WINDOW, &mut part);
            assert_eq!(part, whole[first * WINDOW..(first + 5) * WINDOW]);
        }
    }

    #[test]
    fn seed_purpose_name_and_trial_each_change_the_numbers() {
        let first = |seed, purpose, name: &str, trial| {
            let mut out = [0.0];
            Source::new(seed, purpose, name).fill(trial, 1, &mut out);
            out[0]
        };
        let base = first(1, Purpose::Luck, "a", 0);
        for other in [
            first(0, Purpose::Luck, "a", 0),
            first(1, Purpose::Parameter, "a", 0),
            first(1, Purpose::Luck, "b", 0),
            first(1, Purpose::Luck, "a", 1),
        ] {
            assert!((base - other).abs() > 0.0);
        }
    }

    #[test]
    fn uniforms_stay_inside_the_open_interval() {
        assert!(unit(0) > 0.0 && unit(u64::MAX) < 1.0);
    }
}
