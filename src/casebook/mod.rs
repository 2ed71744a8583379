//! Client cases: what happened with help and what would have happened without, priced, and what many cases say together.

mod bands;
mod case;
mod codes;
mod combine;
mod draw;
mod loaded;
mod price;
mod raw;
mod reader;
mod results;
mod snippet;

pub use bands::Band;
pub use case::{Case, Casebook, Item, Optimism, Priced, Side, UnitPrice};
pub use codes::codes;
pub use combine::evaluate;
pub use draw::{BadQuestion, Question};
pub use loaded::{load, read};
pub use raw::{RawCase, RawCasebook, RawCasebookAbout, RawItem};
pub use reader::schema;
pub use results::{Across, CaseResult, Findings, Moment, Overall, Part};
pub use snippet::{Snippet, snippet};
