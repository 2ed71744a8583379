//! The pool without each study in turn.

use super::options::Options;
use super::pool::{Pooled, pool};
use super::studies::Study;

/// Above this number of studies none is left out: no single one decides then, and the work grows with the square.
pub(super) const MOST: usize = 300;

/// A pool without one study.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The study that is left out.
    pub study: String,
    /// The pool of the others.
    pub pooled: Pooled,
}

/// Leaves each study out in turn; nothing where that leaves none.
pub(super) fn leave_one_out(studies: &[Study], options: &Options) -> Vec<LeftOut> {
    if studies.len() < 2 || studies.len() > MOST {
        return Vec::new();
    }
    (0..studies.len())
        .filter_map(|index| {
            let mut others = studies.to_vec();
            let left = others.remove(index);
            Some(LeftOut { study: left.name, pooled: pool(&others, options)? })
        })
        .collect()
}
