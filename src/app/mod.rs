//! What the program can do, one verb a file; the same for the command line and for any other door.

mod check;
mod compare;
mod error;
mod material;
mod memory;
mod new;
mod open;
mod precision;
mod report;
mod request;
mod run;
mod schema;
mod tell;
mod warnings;
mod write;

pub use check::{Checked, check};
pub use compare::compare;
pub use error::AppError;
pub use material::material;
pub use new::new;
pub use open::{Opened, open};
pub use precision::until_precise;
pub use report::{ReportFormat, ReportRequest, report};
pub use request::RunRequest;
pub use run::{Door, run};
pub use schema::schema;
pub use warnings::RUN_CODES;
