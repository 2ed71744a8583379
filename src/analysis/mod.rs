//! What a sample says: bands with their Monte Carlo error, differences between arms, which arm to prefer.

mod acceptability;
pub mod areas;
mod avoided;
mod bands;
mod breakeven;
mod by_class;
pub mod calibration;
mod claims;
mod compare;
mod composition;
mod crosstable;
mod decision;
mod drivers;
mod figures;
mod frontier;
mod health;
mod labour;
mod negotiation;
mod onebyone;
mod paths;
mod precision;
mod quadrants;
mod rooms;
pub mod sensitivity;
mod steps;
mod stored;
mod summary;
mod tables;
pub mod voi;

pub use acceptability::{
    Acceptability, AcceptabilityPoint, BestBuy, BudgetChoice, acceptability, by_budget,
    turning_budgets,
};
pub use avoided::{Avoided, avoided};
pub use bands::{Band, Statistics, T95, mcse};
pub use breakeven::{BenefitFactor, BreakEven, Turn, benefit_factor, break_even, break_even_of};
pub use by_class::benefits_by_class;
pub use claims::{Claim, Coverage, Tested, test_claims};
pub use compare::{COMPARED, ComparedArm, ComparedFigure, Comparison, Mismatch, Side, compare};
pub use composition::{Composition, composition};
pub use crosstable::{ArmTable, Crosstable, crosstable};
pub use decision::{Verdict, decide};
pub use drivers::{Driver, drivers, telling};
pub use figures::Figure;
pub use frontier::{Standing, frontier};
pub use health::{HealthCost, health_frontier};
pub use labour::{Labour, labour};
pub use negotiation::{Negotiation, Seat, Stake, Terms, negotiate};
pub use onebyone::{OneByOne, convergence_sizes, one_by_one};
pub use paths::{Path, Quantity, paths};
pub use precision::relative_error;
pub use quadrants::{Ratios, ratios_together};
pub use steps::{Step, steps};
pub use stored::{stored_paths, stored_rows, stored_verdicts};
pub use summary::{Reference, Row, summarise};
pub use tables::{decision_table, summary_table, years_table};
