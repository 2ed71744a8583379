//! What a sample says: bands with their Monte Carlo error, differences between arms, which arm to prefer.

mod bands;
mod claims;
mod crosstable;
mod decision;
mod figures;
mod paths;
mod stored;
mod summary;
mod tables;

pub use bands::{Band, Statistics, mcse};
pub use claims::{Claim, Coverage, Tested, test_claims};
pub use crosstable::{ArmTable, Crosstable, crosstable};
pub use decision::{Verdict, decide};
pub use figures::Figure;
pub use paths::{Path, Quantity, paths};
pub use stored::{stored_paths, stored_rows, stored_verdicts};
pub use summary::{Reference, Row, summarise};
pub use tables::{decision_table, summary_table, years_table};
