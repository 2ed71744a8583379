//! From the text of a scenario to a model and a plan, with every problem at once.

pub mod areas;
mod baselines;
mod benefits;
mod codes;
mod correlations;
mod differences;
mod effects;
mod evidence;
mod family;
mod groups;
mod implausible;
mod joint;
mod library;
mod loaded;
mod meaning;
mod names;
mod nearest;
mod new;
mod outcomes;
mod parties;
mod programmes;
mod published;
mod range;
pub mod raw;
mod reader;
mod reindex;
mod resolved;
mod sampled;
mod schema;
pub(crate) mod shared;
mod staff;
mod staffing;
mod structure;
mod values;
mod warnings;
mod words;

pub use codes::codes;
pub use differences::{Difference, differences};
pub use evidence::Evidence;
pub use library::{
    Activity, Anchor, BusinessCase, BusinessCases, Consulted, Price, PriceList, Role, Shelf,
    built_in_cases, built_in_outcomes, built_in_prices,
};
pub use loaded::{Loaded, Refused, load, read};
pub(crate) use nearest::nearest;
pub use new::template;
pub use published::{Figure, MEASURES, Published};
pub use resolved::resolved;
pub use sampled::{Sampled, with_sample};
pub use schema::schema;
