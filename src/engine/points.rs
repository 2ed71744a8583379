//! Random numbers for analyses that choose their own points: Sobol' dimensions by name, and independent draws.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::sobol::Dimension;
use crate::streams::{Purpose, Source, unit};

/// One input's scrambled Sobol' points in one replicate: those of a run with the same seed and name.
#[derive(Debug, Clone)]
pub struct Points(Dimension);

impl Points {
    /// The points of a name in a replicate. Replicates are independent of each other.
    pub fn new(seed: u64, name: &str, replicate: usize) -> Self {
        Self(Dimension::new(seed, name, replicate))
    }

    /// Point `index` (below `2^32`), in (0, 1).
    pub fn at(&self, index: usize) -> f64 {
        self.0.point(index)
    }
}

/// Independent draws at an address of their own, one after the other.
#[derive(Debug, Clone)]
pub struct Draws(ChaCha8Rng);

impl Draws {
    /// The draws of a purpose in words.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(Source::new(seed, Purpose::Design, &format!("draws\u{1f}{name}")).bits())
    }

    /// The next uniform, in (0, 1).
    pub fn uniform(&mut self) -> f64 {
        unit(self.0.next_u64())
    }

    /// A whole number from 0 to `count - 1`, each as likely to within `count / 2^52`; 0 for a count of 0.
    pub fn below(&mut self, count: usize) -> usize {
        // The uniform is below 1, and so is its product below the count.
        (self.uniform() * count as f64) as usize
    }

    /// Puts items in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let other = self.below(i + 1);
            items.swap(i, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_is_as_likely() {
        let mut draws = Draws::new(1, "orders");
        let mut seen = [0_u32; 27];
        for _ in 0..60_000 {
            let mut order = [0_usize, 1, 2];
            draws.shuffle(&mut order);
            seen[order[0] * 9 + order[1] * 3 + order[2]] += 1;
        }
        // Each of six orders 10,000 times, sd sqrt(60,000 5/36) = 91.3; five of them.
        let counts: Vec<u32> = seen.into_iter().filter(|&count| count > 0).collect();
        assert_eq!(counts.len(), 6);
        assert!(counts.iter().all(|&count| count.abs_diff(10_000) < 457), "{counts:?}");
    }

    #[test]
    fn names_and_seeds_have_draws_of_their_own() {
        let first = |seed, name| Draws::new(seed, name).uniform();
        let base = first(1, "a");
        assert!((base - first(1, "a")).abs() <= 0.0);
        assert!((base - first(2, "a")).abs() > 0.0 && (base - first(1, "b")).abs() > 0.0);
    }
}
