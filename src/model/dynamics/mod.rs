//! One block of trials, all arms: pool, participants, outcomes, euros. Written once for sampled and expected luck.
//!
//! Columns in, columns out: an input is one number a trial, a result one number a trial and arm. The formulas and
//! their letters are those of the model page of the book.

mod account;
mod block;
mod costs;
mod expected;
mod follow;
mod matching;
mod money;
mod outlook;
mod pool;
mod present;
mod risk;
mod staffing;
mod values;

pub use account::{Account, Service, Yields};
pub use block::{avoid, simulate};
pub use expected::{Expectation, Worths, expected_net};
pub use matching::participants;
pub use money::Books;
pub use outlook::Outlook;
pub(crate) use present::{Factors, present};
pub use values::Values;
