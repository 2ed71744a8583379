//! What the program can do, one verb a file; the same for the command line and for any other door.

mod calibrate;
mod check;
mod choice;
mod compare;
mod drivers;
mod error;
mod evidence;
mod evidence_list;
mod export;
mod given_data;
mod material;
mod memory;
mod new;
mod open;
mod pieces;
mod precision;
mod report;
mod request;
mod run;
mod schema;
mod sensitivity;
mod tell;
mod voi;
mod warnings;
mod whole;
mod write;

pub use crate::analysis::voi::{Population, Study, StudyCost};
pub use crate::evidence::{
    IntervalMethod, Measure as PoolMeasure, Options as PoolOptions, Tau2Method,
};
pub use calibrate::{CalibrateAnswer, CalibrateRequest, calibrate};
pub use check::{Checked, check};
pub use choice::NamedGroup;
pub use compare::compare;
pub use drivers::{DriversRequest, drivers};
pub use error::AppError;
pub use evidence::{PricedCases, figure, pool, priced_cases};
pub use evidence_list::{Lists, lists};
pub use export::{Layout, export};
pub use given_data::{GivenDataRequest, What, given_data};
pub use material::material;
pub use new::new;
pub use open::{Opened, open};
pub use precision::until_precise;
pub use report::{ReportFormat, ReportRequest, report};
pub use request::RunRequest;
pub use run::{Door, run};
pub use schema::schema;
pub use sensitivity::{SensitivityMethod, SensitivityRequest, sensitivity};
pub use voi::{StudyRequest, VoiRequest, voi};
pub use warnings::RUN_CODES;
pub use whole::write_figure;
